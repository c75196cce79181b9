# SPDX-License-Identifier: GPL-2.0-only
"""Carries out one batch of a comparison's runs: those that have no whole result yet, each after the
other, whatever becomes of the one before."""

import json
import os
import shutil
import signal
import subprocess
import sys

import plan as plans
from folder import PARTIAL, hold, write

# By which whoever ends a job ends its programs, too: no fault of a run.
FROM_OUTSIDE = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
KEPT = ("result.json", "throughput.csv", ".pmipv6-experiment")


def _prune(folder):
    """Removes of a run's files what the tables and plots do not use; its command brings it back."""
    for name in os.listdir(folder):
        if name not in KEPT and not name.startswith("flow-"):
            os.remove(os.path.join(folder, name))


def _last_sentence(text):
    """What the program said last, without its name."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("pmipv6-experiment: ") if lines else "it said nothing"


def _forget(path):
    if os.path.exists(path):
        os.remove(path)


def carry_out(plan, folder, index, run, lock):
    """One run; true if its result is there.

    lock: of its batch, which the program keeps too should it outlive this process."""
    point = plan.points[index]
    result = plans.result_folder(folder, point, run)
    failed = plans.failure_file(folder, point, run)
    if plans.is_whole(result):
        _forget(failed)
        return True
    partial = result + PARTIAL
    os.makedirs(os.path.dirname(result), exist_ok=True)
    if os.path.isdir(partial):  # of a run that failed or was broken off, whatever it has left
        shutil.rmtree(partial)
    words = plan.command(index, run) + (point.flow_log if run == 1 else [])
    done = subprocess.run(
        [plan.program] + words + [f"--output={os.path.abspath(partial)}"],
        cwd=plan.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        pass_fds=[lock.fileno()],
        check=False,
    )
    if done.returncode == 0 and plans.is_whole(partial):
        if plan.request["keep"] == "results":
            _prune(partial)
        if os.path.isdir(result):
            shutil.rmtree(result)
        os.replace(partial, result)
        _forget(failed)
        return True
    if -done.returncode in FROM_OUTSIDE:
        sys.exit(f"a run of {point.name} was ended by signal {-done.returncode}, from outside")
    note = {
        "words": plan.command(index, run),
        "status": done.returncode,
        "sentence": _last_sentence(done.stderr),
    }
    write(failed, json.dumps(note) + "\n")
    return False


def main(folder, number):
    """The batch of that number, from 1; its file says that it has been gone through."""
    plan = plans.load(folder)
    batch = plan.batches[int(number) - 1]
    # A kill may have left one at work on this batch.
    with hold(os.path.join(folder, "batches", f"{number}.lock")) as lock:
        bad = sum(not carry_out(plan, folder, index, run, lock) for index, run in batch)
    write(os.path.join(folder, "batches", f"{number}.done"), f"{len(batch)} runs, {bad} failed\n")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except OSError as problem:
        sys.exit(f"batch {sys.argv[2]}: {problem.filename or sys.argv[1]}: {problem.strerror}")
