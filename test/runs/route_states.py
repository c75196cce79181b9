# SPDX-License-Identifier: GPL-2.0-only
"""The states of localized routes, as doc/localized-routing.md draws them, and those of ePMIP, as
doc/epmip.md has them in tables: each transition of a run is held against these, and each reason
against the pages' lists."""

import re

EDGE = re.compile(r"^ +(\S+) --> (\S+) : ", re.MULTILINE)
# From every state to none; the diagrams leave them out.
ENDS = {"anchor-restarted", "anchor-stopped", "gateway-restarted", "gateway-stopped"}


def read_states(source, page):
    """The part of a page of the manual that has the states."""
    text = (source / "doc" / page).read_text(encoding="utf-8")
    part = text[text.index("\n## States\n"):]
    return part[:part.index("\n## ", 4)]


class RouteStates:
    """The transitions that there may be, by role."""

    def __init__(self, source):
        part = read_states(source, "localized-routing.md")
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


class LocationStates:
    """The transitions that there may be of ePMIP's states, all of gateways, by object."""

    OBJECTS = ("location", "forwarding", "handoff")

    def __init__(self, source):
        self.edges, self.reasons = {}, {}
        for part in re.split(r"^(?=\*\*`)", read_states(source, "epmip.md"), flags=re.MULTILINE)[1:]:
            name = re.match(r"\*\*`(\w+)`\*\*", part)[1]
            rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in
                    re.search(r"^\| event \|.*\n(?:\|.*\n)+", part, re.MULTILINE)[0].splitlines()]  # fmt: skip
            states = [cell.strip("`") for cell in rows[0][1:]]
            self.edges[name] = {edge for row in rows[2:] for edge in zip(states, row[1:]) if edge[1]}
            self.reasons[name] = set(re.findall(r"`([a-z-]+)`", part))

    def judge(self, judge, run):
        """Every transition of a run: in order too, as each goes on from where the last one ended."""
        last = {}
        for row in run.events:
            name = row["object"]
            if name not in self.OBJECTS:
                continue
            edge = (row["from"], row["to"])
            what = f"{row['node']} has a {name} of {row['mobile_node']} go from {edge[0]} to {edge[1]}"
            role = "router" if row["node"].startswith("router") else "mag"
            judge.equal(f"{what}: role", row["role"], role)
            judge.check(edge in self.edges[name], f"{what} ({row['reason']}), which is in no table")
            judge.check(row["reason"] in self.reasons[name]
                        or name == "location" and row["reason"].isupper(),
                        f"the reason {row['reason']} of a {name} is in no list")  # fmt: skip
            key = (row["node"], name, row["mobile_node"])
            judge.equal(f"where {what} from", edge[0], last.get(key, "none"))
            last[key] = edge[1]


class WatchedProgram:
    """The program, each of whose runs is held against the diagrams or tables."""

    def __init__(self, program, judge, states):
        self.program, self.judge, self.states = program, judge, states

    def __getattr__(self, name):
        return getattr(self.program, name)

    def run(self, arguments, output=None):
        """Run it and look at its events."""
        done = self.program.run(arguments, output)
        self.states.judge(self.judge, done)
        return done
