# SPDX-License-Identifier: GPL-2.0-only
"""Derived: how likely a handover is not over before its node has left the new cell, over the node's
speed: the mean over handovers of 1 - exp(-latency / residence time), residence times being
exponential. The latency is the measured service gap of the downlink; the residence time is
--apDistance divided by the speed. Where --speed varies and stations walk, the latencies at each
speed are its own. With 95% confidence intervals over runs; handovers without a service gap are left
out and counted in the data."""

import math

from plots._figures import estimate, table
from plots._lines import Line, Lines

SPEEDS_M_PER_S = (1, 2, 5, 10, 20, 30, 40)
PROBABILITY = "derived_blocking_probability"


def draw(data, canvas):
    """A plot for each case and access."""
    for case, access in data.panels():
        _draw(data, canvas, case, access)


def blocking(latency_ms, distance_m, speed):
    """The probability for one handover."""
    return -math.expm1(-latency_ms / 1000 * speed / distance_m)


def _walks(data, point):
    return (
        "speed" in data.axes
        and point.parameters["access"] == "wifi"
        and point.parameters["wifiHandover"] == "default"
    )


def _row(data, point, speed):
    """The figures of a point's handovers at a speed."""
    handovers = data.where(data.handovers, point.keys)
    known = handovers[handovers["service_gap_down_ms"].notna()]
    distance = point.parameters["apDistance"]
    runs = [
        sum(blocking(gap, distance, speed) for gap in gaps) / len(gaps)
        for _, gaps in known.groupby("run")["service_gap_down_ms"]
    ]
    return {
        "speed_m_per_s": speed,
        "residence_time_s": distance / speed,
        **estimate(runs, PROBABILITY),
        "handovers": len(known),
        "handovers_left_out": len(handovers) - len(known),
    }


def _draw(data, canvas, case, access):
    lines, rows = [], []
    for scheme in data.schemes():
        points = data.base(case, access, scheme)
        if points and _walks(data, points[0]):
            points = data.base(case, access, scheme, ("speed",))
            found = [_row(data, point, point.parameters["speed"]) for point in points]
        else:
            found = [_row(data, point, speed) for point in points for speed in SPEEDS_M_PER_S]
        lines.append(Line.of(scheme, found, PROBABILITY, [row["speed_m_per_s"] for row in found]))
        rows += [{"scheme": scheme, **row} for row in found]
    frame = table(rows, PROBABILITY)
    if frame is None:
        return
    figure = Lines(canvas, data.schemes(), lines, apart=True).draw(
        "speed (m/s)", "blocking probability, derived"
    )
    canvas.save(figure, frame, case, access)
