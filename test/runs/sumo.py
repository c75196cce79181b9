# SPDX-License-Identifier: GPL-2.0-only
"""Group sumo: from a street map to a run, by SUMO's own programs, where they are installed."""

import subprocess

from .movement import judge_town
from .skip import Skipped


def make_trace(judge, arguments, cwd):
    """The script that goes from a map to a trace; what it said."""
    done = subprocess.run(arguments, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode == 77:
        raise Skipped(done.stderr.strip())
    judge.equal("exit status", done.returncode, 0)
    judge.equal("standard error", done.stderr, "")
    return done.stdout


def run(judge, program, source):
    """The town of the project; its map with random trips; what is wrong with an argument."""
    town = source / "examples" / "sumo"
    script = str(town / "make-trace")
    with judge.of([script, "town.mob"]):
        said = make_trace(judge, [script, "town.mob"], program.work)
        judge.equal("standard output", said, "town.mob: 8 vehicles\n")
    judge_town(judge, program, program.work / "town.mob", town / "town.gateways")
    with judge.of([script, "random.mob", "town.osm", "30", "1"]):
        said = make_trace(judge, [script, "random.mob", str(town / "town.osm"), "30", "1"], program.work)
        judge.check(said.startswith("random.mob: ") and said.endswith(" vehicles\n"), said)
    arguments = [f"--trace={program.work / 'random.mob'}", f"--gateways={town / 'town.gateways'}",
                 "--access=ideal", "--interval=500"]  # fmt: skip
    with judge.of(arguments):
        result = program.run(arguments).result
        judge.check(len(result["nodes"]) >= 25, f"only {len(result['nodes'])} vehicles")
        judge.equal("final_state.consistent", result["final_state"]["consistent"], True)
    for wrong, named in ((["t", "nowhere.osm"], "nowhere.osm"), ([], "allowed"),
                         (["t", str(town / "town.osm"), "0"], "VEHICLES=0"),
                         (["t", str(town / "town.osm"), "3", "x"], "SECONDS=x")):  # fmt: skip
        with judge.of([script, *wrong]):
            done = subprocess.run([script, *wrong], cwd=program.work, capture_output=True, text=True,
                                  check=False, timeout=60)  # fmt: skip
            judge.equal("exit status", done.returncode, 2)
            judge.check(named in done.stderr and done.stderr.count("\n") == 1, done.stderr)
