# SPDX-License-Identifier: GPL-2.0-only
"""Horizontal bars, one a scheme, from top to bottom in the order in which schemes were given."""

import style

BAR = 0.68  # of the way to the next
ROW_IN = 0.19  # of the figure for a bar
SMALL = 6.5  # size of what is written in the plot
WITH_NUMBERS = 1.25  # how much longer than the bars an axis is, for the numbers behind them


def figure(canvas, schemes, panels=1, more=0.0):
    """A figure with room for a bar a scheme in each of the panels, side by side.

    more: room for a legend, in."""
    return canvas.figure(0.62 + ROW_IN * len(schemes) + more, columns=panels, sharey=True)


def label(axes, schemes):
    """The schemes' names beside their bars."""
    axes.set_yticks(range(len(schemes)), schemes)
    axes.set_ylim(len(schemes) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(False, axis="y")


def bars(axes, schemes, all_schemes, rows, column):
    """A bar with its interval for each scheme that has a value."""
    for place, scheme in enumerate(schemes):
        row = rows[scheme]
        if row[column] != row[column]:
            continue
        low = row[column] - row["ci95_low"]
        axes.barh(
            place,
            row[column],
            height=BAR,
            color=style.scheme_style(scheme, all_schemes)[0],
            xerr=None if low != low else [[low], [row["ci95_high"] - row[column]]],
            error_kw={"elinewidth": 0.8, "ecolor": "black"},
        )
        end = max(row[column], row["ci95_high"]) if low == low else row[column]
        number(axes, end, place, shorten(row[column]))
    axes.set_xlim(0, max(1e-9, axes.dataLim.x1) * WITH_NUMBERS)


def shorten(value):
    """Three digits."""
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def number(axes, end, place, text):
    """A text behind a bar."""
    axes.annotate(
        text, (end, place), (2.5, 0), textcoords="offset points", va="center", fontsize=SMALL
    )
