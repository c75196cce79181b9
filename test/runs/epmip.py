# SPDX-License-Identifier: GPL-2.0-only
"""Group epmip: draft-luo on the ideal link, against its closed forms, times to 0.1 ms."""

import itertools

from . import luo_judge
from .formulas import FAR, NEAR
from .luo_forms import LuoForms, LuoHandover
from .route_states import LocationStates, WatchedProgram
from .scenario import MS, S, Scenario

REFERENCE = {"options": {}, "delays": {}}
# In the reference instance the PBCA is at the new gateway when the correspondent's one has been
# told; here nothing is like anything else. All of it satisfies the triangle inequality.
SECOND = {
    "options": {"delayMagLma": 14.3, "delayMagMag": 9.1, "delayLmaLma": 21, "delayAccess": 3,
                "l2Gap": 47},
    "delays": {
        ("lma1", "mag3"): 13, ("lma1", "mag1"): 9, ("lma2", "mag2"): 11, ("lma2", "mag1"): 17,
        ("mag1", "mag3"): 5, ("mag1", "mag2"): 7, ("mag2", "mag3"): 8, ("mn1", "mag1"): 2,
    },
}  # fmt: skip
CASES = ["a21", "a11", "a12", "a22"]
SHORT = {"moveAt": 3.0037, "trafficStart": 1.5001, "duration": 5.9003}
STILL = {"move": "none", "moves": 0, "trafficStart": 1.5001, "duration": 4.5003}
DISCOVERIES = [
    {}, {"elmaDiscovery": "hop-by-hop"}, {"elmaDiscovery": "elma"},
    {"elmaDiscovery": "elma", "directAnswer": "on"},
]  # fmt: skip


def make(delays=REFERENCE, interval=20, **options):
    """A scenario, with packets so much farther apart that none is on an edge."""
    options = {"scheme": "epmip", **delays["options"], **options}
    for i in range(5):
        scenario = Scenario(delays=delays["delays"], interval=round(interval * (1 + i / 70), 3),
                            **options)  # fmt: skip
        if scenario.is_fixed or luo_judge.forms_of(scenario).is_clear():
            break
    return scenario


def judge_reference(judge):
    """The closed forms have the documented values in both instances, ms."""
    in_ms = lambda time: None if time is None else time / MS
    forms = lambda delays, **options: LuoForms(make(delays, **options))
    for delays, case, discovery, wanted in (
        (REFERENCE, "a21", 0, (20, 2)), (REFERENCE, "a22", 0, (20, 2)),
        (REFERENCE, "a22", 1, (20, 2)), (REFERENCE, "a22", 2, (60, 4)),
        (REFERENCE, "a22", 3, (40, 3)), (REFERENCE, "a21", 2, (20, 2)),
        (REFERENCE, "a11", 0, (0, 0)), (REFERENCE, "a12", 2, (0, 0)),
        (SECOND, "a22", 0, (34, 2)), (SECOND, "a22", 2, (60, 4)), (SECOND, "a22", 3, (47, 3)),
    ):  # fmt: skip
        known, messages = forms(delays, case=case, **DISCOVERIES[discovery]).known("mn1", "cn1")
        judge.equal(f"known, {case}, {DISCOVERIES[discovery]}", (in_ms(known), messages), wanted)
    held = forms(REFERENCE, case="a21", earlyPackets="hold")
    judge.equal("reverse, held", in_ms(held.reverse()[0]), 26)
    names = ("registered", "informed", "peer_updated", "correspondents", "optimized",
             "first_downlink", "window")  # fmt: skip
    legacy = {"legacy": "mag3"}
    local = {"paths": {"mn1": ["mag1", "mag2"]}}
    for delays, options, wanted in (
        (REFERENCE, {"case": "a21"}, (20, 26, 32, 32, 32, 34, 78)),
        (REFERENCE, {"case": "a11"}, (20, 26, 26, 32, 32, 34, 78)),
        (REFERENCE, {"case": "a21", **local}, (20, 26, 20, 32, 20, 22, 78)),
        (REFERENCE, {"case": "a21", **legacy}, (20, 20, 26, 32, 32, 48, 84)),
        (SECOND, {"case": "a22"}, (26, 31, 38, 36, 38, 39, 80)),
    ):
        handover = LuoHandover(forms(delays, **options), "mn1", "cn1")
        found = tuple(in_ms(getattr(handover, name)()) for name in names)
        judge.equal(f"handover, {options}", found, wanted)
    second = LuoHandover(forms(SECOND, case="a22", interval=20), "mn1", "cn1")
    judge.equal("late, down and up", (second.late_down(), second.late_up()[1]), ((0, 0), 1))
    judge.equal("messages", second.messages(), 6)
    noticed = {"case": "a11", "detachDetection": 10}
    for options, wanted in (({"case": "a21", **legacy}, 8), (noticed, 6), ({"case": "a11"}, 4)):
        handover = LuoHandover(forms(REFERENCE, **options), "mn1", "cn1")
        total = handover.messages() + handover.asked_in_vain()[1]
        judge.equal(f"messages but for de-registration, {options}", total, wanted)


def setups():
    """A first packet, and nobody moves."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 3.7, 11.9])
    directions = itertools.cycle(["both", "mn-cn", "cn-mn"])
    learnings = itertools.cycle(["on", "on", "off", "on"])
    early = itertools.cycle(["anchor", "hold", "anchor", "anchor", "hold"])
    for case, discovery, delays in itertools.product(CASES, DISCOVERIES, [REFERENCE, FAR, NEAR]):
        if case in ("a11", "a12") and discovery:
            continue
        yield make(delays, case=case, interval=next(intervals), direction=next(directions),
                   reverseLearning=next(learnings), earlyPackets=next(early), **discovery,
                   **STILL)  # fmt: skip
    for discovery in DISCOVERIES:
        yield make(SECOND, case="a22", interval=12.7, **discovery, **STILL)
        yield make({**FAR, "delays": {}}, case="a22", core="star", interval=7.7, **discovery,
                   **STILL)  # fmt: skip
    slow = {"elmaDiscovery": "hop-by-hop", "hopByHopDelay": 1.7}
    yield make(FAR, case="a21", interval=7.7, transit=3, **slow, **STILL)
    yield make(SECOND, case="a22", interval=12.7, earlyPackets="hold", **slow, **STILL)
    yield make({**FAR, "delays": {}}, case="a22", core="star", interval=7.7, **slow, **STILL)
    # draft-luo, 8 puts other domains out of scope: all are of one here.
    for case in ("roaming1", "roaming2", "roaming3", "roaming4"):
        yield make(FAR, case=case, interval=7.7, **STILL)


def single_moves():
    """One of the two moves."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9, 3.7])
    directions = itertools.cycle(["both", "both", "cn-mn", "both", "mn-cn"])
    authentications = itertools.cycle([0, 0, 0, 5.6, 0, 17.9])
    detections = itertools.cycle(["none", "none", 10.6, "none", 25.2, "none", 80.3])
    buffers = itertools.cycle([0, 1000, 0, 0, 1000])
    for case, move, delays in itertools.product(
        CASES, ["mn", "cn"], [REFERENCE, FAR, NEAR, SECOND]
    ):
        # A gateway that serves both nodes knows a way for what is sent, and asks for one that has
        # left.
        apart = {
            "direction": next(directions), "detachDetection": next(detections),
            "handoffBuffer": next(buffers),
        } if case in ("a21", "a22") else {}  # fmt: skip
        yield make(delays, case=case, move=move, interval=next(intervals),
                   authenticationDelay=next(authentications), **apart, **SHORT)  # fmt: skip
    # With the buffer, noticed early and late.
    for case, delays, detection in itertools.product(
        ["a21", "a22"], [REFERENCE, FAR, NEAR, SECOND], ["none", 0.9, 33.3]
    ):
        yield make(delays, case=case, interval=next(intervals), detachDetection=detection,
                   handoffBuffer=1000, **SHORT)  # fmt: skip
    # Of a peer at the old gateway itself.
    for case, delays in itertools.product(["a11", "a12"], [REFERENCE, FAR, NEAR]):
        yield make(delays, case=case, interval=next(intervals), detachDetection=0.9,
                   handoffBuffer=1000, **SHORT)  # fmt: skip
    # Beyond the draft's single domain (8).
    for case, move in itertools.product(["roaming1", "roaming2", "roaming3", "roaming4"], ["mn", "cn"]):
        yield make(FAR, case=case, move=move, interval=next(intervals), **SHORT)
    yield make(case="a21", moveAt=10.0033, trafficStart=5, duration=15)  # the reference instance


def moves_to_the_peer():
    """To where the other node is."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9, 3.7])
    for case, delays in itertools.product(["a21", "a22"], [REFERENCE, FAR, NEAR]):
        for node, path in (("mn1", ["mag1", "mag2"]), ("cn1", ["mag2", "mag1"])):
            yield make(delays, paths={node: path}, case=case, move=node[:2],
                       interval=next(intervals), **SHORT)  # fmt: skip


def judge_legacy(judge, program):
    """From a gateway of RFC 5213 to an eMAG, and from one to the other of an LMA of RFC 5213 (6): the
    node is served from then on as its anchor lets it, and nothing is lost but at the handovers."""
    for case, legacy, moves, direction in itertools.product(
        ["a21", "a22"], ["mag3", "mag1", "lma1"], [1, 2], ["both", "cn-mn"]
    ):
        options = {**SHORT, "moves": moves, "dwell": 12, "duration": 30, "legacy": legacy}
        scenario = make(FAR, paths={"mn1": ["mag1", "mag3", "mag4"]}, case=case, interval=19.3,
                        direction=direction, **options)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            luo_judge.judge_general(judge, run, scenario)
            anchors = dict.fromkeys([scenario.anchor("cn1"), scenario.anchor("mn1")])
            last = scenario.stays["mn1"][-1].gateway
            is_central = legacy in (last, "lma1")
            path = ["cn1", "mag2", *(anchors if is_central else []), last, "mn1"]
            judge.equal("path to the node", run.flow("cn1", "mn1")["path"], path)
            for one in run.handovers_of("mn1"):
                judge.near("later_gap_ms", one["later_gap_ms"]["downlink"], 0, luo_judge.GAP_TOLERANCE)
                judge.within("service_gap_ms", one["service_gap_ms"]["downlink"], 0, 1000)


def moves_to_a_legacy_gateway():
    """To a gateway of RFC 5213 (6)."""
    for case, delays, interval in zip(
        ["a21", "a22", "a21", "a22"], [REFERENCE, REFERENCE, FAR, NEAR], [19.3, 7.3, 11.9, 3.7]
    ):
        yield make(delays, case=case, legacy="mag3", interval=interval, **SHORT)


def double_moves():
    """Both move."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9, 3.7])
    for case, offset, delays in itertools.product(
        ["a21", "a22"], [0, -20, -5, 5, 20, -200, 200], [REFERENCE, FAR, NEAR]
    ):
        yield make(delays, case=case, move="both", moveOffset=offset, interval=next(intervals),
                   **SHORT)  # fmt: skip


def judge_several(judge, program):
    """Several nodes leave one gateway, with correspondents at several: each correspondent's gateway
    is told once, that of none that the node comes to."""
    paths = {
        "mn1": ["mag1", "mag3"], "mn2": ["mag1", "mag4"], "mn3": ["mag1", "mag5"],
        "cn1": ["mag2"], "cn2": ["mag6"], "cn3": ["mag5"],
    }  # fmt: skip
    for case in ("a21", "a22"):
        scenario = make(paths=paths, case=case, interval=13.7, mobileNodes=3, **SHORT)
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            luo_judge.judge_general(judge, run, scenario)
            handovers = []
            for number in (1, 2, 3):
                forms = luo_judge.forms_of(scenario, number)
                luo_judge.judge_setup(judge, run, forms)
                handovers.append(LuoHandover(forms, f"mn{number}", f"cn{number}"))
            messages = sum(handover.messages() for handover in handovers)
            judge.equal("messages by the forms", messages, 6 + 6 + 4)
            for one in run.result["handovers"]:
                judge.equal("common messages", one["messages"], messages)
                known = next(h for h in handovers if h.node == one["node"])
                judge.near("peers_updated_s", one["peers_updated_s"],
                           (known.new.attach + known.peer_updated()) / S,
                           luo_judge.TOLERANCE)  # fmt: skip


# Of a node with correspondents at three gateways.
SPREAD = {
    "options": {"delayMagLma": 12.7, "delayLmaLma": 18.1, "delayAccess": 2.6, "l2Gap": 41},
    "delays": {
        ("lma1", "mag3"): 11.9, ("mag1", "mag3"): 5.3, ("mag1", "mag2"): 7.1, ("mag1", "mag4"): 4.7,
        ("mag1", "mag5"): 9.9, ("mag2", "mag3"): 8.3, ("mag3", "mag4"): 6.1, ("mag3", "mag5"): 10.3,
        ("mag2", "mag4"): 3.9, ("mag2", "mag5"): 4.3, ("mag4", "mag5"): 5.7,
    },
}  # fmt: skip


def judge_spread(judge, program):
    """Correspondents of one node, spread over gateways: each gateway is told once, and each is told
    when the form of its own says."""
    gateways = ["mag2", "mag4", "mag5"]
    for case, delays, count in itertools.product(["a21", "a22"], [REFERENCE, SPREAD], [2, 3, 8]):
        paths = {f"cn{i + 1}": [gateways[i % 3]] for i in range(count)}
        paths["mn1"] = ["mag1", "mag3"]
        scenario = make(delays, paths=paths, case=case, interval=13.7, correspondents=count,
                        **SHORT)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            luo_judge.judge_general(judge, run, scenario)
            all_forms = [LuoForms(scenario, "mn1", f"cn{i + 1}") for i in range(count)]
            for forms in all_forms:
                luo_judge.judge_setup(judge, run, forms)
            handovers = [LuoHandover(forms, "mn1", forms.target) for forms in all_forms]
            luo_judge.judge_fan(judge, run, handovers, min(count, 3))


def judge_vain(judge, program):
    """Nobody can know where a fixed correspondent is (5.1)."""
    for case, discovery, delays in itertools.product(
        ["a21", "a22"], DISCOVERIES[:3], [REFERENCE, FAR]
    ):
        long = {"duration": 18.5} if discovery.get("elmaDiscovery") == "hop-by-hop" else {}
        scenario = make(delays, case=case, correspondent="fixed", direction="mn-cn", interval=50,
                        **{**STILL, **long}, **discovery)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            luo_judge.judge_general(judge, run, scenario)
            luo_judge.judge_vain(judge, run, LuoForms(scenario))


# Of a fixed correspondent behind a router; nothing is like anything else.
ROUTED = {
    "options": {"delayMagLma": 14.3, "delayMagMag": 9.1, "delayLmaLma": 21, "delayAccess": 3,
                "delayCnLma": 13.7, "l2Gap": 47},
    "delays": {
        ("lma1", "mag3"): 13, ("lma1", "mag1"): 9, ("mag1", "mag3"): 5, ("mag1", "router1"): 7,
        ("mag3", "router1"): 8, ("lma1", "router1"): 10.9, ("mn1", "mag1"): 2,
    },
}  # fmt: skip


def routed():
    """A correspondent that does not move, behind a router with a DRF (5.2)."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9, 3.7])
    for router, discovery, delays, direction in itertools.product(
        ["drf", "drf-lmf"], DISCOVERIES, [REFERENCE, ROUTED], ["both", "cn-mn"]
    ):
        if discovery.get("elmaDiscovery") == "hop-by-hop" and router == "drf":
            continue  # Nobody takes a query on its way: judge_routed_vain.
        setup = {"case": "a21", "correspondent": "fixed", "correspondentRouter": router,
                 "direction": direction, **discovery}  # fmt: skip
        yield make(delays, interval=next(intervals), **setup, **STILL)
        yield make(delays, interval=next(intervals), **setup, **SHORT)
    for learning, early, detection in (("off", "anchor", "none"), ("on", "hold", 0.9)):
        yield make(ROUTED, interval=11.9, case="a22", correspondent="fixed", correspondentRouter="drf",
                   reverseLearning=learning, earlyPackets=early, detachDetection=detection,
                   handoffBuffer=0 if detection == "none" else 1000, **SHORT)  # fmt: skip
    yield make({**FAR, "delays": {}}, interval=7.7, case="a21", core="star", correspondent="fixed",
               correspondentRouter="drf", **SHORT)  # fmt: skip


def judge_routed_vain(judge, program):
    """Nobody takes a query that is on its way to a fixed node, whose router has no LMF (5.2): it waits
    for the timer; what the node sends shows where it is."""
    scenario = make(case="a21", correspondent="fixed", correspondentRouter="drf", direction="mn-cn",
                    elmaDiscovery="hop-by-hop", interval=50, **{**STILL, "duration": 18.5})  # fmt: skip
    with judge.of(scenario.arguments):
        run = program.run(scenario.arguments)
        luo_judge.judge_vain(judge, run, LuoForms(scenario))


def judge_routers(judge, program):
    """Of several routers each gateway is told of the nearest; a new one goes on with that of the old."""
    delays = {"options": {}, "delays": {("mag1", "router2"): 4, ("mag3", "router3"): 3}}
    for router in ("drf", "drf-lmf"):
        scenario = make(delays, case="a21", correspondent="fixed", correspondentRouter=router,
                        direction="mn-cn", interval=7.7, more=["--correspondentRouters=3"], **SHORT)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            judge.equal("path", run.flow("mn1", "cn1")["path"], ["mn1", "mag3", "router2", "cn1"])


def judge_late_names(judge, program):
    """A PBCA that comes when the node has left and is here again: it is of the stay that is over."""
    late, dwell = 584, 0.3  # ms, s: between the third attachment and its PBA
    scenario = make(paths={"mn1": ["mag1", "mag3", "mag4", "mag3"]}, case="a21", moves=3,
                    dwell=dwell, more=[f"--deliver=mag1:mag3:1:{late}"], **SHORT)  # fmt: skip
    with judge.of(scenario.arguments):
        run = program.run(scenario.arguments)
        luo_judge.judge_general(judge, run, scenario)
        forms = luo_judge.forms_of(scenario)
        handovers = [LuoHandover(forms, "mn1", "cn1", visit) for visit in (1, 2, 3)]
        known = [one.new.attach + one.correspondents() for one in handovers]
        known[0] = handovers[0].new.attach + handovers[0].informed() + late * MS
        third = handovers[2].new.attach
        judge.within("late PBCA", known[0], third, third + handovers[2].registered())
        for one, time in zip(run.handovers_of("mn1"), known):
            judge.near("correspondents_known_s", one["correspondents_known_s"], time / S,
                       luo_judge.TOLERANCE)  # fmt: skip


def judge_uplink_wait(judge, program):
    """What the node sends waits at its new gateway for the names of its correspondents: so long it is
    without service, and none comes late."""
    for case, delays in itertools.product(["a21", "a22"], [REFERENCE, FAR, SECOND]):
        hold = "--ns3::pmipv6::DistributedMobility::UplinkHoldTime=1s"
        scenario = make(delays, case=case, interval=3.7, direction="mn-cn", earlyPackets="hold",
                        more=[hold], **SHORT)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            luo_judge.judge_general(judge, run, scenario)
            handover = LuoHandover(luo_judge.forms_of(scenario), "mn1", "cn1")
            one = run.handovers_of("mn1")[0]
            opened = handover.new.attach + handover.correspondents()
            judge.near("service_gap_ms", one["service_gap_ms"]["uplink"],
                       (opened - handover.old.detach) / MS, luo_judge.GAP_TOLERANCE)  # fmt: skip
            judge.near("uplink_resumed_s", one["uplink_resumed_s"], opened / S, luo_judge.TOLERANCE)
            judge.near("later_gap_ms", one["later_gap_ms"]["uplink"], 0, luo_judge.GAP_TOLERANCE)
            judge.equal("reordered", run.flow("mn1", "cn1")["reordered"], 0)


def judge_long_run(judge, program):
    """Renewals and refreshes keep the direct path, and count in no handover."""
    scenario = make(FAR, case="a22", interval=211.3, moveAt=350.0037, trafficStart=5, duration=400)
    with judge.of(scenario.arguments):
        run = program.run(scenario.arguments)
        count = run.result["signalling"]["Pbqr"]["sent"]
        judge.check(count > 10, f"hardly a location was renewed: {count} PBQR")
        path = run.flow("mn1", "cn1")["path"]
        judge.equal("path after refreshes", path, ["mn1", "mag3", "mag2", "cn1"])
        purposes = {row["purpose"] for row in run.signalling
                    if row["event"] == "sent" and row["message"] == "Pbqr"}  # fmt: skip
        judge.equal("what is asked for", purposes, {"query", "renewal"})
        judge.equal("messages", run.result["handovers"][0]["messages"], 6)
        judge.equal("paths set up", len(run.result["optimizations"]), 1)


def run(judge, program, source):
    """All of it."""
    program = WatchedProgram(program, judge, LocationStates(source))
    judge_reference(judge)
    for scenario in setups():
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            luo_judge.judge_general(judge, done, scenario)
            luo_judge.judge_setup(judge, done, luo_judge.forms_of(scenario))
    for scenario in itertools.chain(
        single_moves(), moves_to_the_peer(), moves_to_a_legacy_gateway(), routed()
    ):
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            luo_judge.judge_general(judge, done, scenario)
            luo_judge.judge_one_move(judge, done, scenario)
    for scenario in double_moves():
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            luo_judge.judge_general(judge, done, scenario)
            luo_judge.judge_both(judge, done, scenario)
    judge_several(judge, program)
    judge_spread(judge, program)
    judge_vain(judge, program)
    judge_legacy(judge, program)
    judge_routed_vain(judge, program)
    judge_routers(judge, program)
    judge_late_names(judge, program)
    judge_uplink_wait(judge, program)
    judge_long_run(judge, program)
