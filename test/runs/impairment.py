# SPDX-License-Identifier: GPL-2.0-only
"""Group impairment: on a core that loses, doubles and reorders signalling every node is registered
where it is in the end, and nothing is delivered to another."""

import collections

from . import general

MOVES = 6
BAD = ["--signallingLoss=30", "--signallingDuplication=20", "--signallingJitter=40"]
# Longer than a repetition's longest chance to come: INITIAL_BINDACK_TIMEOUT 1 s, doubled up to 32 s.
PATIENCE = 65  # s


def arguments(access, *more):
    """Several handovers there and back, and time to repeat what was lost."""
    end = 5 + (MOVES - 1) * 4 + PATIENCE
    return [f"--access={access}", "--moveAt=5", f"--moves={MOVES}", "--dwell=4", "--interval=100",
            "--trafficStart=2", f"--duration={end}", "--path=mn1:mag1,mag3,mag2", *more]


def runs():
    """(arguments, number of moves): what is run with all three at once."""
    for run in (1, 2, 3):
        for ordering in ("timestamp", "sequence"):
            yield arguments("ideal", *BAD, f"--ordering={ordering}", f"--run={run}"), MOVES
    yield arguments("ideal", *BAD, "--case=a22", "--move=both", "--moveOffset=700"), 2 * MOVES
    yield arguments("ideal", *BAD, "--core=star", "--detachDetection=15"), MOVES
    yield arguments("ideal", *BAD, "--transit=1", "--detachDetection=90"), MOVES
    yield arguments("ideal", *BAD, "--mobileNodes=3", "--stagger=300"), 3 * MOVES
    yield arguments("wifi", *BAD), MOVES
    yield arguments("wifi", *BAD, "--case=a12", "--correspondent=fixed", "--run=2"), MOVES


def mobility(run):
    """{what: number} of all Mobility Headers."""
    sums = collections.Counter()
    for name, counts in run.result["signalling"].items():
        if not name.startswith("Router"):
            sums.update(counts)
    return sums


def judge_counts(judge, run, hops=1):
    """What is sent or doubled is received, refused or lost: at every node, all is accounted for."""
    impairments = run.result["impairments"]
    sums = mobility(run)
    end = run.result["simulated_s"]
    lost = [row for row in run.signalling if row["reason"] == "impairment"]
    judge.equal("rows of lost packets", len([r for r in lost if r["time_s"] <= end]),
                impairments["lost"])  # fmt: skip
    judge.check(all(row["event"] == "dropped" for row in lost), "lost, but not dropped")
    judge.near("sent and doubled, less received and dropped",
               sums["sent"] + impairments["doubled"] - sums["received"] - sums["dropped"], 0,
               2)  # fmt: skip
    entered = hops * (sums["sent"] + impairments["doubled"])  # at most, each hop
    parameters = run.result["parameters"]
    for what, name in (("lost", "signallingLoss"), ("doubled", "signallingDuplication")):
        if parameters[name]:
            judge.within(what, impairments[what], 1, entered)
        else:
            judge.equal(what, impairments[what], 0)
    if not parameters["signallingJitter"]:
        judge.equal("held", impairments["held"], 0)


def judge_bad(judge, program):
    """Loss, duplication and jitter at once."""
    for call, moves in runs():
        with judge.of(call):
            run = program.run(call)
            general.check_pmipv6(judge, run)
            judge.equal("number of handovers", len(run.result["handovers"]), moves)
            judge_counts(judge, run, hops=2)
            judge.check(mobility(run)["retransmitted"] > 0, "nothing was repeated")
            judge.check(run.result["impairments"]["held"] > 0, "nothing was held back")
            for flow in run.result["flows"]:
                if flow["to"].startswith("mn"):
                    last = run.result["nodes"][flow["to"]]["gateway"]
                    judge.equal(f"{flow['from']} to {flow['to']}: ends by", flow["path"][-2], last)


def judge_alone(judge, program):
    """One at a time, without a move: exact counts."""
    calm = ["--access=ideal", "--move=none", "--trafficStart=2", "--duration=6"]
    for call, expected in (
        ([], (0, 0, False)),
        (["--signallingDuplication=100"], (0, None, False)),
        (["--signallingJitter=5"], (0, 0, True)),
    ):
        with judge.of([*calm, *call]):
            run = program.run([*calm, *call])
            general.check_pmipv6(judge, run)
            judge_counts(judge, run)
            impairments = run.result["impairments"]
            lost, doubled, is_held = expected
            sent = mobility(run)["sent"]
            judge.equal("lost", impairments["lost"], lost)
            judge.equal("doubled", impairments["doubled"], sent if doubled is None else doubled)
            judge.equal("held", impairments["held"], sent if is_held else 0)
            if is_held:
                for one in run.result["attachments"]:
                    took = one["registered_s"] - one["attached_s"]
                    judge.within("registration", took, 0.02, 0.0301)
                    judge.check(took > 0.0201, "it was not held back")
    call = [*calm, "--signallingLoss=100"]
    with judge.of(call):
        run = program.run(call)
        general.check_fields(judge, run)
        general.check_signalling(judge, run)
        sums = mobility(run)
        judge.equal("lost", run.result["impairments"]["lost"], sums["sent"])
        judge.equal("received", sums["received"], 0)
        judge.check(sums["sent"] > 2, "nothing was repeated")
        for one in run.result["attachments"]:
            judge.equal("registered_s", one["registered_s"], None)


def judge_until(judge, program):
    """All three end at --faultsUntil, and all is as on a sound core from then on."""
    until = 4
    for faults in (["--signallingLoss=100"], ["--signallingDuplication=100", "--signallingJitter=5"]):
        call = ["--access=ideal", "--move=none", "--trafficStart=2", "--duration=20", *faults,
                f"--faultsUntil={until}",
                "--ns3::pmipv6::MobileAccessGateway::BindingLifetime=8s"]  # fmt: skip
        with judge.of(call):
            run = program.run(call)
            general.check_pmipv6(judge, run)
            judge_counts(judge, run)
            impairments = run.result["impairments"]
            early = [row for row in run.signalling if row["time_s"] < until
                     and row["event"] == "sent" and not row["message"].startswith("Router")]  # fmt: skip
            judge.check(len(early) < mobility(run)["sent"], "nothing was sent later")
            for row in run.signalling:
                judge.check(row["reason"] != "impairment" or row["time_s"] <= until + 0.1,
                            f"lost at {row['time_s']} s")  # fmt: skip
            if "--signallingLoss=100" in faults:
                judge.equal("lost", impairments["lost"], len(early))
                for one in run.result["attachments"]:
                    judge.within("registered_s", one["registered_s"], until, 2 * until)
            else:
                judge.equal("doubled", impairments["doubled"], len(early))
                judge.equal("held", impairments["held"], 2 * len(early))


def judge_access(judge, program):
    """Frames that the ideal link loses: each packet crosses two; drawn from the run."""
    call = ["--access=ideal", "--move=none", "--accessLoss=10", "--interval=5", "--duration=20"]
    shares = []
    for more in ([], [], ["--run=2"]):
        with judge.of([*call, *more]):
            run = program.run([*call, *more])
            general.check_pmipv6(judge, run)
            judge.equal("lost signalling", run.result["impairments"]["lost"], 0)
            flows = run.result["flows"]
            lost, sent = (sum(flow[what] for flow in flows) for what in ("lost", "sent"))
            share = 1 - 0.9**2
            error = (share * (1 - share) / sent) ** 0.5
            judge.within("share that is lost", lost / sent, share - 4 * error, share + 4 * error)
            shares.append([flow["lost"] for flow in flows])
    judge.equal("losses of the same run again", shares[1], shares[0])
    judge.check(shares[2] != shares[0], "another run loses the same")


def judge_untouched(judge, program):
    """Data is as on a sound core; the same run is the same octets, another run is another."""
    calm = ["--access=ideal", "--move=none", "--trafficStart=4", "--duration=9"]
    with judge.of([*calm, "--signallingJitter=300"]):
        held = program.run([*calm, "--signallingJitter=300"]).result["flows"]
        for sound, other in zip(program.run(calm).result["flows"], held):
            for field in sound:
                if not field.startswith("address"):  # who registers first has the first prefix
                    judge.equal(f"{field} of a flow", other[field], sound[field])
    call = arguments("ideal", *BAD)
    with judge.of(call):
        first, second = program.run(call), program.run(call)
        judge.equal("signalling.csv", first.signalling == second.signalling, True)
        judge.equal("impairments", first.result["impairments"], second.result["impairments"])
        other = program.run([*call, "--run=77"])
        judge.equal("signalling.csv of another run is the same",
                    first.signalling == other.signalling, False)  # fmt: skip


def run(judge, program, _source):
    """All of it."""
    judge_bad(judge, program)
    judge_alone(judge, program)
    judge_until(judge, program)
    judge_access(judge, program)
    judge_untouched(judge, program)
