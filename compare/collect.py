# SPDX-License-Identifier: GPL-2.0-only
"""Collects the results of all runs: runs.csv, a row a run, and handovers.csv, a row a handover."""

import json
import os
import sys

import pandas

import measures
import plan as plans
from folder import write
from refused import Refused

FLOAT_FORMAT = "%.10g"


def save(table, path):
    """A table as CSV, the same octets for the same figures."""
    write(path, table.to_csv(index=False, float_format=FLOAT_FORMAT, lineterminator="\n"))


def read_result(folder, plan, index, run):
    """A run's result.json."""
    path = os.path.join(plans.result_folder(folder, plan.points[index], run), "result.json")
    allowed = "remove its folder and give the command again, and it is run anew"
    try:
        with open(path, encoding="utf-8") as file:
            result = json.load(file)
        parameters = result["parameters"]
        keys = plan.points[index].keys
        is_this = result["version"] == 1 and parameters["run"] == run
        is_this &= all(parameters[name] == keys[name] for name in ("scheme", "case", "access"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(f"{path} cannot be read ({error}); {allowed}") from error
    if not is_this:
        raise Refused(f"{path} is of another run; {allowed}")
    return result


def collect(folder):
    """Both tables of a comparison."""
    plan = plans.load(folder)
    runs, handovers = [], []
    names = list(plan.points[0].keys)
    for index, point in enumerate(plan.points):
        for run in range(1, plan.runs + 1):
            if not plans.is_whole(plans.result_folder(folder, point, run)):
                continue  # has failed, which compare says
            result = read_result(folder, plan, index, run)
            head = {**point.keys, "run": run}
            try:
                runs.append({**head, "seed": result["parameters"]["seed"], **measures.run_row(result)})
                for number, handover in enumerate(result["handovers"], 1):
                    handovers.append({**head, "handover": number, **measures.handover_row(handover)})
            except (KeyError, TypeError) as error:
                raise Refused(
                    f"the result.json of {point.name}, run {run}, lacks a field ({error}); remove its "
                    "folder and give the command again, and it is run anew"
                ) from error
    columns = names + ["run", "seed"] + [measure.name for measure in measures.RUN]
    save(pandas.DataFrame(runs, columns=columns), os.path.join(folder, "runs.csv"))
    columns = names + ["run", "handover"] + measures.HANDOVER_COLUMNS
    save(pandas.DataFrame(handovers, columns=columns), os.path.join(folder, "handovers.csv"))


if __name__ == "__main__":
    try:
        collect(sys.argv[1])
    except Refused as problem:
        sys.exit(f"compare: {problem}")
