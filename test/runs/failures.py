# SPDX-License-Identifier: GPL-2.0-only
"""Group failures: anchors, gateways and plain routers that lose all their state, or vanish, in mid-run.

A restarted node tells its peers at once, one delay later; they ask the nodes that they know, and register
them anew, which takes one more. So an anchor is without a binding for 2 w + 2 d(m, L), and a gateway without
one for 2 w + R(m, L).
"""

from . import general

AT = 6.0  # s; no packet is sent at this moment
MS = 1e-3
INTERVAL = 5 * MS
CALM = ["--access=ideal", "--move=none", "--trafficStart=2", "--duration=9", "--interval=5"]
DELAYS = ["--delayMagLma=13", "--delayAccess=3"]


def events_of(run, node, thing, to):
    """When a node's binding or attachment of anything came to a state, after the failure."""
    return [row["time_s"] for row in run.events
            if row["node"] == node and row["object"] == thing and row["to"] == to
            and row["time_s"] >= AT]  # fmt: skip


def judge_lost(judge, run, sender, receiver, gap):
    """A flow loses what comes to the failed node while it knows nothing."""
    flow = run.flow(sender, receiver)
    judge.within(f"lost, {sender} to {receiver}", flow["lost"], int(gap / INTERVAL),
                 int(gap / INTERVAL) + 1)  # fmt: skip
    judge.equal(f"duplicated, {sender} to {receiver}", flow["duplicated"], 0)
    judge.equal(f"misdelivered, {sender} to {receiver}", flow["misdelivered"], 0)


def judge_anchor(judge, program):
    """Both nodes' bindings are back after 2 w + 2 d, with the same prefixes."""
    for ordering in ("timestamp", "sequence"):
        call = [*CALM, *DELAYS, f"--restart=lma1:{AT}", f"--ordering={ordering}"]
        with judge.of(call):
            run = program.run(call)
            general.check_state(judge, run)
            times = events_of(run, "lma1", "binding", "registered")
            judge.equal("bindings", len(times), 2)
            for time in times:
                judge.near("registered again after", (time - AT) / MS, 26 + 6, 0.1)
            for node in ("mn1", "cn1"):
                judge.equal(f"addresses of {node}", len(run.result["nodes"][node]["addresses"]), 1)
            for sender, receiver in (("mn1", "cn1"), ("cn1", "mn1")):
                judge_lost(judge, run, sender, receiver, (26 + 6) * MS)


def judge_two_anchors(judge, program):
    """With two anchors the other one's binding stays."""
    call = [*CALM, *DELAYS, "--case=a22", f"--restart=lma2:{AT}"]
    with judge.of(call):
        run = program.run(call)
        general.check_state(judge, run)
        judge.equal("bindings lost at lma1", events_of(run, "lma1", "binding", "none"), [])
        judge.equal("bindings at lma2", len(events_of(run, "lma2", "binding", "registered")), 1)


def judge_gateway(judge, program):
    """The node is asked, and registered after R as if it had just attached when it has answered."""
    call = [*CALM, *DELAYS, f"--restart=mag1:{AT}"]
    with judge.of(call):
        run = program.run(call)
        general.check_state(judge, run)
        times = events_of(run, "mag1", "attachment", "registered")
        judge.equal("attachments", len(times), 1)
        judge.near("registered again after", (times[0] - AT) / MS, 32, 0.1)
        for sender, receiver in (("mn1", "cn1"), ("cn1", "mn1")):
            judge_lost(judge, run, sender, receiver, 32 * MS)


def judge_heard_node(judge, program):
    """With a PresenceWindow only a node that says nothing is asked first."""
    call = [*CALM, *DELAYS, "--direction=cn-mn", f"--restart=lma1:{AT}",
            "--ns3::pmipv6::MobileAccessGateway::PresenceWindow=40ms"]  # fmt: skip
    with judge.of(call):
        run = program.run(call)
        general.check_state(judge, run)
        times = sorted(events_of(run, "lma1", "binding", "registered"))
        judge.near("the sender's binding", (times[0] - AT) / MS, 26, 0.1)
        judge.near("the quiet one's binding", (times[-1] - AT) / MS, 26 + 6, 0.1)


def judge_handover(judge, program):
    """A restart in the middle of a handover, on Wi-Fi too, ends well."""
    for access in ("ideal", "wifi"):
        for node in ("lma1", "mag1", "mag3"):
            call = [f"--access={access}", f"--restart={node}:10.06", "--duration=20"]
            with judge.of(call):
                run = program.run(call)
                general.check_state(judge, run)
                reason = "anchor-restarted" if node == "lma1" else "gateway-restarted"
                if node != "mag3":  # whose node may not be there yet
                    judge.check(any(row["reason"] == reason for row in run.events), "no restart")
                for flow in run.result["flows"]:
                    judge.equal("misdelivered", flow["misdelivered"], 0)
                    # A node on its way when its anchor forgets it gets another prefix.
                    if node != "lma1":
                        judge.within("lost", flow["lost"], 0, 0.2 * flow["sent"])
                addresses = run.result["nodes"]["cn1"]["addresses"]
                judge.equal("addresses of cn1, which does not move", len(addresses), 1)


def judge_profile(judge, program):
    """With prefixes of the profile a node on its way when its anchor forgets it keeps its address."""
    for scheme in ("pmipv6", "localized-routing"):
        call = ["--access=ideal", f"--scheme={scheme}", "--prefixes=profile", "--restart=lma1:10.02",
                "--duration=20"]  # fmt: skip
        with judge.of(call):
            run = program.run(call)
            general.check_state(judge, run)
            addresses = run.result["nodes"]["mn1"]["addresses"]
            judge.equal("prefixes", [address[:11] for address in addresses], ["fd00:1:0:2:"])
            for flow in run.result["flows"]:
                judge.within(f"lost from {flow['from']}", flow["lost"], 0, 0.2 * flow["sent"])


def judge_until_stop(judge, flow):
    """What a flow has sent until the stop arrives, but for what was on its way."""
    begin = 2 if flow["from"] == "mn1" else 3  # s
    expected = (AT - begin) / INTERVAL
    judge.within(f"received from {flow['from']}", flow["received"], expected - 10, expected)


def judge_overtaken(judge, program):
    """An answer that was sent before the restart and comes after its Heartbeat proves nothing."""
    call = ["--access=ideal", "--moveAt=5.9", "--duration=20", "--trafficStart=2", "--interval=20",
            "--signallingJitter=200", "--restart=lma1:6.15"]  # fmt: skip
    for number in range(8, 14):
        with judge.of([*call, f"--run={number}"]):
            general.check_state(judge, program.run([*call, f"--run={number}"]))


def judge_one_controller(judge, program):
    """An anchor that shares a route restarts, and both ask each other at once: one of them controls the
    route from then on, so that the next handover finds it."""
    options = ["--access=ideal", "--scheme=localized-routing", "--case=a22", "--moveAt=8",
               "--duration=14", "--delayLmaLma=80"]  # fmt: skip
    for mode in ("direct", "proxy"):
        for at in (6.95, 7.2, 7.6, 7.95):
            call = [*options, f"--lrMode={mode}", f"--restart=lma2:{at}"]
            with judge.of(call):
                run = program.run(call)
                judge.equal("stale", run.result["final_state"]["stale"], [])
                for flow in run.result["flows"]:
                    # Of 8 s, those of a restart and of a handover.
                    judge.within(f"lost, {flow['from']} to {flow['to']}", flow["lost"], 0, 40)


def judge_asked_sessions(judge, program):
    """A gateway that has restarted keeps the nodes that it has registered since, whatever overtakes what:
    the anchor's question its acknowledgement, the answer to a Heartbeat the notice of the restart."""
    options = ["--access=ideal", "--move=none", "--duration=16", "--trafficStart=2",
               "--restart=mag1:0.998", "--signallingJitter=500", "--faultsUntil=1.6",
               "--ns3::pmipv6::LocalMobilityAnchor::KeepSessionsAtGatewayRestart=false"]  # fmt: skip
    for number in (5, 14):
        call = [*options, f"--run={number}"]
        with judge.of(call):
            run = program.run(call)
            general.check_state(judge, run)
            for flow in run.result["flows"]:
                judge.equal(f"lost, {flow['from']} to {flow['to']}", flow["lost"], 0)


def judge_useless_answer(judge, program):
    """A node that its anchor has accepted, in a way that is of no use to the gateway, is de-registered when
    it leaves."""
    call = ["--access=ideal", "--correspondent=fixed", "--delayMagLma=2200", "--moveAt=6",
            "--detachDetection=0", "--duration=20",
            "--ns3::pmipv6::LocalMobilityAnchor::MaxLifetime=4s",
            "--ns3::pmipv6::LocalMobilityAnchor::TimestampValidityWindow=30s",
            "--ns3::pmipv6::MobilitySignaling::InitialBindackTimeout=20s"]  # fmt: skip
    with judge.of(call):
        run = program.run(call)
        states = [(row["from"], row["to"], row["reason"]) for row in run.events
                  if row["node"] == "mag1" and row["object"] == "attachment"][2:4]  # fmt: skip
        judge.equal("states at mag1", states, [
            ("registering", "refused", "answer-after-its-lifetime"),
            ("refused", "deregistering", "link-down"),
        ])  # fmt: skip
        sent = [row["time_s"] for row in run.signalling if row["event"] == "sent"
                and row["node"] == "mag1" and row["message"] == "ProxyBindingUpdate"]  # fmt: skip
        judge.equal("requests of mag1", sent, [1.0, AT])


def judge_stop(judge, program):
    """Who has vanished says and forwards nothing; a node that hands over to another gateway has service."""
    with judge.of([*CALM, f"--stop=lma1:{AT}"]):
        run = program.run([*CALM, f"--stop=lma1:{AT}"])
        late = [row for row in run.signalling if row["node"] == "lma1" and row["event"] == "sent"
                and row["time_s"] > AT]  # fmt: skip
        judge.equal("messages of lma1", late, [])
        for flow in run.result["flows"]:
            judge_until_stop(judge, flow)
    call = ["--access=ideal", "--stop=mag1:8", "--moveAt=10", "--duration=14"]
    with judge.of(call):
        run = program.run(call)
        judge.equal("handovers", len(run.result["handovers"]), 1)
        quiet = 2.0 / 0.02 - 5  # from the stop to the handover, at the default interval
        judge.within("lost", run.flow("cn1", "mn1")["lost"], quiet, quiet + 15)
        judge.check(run.result["handovers"][0]["downlink_resumed_s"] is not None, "no service")


def judge_stop_while_holding(judge, program):
    """A gateway that stops while packets wait there for a node that has left: all are accounted for."""
    call = ["--scheme=epmip", "--access=ideal", "--detachDetection=20", "--handoffBuffer=5",
            "--stop=mag1:10.06"]  # fmt: skip
    with judge.of(call):
        run = program.run(call)
        general.check(judge, run)


def judge_plain_router(judge, program):
    """A plain router learns its neighbours anew, from the next packet of each."""
    call = ["--scheme=none", *CALM, *DELAYS, f"--restart=mag1:{AT}"]
    with judge.of(call):
        run = program.run(call)
        for sender, receiver in (("mn1", "cn1"), ("cn1", "mn1")):
            flow = run.flow(sender, receiver)
            judge.within(f"lost, {sender} to {receiver}", flow["lost"], 0, 2)
        # It has advertised itself anew, which nothing else at this time would have it do.
        late = [row for row in run.signalling if row["message"] == "RouterAdvertisement"
                and row["node"] == "mag1" and row["time_s"] >= AT]  # fmt: skip
        judge.equal("advertisements after the restart", len(late), 1)
    call = ["--scheme=none", *CALM, f"--stop=mag1:{AT}"]
    with judge.of(call):
        judge_until_stop(judge, program.run(call).flow("cn1", "mn1"))


def run(judge, program, _source):
    """All of it."""
    judge_anchor(judge, program)
    judge_two_anchors(judge, program)
    judge_gateway(judge, program)
    judge_heard_node(judge, program)
    judge_handover(judge, program)
    judge_profile(judge, program)
    judge_overtaken(judge, program)
    judge_one_controller(judge, program)
    judge_asked_sessions(judge, program)
    judge_useless_answer(judge, program)
    judge_stop(judge, program)
    judge_stop_while_holding(judge, program)
    judge_plain_router(judge, program)
