# SPDX-License-Identifier: GPL-2.0-only
"""Judges a run along a mobility trace against an own reading of the trace."""

from . import general

LOOKS = 0.2  # s, within which a crossing must be seen
REGISTERED = 0.1  # s, with the default delays
SETTLED = 1.5  # s behind a crossing or a switch, when a node must be registered again


def judge_run(judge, run, trace, slack=0.0):
    """Who is where when; slack: what an association may take, s."""
    parameters = run.result["parameters"]
    names = trace.names(parameters["correspondent"])
    end = run.result["simulated_s"]
    crossing = parameters["l2Gap"] / 1e3 if parameters["access"] == "ideal" else slack
    judge.equal("nodes", sorted(set(run.result["nodes"]) - {"cn1"} | {"cn1"} & set(names)),
                sorted(names))  # fmt: skip
    first = {one["node"]: one for one in run.result["attachments"]}
    plans = {}
    for name, vehicle in zip(names, trace.vehicles):
        stays = [stay for stay in trace.stays(vehicle) if stay.attach < end]
        plans[name] = stays
        if not stays:
            judge.check(name not in first, f"{name} attaches and is never on")
            continue
        if judge.check(name in first, f"{name} never attaches; it is on at {stays[0].attach} s"):
            judge.equal(f"{name} attaches first to", first[name]["to"], stays[0].gateway)
            judge.within(f"first attachment of {name}", first[name]["attached_s"],
                         stays[0].attach - 1e-6, stays[0].attach + 1e-6 + slack)  # fmt: skip
            for field in ("registered_s", "advertised_s"):
                judge.within(f"{field} of {name}", first[name][field], stays[0].attach,
                             stays[0].attach + slack + REGISTERED)  # fmt: skip
        judge_handovers(judge, run, name, stays, crossing, end)
        here = [stay.gateway for stay in stays if stay.attach <= end < stay.detach]
        judge.equal(f"{name} ends at", run.result["nodes"][name]["gateway"],
                    here[0] if here else None)  # fmt: skip
    judge_moments(judge, run, plans, end)
    return plans


def judge_handovers(judge, run, name, stays, crossing, end):
    """The handovers of one node are its crossings."""
    found = run.handovers_of(name)
    # One that begins just before the end does not attach any more.
    wanted = [pair for pair in zip(stays, stays[1:]) if pair[1].attach + crossing + LOOKS < end]
    judge.equal(f"{name}: from and to", [(one["from"], one["to"]) for one in found][: len(wanted)],
                [(old.gateway, new.gateway) for old, new in wanted])  # fmt: skip
    judge.within(f"{name}: handovers", len(found), len(wanted), len(stays) - 1)
    for one, (old, new) in zip(found, wanted):
        at = f"{name}, handover at {old.detach:.3f} s"
        judge.within(f"{at}: detached_s", one["detached_s"], old.detach - 0.003,
                     old.detach + LOOKS)  # fmt: skip
        if new.attach == old.detach:
            judge.within(f"{at}: link", one["attached_s"] - one["detached_s"], 0,
                         crossing + 1e-6)  # fmt: skip


def judge_moments(judge, run, plans, end, every=20.0):
    """At moments, each node that is on is registered where it is, by events.csv."""
    count = 0
    moment = every
    while moment < end:
        served = general.serving(run, moment)
        for name, stays in plans.items():
            for stay in stays:
                if stay.attach + SETTLED < moment < stay.detach:
                    judge.equal(f"{name} at {moment} s is registered at", served.get(name),
                                stay.gateway)  # fmt: skip
                    count += 1
        moment += every
    judge.check(count > 0, "no node is on at any moment")


def judge_parts(judge, run, registration):
    """Every handover of network-based mobility with its parts: link, registration, Router Advertisement."""
    for one in run.result["handovers"]:
        name = f"handover of {one['node']} at {one['detached_s']} s"
        for field in ("attached_s", "registered_s", "advertised_s", "uplink_opened_s"):
            judge.check(one[field] is not None, f"{name}: {field} is null")
        if one["registered_s"] is not None:
            judge.near(f"{name}: registration", one["registered_s"] - one["attached_s"],
                       registration, 1e-4)  # fmt: skip
        if "parts" in one:
            nulls = [part for part in general.PARTS
                     if one["parts"][part] is None and part != "first_packet_ms"]  # fmt: skip
            judge.equal(f"{name}: parts without a value", nulls, [])
