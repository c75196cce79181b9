# SPDX-License-Identifier: GPL-2.0-only
"""How much longer the way of packets is than that between their gateways without a detour, which is
1, by the delays of its links: means over runs with their 95% confidence intervals."""

from plots import _bars
from plots._figures import estimate, table

STRETCH = "path_stretch"


def draw(data, canvas):
    """A plot for each case and access."""
    for case, access in data.panels():
        rows = [
            {"scheme": scheme, **estimate(data.where(data.runs, point.keys)[STRETCH], STRETCH)}
            for scheme in data.schemes()
            for point in data.base(case, access, scheme)
        ]
        frame = table(rows, STRETCH)
        if frame is None:
            continue
        known = {row["scheme"]: row for row in rows if row[STRETCH] == row[STRETCH]}
        schemes = [scheme for scheme in data.schemes() if scheme in known]
        figure, axes = _bars.figure(canvas, schemes)
        _bars.bars(axes, schemes, data.schemes(), known, STRETCH)
        _bars.label(axes, schemes)
        axes.axvline(1, color="black", linewidth=0.9, linestyle="--")
        axes.set_xlabel("path stretch (1: the shortest path)")
        canvas.save(figure, frame, case, access)
