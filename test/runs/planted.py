# SPDX-License-Identifier: GPL-2.0-only
"""Group planted-faults: faults are planted in a good run, and each must be found."""

import shutil
import stat

from . import comparison, formulas, general, journeys, localized_routing, mipv6, mipv6_routes, random_runs
from . import route_scenarios
from . import usage, wifi
from .judge import Judge
from .mobility import Trace
from .program import Program
from .route_states import LocationStates


def change(*path, by=None, to=None):
    """A fault in result.json: a number changed by, or a value replaced."""

    def plant(run):
        where = run.result
        for step in path[:-1]:
            where = where[step]
        where[path[-1]] = where[path[-1]] + by if by is not None else to

    plant.__name__ = ".".join(map(str, path)) + (f" by {by}" if by is not None else f" to {to}")
    return plant


def drop(table, event, message):
    """A row of signalling.csv or events.csv that is missing."""

    def plant(run):
        rows = getattr(run, table)
        rows.remove(next(r for r in rows if event in r.values() and message in r.values()))

    plant.__name__ = f"a row less in {table}: {event} {message}"
    return plant


def remove(*path):
    """A field that is missing."""

    def plant(run):
        where = run.result
        for step in path[:-1]:
            where = where[step]
        del where[path[-1]]

    plant.__name__ = ".".join(map(str, path)) + " removed"
    return plant


def forget_registrations(run):
    """Nobody registers in the first 20 s."""
    run.events = [row for row in run.events if row["reason"] != "accepted" or row["time_s"] > 20]


STALE = {"node": "lma1", "object": "binding", "key": "mn1", "holds": "mag1", "should_be": "mag3"}
FAULTS = [
    *(
        change("handovers", 0, field, by=by)
        for field, by in (
            ("detached_s", 0.0002), ("attached_s", -0.0002), ("registered_s", 0.0002),
            ("advertised_s", 0.0002), ("uplink_opened_s", 0.0002), ("uplink_resumed_s", 0.0002),
            ("downlink_resumed_s", -0.0002), ("noticed_s", 0.0002), ("lost", 1), ("lost", -1),
            ("messages", 1), ("messages", -2),
        )
    ),
    change("handovers", 1, "lost", by=1),
    change("handovers", 0, "noticed_s", to=None),
    change("handovers", 0, "registered_s", to=None),
    change("handovers", 0, "route_optimized_s", to=3.2),
    change("handovers", 0, "from", to="mag2"),
    change("handovers", 0, "to", to="mag4"),
    change("handovers", 0, "prefixes", 0, "prefix", to="fd00:1:0:7::/64"),
    change("handovers", 0, "prefixes", 0, "anchor", to="lma2"),
    change("handovers", 0, "prefixes", 0, "ready_s", by=0.0002),
    change("handovers", 0, "prefixes", 0, "lost", by=1),
    change("handovers", 0, "prefixes", to=[]),
    change("handovers", 0, "parts", "link_handover_ms", by=1),
    change("handovers", to=[]),
    change("attachments", 0, "attached_s", by=0.0002),
    change("attachments", 0, "registered_s", by=0.0002),
    change("attachments", 0, "advertised_s", to=None),
    change("attachments", 0, "to", to="mag9"),
    *(
        change("flows", flow, field, by=1)
        for flow in (0, 1)
        for field in ("sent", "received", "lost", "duplicated", "reordered", "misdelivered")
    ),
    change("flows", 0, "delay_ms", "mean", by=0.2),
    change("flows", 1, "delay_ms", "max", by=0.2),
    change("flows", 0, "path", to=["mn1", "mag3", "mag4", "cn1"]),
    change("flows", 0, "path_length_ms", by=0.01),
    change("flows", 1, "direct_length_ms", by=0.01),
    change("flows", 0, "address_from", to="fd00:1::1"),
    change("flows", to=[]),
    *(
        change("signalling", "ProxyBindingUpdate", field, by=1)
        for field in ("sent", "received", "dropped", "retransmitted", "octets")
    ),
    change("signalling", "RouterAdvertisement", "sent", by=1),
    change("signalling", "RouterAdvertisement", "octet_hops", by=1),
    change("flows", 0, "tunnel_octet_hops", by=10**9),
    remove("signalling", "ProxyBindingAcknowledgement"),
    change("load", "lma2", "packets", by=1),
    change("load", "lma1", "octets", by=-1),
    change("load", "mag3", "tunnelled_packets", by=1),
    remove("load", "mag1"),
    change("nodes", "mn1", "gateway", to="mag1"),
    change("nodes", "mn1", "gateway", to=None),
    change("nodes", "cn1", "addresses", to=["2001:db8::1"]),
    change("nodes", "cn1", "addresses", to=[]),
    change("final_state", "consistent", to=False),
    change("final_state", "stale", to=[STALE]),
    change("optimizations", to=[{}]),
    change("version", to=2),
    change("scheme", to="none"),
    change("parameters", "case", to="a21"),
    change("parameters", "interval", by=1),
    change("parameters", "delay", to=[]),
    change("simulated_s", by=-1),
    *(remove(field) for field in general.FIELDS),
    *(remove("handovers", 0, field) for field in general.HANDOVER),
    *(remove("flows", 0, field) for field in general.FLOW),
    drop("signalling", "sent", "ProxyBindingUpdate"),
    drop("signalling", "received", "ProxyBindingAcknowledgement"),
    drop("events", "initial-registration", "mn1"),
    drop("events", "accepted", "cn1"),
]  # fmt: skip


def judge_planted(judge, program):
    """Faults in the results of a handover on the ideal link."""
    options = {**formulas.FAR["options"], **formulas.SHORT, "detachDetection": 10.6}
    scenario, expected = formulas.clear(
        delays=formulas.FAR["delays"], case="a22", move="both", moveOffset=300.7, **options
    )
    with judge.of(scenario.arguments):
        good = program.run(scenario.arguments)
        for plant in [None, *FAULTS]:
            run = good.copy()
            if plant:
                plant(run)
            inner = Judge()
            with inner.of(scenario.arguments):
                formulas.judge_run(inner, run, scenario, expected)
                formulas.judge_bounds(inner, run, scenario)
            judge.equal(
                f"whether faults are found ({plant.__name__ if plant else 'none planted'})",
                bool(inner.faults), bool(plant),
            )  # fmt: skip


ROUTE_FAULTS = [
    *(
        change("optimizations", 0, field, by=0.0002)
        for field in ("triggered_s", "reverse_active_s", "forward_active_s", "completed_s")
    ),
    change("optimizations", 0, "messages", by=1),
    change("optimizations", 0, "from", to="cn1"),
    change("optimizations", to=[]),
    change("handovers", 0, "route_optimized_s", by=0.0002),
    change("handovers", 0, "route_optimized_s", to=None),
    change("handovers", 0, "messages", by=2),
    change("handovers", 0, "lost", by=1),
    change("flows", 0, "reordered", by=1),
    change("flows", 1, "lost", by=1),
    change("flows", 1, "path", to=["cn1", "mag2", "lma2", "lma1", "mag3", "mn1"]),
    change("flows", 0, "path_length_ms", by=0.01),
    *(
        change("signalling", message, "sent", by=1)
        for message in ("RoTrigger", "RoInit", "RoSetup", "RoSetupAck")
    ),
    remove("signalling", "RoTriggerAck"),
    drop("signalling", "sent", "RoInitAck"),
    *(
        drop("events", reason, node)
        for reason, node in (("ro-init", "mag2"), ("ro-setup", "mag3"), ("ro-trigger-ack", "lma1"))
    ),
    change("final_state", "consistent", to=False),
]


def judge_routes(judge, program):
    """Faults in the results of localized routing."""
    scenario, expected = route_scenarios.clear(formulas.FAR, case="a22", interval=7.3)
    with judge.of(scenario.arguments):
        good = program.run(scenario.arguments)
        for plant in [None, *ROUTE_FAULTS]:
            run = good.copy()
            if plant:
                plant(run)
            inner = Judge()
            localized_routing.judge_run(inner, run, scenario, expected)
            localized_routing.judge_forms(inner, run, scenario, expected)
            judge.equal(
                f"whether faults are found ({plant.__name__ if plant else 'none planted'})",
                bool(inner.faults), bool(plant),
            )  # fmt: skip


HOME_FAULTS = [
    *(
        change(rows, 0, field, by=0.0002)
        for rows in ("attachments", "handovers")
        for field in ("router_found_s", "care_of_s", "home_registered_s", "registered_s")
    ),
    change("handovers", 0, "uplink_opened_s", by=-0.0002),
    *(
        change("handovers", 0, "parts", part, by=0.2)
        for part in ("movement_detection_ms", "address_ms", "home_registration_ms")
    ),
    change("handovers", 0, "parts", "registration_ms", to=20.0),
    change("handovers", 0, "service_gap_ms", "downlink", by=-0.2),
    change("handovers", 0, "service_gap_ms", "uplink", by=-0.2),
    change("handovers", 0, "lost_down", by=1),
    change("handovers", 0, "lost_up", by=-1),
    change("handovers", 0, "messages", by=2),
    change("flows", 0, "address_from", to="fd00:9:0:3:200:ff:fe00:1"),
    change("flows", 1, "path", to=["cn1", "mag2", "lma2", "mag3", "mn1"]),
    change("flows", 1, "duplicated", by=1),
    change("signalling", "BindingUpdate", "octets", by=16),
    remove("signalling", "BindingAcknowledgement"),
    drop("events", "unique", "mn1"),
    change("final_state", "consistent", to=False),
]
HOME_ROUTE_FAULTS = [
    *(
        change("optimizations", 0, field, by=0.0002)
        for field in ("triggered_s", "reverse_active_s", "forward_active_s", "completed_s")
    ),
    change("optimizations", 1, "messages", by=1),
    change("optimizations", 0, "to", to="mn1"),
    *(
        change("handovers", 0, field, by=0.0002)
        for field in ("correspondent_registered_s", "route_optimized_s", "home_registered_s")
    ),
    change("handovers", 0, "service_gap_ms", "downlink", by=-0.2),
    change("handovers", 0, "lost_down", by=1),
    change("handovers", 0, "lost_up", by=-1),
    change("handovers", 0, "messages", by=2),
    change("flows", 0, "path", to=["mn1", "mag3", "lma1", "mag2", "cn1"]),
    change("signalling", "HomeTest", "sent", by=1),
    change("signalling", "CareofTestInit", "octets", by=40),
    change("final_state", "consistent", to=False),
]


def judge_home(judge, program):
    """Faults in the results of a node that registers itself with its home agent, and with others."""
    for faults, judged, more in (
        (HOME_FAULTS, mipv6.judge_moved, []),
        (HOME_ROUTE_FAULTS, mipv6_routes.judge_moved, [mipv6_routes.ON]),
    ):
        arguments = [*mipv6.MOVED, "--case=a22", *more]
        if more and not mipv6_routes.is_available(program):
            continue
        with judge.of(arguments):
            good = program.run(arguments)
            for plant in [None, *faults]:
                run = good.copy()
                if plant:
                    plant(run)
                inner = Judge()
                with inner.of(arguments):
                    judged(inner, run)
                judge.equal(
                    f"whether faults are found ({plant.__name__ if plant else 'none planted'})",
                    bool(inner.faults), bool(plant),
                )  # fmt: skip


def judge_losses(judge, program):
    """A loss that no handover explains, on Wi-Fi."""
    arguments = ["--access=wifi", "--duration=14"]
    with judge.of(arguments):
        good = program.run(arguments)
        for plant in (None, change("flows", 0, "lost", by=1), change("handovers", 0, "lost", by=9)):
            run = good.copy()
            if plant:
                plant(run)
            inner = Judge()
            wifi.judge_losses(inner, run)
            judge.equal(f"{plant.__name__ if plant else 'nothing'}: found", bool(inner.faults),
                        bool(plant))  # fmt: skip


def judge_journeys(judge, program, source):
    """A vehicle elsewhere than its trace has it."""
    path = source / "examples" / "pmipv6-two-streets.mob"
    # Without those that are on from 0 s.
    text = "".join(line for line in path.read_text().splitlines(keepends=True)
                   if "node_(0)" not in line and "node_(1)" not in line)  # fmt: skip
    path = program.work / "four.mob"
    path.write_text(text)
    arguments = [f"--trace={path}", "--access=ideal", "--interval=200"]
    with judge.of(arguments):
        good = program.run(arguments)
        for plant in (
            None,
            change("handovers", 3, "to", to="mag15"),
            change("handovers", 2, "detached_s", by=-0.3),
            change("attachments", 0, "to", to="mag15"),
            change("attachments", 1, "attached_s", by=0.1),
            change("nodes", "cn2", "gateway", to="mag1"),
            change("handovers", 0, "parts", "router_advertisement_ms", to=None),
            change("handovers", 1, "registered_s", by=0.001),
            forget_registrations,
        ):
            run = good.copy()
            if plant:
                plant(run)
            inner = Judge()
            with inner.of(arguments):
                journeys.judge_run(inner, run, Trace(path))
                journeys.judge_parts(inner, run, 0.020)
            judge.equal(f"{plant.__name__ if plant else 'nothing'}: found", bool(inner.faults),
                        bool(plant))  # fmt: skip


def silence(run):
    """Nothing arrives in the last seconds."""
    folder = run.folder.with_name("silent")
    shutil.copytree(run.folder, folder, dirs_exist_ok=True)
    rows = (folder / "throughput.csv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in rows[1:] if float(row.split(",")[0]) < run.result["simulated_s"] - 10]
    (folder / "throughput.csv").write_text("time_s,from,to,flow,octets,packets,lost\n"
                                           + "\n".join(rows))  # fmt: skip
    run.folder = folder


def judge_random(judge, program):
    """What survives the faults of a random run. An address that nobody uses may, for a while."""
    made = random_runs.RandomRun("pmipv6", 2)
    unused = {"node": "mn1", "object": "address", "key": "fd00:9::1", "holds": "preferred",
              "should_be": "deprecated"}  # fmt: skip
    with judge.of(made.options):
        good = program.run(made.options)
        used = {**unused, "key": good.flow("mn1", "cn1")["address_from"]}

        def leave(row, is_consistent=False):
            def plant(run):
                run.result["final_state"].update(stale=[row], consistent=is_consistent)

            plant.__name__ = f"{row} left, consistent: {is_consistent}"
            return plant

        for plant, is_fault in (
            (None, False), (silence, True), (leave(STALE), True), (leave(unused), False),
            (leave(unused, True), True), (leave(used), True),
            (change("nodes", "mn1", "addresses", to=[]), True),
            (change("flows", 0, "misdelivered", by=1), True),
            (drop("events", "initial-registration", "mn1"), True),
        ):  # fmt: skip
            run = good.copy()
            if plant:
                plant(run)
            inner = Judge()
            with inner.of(made.options):
                random_runs.judge_run(inner, made, run)
            judge.equal(f"{plant.__name__ if plant else 'nothing'}: found", bool(inner.faults),
                        is_fault)  # fmt: skip


def judge_refusals(judge, work):
    """Programs that do not refuse as they should."""
    right = "echo 'pmipv6-experiment: --interval=x is not allowed; allowed: more' >&2; exit 2"
    for what, script, is_right in (
        ("the right way", right, True),
        ("exit status 1", right.replace("exit 2", "exit 1"), False),
        ("exit status 0", "exit 0", False),
        ("not a word", "exit 2", False),
        ("two sentences", "echo more >&2; " + right, False),
        ("another option", right.replace("interval", "moves"), False),
        ("another value", right.replace("=x", "=y"), False),
        ("nothing allowed", right.replace("allowed: more", "no"), False),
        ("on standard output", right.replace(">&2", ""), False),
        ("an output folder", "mkdir -p new; " + right, False),
        ("a file", "echo > core; " + right, False),
        ("a crash", "kill -SEGV $$", False),
    ):
        path = work / "program.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        inner = Judge()
        folder = work / what.replace(" ", "-")
        shutil.rmtree(folder, ignore_errors=True)
        program = Program(path, folder)
        usage.judge_refusal(inner, program, ["--interval=x"], "--interval=x", "; allowed")
        judge.equal(f"{what}: found", not inner.faults, is_right)


def judge_comparison(judge, program):
    """What may differ between two builds does not count, everything else does."""
    before, after = program.work / "before", program.work / "after"
    for folder in (before, after):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "result.json").write_text('{"events": 5, "wall_s": 1, "flows": [{"sent": 1}]}')
        (folder / "events.csv").write_text("time_s,node\n1.0,a\n1.0,b\n2.0,c\n")
        (folder / "signalling.csv").write_text("time_s,event\n1.0,a\n1.0,b\n")
    for what, name, text, is_equal in (
        ("events", "result.json", '{"events": 6, "wall_s": 2, "flows": [{"sent": 1}]}', True),
        ("a count", "result.json", '{"events": 5, "wall_s": 1, "flows": [{"sent": 2}]}', False),
        ("a type", "result.json", '{"events": 5, "wall_s": 1, "flows": [{"sent": 1.0}]}', False),
        ("a field less", "result.json", '{"events": 5, "wall_s": 1, "flows": [{}]}', False),
        ("an item more", "result.json", '{"flows": [{"sent": 1}, {"sent": 1}]}', False),
        ("order within an instant", "events.csv", "time_s,node\n1.0,b\n1.0,a\n2.0,c\n", True),
        ("order of instants", "events.csv", "time_s,node\n2.0,c\n1.0,a\n1.0,b\n", False),
        ("order of messages", "signalling.csv", "time_s,event\n1.0,b\n1.0,a\n", False),
        ("a row less", "signalling.csv", "time_s,event\n1.0,a\n", False),
        ("the new column", "signalling.csv", "time_s,event,new\n1.0,a,x\n1.0,b,y\n", True),
        ("another column", "signalling.csv", "time_s,event,old\n1.0,a,x\n1.0,b,y\n", False),
        ("a new file", "chart.svg", "", False),
    ):
        path = after / name
        kept = path.read_text() if path.exists() else None
        path.write_text(text)
        _, faults = comparison.compare(before, after, ["new"])
        judge.equal(f"{what} makes no difference", not faults, is_equal)
        if kept is None:
            path.unlink()
        else:
            path.write_text(kept)
    judge.equal("files compared", comparison.compare(before, after), (3, []))


LOCATION_EVENTS = """
    1.0 mag1 mag fd00:2::/64 location none told answer
    1.5 mag2 mag fd00:1::/64 location none learned outer-source
    2.0 mag1 mag fd00:1::/64 forwarding none holding node-has-left
    2.1 mag3 mag mn1 handoff none informing previous-location
    2.2 mag1 mag fd00:1::/64 location none told move
    2.2 mag1 mag fd00:1::/64 forwarding holding forwarding informed
    2.3 mag3 mag mn1 handoff informing informed answered
    2.4 mag2 mag fd00:1::/64 location learned told inform
    3.0 mag2 mag fd00:1::/64 location told withdrawn withdrawn
    9.0 mag1 mag fd00:2::/64 location told none NO_BINDING_FOR_PREFIX
    9.5 mag1 mag fd00:1::/64 forwarding forwarding none time-over
"""


def judge_location_states(judge, source):
    """Transitions that no table of ePMIP has, and that do not follow from each other."""
    fields = ("time_s", "node", "role", "mobile_node", "object", "from", "to", "reason")
    states = LocationStates(source)

    class Events:
        """A run of which there is no more than its events."""

        def __init__(self):
            lines = LOCATION_EVENTS.strip().splitlines()
            self.events = [dict(zip(fields, line.split())) for line in lines]

    for row, field, value in (
        (None, None, None),
        (1, "from", "withdrawn"),  # a packet says nothing of what was withdrawn
        (7, "from", "none"),  # it was learned before
        (8, "to", "holding"),
        (0, "reason", "informed"),
        (10, "reason", "NO_BINDING_FOR_PREFIX"),
        (2, "to", "none"),
        (6, "from", "none"),
        (3, "role", "lma"),
    ):
        run, inner = Events(), Judge()
        if field:
            run.events[row][field] = value
        states.judge(inner, run)
        judge.equal(f"whether faults are found (row {row}, {field}={value})", bool(inner.faults),
                    field is not None)  # fmt: skip


def run(judge, program, source):
    """All of it."""
    judge_location_states(judge, source)
    judge_planted(judge, program)
    judge_routes(judge, program)
    judge_home(judge, program)
    judge_losses(judge, program)
    judge_journeys(judge, program, source)
    judge_random(judge, program)
    judge_refusals(judge, program.work)
    judge_comparison(judge, program)
