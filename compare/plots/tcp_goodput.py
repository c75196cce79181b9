# SPDX-License-Identifier: GPL-2.0-only
"""What TCP delivers to mn1 while it moves: the goodput of the downlink in each --bin, from a second
before mn1 detaches for the first time; the mean over runs with its 95% confidence interval as a
band. A bin is counted as beginning up to one --bin before its time, as runs detach at different
times in a bin."""

import math

import numpy

import style
from plots._figures import estimate, first_handovers, run_file, table

FROM_S, TO_S = -1.0, 4.0  # around the detach
GOODPUT = "goodput_kbps"
MEGA = 2000  # kbit/s from which on the axis has Mbit/s


def draw(data, canvas):
    """A plot for each case and access."""
    for case, access in data.panels():
        rows = []
        for scheme in data.schemes():
            for point in data.base(case, access, scheme):
                if point.parameters["traffic"] == "tcp":
                    rows += [{"scheme": scheme, **row} for row in _rows(data, point)]
        frame = table(rows, GOODPUT)
        if frame is not None:
            canvas.save(_figure(data, canvas, frame), frame, case, access)


def goodput(throughput, detached_s, bin_s):
    """By bins from the detach, kbit/s, of what came to mn1; nothing outside of the run."""
    mine = throughput[throughput["to"] == "mn1"]
    octets = mine.groupby((mine["time_s"] / bin_s).round().astype(int))["octets"].sum()
    first = math.floor(detached_s / bin_s + 1e-9)
    count = round(-FROM_S / bin_s), round(TO_S / bin_s)
    bins = range(first - count[0], first + count[1] + 1)
    return octets.reindex(bins).to_numpy(dtype=float) * 8 / 1000 / bin_s


def _rows(data, point):
    """The mean over a point's runs for each bin."""
    bin_s = point.parameters["bin"] / 1000
    runs = []
    for run, detached_s in first_handovers(data, point, "mn1").items():
        throughput = run_file(data, point, run, "throughput.csv")
        if throughput is not None:
            runs.append(goodput(throughput, detached_s, bin_s))
    first = -round(-FROM_S / bin_s)
    return [
        {"after_detach_s": round((first + i) * bin_s, 9), **estimate(values, GOODPUT)}
        for i, values in enumerate(zip(*runs))
    ]


def _figure(data, canvas, frame):
    figure, axes = canvas.figure(2.7)
    unit, scale = ("Mbit/s", 1000) if frame[GOODPUT].max() >= MEGA else ("kbit/s", 1)
    drawn = [one for one in data.schemes() if (frame["scheme"] == one).any()]
    for index, scheme in enumerate(drawn):
        mine = frame[(frame["scheme"] == scheme) & frame[GOODPUT].notna()]
        if mine.empty:
            continue
        colour, marker, line = style.scheme_style(scheme, data.schemes())
        time = mine["after_detach_s"].to_numpy()
        low, mean, high = (
            mine[name].to_numpy() / scale for name in ("ci95_low", GOODPUT, "ci95_high")
        )
        axes.fill_between(time, numpy.maximum(low, 0), high, color=colour, alpha=0.18, linewidth=0)
        axes.plot(
            time,
            mean,
            color=colour,
            linestyle=line,
            marker=marker,
            label=scheme,
            markevery=(index, max(1, len(drawn))),
        )
    axes.axvline(0, color="black", linewidth=0.7, linestyle=":")
    axes.set_xlim(FROM_S, TO_S)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("time since mn1 has detached (s)")
    axes.set_ylabel(f"goodput, downlink ({unit})")
    style.legend(axes)
    return figure
