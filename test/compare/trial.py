# SPDX-License-Identifier: GPL-2.0-only
"""Comparisons as a user makes them, for tests of the whole command: they are given, killed and given
again; their tables are compared octet for octet; programs that go wrong stand in for the real one."""

import csv
import io
import os
import pathlib
import shlex
import signal
import subprocess
import sys
import time

COMPARE = pathlib.Path(__file__).resolve().parents[2] / "compare" / "compare.py"
WAIT_S = 300  # for what takes some seconds, on a machine that has much else to do


class Fault(Exception):
    """What a test has found."""


def expect(is_so, *what):
    """Ends a test where something is not so."""
    if not is_so:
        raise Fault(" ".join(str(one) for one in what))


def wait_until(is_so, what):
    """Until something is so."""
    end = time.monotonic() + WAIT_S
    while not is_so():
        expect(time.monotonic() < end, what, "does not happen")
        time.sleep(0.05)


def command(program, output, options):
    """The command line of a comparison. Its plots are no part of these tests."""
    plots = [] if any(option.startswith("--plots") for option in options) else ["--plots=none"]
    return [
        "/usr/bin/python3", "-B", str(COMPARE), f"--program={program}", f"--output={output}",
        *plots, *options,
    ]


def compare(program, output, *options, status=0, **more):
    """A comparison, to its end.

    status: what its exit status is to be."""
    done = subprocess.run(
        command(program, output, options),
        capture_output=True, text=True, timeout=WAIT_S, check=False, **more,
    )
    expect(done.returncode == status, f"{options}: exit status {done.returncode}: {done.stderr}")
    return done


def start(program, output, *options):
    """A comparison in a process group of its own, which goes on beside the test."""
    return subprocess.Popen(
        command(program, output, options),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )


def kill(started, number):
    """Interrupts a comparison, or kills all that is at work on it; what it has said."""
    everyone = below(started.pid)
    for process in everyone if number == signal.SIGKILL else [started.pid]:
        try:
            os.kill(process, number)
        except ProcessLookupError:
            pass  # has ended by itself
    said = started.communicate(timeout=WAIT_S)[1]
    wait_until(lambda: not any(is_there(one) for one in everyone), f"the end after signal {number}")
    return said


def _stat(process):
    """State and parent of a process; nothing if it has ended."""
    try:
        text = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, parent, *_ = text.rpartition(")")[2].split()
    return state, int(parent)


def is_there(process):
    """Whether a process has not ended."""
    stat = _stat(process)
    return stat is not None and stat[0] not in "ZX"


def below(process):
    """A process, and all that it and those have started."""
    found = [process]
    processes = [int(path.name) for path in pathlib.Path("/proc").glob("[0-9]*")]
    parents = {one: stat[1] for one in processes if (stat := _stat(one))}
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def sentence(done):
    """What a comparison that ended says is wrong: its last line, and nothing but sentences."""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("pmipv6: comparing")]
    expect(len(lines) == 1, "not one sentence:", done.stderr)
    expect(lines[0].startswith("pmipv6: compare: "), lines[0])
    return lines[0].removeprefix("pmipv6: compare: ")


def tables(folder):
    """What a comparison found, by the names of the files."""
    found = {path.name: path.read_bytes() for path in pathlib.Path(folder).glob("*.csv")}
    found["README.md"] = (pathlib.Path(folder) / "README.md").read_bytes()
    expect(len(found) == 6, "files", sorted(found), "in", folder)
    return found


def expect_same(first, second, what):
    """That two comparisons have found the same, octet for octet."""
    expect(sorted(first) == sorted(second), what, sorted(first), sorted(second))
    for name, octets in first.items():
        expect(octets == second[name], what, name, "differs")


def rows(folder, name):
    """A table, each row by its columns."""
    text = (pathlib.Path(folder) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def results(folder):
    """The results that a comparison has up to now."""
    return list(pathlib.Path(folder).glob("runs/*/[0-9]*/result.json"))


def whole(folder):
    """Those of runs that have ended."""
    return [path for path in results(folder) if path.parent.name.isdigit()]


def wrapper(path, program, pattern="", action="", while_there=None):
    """A program that does something else for runs whose arguments are as a pattern of a shell, as long
    as a file is there, and the real thing otherwise."""
    condition = f"[ -e {shlex.quote(str(while_there))} ]" if while_there else "true"
    path.write_text(
        "#!/bin/sh\n"
        f"real={shlex.quote(str(program))}\n"
        'case "$* " in\n'
        "*--check*) ;;\n"
        f"{pattern or 'none'}) if {condition}; then {action or ':'}; fi ;;\n"
        "esac\n"
        'exec "$real" "$@"\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def main(parts, arguments):
    """Runs parts, functions of the program and a folder; exit status."""
    bad = 0
    for name, part in parts:
        begin = time.monotonic()
        try:
            said = part(*arguments)
        except (Fault, subprocess.SubprocessError) as problem:
            bad += 1
            said = f"WRONG: {problem}"
        print(f"{name}: {said or 'as it is to be'} ({time.monotonic() - begin:.0f} s)", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit("no test by itself")
