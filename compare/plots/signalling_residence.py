# SPDX-License-Identifier: GPL-2.0-only
"""Derived: what a node's handovers cost in signalling each second, over the time that it stays in a
cell: the measured cost of a handover divided by that time, with 95% confidence intervals over runs.
Both axes are logarithmic; a scheme without signalling stands in the legend alone, as 0."""

from plots._figures import estimate, table
from plots._lines import Line, Lines

TIMES_S = (1, 2, 5, 10, 20, 50, 100)
# The first of which there are figures is drawn.
COSTS = (
    ("octet-hops", "handover_octet_hops"),
    ("octets", "handover_octets"),
    ("messages", "messages"),
)


def draw(data, canvas):
    """A plot for each case and access."""
    for case, access in data.panels():
        for unit, measure in COSTS:
            if _draw(data, canvas, unit, measure, case, access):
                break


def _draw(data, canvas, unit, measure, case, access):
    """True if there were figures."""
    column = f"derived_{unit.replace('-', '_')}_per_s"
    lines, rows = [], []
    for scheme in data.schemes():
        for point in data.base(case, access, scheme):
            costs = data.where(data.runs, point.keys)[measure]
            found = [estimate(costs / time, column) for time in TIMES_S]
            lines.append(Line.of(scheme, found, column, TIMES_S))
            rows += [
                {"scheme": scheme, "residence_time_s": time, **row}
                for time, row in zip(TIMES_S, found)
            ]
    frame = table(rows, column)
    if frame is None or not (frame[column] > 0).any():
        return False
    plot = Lines(canvas, data.schemes(), lines, log="xy")
    figure = plot.draw("residence time in a cell (s)", f"{unit} per second, derived")
    plot.axes.set_xticks((1, 10, 100), ("1", "10", "100"))
    canvas.save(figure, frame, unit, case, access)
    return True
