# SPDX-License-Identifier: GPL-2.0-only
"""Group ping-pong: a node between two gateways, a hundred times, and at the edges of time-outs."""

from . import general, wifi

PATH = ["mag1", "mag3"]
NO_RATE = "--ns3::pmipv6::MobilitySignaling::MaxUpdateRate=0"
PATIENCE = 1.2  # s: MAX_UPDATE_RATE lets a gateway send after a second at the latest


def judge_run(judge, program, access, moves, dwell, *more):
    """One run: it ends registered where it is, whatever was on its way meanwhile."""
    arguments = [f"--access={access}", "--path=mn1:" + ",".join(PATH), f"--moves={moves}",
                 f"--dwell={dwell}", "--moveAt=3", "--trafficStart=2", "--interval=50", *more]
    with judge.of(arguments):
        done = program.run(arguments)
        general.check_pmipv6(judge, done)
        judge.equal("mn1 ends at", done.result["nodes"]["mn1"]["gateway"], PATH[moves % 2])
        judge.check(len(done.result["handovers"]) <= moves, "more handovers than moves")
        if access == "ideal" or dwell > 0.15:
            judge.equal("handovers", len(done.result["handovers"]), moves)
        last = done.result["handovers"][-1]
        judge.within("the last registration", last["registered_s"], last["attached_s"],
                     last["attached_s"] + PATIENCE)  # fmt: skip
        if dwell > 0.3:
            wifi.judge_losses(judge, done)
        flow = done.flow("cn1", "mn1")
        judge.check(flow["path"][-2:-1] == [PATH[moves % 2]], f"packets end by {flow['path']}")
        return done
    return None


def run(judge, program, _source):
    """All of it."""
    for moves in (100, 101):
        for dwell in (1.0, 0.3):
            judge_run(judge, program, "ideal", moves, dwell)
        judge_run(judge, program, "wifi", moves, 0.5)
        # So quick that MAX_UPDATE_RATE (3 a second) holds updates back.
        judge_run(judge, program, "ideal", moves, 0.0713)
        judge_run(judge, program, "wifi", moves, 0.13)
        for dwell in (0.0713, 0.0501):
            judge_run(judge, program, "ideal", moves, dwell, NO_RATE)
        for dwell in (0.13, 0.0713, 0.0517, 0.0303):
            judge_run(judge, program, "wifi", moves, dwell, NO_RATE)
        # The word of the old gateway, in time, late, and just when the node is back.
        for detection, dwell in ((15, 0.2), (90, 0.3), (1000, 1.0), (999.9, 1.05), (70, 0.0713)):
            judge_run(judge, program, "ideal", moves, dwell, f"--detachDetection={detection}",
                      NO_RATE)  # fmt: skip
        # The farther gateway's update arrives when the nearer one's newer one has.
        for ordering in ("timestamp", "sequence"):
            judge_run(judge, program, "ideal", moves, 0.06, "--l2Gap=10", "--delay=lma1:mag1:5",
                      "--delay=lma1:mag3:90", f"--ordering={ordering}", NO_RATE)  # fmt: skip
        judge_run(judge, program, "ideal", moves, 0.035, "--l2Gap=3.3", "--delay=lma1:mag1:5",
                  "--delay=lma1:mag3:90", "--detachDetection=2", NO_RATE)  # fmt: skip
    judge_long_absence(judge, program)
    judge_shorter_ways(judge, program)


def judge_shorter_ways(judge, program):
    """Both move at one moment, the sender to where the way is shorter: what it sends from there comes
    before all that it had sent from where it was, and hides that nothing was sent in between."""
    delays = {
        ("lma1", "lma2"): 13.4, ("lma1", "mag2"): 13.9, ("lma1", "mag4"): 41.9,
        ("lma2", "mag1"): 35.5, ("lma2", "mag2"): 3.9, ("lma2", "mag3"): 22.8,
    }  # fmt: skip
    for interval in (50, 37.3):
        arguments = ["--access=ideal", "--case=a12", "--move=both", "--moves=6", "--dwell=0.6494",
                     "--moveAt=4.2317", "--l2Gap=5", f"--interval={interval}", "--trafficStart=2.0",
                     "--path=mn1:mag4,mag2", "--path=cn1:mag1,mag2,mag3", "--delayAccess=7.2",
                     *[f"--delay={a}:{b}:{delay}" for (a, b), delay in delays.items()]]  # fmt: skip
        with judge.of(arguments):
            done = program.run(arguments)
            general.check(judge, done)
            general.check_state(judge, done)


def judge_long_absence(judge, program):
    """RFC 5213, MinDelayBeforeBCEDelete: 10 s behind its de-registration a session is gone."""
    more = ["--detachDetection=10", "--l2Gap=9900"]
    judge_run(judge, program, "ideal", 3, 25, *more)
    arguments = ["--access=ideal", "--detachDetection=10", "--l2Gap=10100", "--moveAt=3",
                 "--trafficStart=2", "--duration=16"]  # fmt: skip
    with judge.of(arguments):
        done = program.run(arguments)
        general.check(judge, done)
        general.check_state(judge, done)
        rows = [row for row in done.events
                if row["node"] == "lma1" and row["mobile_node"] == "mn1"]  # fmt: skip
        judge.check(
            any(row["to"] == "none" and 12.9 < row["time_s"] < 13.1 for row in rows),
            f"the session was not deleted 10 s behind its de-registration: {rows}",
        )
