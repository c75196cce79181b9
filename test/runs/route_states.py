# SPDX-License-Identifier: GPL-2.0-only
"""The states of localized routes, as doc/localized-routing.md draws them: each transition of a run is
held against its diagrams, and each reason against its lists."""

import re

EDGE = re.compile(r"^ +(\S+) --> (\S+) : ", re.MULTILINE)
# From every state to none; the diagrams leave them out.
ENDS = {"anchor-restarted", "anchor-stopped", "gateway-restarted", "gateway-stopped"}


class RouteStates:
    """The transitions that there may be, by role."""

    def __init__(self, source):
        text = (source / "doc" / "localized-routing.md").read_text(encoding="utf-8")
        part = text[text.index("\n## States\n"):]
        part = part[:part.index("\n## ", 4)]
        diagrams = re.findall(r"```mermaid\nstateDiagram-v2\n(.*?)```", part, re.DOTALL)
        self.edges = {}
        for role, diagram in zip(("mag", "lma"), diagrams):
            self.edges[role] = {tuple("none" if state == "[*]" else state for state in edge)
                                for edge in EDGE.findall(diagram)}  # fmt: skip
        self.reasons = set(re.findall(r"`([a-z-]+)`", part))

    def judge(self, judge, run):
        """Every transition of a run."""
        for row in run.events:
            if row["object"] != "route" or (row["to"] == "none" and row["reason"] in ENDS):
                continue
            edge = (row["from"], row["to"])
            judge.check(edge in self.edges[row["role"]],
                        f"{row['node']} goes from {edge[0]} to {edge[1]} ({row['reason']}), which"
                        " is in no diagram")  # fmt: skip
            judge.check(row["reason"] in self.reasons or row["reason"].isupper(),
                        f"the reason {row['reason']} is in no list")  # fmt: skip


class WatchedProgram:
    """The program, each of whose runs is held against the diagrams."""

    def __init__(self, program, judge, states):
        self.program, self.judge, self.states = program, judge, states

    def __getattr__(self, name):
        return getattr(self.program, name)

    def run(self, arguments, output=None):
        """Run it and look at its events."""
        done = self.program.run(arguments, output)
        self.states.judge(self.judge, done)
        return done
