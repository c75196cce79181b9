# SPDX-License-Identifier: GPL-2.0-only
"""Group luo-differences: the tables of doc/epmip.md that hold the claims of draft-luo, 9 against
measured runs: each row is run, and what it says is what comes out."""

COMMON = ["--access=ideal", "--interval=1", "--trafficStart=5.0003", "--moveAt=10.0001", "--duration=11.5"]
HEADING = "## Section 9, measured"
SETUPS = "| options | set up | lost | service gap | direct again | late | messages |"
RACES = "| options | path in the end | lost | delay |"


def say(value, digits=0):
    """A figure as the tables have it; "-" if there is none."""
    return "-" if value is None else f"{value:.{digits}f}"


def say_both(down, up, digits=0):
    """A figure of each direction."""
    return f"{say(down, digits)}, {say(up, digits)}"


def find_late(run, sender):
    """How many packets of a node came behind later ones."""
    return sum(flow["reordered"] for flow in run.result["flows"] if flow["from"] == sender)


def describe_handover(run):
    """The cells of a handover: set up, lost, service gap, direct again, late, messages."""
    one = run.result["handovers"][0]
    setups = run.result["optimizations"]
    setup = "-"
    if setups and setups[0]["completed_s"] is not None:
        since = (setups[0]["completed_s"] - setups[0]["triggered_s"]) * 1e3
        setup = f"{say(since)} ({setups[0]['messages']})"
    again = one["route_optimized_s"]
    return [
        setup, say_both(one["lost_down"], one["lost_up"]),
        say_both(one["service_gap_ms"]["downlink"], one["service_gap_ms"]["uplink"]),
        say(None if again is None else (again - one["detached_s"]) * 1e3),
        say_both(find_late(run, "cn1"), find_late(run, "mn1")), str(one["messages"]),
    ]  # fmt: skip


def describe_race(run):
    """The cells of a flow from mn1 to cn1: path, lost, 95th percentile of the delay."""
    flow = run.flow("mn1", "cn1")
    return [" ".join(flow["path"]), str(flow["lost"]), say(flow["delay_ms"]["p95"])]


def read_table(text, header):
    """The rows of a table, each a list of cells."""
    lines = text[text.index(header):].splitlines()[2:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def run(judge, program, source):
    """Each row of both tables."""
    text = (source / "doc" / "epmip.md").read_text(encoding="utf-8")
    text = text[text.index(HEADING):]
    for header, describe in ((SETUPS, describe_handover), (RACES, describe_race)):
        rows = read_table(text, header)
        judge.check(len(rows) > 5, f"few rows: {header}")
        for options, *cells in rows:
            arguments = [*COMMON, *options.strip("`").split()]
            with judge.of(arguments):
                judge.equal("row", cells, describe(program.run(arguments)))
