# SPDX-License-Identifier: GPL-2.0-only
"""What two builds of the experiment program left behind, compared file by file."""

import csv
import itertools
import json

OWN = ("wall_s", "peak_memory_mb", "events", "output", "trace")  # keys of result.json, at any depth
UNORDERED = ("events.csv",)  # tables whose rows of one instant may come in any order
def without_own(value):
    """A parsed result without what may differ."""
    if isinstance(value, dict):
        # The measure alone is named so; "events" of another kind would be a list.
        return {
            key: without_own(item)
            for key, item in value.items()
            if key not in OWN or isinstance(item, (list, dict))
        }
    if isinstance(value, list):
        return [without_own(item) for item in value]
    return value


def find_difference(before, after, where="result"):
    """The first difference of two parsed results, as a sentence; None if they are equal."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            if key not in before or key not in after:
                return f"{where}.{key} is only {'before' if key in before else 'after'}"
            found = find_difference(before[key], after[key], f"{where}.{key}")
            if found:
                return found
        return None
    if isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            return f"{where} has {len(before)} and {len(after)} items"
        for i, (one, other) in enumerate(zip(before, after)):
            found = find_difference(one, other, f"{where}[{i}]")
            if found:
                return found
        return None
    # An integer is no boolean, and 1 is no 1.0.
    if type(before) is not type(after) or before != after:
        return f"{where} is {json.dumps(before)} and {json.dumps(after)}"
    return None


def compare_results(before, after, _new_columns):
    """Of result.json."""
    values = [json.loads(path.read_text(encoding="utf-8")) for path in (before, after)]
    return find_difference(*map(without_own, values))


def read_rows(path):
    """The rows of a table."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def sort_instants(rows):
    """Rows with those of one instant, the first column, in one order."""
    instants = itertools.groupby(rows, key=lambda row: row[:1])
    return [row for _, group in instants for row in sorted(group)]


def compare_tables(before, after, new_columns):
    """Of a table."""
    old, new = read_rows(before), read_rows(after)
    if new and old and new[0][:-1] == old[0] and new[0][-1] in new_columns:
        new = [row[:-1] for row in new]
    if before.name in UNORDERED:
        old, new = sort_instants(old), sort_instants(new)
    for i, (one, other) in enumerate(itertools.zip_longest(old, new)):
        if one != other:
            return f"row {i + 1} is {one} and {other}"
    return None


def compare_octets(before, after, _new_columns):
    """Of any other file."""
    return None if before.read_bytes() == after.read_bytes() else "differs"


def choose(path):
    """How a file is compared."""
    if path.name == "result.json":
        return compare_results
    return compare_tables if path.suffix == ".csv" else compare_octets


def get_files(folder):
    """All files of a folder, by their names in it."""
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def compare(before, after, new_columns=()):
    """(how many files both have, the sentences that tell the differences)."""
    old, new = get_files(before), get_files(after)
    faults = [f"{name}: only in {before}" for name in sorted(old - new)]
    faults += [f"{name}: only in {after}" for name in sorted(new - old)]
    for name in sorted(old & new):
        found = choose(name)(before / name, after / name, new_columns)
        if found:
            faults.append(f"{name}: {found}")
    return len(old & new), faults
