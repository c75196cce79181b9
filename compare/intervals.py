# SPDX-License-Identifier: GPL-2.0-only
"""Means and quantiles with confidence intervals, by SciPy."""

import math
import zlib

import numpy
from scipy import stats

CONFIDENCE = 0.95
RESAMPLES = 2000
NOISE = 1e-9  # relative; differences below it are of floating-point numbers, not of runs


def is_constant(values):
    """Whether several values are all the same, but for the last digits of their representation."""
    values = numpy.asarray(values, dtype=float)
    return len(values) > 1 and numpy.ptp(values) <= NOISE * max(1.0, numpy.abs(values).max())


def mean_interval(values):
    """The mean of independent values and the interval of Student's t; the interval is not a number
    for less than two."""
    values = numpy.asarray(values, dtype=float)
    if len(values) == 0:
        return math.nan, math.nan, math.nan
    mean = math.fsum(values) / len(values)
    if len(values) < 2:
        return mean, math.nan, math.nan
    if is_constant(values):
        return mean, mean, mean
    error = stats.sem(values) * stats.t.ppf((1 + CONFIDENCE) / 2, len(values) - 1)
    return mean, mean - error, mean + error


def quantile_interval(groups, quantile, name):
    """A quantile of all values (linear between two) and its bootstrap interval (percentile method).
    What is drawn again are whole groups, the runs: values of one run depend on each other.

    groups: an array of values for each run.
    name: of what this is; decides on the draws, so that they repeat."""
    groups = [numpy.asarray(group, dtype=float) for group in groups if len(group)]
    if not groups:
        return math.nan, math.nan, math.nan
    value = float(numpy.quantile(numpy.concatenate(groups), quantile))
    if len(groups) < 2:
        return value, math.nan, math.nan
    generator = numpy.random.default_rng(zlib.crc32(f"{name} {quantile}".encode()))
    if len({len(group) for group in groups}) == 1:
        table = numpy.stack(groups)

        def statistic(indices, axis):
            # One row of runs, or many of them.
            drawn = table[indices.astype(int)]
            return numpy.quantile(drawn.reshape(*drawn.shape[:-2], -1), quantile, axis=axis)

        vectorized = True
    else:

        def statistic(indices):
            drawn = numpy.concatenate([groups[i] for i in indices.astype(int)])
            return numpy.quantile(drawn, quantile)

        vectorized = False
    found = stats.bootstrap(
        (numpy.arange(len(groups)),),
        statistic,
        n_resamples=RESAMPLES,
        vectorized=vectorized,
        confidence_level=CONFIDENCE,
        method="percentile",
        random_state=generator,
    ).confidence_interval
    return value, float(found.low), float(found.high)
