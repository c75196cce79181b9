#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""The recipes of CONTRIBUTING.md, followed word by word in a copy of the tree.

A comment in front of a block of code says where it belongs:

    <!-- recipe: FILE new -->                   the block is the file
    <!-- recipe: FILE after "TEXT" -->          behind the line that has TEXT
    <!-- recipe: FILE before "TEXT" -->         in front of it; "\\n" in TEXT is the end of a line

What is compiled by default is what the recipes add, as one file, without making a program of it: their
includes reach all that they change. With --build the whole is built and run as the page says. The
page's table of files changed and added is counted over. With --self-test: that what is wrong would be found.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = "CONTRIBUTING.md"
BLOCK = re.compile(
    r"^( *)<!-- recipe: (?:(?P<run>run)|(?P<file>\S+) (?P<how>new|after|before)(?: \"(?P<text>[^\n]*)\")?) -->\n"
    r" *```\w*\n(?P<code>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
ROW = re.compile(r"^\| \[(?P<title>[^\]]+)\]\([^)]*\) \|(?P<changed>[^|]*)\|(?P<added>[^|]*)\|$", re.MULTILINE)


class Wrong(Exception):
    """A sentence about what does not work."""


def read_recipes(page):
    """[(heading, match of BLOCK, its code)], in the order of the page."""
    heads = [(match.start(), match[1]) for match in re.finditer(r"^## (.*)$", page, re.MULTILINE)]
    blocks = []
    for match in BLOCK.finditer(page):
        heading = max(head for head in heads if head[0] < match.start())[1]
        indent = match[1]
        lines = [line[len(indent) :] if line.startswith(indent) else line for line in match["code"].splitlines()]
        blocks.append((heading, match, "\n".join(lines) + "\n"))
    if not blocks:
        raise Wrong(f"{PAGE} has no recipe")
    comments = page.count("<!-- recipe: ")
    if comments != len(blocks):
        raise Wrong(f"{PAGE} has {comments} comments of recipes, of which {len(blocks)} are understood")
    return blocks


def apply_block(tree, match, code):
    """Put a block where it belongs."""
    path = tree / match["file"]
    if match["how"] == "new":
        if path.exists():
            raise Wrong(f"{match['file']} is there already")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, "utf-8")
        return
    if not path.exists():
        raise Wrong(f"{match['file']} is not there")
    text = path.read_text("utf-8")
    mark = match["text"].replace("\\n", "\n")
    if text.count(mark) != 1:
        raise Wrong(f"{match['file']} has the text \"{match['text']}\" {text.count(mark)} times, not once")
    place = text.index(mark)
    if match["how"] == "after":
        place = text.index("\n", place + len(mark)) + 1
    else:
        place = text.rindex("\n", 0, place + (mark[0] == "\n")) + 1
    path.write_text(text[:place] + code + text[place:], "utf-8")


def count_files(blocks):
    """{heading in lower case: (files changed, files added that are no test, tests added)}."""
    counts, made = {}, set()
    for heading, match, _ in blocks:
        if match["run"]:
            continue
        changed, added, tests = counts.setdefault(heading.lower(), (set(), set(), set()))
        file = match["file"]
        if match["how"] == "new":
            (tests if file.startswith("test/") else added).add(file)
            made.add(file)
        elif file not in added | tests:
            changed.add(file)
    return {heading: tuple(len(files) for files in sets) for heading, sets in counts.items()}


def check_table(page, blocks):
    """The table counts what the recipes do."""
    counts = count_files(blocks)
    rows = {match["title"].lower(): match for match in ROW.finditer(page)}
    if rows.keys() != counts.keys():
        raise Wrong(f"the table has rows {sorted(rows)}, and there are recipes {sorted(counts)}")
    for title, row in rows.items():
        said = [int(number) for number in re.findall(r"\d+", row["changed"])] or [0]
        tests = [int(number) for number in re.findall(r"(\d+) test", row["added"])] or [0]
        added = [int(number) for number in re.findall(r"(\d+)(?! test)\b", row["added"].replace(f"{tests[0]} test", ""))]
        found = (said[0], (added or [0])[0], tests[0])
        if found != counts[title]:
            raise Wrong(f"the table's row \"{title}\" says {found}, and it is {counts[title]} (changed, added, tests)")


def copy_tree(source, tree):
    """The files of the project without what was built."""
    left = shutil.ignore_patterns("build", "output", ".git", "__pycache__")
    shutil.copytree(source, tree, ignore=left, symlinks=True)


def follow(source, tree):
    """A copy of a tree in which all recipes were followed. Returns them."""
    page = (source / PAGE).read_text("utf-8")
    blocks = read_recipes(page)
    check_table(page, blocks)
    copy_tree(source, tree)
    for _, match, code in blocks:
        if not match["run"]:
            apply_block(tree, match, code)
    return blocks


def compile_added(tree, blocks, compiler, flags):
    """All sources that the recipes add, as one file that is not linked."""
    sources = [match["file"] for _, match, _ in blocks if match["how"] == "new" and match["file"].endswith(".cc")]
    folders = sorted({path.parent for path in [*tree.glob("model/*/*.h"), *tree.glob("helper/*.h")]})
    headers = tree / "stubs" / "ns3"
    headers.mkdir(parents=True)
    for folder in folders:
        for header in folder.glob("*.h"):
            (headers / header.name).symlink_to(header)
    places = [*folders, tree / "examples/experiment", tree / "examples/experiment/schemes", tree / "test/wire"]
    whole = tree / "recipes.cc"
    whole.write_text("".join(f'#include "{tree / source}"\n' for source in sources), "utf-8")
    # In front of those of the tree that was copied.
    own = [f"-I{place}" for place in [tree / "stubs", *places]]
    command = [compiler, "-fsyntax-only", *own, *flags, str(whole)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Wrong("what the recipes add does not compile:\n" + done.stderr)
    return sources


def build_and_run(tree, blocks):
    """The whole, as the page's last block has it."""
    for _, match, code in blocks:
        if match["run"]:
            done = subprocess.run(["bash", "-e", "-c", code], cwd=tree, check=False)
            if done.returncode:
                raise Wrong(f"exit status {done.returncode} of:\n{code}")


def self_test():
    """Each kind of fault is found."""
    page = textwrap.dedent(
        """\
        | recipe | files changed | files added |
        | [an a](#an-a) | 1 | 1 and 1 test |
        ## An a
        <!-- recipe: a.h after "two" -->
        ```cpp
        three
        ```
          <!-- recipe: model/b.cc new -->
          ```cpp
          four
            five
          ```
        <!-- recipe: test/c.cc new -->
        ```cpp
        six
        ```
        """
    )

    def run(page, text="one\ntwo;\nend\n"):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "source"
            source.mkdir()
            (source / PAGE).write_text(page, "utf-8")
            (source / "a.h").write_text(text, "utf-8")
            tree = pathlib.Path(folder) / "tree"
            follow(source, tree)
            return (tree / "a.h").read_text("utf-8"), (tree / "model/b.cc").read_text("utf-8")

    faults = []
    if run(page) != ("one\ntwo;\nthree\nend\n", "four\n  five\n"):
        faults.append(f"followed to {run(page)}")
    if run(page.replace("after", "before"))[0] != "one\nthree\ntwo;\nend\n":
        faults.append("before is not before")
    for name, other in {
        "a text that is not there": page.replace('"two"', '"ten"'),
        "a text that is there twice": page.replace('"two"', '"n"'),
        "a file that is there": page.replace('a.h after "two"', "a.h new"),
        "a file that is not there": page.replace('a.h after "two"', 'z.h after "two"'),
        "a count of changed files": page.replace("| 1 | 1", "| 2 | 1"),
        "a count of added files": page.replace("| 1 and", "| 2 and"),
        "a count of tests": page.replace("1 test", "2 test"),
        "a row without a recipe": page.replace("[an a]", "[a b]"),
        "a comment that is none": page.replace("c.cc new", "c.cc nwe"),
        "no recipe": page.replace("recipe:", "note:"),
    }.items():
        try:
            run(other)
            faults.append(f"not found: {name}")
        except Wrong:
            pass
    return faults


def main():
    """Says what is wrong; exit status 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--tree", type=pathlib.Path, help="where the copy is made, and stays; else nowhere in particular")
    parser.add_argument("--build", action="store_true", help="build it and run it, some minutes")
    parser.add_argument("--compiler", default="c++")
    parser.add_argument("flags", nargs="*", help="of the compiler, behind --")
    arguments = parser.parse_args()
    if arguments.self_test:
        faults = self_test()
        print("\n".join(faults) or "all planted faults were found")
        return bool(faults)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            tree = arguments.tree or pathlib.Path(scratch) / "pmipv6"
            blocks = follow(ROOT, tree)
            if arguments.build:
                build_and_run(tree, blocks)
            else:
                sources = compile_added(tree, blocks, arguments.compiler, arguments.flags)
                print(f"{len(blocks)} blocks of {PAGE} followed, {len(sources)} files compiled")
    except Wrong as wrong:
        print(wrong)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
