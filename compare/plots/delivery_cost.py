# SPDX-License-Identifier: GPL-2.0-only
"""What delivering data costs with more prefixes in use: octet-hops for each octet delivered, and
the share of them in a tunnel, over the number of a node's prefixes that have traffic at a handover,
on average. A mark for each value of the option that changes this number; means over runs with 95%
confidence intervals."""

import measures
from plots._figures import Option, estimate, table, with_unit
from plots._lines import Line, Lines

COSTS = {
    "cost": ("delivery_cost", "delivery cost"),
    "tunnelled": ("tunnelled_percent", "data in a tunnel"),
}


def draw(data, canvas):
    """A plot for each option with which the number of prefixes varies, case, access and cost."""
    for name in data.axes:
        for case, access in data.panels():
            for cost in COSTS:
                _draw(data, canvas, Option(data, name), cost, case, access)


def _rows(data, option, column, points):
    rows = []
    for point in points:
        runs = data.where(data.runs, point.keys)
        prefixes = runs["active_prefixes"].mean()
        if prefixes == prefixes and point.keys[option.name] is not None:
            rows.append(
                {
                    option.column: option.shown(point.keys[option.name]),
                    "active_prefixes": prefixes,
                    **estimate(runs[column], column),
                }
            )
    return rows


def _draw(data, canvas, option, cost, case, access):
    column, label = COSTS[cost]
    lines, rows = [], []
    for scheme in data.schemes():
        points = data.base(case, access, scheme, (option.name,))
        found = _rows(data, option, column, points)
        places = [row["active_prefixes"] for row in found]
        lines.append(Line.of(scheme, found, column, places))
        rows += [{"scheme": scheme, **row} for row in found]
    frame = table(rows, column)
    if frame is None or not (frame.groupby("scheme")["active_prefixes"].nunique() > 1).any():
        return
    figure = Lines(canvas, data.schemes(), lines).draw(
        "active prefixes of a node", with_unit(label, measures.find(column).unit)
    )
    canvas.save(figure, frame, option.name.replace(":", ""), cost, case, access)
