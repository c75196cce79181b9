#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""./pmipv6 compare from its command line to its tables.

Usage: check-compare.py PROGRAM [--part NAME]

PROGRAM: pmipv6-experiment. NAME: numbers, options, repeat, wrong, failing or full-disk [all].
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

from trial import (
    below, compare, expect, expect_same, is_there, kill, main, rows, sentence, start, tables,
    wait_until, whole, wrapper,
)

# Runs with little to do, of which each is a batch.
TINY = ("--cases=a21", "--accesses=ideal", "--interval=500", "--duration=1000")
SCHEMES = "--schemes=pmipv6,epmip"
NO_SPACE = 28 * 1024  # octets of a disk, too few for a comparison
NOT_MOBILITY = ("RouterSolicitation", "RouterAdvertisement")


def mean(values):
    """Of those that are there."""
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else None


def figures(result):
    """What runs.csv is to have of a run, out of its result.json."""
    handovers, flows = result["handovers"], result["flows"]
    reached = [flow for flow in flows if flow["received"]]
    sent = sum(flow["sent"] - flow["unreachable"]["sent"] for flow in flows)
    lost = sum(flow["lost"] - flow["unreachable"]["lost"] for flow in flows)
    counts = [count for name, count in result["signalling"].items() if name not in NOT_MOBILITY]
    return {
        "handovers": len(handovers),
        "service_gap_down_ms": mean(one["service_gap_ms"]["downlink"] for one in handovers),
        "service_gap_up_ms": mean(one["service_gap_ms"]["uplink"] for one in handovers),
        "interruption_down_ms": mean(one["interruption"]["downlink_ms"] for one in handovers),
        "interruption_up_ms": mean(one["interruption"]["uplink_ms"] for one in handovers),
        "lost_down": mean(one["lost_down"] for one in handovers),
        "lost_up": mean(one["lost_up"] for one in handovers),
        "messages": mean(one["messages"] for one in handovers),
        "loss_percent": lost / sent * 100,
        "delay_mean_ms": sum(one["delay_ms"]["mean"] * one["received"] for one in reached)
        / sum(one["received"] for one in reached),
        "delay_p95_ms": mean(one["delay_ms"]["p95"] for one in flows),
        "jitter_ms": mean(one["jitter_ms"] for one in flows),
        "path_stretch": mean(
            one["path_length_ms"] / one["direct_length_ms"] for one in reached
            if one["direct_length_ms"]
        ),
        "signalling_messages": sum(count["sent"] for count in counts),
        "signalling_octets": sum(count["octets"] for count in counts),
        "consistent": 1 if result["final_state"]["consistent"] else 0,
    }


def expect_figures(row, expected, what):
    """That a row has those figures, to the ten digits of a table."""
    for name, value in expected.items():
        if value is None:
            expect(row[name] == "", what, name, "is", row[name], "and not empty")
        else:
            found = float(row[name])
            expect(math.isclose(found, value, rel_tol=1e-9, abs_tol=1e-9), what, name, found, value)


def numbers(program, folder):
    """The tables' figures are those of runs that this test makes by itself."""
    output = folder / "numbers"
    compare(
        program, output, "--schemes=pmipv6,epmip,mipv6", "--cases=a21", "--accesses=ideal,wifi",
        "--runs=2", "--moves=2", "--plots=all",
    )
    table = {(row["scheme"], row["access"], row["run"]): row for row in rows(output, "runs.csv")}
    expect(len(table) == 12, "runs.csv has", len(table), "rows")
    for scheme in ("pmipv6", "epmip", "mipv6"):
        for access in ("ideal", "wifi"):
            single = folder / f"single-{scheme}-{access}"
            subprocess.run(
                [program, f"--scheme={scheme}", "--case=a21", f"--access={access}", "--moves=2",
                 "--phase=random", "--run=2", f"--output={single}"],
                check=True, capture_output=True,
            )
            result = json.loads((single / "result.json").read_text(encoding="utf-8"))
            expected = figures(result)
            expect(expected["service_gap_down_ms"] > 0, scheme, access, "has no gap")
            expect_figures(table[scheme, access, "2"], expected, f"{scheme} {access}")
    for row in rows(output, "paired.csv"):
        if row["metric"] == "delay_mean_ms":
            differences = [
                float(table[row["scheme_b"], row["access"], run]["delay_mean_ms"])
                - float(table[row["scheme_a"], row["access"], run]["delay_mean_ms"])
                for run in ("1", "2")
            ]
            found = float(row["b_minus_a"])
            expect(math.isclose(found, mean(differences), rel_tol=1e-6, abs_tol=1e-6), row)
    for kind in ("svg", "png", "csv"):
        expect(list(output.glob(f"plots/*.{kind}")), "no plot is", kind)


TRACE = """\
$node_(0) set X_ 10.0
$node_(0) set Y_ 50.0
$node_(1) set X_ 90.0
$node_(1) set Y_ 50.0
$ns_ at 3.0 "$node_(0) setdest 190.0 50.0 20.0"
$ns_ at 5.0 "$node_(1) setdest 10.0 50.0 20.0"
"""


def options(program, folder):
    """Options of all forms, on axes and off them, and what an option changes nothing for."""
    output = folder / "options"
    trace = folder / "of two nodes.tcl"
    trace.write_text(TRACE, encoding="utf-8")
    attribute = "ns3::pmipv6::MobilitySignaling::MaxUpdateRate"
    words = (
        SCHEMES, "--cases=a21", "--accesses=ideal", "--interval=500", "--trace=of two nodes.tcl",
        "--core=mesh", "--gateways=1x3,1x2", "--handoffBuffer=0,20", "--delay=lma1:mag1:5,lma1:mag1:20",
        "--delay=lma1:mag2:7", f"--{attribute}=0,3", "--phase=random,fixed",
    )
    compare(program, output, *words, "--runs=2", cwd=folder)
    table = rows(output, "runs.csv")
    # An option of ePMIP multiplies its runs alone.
    counts = {
        scheme: len([row for row in table if row["scheme"] == scheme]) for scheme in ("pmipv6", "epmip")
    }
    expect(counts == {"pmipv6": 32, "epmip": 64}, counts)
    for row in table:
        expect((row["handoffBuffer"] == "") == (row["scheme"] == "pmipv6"), row)
    for name, values in (
        ("gateways", {"1x3", "1x2"}), ("delay", {"lma1:mag1:5", "lma1:mag1:20"}),
        (attribute, {"0", "3"}), ("phase", {"random", "fixed"}),
    ):
        expect({row[name] for row in table} == values, name, {row[name] for row in table})
    for path in output.glob("runs/*"):
        expect(not set(path.name) & set(" :/\\'\"$*?"), "a folder's name:", path.name)
    # It goes on from another folder, with the file that it was begun with.
    (folder / "elsewhere").mkdir()
    compare(program, output, *words, "--runs=2", cwd=folder / "elsewhere")
    trace.write_text(TRACE.replace("90.0", "80.0"), encoding="utf-8")
    said = sentence(compare(program, output, *words, "--runs=2", status=2, cwd=folder))
    expect("--trace=of two nodes.tcl is not the file" in said, said)
    compare(program, folder / "still", SCHEMES, *TINY, "--runs=2", "--move=none",
            "--path=mn1:mag1,mag3", "--l2Gap=0..1..0.25")
    values = list(dict.fromkeys(row["l2Gap"] for row in rows(folder / "still", "runs.csv")))
    expect(values in ([""], ["0", "0.25", "0.5", "0.75", "1"]), values)
    expect(not rows(folder / "still", "handovers.csv"), "there are handovers")
    said = compare(program, output, "--help").stdout
    expect("--schemes" in said and "--plots" in said and "--program" not in said, said)


def repeat(program, folder):
    """What is found depends neither on what is done at once, nor on when it is broken off."""
    options = (SCHEMES, *TINY)
    first = folder / "first"
    compare(program, first, *options, "--runs=5", "--jobs=1")
    found = tables(first)
    expect(b"./pmipv6 compare" in found["README.md"], "README.md has no command")
    for word in (b"--jobs", b"--output", b"--program", b"--plots", str(folder).encode()):
        expect(word not in found["README.md"], "README.md has", word)

    grown = folder / "grown"
    compare(program, grown, *options, "--runs=3", "--jobs=2")
    compare(program, grown, *options, "--runs=5", "--jobs=2")
    expect_same(found, tables(grown), "two jobs, and 3 runs and then 5:")

    broken = folder / "broken"
    slow = wrapper(folder / "slow", program, "*--output=*", "sleep 0.2", folder)
    for number, runs in ((signal.SIGKILL, 2), (signal.SIGINT, 5), (signal.SIGTERM, 8)):
        started = start(slow, broken, *options, "--runs=5", "--jobs=2")
        wait_until(lambda least=runs: len(whole(broken)) >= least, f"{runs} runs")
        said = kill(started, number)
        expect(len(whole(broken)) < 10, "all was done before", number)
        if number != signal.SIGKILL:
            expect("interrupted; the same command goes on" in said, said)
            expect(started.returncode == 130, "exit status", started.returncode)
    kept = {path: path.stat().st_mtime_ns for path in whole(broken)}
    compare(slow, broken, *options, "--runs=5")
    expect_same(found, tables(broken), "broken off and started again:")
    for path, time in kept.items():
        expect(path.stat().st_mtime_ns == time, path, "was there, and is made anew")

    kept = {path: path.stat().st_mtime_ns for path in whole(first)}
    cut, missing, *_ = kept
    cut.write_bytes(cut.read_bytes()[:1000])
    shutil.rmtree(missing.parent)
    compare(program, first, *options, "--runs=5")
    expect_same(found, tables(first), "with a result cut off and one lost:")
    for path, time in kept.items():
        is_new = path.stat().st_mtime_ns != time
        expect(is_new == (path in (cut, missing)), path, "is" if is_new else "is not", "made anew")


def contents(folder):
    """Names, contents and times of all files."""
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*") if path.is_file() and path.name != ".lock"
    }


def path_without(folder, *missing):
    """A PATH with what this needs, but for some programs."""
    folder.mkdir()
    for name in ("snakemake", "sbatch", "scontrol", "scancel", "ldd", "sh", "bash"):
        if name not in missing and shutil.which(name):
            (folder / name).symlink_to(shutil.which(name))
    return {**os.environ, "PATH": str(folder)}


def wrong_options(program, folder):
    """Each option that is wrong, by its sentence, before there is a folder."""
    output = folder / "never"
    for options, words in (
        (["--schemes=pmipv6,nonsense"], ["--schemes", "nonsense", "allowed: pmipv6"]),
        (["--cases=a99"], ["--cases=a99", "allowed: a21"]),
        (["--accesses=smoke"], ["--accesses=smoke", "allowed: wifi"]),
        (["--nonsense=3"], ["--nonsense"]),
        (["--ns3::pmipv6::Nonsense::Nothing=1,2"], ["Nonsense"]),
        (["--l2Gap=much"], ["--l2Gap=much", "allowed"]),
        (["--l2Gap=0,,50"], ["--l2Gap=0,,50", "empty value"]),
        (["--l2Gap="], ["--l2Gap=", "empty value"]),
        (["--l2Gap"], ["--l2Gap"]),
        (["--schemes="], ["--schemes=", "allowed"]),
        (["--schemes=pmipv6,pmipv6"], ["pmipv6 twice"]),
        (["--l2Gap=5..1..1"], ["--l2Gap=5..1..1", "is empty"]),
        (["--l2Gap=0..5"], ["--l2Gap=0..5", "FROM..TO..STEP"]),
        (["--l2Gap=0..5..0"], ["--l2Gap=0..5..0", "STEP above 0"]),
        (["--l2Gap=0..100001..10"], ["more than 10000 values"]),
        (["--l2Gap=0..1e99999..1"], ["more than 10000 values"]),
        (["--l2Gap=0..1e9999999..1"], ["--l2Gap", "allowed"]),
        (["--l2Gap=1,1"], ["1 twice"]),
        (["--l2Gap=1", "--l2Gap=2"], ["--l2Gap is given twice"]),
        (["--runs=2", "--runs=3"], ["--runs is given twice"]),
        (["--schemes=pmipv6", "--schemes=epmip"], ["--schemes is given twice"]),
        (["--l2Gap=0..9999..1", "--dwell=1..100..1"], ["points; allowed"]),
        (["--runs=1"], ["--runs=1", "allowed"]),
        (["--runs=" + "9" * 5000], ["--runs=9", "allowed"]),
        (["--runs=1000000"], ["runs; allowed"]),
        (["--jobs=0"], ["--jobs=0", "allowed"]),
        (["--jobs=many"], ["--jobs=many", "allowed"]),
        (["--keep=some"], ["--keep=some", "allowed"]),
        (["--plots=some"], ["--plots=some", "allowed"]),
        (["--run=3"], ["--run=3", "--runs"]),
        (["--pcap"], ["--pcap", "./pmipv6 run"]),
        (["pmipv6"], ["pmipv6 is no option"]),
        (["--cluster=cloud"], ["--cluster=cloud", "allowed: slurm"]),
        (["--cluster=slurm", f"--profile={folder}"], ["--cluster and --profile"]),
        ([f"--profile={folder}"], ["--profile", "config.yaml"]),
        (["--schemes=pmipv6,mipv6", "--cases=roaming1"], ["roaming1", "mipv6", "allowed"]),
    ):
        said = sentence(compare(program, output, *options, status=2))
        for word in words:
            expect(word in said, options, "is refused without", word, ":", said)
        expect(not output.exists(), options, "makes a folder")
    for missing, options in (
        ("snakemake", ["--accesses=ideal"]), ("sbatch", ["--accesses=ideal", "--cluster=slurm"]),
    ):
        environment = path_without(folder / f"without-{missing}", missing)
        said = sentence(compare(program, output, *options, status=2, env=environment))
        expect(f"{missing} is missing" in said, said)
        expect(not output.exists(), "without", missing, "there is a folder")
    for name in ("true", "echo"):
        said = sentence(compare(shutil.which(name), output, "--runs=2", status=2))
        expect("does not answer" in said, said)


def wrong_folders(program, folder):
    """What is there is not written over."""
    options = ("--schemes=pmipv6", *TINY)
    (folder / "file").write_text("mine", encoding="utf-8")
    others = folder / "others"
    others.mkdir()
    (others / "mine").write_text("mine", encoding="utf-8")
    (others / ".lock").write_text("", encoding="utf-8")
    done = folder / "done"
    compare(program, done, *options, "--runs=2")
    cut = folder / "cut"
    shutil.copytree(done, cut)
    (cut / "comparison.json").write_bytes((done / "comparison.json").read_bytes()[:500])
    other_build = wrapper(folder / "other-build", program)
    before = contents(folder)
    for build, output, more, words in (
        (program, folder / "file", [], ["is a file and no folder"]),
        (program, folder / "file" / "below", [], ["cannot be used"]),
        (program, others, [], ["holds other files (mine)"]),
        (program, done, ["--l2Gap=10"], ["holds another comparison", "./pmipv6 compare"]),
        (program, cut, [], ["comparison.json cannot be read"]),
        (other_build, done, [], ["another build"]),
    ):
        said = sentence(compare(build, output, *options, *more, "--runs=2", status=2))
        for word in words:
            expect(word in said, output.name, "is refused without", word, ":", said)
        expect(contents(folder) == before, output.name, "was written to")
    said = sentence(compare(program, done, *options, "--runs=3", "--keep=all", status=2))
    expect("holds another comparison" in said, said)
    wrong_results(program, done, options)


def wrong_results(program, output, options):
    """A result that cannot be read is found, and mended as the sentence says."""
    path = sorted(whole(output))[0]
    good = path.read_bytes()
    more = (*options, "--runs=3")
    for text in ("nonsense}\n", '{"version":1}\n', '{"version":1,"parameters":{}}\n'):
        path.write_text(text, encoding="utf-8")
        said = sentence(compare(program, output, *more, status=2))
        expect(str(path.relative_to(output)) in said and "remove its folder" in said, text, said)
    path.write_bytes(good.replace(b'"handovers":', b'"handover":'))
    said = sentence(compare(program, output, *more, status=2))
    expect("lacks a field ('handovers')" in said and "remove its" in said, said)
    path.unlink()
    path.mkdir()  # which is not whole, and replaced
    compare(program, output, *more)
    expect(len(rows(output, "runs.csv")) == 3, "rows", len(rows(output, "runs.csv")))


def wrong(program, folder):
    """What cannot be done is said in one sentence, and nothing is written over."""
    wrong_options(program, folder)
    wrong_folders(program, folder)
    wait = folder / "wait"
    wait.touch()
    slow = wrapper(folder / "slow-one", program, "*--output=*", "sleep 1000", wait)
    output = folder / "two"
    started = start(slow, output, "--schemes=pmipv6", *TINY, "--runs=2")
    wait_until(lambda: (output / "runs").is_dir(), "a run")
    said = sentence(compare(slow, output, "--schemes=pmipv6", *TINY, "--runs=2", status=2))
    expect("being worked on by another" in said, said)
    # Of a comparison that is killed its Snakemake works on, and keeps others away as before.
    everyone = below(started.pid)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    said = sentence(compare(slow, output, "--schemes=pmipv6", *TINY, "--runs=2", status=2))
    expect("being worked on by another" in said, said)
    for process in filter(is_there, everyone):
        os.kill(process, signal.SIGKILL)


def failing(program, folder):
    """Runs that fail are said, with what repeats them, and tried again."""
    fault = folder / "fault"
    fault.touch()
    bad = folder / "bad"
    wrapper(
        bad, program, "*--scheme=epmip*",
        'case "$* " in '
        "*--run=1\\ *) kill -SEGV $$;; "
        '*--run=2\\ *) echo "pmipv6-experiment: nothing works" >&2; exit 1;; '
        "*--run=3\\ *) for last; do :; done; mkdir -p \"${last#--output=}\"; "
        "echo '{\"version\":' > \"${last#--output=}/result.json\"; exit 0;; esac",
        fault,
    )
    output = folder / "failing"
    options = (SCHEMES, *TINY, "--runs=4", "--moveAt=5")
    said = sentence(compare(bad, output, *options, status=1))
    for word in ("3 of 8 runs failed", "was ended by signal 11", "./pmipv6 run --scheme=epmip"):
        expect(word in said, "no", word, "in", said)
    page = tables(output)["README.md"].decode()
    expect("**3 runs failed" in page and "nothing works" in page, page)
    expect(len(rows(output, "runs.csv")) == 5, "rows", len(rows(output, "runs.csv")))
    # The command in the sentence is the run, with the program as it should be.
    words = said.split("`")[1].split()
    expect(words[:2] == ["./pmipv6", "run"], words)
    subprocess.run(
        [program, *words[2:], f"--output={folder / 'again'}"], check=True, capture_output=True
    )
    fault.unlink()
    compare(bad, output, *options)
    expect(len(rows(output, "runs.csv")) == 8, "rows", len(rows(output, "runs.csv")))
    row = next(
        row for row in rows(output, "runs.csv") if row["scheme"] == "epmip" and row["run"] == "1"
    )
    result = json.loads((folder / "again" / "result.json").read_text(encoding="utf-8"))
    expect_figures(row, figures(result), "the run that failed")
    expect("failed" not in tables(output)["README.md"].decode(), "README.md has failures")


def full_disk(program, folder):
    """A disk that is full ends a comparison with a sentence; with space it goes on."""
    done = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    if done.returncode:
        return "skipped: no file system can be mounted here"
    disk = folder / "disk"
    disk.mkdir()
    within = ["unshare", "--mount", "--propagation=private", "/usr/bin/python3", "-B", __file__,
              str(program), "--within", str(disk)]
    inner = subprocess.run(within, capture_output=True, text=True, check=False)
    expect(inner.returncode == 0, inner.stdout, inner.stderr)
    return None


def within_mount(program, disk):
    """The part on the full disk, where no other process sees it."""
    options = (SCHEMES, *TINY, "--runs=4")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={NO_SPACE}", "tmpfs", disk], check=True)
    output = pathlib.Path(disk) / "full"
    for size in (NO_SPACE, 200 * 1024, 600 * 1024):
        subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)
        said = sentence(compare(program, output, *options, status=2))
        expect("space" in said, said)
    subprocess.run(["mount", "-o", "remount,size=100M", disk], check=True)
    compare(program, output, *options)
    expect(len(rows(output, "runs.csv")) == 8, "rows", len(rows(output, "runs.csv")))


PARTS = {
    "numbers": numbers,
    "options": options,
    "repeat": repeat,
    "wrong": wrong,
    "failing": failing,
    "full-disk": full_disk,
}


def begin():
    """Exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--part", choices=sorted(PARTS))
    parser.add_argument("--within", help=argparse.SUPPRESS)
    known = parser.parse_args()
    program = pathlib.Path(known.program).resolve()
    if known.within:
        return main([("on the disk", within_mount)], (program, known.within))
    with tempfile.TemporaryDirectory(prefix="compare-") as folder:
        parts = [known.part] if known.part else list(PARTS)
        return main([(name, PARTS[name]) for name in parts], (program, pathlib.Path(folder)))


if __name__ == "__main__":
    sys.exit(begin())
