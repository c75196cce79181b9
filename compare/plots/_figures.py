# SPDX-License-Identifier: GPL-2.0-only
"""Figures behind plots: means with their intervals, options as they stand on an axis."""

import math
import os

import pandas

import intervals
import plan as plans

# What an option is on an axis, and its unit; others are there by their names.
OPTIONS = {
    "l2Gap": ("link gap", "ms"),
    "speed": ("speed", "m/s"),
    "delayAccess": ("wireless link delay", "ms"),
    "delayMagLma": ("gateway - anchor delay", "ms"),
    "delayMagMag": ("gateway - gateway delay", "ms"),
    "delayLmaLma": ("anchor - anchor delay", "ms"),
    "delayCnLma": ("correspondent - anchor delay", "ms"),
    "interval": ("packet rate", "packets/s"),
    "packetSize": ("packet size", "octets"),
    "accessLoss": ("frame error rate", "%"),
    "signallingLoss": ("signalling lost on each link", "%"),
    "signallingDuplication": ("signalling doubled on each link", "%"),
    "signallingJitter": ("signalling held back on each link, up to", "ms"),
    "mobileNodes": ("pairs of mobile nodes", ""),
    "correspondents": ("correspondents", ""),
    "moves": ("moves of a node", ""),
    "moveOffset": ("move of cn1 after that of mn1", "ms"),
    "dwell": ("time in a cell", "s"),
    "flowsPerPrefix": ("flows for each prefix", ""),
    "transit": ("routers on each link of the core", ""),
    "apDistance": ("distance of access points", "m"),
    "enbDistance": ("distance of eNBs", "m"),
    "authenticationDelay": ("authentication delay", "ms"),
    "detachDetection": ("detach detection", "ms"),
    "careOfDad": ("duplicate address detection", "ms"),
    "handoffBuffer": ("handoff buffer", "packets"),
}
FORM_UNITS = {"MS": "ms", "S": "s"}
# Units as the ends of columns' names.
COLUMN_ENDS = {"": "", "%": "_percent", "m/s": "_m_per_s", "packets/s": "_per_s"}


def estimate(values, column):
    """The mean of values, one a run, under that name, and its interval; those without a value do
    not count."""
    values = [value for value in values if value is not None and not math.isnan(value)]
    mean, low, high = intervals.mean_interval(values)
    return {column: mean, "ci95_low": low, "ci95_high": high, "runs": len(values)}


def table(rows, column):
    """Rows as a table; nothing where none has a value in that column."""
    frame = pandas.DataFrame(rows)
    return frame if len(frame) and frame[column].notna().any() else None


def with_unit(label, unit):
    """A label of an axis."""
    return f"{label} ({unit})" if unit else label


class Option:
    """An option that varies, as it stands on an axis."""

    def __init__(self, data, name):
        base = name.split("#")[0]
        form = data.plan.forms.get(name, "")
        label, unit = OPTIONS.get(base, (base, FORM_UNITS.get(form, "")))
        self.name = name
        self._is_rate = base == "interval"
        self.values = data.axes[name]
        numbers = [self._number(value) for value in self.values]
        self.is_numeric = None not in numbers
        if not self.is_numeric:
            label, unit = (
                label if label != "packet rate" else base
            ), unit if form != "WORD" else ""
        self.label = with_unit(label, unit)
        base = "packet_rate" if self._is_rate else name
        self.column = base + COLUMN_ENDS.get(unit, "_" + unit) if self.is_numeric else name
        self._places = dict(zip(self.values, numbers if self.is_numeric else range(len(numbers))))

    def _number(self, value):
        try:
            number = float(value)
        except ValueError:
            return None
        if not math.isfinite(number) or (self._is_rate and number <= 0):
            return None
        return 1000 / number if self._is_rate else number

    def place(self, value):
        """Where a value stands on the axis."""
        return self._places[value]

    def places(self):
        """All places, ascending."""
        return sorted(self._places.values())

    def shown(self, value):
        """A value as the data behind a plot have it."""
        return self._places[value] if self.is_numeric else value


def run_file(data, point, run, name):
    """A file of a run, as a table; nothing where there is none."""
    path = os.path.join(plans.result_folder(data.folder, point, run), name)
    try:
        return pandas.read_csv(path, low_memory=False)
    except (FileNotFoundError, pandas.errors.EmptyDataError):
        return None


def first_handovers(data, point, node):
    """When that node detached first, by run."""
    rows = data.where(data.handovers, point.keys)
    rows = rows[rows["node"] == node].sort_values(["run", "handover"]).drop_duplicates("run")
    return {int(run): float(time) for run, time in zip(rows["run"], rows["detached_s"])}
