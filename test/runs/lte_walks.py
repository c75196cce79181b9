# SPDX-License-Identifier: GPL-2.0-only
"""Group random-lte: UEs that walk and drive at 1 to 40 m/s over two LTE networks; once they stand still
each is registered where it is, and each flow arrives.

A run is made from its number alone.
"""

import concurrent.futures
import csv
import math
import os
import random

from .judge import Judge
from .program import Program
from .skip import need_lte

NODES = 20
SPEEDS = (1, 40)  # m/s
LENGTH, WIDTH = 300, 40  # m: eNBs stand at a quarter and three quarters of the length
END = 80  # s, when all stand still
CALM = 12  # s: a radio link failure takes 2.2 s, and what was lost is repeated
LAST = 3  # s before the end in which each flow must deliver
NEAR = 30  # m from an eNB, where a node stands still


def make_trace(number):
    """The commands of a number's nodes, and at which gateway each stands in the end."""
    rng = random.Random(f"lte {number}")
    lines, ends = [], []
    for node in range(NODES):
        x, time = rng.uniform(10, LENGTH - 10), 2.0
        y = rng.uniform(1, WIDTH - 1)
        lines += [f"$node_({node}) set X_ {x:.3f}", f"$node_({node}) set Y_ {y:.3f}",
                  f'$ns_ at 0.0 "$node_({node}) switch ON"']  # fmt: skip
        speed = math.exp(rng.uniform(*map(math.log, SPEEDS)))
        end = rng.choice([1, 2])
        last = LENGTH * (2 * end - 1) / 4 + rng.uniform(-NEAR, NEAR)
        while True:
            target = rng.uniform(10, LENGTH - 10)
            arrives = time + abs(target - x) / speed
            if arrives + abs(last - target) / speed > END:
                break
            lines.append(f'$ns_ at {time:.3f} "$node_({node}) setdest {target:.3f} {y:.3f} {speed:.3f}"')
            x, time = target, arrives + 0.01
        # Who is too slow hurries at last.
        speed = max(speed, abs(last - x) / (END - time))
        if speed <= SPEEDS[1]:
            lines.append(f'$ns_ at {time:.3f} "$node_({node}) setdest {last:.3f} {y:.3f} {speed:.3f}"')
            ends.append(f"mag{end}")
        else:
            ends.append(f"mag{1 if x < LENGTH / 2 else 2}")
    # Nobody is there, but these corners make the area.
    lines += ["$node_(100) set X_ 0.0", "$node_(100) set Y_ 0.0",
              f"$node_(101) set X_ {LENGTH}.0", f"$node_(101) set Y_ {WIDTH}.0",
              '$ns_ at 900.0 "$node_(100) switch ON"', '$ns_ at 900.0 "$node_(101) switch ON"']  # fmt: skip
    return "\n".join(lines) + "\n", ends


def judge_end(judge, run, ends):
    """All is at rest, and as it should be."""
    state = run.result["final_state"]
    judge.equal("stale", state["stale"], [])
    judge.equal("leftover", state["leftover"], [])
    names = [f"mn{node + 1}" for node in range(NODES)]
    judge.equal("gateways", [run.result["nodes"][name]["gateway"] for name in names], ends)
    judge.check(any(one["from"] != one["to"] for one in run.result["handovers"]), "nobody has moved on")
    late = set()
    with open(run.folder / "throughput.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if float(row["time_s"]) >= run.result["simulated_s"] - LAST and int(row["packets"]) > 0:
                late.add((row["from"], row["to"]))
    for flow in run.result["flows"]:
        ways = (flow["from"], flow["to"])
        if set(ways) & set(names):
            judge.check(ways in late, f"{ways[0]} to {ways[1]}: nothing in the last seconds")


def do_one(of_all, number):
    """Run a number; its judge's checks and faults."""
    judge = Judge()
    program = Program(of_all.path, of_all.work / f"{number}", of_all.is_kept)
    trace, ends = make_trace(number)
    path = of_all.work / f"walks-{number}.mob"
    path.write_text(trace, "utf-8")
    arguments = ["--access=lte", f"--trace={path}", "--gateways=1x2", "--correspondent=fixed",
                 "--interval=500", f"--duration={END + CALM}"]  # fmt: skip
    with judge.of(arguments):
        judge_end(judge, program.run(arguments), ends)
    program.clear()
    return judge.checks, judge.faults


def run(judge, program, _family, numbers):
    """Many, as many at a time as there are processors."""
    need_lte(program)
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for checks, faults in pool.map(lambda number: do_one(program, number), numbers):
            judge.checks += checks
            judge.faults += faults
            program.count += 1
