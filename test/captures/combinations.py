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
TRACE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "pmipv6-two-streets.mob"
ROUTED = (
    {"scheme": "localized-routing"},
    {"scheme": "localized-routing", "lrMode": "proxy", "move": "both", "ordering": "sequence"},
    {"scheme": "localized-routing", "lrInitiator": "mag", "move": "cn"},
    {"scheme": "uncoordinated", "move": "both"},
    # Home Address options and type 2 routing headers.
    {"scheme": "mipv6", "careOfDad": "0", "homeDad": "50", "move": "both"},
)
DISTRIBUTED = (  # the second handover has two previous MAARs
    {"scheme": "dmm-relay", "moves": "2", "moveAt": "1.7", "dwell": "0.6"},
    {"scheme": "dmm-locator", "locatorSummary": "on", "move": "both"},
    {"scheme": "dmm-proxy", "earlyAccept": "on", "moves": "2", "moveAt": "1.7", "dwell": "0.6"},
    {"scheme": "dmm-relay", "previousMaars": "0"},  # a withdrawal
)
OTHERS = (  # what else changes the packets or their way, each once over an access technology
    {"case": "a12", "core": "star", "correspondent": "fixed"},
    {"case": "a22", "transit": "2", "move": "both", "mobileNodes": "2", "interval": "100"},
    {"signallingLoss": "30", "signallingDuplication": "30", "signallingJitter": "40"},
    {"packetSize": "1450", "interval": "100"},  # too big for the tunnel
    {"ns3::pmipv6::LocalMobilityAnchor::PrefixesPerSession": "3", "case": "a22"},
    # A route that ends, and one that is refreshed.
    {"scheme": "localized-routing", "case": "roaming4", "moveDomain": "other"},
    {
        "scheme": "localized-routing", "case": "a22", "duration": "12", "interval": "100",
        "ns3::pmipv6::RouteOptimizationController::Lifetime": "8s",
        "ns3::pmipv6::RouteOptimizationAgent::Lifetime": "8s",
    },  # fmt: skip
    {"trace": str(TRACE), "duration": "40", "interval": "2000", "range": "700"},
    {"trace": str(TRACE), "duration": "40", "interval": "2000", "range": "700", "scheme": "none"},
)


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
    for case, options in itertools.product(CASES, ROUTED):
        yield {"case": case, "access": access, **options}
    for case, options in itertools.product(("a12", "a21"), DISTRIBUTED):
        yield {"case": case, "access": access, **options}
    for options in OTHERS:
        yield {"access": access, **options}


def clear(output):
    """Remove an output of the experiment program, and nothing else."""
    if (output / ".pmipv6-experiment").is_file():
        shutil.rmtree(output)


def capture(program, output, options):
    """One run; all that it captured, in one file."""
    clear(output)
    arguments = [f"--{name}={value}" for name, value in options.items()]
    command = [program, *SHORT, *arguments, f"--output={output}"]
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
    runs = list(combinations(access))
    outputs = [folder / f"{number:02}" for number in range(1, len(runs) + 1)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(capture, [program] * len(runs), outputs, runs))
