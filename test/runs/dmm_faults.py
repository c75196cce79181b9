# SPDX-License-Identifier: GPL-2.0-only
"""Group dmm-faults: RFC 8885 with messages that are lost, MAARs that vanish, restarts and moves in
quick succession: in the end all is as the tables of failures say.
"""

import collections
import csv

MODES = ("relay", "locator", "proxy")
LONG_WAY = 300  # ms


def count_late(run, seconds=3):
    """What each pair of ends has delivered in the last seconds, by its names."""
    late = collections.Counter()
    end = run.result["simulated_s"]
    with open(run.folder / "throughput.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if float(row["time_s"]) >= end - seconds:
                late[row["from"], row["to"]] += int(row["packets"])
    return late


def judge_after(judge, program, arguments, gone=()):
    """What is left of faults when they have been over for long: nothing but what names the roles
    that have stopped, and what each flow has."""
    with judge.of(arguments):
        found = program.run(arguments)
        stale = [row for row in found.result["final_state"]["stale"]
                 if not {row["node"], row["holds"], row["should_be"]} & set(gone)]  # fmt: skip
        judge.equal("stale", stale, [])
        late = count_late(found)
        for flow in found.result["flows"]:
            if flow["anchor"] not in gone:
                judge.check(late[flow["from"], flow["to"]] > 0,
                            f"{flow['from']} to {flow['to']}: nothing in the last seconds")  # fmt: skip
            # Far more than any way: it has gone round, or waited.
            judge.check((flow["delay_ms"]["max"] or 0) < LONG_WAY,
                        f"{flow['from']} to {flow['to']}: a packet takes {flow['delay_ms']['max']} ms")  # fmt: skip


def judge_lossy(judge, program, mode):
    """Signalling that is lost while nodes move: in the end all is as if none had been."""
    for loss in (10, 30):
        judge_after(judge, program, [
            f"--scheme=dmm-{mode}", "--access=ideal", "--case=a22", "--move=both", "--moves=4",
            "--dwell=3", "--moveAt=5", "--mobileNodes=4", f"--signallingLoss={loss}",
            "--faultsUntil=25", "--flowsPerPrefix=1", "--interval=200", "--duration=290",
        ])  # fmt: skip


def judge_gone(judge, program, mode):
    """A serving or a previous MAAR vanishes: sessions on prefixes of others live on."""
    for gone in ("mag1", "mag3"):
        judge_after(judge, program, [
            f"--scheme=dmm-{mode}", "--access=ideal", "--case=a21", "--move=mn", "--moves=3",
            "--path=mn1:mag1,mag3,mag4,mag5", "--moveAt=10", "--dwell=10", f"--stop={gone}:15",
            "--flowsPerPrefix=1", "--interval=200", "--duration=130",
        ], [gone])  # fmt: skip


def judge_found(judge, program):
    """What was wrong once."""
    quickly = ["--trafficStart=3", "--interval=50"]
    for arguments in (
        # A PBU that waited for its turn and was never sent; a release that is taken back.
        ["--scheme=dmm-proxy", "--moves=9", "--path=mn1:mag1,mag3", "--dwell=0.13", "--l2Gap=0",
         "--detachDetection=0", "--duration=60", *quickly],
        ["--scheme=dmm-proxy", "--previousMaars=1", "--moves=4", "--dwell=0.3", "--l2Gap=5",
         "--path=mn1:mag1,mag3,mag5,mag1,mag3", "--delay=lma1:mag5:200", "--delay=lma1:mag1:150",
         "--duration=300", *quickly],
        # A CMD that restarts before all were told; a return of which nobody hears.
        ["--scheme=dmm-proxy", "--moves=2", "--path=mn1:mag1,mag3,mag5", "--delay=lma1:mag3:5",
         "--restart=lma1:20.0605", "--flowsPerPrefix=1", "--interval=100", "--duration=100"],
        ["--scheme=dmm-proxy", "--moves=3", "--path=mn1:mag1,mag3,mag1,mag3", "--dwell=0.1",
         "--l2Gap=5", "--delay=lma1:mag1:95", "--deliver=mag1:lma1:2:lost", "--duration=100", *quickly],
        # One direction alone is use of a prefix.
        ["--scheme=dmm-proxy", "--prefixIdleTime=2", "--moves=1", "--path=mn1:mag1,mag3",
         "--direction=mn-cn", "--interval=100", "--trafficStart=3", "--duration=60"],
        # Two nodes, each anchored where the other is.
        ["--scheme=dmm-proxy", "--move=both", "--moves=2", "--path=mn1:mag2,mag4,mag6",
         "--path=cn1:mag4,mag2,mag5", "--moveOffset=-3000", "--detachDetection=0", "--l2Gap=300",
         "--interval=2", "--trafficStart=3", "--duration=30", "--direction=mn-cn"],
        # Many withdrawals, many restarts.
        ["--scheme=dmm-proxy", "--previousMaars=2", "--moves=90", "--path=mn1:mag1,mag3,mag5,mag7",
         "--dwell=0.2", "--l2Gap=5", "--delayMagLma=120", "--trafficStart=3", "--interval=500",
         "--duration=60"],
        ["--scheme=dmm-proxy", "--move=none", *(f"--restart=mag1:{5 + i}" for i in range(83)),
         "--interval=500", "--duration=110"],
        # Longer in the queue than a MAAR may be silent.
        ["--scheme=dmm-proxy", "--moves=8",
         "--path=mn1:mag1,mag3,mag5,mag7,mag9,mag11,mag13,mag15,mag17", "--dwell=5",
         "--pacing=10000", "--trafficStart=3", "--interval=50", "--duration=400"],
    ):  # fmt: skip
        judge_after(judge, program, [arguments[0], "--access=ideal", *arguments[1:]])


def run(judge, program, source):
    """All of it."""
    judge_found(judge, program)
    for mode in MODES:
        judge_lossy(judge, program, mode)
        judge_gone(judge, program, mode)
