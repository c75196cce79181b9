# SPDX-License-Identifier: GPL-2.0-only
"""What a search has found, for a reader and for other programs."""

from orders import IDLE, TIME


def chart(events):
    """A story as a message chart: a column for each node, a row for each event, time downwards."""
    nodes = []

    def add(name):
        if name not in nodes:
            nodes.append(name)

    for event in events:
        parts = event.key.split(":")
        for name in parts[:2] if len(parts) == 3 else [event.key.split("@")[0]]:
            if not event.key.startswith((IDLE, TIME)):
                add(name)
    rank = {"mn": 0, "mag": 1, "lma": 2, "cn": 4}
    nodes.sort(key=lambda n: (rank.get(n.rstrip("0123456789"), 3), n))
    width = 11
    place = {name: 9 + width * i + width // 2 for i, name in enumerate(nodes)}
    lines = [" " * 8 + "".join(name.center(width) for name in nodes).rstrip()]
    begin = events[0].at if events else 0
    for event in events:
        row = [" "] * (9 + width * len(nodes))
        for column in place.values():
            row[column] = "|"
        parts = event.key.split(":")
        note = event.what
        if event.is_message():
            a, b = place[parts[0]], place[parts[1]]
            low, high = min(a, b), max(a, b)
            for column in range(low + 1, high):
                row[column] = "-"
            row[low] = "o" if a < b else "<"
            row[high] = ">" if a < b else "o"
            late = (event.at - event.since) * 1000
            note += f"  (sent at {(event.since - begin) * 1000:.0f} ms)" if late > 0 else ""
        elif event.is_notice():
            row[place[parts[1]]] = "x"
            note = f"{parts[1]} {note}"
        elif not event.key.startswith((IDLE, TIME)):
            name = event.key.split("@")[0]
            row[place[name]] = "*"
            note = f"{name} {note}"
        clock = f"{(event.at - begin) * 1000:7.0f} "
        lines.append((clock + "".join(row[8:])).ljust(9 + width * len(nodes)) + " " + note)
    return "\n".join(line.rstrip() for line in lines)


def summary(part, tally, is_done, completed):
    """A part of a search as result."""
    kinds = []
    for fault, (answers, marks) in sorted(tally.kinds.items()):
        kinds.append({"fault": fault, "classes": len(marks), "events": len(answers[0].events)})
    return {
        "part": part,
        "runs": tally.runs,
        "blocked": tally.blocked,
        "crashes": tally.crashes,
        "classes": len(tally.classes),
        "orders": tally.orders(),
        "bad_classes": tally.bad(),
        # Behind a crash nothing is known, and where timers ran between two events what is the same is
        # not told rightly.
        "complete": is_done and not tally.crashes and (completed is not None or not tally.timed),
        "delays": completed,
        "longest": tally.longest,
        "runs_with_timers": tally.timed,
        "kinds": kinds,
    }


def line(row):
    """A part of a search as a row of a table."""
    if row["crashes"]:
        bound = f"not complete: {row['crashes']} crashes"
    elif row["delays"] is not None:
        bound = f"up to {row['delays']} delays"
    elif row["runs_with_timers"]:
        bound = f"not complete: timers ran in {row['runs_with_timers']} runs"
    else:
        bound = "complete" if row["complete"] else "capped"
    return (
        f"{row['part']:44} {row['runs']:7} {row['classes']:8} {row['orders']:14,} "
        f"{row['bad_classes']:6}  {bound}"
    )


HEADING = f"{'part of the search':44} {'runs':>7} {'classes':>8} {'orders':>14} {'bad':>6}  bound"
