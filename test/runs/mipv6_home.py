# SPDX-License-Identifier: GPL-2.0-only
"""Group mipv6-home: home links on which nodes are, that they leave and come back to, and routers that
advertise at intervals, against the closed forms of RFC 6275: times to 0.1 ms and losses to the packet."""

from . import general, mipv6, mipv6_routes
from .mipv6 import EXAMPLE, MOVED, MS, TOLERANCE, Forms
from .mipv6_routes import ON, Ways

LEAVING, BACK = "--path=mn1:lma1,mag1", "--path=mn1:mag1,lma1"
HOME = {("mn1", "lma1"): 2.4, ("lma1", "cn1"): 2.7, ("lma2", "cn1"): 3.7}  # ms, of links
FIXED = [f"--delay={a}:{b}:{ms}" for (a, b), ms in {**HOME, **mipv6.DELAYS}.items()]
MOBILE = [f"--delay={a}:{b}:{ms}" for (a, b), ms in {**mipv6.DELAYS, **HOME}.items()]


def judge_cases(judge, program):
    """A node leaves its home link, or comes back to it, while the other one stays, there too."""
    for case in ("a11", "a12", "a21", "a22"):
        agent = "lma2" if case in ("a12", "a22") else "lma1"
        paths = [("mn", [LEAVING]), ("mn", [BACK]), ("cn", [f"--path=cn1:{agent},mag2"]),
                 ("cn", [f"--path=cn1:mag4,{agent}", "--path=mn1:lma1"])]  # fmt: skip
        for mover, path in paths:
            arguments = [*MOVED, f"--case={case}", f"--move={mover}", *path, *MOBILE,
                         "--interval=18.7"]  # fmt: skip
            with judge.of(arguments):
                mipv6.judge_moved(judge, program.run(arguments))
    for path in (LEAVING, BACK):
        for dad in (0, 1000):
            arguments = [*MOVED, path, *FIXED, "--interval=18.7", "--correspondent=fixed",
                         f"--careOfDad={dad}"]  # fmt: skip
            with judge.of(arguments):
                mipv6.judge_moved(judge, program.run(arguments))


def judge_repeated(judge, program):
    """It leaves within MAX_DELETE_BCE_TIMEOUT of its return, and later: the home agent detects
    duplicates each time, and numbers go on (RFC 6275, 10.3.1 and 10.3.2)."""
    for dwell in (5, 14):
        arguments = [*EXAMPLE, LEAVING, "--moves=4", f"--dwell={dwell}", "--trafficStart=3.4003",
                     f"--moveAt={mipv6.MOVE_AT}", "--interval=18.7"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            forms = Forms(run.result)
            judge.equal("number of handovers", len(run.result["handovers"]), 4)
            for row in run.result["handovers"]:
                mipv6.judge_handover(judge, run, forms, row, {})
            mipv6.judge_signalling(judge, run)
            mipv6.judge_state(judge, run)


def judge_other(judge, program):
    """The home link of another home agent is a foreign one."""
    arguments = [*MOVED, "--case=a22", "--path=mn1:mag1,lma2", *MOBILE]
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        row = run.result["handovers"][0]
        forms = Forms(run.result)
        care_of = row["attached_s"] + forms.delay("mn1", "lma2") + 1
        bound = care_of + 2 * forms.length(["mn1", "lma2", "lma1"])
        judge.near("care_of_s", row["care_of_s"], care_of, TOLERANCE)
        judge.near("home_registered_s", row["home_registered_s"], bound, TOLERANCE)
        mipv6.judge_state(judge, run)


def judge_routes(judge, program):
    """Back at home the binding of the correspondent ends: HoTI and HoT once the home agent has answered,
    then a Binding Update (RFC 6275, 11.5.5)."""
    if not mipv6_routes.is_available(program):
        return
    for more in (["--correspondent=fixed"], ["--case=a22"], ["--case=a11"]):
        arguments = [*MOVED[:-1], ON, BACK, "--moves=2", "--dwell=4", *more, "--duration=15"]
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            forms = Forms(run.result)
            row, again = run.result["handovers"]
            places = {row["node"]: row["to"] for row in run.result["attachments"]}
            ways = Ways(forms, "mn1", "lma1", "cn1", places)
            home = row["attached_s"] + 3 * forms.delay("mn1", "lma1")
            known = home + 4 * ways.to_peer
            judge.near("home_registered_s", row["home_registered_s"], home, TOLERANCE)
            for field in ("correspondent_registered_s", "route_optimized_s"):
                judge.near(field, row[field], known, TOLERANCE)
            judge.equal("messages", row["messages"], 6)
            # Nobody is told at the next move: whoever sends learns it then.
            judge.equal("correspondent_registered_s", again["correspondent_registered_s"], None)
            rows = [row for row in run.result["optimizations"] if row["triggered_s"] > known]
            judge.check(("mn1", "cn1") in {(row["from"], row["to"]) for row in rows}, "it is optimized anew")
            mipv6.judge_state(judge, run)
            straight = "mn1 mag1 cn1" if more == ["--correspondent=fixed"] else None
            if straight:
                judge.equal("path", " ".join(run.flow("mn1", "cn1")["path"]), straight)


def judge_advertisements(judge, program):
    """Unsolicited advertisements alone: a node waits for the next one, which is less than the longest
    interval away, and asks for none but when its interface comes up."""
    least, most = 0.2, 0.7
    waits = []
    for number in range(1, 7):
        arguments = [*MOVED, "--correspondent=fixed", f"--routerAdvertisements={least}-{most}", LEAVING,
                     f"--run={number}", "--homeDad=300", "--interval=18.7"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            mipv6.judge_moved(judge, run)
            for row in run.result["attachments"] + run.result["handovers"]:
                waits.append(row["router_found_s"] - row["attached_s"])
                judge.within("wait", waits[-1], 0.002, most + 0.0021)
            # Those that were on the wire when the node left are not received.
            judge.within("solicitations", run.result["signalling"]["RouterSolicitation"]["sent"], 0, 1)
            told = [row["time_s"] for row in run.signalling
                    if row["message"] == "RouterAdvertisement" and row["event"] == "sent"
                    and row["node"] == "lma1" and row["time_s"] > 3]  # fmt: skip
            for a, b in zip(told, told[1:]):
                judge.within("interval", b - a, least - 1e-6, most + 1e-6)
    judge.check(waits and max(waits) - min(waits) > 0.2, f"waits {waits}")
    arguments = ["--scheme=none", "--access=ideal", "--routerAdvertisements=0.03-0.07", "--duration=3"]
    with judge.of(arguments):
        run = program.run([*arguments, "--move=none"])
        judge.within("advertisements", run.result["signalling"]["RouterAdvertisement"]["sent"], 50, 150)
    for wrong in ("0.02-1", "2-1", "1", "1-2-3", "-", "x", "1-1801"):
        done = program.call(["--scheme=mipv6", f"--routerAdvertisements={wrong}"])
        judge.check(done.returncode == 2 and "allowed: attach, or MIN-MAX" in done.stderr,
                    f"{wrong}: {done.returncode} {done.stderr[:200]}")  # fmt: skip


def judge_wireless(judge, program):
    """Home links over other accesses."""
    accesses = [["--access=wifi"], ["--access=wifi", "--wifiHandover=default"]]
    if "lte" in program.call(["--help"]).stdout:
        accesses += [["--access=lte"], ["--access=lte-wifi"]]
    for access in accesses:
        arguments = [*EXAMPLE, *access, LEAVING, "--moves=2", "--careOfDad=200", "--homeDad=400"]
        arguments.remove("--access=ideal")
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            judge.equal("number of handovers", len(run.result["handovers"]), 2)
            for row in run.result["handovers"]:
                begin = row["care_of_s"] or row["router_found_s"]
                trip = row["home_registered_s"] - begin - (0.4 if row["to"] == "mag1" else 0)
                judge.within("home registration", trip, 0.0001, 0.08)
                judge.equal("messages", row["messages"], 2)
                judge.check(row["interruption"]["downlink_ms"] is not None, "it does not resume")
            mipv6.judge_state(judge, run)


def judge_refusals(judge, program):
    """Where nobody is at home at an anchor."""
    for more, sentence in (
        (["--scheme=pmipv6", "--path=mn1:lma1"], "--path=mn1:lma1 is not allowed with --scheme=pmipv6"),
        (["--scheme=mipv6", "--path=mn1:lma2,mag1"], "--path=mn1:lma2,mag1 is not allowed with --case=a21"),
        (["--scheme=mipv6", "--path=mn1:lma3", "--case=a22"], "--path=mn1:lma3 is not allowed"),
        (["--scheme=mipv6", "--path=lma1:mag1"], "--path=lma1:mag1 is not allowed"),
    ):
        done = program.call(more)
        judge.check(done.returncode == 2 and sentence in done.stderr, f"{more}: {done.stderr[:200]}")


def judge_networks(judge, program):
    """Home network prefixes that move as a whole: the same times, R in both messages (RFC 3963)."""
    for case in ("a21", "a22"):
        arguments = [*MOVED, f"--case={case}", "--networkMobility=on", *MOBILE, "--interval=18.7"]
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            forms = Forms(run.result)
            first = {row["node"]: row["to"] for row in run.result["attachments"]}
            for row in run.result["attachments"]:
                mipv6.judge_attachment(judge, forms, row)
            for row in run.result["handovers"]:
                mipv6.judge_handover(judge, run, forms, row, first)
            mipv6.judge_signalling(judge, run)
            mipv6.judge_state(judge, run)
            flow = run.result["flows"][0]
            prefixes = {flow[end].rsplit(":", 4)[0] for end in ("address_from", "address_to")}
            peer = "fd00:2:0:3" if case == "a22" else "fd00:1:0:3"
            judge.equal("home network prefixes", prefixes, {"fd00:1:0:2", peer})
    for more, sentence in (
        (["--scheme=mipv6", "--networkMobility=on", LEAVING], "--networkMobility=on is not allowed with --path"),
        (["--scheme=mipv6", "--ns3::pmipv6::MobileIpv6Node::NetworkMobility=1"], "--networkMobility"),
    ):
        done = program.call(more)
        judge.check(done.returncode == 2 and sentence in done.stderr, f"{more}: {done.stderr[:200]}")
    # A home agent of hosts alone: refused with 140, and each node goes on as a host.
    arguments = [*EXAMPLE, "--networkMobility=on", "--ns3::pmipv6::HomeAgent::NetworkMobility=0",
                 "--duration=15"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        mipv6.judge_state(judge, run)
        judge.equal("updates", run.result["signalling"][mipv6.UPDATE]["sent"], 3)


def judge_restart(judge, program):
    """A home agent that restarts while a node is at home has nothing to lose but what its router knows."""
    arguments = [*EXAMPLE, "--path=mn1:lma1", "--move=none", "--restart=lma1:8.0037", "--duration=12"]
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        mipv6.judge_state(judge, run)
        for flow in run.result["flows"]:
            judge.within("lost", flow["lost"], 0, 2)
    arguments = [*EXAMPLE, LEAVING, "--restart=lma1:14.0037", "--duration=30",
                 "--ns3::pmipv6::MobileIpv6Node::Lifetime=12s"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        mipv6.judge_state(judge, run)


def run(judge, program, _source):
    """All of it."""
    judge_cases(judge, program)
    judge_repeated(judge, program)
    judge_other(judge, program)
    judge_routes(judge, program)
    judge_advertisements(judge, program)
    judge_wireless(judge, program)
    judge_refusals(judge, program)
    judge_networks(judge, program)
    judge_restart(judge, program)
