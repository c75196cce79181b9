# SPDX-License-Identifier: GPL-2.0-only
"""README.md of a comparison: what was run, and its main figures as tables."""

import math

import plan as plans

# Measures of the first table of a panel, and of the tables over an option.
MAIN = (
    ("service_gap_down_ms", "service gap down (ms)"),
    ("service_gap_up_ms", "service gap up (ms)"),
    ("interruption_down_ms", "interruption down (ms)"),
    ("lost_down", "lost down"),
    ("lost_up", "lost up"),
    ("messages", "messages"),
    ("path_stretch", "path stretch"),
    ("delay_mean_ms", "delay (ms)"),
    ("tunnelled_percent", "in a tunnel (%)"),
    ("signalling_octets", "signalling (octets)"),
    ("consistent", "consistent"),
)
OVER_OPTION = MAIN[:6]


def number(value):
    """Four digits, and four decimals at most, as a table has them."""
    if value is None or math.isnan(value):
        return "-"
    if abs(value) < 0.00005:
        return "0"
    digits = min(4, max(0, 3 - math.floor(math.log10(abs(value)))))
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cell(row):
    """A mean with half its interval; * for runs that are all the same, (n of m) where some have no
    value."""
    if row["runs"] == 0:
        return "-"
    text = number(row["mean"])
    if row["note"]:
        text += " \\*"
    elif not math.isnan(row["ci95_high"]):
        text += f" ± {number(row['ci95_high'] - row['mean'])}"
    if row["null_runs"]:
        text += f" ({row['runs']} of {row['runs'] + row['null_runs']})"
    return text


def table(head, rows):
    """A table of Markdown; columns of which no row has a value are left out."""
    shown = [
        i for i, _ in enumerate(head) if i == 0 or any(row[i] != "-" for row in rows)
    ]
    lines = [head] + [["---"] * len(head)] + rows
    return "\n".join("| " + " | ".join(line[i] for i in shown) + " |" for line in lines) + "\n"


class Page:
    """Makes the page."""

    def __init__(self, data, summary, quantiles, paired):
        self._data = data
        self._quantiles = quantiles
        self._paired = paired
        self._rows = {}
        keys = data.keys
        for row in summary.to_dict("records"):
            self._rows[tuple(row[key] for key in keys) + (row["metric"],)] = row

    def _cells(self, point, measures):
        key = tuple(point.keys.values())
        return [cell(self._rows[key + (name,)]) for name, _ in measures]

    def _base(self, case, access, free=()):
        for scheme in self._data.schemes():
            yield from self._data.base(case, access, scheme, free)

    def _panel(self, case, access):
        points = list(self._base(case, access))
        text = f"## {case}, {access}\n\n"
        text += table(
            ["scheme"] + [label for _, label in MAIN],
            [[point.keys["scheme"]] + self._cells(point, MAIN) for point in points],
        )
        text += "\nLatencies of all handovers, down, ms: quantiles with their intervals.\n\n"
        text += self._quantile_table(points)
        text += self._differences(case, access)
        for option in self._data.axes:
            text += self._over(case, access, option)
        return text

    def _quantile_table(self, points):
        rows = []
        columns = [
            (name, quantile)
            for name in ("service_gap_down_ms", "interruption_down_ms")
            for quantile in (0.5, 0.95)
        ]
        for point in points:
            found = self._data.where(self._quantiles, point.keys)
            cells = [point.keys["scheme"]]
            for name, quantile in columns:
                row = found[(found["metric"] == name) & (found["quantile"] == quantile)].iloc[0]
                text = number(row["value"]) if row["handovers"] else "-"
                if row["handovers"] and not math.isnan(row["ci95_low"]):
                    text += f" [{number(row['ci95_low'])}, {number(row['ci95_high'])}]"
                if row["coarse_handovers"]:
                    text += f" (without {row['coarse_handovers']} coarse)"
                cells.append(text)
            rows.append(cells)
        names = {"service_gap_down_ms": "service gap", "interruption_down_ms": "interruption"}
        head = ["scheme"] + [f"{names[name]}, {quantile:.0%}" for name, quantile in columns]
        return table(head, rows)

    def _differences(self, case, access):
        """Of each scheme to the first one."""
        reference = self._data.schemes()[0]
        paired = self._paired
        if paired.empty:
            return ""
        chosen = paired[
            (paired["case"] == case) & (paired["access"] == access) & (paired["scheme_a"] == reference)
        ]
        for name, values in self._data.axes.items():
            chosen = chosen[chosen[name].isna() | (chosen[name] == values[0])]
        if chosen.empty:
            return ""
        measures = [one for one in MAIN if one[0] != "consistent"]
        rows = []
        for scheme in self._data.schemes()[1:]:
            mine = chosen[chosen["scheme_b"] == scheme]
            if mine.empty:
                continue
            cells = [scheme]
            for name, _ in measures:
                row = mine[mine["metric"] == name].iloc[0].to_dict()
                cells.append(cell({**row, "mean": row["b_minus_a"]}))
            rows.append(cells)
        if not rows:
            return ""
        return f"\nDifference to {reference}, run by run on the same draws.\n\n" + table(
            ["scheme"] + [label for _, label in measures], rows
        )

    def _over(self, case, access, option):
        """A table for each main measure over an option's values: schemes are its columns."""
        values = self._data.axes[option]
        text = ""
        for name, label in OVER_OPTION:
            rows = [[value] for value in values]
            head = [option]
            for scheme in self._data.schemes():
                points = self._data.base(case, access, scheme, (option,))
                if not points:
                    continue
                head.append(scheme)
                cells = {
                    point.keys[option]: self._cells(point, ((name, label),))[0] for point in points
                }
                for row, value in zip(rows, values):
                    row.append(cells.get(value, cells.get(None, "-")))
            if any(entry != "-" for row in rows for entry in row[1:]):
                text += f"\n### {label} over {option}\n\n" + table(head, rows)
        return text

    def make(self):
        """The page."""
        plan = self._data.plan
        text = "# A comparison\n\n" + self._what(plan) + self._failed(plan)
        for case, access in self._data.panels():
            text += self._panel(case, access) + "\n"
        return text + self._files()

    def _what(self, plan):
        command = plan.request["command"] + f" --runs={plan.runs}"
        parameters = plan.points[0].parameters
        text = f"```sh\n{command}\n```\n\n"
        varies = [f"{name}: {', '.join(values)}" for name, values in self._data.axes.items()]
        text += (
            f"{len(plan.points)} points of {plan.runs} runs each (--run=1 to {plan.runs}, --seed="
            f"{parameters['seed']}). "
        )
        if varies:
            text += f"Options with several values: {'; '.join(varies)}. "
        text += (
            "What varies between the runs of a point: when flows and moves begin (--phase=random, "
            "the same draws for each scheme)"
            if parameters["phase"] == "random"
            else "What varies between the runs of a point: nothing but what has chance in it, as radio "
            "or losses (--phase=fixed)"
        )
        return text + (
            ".\n\nMeans over runs ± half of the 95% confidence interval (Student's t); a run's figure is "
            "the mean over its handovers. Each interval is one by itself: of twenty one misses. \\*: all "
            "runs have this value, which then has no interval. (n of m): the others of the m runs have "
            "none. Intervals in brackets are bootstrap intervals over runs. What a figure means is on "
            "the page \"The results of a run\" of the manual.\n\n"
        )

    def _failed(self, plan):
        lines = [
            f"- `{note['command']}`: {note['sentence']}\n"
            for note in plans.failures(plan, self._data.folder)
        ]
        if not lines:
            return ""
        return f"**{len(lines)} runs failed and are in no table:**\n\n" + "".join(lines) + "\n"

    def _files(self):
        return (
            "## Files\n\n"
            "| file | what |\n| --- | --- |\n"
            "| `runs.csv` | a row a run: what was chosen, and its figures |\n"
            "| `handovers.csv` | a row a handover |\n"
            "| `summary.csv` | a row for each point and figure: mean, interval, runs, null runs |\n"
            "| `quantiles.csv` | quantiles of latencies over all handovers, with bootstrap intervals |\n"
            "| `paired.csv` | differences between schemes, run by run |\n"
            "| `plots/` | each plot as SVG and PNG, with its data as CSV; [all of them](plots/README.md) |\n"
            "| `runs/POINT/RUN/` | the results of each run |\n"
        )


def make(data, summary, quantiles, paired):
    """The page's text."""
    return Page(data, summary, quantiles, paired).make()
