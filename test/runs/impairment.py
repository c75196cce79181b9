# SPDX-License-Identifier: GPL-2.0-only
"""Group impairment: on a core that loses, doubles and reorders signalling, and on access links that
lose frames, every node is registered where it is in the end, and nothing is delivered to another."""

import collections
import csv

from . import general

MOVES = 6
SCHEMES = ("pmipv6", "none", "localized-routing", "uncoordinated", "epmip", "dmm-relay",
           "dmm-locator", "dmm-proxy", "mipv6")  # fmt: skip
AIR = "lost-on-the-air"
FIRST_LINK = 2.5  # ms; within these what is lost was lost on the first link
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


def read_rows(run, name):
    """The rows of a table of a run."""
    with open(run.folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def lost_on_air(run, name):
    """(sequence, ms since it was sent) of the packets of a flow that access links have lost."""
    rows = read_rows(run, name)
    sent = {row["sequence"]: float(row["time_s"]) for row in rows if row["event"] == "sent"}
    return [(row["sequence"], (float(row["time_s"]) - sent[row["sequence"]]) * 1e3)
            for row in rows if row["reason"] == AIR]  # fmt: skip


def lost_numbers(run):
    """The numbers of the packets from mn1 that its own link has lost, the first of their way."""
    return [number for number, took in lost_on_air(run, "flow-mn1-cn1.csv") if took < FIRST_LINK]


def judge_share(judge, run, loss):
    """What the two links of each packet's way have lost is what chance allows."""
    share = 1 - (1 - loss / 100) ** 2
    for flow in run.result["flows"]:
        name = f"flow-{flow['from']}-{flow['to']}.csv"
        rows = read_rows(run, name)
        counting = {row["sequence"] for row in rows if row["event"] == "sent"
                    and float(row["time_s"]) <= run.result["simulated_s"] - 1}  # fmt: skip
        dropped = [row for row in rows
                   if row["event"] == "dropped" and row["sequence"] in counting]  # fmt: skip
        judge.equal(f"{name}: sent", flow["sent"], len(counting))
        count = sum(row["reason"] == AIR for row in dropped)
        error = (share * (1 - share) / flow["sent"]) ** 0.5
        judge.within(f"{name}: share lost on the air", count / flow["sent"],
                     share - 4 * error, share + 4 * error)  # fmt: skip
        judge.equal(f"{name}: lost", flow["lost"], len(dropped))
        counted = sum(int(row["lost"]) for row in read_rows(run, "throughput.csv")
                      if (row["from"], row["to"]) == (flow["from"], flow["to"]))  # fmt: skip
        judge.equal(f"{name}: lost in throughput.csv", counted, flow["lost"])


def judge_access_schemes(judge, program):
    """Whatever the scheme, all that is lost has its reason; nodes that move are found again."""
    log = ["--flowLog=mn1:cn1", "--flowLog=cn1:mn1"]
    still = ["--access=ideal", "--move=none", "--interval=5", "--duration=22"]
    moves = ["--access=ideal", "--moves=4", "--dwell=20", "--duration=120", "--interval=50"]
    for scheme in SCHEMES:
        for loss in (5, 20):
            call = [*still, *log, f"--scheme={scheme}", f"--accessLoss={loss}"]
            with judge.of(call):
                run = program.run(call)
                judge.check(run.result["final_state"]["consistent"], "not consistent")
                judge_share(judge, run, loss)
            call = [*moves, f"--scheme={scheme}", f"--accessLoss={loss}"]
            with judge.of(call):
                run = program.run(call)
                general.check_fields(judge, run)
                judge.check(run.result["final_state"]["consistent"], "not consistent")
                judge.equal("handovers", len(run.result["handovers"]), 4)


def judge_access_draws(judge, program):
    """0 is as without; a scheme, more nodes and more signalling shift no loss of a node's data."""
    still = ["--access=ideal", "--move=none", "--trafficStart=3", "--duration=8",
             "--flowLog=mn1:cn1", "--interval=5"]  # fmt: skip
    with judge.of([*still, "--accessLoss=0"]):
        plain, zero = program.run(still), program.run([*still, "--accessLoss=0"])
        for name in ("signalling.csv", "events.csv", "throughput.csv", "flow-mn1-cn1.csv"):
            judge.check((plain.folder / name).read_bytes() == (zero.folder / name).read_bytes(),
                        f"{name} is another")  # fmt: skip
    call = [*still, "--accessLoss=20"]
    first = lost_numbers(program.run(call))
    judge.check(len(first) > 50, f"only {len(first)} packets are lost")
    for more in ([], ["--mobileNodes=3"], ["--scheme=epmip"], ["--scheme=none"],
                 ["--scheme=dmm-relay"], ["--scheme=mipv6"], ["--direction=mn-cn"]):  # fmt: skip
        with judge.of([*call, *more]):
            others = set(first).symmetric_difference(lost_numbers(program.run([*call, *more])))
            judge.equal("packets lost on mn1's link in one of two runs alone", len(others), 0)
    with judge.of([*call, "--run=2"]):
        judge.check(lost_numbers(program.run([*call, "--run=2"])) != first,
                    "another run loses the same")  # fmt: skip


def judge_access_model(judge, program):
    """Another model of ns-3 in the place of --accessLoss, one way alone."""
    model = "ns3::BurstErrorModel[ErrorRate=0.05]"
    call = ["--access=ideal", "--move=none", "--flowLog=mn1:cn1", "--flowLog=cn1:mn1",
            f"--ns3::pmipv6::IdealDevice::ReceiveErrorModel={model}"]  # fmt: skip
    with judge.of(call):
        run = program.run(call)
        for name in ("flow-mn1-cn1.csv", "flow-cn1-mn1.csv"):
            lost = lost_on_air(run, name)
            judge.check(lost and all(took > FIRST_LINK for _, took in lost),
                        f"{name}: lost after {sorted({took for _, took in lost})} ms")  # fmt: skip


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
    judge_access_schemes(judge, program)
    judge_access_draws(judge, program)
    judge_access_model(judge, program)
    judge_untouched(judge, program)
