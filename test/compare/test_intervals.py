# SPDX-License-Identifier: GPL-2.0-only
"""The statistics of a comparison against those of R: means and paired differences with intervals of
Student's t, quantiles, and bootstrap intervals over runs.

What R gave for the data below is kept here; where Rscript is, R is asked again."""

import math
import pathlib
import random
import shutil
import subprocess
import sys
import types
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "compare"))

import numpy
import pandas

import intervals
import measures
import tables
from data import Data

ONE = [72.1, 74.6, 71.9, 80.25, 77.7, 69.4, 73.3, 75.05]
OTHER = [83.9, 84.2, 88.8, 92.1, 81.7, 86.4, 90.3, 84.05]
SMALL = [1e-9, 3e-9]
LARGE = [1000001.0, 1000002.0, 1000004.0]  # of which little varies


def made_up_runs(numbers):
    """Values of handovers: those of a run have much in common."""
    draws = random.Random(5)
    runs = []
    for number in numbers:
        middle = draws.gauss(80, 10)
        runs.append([round(middle + draws.gauss(0, 3), 3) for _ in range(number)])
    return runs


# Runs with as many handovers each, and with different numbers of them.
EVEN = made_up_runs([3] * 12)
UNEVEN = made_up_runs([1, 3, 4, 2, 3, 1, 5, 2, 3, 3, 4, 6])
QUANTILES = (0.5, 0.95, 0.99)
# A bootstrap interval's end is a quantile of that many draws: it is between quantiles of the whole
# distribution that far, four standard deviations, from its own.
SLACK = 4 * math.sqrt(0.025 * 0.975 / intervals.RESAMPLES)

SCRIPT = """
say <- function(name, ...) cat(name, sprintf("%.15g", c(...)), "\\n")
interval <- function(t) c(t$estimate, t$conf.int)
say("one", interval(t.test(one)))
say("small", interval(t.test(small)))
say("large", interval(t.test(large)))
say("paired", interval(t.test(other, one, paired = TRUE)))
say("pairs-left", interval(t.test(other[3:8], one[3:8], paired = TRUE)))
say("even", quantile(unlist(even), quantiles, type = 7))
say("uneven", quantile(unlist(uneven), quantiles, type = 7))
set.seed(7)
ends <- c(0.025 - slack, 0.025 + slack, 0.975 - slack, 0.975 + slack)
draws <- function(groups, q) replicate(20000,
  quantile(unlist(groups[sample(length(groups), replace = TRUE)]), q, type = 7, names = FALSE))
for (q in c(0.5, 0.95)) {
  say(paste0("even-", q), quantile(draws(even, q), ends))
  say(paste0("uneven-", q), quantile(draws(uneven, q), ends))
}
"""
# What it gave, by R 4.2.2.
R = {
    "one": [74.2875, 71.404850988525, 77.170149011475],
    "small": [2e-09, -1.07062047361747e-08, 1.47062047361747e-08],
    "large": [1000002.33333333, 999998.5387503, 1000006.12791637],
    "paired": [12.14375, 8.23946979951401, 16.048030200486],
    "pairs-left": [12.625, 6.97968487705241, 18.2703151229476],
    "even": [81.135, 93.5235, 94.3296],
    "uneven": [81.06, 103.8802, 106.05364],
    "even-0.5": [73.053, 76.217, 85.2525, 85.735],
    "uneven-0.5": [77.509, 78.821, 95.079, 99.986],
    "even-0.95": [86.105, 87.806, 94.758, 94.758],
    "uneven-0.95": [91.8524, 95.0511, 106.747, 106.747],
}


def _in_r(value):
    """A value as R has it: a list of lists is a list, a list of numbers a vector."""
    if isinstance(value, (list, tuple)):
        kind = "list" if isinstance(value[0], list) else "c"
        return f"{kind}({', '.join(_in_r(one) for one in value)})"
    return repr(value)


def ask_r():
    """What R gives now."""
    data = {
        "one": ONE, "other": OTHER, "small": SMALL, "large": LARGE, "even": EVEN, "uneven": UNEVEN,
        "quantiles": QUANTILES, "slack": SLACK,
    }
    script = "".join(f"{name} <- {_in_r(value)}\n" for name, value in data.items()) + SCRIPT
    done = subprocess.run(
        ["Rscript", "--vanilla", "-"], input=script, capture_output=True, text=True, check=True
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {name: [float(value) for value in values] for name, *values in lines}


class Case(unittest.TestCase):
    def close(self, found, expected):
        self.assertEqual(len(found), len(expected))
        for mine, other in zip(found, expected):
            # SciPy's and R's quantiles of Student's t differ in the eleventh digit.
            self.assertTrue(math.isclose(mine, other, rel_tol=1e-9), f"{found} and {expected}")


class AgainstR(Case):
    @unittest.skipUnless(shutil.which("Rscript"), "no Rscript")
    def test_r_gives_what_is_kept_here(self):
        found = ask_r()
        self.assertEqual(sorted(found), sorted(R))
        for name, values in found.items():
            self.close(values, R[name])

    def test_mean_intervals_are_those_of_t_test(self):
        self.close(intervals.mean_interval(ONE), R["one"])
        self.close(intervals.mean_interval(SMALL), R["small"])
        self.close(intervals.mean_interval(LARGE), R["large"])

    def test_quantiles_are_those_of_type_7(self):
        for name, groups in (("even", EVEN), ("uneven", UNEVEN)):
            found = [intervals.quantile_interval(groups, q, "any")[0] for q in QUANTILES]
            self.close(found, R[name])

    def test_bootstrap_intervals_are_those_of_runs_drawn_again(self):
        for name, groups in (("even", EVEN), ("uneven", UNEVEN)):
            for quantile in (0.5, 0.95):
                low, more_low, less_high, high = R[f"{name}-{quantile}"]
                for draw in range(3):
                    _, mine_low, mine_high = intervals.quantile_interval(groups, quantile, str(draw))
                    self.assertTrue(low <= mine_low <= more_low, f"{name} {quantile}: {mine_low}")
                    self.assertTrue(less_high <= mine_high <= high, f"{name} {quantile}: {mine_high}")


def made_up(values):
    """A comparison's data of one figure.

    values: by scheme, the figure by run."""
    keys = {"scheme": None, "case": "a21", "access": "ideal"}
    points = [
        types.SimpleNamespace(name=scheme, keys={**keys, "scheme": scheme}) for scheme in values
    ]
    rows = [
        {**keys, "scheme": scheme, "run": run, "messages": value}
        for scheme, runs in values.items()
        for run, value in runs.items()
    ]
    data = Data.__new__(Data)
    data.keys = list(keys)
    names = [measure.name for measure in measures.RUN]
    data.runs = pandas.DataFrame(rows, columns=[*keys, "run", *names])
    data.plan = types.SimpleNamespace(points=points, request={"schemes": list(values)})
    return data


class PairedDifferences(Case):
    def pair(self, values):
        table = tables.pair(made_up(values))
        (row,) = table[table["metric"] == "messages"].to_dict("records")
        return row

    def test_are_those_of_paired_t_test_whatever_the_order_of_runs(self):
        row = self.pair(
            {
                "pmipv6": dict(enumerate(ONE, 1)),
                "epmip": dict(reversed(list(enumerate(OTHER, 1)))),
            }
        )
        self.assertEqual((row["scheme_a"], row["scheme_b"]), ("pmipv6", "epmip"))
        self.close([row["b_minus_a"], row["ci95_low"], row["ci95_high"]], R["paired"])
        self.assertEqual((row["runs"], row["null_runs"]), (8, 0))

    def test_are_of_runs_that_both_have(self):
        one, other = dict(enumerate(ONE, 1)), dict(enumerate(OTHER, 1))
        del one[1]  # has failed
        other[2] = math.nan  # has no value
        row = self.pair({"pmipv6": one, "epmip": other})
        self.close([row["b_minus_a"], row["ci95_low"], row["ci95_high"]], R["pairs-left"])
        self.assertEqual((row["runs"], row["null_runs"]), (6, 1))

    def test_of_no_common_runs_are_nothing(self):
        row = self.pair({"pmipv6": {1: 5.0}, "epmip": {2: 6.0}})
        self.assertTrue(math.isnan(row["b_minus_a"]))
        self.assertEqual(row["runs"], 0)


class Edges(unittest.TestCase):
    def setUp(self):
        warnings.simplefilter("error")

    def tearDown(self):
        warnings.resetwarnings()

    def none(self, values):
        self.assertTrue(all(math.isnan(value) for value in values), values)

    def test_of_no_value_nothing_is_known(self):
        self.none(intervals.mean_interval([]))
        self.none(intervals.quantile_interval([], 0.5, "any"))
        self.none(intervals.quantile_interval([[], []], 0.5, "any"))

    def test_one_value_has_no_interval(self):
        mean, *interval = intervals.mean_interval([5])
        self.assertEqual(mean, 5)
        self.none(interval)
        value, *interval = intervals.quantile_interval([[], [1, 2]], 0.5, "any")
        self.assertEqual(value, 1.5)
        self.none(interval)

    def test_equal_values_have_an_interval_of_no_width(self):
        self.assertEqual(intervals.mean_interval([0.1] * 7), (0.1, 0.1, 0.1))
        self.assertEqual(intervals.quantile_interval([[2.5]] * 4, 0.95, "any"), (2.5, 2.5, 2.5))
        self.assertEqual(
            intervals.quantile_interval([[2.5], [2.5, 2.5]], 0.95, "any"), (2.5, 2.5, 2.5)
        )

    def test_what_is_no_number_makes_no_number(self):
        warnings.simplefilter("ignore")
        self.none(intervals.mean_interval([1, math.nan, 3]))
        self.none(intervals.quantile_interval([[1, math.nan], [2, 3]], 0.5, "any"))
        self.none(intervals.quantile_interval([[1, math.nan], [2]], 0.5, "any"))

    def test_draws_repeat_and_depend_on_what_they_are_of(self):
        generator = numpy.random.default_rng(1)
        groups = [generator.normal(size=7) for _ in range(20)]
        first = intervals.quantile_interval(groups, 0.95, "one")
        self.assertEqual(first, intervals.quantile_interval(groups, 0.95, "one"))
        others = {intervals.quantile_interval(groups, 0.95, str(i))[1:] for i in range(4)}
        self.assertGreater(len(others), 1)


if __name__ == "__main__":
    unittest.main()
