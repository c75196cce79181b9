# SPDX-License-Identifier: GPL-2.0-only
"""Group phase: what the interruption of a handover on the ideal link is over 200 runs whose traffic
meets it at random phases. With gap G and one packet an interval I it is uniformly distributed from
G to G + I: of mean G + I / 2 and deviation I / sqrt(12)."""

import concurrent.futures
import json
import math
import os
import shutil
import statistics

RUNS = 200
# Of the closed forms of a handover in case a21, ms: link 50, then from the new gateway to the anchor
# 10; from there to the node 10 + 2. The gateway forwards after both ways, 20.
GAPS = {"downlink": 50 + 10 + 10 + 2, "uplink": 50 + 10 + 10}
SHORT = ["--access=ideal", "--trafficStart=1.1", "--moveAt=2.3", "--duration=3.6"]


def interruptions(program, interval, run):
    """{direction: ms} of one run."""
    folder = program.work / f"{interval}-{run}"
    shutil.rmtree(folder, ignore_errors=True)
    done = program.call([*SHORT, "--phase=random", f"--interval={interval}", f"--run={run}",
                         f"--output={folder}"])  # fmt: skip
    if done.returncode != 0:
        return None
    (one,) = json.loads((folder / "result.json").read_text(encoding="utf-8"))["handovers"]
    return {direction: one["interruption"][f"{direction}_ms"] for direction in GAPS}


def judge_interval(judge, program, pool, interval):
    """Mean and deviation of all runs at one interval."""
    found = list(pool.map(lambda run: interruptions(program, interval, run), range(1, RUNS + 1)))
    program.count += RUNS
    if not judge.check(None not in found, "a run ended with an error"):
        return
    for direction, gap in GAPS.items():
        values = [one[direction] for one in found]
        name = f"{direction} interruption"
        mean, deviation = statistics.fmean(values), statistics.stdev(values)
        error = interval / math.sqrt(12 * RUNS)
        judge.check(
            all(gap - 0.1 <= value <= gap + interval + 0.1 for value in values),
            f"{name}: from {min(values):.2f} to {max(values):.2f} ms; {gap} to {gap + interval}",
        )
        judge.check(
            abs(mean - gap - interval / 2) <= 3 * error,
            f"{name}: mean {mean:.2f} ms; {gap + interval / 2} within {3 * error:.2f}",
        )
        judge.check(
            abs(deviation / (interval / math.sqrt(12)) - 1) <= 0.15,
            f"{name}: deviation {deviation:.2f} ms; {interval / math.sqrt(12):.2f} within 15 %",
        )


def judge_fixed(judge, program):
    """Without it each run meets the handover at the same phase."""
    found = [program.run([*SHORT, f"--run={run}"]).handovers_of("mn1") for run in (1, 2)]
    judge.equal("handovers with --phase=fixed, two runs", found[1], found[0])


def run(judge, program, _source):
    """Both intervals, both directions."""
    judge_fixed(judge, program)
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for interval in (20, 100):
            with judge.of([*SHORT, "--phase=random", f"--interval={interval}"]):
                judge_interval(judge, program, pool, interval)
