#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Check doc/rfc5213.md and its like: each section has a row, whose files and tests exist.

--self-test plants faults in the table and fails if one of them is not found.
"""

import argparse
import functools
import pathlib
import re
import sys

# Folders of GoogleTest's programs, as cmake/pmipv6-tests.cmake has them.
ROOMS = (
    "wire",
    "binding",
    "signaling",
    "registration",
    "monitor",
    "localized-routing",
    "epmip",
    "dmm",
    "host",
    "lte",
    "mipv6",
    "helper",
)
SECTIONS = {
    "rfc5213.md": """
4 4.1 4.2
5 5.1 5.2 5.3 5.3.1 5.3.2 5.3.3 5.3.4 5.3.5 5.3.6 5.4 5.4.1 5.4.1.1 5.4.1.2 5.4.1.3 5.5
5.6 5.6.1 5.6.2 5.6.3 5.7 5.8 5.9
6 6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 6.9.1 6.9.1.1 6.9.1.2 6.9.1.3 6.9.1.4 6.9.1.5
6.9.2 6.9.3 6.9.4 6.9.5 6.10 6.10.1 6.10.2 6.10.3 6.10.4 6.10.5 6.11 6.12 6.13 6.14
7 7.1 7.2
8 8.1 8.2 8.3 8.4 8.5 8.6 8.7 8.8 8.9
9 9.1 9.2 9.3
""".split(),
    "draft-luo.md": """
3 3.1 3.2 3.3 4 4.1 4.2 4.3 4.4 4.4.1 4.4.2 4.4.3 5 5.1 5.2 6 7 7.1 7.2 7.3 7.4 8 9 10
""".split(),
    "draft-loureiro.md": "3 4 4.1 4.2 4.3 4.4 4.5 5 5.1 5.2 6 6.1 6.2 7 8 9 10".split(),
    "rfc8885.md": """
3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 4 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 5 6
""".split(),
    "rfc6279.md": "3 3.1 3.2 3.3 3.3.1 3.3.2 4 5 6".split(),
    "rfc7847.md": "3 3.1 3.2 3.3 4 5 5.1 5.2 6 6.1 6.2 6.3 7".split(),
}

# Pages whose tables name tests by suite, method, rule or GoogleTest's name, in their last column.
NAMED = {"mipv6.md": "mipv6", "rfc6612.md": "interworking"}
NAMES = {  # Tests that a row of each names.
    "mipv6.md": ["Forgeries", "pmipv6-rfc6275-late-messages", "HomeUpdate"],
    "rfc6612.md": ["LateUpdate", "Afterwards", "WrongAnchor"],
}

SUITE = re.compile(r'`([^`]+)`((?:\s*"[^"]*",?)*)')


class Sources:
    """The test sources and what they name."""

    def __init__(self, root):
        self.root = root
        self.cmake = (root / "cmake/pmipv6-tests.cmake").read_text()

    def has_file(self, path):
        """Is it a file of the module? Paths are below model/, or name helper/ themselves."""
        return (self.root / "model" / path).is_file() or (
            path.startswith("helper/") and (self.root / path).is_file()
        )

    @functools.cached_property
    def texts(self):
        """{file: its text} of ns-3's test suites and their fixtures, comments left out."""
        return {
            path.name: re.sub(r"^\s*(//|\*|/\*).*$", "", path.read_text(), flags=re.MULTILINE)
            for path in sorted((self.root / "test").glob("*/pmipv6-*"))
            if path.name.endswith(("-test-suite.cc", "-fixture.cc", "-fixture.h"))
        }

    @functools.cached_property
    def rooms(self):
        """{suite: cases} of GoogleTest's programs, the rows of tables of rules among them."""
        rooms = {}
        for room in ROOMS:
            text = "".join(
                path.read_text() for path in sorted((self.root / "test" / room).glob("*-test.cc"))
            )
            cases = re.findall(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", text, re.MULTILINE)
            rules = re.findall(r'^    \{"([^"]+)",', text, re.MULTILINE)
            rooms[f"pmipv6-{room}"] = {".".join(case) for case in cases} | set(rules)
        return rooms

    @functools.lru_cache(maxsize=None)
    def literals(self, suite):
        """String literals of a suite's file and of the fixtures it includes; None without one."""
        owner = re.compile(r'TestSuite\w*\(\s*"' + re.escape(suite) + r'"|^\s*"' + re.escape(suite)
                           + r'",$', re.MULTILINE)  # fmt: skip
        literals = set()
        found = [text for text in self.texts.values() if owner.search(text)]
        for text in found:
            fixtures = re.findall(r'#include "(?:[./\w-]*/)?(pmipv6-[\w-]*fixture)\.h"', text)
            for part in [text, *(self.texts.get(f"{name}.cc", "") for name in fixtures)]:
                joined = re.sub(r'"\s*\n\s*"', "", part)
                literals.update(re.findall(r'"((?:[^"\\\n]|\\.)*)"', joined))
        return literals if found else None

    def find_fault(self, suite, cases):
        """What is wrong with a suite and its cases; nothing if all is well."""
        if suite in self.rooms:
            missing = [case for case in cases if case not in self.rooms[suite]]
        elif self.literals(suite) is not None:
            stems = {literal.strip() for literal in self.literals(suite)}
            missing = [case for case in cases if case not in stems]
        elif re.search(rf"NAME {re.escape(suite)}\s", self.cmake):
            missing = cases
        else:
            return f"there is no suite {suite}"
        return "".join(f'{suite} has no case "{case}". ' for case in missing)


def read_rows(text):
    """[(section, code, tests, reason)] of all tables of the page."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and re.match(r"\d", cells[0]):
            if len(cells) != 4:
                raise SystemExit(f"not four cells: {line}")
            rows.append((cells[0].split()[0], *cells[1:]))
    return rows


def find_faults(page, text, sources):
    """Sentences about what is wrong with a page of that name."""
    faults = []
    rows = read_rows(text)
    named = [row[0] for row in rows]
    if named != SECTIONS[page]:
        missing = [section for section in SECTIONS[page] if named.count(section) != 1]
        faults.append(f"sections not named once, in order: {' '.join(missing) or 'the order'}")
    for section, code, tests, reason in rows:
        for path in re.findall(r"`([^`]+)`", code):
            if not sources.has_file(path):
                faults.append(f"{section}: there is no file {path}")
        suites = SUITE.findall(tests)
        if SUITE.sub("", tests).strip(" ;"):
            faults.append(f"{section}: not understood: {SUITE.sub('', tests)}")
        if not suites and not reason:
            faults.append(f"{section}: neither a test nor a reason")
        for suite, cases in suites:
            fault = sources.find_fault(suite, re.findall(r'"([^"]*)"', cases))
            if fault:
                faults.append(f"{section}: {fault}")
    return faults


def find_unnamed(page, text, sources):
    """Sentences about tests that a page of NAMED names and that are not there."""
    folder = sources.root / "test" / NAMED[page]
    code = "".join(path.read_text() for path in sorted(folder.glob("pmipv6-*.cc")))
    known = set(re.findall(r"^    void (\w+)\(\);", code, re.MULTILINE))
    known |= set(re.findall(r'Row\{"(\w+)"', code))
    known |= {name for case in re.findall(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", code, re.MULTILINE)
              for name in case}  # fmt: skip
    section = text.partition("\n## Sections of ")[2].partition("\n## ")[0]
    return [
        f"{row.split('|')[1].strip()}: there is no test {name}"
        for row in section.splitlines()
        if re.match(r"\| \d", row)
        for name in re.findall(r"`([^`]+)`", row.rstrip("| ").split("|")[-1])
        if name not in known and name not in sources.rooms and sources.literals(name) is None
    ]


def plant_faults(text):
    """(what, the page with that fault)."""
    row = next(line for line in text.splitlines() if line.startswith("| 5.3.5 "))
    yield "a row is missing", text.replace(row + "\n", "")
    yield "a row is there twice", text.replace(row, f"{row}\n{row}")
    yield "a file that is not there", text.replace("pmipv6-existence-test.cc", "pmipv6-nothing.cc")
    yield "a suite that is not there", text.replace("`pmipv6-storm`", "`pmipv6-drizzle`")
    yield "a part of a suite's name", text.replace("`pmipv6-storm`", "`pmipv6-stor`")
    yield "a case that is not there", text.replace('"5.3.5 back at 9.9 s"', '"5.3.5 back at 9.8 s"')
    yield "a part of a case's name", text.replace('"5.3.5 back at 9.9 s"', '"5.3.5 back at"')
    yield "a case of another suite", text.replace(
        '`pmipv6-refused-messages` "truncated', '`pmipv6-storm` "truncated'
    )
    yield "a case of GoogleTest that is not there", text.replace(
        '"WireTimestamp.KnownValues"', '"WireTimestamp.UnknownValues"'
    )
    yield "neither test nor reason", re.sub(r"(?m)^(\| 6\.11 (?:[^|]*\|){3}).*$", r"\1 |", text)
    yield "quotes missing", text.replace('"5.3.5 back at 9.9 s"', "5.3.5 back at 9.9 s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--self-test", action="store_true", help="plant faults and find them")
    parser.add_argument("--source", metavar="DIR", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the module's folder [that of this script]")  # fmt: skip
    arguments = parser.parse_args()
    sources = Sources(arguments.source)
    texts = {page: (arguments.source / "doc" / page).read_text() for page in SECTIONS}
    faults = [
        f"{page}: {fault}"
        for page, text in texts.items()
        for fault in find_faults(page, text, sources)
    ]
    for page in NAMED:
        named = (arguments.source / "doc" / page).read_text()
        faults += [f"{page}: {fault}" for fault in find_unnamed(page, named, sources)]
    if arguments.self_test:
        page = "rfc5213.md"
        known = set(find_faults(page, texts[page], sources))
        planted = list(plant_faults(texts[page]))
        faults = [f"cannot be planted: {what}" for what, other in planted if other == texts[page]] + [
            f"not found: {what}"
            for what, other in planted
            if not set(find_faults(page, other, sources)) - known
        ]
        for page in NAMED:
            named = (arguments.source / "doc" / page).read_text()
            for name in NAMES[page]:
                planted.append((f"another name than {name}", named))
                if not find_unnamed(page, named.replace(f"`{name}`", "`Nothing`"), sources):
                    faults.append(f"not found: another name than {name}")
        print(f"{len(planted)} faults planted")
    else:
        print(f"{sum(len(read_rows(text)) for text in texts.values())} sections")
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
