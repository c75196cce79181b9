# SPDX-License-Identifier: GPL-2.0-only
"""How many anchors serve a node after each of its handovers: means over its runs, of several nodes
over these, with 95% confidence intervals. Where --moves varies, of its last value."""

from matplotlib.ticker import MaxNLocator

from plots._figures import estimate, table
from plots._lines import Line, Lines


def draw(data, canvas):
    """A plot for each case and access."""
    for case, access in data.panels():
        _draw(data, canvas, case, access)


def _numbered(handovers):
    """Each node's handovers with their numbers, from 1."""
    handovers = handovers.sort_values(["run", "handover"])
    return handovers.assign(number=handovers.groupby(["run", "node"]).cumcount() + 1)


def _points(data, case, access, scheme):
    points = data.base(case, access, scheme, ("moves",))
    most = max((point.parameters["moves"] for point in points), default=0)
    return [point for point in points if point.parameters["moves"] == most]


def _draw(data, canvas, case, access):
    lines, rows = [], []
    for scheme in data.schemes():
        for point in _points(data, case, access, scheme):
            handovers = _numbered(data.where(data.handovers, point.keys))
            found = [
                {"handover": number, **estimate(group.groupby("run")["anchors"].mean(), "anchors")}
                for number, group in handovers.groupby("number")
            ]
            lines.append(Line.of(scheme, found, "anchors", [row["handover"] for row in found]))
            rows += [{"scheme": scheme, **row} for row in found]
    frame = table(rows, "anchors")
    if frame is None or frame[frame["anchors"].notna()]["handover"].max() < 2:
        return
    ticks = sorted(set(frame["handover"]))
    plot = Lines(canvas, data.schemes(), lines)
    figure = plot.draw("handover of a node", "anchors in use", ticks if len(ticks) <= 8 else None)
    plot.axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    canvas.save(figure, frame, case, access)
