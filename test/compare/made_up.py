# SPDX-License-Identifier: GPL-2.0-only
"""Made-up comparisons: their folders as ./pmipv6 compare leaves them, with figures of a test's choice."""

import itertools
import os

import pandas

import measures
import plan as plans

PARAMETERS = {
    "access": "ideal",
    "wifiHandover": "fast",
    "traffic": "udp",
    "apDistance": 100,
    "speed": 20,
    "bin": 100,
    "moves": 3,
}
RUN_COLUMNS = ["seed"] + [measure.name for measure in measures.RUN]
HANDOVER_COLUMNS = ["handover", "node", "from", "to", "detached_s"] + [
    measure.name for measure in measures.HANDOVER
]
HANDOVER_COLUMNS += ["interruption_down_why", "interruption_up_why"]


class Comparison:
    """Makes the folder of a comparison.

    schemes, axes: what is compared; axes as {option: (form, values)}.
    idle: options that change nothing, by scheme.
    runs: the figures of a run, of its keys and number; nothing: there is none.
    handovers: those of its handovers, likewise."""

    def __init__(self, folder, schemes, axes=None, idle=None, parameters=None, count=2):
        self.folder = folder
        self._schemes = list(schemes)
        self._axes = axes or {}
        self._idle = idle or {}
        self._parameters = {**PARAMETERS, **(parameters or {})}
        self._count = count

    def _points(self):
        points = {}
        choices = itertools.product(*(values for _, values in self._axes.values()))
        for values, scheme in itertools.product(list(choices), self._schemes):
            keys = {"scheme": scheme, "case": "a21", "access": self._parameters["access"]}
            chosen = dict(zip(self._axes, values))
            for name, value in chosen.items():
                keys[name] = None if name in self._idle.get(scheme, ()) else value
            own = {name: float(value) for name, value in chosen.items() if name in self._parameters}
            name = "--".join(str(value) for value in keys.values())
            parameters = {**self._parameters, **own}
            points[name] = plans.Point(name, [], keys, parameters, [], 1.0)
        return list(points.values())

    def write(self, runs=lambda keys, run: None, handovers=lambda keys, run: ()):
        """comparison.json, runs.csv and handovers.csv."""
        os.makedirs(self.folder, exist_ok=True)
        points = self._points()
        request = {
            "schemes": self._schemes,
            "cases": ["a21"],
            "accesses": [self._parameters["access"]],
            "settings": [],
            "keep": "results",
            "command": "./pmipv6 compare",
        }
        axes = [[name, list(values)] for name, (_, values) in self._axes.items()]
        forms = {name: form for name, (form, _) in self._axes.items()}
        plans.Plan(
            request=request,
            program="",
            digest="",
            folder="",
            files={},
            runs=self._count,
            axes=axes,
            points=points,
            batches=[],
            forms=forms,
        ).save(self.folder)
        run_rows, handover_rows = [], []
        for point, run in itertools.product(points, range(1, self._count + 1)):
            head = {**point.keys, "run": run}
            figures = runs(point.keys, run)
            if figures is not None:
                run_rows.append({**head, "seed": 1, **figures})
            for number, figures in enumerate(handovers(point.keys, run), 1):
                row = {"handover": number, "node": "mn1", "detached_s": 10.0, **figures}
                handover_rows.append({**head, **row})
        keys = list(points[0].keys) + ["run"]
        self._save("runs.csv", run_rows, keys + RUN_COLUMNS)
        self._save("handovers.csv", handover_rows, keys + HANDOVER_COLUMNS)
        return self

    def _save(self, name, rows, columns):
        table = pandas.DataFrame(rows, columns=columns)
        table.to_csv(os.path.join(self.folder, name), index=False)

    def write_run_file(self, point, run, name, text):
        """A file of a run of the point of that name."""
        folder = os.path.join(self.folder, "runs", point, str(run))
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
