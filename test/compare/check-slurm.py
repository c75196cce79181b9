#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""Comparisons through Slurm, on a cluster of this machine alone: they find what local ones find, and
survive runs that fail and jobs that are killed.

Usage: check-slurm.py PROGRAM

PROGRAM: pmipv6-experiment. Exit status 77: there is no Slurm here.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from trial import (
    WAIT_S, compare, expect, expect_same, main, results, sentence, start, tables, wait_until, whole,
    wrapper,
)

HERE = pathlib.Path(__file__).resolve().parent
# A run of this length is a batch, and has little to do.
OPTIONS = (
    "--schemes=pmipv6,epmip", "--cases=a21", "--accesses=ideal", "--runs=4", "--interval=500",
    "--duration=1000",
)
CLUSTER = ("--cluster=slurm",)


def jobs():
    """Slurm's numbers of jobs that have not ended."""
    done = subprocess.run(
        ["squeue", "--noheader", "--format=%i %T"], capture_output=True, text=True, check=True
    )
    return [line.split() for line in done.stdout.splitlines()]


def same(program, folder):
    """What is found does not depend on where runs are."""
    compare(program, folder / "one", *OPTIONS, "--jobs=1")
    compare(program, folder / "two", *OPTIONS, "--jobs=2")
    # A name that a shell, Snakemake and Slurm would each read in their own way.
    odd = folder / "a b{c}%j"
    compare(program, odd, *OPTIONS, *CLUSTER, "--plots=all")
    logs = list(odd.glob("log/slurm-*.log"))
    expect(len(logs) >= 3, "jobs of Slurm:", len(logs))
    expect(list(odd.glob("plots/*.svg")), "no plots")
    for other in (folder / "two", odd):
        expect_same(tables(folder / "one"), tables(other), other.name)
    expect("slurm" not in tables(odd)["README.md"].decode(), "README.md says where its runs were")


def failing(program, folder):
    """A run that fails there is said as if it were here; and what no run can be made of."""
    fault = folder / "fault"
    fault.touch()
    bad = wrapper(
        folder / "bad", program, "*--scheme=epmip*--run=2*",
        'echo "pmipv6-experiment: it is broken" >&2; exit 3', fault,
    )
    said = [
        sentence(compare(bad, folder / name, *OPTIONS, *more, status=1))
        for name, more in (("bad-here", ()), ("bad-there", CLUSTER))
    ]
    expect("1 of 8 runs failed" in said[0] and "it is broken" in said[0], said[0])
    expect(said[0] == said[1], "said otherwise:", *said)
    expect_same(tables(folder / "bad-here"), tables(folder / "bad-there"), "with a run that failed")


def killed(program, folder):
    """A job that Slurm kills ends the comparison with a sentence, and the command goes on."""
    hang = folder / "hang"
    hang.touch()
    slow = wrapper(folder / "slow", program, "*--scheme=epmip*--run=1*", "exec sleep 1000", hang)
    output = folder / "killed"
    started = start(slow, output, *OPTIONS, *CLUSTER)
    # All others are through: what is left is the one that hangs.
    wait_until(lambda: len(whole(output)) >= 6 and len(jobs()) == 1, "a job that is alone")
    expect(jobs()[0][1] == "RUNNING", jobs())
    subprocess.run(["scancel", jobs()[0][0]], check=True)
    said = started.communicate(timeout=WAIT_S)[1]
    expect(started.returncode == 1, "exit status", started.returncode, said)
    expect("jobs of the comparison failed" in said and "the same command goes on" in said, said)
    hang.unlink()
    compare(slow, output, *OPTIONS, *CLUSTER)
    expect_same(tables(folder / "one"), tables(output), "after a job was killed")
    expect(len(results(output)) == 8, "results", len(results(output)))


def begin():
    """Exit status: of itself, within a cluster."""
    if len(sys.argv) == 3 and sys.argv[1] == "--within":
        program = pathlib.Path(sys.argv[2]).resolve()
        os.environ["CI"] = "true"  # Snakemake then looks at jobs each second, not each 10 s
        with tempfile.TemporaryDirectory(prefix="compare-slurm-") as folder:
            return main(
                [(part.__name__, part) for part in (same, failing, killed)],
                (program, pathlib.Path(folder)),
            )
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    return subprocess.run(
        ["/usr/bin/python3", "-B", str(HERE / "slurm-single-node.py"), "/usr/bin/python3", "-B",
         str(HERE / "check-slurm.py"), "--within", sys.argv[1]],
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(begin())
