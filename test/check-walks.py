#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Check the walks of doc/walks.rst: each function that an item names is in the file of that item.

What stands in brackets is of other files and is not looked at. --self-test plants a fault, and fails if it
is not found.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ITEM = re.compile(r"^\d+\. ((?:.|\n   )+)", re.MULTILINE)


def find_names(item):
    """(file, [name, ..]) of one item; what stands behind its first sentence is explanation."""
    text = " ".join(item.split())
    while True:
        shorter = re.sub(r"\([^()]*\)", "", text)
        if shorter == text:
            break
        text = shorter
    place, _, rest = text.partition(": ")
    names = re.findall(r"``([^`]+)``", re.split(r"[.:;] ", rest)[0])
    return place.strip("`"), names


def check_item(item):
    """What is wrong with one item."""
    place, names = find_names(item)
    folder, _, stem = place.partition("/")
    files = [ROOT / "model" / folder / f"pmipv6-{stem}{suffix}" for suffix in (".cc", ".h")]
    source, header = (path.read_text("utf-8") if path.exists() else "" for path in files)
    if not header:
        return [f"{place}: there is no such file"]
    faults, owner = [], ""
    for name in names:
        if not re.fullmatch(r"(\w+::)?\w+", name) or name.startswith("Ipv6"):
            continue  # of ns-3, or an attribute
        if "::" in name:
            owner, name = name.split("::")
        is_there = (
            re.search(rf"\b{name}\b", source)
            if name[0].islower()
            else f"{owner}::{name}(" in source or re.search(rf"\b{name}\(", header)
        )
        if not is_there or (owner and owner not in header):
            faults.append(f"{place}: {owner}::{name} is not there")
    return faults


def check(manual):
    """(items, faults)."""
    items = [match[1] for match in ITEM.finditer(manual)]
    return len(items), [fault for item in items for fault in check_item(item)]


def main():
    manual = (ROOT / "doc" / "walks.rst").read_text("utf-8")
    if "--self-test" in sys.argv[1:]:
        _, faults = check(manual.replace("``ServedNodes::Serve``", "``ServedNodes::Swerve``"))
        sys.exit(0 if len(faults) == 1 else "a function that is not there was not found")
    count, faults = check(manual)
    for fault in faults:
        print(fault)
    print(f"{count} items, {len(faults)} faults")
    sys.exit(1 if faults or count < 60 else 0)


if __name__ == "__main__":
    main()
