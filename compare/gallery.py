# SPDX-License-Identifier: GPL-2.0-only
"""plots/README.md: all plots of a comparison, and how those of a kind are read."""

import ast
import os
import sys
from urllib.parse import quote

import plots
from folder import write

HEAD = (
    "# The plots\n\nEach is one column of a paper wide, as SVG and PNG, with the data behind it as CSV. "
    "An option that has several values stands at the first of them where it is not what the plot is "
    "over. A scheme without a value is left out, and has a row without one in the data.\n"
)


def how_to_read(kind):
    """What a kind's module says of its plots."""
    path = os.path.join(os.path.dirname(plots.__file__), kind.replace("-", "_") + ".py")
    with open(path, encoding="utf-8") as file:
        return " ".join(ast.get_docstring(ast.parse(file.read())).split())


def _names(folder, kind):
    """What draw.py has noted."""
    with open(os.path.join(folder, "plots", f".{kind}"), encoding="utf-8") as file:
        return file.read().split()


def make(folder):
    """The page's text."""
    text, missing = HEAD, []
    for kind in plots.KINDS:
        names = _names(folder, kind)
        if not names:
            missing.append(kind)
            continue
        text += f"\n## {kind}\n\n{how_to_read(kind)}\n"
        for name in names:
            link = quote(name)
            text += (
                f"\n![{name}]({link}.png)\n\n`{name}`: [SVG]({link}.svg), [PNG]({link}.png), "
                f"[data]({link}.csv)\n"
            )
    if missing:
        text += f"\nNot drawn, as the comparison has no data for them: {', '.join(missing)}.\n"
    return text


if __name__ == "__main__":
    write(os.path.join(sys.argv[1], "plots", "README.md"), make(sys.argv[1]))
