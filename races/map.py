# SPDX-License-Identifier: GPL-2.0-only
"""Where a race is, in terms of a study: ordinary runs over the offset of two moves and the delay
between two nodes, as a table and as a picture."""

import csv
import os
from concurrent.futures import ThreadPoolExecutor

from commands import Commands, number

COLOURS = {"consistent": "#dddddd", "for a while": "#e8a33d", "lasting": "#b2182b"}


class Map:
    """Runs a grid of offsets and delays."""

    def __init__(self, program, options, link, jobs):
        self._commands = Commands(program, options, (), ())
        self._options = options
        self._link = link  # "lma1:lma2"
        self._jobs = jobs

    def _judge(self, place):
        offset, delay = place
        options = self._options + [
            f"--moveOffset={number(offset)}",
            f"--delay={self._link}:{number(delay)}",
        ]
        faults = self._commands.faults(options)
        if any(fault.startswith("crash") for fault in faults):
            return None
        if any(fault.startswith("stale") for fault in faults):
            return "lasting"
        return "for a while" if faults else "consistent"

    def run(self, offsets, delays):
        """Rows of offset, delay and what a run of them is."""
        places = [(offset, delay) for delay in delays for offset in offsets]
        with ThreadPoolExecutor(self._jobs) as pool:
            return [
                (*place, verdict) for place, verdict in zip(places, pool.map(self._judge, places))
            ]


def write(rows, link, title, folder):
    """The rows as map.csv and map.png."""
    with open(os.path.join(folder, "map.csv"), "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("move_offset_ms", "delay_ms", "verdict"))
        table.writerows(rows)
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4.5), layout="constrained")
    for verdict, colour in COLOURS.items():
        points = [(offset, delay) for offset, delay, one in rows if one == verdict]
        if points:
            axes.scatter(*zip(*points), s=14, marker="s", color=colour, label=verdict)
    axes.set_xlabel("move of cn1 after that of mn1 (ms)")
    axes.set_ylabel(f"one-way delay {link.replace(':', ' - ')} (ms)")
    axes.set_title(title)
    axes.legend(loc="upper right", fontsize="small")
    figure.savefig(os.path.join(folder, "map.png"), dpi=150)
