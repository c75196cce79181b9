#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""The rooms of model/ stay small: no class over 500 lines of code in its two files, no role or function of one over 450,
no function over 60. Blank lines, comments and includes are no code; a GetTypeId, which is a table, is no
function here. With --self-test: that what is too large would be found; with --show: all sizes.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAX_CLASS, MAX_ROLE, MAX_FUNCTION = 500, 450, 60
ROLES = (
    "local-mobility-anchor",
    "mobile-access-gateway",
    "route-optimization-controller",
    "route-optimization-agent",
    "location-management",
    "distributed-routing",
    "distributed-mobility",
    "distributed-anchoring",
    "distributed-router",
    "location-manager",
    "mobility-anchor-access-router",
    "central-mobility-database",
    "correspondent-node",
)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/|(\"(?:\\.|[^\"\\])*\")", re.DOTALL)


def strip(text):
    """The lines of code, without comments; those that say something."""
    code = COMMENT.sub(lambda match: match[1] or "", text)
    return [line for line in code.splitlines() if line.strip() and not line.startswith("#")]


def find_functions(lines):
    """(name, lines of code) of each function that is defined at the outermost level of a source file
    as clang-format writes it: its braces are in the first column.
    """
    begin = None
    for i, line in enumerate(lines):
        if line == "{" and not re.match(r"namespace\b", lines[i - 1]):
            begin = i
        elif line.startswith("}") and begin is not None:
            head = begin
            while head > 0 and not re.match(r"[}{]|.*;$|namespace\b", lines[head - 1]):
                head -= 1
            text = " ".join(part.strip() for part in lines[head:begin])
            if not re.match(r"(template.*>\s*)?(struct|class|enum)\b", text) and "(" in text:
                name = re.search(r"([\w:~<>]+|operator\S+)\s*\(", text)
                yield (name[1] if name else text), i - head + 1
            begin = None


def measure(root):
    """({class: lines of code}, {function: lines of code}), both by "FOLDER/FILE"."""
    classes, functions = {}, {}
    for path in sorted(root.glob("model/*/*.[hc]*")):
        lines = strip(path.read_text("utf-8"))
        key = f"{path.parent.name}/{path.stem.removeprefix('pmipv6-')}"
        classes[key] = classes.get(key, 0) + len(lines)
        if path.suffix == ".cc":
            for name, size in find_functions(lines):
                functions[f"{key}: {name}"] = size
    return classes, functions


def check(classes, functions):
    """A sentence about each that is too large."""
    for key, size in classes.items():
        limit = MAX_ROLE if key.split("/")[1] in ROLES else MAX_CLASS
        if size > limit:
            yield f"{key} has {size} lines of code, the most is {limit}"
    for key, size in functions.items():
        if size > MAX_FUNCTION and not key.endswith("::GetTypeId"):
            yield f"{key} has {size} lines of code, the most is {MAX_FUNCTION}"


def self_test():
    """What is too large is found, and nothing else."""
    body = "\n".join(f"    f({i}); // call" for i in range(MAX_FUNCTION))
    text = f"namespace a\n{{\n\nvoid\nA::Long(int x)\n{{\n{body}\n}}\n\nint\nShort()\n{{\n    return 0;\n}}\n}}\n"
    functions = dict(find_functions(strip(text)))
    assert functions == {"A::Long": MAX_FUNCTION + 4, "Short": 5}, functions
    assert len(list(check({}, functions))) == 1
    assert not list(check({}, {"x: A::GetTypeId": 999}))
    assert len(list(check({"a/b": 501, "a/c": 500, "a/mobile-access-gateway": 451}, {}))) == 2
    assert strip('a = "//"; // b\n/* c\n d */\n\n#include "e"\nf\n') == ['a = "//"; ', "f"]


def main():
    if "--self-test" in sys.argv[1:]:
        self_test()
    classes, functions = measure(ROOT)
    if "--show" in sys.argv[1:]:
        for sizes in (classes, functions):
            for key, size in sorted(sizes.items(), key=lambda item: -item[1])[:40]:
                print(f"{size:6} {key}")
    sentences = list(check(classes, functions))
    print("\n".join(sentences) or f"{len(classes)} classes, {len(functions)} functions: all small")
    sys.exit(1 if sentences else 0)


if __name__ == "__main__":
    main()
