# SPDX-License-Identifier: GPL-2.0-only
"""The tables of a comparison: summary.csv, quantiles.csv, paired.csv and README.md."""

import itertools
import os
import sys

import numpy
import pandas

import intervals
import measures
import page
from collect import save
from data import Data
from folder import write

QUANTILES = (0.5, 0.95, 0.99)
LATENCIES = (
    "service_gap_down_ms",
    "service_gap_up_ms",
    "interruption_down_ms",
    "interruption_up_ms",
)
NO_VARIANCE = "no variance"  # marks a point whose runs all have the same value


def summarize(data):
    """A row for each point and measure."""
    rows = []
    for point in data.points():
        runs = data.where(data.runs, point.keys)
        for measure in measures.RUN:
            values = runs[measure.name].dropna().to_numpy(dtype=float)
            mean, low, high = intervals.mean_interval(values)
            rows.append(
                {
                    **point.keys,
                    "metric": measure.name,
                    "unit": measure.unit,
                    "mean": mean,
                    "ci95_low": low,
                    "ci95_high": high,
                    "runs": len(values),
                    "null_runs": len(runs) - len(values),
                    "sd": numpy.std(values, ddof=1) if len(values) > 1 else numpy.nan,
                    "min": values.min() if len(values) else numpy.nan,
                    "max": values.max() if len(values) else numpy.nan,
                    "note": NO_VARIANCE if intervals.is_constant(values) else "",
                }
            )
    return pandas.DataFrame(rows)


def quantiles(data):
    """A row for each point, latency and quantile, over all handovers of its runs."""
    rows = []
    for point in data.points():
        for latency in LATENCIES:
            handovers, missing, left_out = data.latencies(point, latency)
            groups = [group[latency].to_numpy(float) for _, group in handovers.groupby("run")]
            for quantile in QUANTILES:
                value, low, high = intervals.quantile_interval(
                    groups, quantile, f"{point.name} {latency}"
                )
                rows.append(
                    {
                        **point.keys,
                        "metric": latency,
                        "unit": "ms",
                        "quantile": quantile,
                        "value": value,
                        "ci95_low": low,
                        "ci95_high": high,
                        "handovers": sum(len(group) for group in groups),
                        "runs": len(groups),
                        "null_handovers": missing,
                        "coarse_handovers": left_out,
                    }
                )
    return pandas.DataFrame(rows)


def _pairs(data):
    """Each two points that differ in their schemes alone, the scheme that was given first first."""
    groups = {}
    for point in data.points():
        groups.setdefault((point.keys["case"], point.keys["access"]), []).append(point)
    for group in groups.values():
        for first, second in itertools.permutations(group, 2):
            a, b = (data.schemes().index(point.keys["scheme"]) for point in (first, second))
            if a < b and _matches(first, second):
                yield first, second


def _common_keys(first, second):
    """What two points have in common, but for the scheme."""
    return {
        key: value if value is not None else second.keys[key]
        for key, value in first.keys.items()
        if key != "scheme"
    }


def pair(data):
    """A row for each two schemes, what else is chosen, and measure: the mean difference between runs
    of the same draws."""
    names = [measure.name for measure in measures.RUN]
    tables = {
        point.name: data.where(data.runs, point.keys).set_index("run")[names].astype(float)
        for point in data.points()
    }
    rows = []
    for first, second in _pairs(data):
        one, other = tables[first.name], tables[second.name]
        both = one.index.intersection(other.index)
        differences = other.loc[both].to_numpy() - one.loc[both].to_numpy()
        for measure, column in zip(measures.RUN, differences.T):
            values = column[~numpy.isnan(column)]
            mean, low, high = intervals.mean_interval(values)
            rows.append(
                {
                    **_common_keys(first, second),
                    "scheme_a": first.keys["scheme"],
                    "scheme_b": second.keys["scheme"],
                    "metric": measure.name,
                    "unit": measure.unit,
                    "b_minus_a": mean,
                    "ci95_low": low,
                    "ci95_high": high,
                    "runs": len(values),
                    "null_runs": len(column) - len(values),
                    "note": NO_VARIANCE if intervals.is_constant(values) else "",
                }
            )
    columns = [key for key in data.keys if key != "scheme"] + ["scheme_a", "scheme_b", "metric"]
    return pandas.DataFrame(rows) if rows else pandas.DataFrame(columns=columns)


def _matches(first, second):
    """Whether two points differ in their schemes alone; an option that changes nothing for one
    matches each of its values."""
    return all(
        value == second.keys[key] or None in (value, second.keys[key])
        for key, value in first.keys.items()
        if key != "scheme"
    )


def make(folder):
    """All tables."""
    data = Data(folder)
    summary, quantile_table, paired = summarize(data), quantiles(data), pair(data)
    save(summary, os.path.join(folder, "summary.csv"))
    save(quantile_table, os.path.join(folder, "quantiles.csv"))
    save(paired, os.path.join(folder, "paired.csv"))
    write(os.path.join(folder, "README.md"), page.make(data, summary, quantile_table, paired))


if __name__ == "__main__":
    make(sys.argv[1])
