# SPDX-License-Identifier: GPL-2.0-only
"""Group animation: animation.xml has each node with its name and role, where it is when, tunnels that
come and go, and each packet that crosses a link, by the same count as the run's tables."""

import collections
import csv
import xml.etree.ElementTree

SCHEMES = ("pmipv6", "none", "localized-routing", "uncoordinated", "epmip", "dmm-relay",
           "dmm-locator", "dmm-proxy", "mipv6")  # fmt: skip
ROLES = {"lma": "anchor", "mag": "gateway", "mn": "mobile node", "cn": "correspondent",
         "core": "router", "transit": "router", "lmf": "location manager", "dns": "name server",
         "border": "border router", "router": "access router", "home": "home agent"}  # fmt: skip
BOTH = ["--flowLog=mn1:cn1", "--flowLog=cn1:mn1"]
SHORT = ["--trafficStart=2", "--moveAt=4", "--duration=6.5"]
KINDS = {"node", "nu", "link", "linkupdate", "p"}


class Animation:
    """What a file says."""

    def __init__(self, judge, path):
        root = xml.etree.ElementTree.parse(path).getroot()
        judge.equal("root", (root.tag, root.get("filetype")), ("anim", "animation"))
        self.texts = collections.defaultdict(list)  # number: (time, text)
        self.places = collections.defaultdict(list)  # number: (time, x, y)
        self.colours = collections.defaultdict(list)  # number: (time, colour)
        for node in root.findall("node"):
            self.places[node.get("id")].append((0, float(node.get("locX")), float(node.get("locY"))))
        for update in root.findall("nu"):
            when, number = float(update.get("t")), update.get("id")
            if update.get("p") == "d":
                self.texts[number].append((when, update.get("descr")))
            elif update.get("p") == "p":
                self.places[number].append((when, float(update.get("x")), float(update.get("y"))))
            elif update.get("p") == "c":
                colour = tuple(int(update.get(part)) for part in "rgb")
                self.colours[number].append((when, colour))
        self.names = {number: texts[0][1].split(", ")[0] for number, texts in self.texts.items()}
        self.numbers = {name: number for number, name in self.names.items()}
        self.links = [(self.names[link.get("fromId")], self.names[link.get("toId")])
                      for link in root.findall("link")]  # fmt: skip
        self.tunnels = [(float(one.get("t")), self.names[one.get("fromId")],
                         self.names[one.get("toId")], one.get("ld"))
                        for one in root.findall("linkupdate")]  # fmt: skip
        self.packets = [(self.names[one.get("fId")], float(one.get("fbTx")),
                         self.names[one.get("tId")], float(one.get("fbRx")), one.get("meta-info"))
                        for one in root.findall("p")]  # fmt: skip
        judge.equal("kinds of elements", {one.tag for one in root} - KINDS, set())

    def place(self, name, when):
        """Where a node is drawn at a time, the last of several that are told for it."""
        told = [one for one in self.places[self.numbers[name]] if one[0] <= when]
        latest = max(one[0] for one in told)
        return [one[1:] for one in told if one[0] == latest][-1]

    def text(self, name, when):
        """What is written beside a node at a time."""
        return [text for at, text in self.texts[self.numbers[name]] if at <= when][-1]


def read(judge, run):
    """The animation of a run, with what is right of any."""
    animation = Animation(judge, run.folder / "animation.xml")
    for name in [*run.result["nodes"]]:
        judge.check(name in animation.numbers, f"{name} is not drawn")
    for name, number in animation.numbers.items():
        role = ROLES[name.rstrip("0123456789")]
        judge.check(all(text.startswith(f"{name}, {role}")
                        for _, text in animation.texts[number]),
                    f"{name} is described as {animation.texts[number]}")  # fmt: skip
        judge.check(animation.colours[number], f"{name} has no colour")
    places = collections.Counter(told[0][1:] for told in animation.places.values())
    if run.result["parameters"]["movement"] in (None, "plan") and len(places) < 2:
        judge.check(False, f"all are drawn at {places}")
    judge.check(all(sent <= received for _, sent, _, received, _ in animation.packets),
                "a packet arrives before it is sent")  # fmt: skip
    judge_counts(judge, run, animation)
    return animation


def rows_of(run, name):
    """The rows of a table of a run."""
    with open(run.folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def judge_counts(judge, run, animation):
    """What is drawn of data is what has come, and where nothing is doubled so are Mobility Headers."""
    for sender, receiver in (("mn1", "cn1"), ("cn1", "mn1")):
        came = collections.Counter(row["event"] for row in
                                   rows_of(run, f"flow-{sender}-{receiver}.csv"))["received"]  # fmt: skip
        drawn = [text for _, _, to, at, text in animation.packets
                 if to == receiver and at <= run.result["simulated_s"]
                 and f"{sender} to {receiver}, UDP" in text]  # fmt: skip
        judge.equal(f"drawn from {sender} to {receiver}", len(drawn), came)
    messages = collections.Counter(
        (row["message"], row["node"]) for row in run.signalling
        if row["message"].startswith("Proxy") and row["event"] in ("received", "dropped")
        and row["reason"] != "impairment")  # fmt: skip
    for (message, node), count in messages.items():
        drawn = sum(to == node and f", {message}," in text
                    for _, _, to, _, text in animation.packets)  # fmt: skip
        if run.result["parameters"]["core"] == "mesh" and node[:2] not in ("mn", "cn"):
            judge.equal(f"{message} drawn to {node}", drawn, count)


def judge_handover(judge, run, animation):
    """mn1 is drawn below the gateway where it is, and on its way to neither."""
    for handover in run.handovers_of("mn1"):
        old, new = handover["from"], handover["to"]
        before = animation.place("mn1", handover["detached_s"] - 1e-6)
        after = animation.place("mn1", handover["attached_s"])
        for gateway, place in ((old, before), (new, after)):
            x, y = animation.place(gateway, 0)
            judge.check(abs(place[0] - x) <= 6 and y < place[1],
                        f"mn1 is drawn at {place}, its gateway at {(x, y)}")  # fmt: skip
        judge.check(before != after, "mn1 is not drawn elsewhere")
        judge.equal("text before", animation.text("mn1", handover["detached_s"] - 1e-6)
                    .split(", ")[1], f"mobile node at {old}")  # fmt: skip
        judge.equal("text after", animation.text("mn1", handover["attached_s"]).split(", ")[1],
                    f"mobile node at {new}")  # fmt: skip


def judge_schemes(judge, program, accesses):
    """Each scheme on each access: counts, and where mn1 is."""
    for access in accesses:
        for scheme in SCHEMES:
            call = [f"--access={access}", f"--scheme={scheme}", *SHORT, *BOTH, "--animation"]
            with judge.of(call):
                run = program.run(call)
                animation = read(judge, run)
                judge.check(animation.packets, "no packet is drawn")
                judge_handover(judge, run, animation)


def judge_tunnel(judge, program):
    """A tunnel is told of as long as it is there, and its packets are told from others."""
    call = ["--access=ideal", *SHORT, *BOTH, "--animation", "--detachDetection=10"]
    with judge.of(call):
        run = program.run(call)
        animation = read(judge, run)
        handover = run.handovers_of("mn1")[0]
        told = [(when, text) for when, a, b, text in animation.tunnels if (a, b) == ("lma1", "mag1")]
        judge.equal("tunnel to mag1", [text for _, text in told], ["tunnel lma1-mag1", ""])
        judge.check(told[0][0] < 1.5 and handover["detached_s"] < told[1][0],
                    f"it is there from {told}")  # fmt: skip
        judge.equal("text of mag3", animation.text("mag3", handover["registered_s"]),
                    "mag3, gateway, tunnel to lma1")  # fmt: skip
        judge.equal("text of mag1 at the end", animation.text("mag1", 99), "mag1, gateway")
        number = animation.numbers["mag3"]
        judge.equal("colours of mag3", len({colour for _, colour in animation.colours[number]}), 2)
        for text in (text for a, _, b, _, text in animation.packets
                     if a == "lma1" and b.startswith("mag") and "UDP" in text):  # fmt: skip
            judge.check(text.startswith("tunnel lma1 to mag") and text.endswith("288 octets"), text)
        judge.check(any(text == "cn1 to mn1, UDP, 248 octets" for *_, text in animation.packets),
                    "no packet is drawn on the access link")  # fmt: skip


def judge_impaired(judge, program):
    """Doubled and late signalling is drawn as often as it comes; fragments are."""
    for more in (["--signallingDuplication=50", "--signallingJitter=30"], ["--packetSize=3000"],
                 ["--core=star"], ["--transit=2"], ["--accessLoss=20"]):  # fmt: skip
        call = ["--access=ideal", *SHORT, *BOTH, "--animation", *more]
        with judge.of(call):
            run = program.run(call)
            if "--packetSize=3000" in more:
                animation = Animation(judge, run.folder / "animation.xml")
                judge.check(any("fragment of UDP" in text for *_, text in animation.packets),
                            "no fragment is drawn")  # fmt: skip
            else:
                read(judge, run)


def judge_places(judge, program):
    """With models, and on Wi-Fi that walks, all are where the run has them."""
    call = ["--access=ideal", "--movement=random-waypoint", "--gateways=2x2", "--mobileNodes=2",
            "--duration=40", "--animation", *BOTH]  # fmt: skip
    with judge.of(call):
        run = program.run(call)
        animation = Animation(judge, run.folder / "animation.xml")
        for line in (run.folder / "gateways.txt").read_text(encoding="utf-8").splitlines():
            name, x, y = line.split()
            judge.equal(f"place of {name}", animation.place(name, 0), (float(x), float(y)))
        path = animation.places[animation.numbers["mn1"]]
        steps = [((b[1] - a[1]) ** 2 + (b[2] - a[2]) ** 2) ** 0.5 for a, b in zip(path[1:], path[2:])]
        judge.check(len(path) > 100 and 0 < max(steps) < 16.67 * 0.25 + 1e-6,
                    f"{len(path)} places of mn1, steps up to {max(steps)} m")  # fmt: skip
    call = ["--access=wifi", "--wifiHandover=default", "--moveAt=3", "--trafficStart=2",
            "--animation", *BOTH]  # fmt: skip
    with judge.of(call):
        run = program.run(call)
        animation = Animation(judge, run.folder / "animation.xml")
        end = run.result["simulated_s"]
        judge.equal("place of mn1 at first", animation.place("mn1", 2.9), animation.place("mag1", 0))
        judge.equal("place of mn1 at last", animation.place("mn1", end), animation.place("mag3", 0))
        half = animation.place("mn1", 5.5)
        judge.near("half way", half[0], (animation.place("mag1", 0)[0] +
                                         animation.place("mag3", 0)[0]) / 2, 5.1)  # fmt: skip


def judge_neutral(judge, program):
    """Who asks a station that walks where it is must not change where it is."""
    call = ["--access=wifi", "--wifiHandover=default", "--moveAt=3", "--moves=2", "--trafficStart=2"]
    with judge.of([*call, "with and without --animation"]):
        plain, drawn = (program.run([*call, *more]) for more in ([], ["--animation"]))
        for name in ("signalling.csv", "events.csv", "throughput.csv"):
            judge.check((plain.folder / name).read_bytes() == (drawn.folder / name).read_bytes(),
                        f"{name} is another")  # fmt: skip
        judge.equal("flows", drawn.result["flows"], plain.result["flows"])
        judge.equal("handovers", drawn.result["handovers"], plain.result["handovers"])


def run(judge, program, _source):
    """All of it."""
    has_lte = "--enbDistance" in program.call(["--help"]).stdout
    judge_schemes(judge, program, ["ideal", "wifi"])
    if has_lte:
        call = ["--access=lte", *SHORT, *BOTH, "--animation"]
        with judge.of(call):
            run_of_lte = program.run(call)
            animation = read(judge, run_of_lte)
            judge_handover(judge, run_of_lte, animation)
    judge_tunnel(judge, program)
    judge_impaired(judge, program)
    judge_places(judge, program)
    judge_neutral(judge, program)
