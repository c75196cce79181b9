# SPDX-License-Identifier: GPL-2.0-only
"""What goes through the middle of the network: packets that anchors forward (one that two
anchors forward counts twice) and those that the busiest router forwards, both as shares of all
packets sent, and the share of the octet-hops of data that are in a tunnel; means over runs with
their 95% confidence intervals."""

from plots import _bars
from plots._figures import estimate, table

SHARES = {
    "anchor_share": "anchors\n(% of sent)",
    "busiest_share": "busiest router\n(% of sent)",
    "tunnelled_percent": "in tunnels\n(% of octet-hops)",
}


def draw(data, canvas):
    """A plot for each case and access, with a panel for each share of which there are figures."""
    for case, access in data.panels():
        rows = []
        for scheme in data.schemes():
            for point in data.base(case, access, scheme):
                runs = data.where(data.runs, point.keys)
                rows += [
                    {"scheme": scheme, "share": name, **estimate(runs[name], "percent")}
                    for name in SHARES
                ]
        frame = table(rows, "percent")
        if frame is not None:
            known = [row for row in rows if row["percent"] == row["percent"]]
            canvas.save(_figure(data, canvas, known), frame, case, access)


def _figure(data, canvas, rows):
    schemes = [one for one in data.schemes() if one in {row["scheme"] for row in rows}]
    shares = [name for name in SHARES if name in {row["share"] for row in rows}]
    figure, panels = _bars.figure(canvas, schemes, len(shares), more=0.12)
    for name, axes in zip(shares, panels if len(shares) > 1 else [panels]):
        mine = {row["scheme"]: row for row in rows if row["share"] == name}
        _bars.bars(axes, schemes, data.schemes(), _all(schemes, mine), "percent")
        axes.set_xlabel(SHARES[name])
        axes.locator_params(axis="x", nbins=4)
        _bars.label(axes, schemes)
    return figure


def _all(schemes, rows):
    """A row for each scheme, without a value where there is none."""
    nothing = {"percent": float("nan")}
    return {scheme: rows.get(scheme, nothing) for scheme in schemes}
