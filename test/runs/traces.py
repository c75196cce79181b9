# SPDX-License-Identifier: GPL-2.0-only
"""Group traces: small mobility traces on both access technologies, and runs that repeat."""

import re

from . import general, journeys
from .mobility import Trace

VARYING = re.compile(r'"(wall_s|peak_memory_mb)": [0-9.e+-]+')
# On, off and on again elsewhere; one that is on from the start and set to another place; one that
# is never on for long; one that stands. All between the same edges.
BREAKS = """
$node_(7) set X_ 0
$node_(7) set Y_ 0
$node_(7) set Z_ 0
$ns_ at 1.5 "$node_(7) switch ON"
$ns_ at 1.5 "$node_(7) setdest 900.0 0.0 30.0"
$ns_ at 8.25 "$node_(7) switch OFF"
$ns_ at 14.75 "$node_(7) switch ON"
$ns_ at 26.0 "$node_(7) switch OFF"
$ns_ at 26.5 "$node_(7) switch ON"
$node_(2) set X_ 440.0
$node_(2) set Y_ 300.0
$ns_ at 6.0 "$node_(2) setdest 440.0 0.0 20.0"
$ns_ at 30.3 "$node_(2) set X_ 880.0"
$ns_ at 31.0 "$node_(2) setdest 0.0 300.0 0.0"
$ns_ at 33.0 "$node_(2) setdest 0.0 300.0 45.0"
$node_(4) set X_ 20.0;
$node_(4) set Y_ 280.0;
$ns_ at 4.0 "$node_(4) switch ON" ;# comment
$ns_ at 4.0 "$node_(4) setdest 20.0 280.0 10.0"
$ns_ at 38.0 "$node_(4) switch OFF"
$node_(11) set X_ 700.0
$node_(11) set Y_ 150.0
$ns_ at 20.0 "$node_(11) switch ON"
$ns_ at 45.0 "$node_(11) switch OFF"
"""


def judge_traces(judge, program, source):
    """Where each vehicle is, on either access technology."""
    streets = source / "examples" / "pmipv6-two-streets.mob"
    breaks = program.work / "breaks.mob"
    breaks.write_text(BREAKS, encoding="utf-8")
    for path in (streets, breaks):
        for more, grid in (
            (["--access=ideal"], {}),
            (["--access=ideal", "--correspondent=fixed", "--duration=43"], {}),
            (["--access=ideal", "--gateways=1x4", "--hysteresis=0", "--l2Gap=20"],
             {"rows": 1, "columns": 4, "hysteresis": 0.0}),
            (["--access=wifi", "--interval=100"], {}),
            (["--access=wifi", "--interval=100", "--gateways=2x3", "--correspondent=fixed",
              "--duration=41.5"], {"rows": 2, "columns": 3}),
        ):  # fmt: skip
            arguments = [f"--trace={path}", *more]
            is_wifi = "--access=wifi" in more
            with judge.of(arguments):
                run = program.run(arguments)
                general.check_pmipv6(judge, run)
                journeys.judge_run(judge, run, Trace(path, **grid), 0.2 if is_wifi else 0.0)
        arguments = [f"--trace={path}", "--access=wifi", "--wifiHandover=default",
                     "--interval=100"]  # fmt: skip
        with judge.of(arguments):
            general.check_pmipv6(judge, program.run(arguments))


def read(run):
    """The octets of a run's files, but for what may differ."""
    files = {path.name: path.read_bytes() for path in sorted(run.folder.iterdir())}
    text = VARYING.sub(r'"\1": 0', files["result.json"].decode())
    return {**files, "result.json": text.encode()}


def judge_repetition(judge, program, source):
    """The same run twice is the same to the octet; on Wi-Fi another run is another."""
    streets = source / "examples" / "pmipv6-two-streets.mob"
    folder = program.work / "again"
    for more in (
        ["--access=ideal"],
        ["--access=wifi", "--run=1"],
        ["--access=wifi", "--mobileNodes=4", "--move=both", "--pcap"],
        ["--access=wifi", "--wifiHandover=default"],
        ["--scheme=none", "--access=wifi"],
        [f"--trace={streets}", "--access=wifi", "--interval=100"],
    ):
        with judge.of(more):
            first = read(program.run(more, folder))
            second = read(program.run(more, folder))
            judge.equal("files", sorted(second), sorted(first))
            for name, octets in first.items():
                judge.check(second.get(name) == octets, f"{name} is another the second time")
    for one, other in (("--run=1", "--run=2"), ("--seed=1", "--seed=2")):
        with judge.of(["--access=wifi", one, other]):
            first = read(program.run(["--access=wifi", one], folder))
            second = read(program.run(["--access=wifi", other], folder))
            judge.check(first["events.csv"] != second["events.csv"], "events.csv is the same")


def run(judge, program, source):
    """All of it."""
    judge_traces(judge, program, source)
    judge_repetition(judge, program, source)
