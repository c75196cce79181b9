# SPDX-License-Identifier: GPL-2.0-only
"""A short run of each combination of options that changes what is on the wires, captured."""

import concurrent.futures
import itertools
import os
import pathlib
import shutil
import subprocess

SCHEMES = ("pmipv6", "none")
CASES = ("a11", "a12", "a21", "a22")
TRAFFICS = ("udp", "tcp")
ORDERINGS = ("timestamp", "sequence")
SHORT = ("--trafficStart=1.2", "--moveAt=2.3", "--duration=2.8", "--pcap")


class Failed(Exception):
    """A run ended with an error."""


def combinations(access):
    """The options of each run over an access technology."""
    for scheme, case, traffic in itertools.product(SCHEMES, CASES, TRAFFICS):
        for ordering in ORDERINGS if (scheme, traffic) == ("pmipv6", "udp") else ORDERINGS[:1]:
            yield {
                "scheme": scheme,
                "case": case,
                "access": access,
                "traffic": traffic,
                "ordering": ordering,
            }


def capture(program, folder, options):
    """One run; all that it captured, in one file."""
    output = folder / "-".join(options.values())
    shutil.rmtree(output, ignore_errors=True)
    arguments = [f"--{name}={value}" for name, value in options.items()]
    command = [program, *arguments, *SHORT, f"--output={output}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise Failed(f"{' '.join(command)} ended with {result.returncode}: {result.stderr}")
    merged = output / "all.pcapng"
    # tshark takes longer to start than to read a capture: one start a run.
    command = ["mergecap", "-w", str(merged), *map(str, sorted(output.glob("*.pcap")))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise Failed(f"mergecap ended with {result.returncode}: {result.stderr}")
    return merged


def capture_all(program, access, folder):
    """The captures of all combinations over an access technology."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(
            pool.map(lambda options: capture(program, folder, options), combinations(access))
        )
