# SPDX-License-Identifier: GPL-2.0-only
"""Has Snakemake do the work, on this machine or on a cluster, and says how far it is."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time

import plan as plans
from refused import Refused

HERE = os.path.dirname(os.path.abspath(__file__))
LOOK_S = 1.0  # between two looks at how far it is
SAY_S = 10.0  # between two sentences, where there is no terminal


def _command(request):
    """Snakemake, of Debian, but for what is asked of it."""
    cores = ["--jobs"] if request.cluster or request.profile else ["--cores"]
    return [
        "snakemake",
        "all" if request.has_plots else "tables_alone",
        f"--snakefile={os.path.join(HERE, 'Snakefile')}",
        f"--directory={os.path.abspath(request.output)}",
        *cores,
        str(request.jobs),
    ]


def _cluster(request):
    """How jobs get to a cluster."""
    if request.profile:
        return [f"--profile={request.profile}"]
    if not request.cluster:
        return []
    status = shlex.join(["/usr/bin/python3", "-B", os.path.join(HERE, "slurm-status.py")])
    folder = os.path.abspath(request.output).replace("%", "%%")  # of which Slurm makes one
    log = shlex.quote(os.path.join(folder, "log", "slurm-%j.log"))
    log = log.replace("{", "{{").replace("}", "}}")  # of which Snakemake makes one
    return [
        "--cluster",
        f"sbatch --parsable --job-name=pmipv6 --cpus-per-task=1 --output={log}",
        f"--cluster-status={status}",
        "--cluster-cancel=scancel",
        "--max-jobs-per-second=100",
        "--max-status-checks-per-second=10",
        "--latency-wait=60",
    ]


def check_tools(request):
    """What is needed and missing here is said before anything is written."""
    needed = ["snakemake"] + (["sbatch", "scontrol", "scancel"] if request.cluster else [])
    for tool in needed:
        if not shutil.which(tool):
            raise Refused(
                f"{tool} is missing; allowed: a machine that has it"
                + (", as one from which jobs are given to Slurm" if tool != "snakemake" else
                   " (Debian's package snakemake)")
            )


class Progress:
    """Says how many runs there are, and how long the others will take at this rate."""

    def __init__(self, plan, folder):
        self._plan = plan
        self._folder = folder
        self._costs = {
            (plan.points[index].name, str(run)): plan.points[index].cost_s
            for batch in plan.batches
            for index, run in batch
        }
        self._all = sum(self._costs.values())
        self._start = time.monotonic()
        self._first = self._look()[1]
        self._said = 0.0

    def _look(self):
        """How many runs have been gone through, and their cost."""
        count, cost = 0, 0.0
        for point in self._plan.points:
            try:
                names = os.listdir(os.path.join(self._folder, "runs", point.name))
            except OSError:
                continue
            for name in names:
                run = name.removesuffix(plans.FAILED)
                if (point.name, run) in self._costs:
                    count += 1
                    cost += self._costs[(point.name, run)]
        return count, cost

    def say(self):
        """A line, on a terminal in the place of the last one."""
        now = time.monotonic()
        is_terminal = sys.stderr.isatty()
        if not is_terminal and now - self._said < SAY_S:
            return
        self._said = now
        count, cost = self._look()
        done, left = cost - self._first, self._all - cost
        text = f"{count} of {len(self._costs)} runs"
        if count >= len(self._costs):
            text += ", tables and plots"
        elif done > 0 and now - self._start > 2:
            text += f", {_duration(left * (now - self._start) / done)} left"
        if is_terminal:
            print(f"\r\x1b[Kpmipv6: comparing: {text}", end="", file=sys.stderr, flush=True)
        else:
            print(f"pmipv6: comparing: {text}", file=sys.stderr, flush=True)

    def end(self):
        """Leaves the line."""
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _duration(seconds):
    """In words."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _start_logs(folder):
    """The folder of the logs, without those of the last time."""
    logs = os.path.join(folder, "log")
    os.makedirs(logs, exist_ok=True)
    for name in os.listdir(logs):
        if name.endswith(".log"):
            os.remove(os.path.join(logs, name))
    return os.path.join(logs, "snakemake.log")


def last_words(folder):
    """The sentence in which a job said what is wrong; nothing if none did."""
    logs = os.path.join(folder, "log")
    for name in sorted(os.listdir(logs)):
        with open(os.path.join(logs, name), encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith("compare: "):
                    return line.removeprefix("compare: ").strip()
    return None


def work(plan, request, lock):
    """All jobs; false if some could not be finished. What they say is in log/.

    lock: of the folder, which Snakemake keeps too should it outlive this process."""
    path = _start_logs(request.output)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    progress = Progress(plan, request.output)
    with open(path, "w", encoding="utf-8") as log:
        streams = {"stdout": log, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
        # After a kill Snakemake goes on only when it is told that nobody else is at work, which the
        # folder's own lock ensures.
        locks = os.path.join(request.output, ".snakemake", "locks")
        if os.path.isdir(locks) and os.listdir(locks):
            subprocess.run(_command(request) + ["--unlock"], env=environment, check=False, **streams)
        command = _command(request) + ["--rerun-incomplete", "--keep-going"]
        if not request.cluster and not request.profile:
            command += ["--scheduler=greedy"]
        with subprocess.Popen(
            command + _cluster(request),
            env=environment,
            pass_fds=[lock.fileno()],
            start_new_session=True,  # which is interrupted once, from here, by whom ever
            **streams,
        ) as snakemake:
            try:
                while snakemake.poll() is None:
                    progress.say()
                    try:
                        snakemake.wait(LOOK_S)
                    except subprocess.TimeoutExpired:
                        pass
            except KeyboardInterrupt:
                os.killpg(snakemake.pid, signal.SIGINT)
                snakemake.wait()
                raise
            finally:
                progress.end()
    return snakemake.returncode == 0


def forget_broken(plan, folder):
    """Has batches be gone through again of which results are missing, cut off, or failed."""
    for number, batch in enumerate(plan.batches, 1):
        done = os.path.join(folder, "batches", f"{number}.done")
        if os.path.exists(done) and not all(
            plans.is_whole(plans.result_folder(folder, plan.points[index], run))
            for index, run in batch
        ):
            os.remove(done)
