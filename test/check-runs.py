#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""Runs the experiment program as a researcher would and judges from outside what it leaves:
result.json, signalling.csv, events.csv and the exit status. The judge knows the contract
(doc/results.md), the closed forms of RFC 5213, draft-loureiro and draft-luo, and arithmetic; nothing of the
program.

Faults are told in sentences, each with the command that shows it, and the exit status is then 1;
77 if a group is skipped, because it needs a file or an access that is not there.
"""

import argparse
import importlib
import pathlib
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from runs import random_runs  # noqa: E402
from runs.judge import Judge  # noqa: E402
from runs.program import Program  # noqa: E402
from runs.skip import Skipped  # noqa: E402

GROUPS = {
    "formulas": "formulas",
    "localized-routing": "localized_routing",
    "epmip": "epmip",
    "luo-differences": "luo_differences",
    "luo-area": "luo_area",
    "dmm": "dmm",
    "dmm-faults": "dmm_faults",
    "mipv6": "mipv6",
    "mipv6-routes": "mipv6_routes",
    "mipv6-home": "mipv6_home",
    "rfc6612": "rfc6612",
    "rfc6612-long": "rfc6612_long",
    "logical-interface": "logical_interface",
    "crowds": "crowds",
    "wifi": "wifi",
    "lte": "lte",
    "lte-tcp": "lte_tcp",
    "tcp": "tcp",
    "ping-pong": "ping_pong",
    "scheme-none": "scheme_none",
    "traces": "traces",
    "measured-trace": "measured_trace",
    "movement": "movement",
    "sumo": "sumo",
    "impairment": "impairment",
    "octet-hops": "octet_hops",
    "failures": "failures",
    "presence": "presence",
    "phase": "phase",
    "series": "series",
    "advertisements": "advertisements",
    "animation": "animation",
    "flow-monitor": "flow_monitor",
    "usage": "usage",
    "random-pmipv6": "random_runs",
    "random-localized-routing": "random_runs",
    "random-epmip": "random_runs",
    "random-epmip-area": "random_runs",
    "random-dmm": "random_runs",
    "random-mipv6": "random_runs",
    "random-rfc6612": "random_runs",
    "random-lte": "lte_walks",
    "planted-faults": "planted",
}
HALVED = ("random-dmm", "random-mipv6", "random-rfc6612")
SKIPPED = 77
SHOWN = 60


def judge_group(group, program, source, numbers):
    """Run a group; (its judge, seconds it took)."""
    judge = Judge()
    begin = time.monotonic()
    module = importlib.import_module(f"runs.{GROUPS[group]}")
    if group.startswith("random-"):
        module.run(judge, program, group.removeprefix("random-"), numbers)
    else:
        module.run(judge, program, source)
    return judge, time.monotonic() - begin


def tell(group, judge, runs, took):
    """Print what was found; the exit status."""
    command = None
    for at, sentence in judge.faults[:SHOWN]:
        if at != command:
            command = at
            print(f"{command}:" if command else "in the group as a whole:")
        print(f"    {sentence}")
    if len(judge.faults) > SHOWN:
        print(f"... and {len(judge.faults) - SHOWN} more")
    print(
        f"{group}: {runs} runs, {judge.checks} checks, {len(judge.faults)} faults, {took:.1f} s"
    )
    return 1 if judge.faults or judge.checks == 0 else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("program", help="pmipv6-experiment")
    parser.add_argument("group", choices=GROUPS)
    parser.add_argument("--work", metavar="DIR", help="keep the results there [nowhere]")
    parser.add_argument(
        "--source",
        metavar="DIR",
        default=pathlib.Path(__file__).resolve().parent.parent,
        help="the module's folder [that of this script]",
    )
    parser.add_argument(
        "--count",
        metavar="N",
        type=int,
        help=f"of a group of random runs: so many [{random_runs.COUNT}; of random-dmm, -mipv6 and -rfc6612 half as many]",
    )
    parser.add_argument(
        "--first",
        metavar="N",
        type=int,
        default=0,
        help="of a group of random runs: from this number on [0]",
    )
    arguments = parser.parse_args()
    usual = random_runs.COUNT // 2 if arguments.group in HALVED else random_runs.COUNT
    numbers = range(arguments.first, arguments.first + (arguments.count or usual))
    with tempfile.TemporaryDirectory(prefix="pmipv6-runs-") as temporary:
        work = pathlib.Path(arguments.work or temporary) / arguments.group
        program = Program(arguments.program, work, is_kept=arguments.work is not None)
        try:
            judge, took = judge_group(arguments.group, program, pathlib.Path(arguments.source), numbers)
        except Skipped as skipped:
            print(f"{arguments.group}: skipped: {skipped}")
            sys.exit(SKIPPED)
        sys.exit(tell(arguments.group, judge, program.count, took))


if __name__ == "__main__":
    main()
