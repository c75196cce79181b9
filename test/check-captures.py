#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""Judges captures from outside the simulator, by tshark and by arithmetic of its own.

Faults are: what tshark calls malformed, an error or a warning (but for what tshark itself gets
wrong); a wrong checksum (of UDP, TCP and ICMPv6 too), or none; a Mobility Header that breaks
the rules of its format; a timestamp far from the packet's own time, which is taken to count from
the epoch 0. Each is told in a sentence, and the exit status is then 1.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import sys

sys.dont_write_bytecode = True

from captures import combinations, frames, mobility, tshark  # noqa: E402


def check_packets(path, tolerance, counts):
    """Own reading of one capture: (faults, {packet number: [MobilityHeader]}, unclear numbers)."""
    faults, headers, unclear = [], {}, set()
    for number, (time, link_type, octets, whole) in enumerate(frames.read(path), 1):
        counts["packets"] += 1
        if not whole:
            unclear.add(number)
            counts["cut or in fragments"] += 1
            continue
        try:
            for upper in frames.upper_layers(link_type, octets):
                if upper.protocol == frames.FRAGMENT:
                    unclear.add(number)
                    counts["cut or in fragments"] += 1
                elif upper.protocol == mobility.PROTOCOL:
                    header = mobility.MobilityHeader(upper)
                    headers.setdefault(number, []).append(header)
                    counts[header.name] += 1
                    faults += [(number, fault) for fault in header.faults(time, tolerance)]
                else:
                    if frames.is_icmpv6_error(upper):
                        unclear.add(number)
                    fault = frames.checksum_fault(upper)
                    if fault:
                        faults.append((number, fault))
        except (frames.Broken, mobility.Broken) as broken:
            faults.append((number, str(broken)))
            unclear.add(number)
    return faults, headers, unclear


def check(path, tolerance):
    """All faults of one capture as sentences, and what was counted."""
    counts = collections.Counter()
    try:
        faults, headers, unclear = check_packets(path, tolerance, counts)
        faults += tshark.faults(path, headers, unclear)
    except (frames.Broken, tshark.Failed) as failure:
        return [f"{path}: {failure}"], counts
    return [f"{path}, packet {number}: {fault}" for number, fault in sorted(faults)], counts


def check_all(paths, tolerance):
    """Checks captures side by side: (faults, counts)."""
    faults, counts = [], collections.Counter()
    with concurrent.futures.ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for found, counted in pool.map(check, paths, [tolerance] * len(paths)):
            faults += found
            counts += counted
    return faults, counts


def captures_of(names):
    """The capture files meant by names of files and folders."""
    paths = []
    for name in map(pathlib.Path, names):
        if name.is_dir():
            found = sorted(path for path in name.rglob("*.pcap") if path.is_file())
            if not found:
                sys.exit(f"check-captures: there is no .pcap file in {name}")
            paths += found
        elif name.is_file():
            paths.append(name)
        else:
            sys.exit(f"check-captures: there is no file or folder {name}")
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("captures", nargs="*", metavar="FILE-OR-FOLDER")
    parser.add_argument(
        "--timestamp-tolerance",
        type=float,
        default=40,
        metavar="SECONDS",
        help="how far a Timestamp option may be from its packet's time [40]",
    )
    parser.add_argument(
        "--self-test", action="store_true", help="plant faults in captures made here and find them"
    )
    parser.add_argument(
        "--combinations",
        nargs=3,
        metavar=("PROGRAM", "ACCESS", "FOLDER"),
        help="run the experiment program in each combination of its options over an access "
        "technology, captures in FOLDER, which stays only if there are faults, and judge these",
    )
    arguments = parser.parse_args()
    if arguments.self_test:
        from captures import planted

        sys.exit(planted.run(check))
    if not arguments.captures and not arguments.combinations:
        parser.error("name at least one capture or a folder of captures")

    paths = captures_of(arguments.captures)
    if arguments.combinations:
        try:
            paths += combinations.capture_all(*arguments.combinations)
        except combinations.Failed as failure:
            sys.exit(f"check-captures: {failure}")
    faults, counts = check_all(paths, arguments.timestamp_tolerance)
    if arguments.combinations and not faults:
        for path in paths:
            combinations.clear(path.parent)
    for fault in faults[:100]:
        print(fault)
    if len(faults) > 100:
        print(f"... and {len(faults) - 100} more")
    packets = counts.pop("packets", 0)
    skipped = counts.pop("cut or in fragments", 0)
    seen = ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"
    print(
        f"{len(paths)} files, {packets} packets ({skipped} cut or in fragments, not judged here); "
        f"Mobility Headers: {seen}; {len(faults)} faults"
    )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
