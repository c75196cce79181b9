# SPDX-License-Identifier: GPL-2.0-only
"""Draws the plots of one kind, where the comparison has data for any."""

import importlib
import os
import sys

from data import Data
from folder import write
from refused import Refused
from style import Canvas


def draw(folder, kind):
    """Draws, removes what an earlier comparison of the folder had drawn and this one has not, and
    names in plots/.KIND what there is."""
    mark = os.path.join(folder, "plots", f".{kind}")
    canvas = Canvas(folder, kind)
    old = []
    if os.path.exists(mark):
        with open(mark, encoding="utf-8") as file:
            old = file.read().split("\n")
    importlib.import_module("plots." + kind.replace("-", "_")).draw(Data(folder), canvas)
    for name in filter(None, set(old) - set(canvas.names)):
        for end in (".svg", ".png", ".csv"):
            path = os.path.join(folder, "plots", name + end)
            if os.path.exists(path):
                os.remove(path)
    write(mark, "".join(name + "\n" for name in canvas.names))


if __name__ == "__main__":
    try:
        draw(*sys.argv[1:])
    except Refused as problem:
        sys.exit(f"compare: {problem}")
