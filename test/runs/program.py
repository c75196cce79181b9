# SPDX-License-Identifier: GPL-2.0-only
"""The experiment program, run as a researcher runs it, and what a run leaves behind."""

import copy
import csv
import json
import pathlib
import shutil
import subprocess

SIGNALLING = ["time_s", "event", "node", "peer", "message", "sequence", "octets", "reason",
              "purpose", "mobile_node"]
EVENTS = ["time_s", "node", "role", "mobile_node", "object", "from", "to", "reason"]
TIME_LIMIT = 300  # s, against a run that does not end


class Broken(Exception):
    """A run that left no results to judge: a sentence."""


def read_table(path, header):
    """The rows of one of the program's tables, their times as numbers."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    if not rows or rows[0] != header:
        raise Broken(f"{path.name} begins with {rows[:1]} and not with {header}")
    if any(len(row) != len(header) for row in rows):
        raise Broken(f"{path.name} has a row of another length than its first")
    table = [dict(zip(header, row)) for row in rows[1:]]
    for row in table:
        row["time_s"] = float(row["time_s"])
    return table


class Run:
    """One run: its arguments, exit status, what it said, and its files."""

    def __init__(self, arguments, folder, done):
        self.arguments = arguments
        self.folder = folder
        self.status = done.returncode
        self.stdout = done.stdout
        self.stderr = done.stderr
        self.result = None
        self.signalling = []
        self.events = []

    def read(self):
        """Read the files of a run that has ended well."""
        if self.status != 0:
            raise Broken(f"exit status {self.status}: {self.stderr.strip() or 'not a word'}")
        if not (self.folder / "result.json").is_file():
            raise Broken("there is no result.json")
        text = (self.folder / "result.json").read_text(encoding="utf-8")
        self.result = json.loads(text, parse_constant=self.refuse_constant)
        self.signalling = read_table(self.folder / "signalling.csv", SIGNALLING)
        self.events = read_table(self.folder / "events.csv", EVENTS)
        return self

    @staticmethod
    def refuse_constant(name):
        """JSON has no NaN and no Infinity."""
        raise Broken(f"result.json holds {name}, which JSON does not know")

    def copy(self):
        """A run that can be changed without changing this one."""
        other = copy.copy(self)
        other.result = copy.deepcopy(self.result)
        other.signalling = copy.deepcopy(self.signalling)
        other.events = copy.deepcopy(self.events)
        return other

    def handovers_of(self, node):
        """The handovers of one node."""
        return [handover for handover in self.result["handovers"] if handover["node"] == node]

    def flow(self, sender, receiver):
        """The flow between two nodes."""
        for flow in self.result["flows"]:
            if (flow["from"], flow["to"]) == (sender, receiver):
                return flow
        raise Broken(f"there is no flow from {sender} to {receiver}")


class Program:
    """Runs the program, each time with a folder of its own for the results."""

    def __init__(self, path, work, is_kept=False):
        self.path = str(pathlib.Path(path).resolve())
        self.is_kept = is_kept
        self.work = pathlib.Path(work).resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.count = 0

    def call(self, arguments, cwd=None, said=""):
        """Run it with these arguments and no others; said: what it reads as standard input."""
        return subprocess.run(
            [self.path, *arguments],
            cwd=cwd or self.work,
            input=said,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIME_LIMIT,
            check=False,
        )

    def run(self, arguments, output=None):
        """Run it with an output folder and read what it writes."""
        self.count += 1
        folder = pathlib.Path(output) if output else self.work / f"run-{self.count}"
        if not output:
            shutil.rmtree(folder, ignore_errors=True)
        done = self.call([*arguments, f"--output={folder}"])
        return Run(arguments, folder, done).read()

    def clear(self):
        """Delete what all runs so far have left, unless it is kept."""
        if not self.is_kept:
            shutil.rmtree(self.work, ignore_errors=True)
