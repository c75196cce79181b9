# SPDX-License-Identifier: GPL-2.0-only
"""What a figure comes to over the values of an option, the others at their first values: means over
runs with their 95% confidence intervals. A line with hollow markers is of a scheme for which the
option changes nothing; points of the same place stand side by side where they would hide each
other."""

import measures
from plots._figures import Option, estimate, table, with_unit
from plots._lines import Line, Lines

MEASURES = {
    "service-gap": ("service_gap_down_ms", "service gap, downlink"),
    "interruption": ("interruption_down_ms", "interruption, downlink"),
    "lost": ("lost_down", "packets lost per handover"),
    "loss": ("loss_percent", "packets lost"),
    "delay": ("delay_mean_ms", "one-way delay, mean"),
    "messages": ("messages", "messages per handover"),
    "octets": ("handover_octets", "signalling per handover"),
    "octet-hops": ("handover_octet_hops", "signalling per handover"),
    "stretch": ("path_stretch", "path stretch"),
    "goodput": ("goodput_kbps", "goodput, all flows"),
    "consistent": ("consistent", "share of consistent runs"),
}


def draw(data, canvas):
    """A plot for each option that varies, measure, case and access."""
    for name in data.axes:
        option = Option(data, name)
        for case, access in data.panels():
            for measure in MEASURES:
                _draw(data, canvas, option, measure, case, access)


def _rows(data, option, column, points):
    """The figures of a scheme's points, the values of the option in their order; of one that it does
    not change the same at each value."""
    by_value = {point.keys[option.name]: point for point in points}
    rows = []
    for value in option.values:
        point = by_value.get(value, by_value.get(None))
        if point is not None:
            runs = data.where(data.runs, point.keys)
            rows.append({"value": value, **estimate(runs[column], column)})
    return rows, None in by_value


def _draw(data, canvas, option, measure, case, access):
    column, label = MEASURES[measure]
    lines, rows = [], []
    for scheme in data.schemes():
        points = data.base(case, access, scheme, (option.name,))
        found, is_flat = _rows(data, option, column, points)
        if column == "goodput_kbps" and any(one.parameters["traffic"] != "tcp" for one in points):
            continue
        places = [option.place(row["value"]) for row in found]
        lines.append(Line.of(scheme, found, column, places, is_flat))
        for row in found:
            shown = option.shown(row.pop("value"))
            changes = "nothing" if is_flat else ""
            rows.append({"scheme": scheme, option.column: shown, "option_changes": changes, **row})
    frame = table(rows, column)
    if frame is None:
        return
    plot = Lines(canvas, data.schemes(), lines, apart=True)
    figure = plot.draw(
        option.label,
        with_unit(label, measures.find(column).unit),
        option.places(),
        None if option.is_numeric else option.values,
        joined=option.is_numeric,
    )
    if column == "consistent":
        plot.axes.set_ylim(0, 1.05)
    canvas.save(figure, frame, option.name.replace(":", ""), measure, case, access)
