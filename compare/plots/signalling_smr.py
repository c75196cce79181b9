# SPDX-License-Identifier: GPL-2.0-only
"""Derived: what signalling a handover costs together with the sessions that begin until the next,
over the session-to-mobility ratio, their number. It is the cost of a handover and, as often as the
ratio says, that of setting a route up, both as measured; a scheme that sets no routes up has a flat
line. With 95% confidence intervals over runs."""

from plots._figures import estimate, table
from plots._lines import Line, Lines

RATIOS = (0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10)
COSTS = {
    "messages": ("messages", "setup_messages", "messages per handover"),
    "octets": ("handover_octets", "setup_octets", "octets per handover"),
    "octet-hops": ("handover_octet_hops", "setup_octet_hops", "octet-hops per handover"),
}


def draw(data, canvas):
    """A plot for each case, access and unit of cost."""
    for case, access in data.panels():
        for cost in COSTS:
            _draw(data, canvas, cost, case, access)


def smr_costs(runs, handover, setup, ratio):
    """The cost of each run; nothing for one that set routes up at a cost that is not known."""
    setups = runs[setup].where(runs["setups"] > 0, 0.0)
    return runs[handover] + ratio * setups


def _draw(data, canvas, cost, case, access):
    handover, setup, label = COSTS[cost]
    column = f"derived_{cost.replace('-', '_')}_per_handover"
    lines, rows = [], []
    for scheme in data.schemes():
        for point in data.base(case, access, scheme):
            runs = data.where(data.runs, point.keys)
            found = [estimate(smr_costs(runs, handover, setup, ratio), column) for ratio in RATIOS]
            lines.append(Line.of(scheme, found, column, RATIOS))
            rows += [
                {"scheme": scheme, "session_to_mobility_ratio": ratio, **row}
                for ratio, row in zip(RATIOS, found)
            ]
    frame = table(rows, column)
    if frame is None:
        return
    plot = Lines(canvas, data.schemes(), lines, log="x")
    figure = plot.draw("session-to-mobility ratio", f"{label}, derived")
    plot.axes.set_xticks((0.1, 1, 10), ("0.1", "1", "10"))
    canvas.save(figure, frame, cost, case, access)
