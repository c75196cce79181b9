# SPDX-License-Identifier: GPL-2.0-only
"""Group dmm: RFC 8885 on the ideal link, against its closed forms, times to 0.1 ms.

Each run has a node that goes from MAAR to MAAR, so that its handovers have k = 1, 2, .. previous
ones; at each of them flows begin that stay on its prefix.
"""

import collections
import random

from . import general
from .dmm_forms import CENTRAL_ANCHOR, CentralForms, DmmForms
from .formulas import TOLERANCE
from .luo_forms import packets
from .scenario import MS, S, Scenario

MODES = ("relay", "locator", "proxy")
GAP_TOLERANCE = 0.1  # ms
CROWD, BOUND, PAUSE = 1000, 2, 2  # nodes, previous MAARs of each, ms between two updates
FIRST, DWELL = 5.0, 3.5  # s; flows begin 2 s after an attachment, a correspondent's 3 s
MAARS = ["mag1", "mag3", "mag4", "mag5", "mag6", "mag7", "mag8", "mag9", "mag10"]  # the peer: mag2
REFERENCE = {}
# Nothing is like anything else; the last of four handovers has these.
SECOND = {
    ("lma1", "mag6"): 7, ("lma1", "mag1"): 13, ("lma1", "mag3"): 19, ("lma1", "mag4"): 16,
    ("lma1", "mag5"): 11, ("mag1", "mag6"): 5, ("mag3", "mag6"): 9, ("mag4", "mag6"): 8,
    ("mag5", "mag6"): 6, ("mag1", "mag3"): 3, ("mag1", "mag4"): 4, ("mag1", "mag5"): 12.5,
    ("mag3", "mag4"): 10, ("mag3", "mag5"): 12, ("mag4", "mag5"): 14, ("mn1", "mag1"): 1,
    ("mn1", "mag3"): 1, ("mn1", "mag4"): 1, ("mn1", "mag5"): 1,
}  # fmt: skip


def make_random(seed):
    """Delays all different, nothing said of triangles."""
    chance = random.Random(seed)
    names = ["lma1", "mag2", *MAARS]
    delays = {(a, b): round(chance.uniform(1, 40), 2) for a in names for b in names if a < b}
    delays.update({("mn1", maar): round(chance.uniform(0.5, 4), 2) for maar in MAARS})
    return delays


THIRD = make_random(8885)
# The anchor of central prefixes is nearer than the CMD, or farther.
MIXED = {**THIRD, **{("lma2", name): delay for delay, name in enumerate(["mag2", *MAARS], start=9)}}


def make(mode, path, delays=REFERENCE, interval=4.3, **options):
    """A scenario in which mn1 goes along a path."""
    moves = len(path) - 1
    return Scenario(
        paths={"mn1": path}, delays=delays, scheme=f"dmm-{mode}", case="a21", moves=moves,
        moveAt=FIRST, dwell=DWELL, duration=FIRST + DWELL * moves + 1.5, trafficStart=2,
        flowsPerPrefix=1, interval=interval, **{"pacing": 0, **options},
    )  # fmt: skip


def forms_of_c4(k, mode, **options):
    """The forms of the vector in which no two delays are equal, with its first k previous MAARs."""
    scenario = make(mode, [*MAARS[:k], "mag6"], SECOND, **options)
    return DmmForms(scenario, "mn1", k)


def judge_reference(judge):
    """The closed forms have the documented values, ms."""
    in_ms = lambda times: [time / MS for time in times]
    for mode, own, opened, uplink in (
        ("relay", 42, 42, 88), ("locator", 28, 28, 74), ("proxy", 22, 28, 68),
    ):  # fmt: skip
        forms = DmmForms(make(mode, ["mag1", "mag3"]), "mn1", 1)
        first = forms.delivered("mag1") + forms.stay.access
        judge.equal(f"reference, {mode}", in_ms([forms.advertised(), first,
                    forms.uplink_window("mag1")]), [own, opened, uplink])  # fmt: skip
    for k, mode, first, window, options in (
        (1, "relay", [42], [86], {}), (1, "locator", [27], [71], {}), (1, "proxy", [27], [71], {}),
        (2, "relay", [54, 54], [101, 94], {}), (2, "proxy", [27, 37], [74, 77], {}),
        (4, "relay", [54] * 4, [110.5, 106, 109, 97], {}),
        (4, "locator", [27, 37, 33, 26], [83.5, 89, 88, 69], {}),
        (4, "relay", [46, 54, 48, 46], [102.5, 106, 103, 89], {"aggregation": 30}),
        (4, "relay", [57] * 4, [113.5, 109, 112, 100], {"pacing": 1.5}),
        (4, "locator", [31.5, 40, 34.5, 26], [88, 92, 89.5, 69], {"pacing": 1.5}),
    ):  # fmt: skip
        forms = forms_of_c4(k, mode, **options)
        maars = MAARS[:k]
        judge.equal(f"second, {mode}, {k}, {options}: first downlink",
                    in_ms(forms.delivered(p) + forms.stay.access for p in maars), first)  # fmt: skip
        judge.equal(f"second, {mode}, {k}, {options}: loss", in_ms(map(forms.window, maars)), window)
    holes = forms_of_c4(4, "relay")
    judge.equal("holes at S", in_ms(map(holes.hole_at_serving, MAARS[:4])), [27, 17, 21, 28])
    for pause, expected in ((0, [1, 3, 1, 0]), (1.5, [5.5, 6, 2.5, 0])):
        holes = forms_of_c4(4, "proxy", pacing=pause)
        judge.equal(f"holes at P, {pause}", in_ms(map(holes.hole_at_previous, MAARS[:4])), expected)
    judge.equal("own prefix", [forms_of_c4(4, mode).advertised() / MS for mode in MODES], [54, 26, 16])
    judge.equal("messages", [forms_of_c4(4, mode).messages() for mode in MODES], [10, 13, 10])
    judge.equal("messages, T", forms_of_c4(4, "relay", aggregation=30).messages(), 12)


def scenarios():
    """All that is judged by the forms."""
    all_maars = MAARS
    for mode in MODES:
        yield make(mode, all_maars, interval=29.3)
        yield make(mode, all_maars, interval=27.7, pacing=1.5)
        yield make(mode, all_maars, THIRD, interval=9.7, direction="cn-mn")
        yield make(mode, all_maars, THIRD, interval=10.3, direction="mn-cn", pacing=1)
        for k in (1, 2, 4):  # C4's vectors, packet by packet
            yield make(mode, [*MAARS[:k], "mag6"], SECOND, interval=1.9, direction="cn-mn")
        for pause in (0, 1.5):
            yield make(mode, [*MAARS[:4], "mag6"], SECOND, interval=1.9, direction="mn-cn",
                       pacing=pause)  # fmt: skip
        yield make(mode, [*MAARS[:4], "mag6"], SECOND, interval=2.3, direction="cn-mn", pacing=1.5,
                   earlyAccept="on")  # fmt: skip
        yield make(mode, all_maars[:5], THIRD, interval=3.1, direction="cn-mn", earlyAccept="on")
        for path in (["mag1", "mag3", "mag1"], ["mag1", "mag3", "mag1", "mag4"],
                     ["mag1", "mag3", "mag4", "mag1", "mag3"]):  # fmt: skip
            for direction in ("cn-mn", "mn-cn"):
                yield make(mode, path, THIRD, interval=2.9, direction=direction)
    for timeout in (10, 30, 61):
        yield make("relay", all_maars, THIRD, interval=27.1, aggregation=timeout, pacing=1)
    for direction in ("cn-mn", "mn-cn"):
        yield make("relay", [*MAARS[:4], "mag6"], SECOND, interval=1.9, direction=direction,
                   aggregation=30)  # fmt: skip


def judge_first(judge, run, scenario):
    """A first attachment: R(S,C), and w (3.1)."""
    for one in run.result["attachments"]:
        forms = DmmForms(scenario, one["node"], 0)
        for field, time in (("registered_s", forms.registered()),
                            ("advertised_s", forms.advertised())):  # fmt: skip
            judge.near(f"first {field} of {one['node']}", one[field] - one["attached_s"], time / S,
                       TOLERANCE)  # fmt: skip


def judge_handover(judge, run, scenario, forms, one):
    """The moments of a handover, what it cost, and of each prefix."""
    name = f"k = {len(forms.previous)}"
    since = lambda time: None if time is None else time - one["attached_s"]
    judge.equal(f"{name}: previous", one["previous"], len(forms.previous))
    judge.near(f"{name}: registered_s", since(one["registered_s"]), forms.registered() / S, TOLERANCE)
    judge.near(f"{name}: advertised_s", since(one["advertised_s"]), forms.advertised() / S, TOLERANCE)
    central = [CENTRAL_ANCHOR] if is_mixed(scenario) else []
    # An answered registration; and a de-registration by who is told that the node has moved.
    judge.equal(f"{name}: messages", one["messages"], forms.messages() + 3 * len(central))
    rows = {row["anchor"]: row for row in one["prefixes"]}
    judge.equal(f"{name}: anchors", sorted(rows), sorted([*forms.previous, forms.s, *central]))
    judge.equal(f"{name}: own", [row["anchor"] for row in one["prefixes"] if row["own"]], [forms.s])
    returned = [forms.s] if forms.is_return else []
    for p in [*forms.previous, *returned]:
        row, name = rows[p], f"k = {len(forms.previous)}, prefix of {p}"
        is_here = p == forms.s
        if not is_here:
            judge.near(f"{name}: ready_s", since(row["ready_s"]), forms.ready(p) / S, TOLERANCE)
        delivered = 0 if is_here else forms.delivered(p)
        access = forms.stay.access
        for way, time, window in (
            ("downlink", delivered + access, forms.window(p)),
            ("uplink", max(forms.opened(p), access), forms.uplink_window(p)),
        ):  # fmt: skip
            if scenario["direction"] not in ("both", "cn-mn" if way == "downlink" else "mn-cn"):
                continue
            # A packet has S deliver early: one that is imagined does not.
            late = scenario["interval"] if way == "downlink" and forms.is_early else 0
            gap = (forms.gap + time) / MS
            judge.within(f"{name}: {way}", row["service_gap_ms"][way], gap - GAP_TOLERANCE,
                         gap + late + GAP_TOLERANCE)  # fmt: skip
            if scenario["direction"] != "both":
                low, high = packets(window, round(scenario["interval"] * MS))
                count = sum(flow["begun_s"] < one["detached_s"] and is_of(flow, p)
                            for flow in run.result["flows"])  # fmt: skip
                judge.within(f"{name}: {way} lost", row["lost"], count * low, count * high)
    # Also where a P drops what its own node sends from S (3.4), all of it is lost on the node's side.
    for way, direction in (("down", "cn-mn"), ("up", "mn-cn")):
        if scenario["direction"] == direction:
            judge.equal(f"k = {len(forms.previous)}: lost_{way}", one[f"lost_{way}"],
                        sum(row["lost"] for row in one["prefixes"]))  # fmt: skip


def judge_central(judge, run, scenario):
    """The flows on central prefixes, and what a handover is to them: RFC 5213, whatever k."""
    forms = CentralForms(scenario, "mn1", 0)
    flows = [flow for flow in run.result["flows"] if is_central(flow)]
    judge.equal("central flows", [(flow["from"], flow["begun_s"]) for flow in flows],
                [("mn1", 2.0), ("cn1", 3.0)])  # fmt: skip
    last = scenario.stays["mn1"][-1]
    ends = last.access + scenario.stays["cn1"][-1].access
    for flow in flows:
        path = ["mn1", last.gateway, CENTRAL_ANCHOR, "mag2", "cn1"]
        judge.equal("central path", flow["path"], path if flow["from"] == "mn1" else path[::-1])
        judge.equal("central anchor", flow["anchor"], CENTRAL_ANCHOR)
        judge.near("central path_length_ms", flow["path_length_ms"],
                   (ends + forms.d(last.gateway) + forms.d("mag2")) / MS, 1e-5)  # fmt: skip
        judge.equal("central misdelivered, duplicated", [flow["misdelivered"], flow["duplicated"]],
                    [0, 0])  # fmt: skip
    lost = {"mn1": [0, 0], "cn1": [0, 0]}
    interval = round(scenario["interval"] * MS)
    for visit, one in enumerate(run.handovers_of("mn1"), start=1):
        forms, name = CentralForms(scenario, "mn1", visit), f"handover {visit}, central"
        row = [row for row in one["prefixes"] if row["anchor"] == CENTRAL_ANCHOR][0]
        judge.near(f"{name}: ready_s", row["ready_s"] - one["attached_s"], forms.ready() / S, TOLERANCE)
        judge.near(f"{name}: uplink_opened_s", row["uplink_opened_s"] - one["attached_s"],
                   forms.ready() / S, TOLERANCE)  # fmt: skip
        for way, window, gap in (("down", forms.window(), forms.downlink_gap()),
                                 ("up", forms.uplink_window(), forms.uplink_gap())):  # fmt: skip
            low, high = packets(window, interval)
            judge.within(f"{name}: lost_{way}", row[f"lost_{way}"], low, high)
            judge.near(f"{name}: {way}", row["service_gap_ms"][f"{way}link"], gap / MS, GAP_TOLERANCE)
            sender = lost["cn1" if way == "down" else "mn1"]
            sender[:] = [sender[0] + low, sender[1] + high]
    for flow in flows:
        judge.within(f"central lost from {flow['from']}", flow["lost"], *lost[flow["from"]])


def judge_mixed(judge, program):
    """Central prefixes beside distributed ones (3), with the forms of both; and what fails of the one
    does not touch the other."""
    for mode in MODES:
        for delays in (REFERENCE, MIXED):
            scenario = make(mode, MAARS[:5], delays, interval=7.3, pacing=1, centralPrefix="on")
            with judge.of(scenario.arguments):
                found = program.run(scenario.arguments)
                judge_run(judge, found, scenario)
                judge_central(judge, found, scenario)
    for failed, kind in (("lma1", "cmd"), (CENTRAL_ANCHOR, "lma"), ("mag1", "previous")):
        scenario = make("proxy", MAARS[:3], interval=7.3, pacing=1, centralPrefix="on",
                        restart=f"{failed}:7")  # fmt: skip
        with judge.of(scenario.arguments):
            found = program.run(scenario.arguments)
            general.check(judge, found)
            general.check_state(judge, found)
            again = collections.Counter(
                row["peer"] for row in found.signalling
                if (row["event"], row["message"], row["purpose"])
                == ("sent", "ProxyBindingUpdate", "anchor-restarted"))  # fmt: skip
            # mn1 and cn1 are registered anew where that is lost.
            judge.equal("registered anew", dict(again), {} if kind == "previous" else {failed: 2})
            if kind != "lma":
                judge_central(judge, found, scenario)


def is_mixed(scenario):
    """Whether nodes have central prefixes besides."""
    return scenario.options.get("centralPrefix") == "on"


def is_central(flow):
    """Whether a flow is on central prefixes."""
    return flow["address_from"].startswith("fd00:2:")


def is_of(flow, maar):
    """Whether a flow of mn1, either way, is on a prefix of a MAAR."""
    named = flow["address_from" if flow["from"] == "mn1" else "address_to"]
    return named.startswith(f"fd00:{0x8000 + int(maar.removeprefix('mag')):x}:")


def judge_flows(judge, run, scenario):
    """Flows begin on the prefix of the MAAR where the node is then, and stay on it: past its MAAR
    alone, with one tunnel."""
    stays = scenario.stays["mn1"]
    last = stays[-1].gateway
    for flow in run.result["flows"]:
        if is_central(flow):
            continue
        anchor = [stay for stay in stays if stay.attach <= flow["begun_s"] * S][-1].gateway
        is_up = flow["from"] == "mn1"
        name = f"flow of {flow['begun_s']} s from {flow['from']}"
        judge.check(is_of(flow, anchor), f"{name} is on no prefix of {anchor}")
        judge.equal(f"{name}: anchor", flow["anchor"], anchor if is_up else "mag2")
        path = ["mn1", *dict.fromkeys([last, anchor, "mag2"]), "cn1"]
        judge.equal(f"{name}: path", flow["path"], path if is_up else path[::-1])
        ends = stays[-1].access + scenario.stays["cn1"][-1].access
        judge.near(f"{name}: path_length_ms", flow["path_length_ms"], (ends + scenario.delay(
            last, anchor) + scenario.delay(anchor, "mag2")) / MS, 1e-5)  # fmt: skip
        judge.near(f"{name}: direct_length_ms", flow["direct_length_ms"],
                   (ends + scenario.delay(last, "mag2")) / MS, 1e-5)  # fmt: skip
        judge.equal(f"{name}: misdelivered", flow["misdelivered"], 0)
        judge.equal(f"{name}: duplicated", flow["duplicated"], 0)


def judge_state(judge, run, scenario):
    """Tables agree, nothing is left over; the CMD forwards nothing."""
    general.check_state(judge, run)
    judge.equal("leftover", run.result["final_state"]["leftover"], [])
    load = run.result["load"].get("lma1", {"packets": 0})
    judge.equal("packets that the CMD forwards", load["packets"], 0)
    moves = len(scenario.stays["mn1"]) - 1
    judge.equal("handovers", len(run.result["handovers"]), moves)


def judge_run(judge, run, scenario):
    """A run of one node that moves."""
    general.check(judge, run)
    general.check_messages(judge, run)
    judge_state(judge, run, scenario)
    judge_first(judge, run, scenario)
    for visit, one in enumerate(run.handovers_of("mn1"), start=1):
        judge_handover(judge, run, scenario, DmmForms(scenario, "mn1", visit), one)
    judge_flows(judge, run, scenario)


def judge_crowd(judge, program, mode):
    """Nodes that all move within a second, three times: pacing and the bound hold, every prefix
    that is kept is deliverable, and what came over the bound is released."""
    arguments = [
        f"--scheme=dmm-{mode}", "--access=ideal", "--case=a21", "--move=mn", "--moves=3", "--dwell=10",
        "--moveAt=5", f"--mobileNodes={CROWD}", "--stagger=1", "--trafficStart=3", "--interval=2000",
        f"--previousMaars={BOUND}", f"--pacing={PAUSE}", "--duration=40",
    ]  # fmt: skip
    with judge.of(arguments):
        found = program.run(arguments)
        general.check_state(judge, found)
        judge.equal("leftover but addresses", [row for row in found.result["final_state"]["leftover"]
                                               if row["object"] != "address"], [])  # fmt: skip
        times = [row["time_s"] for row in found.signalling
                 if (row["event"], row["node"], row["message"]) == ("sent", "lma1", "ProxyBindingUpdate")
                 and row["purpose"] != "withdrawal"]  # fmt: skip
        judge.check(len(times) >= CROWD * (1 + 2 + 3), f"the CMD sends {len(times)} updates")
        judge.equal("updates sooner than they may",
                    sum(b - a < PAUSE / 1000 - 1e-9 for a, b in zip(times, times[1:])), 0)  # fmt: skip
        judge.within("updates that wait", found.result["load"]["lma1"]["queued"], CROWD, 3 * CROWD)
        previous = collections.Counter(one["previous"] for one in found.result["handovers"])
        judge.equal("previous MAARs", max(previous), BOUND)


def judge_fixed(judge, program):
    """To a host behind the core the direct path has one gateway, that of the node."""
    arguments = ["--scheme=dmm-proxy", "--access=ideal", "--correspondent=fixed"]
    with judge.of(arguments):
        for flow in program.run(arguments).result["flows"]:
            judge.equal("gateways", [one for one in flow["path"] if one.startswith("mag")],
                        ["mag3", "mag1"] if flow["from"] == "mn1" else ["mag1", "mag3"])  # fmt: skip
            judge.near("path_length_ms", flow["path_length_ms"], 18, 1e-5)
            judge.near("direct_length_ms", flow["direct_length_ms"], 12, 1e-5)


def judge_alive(judge, program, mode, **options):
    """A session lives on also where the first answer does not name its prefix: it has a service gap
    where no packet is sent, and where the node is gone before one is."""
    for moves, dwell, interval in ((4, 4, 9000), (3, 0.16, 110)):  # a fourth would be one too often
        scenario = Scenario(scheme=f"dmm-{mode}", case="a21", moves=moves, dwell=dwell, pacing=1,
                            interval=interval, trafficStart=2, **options)  # fmt: skip
        with judge.of(scenario.arguments):
            found = program.run(scenario.arguments)
            general.check(judge, found)
            for visit, one in enumerate(found.handovers_of("mn1"), start=1):
                forms = DmmForms(scenario, "mn1", visit)
                access = forms.stay.access
                for way, time in (("downlink", forms.delivered("mag1") + access),
                                  ("uplink", max(forms.opened("mag1"), access))):  # fmt: skip
                    judge.near(f"handover {visit}: {way}", one["service_gap_ms"][way],
                               (forms.gap + time) / MS, GAP_TOLERANCE)  # fmt: skip
                    why = one["interruption"][f"{way}_why"]
                    judge.check(why in (None, "no-traffic", "superseded"), f"{way}: {why}")


def judge_hasty(judge, program):
    """A node that has gone before its prefix was named is interrupted, and its session lives."""
    arguments = ["--scheme=dmm-locator", "--access=ideal", "--moves=3", "--dwell=0.09"]
    with judge.of(arguments):
        second = program.run(arguments).result["handovers"][1]
        judge.equal("why", second["interruption"]["uplink_why"], "superseded")
        judge.near("service gap", second["service_gap_ms"]["uplink"], 77, GAP_TOLERANCE)


def judge_released(judge, program):
    """A prefix that is released, or that its MAAR has lost, is no session any more."""
    for more in (["--previousMaars=1"], ["--restart=mag1:15"]):
        arguments = ["--scheme=dmm-proxy", "--access=ideal", "--moves=2", *more]
        with judge.of(arguments):
            second = program.run(arguments).result["handovers"][1]
            judge.equal("handovers of the prefix", second["interruption"]["downlink_why"],
                        "address-changed")  # fmt: skip


def judge_same_flows(judge, program):
    """Flows that begin at each attachment are the same in all schemes, on the prefix of then."""
    begun = set()
    for scheme in ("pmipv6", "none", "localized-routing", "uncoordinated", "epmip", "dmm-relay"):
        arguments = [f"--scheme={scheme}", "--access=ideal", "--moves=2", "--flowsPerPrefix=2",
                     "--interval=100", "--duration=25"]  # fmt: skip
        with judge.of(arguments):
            flows = program.run(arguments).result["flows"]
            begun.add(tuple((flow["from"], flow["to"], flow["begun_s"]) for flow in flows))
            judge.equal("flows", len(flows), 16)  # of 4 attachments, 2 each way
            judge.check(all(flow["received"] for flow in flows), "a flow comes to nothing")
    judge.equal("sets of flows", len(begun), 1)
    arguments = ["--access=ideal", "--flowsPerPrefix=1", "--traffic=tcp", "--moveAt=4",
                 "--trafficStart=2", "--duration=9"]  # fmt: skip
    with judge.of(arguments):
        judge.equal("flows", len(program.run(arguments).result["flows"]), 6)


def judge_idle(judge, program):
    """The manual's example of a prefix that nobody uses: the one of mag3, and no other."""
    arguments = ["--scheme=dmm-proxy", "--access=ideal", "--moves=2", "--prefixIdleTime=3"]
    with judge.of(arguments):
        idle = [row["node"] for row in program.run(arguments).events if row["reason"] == "idle"]
        judge.equal("idle", idle, ["mag3"])


def judge_instant(judge, program):
    """Both nodes change their gateways at one instant, without a gap: the other end has moved."""
    arguments = ["--scheme=dmm-proxy", "--access=ideal", "--move=both", "--moves=2", "--dwell=8",
                 "--path=mn1:mag4,mag1,mag4", "--path=cn1:mag3,mag4,mag3", "--moveAt=21.5",
                 "--l2Gap=0", "--interval=500", "--duration=45"]  # fmt: skip
    with judge.of(arguments):
        found = program.run(arguments)
        general.check(judge, found)
        judge.equal("peer_moved", {one["peer_moved"] for one in found.result["handovers"]}, {True})


def run(judge, program, source):
    """All of it."""
    judge_reference(judge)
    judge_fixed(judge, program)
    judge_alive(judge, program, "locator")
    judge_alive(judge, program, "relay", aggregation=5)
    judge_hasty(judge, program)
    judge_released(judge, program)
    judge_same_flows(judge, program)
    judge_idle(judge, program)
    judge_instant(judge, program)
    judge_mixed(judge, program)
    judge_crowd(judge, program, "relay")  # The other modes: group crowds.
    for scenario in scenarios():
        with judge.of(scenario.arguments):
            judge_run(judge, program.run(scenario.arguments), scenario)
