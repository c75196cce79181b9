# SPDX-License-Identifier: GPL-2.0-only
"""Where moves of both ends of a pair race: for each offset between them and each delay the worst of
the runs: tables consistent at the end; faults on the way, but consistent at the end (dot);
inconsistent for good (cross)."""

import pandas
from matplotlib.lines import Line2D

import style
from plots._figures import Option

OFFSET = "moveOffset"
# Verdicts from good to bad: colours as those of the search of races, and marks where there is no colour.
VERDICTS = {
    "consistent": ("#dddddd", ""),
    "for a while": ("#e8a33d", "."),
    "lasting": ("#b2182b", "x"),
}


def draw(data, canvas):
    """A plot for each delay that varies beside the offset, case, access and scheme."""
    if OFFSET not in data.axes or not Option(data, OFFSET).is_numeric:
        return
    for name in data.axes:
        option = Option(data, name)
        if name == OFFSET or not name.lower().count("delay") or not option.is_numeric:
            continue
        for case, access in data.panels():
            for scheme in data.schemes():
                _draw(data, canvas, option, case, access, scheme)


def verdict(runs):
    """The worst of some runs."""
    if (runs["consistent"] == 0).any():
        return "lasting"
    return "for a while" if (runs["faults"] > 0).any() else "consistent"


def _cells(data, option, case, access, scheme):
    """A row for each pair of values; where one changes nothing the same for each of its values."""
    offset = Option(data, OFFSET)
    rows = []
    for point in data.base(case, access, scheme, (OFFSET, option.name)):
        runs = data.where(data.runs, point.keys)
        if runs.empty:
            continue
        for x in offset.values if point.keys[OFFSET] is None else [point.keys[OFFSET]]:
            own = point.keys[option.name]
            for y in option.values if own is None else [own]:
                rows.append((offset.place(x), option.place(y), verdict(runs), len(runs)))
    columns = [offset.column, option.column, "verdict", "runs"]
    return pandas.DataFrame(rows, columns=columns).sort_values(columns[1::-1])


def _draw(data, canvas, option, case, access, scheme):
    cells = _cells(data, option, case, access, scheme)
    if cells.empty:
        return
    offset = Option(data, OFFSET)
    xs, ys = offset.places(), option.places()
    figure, axes = canvas.figure(max(2.3, 0.8 + 0.2 * len(ys)))
    for x, y, found in cells.iloc[:, :3].itertuples(index=False):
        place = xs.index(x), ys.index(y)
        colour, mark = VERDICTS[found]
        axes.bar(
            place[0],
            1,
            bottom=place[1] - 0.5,
            width=1,
            color=colour,
            edgecolor="white",
            linewidth=0.6,
        )
        if mark:
            axes.plot(
                *place, marker=mark, color="white" if mark == "x" else "black", linestyle="none"
            )
    every = max(1, -(-len(xs) // 9))
    axes.set_xticks(range(0, len(xs), every), [f"{x:g}" for x in xs[::every]])
    every = max(1, -(-len(ys) // 12))
    axes.set_yticks(range(0, len(ys), every), [f"{y:g}" for y in ys[::every]])
    axes.set_xlim(-0.5, len(xs) - 0.5)
    axes.set_ylim(-0.5, len(ys) - 0.5)
    axes.grid(False)
    axes.set_xlabel(offset.label)
    axes.set_ylabel(option.label)
    style.legend(axes, [_handle(name) for name in VERDICTS])
    canvas.save(figure, cells, option.name.replace(":", ""), case, access, scheme)


def _handle(name):
    """A square, and its mark as part of its name."""
    colour, mark = VERDICTS[name]
    note = {"": "", ".": " (dot)", "x": " (cross)"}[mark]
    return Line2D(
        [], [], linestyle="none", marker="s", markersize=6, color=colour, label=name + note
    )
