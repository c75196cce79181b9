# SPDX-License-Identifier: GPL-2.0-only
"""A comparison's collected results, as its tables and plots read them."""

import os

import pandas

import plan as plans

FIXED_KEYS = ("scheme", "case", "access")


class Data:
    """runs.csv and handovers.csv, and what was asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.plan = plans.load(folder)
        self.keys = list(self.plan.points[0].keys)
        text = {key: str for key in self.keys}
        self.runs = self._read("runs.csv", text)
        self.handovers = self._read("handovers.csv", text)
        self.axes = {name: values for name, values in self.plan.axes}

    def _read(self, name, types):
        table = pandas.read_csv(os.path.join(self.folder, name), dtype=types, keep_default_na=False,
                                na_values=[""])
        # A scheme's name is a word, "none" too; an option that changes nothing has none.
        for key in self.keys:
            table[key] = table[key].astype(object).where(table[key].notna(), None)
        return table

    def points(self):
        """The plan's points, in its order."""
        return self.plan.points

    def where(self, table, keys):
        """The rows of a table that have those keys."""
        chosen = pandas.Series(True, index=table.index)
        for key, value in keys.items():
            chosen &= table[key].isna() if value is None else table[key] == value
        return table[chosen]

    def latencies(self, point, column):
        """The handovers of a point that have a value of a latency that is one of the handover, how
        many have none, and how many are left out since packets were too far apart."""
        handovers = self.where(self.handovers, point.keys)
        known = handovers[handovers[column].notna()]
        coarse = column.replace("_ms", "_coarse")
        fine = known[~known[coarse].astype(bool)] if coarse in known else known
        return fine, len(handovers) - len(known), len(known) - len(fine)

    def panels(self):
        """Cases and accesses, each with the other, in their order."""
        request = self.plan.request
        return [(case, access) for case in request["cases"] for access in request["accesses"]]

    def base(self, case, access, scheme, free=()):
        """The keys of a scheme's points where each option that varies has its first value, but for
        those that are free; None where an option changes nothing."""
        keys = []
        for point in self.points():
            if (point.keys["case"], point.keys["access"], point.keys["scheme"]) != (
                case, access, scheme,
            ):
                continue
            if all(
                name in free or point.keys[name] in (None, values[0])
                for name, values in self.axes.items()
            ):
                keys.append(point)
        return keys

    def schemes(self):
        """Schemes, in the order in which they were given."""
        return self.plan.request["schemes"]
