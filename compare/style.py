# SPDX-License-Identifier: GPL-2.0-only
"""How plots look: one column of a paper wide, for readers who do not see all colours, the same
octets for the same data."""

import os

import matplotlib

matplotlib.use("Agg")

import matplotlib.ticker  # noqa: E402
from matplotlib import pyplot  # noqa: E402

from collect import save  # noqa: E402

WIDTH_IN = 3.4  # one column of a paper
HEIGHT_IN = 2.5
RESOLUTION_DPI = 300
# Paul Tol's muted scheme: nine colours that differ for all readers; and a marker and a line each, for
# prints without colour. A scheme that is not named here gets what is left over.
SCHEMES = {
    "pmipv6": ("#332288", "o", "-"),
    "none": ("#888888", "x", ":"),
    "localized-routing": ("#117733", "s", "-"),
    "uncoordinated": ("#999933", "D", "--"),
    "epmip": ("#CC6677", "^", "-"),
    "dmm-relay": ("#88CCEE", "v", "-"),
    "dmm-locator": ("#44AA99", "<", "--"),
    "dmm-proxy": ("#AA4499", ">", "-."),
    "mipv6": ("#882255", "P", "-."),
}
OTHERS = (("#DDCC77", "*", "-"), ("#000000", "h", "--"), ("#661100", "X", ":"))
# Parts of a whole, told apart by their hatches where there is no colour.
PARTS = (
    "#BBCCEE",
    "#332288",
    "#88CCEE",
    "#117733",
    "#999933",
    "#CC6677",
    "#AA4499",
    "#882255",
    "#DDCC77",
)
PART_HATCHES = ("....", "", "////", "", "----", "\\\\\\\\", "", "xxxx", "")

matplotlib.rcParams.update(
    {
        "font.size": 8,
        "axes.labelsize": 8,
        "axes.titlesize": 8,
        "legend.fontsize": 6.5,
        "xtick.labelsize": 7,
        "ytick.labelsize": 7,
        "lines.linewidth": 1.1,
        "lines.markersize": 3.5,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.linewidth": 0.4,
        "grid.color": "#dddddd",
        "legend.frameon": False,
        "errorbar.capsize": 2,
        "hatch.linewidth": 0.4,
        "axes.formatter.useoffset": False,
        "svg.hashsalt": "pmipv6",
        "svg.fonttype": "path",
    }
)


def scheme_style(scheme, schemes):
    """Colour, marker and line of a scheme."""
    if scheme in SCHEMES:
        return SCHEMES[scheme]
    unnamed = [one for one in schemes if one not in SCHEMES]
    return OTHERS[unnamed.index(scheme) % len(OTHERS)]


class Canvas:
    """Where plots of one kind are put: plots/NAME.svg, .png and .csv."""

    def __init__(self, folder, kind):
        self._folder = os.path.join(folder, "plots")
        os.makedirs(self._folder, exist_ok=True)
        self._kind = kind
        self.names = []

    def figure(self, height=HEIGHT_IN, rows=1, columns=1, **more):
        """A figure and its axes, as pyplot.subplots gives them, which gets what is more."""
        return pyplot.subplots(
            rows, columns, figsize=(WIDTH_IN, height), layout="constrained", **more
        )

    def save(self, figure, table, *parts):
        """A figure, and the data behind it. The parts of the name are behind that of the kind."""
        name = "-".join([self._kind, *(part.replace("/", "%2F") for part in parts)])
        path = os.path.join(self._folder, name)
        for end in (".svg", ".png"):
            partial = f"{path}.partial{end}"
            metadata = {"Date": None} if end == ".svg" else {"Software": None}
            figure.savefig(partial, dpi=RESOLUTION_DPI, metadata=metadata)
            os.replace(partial, path + end)
        pyplot.close(figure)
        save(table, path + ".csv")
        self.names.append(name)


def plain_ticks(axis, low, high):
    """Ticks of a logarithmic axis as plain numbers."""
    ticks = [step * 10.0**power for power in range(-3, 7) for step in (1, 2, 5)]
    first = max((tick for tick in ticks if tick <= low), default=ticks[0])
    shown = [tick for tick in ticks if first <= tick <= high * 1.05]
    axis.set_ticks(shown, [f"{tick:g}" for tick in shown])
    axis.set_minor_locator(matplotlib.ticker.NullLocator())


def legend(axes, handles=None, columns=3):
    """The legend, above the axes, where it hides no data."""
    handles = axes.get_legend_handles_labels()[0] if handles is None else handles
    axes.legend(
        handles=handles,
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncol=columns,
        columnspacing=1.0,
        handlelength=2.4,
        handletextpad=0.5,
        borderaxespad=0.4,
    )
