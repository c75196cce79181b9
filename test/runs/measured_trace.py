# SPDX-License-Identifier: GPL-2.0-only
"""Group measured-trace: 99 vehicles in Unterstrass for five minutes, on the ideal link; and in pairs that
talk to each other, with localized routing, till the middle, when many are on."""

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


def judge_routed(judge, program, path):
    """All that talk do so directly, wherever they come to; some pairs meet at one gateway."""
    for case in ("a21", "a22"):
        arguments = [f"--trace={path}", "--access=ideal", "--scheme=localized-routing",
                     f"--case={case}", "--interval=1000", "--duration=150"]  # fmt: skip
        with judge.of(arguments):
            done = program.run(arguments)
            general.check_pmipv6(judge, done)
            paths = [flow["path"] for flow in done.result["flows"] if flow["received"]]
            judge.check(len(paths) > 50, f"only {len(paths)} flows have received anything")
            judge.equal("last packets by an anchor",
                        [path for path in paths if any(name.startswith("lma") for name in path)],
                        [])  # fmt: skip
            judge.check(any(len([n for n in path if n != "core1"]) == 3 for path in paths),
                        "no pair meets at one gateway")  # fmt: skip
            pairs = [sorted((one["from"], one["to"])) for one in done.result["optimizations"]]
            judge.check(len(pairs) > 25, f"only {len(pairs)} routes are set up")


def judge_distributed(judge, program, path):
    """With prefixes of gateways sessions live on as they do with an anchor: the same handovers have no
    interruption, for the same reasons."""
    reasons = []
    for scheme in ("pmipv6", "dmm-locator"):
        arguments = [f"--trace={path}", "--access=ideal", f"--scheme={scheme}", "--interval=300"]
        with judge.of(arguments):
            reasons.append([(one["node"], one["interruption"]["downlink_why"],
                             one["interruption"]["uplink_why"])
                            for one in program.run(arguments).result["handovers"]])  # fmt: skip
            judge.check(len(reasons[-1]) > 150, f"only {len(reasons[-1])} handovers")
    judge.equal("reasons that differ", [pair for pair in zip(*reasons) if pair[0] != pair[1]], [])


def run(judge, program, source):
    """All of it."""
    path = find(source)
    trace = Trace(path)
    judge_routed(judge, program, path)
    judge_distributed(judge, program, path)
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
