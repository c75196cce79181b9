# SPDX-License-Identifier: GPL-2.0-only
"""Packet by packet through the first handover of mn1, in the first run: when which packet is
received, as numbers from the first one that is lost (TCP: the place of its first octet); crosses at
the bottom stand where packets were sent that are lost. A scheme that resumes behind the end of the
axis is marked."""

from dataclasses import dataclass

import pandas

import style
from plots._figures import first_handovers, run_file

LOGS = ("flow-cn1-mn1.csv", "flow-mn1-cn1.csv")
BEFORE_S = 0.1  # what is shown of the time before the detach at least
BEFORE = 0.2  # likewise, of that behind it
FAR = 4  # how many times as late as others a scheme resumes that does not decide on the axis
AFTER = 1.5  # where the axis ends, of the time at which all others have resumed
LEAST_END_S = 0.1
MANY = 60  # packets in a panel above which marks are smaller
NEAR_S = 1.0  # how far from the detach its losses and its hole begin
LOST_COLOUR = "#b2182b"


@dataclass
class Trace:
    """What came of a scheme's packets, times from the detach."""

    scheme: str
    is_tcp: bool
    received: pandas.DataFrame  # after_detach_s, sequence
    lost: pandas.DataFrame
    resumed_s: float  # nothing if it never did


def draw(data, canvas):
    """A plot for each case and access, a panel for each scheme."""
    for case, access in data.panels():
        traces = []
        for scheme in data.schemes():
            for point in data.base(case, access, scheme):
                detached = first_handovers(data, point, "mn1").get(1)
                logs = [run_file(data, point, 1, log) for log in LOGS] if detached else []
                logs = [log for log in logs if log is not None and len(log)]
                if logs:
                    traces.append(trace(point, logs[0], detached))
        if any(len(one.received) for one in traces):
            end = end_of(traces)
            canvas.save(_figure(data, canvas, traces, end), _table(traces, end), case, access)


def trace(point, log, detached_s):
    """What a flow log says of the first flow that ran when the node detached."""
    sent = log[log["event"] == "sent"]
    before = sent[sent["time_s"] < detached_s]
    log = log[log["flow"] == (before if len(before) else sent)["flow"].min()]
    log = log.assign(after_detach_s=log["time_s"] - detached_s)
    columns = ["after_detach_s", "sequence"]
    received = log[log["event"] == "received"][columns]
    # Where a packet is lost says little of when it would have come: when it was sent last, does.
    lost = pandas.merge_asof(
        log[log["event"].isin(("dropped", "lost"))][columns].sort_values("after_detach_s"),
        log[log["event"] == "sent"][columns].assign(sent_s=lambda rows: rows["after_detach_s"]),
        on="after_detach_s",
        by="sequence",
    )
    lost = lost.assign(after_detach_s=lost["sent_s"])[columns].dropna()
    lost = lost[lost["after_detach_s"] > -NEAR_S]
    through = received[received["after_detach_s"] > 0] if lost.empty else lost
    first = through["sequence"].min() if len(through) else received["sequence"].max()
    is_tcp = point.parameters["traffic"] == "tcp"
    scheme = point.keys["scheme"]
    received, lost = (rows.assign(sequence=rows["sequence"] - first) for rows in (received, lost))
    return Trace(scheme, is_tcp, received, lost, resumption(received["after_detach_s"]))


def resumption(times):
    """When packets come again: the end of the longest time without one that begins near the detach,
    as some still come on the old link behind it; nothing if it has no end."""
    times = sorted(time for time in times if time >= -NEAR_S)
    near = [i for i, time in enumerate(times) if time <= NEAR_S]
    if not near or near[-1] == len(times) - 1:
        return None if not times or near else times[0]
    return times[max(near, key=lambda i: times[i + 1] - times[i]) + 1]


def end_of(traces):
    """Where the axis of time ends: behind where all resume that do so not much later than others."""
    times = sorted(one.resumed_s for one in traces if one.resumed_s is not None)
    last = times[0] if times else LEAST_END_S
    for time in times:
        if time > FAR * last:
            break
        last = time
    return max(LEAST_END_S, AFTER * last)


def _before(end):
    return max(BEFORE_S, BEFORE * end)


def _shown(rows, end):
    return rows[rows["after_detach_s"].between(-_before(end), end)]


def _table(traces, end):
    parts = [
        _shown(rows, end).assign(scheme=one.scheme, event=event)
        for one in traces
        for event, rows in (("received", one.received), ("lost", one.lost))
    ]
    return pandas.concat(parts)[["scheme", "event", "after_detach_s", "sequence"]]


def _figure(data, canvas, traces, end):
    columns = min(3, len(traces))
    rows = -(-len(traces) // columns)
    figure, panels = canvas.figure(
        0.6 + (0.82 if rows > 1 else 1.4) * rows,
        rows,
        columns,
        sharex=True,
        sharey=True,
        squeeze=False,
    )
    scale = 1000 if traces[0].is_tcp else 1
    shown = pandas.concat([_shown(one.received, end)["sequence"] for one in traces]) / scale
    low, high = (shown.min(), shown.max()) if len(shown) else (0, 1)
    size = 1.4 if max(len(_shown(one.received, end)) for one in traces) > MANY else 2.2
    room = 0.12 * ((high - low) or 1)
    for panel in panels.flat[len(traces) :]:
        panel.set_visible(False)
    for one, panel in zip(traces, panels.flat):
        _draw(data, panel, one, end, scale, low - 1.2 * room, size)
        panel.set_ylim(low - 2 * room, high + room)
    for panel in panels.flat[max(0, len(traces) - columns) : len(traces)]:
        panel.tick_params(labelbottom=True)
    size = style.matplotlib.rcParams["axes.labelsize"]
    figure.supxlabel("time since mn1 has detached (ms)", fontsize=size)
    figure.supylabel(f"sequence ({'kB' if scale > 1 else 'packets'})", fontsize=size)
    return figure


def _draw(data, panel, one, end, scale, bottom, size):
    colour, _, _ = style.scheme_style(one.scheme, data.schemes())
    received, lost = _shown(one.received, end), _shown(one.lost, end)
    panel.plot(
        received["after_detach_s"] * 1000,
        received["sequence"] / scale,
        linestyle="none",
        marker="o",
        markersize=size,
        color=colour,
        mew=0,
    )
    panel.plot(
        lost["after_detach_s"] * 1000,
        [bottom] * len(lost),
        linestyle="none",
        marker="x",
        markersize=2.6,
        color=LOST_COLOUR,
        mew=0.7,
    )
    panel.axvline(0, color="black", linewidth=0.6, linestyle=":")
    panel.set_xlim(-_before(end) * 1000, end * 1000)
    panel.set_title(one.scheme, fontsize=7, pad=2)
    panel.tick_params(labelsize=6)
    note = None
    if one.resumed_s is None:
        note = "never\nresumes"
    elif one.resumed_s > end:
        note = f"resumes at\n{one.resumed_s * 1000:.0f} ms"
    if note:
        panel.text(0.97, 0.58, note, transform=panel.transAxes, ha="right", va="center", fontsize=6)
