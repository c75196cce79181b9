# SPDX-License-Identifier: GPL-2.0-only
"""Where the time of a handover goes: its parts in their order, from the loss of the old link to the
first packet of the downlink, means over runs; the number is their sum in ms. It is said of how many
handovers sessions never resumed, which then end with the last part that they have. The longest part
of a bar that is far longer than the others' is cut (two strokes), and its length written in it."""

from dataclasses import dataclass

from matplotlib.patches import Patch

import measures
import style
from plots import _bars
from plots._figures import estimate, table

FAR = 4  # how many times as long as others' a bar is cut
LEAST_CUT = 0.3  # of the axis, of what is left of a part that is cut
LOST = "no_first_packet"


@dataclass
class Bar:
    """A scheme's parts, ms, in their order, and how many of its handovers never ended."""

    scheme: str
    parts: dict
    handovers: int
    lost: int  # of these

    def length(self):
        """Of all parts."""
        return sum(self.parts.values())


def draw(data, canvas):
    """A plot for each case and access."""
    for case, access in data.panels():
        rows, bars = [], []
        for scheme in data.schemes():
            for point in data.base(case, access, scheme):
                found = _rows(data, point)
                rows += found
                parts = {row["part"]: row["ms"] for row in found if row["ms"] == row["ms"]}
                if parts:
                    bars.append(Bar(scheme, parts, found[0]["handovers"], found[0][LOST]))
        frame = table(rows, "ms")
        if frame is not None:
            canvas.save(_figure(canvas, bars), frame, case, access)


def _rows(data, point):
    """A row for each part: its mean over the handovers that have it, as runs' means have it."""
    runs = data.where(data.runs, point.keys)
    handovers = data.where(data.handovers, point.keys)
    is_lost = handovers["part_first_packet_ms"].isna()
    is_lost &= handovers["interruption_down_why"] != "no-traffic"
    return [
        {
            "scheme": point.keys["scheme"],
            "part": part,
            **estimate(runs[f"part_{part}_ms"], "ms"),
            LOST: int(is_lost.sum()),
            "handovers": len(handovers),
        }
        for part in measures.PARTS
    ]


def cut(bars):
    """The end of the axis, ms, and by how much the longest part of each bar is shortened."""
    lengths = sorted(bar.length() for bar in bars)
    end = lengths[-1]
    for shorter, longer in zip(lengths, lengths[1:]):
        if longer > FAR * shorter > 0:
            end = shorter
            break
    rest = [bar.length() - max(bar.parts.values()) for bar in bars if bar.length() > end]
    width = max([end] + [one / (1 - LEAST_CUT) for one in rest])
    return width, {bar.scheme: max(0.0, bar.length() - width) for bar in bars}


def _figure(canvas, bars):
    width, cuts = cut(bars)
    occurring = [one for one in measures.PARTS if any(bar.parts.get(one, 0) > 0 for bar in bars)]
    lines = (len(occurring) + 1) // 2
    figure, axes = _bars.figure(canvas, bars, more=0.12 * lines)
    for place, bar in enumerate(bars):
        _draw(axes, place, bar, width, cuts[bar.scheme])
    axes.set_xlim(0, (width or 1) * _bars.WITH_NUMBERS)
    _bars.label(axes, [bar.scheme for bar in bars])
    axes.set_xlabel("time since the old link was lost (ms)")
    style.legend(
        axes, [Patch(label=measures.PARTS[part], **_look(part)) for part in occurring], columns=2
    )
    return figure


def _look(part):
    index = list(measures.PARTS).index(part)
    return {
        "facecolor": style.PARTS[index],
        "hatch": style.PART_HATCHES[index],
        "edgecolor": "white",
        "linewidth": 0.3,
    }


def _draw(axes, place, bar, width, shortened):
    """The parts one behind the other, and what they come to."""
    longest = max(bar.parts, key=bar.parts.get)
    left = 0
    for part, length in bar.parts.items():
        shown = length - (shortened if part == longest else 0)
        axes.barh(place, shown, left=left, height=_bars.BAR, **_look(part))
        if shortened and part == longest:
            _mark_cut(axes, place, left, shown, length, width)
        left += shown
    text = f"{bar.length():.0f}"
    if bar.lost:
        part = f"{bar.lost} of {bar.handovers} " if bar.lost < bar.handovers else ""
        text += f", {part}never resumed"
    _bars.number(axes, left, place, text)


def _mark_cut(axes, place, left, shown, length, width):
    """Two strokes through a part, and its whole length."""
    middle, half = left + 0.72 * shown, _bars.BAR / 2 + 0.08
    slant = 0.012 * width
    for shift, colour, thick in ((0, "white", 3.0), (-slant, "black", 0.7), (slant, "black", 0.7)):
        axes.plot(
            [middle + shift - slant, middle + shift + slant],
            [place + half, place - half],
            color=colour,
            linewidth=thick,
            solid_capstyle="butt",
        )
    box = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    axes.text(
        left + 0.36 * shown, place, f"{length:.0f}", ha="center", va="center", fontsize=6, bbox=box
    )
