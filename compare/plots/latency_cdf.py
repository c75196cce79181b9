# SPDX-License-Identifier: GPL-2.0-only
"""The distribution of latencies: the share of handovers that are over within a time."""

import numpy
import pandas

import style

LATENCIES = {
    "service-gap": ("service_gap_down_ms", "service gap, downlink (ms)"),
    "interruption": ("interruption_down_ms", "interruption, downlink (ms)"),
}
FAR = 4.0  # an axis that goes so many times as far as the median is logarithmic


def draw(data, canvas):
    """A plot for each case, access and latency."""
    for case, access in data.panels():
        for latency in LATENCIES:
            _draw(data, canvas, case, access, latency)


def _draw(data, canvas, case, access, latency):
    column, label = LATENCIES[latency]
    figure, axes = canvas.figure()
    rows = []
    for scheme in data.schemes():
        for point in data.base(case, access, scheme):
            handovers, _, _ = data.latencies(point, column)
            values = numpy.sort(handovers[column].to_numpy(dtype=float))
            if not len(values):
                continue
            shares = numpy.arange(1, len(values) + 1) / len(values)
            colour, _, line = style.scheme_style(scheme, data.schemes())
            axes.step(
                numpy.concatenate(([values[0]], values)),
                numpy.concatenate(([0], shares)),
                where="post",
                color=colour,
                linestyle=line,
                label=scheme,
            )
            rows += [(scheme, value, share) for value, share in zip(values, shares)]
    if not rows:
        style.pyplot.close(figure)
        return
    axes.set_xlabel(label)
    axes.set_ylabel("share of handovers")
    axes.set_ylim(0, 1.02)
    lengths = [row[1] for row in rows]
    if max(lengths) > FAR * numpy.median(lengths):
        axes.set_xscale("log")
        style.plain_ticks(axes.xaxis, min(lengths), max(lengths))
    else:
        axes.set_xlim(left=0)
    style.legend(axes)
    canvas.save(
        figure, pandas.DataFrame(rows, columns=["scheme", column, "share"]), latency, case, access
    )
