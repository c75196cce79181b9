#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""How much of a Mobile IPv6 handover over Wi-Fi is waiting for a Router Advertisement: the medians of
many runs for three intervals of unsolicited advertisements, with ns-3's own association. A node leaves
its home link, so that its home agent detects duplicates for a second, then goes on between two foreign
links. Beside them stand the medians that Rana, Sardar, Mandal and Saha published for their model
(Simulation Modelling Practice and Theory 72, 2017).

The exit status is 1 if a handover is not the sum of its parts, or the medians do not follow from the
intervals.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

PUBLISHED = {"0.03-0.07": 2.6, "0.05-1.5": 3.1, "1-3": 3.6}  # s
PARTS = ("lost", "link", "advertisement", "address", "registration")
HEADINGS = ("unnoticed", "link", "RA", "address", "home agent")
LEAVING, FOREIGN = ("lma1", "mag1"), ("mag1", "mag3")
DETECTION_S = 1  # of duplicates, by the node and by its home agent


def take_apart(row):
    """The parts of a handover, s, from the last radio contact on."""
    parts = row["parts"]
    return {
        "lost": parts["radio_lost_unnoticed_ms"] / 1e3,
        "link": parts["link_handover_ms"] / 1e3,
        "advertisement": parts["movement_detection_ms"] / 1e3,
        "address": parts["address_ms"] / 1e3,
        "registration": parts["home_registration_ms"] / 1e3,
        "total": row["service_gap_ms"]["downlink"] / 1e3,
    }


def run(program, interval, number, more, folder):
    """One run: (way, parts) of its handovers."""
    output = folder / f"{interval}-{number}"
    arguments = ["--scheme=mipv6", "--access=wifi", "--wifiHandover=default", "--correspondent=fixed",
                 "--path=mn1:lma1,mag1,mag3", "--moves=2", "--moveAt=4", "--trafficStart=2",
                 "--interval=100", "--phase=random", f"--run={number}",
                 f"--routerAdvertisements={interval}", *more, f"--output={output}"]  # fmt: skip
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program} {' '.join(arguments)}: {done.stderr.strip()}")
    result = json.loads((output / "result.json").read_text("utf-8"))
    return [((row["from"], row["to"]), take_apart(row)) for row in result["handovers"]]


def get_expected_wait(interval):
    """Mean of the time to the next advertisement at any moment, of intervals uniformly distributed."""
    least, most = map(float, interval.split("-"))
    mean, variance = (least + most) / 2, (most - least) ** 2 / 12
    return (mean**2 + variance) / (2 * mean)


def check(rows, interval):
    """What is wrong with the handovers of an interval, in sentences."""
    most = float(interval.split("-")[1])
    for way, parts in rows:
        detections = 2 * DETECTION_S if way == LEAVING else DETECTION_S
        rest = parts["address"] + parts["registration"] - detections
        if abs(sum(parts[name] for name in PARTS) - parts["total"]) > 2e-3:
            yield f"{interval}: {way} took {parts['total']} s, which is not the sum of its parts"
        if not 0 < rest < 0.1:
            yield f"{interval}: {way}: {rest} s beside detections of duplicates"
        if not 0 < parts["advertisement"] < most + 0.1:
            yield f"{interval}: {way}: an advertisement came after {parts['advertisement']} s"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("program", help="pmipv6-experiment")
    parser.add_argument("--runs", type=int, default=100, help="for each interval [100]")
    parser.add_argument("--option", action="append", default=[], metavar="OPTION",
                        help="of the program, as --option=--speed=10; repeatable")  # fmt: skip
    arguments = parser.parse_args()
    faults = []
    medians = {}
    print(f"medians of {arguments.runs} runs, s   {'  '.join(f'{name:>10}' for name in HEADINGS)}"
          "       total   published")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="pmipv6-study-") as temporary:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for interval, published in PUBLISHED.items():
                runs = pool.map(lambda number, interval=interval: run(
                    arguments.program, interval, number, arguments.option, pathlib.Path(temporary)),
                    range(1, arguments.runs + 1))  # fmt: skip
                rows = [row for one in runs for row in one]
                faults += check(rows, interval)
                for way, name in ((LEAVING, "leaving home"), (FOREIGN, "foreign")):
                    chosen = [parts for at, parts in rows if at == way]
                    if len(chosen) != arguments.runs:
                        faults.append(f"{interval}: {len(chosen)} handovers {name}")
                    median = {part: statistics.median(parts[part] for parts in chosen)
                              for part in (*PARTS, "total")}  # fmt: skip
                    medians[way, interval] = median["total"]
                    cells = "  ".join(f"{median[part]:10.3f}" for part in PARTS)
                    other = f"{published:11.1f}" if way == LEAVING else ""
                    print(f"{interval:>10} s, {name:<14}{cells}  {median['total']:10.3f} {other}")
    for way in (LEAVING, FOREIGN):
        totals = [medians[way, interval] for interval in PUBLISHED]
        if totals != sorted(totals):
            faults.append(f"{way}: {totals} do not rise with the interval")
        # Medians of many runs lie near the means, as a distribution that falls slowly has them.
        for interval in PUBLISHED:
            step = medians[way, interval] - medians[way, "0.03-0.07"]
            expected = get_expected_wait(interval) - get_expected_wait("0.03-0.07")
            if abs(step - expected) > 0.25 + 1.5 / arguments.runs**0.5:
                faults.append(f"{way}, {interval}: {step:.3f} s longer than the shortest, not {expected:.3f}")
    for interval in PUBLISHED:
        step = medians[LEAVING, interval] - medians[FOREIGN, interval]
        if abs(step - DETECTION_S) > 0.15 + 1.5 / arguments.runs**0.5:
            faults.append(f"{interval}: leaving home is {step:.3f} s longer")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
