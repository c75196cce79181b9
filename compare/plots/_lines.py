# SPDX-License-Identifier: GPL-2.0-only
"""Lines of schemes over an axis of numbers or of words, with their intervals."""

from dataclasses import dataclass

import numpy
from matplotlib.lines import Line2D

import style

FAR = 4  # how many times as high others must be for an axis of their own
# Points of schemes stand apart so that those with the same figures can be seen.
DODGE = 0.016  # of the axis, from one to the next
LINE_OF_NAMES = 45  # letters that fit below an axis
DODGE_NEXT = 0.32  # of the way to the next place, to each side at the most


@dataclass
class Line:
    """A scheme's figures."""

    scheme: str
    x: list
    mean: list
    low: list
    high: list
    is_flat: bool = False  # x changes nothing: drawn from end to end, its markers hollow

    @classmethod
    def of(cls, scheme, rows, column, x, is_flat=False):
        """Of rows of estimates, those that have a value."""
        known = [(place, row) for place, row in zip(x, rows) if not numpy.isnan(row[column])]
        known.sort(key=lambda pair: pair[0])
        mean = numpy.array([row[column] for _, row in known])
        low = numpy.array([row["ci95_low"] for _, row in known])
        high = numpy.array([row["ci95_high"] for _, row in known])
        low, high = (numpy.where(numpy.isnan(end), mean, end) for end in (low, high))
        return cls(
            scheme, numpy.array([place for place, _ in known], float), mean, low, high, is_flat
        )


def split(lines, is_higher):
    """The schemes whose figures are so much higher than those of most that they need an axis of
    their own; none where it is not so.

    is_higher: whether some lines are as a whole above others, as whole_above and always_above say.
    """
    order = sorted(lines, key=lambda line: max(line.mean))
    for i in range((len(order) + 1) // 2, len(order)):
        lower, higher = order[:i], order[i:]
        if 0 < max(max(line.mean) for line in lower) and is_higher(higher, lower):
            return [line.scheme for line in higher]
    return []


def whole_above(higher, lower):
    """Whether all figures of some lines are far above all those of others."""
    return min(min(line.mean) for line in higher) > FAR * max(max(line.mean) for line in lower)


def always_above(higher, lower):
    """Whether some lines get far above others, and never meet them."""
    least, most = {}, {}
    for line in higher:
        for place, mean in zip(line.x, line.mean):
            least[place] = min(mean, least.get(place, mean))
    for line in lower:
        for place, mean in zip(line.x, line.mean):
            most[place] = max(mean, most.get(place, mean))
    highest = min(max(line.mean) for line in higher)
    return highest > FAR * max(most.values()) and all(
        least[place] > most[place] for place in set(least) & set(most)
    )


def break_marks(top, bottom):
    """Shows that an axis goes on above another."""
    top.spines["bottom"].set_visible(False)
    top.tick_params(bottom=False, labelbottom=False)
    marks = dict(marker=[(-1, -0.5), (1, 0.5)], markersize=6, linestyle="none", color="k", mew=0.8)
    top.plot([0], [0], transform=top.transAxes, clip_on=False, **marks)
    bottom.plot([0], [1], transform=bottom.transAxes, clip_on=False, **marks)


def _scale(is_logarithmic):
    """From figures to lengths on an axis, and back."""
    if is_logarithmic:
        return numpy.log10, lambda lengths: 10.0**lengths
    return (numpy.asarray,) * 2


class Lines:
    """A figure of lines; two axes, one above the other, where some schemes are far above others."""

    def __init__(self, canvas, schemes, lines, log="", height=2.7, apart=False):
        """log: "x", "y" or "xy", which axes are logarithmic.
        apart: schemes that are far above others at some places alone have axes of their own too.
        """
        self._all = schemes
        self._log = log
        self._lines = [line for line in lines if len(line.x)]
        self._zeros = []  # schemes that a logarithmic axis cannot have
        if "y" in log:
            self._zeros = [line.scheme for line in self._lines if not max(line.mean) > 0]
            self._lines = [line for line in self._lines if min(line.mean) > 0]
        named = {line.scheme for line in self._lines}
        self._schemes = [one for one in schemes if one in named]
        self._far = [] if "y" in log else split(self._lines, whole_above)
        self._is_broken = bool(self._far)
        if apart and not self._far:
            self._far = split(self._lines, always_above)
        if self._far:
            ratios = [1, 2.2 if self._is_broken else 1.2]
            self.figure, (self.top, self.axes) = canvas.figure(
                height * 1.15, 2, sharex=True, gridspec_kw={"height_ratios": ratios}
            )
        else:
            self.figure, self.axes = canvas.figure(height)
            self.top = self.axes
        if self._is_broken:
            break_marks(self.top, self.axes)
        if "x" in log:
            self.axes.set_xscale("log")
        if "y" in log:
            self.axes.set_yscale("log")

    def draw(self, x_label, y_label, ticks=None, names=None, joined=True):
        """Draws all: lines where points are joined; ticks and their names where they are given."""
        places = sorted({place for line in self._lines for place in line.x} | set(ticks or []))
        for line in self._lines:
            axes = self.top if line.scheme in self._far else self.axes
            self._draw(axes, line, places, joined)
        if names:
            is_long = sum(map(len, names)) > LINE_OF_NAMES
            self.axes.set_xticks(ticks, names, rotation=90 if is_long else 0)
        elif ticks and len(ticks) <= 8 and "x" not in self._log:
            self.axes.set_xticks(ticks)
        if not joined:
            self.axes.set_xlim(places[0] - 0.5, places[-1] + 0.5)
        self.axes.set_xlabel(x_label)
        self._limit()
        if self._far:
            self.figure.supylabel(y_label, fontsize=style.matplotlib.rcParams["axes.labelsize"])
        else:
            self.axes.set_ylabel(y_label)
        handles = [self._handle(scheme, joined) for scheme in self._schemes]
        handles += [Line2D([], [], linestyle="none", label=f"{one}: 0") for one in self._zeros]
        style.legend(self.top, handles)
        return self.figure

    def _limit(self):
        """Lengths begin at 0, but for those above a break."""
        if "y" in self._log:
            return
        near = [line for line in self._lines if line.scheme not in self._far]
        highest = max((max(line.high) for line in near), default=0)
        self.axes.set_ylim(0, highest * 1.06 if highest > 0 else 1)
        if self._far:
            lines = [line for line in self._lines if line.scheme in self._far]
            low, high = min(min(line.low) for line in lines), max(max(line.high) for line in lines)
            margin = 0.25 * (high - low) or 0.1 * high
            if self._is_broken:
                self.top.set_ylim(low - margin, high + margin)
            else:
                self.top.set_ylim(0, high * 1.06)
            self.top.yaxis.set_major_locator(style.matplotlib.ticker.MaxNLocator(3))

    def _beside(self, line, places, joined):
        """Where a line's points are drawn: so far along the line, or to the side where there is none,
        that those of other schemes can be seen."""
        to_x, from_x = _scale("x" in self._log)
        to_y, from_y = _scale("y" in self._log)
        x, y, places = to_x(line.x), to_y(line.mean), to_x(numpy.array(places, float))
        length = (places[-1] - places[0]) or 1.0
        others = [numpy.abs(places[places != place] - place) for place in x]
        nearest = numpy.array([min(ways, default=length) for ways in others])
        width = DODGE_NEXT * nearest
        middle = (len(self._schemes) - 1) / 2
        part = (self._schemes.index(line.scheme) - middle) / middle if middle else 0
        if not joined:
            return x + part * width, line.mean
        width = numpy.minimum(DODGE * middle * length, width)
        if not (numpy.diff(x) > 0).all():  # several points at one place: no way along the line
            return from_x(x + part * width), line.mean
        shift = numpy.full(len(x), float(part))
        if len(x) > 1:  # at its ends all are on the line
            shift[0], shift[-1] = part + 1, part - 1
        beside = x + shift * width
        return from_x(beside), from_y(numpy.interp(beside, x, y))

    def _draw(self, axes, line, places, joined):
        colour, marker, dashes = style.scheme_style(line.scheme, self._all)
        x, y = self._beside(line, places, joined)
        if joined:
            axes.plot(line.x, line.mean, color=colour, linestyle=dashes, zorder=2)
        look = {"color": colour, "linestyle": "none", "zorder": 3}
        axes.errorbar(
            x, y, yerr=[line.mean - line.low, line.high - line.mean], elinewidth=0.8, **look
        )
        face = "white" if line.is_flat else colour
        axes.plot(x, y, marker=marker, markerfacecolor=face, clip_on=False, **look)

    def _handle(self, scheme, joined):
        colour, marker, dashes = style.scheme_style(scheme, self._all)
        is_flat = all(line.is_flat for line in self._lines if line.scheme == scheme)
        return Line2D(
            [],
            [],
            color=colour,
            marker=marker,
            linestyle=dashes if joined else "none",
            label=scheme,
            markerfacecolor="white" if is_flat else colour,
        )
