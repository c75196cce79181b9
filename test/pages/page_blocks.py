# SPDX-License-Identifier: GPL-2.0-only
"""Blocks of code of the manual's pages, in Markdown and in reStructuredText.

A comment right in front of a block says what is special about it: `<!-- code: KIND NAME -->`, or
`.. code: KIND NAME`. Kinds are

program NAME         a piece of a program, which is all pieces of that name in their order
output NAME          what that program prints
declarations         C++ at namespace scope, of ns3::pmipv6
placeholders         commands that have words in capitals in the place of values
long                 commands that take too long for a test

What belongs to a recipe, `<!-- recipe: .. -->`, is followed by test/check-recipes.py and left out here.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KINDS = ("program", "output", "declarations", "placeholders", "long")
COMMENT = re.compile(r"(?:<!-- code: (.+) -->|\.\. code: (.+))$")
RECIPE = "<!-- recipe: "
FENCE = re.compile(r"```([\w-]*)$")
DIRECTIVE = re.compile(r"\.\. code-block:: (\w+)$")


class Block:
    """A block of a page."""

    def __init__(self, page, line, language, text, mark=""):
        self.page = page  # name of its file, below the module's folder
        self.line = line  # of the page, where the text begins, from 1
        self.language = language  # "" if it has none
        self.text = text
        self.kind, _, self.name = mark.partition(" ")
        if self.kind and self.kind not in KINDS:
            raise SystemExit(f"{page}:{line}: a block of code of the unknown kind {self.kind}")

    @property
    def place(self):
        return f"{self.page}:{self.line}"


def find_mark(lines, index):
    """What the comment in front of a line says, blank lines skipped."""
    index -= 1
    while index >= 0 and not lines[index].strip():
        index -= 1
    if index >= 0 and lines[index].startswith(RECIPE):
        return RECIPE
    match = COMMENT.match(lines[index]) if index >= 0 else None
    return (match[1] or match[2]) if match else ""


def read_markdown(page, lines):
    index = 0
    while index < len(lines):
        match = FENCE.match(lines[index])
        if not match:
            index += 1
            continue
        if "```" not in lines[index + 1 :]:
            raise SystemExit(f"{page}:{index + 1}: a block of code does not end")
        end = lines.index("```", index + 1)
        text = "\n".join(lines[index + 1 : end]) + "\n"
        mark = find_mark(lines, index)
        if mark != RECIPE:
            yield Block(page, index + 2, match[1], text, mark)
        index = end + 1


def read_restructured(page, lines):
    for index, line in enumerate(lines):
        match = DIRECTIVE.match(line)
        if not match:
            continue
        begin = index + 1
        while begin < len(lines) and not lines[begin].strip():
            begin += 1
        end = begin
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith("  ")):
            end += 1
        text = "\n".join(part[2:] for part in lines[begin:end]).rstrip() + "\n"
        yield Block(page, begin + 1, match[1], text, find_mark(lines, index))


def read_page(path, root=ROOT):
    """All blocks of a page."""
    lines = path.read_text("utf-8").splitlines()
    page = str(path.relative_to(root))
    read = read_markdown if path.suffix == ".md" else read_restructured
    return list(read(page, lines))


def find_pages(root=ROOT):
    """The pages whose code is checked: the manual's, and those of the module's folder."""
    pages = [*(root / "doc").glob("*.md"), *(root / "doc").glob("*.rst")]
    pages += [path for path in (root / "README.md", root / "CONTRIBUTING.md") if path.exists()]
    return sorted(pages)
