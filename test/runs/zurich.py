# SPDX-License-Identifier: GPL-2.0-only
"""Group zurich: 99 vehicles in Unterstrass for five minutes, on the ideal link."""

import os
import pathlib

from . import general, journeys
from .mobility import Trace
from .skip import Skipped

FILE = "low99-ct-unterstrass-1day.filt.7.adj.mob"


def find(source):
    """The trace, which is ns-3's and not the project's."""
    folder = os.environ.get("PMIPV6_DATA")
    path = (pathlib.Path(folder) if folder else source.parent / "shared" / "data") / FILE
    if not path.is_file():
        raise Skipped(f"{path} is missing; PMIPV6_DATA names the folder that it is in")
    return path


def run(judge, program, source):
    """All of it."""
    path = find(source)
    trace = Trace(path)
    arguments = [f"--trace={path}", "--access=ideal", "--correspondent=fixed", "--interval=1000"]
    with judge.of(arguments):
        done = program.run(arguments)
        judge.equal("vehicles", len(done.result["nodes"]), 99)
        general.check_pmipv6(judge, done)
        journeys.judge_run(judge, done, trace)
        journeys.judge_parts(judge, done, 0.020)
        for one in done.result["handovers"]:
            # Some 80 ms of interruption, a packet a second each way.
            judge.within(f"handover of {one['node']} at {one['detached_s']} s: lost",
                         one["lost"], 0, 2)  # fmt: skip
        judge.equal("simulated_s", done.result["simulated_s"], 300.01)
        print(f"{len(done.result['handovers'])} handovers, wall_s {done.result['wall_s']}")
