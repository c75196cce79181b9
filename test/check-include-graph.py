#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""The floors of model/ are as the manual's table "Floors" has them, from the lowest to the highest:
no file includes one of a higher floor, and no files include each other in a circle. Some floors stand
beside each other, and know nothing of each other. helper/ stands on them all. With --self-test: that what
is wrong would be found.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROW = re.compile(r"^``([a-z0-9-]+)``\s{2,}\S")
BESIDE = {"epmip", "dmm"}
INCLUDE = re.compile(r'^#include "(pmipv6-[^"]+)"', re.MULTILINE)


def read_floors(text):
    """The folders of the manual's table, the lowest first."""
    table = text.split("\nFloors\n", maxsplit=1)[1]
    return [match[1] for match in map(ROW.match, table.splitlines()) if match]


def read_includes(root):
    """{file: [included file, ..]} of the module's own files, as "FOLDER/FILE"."""
    paths = [*root.glob("model/*/*.[hc]*"), *root.glob("helper/*.[hc]*")]
    names = {path.name: f"{path.parent.name}/{path.name}" for path in paths}
    return {
        names[path.name]: [
            names[name] for name in INCLUDE.findall(path.read_text("utf-8")) if name in names
        ]
        for path in sorted(paths)
    }


def find_arrows_upwards(includes, floors):
    """Sentences about includes of higher floors, and about folders without a floor."""
    height = {floor: i for i, floor in enumerate([*floors, "helper"])}
    folders = {file.split("/")[0] for file in includes}
    for folder in sorted(folders - height.keys()):
        yield f"{folder} is not in the manual's table of floors"
    for floor in sorted(height.keys() - folders):
        yield f"{floor} of the manual's table of floors is not there"
    for file, targets in includes.items():
        for target in targets:
            low, high = (height.get(name.split("/")[0], 0) for name in (file, target))
            if high > low:
                yield f"{file} includes {target}, of a higher floor"


def find_arrows_aside(includes):
    """Sentences about includes of a floor beside."""
    for file, targets in includes.items():
        for target in targets:
            floors = {name.split("/")[0] for name in (file, target)}
            if len(floors) == 2 and floors <= BESIDE:
                yield f"{file} includes {target}, of a floor beside"


def find_circles(includes):
    """A sentence about each file that comes back to itself by includes."""
    done, way = set(), []

    def walk(file):
        if file in way:
            yield "a circle: " + " > ".join([*way[way.index(file) :], file])
            return
        if file in done:
            return
        way.append(file)
        for target in includes.get(file, []):
            yield from walk(target)
        way.pop()
        done.add(file)

    for file in includes:
        yield from walk(file)


def check(includes, floors):
    """All sentences."""
    return [
        *find_arrows_upwards(includes, floors),
        *find_arrows_aside(includes),
        *find_circles(includes),
    ]


def self_test():
    """What is planted is found."""
    floors = ["low", "high"]
    right = {"low/a.h": [], "low/b.h": ["low/a.h"], "high/c.h": ["low/b.h"], "helper/d.h": ["high/c.h"]}
    planted = {
        "the right way": ({}, 0),
        "an arrow upwards": ({"low/a.h": ["high/c.h"]}, 2),  # which closes a circle
        "a circle": ({"low/a.h": ["low/b.h"]}, 1),
        "a folder without a floor": ({"other/e.h": []}, 1),
    }
    wrong = [
        what
        for what, (change, count) in planted.items()
        if len(check({**right, **change}, floors)) != count
    ]
    if len(check(right, [*floors, "more"])) != 1:
        wrong.append("a floor without a folder")
    aside = {"epmip/f.h": [], "dmm/g.h": ["epmip/f.h"]}
    if len(check({**right, **aside}, [*floors, "epmip", "dmm"])) != 1:
        wrong.append("an arrow aside")
    for what in wrong:
        print(f"{what}: not found, or found where it is not")
    return 1 if wrong else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    floors = read_floors((ROOT / "doc/design.rst").read_text("utf-8"))
    includes = read_includes(ROOT)
    faults = check(includes, floors)
    for sentence in faults:
        print(sentence)
    print(f"{len(includes)} files on {len(floors)} floors, {len(faults)} faults")
    sys.exit(1 if faults or not floors else 0)


if __name__ == "__main__":
    main()
