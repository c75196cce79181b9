# SPDX-License-Identifier: GPL-2.0-only
"""Whether the search of races finds faults that are planted: all of plants.json are built into one
copy of the module, and each search switches its own on.

check-plants.py FOLDER [NAME..]: a folder for the copy, its build and the results; names of faults,
else all."""

import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# What the programs are built from.
SOURCES = ("CMakeLists.txt", "cmake", "model", "helper", "examples", "races")


def read_plants():
    """The faults, by name."""
    with open(os.path.join(HERE, "plants.json"), encoding="utf-8") as file:
        return {plant["name"]: plant for plant in json.load(file)}


def write(path, text):
    """Write a file, unless it has that text already: what is built stays built."""
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    except OSError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def compose(name, change):
    """The code that is sound or planted, as the environment says."""
    sound, planted = change["sound"], change["planted"]
    if sound.endswith(";"):
        return f'if (IsPlanted("{name}")) {{ {planted} }} else {{ {sound} }}'
    return f'(IsPlanted("{name}") ? ({planted}) : ({sound}))'


def plant(text, changes):
    """A file's text with all its changes: pairs of a fault's name and a change."""
    places = []
    for name, change in changes:
        after = change.get("after", "")
        begin = text.find(after)
        place = text.find(change["sound"], begin + len(after)) if begin >= 0 else -1
        if place < 0 or (not after and text.count(change["sound"]) > 1):
            raise ValueError(f"{name}: {change['file']} has not one place for {change['sound']}")
        places.append((place, place + len(change["sound"]), compose(name, change)))
    places.sort(reverse=True)
    for (begin, _, _), (_, end, code) in zip(places, places[1:]):
        if end > begin:
            raise ValueError(f"two faults in one place: {code}")
    for begin, end, code in places:
        text = text[:begin] + code + text[end:]
    return text


def copy(plants, folder):
    """The module with all faults."""
    changes = {}
    for name, one in plants.items():
        for change in one["changes"]:
            changes.setdefault(change["file"], []).append((name, change))
    for source in SOURCES:
        top = os.path.join(ROOT, source)
        files = [top] if os.path.isfile(top) else []
        files += [os.path.join(place, name) for place, _, names in os.walk(top) for name in names]
        for path in files:
            if path.endswith(".pyc"):
                continue
            relative = os.path.relpath(path, ROOT)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            write(os.path.join(folder, relative), plant(text, changes.pop(relative, [])))
    if changes:
        raise ValueError(f"no such files: {', '.join(changes)}")


def build(source, folder):
    """Build the programs that the search needs."""
    header = os.path.join(HERE, "planted.h")
    subprocess.run(
        [
            "cmake",
            *("-S", source, "-B", folder, "-G", "Ninja", "-DPMIPV6_TESTS=OFF"),
            f"-DCMAKE_CXX_FLAGS=-include {header}",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    targets = ("pmipv6-races", "pmipv6-experiment")
    subprocess.run(
        ["cmake", "--build", folder, "--target", *targets], check=True, stdout=subprocess.DEVNULL
    )


def search(programs, options, name, output):
    """What a search finds with a fault, or with none, as races.json has it."""
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-B", os.path.join(ROOT, "races", "races.py")]
    command += [f"--programs={programs}", f"--output={output}", "--step=8", *options]
    environment = {**os.environ, "PMIPV6_PLANTED": name}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    with open(os.path.join(output, "races.json"), encoding="utf-8") as file:
        return json.load(file)


def main():
    folder = os.path.abspath(sys.argv[1])
    plants = read_plants()
    copy(plants, os.path.join(folder, "source"))
    build(os.path.join(folder, "source"), os.path.join(folder, "build"))
    programs = os.path.join(folder, "build", "bin")
    sound = set()  # searches that find nothing without a fault
    missed = 0
    for name in sys.argv[2:] or plants:
        one = plants[name]
        options = tuple(one["search"])
        if options not in sound:
            result = search(programs, options, "", os.path.join(folder, "sound"))
            if result["violations"]:
                raise RuntimeError(f"{' '.join(options)} finds a fault that nobody has planted")
            sound.add(options)
        result = search(programs, options, name, os.path.join(folder, name))
        found = [row for row in result["violations"] if one["finds"] in row["fault"]]
        runs, classes, bad = (
            sum(part[figure] for part in result["parts"])
            for figure in ("runs", "classes", "bad_classes")
        )
        figures = f"{runs} runs, bad {bad} of {classes} classes"
        # It is a race: in some orders all is well. And each printed command shows its fault.
        is_race = 0 < bad < classes
        is_shown = all(row["shown"] is not False for row in result["violations"])
        if found and is_race and is_shown:
            how = "constant delays" if found[0]["constant_delays"] else "single messages"
            print(f"found {name}: {figures}, {found[0]['fault']}, by {how}", flush=True)
        else:
            missed += 1
            print(f"NOT FOUND {name}: {figures}", flush=True)
    print(f"{missed} not found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
