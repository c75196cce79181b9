#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""Runs a command beside a Slurm of its own: a cluster of this machine alone, in a temporary folder,
which is taken down whatever happens.

Usage: slurm-single-node.py COMMAND [ARGUMENT..]

The command finds the cluster by SLURM_CONF in its environment; its exit status is that of this
program. 77: there is no Slurm here, or none can be started.
"""

import contextlib
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
START_S = 15.0  # until the node takes jobs
END_S = 5.0  # until a daemon, or all jobs, have ended by themselves
PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "scontrol", "scancel", "sinfo", "squeue")
CONFIGURATION = """\
ClusterName=single
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=2
MaxJobCount=20000
NodeName={host} NodeAddr=127.0.0.1 CPUs={processors} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


class NoSlurm(Exception):
    """Why there is none."""


def die_with_parent():
    """A daemon ends with this program, even if that is killed."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def user():
    """The name of who this is."""
    return pwd.getpwuid(os.getuid()).pw_name


class Cluster:
    """Slurm's controller and its node, and munge, by which they know each other."""

    def __init__(self, folder):
        self._folder = folder
        self._daemons = []
        self.environment = {**os.environ, "SLURM_CONF": os.path.join(folder, "slurm.conf")}

    def _ask(self, *words):
        try:
            done = subprocess.run(
                words, env=self.environment, capture_output=True, text=True, timeout=END_S, check=False
            )
        except subprocess.TimeoutExpired:
            return ""
        return done.stdout.strip()

    def _start(self, *words):
        name = words[0]
        with open(os.path.join(self._folder, name + ".out"), "w", encoding="utf-8") as log:
            daemon = subprocess.Popen(
                words,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self._daemons.append((name, daemon))

    def _why(self, name):
        """The last that a daemon has said of an error."""
        said = []
        for end in (".out", ".log"):
            path = os.path.join(self._folder, name + end)
            if os.path.exists(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    said += [line.strip() for line in file if "rror" in line or "fatal" in line]
        return f": {said[-1]}" if said else ""

    def _wait(self, is_ready, what):
        """Until something is so, as long as all daemons run."""
        end = time.monotonic() + START_S
        while not is_ready():
            for name, daemon in self._daemons:
                if daemon.poll() is not None:
                    raise NoSlurm(f"{name} does not run here{self._why(name)}")
            if time.monotonic() > end:
                raise NoSlurm(f"{what} after {START_S:.0f} s{self._why(self._daemons[-1][0])}")
            time.sleep(0.1)

    def _configure(self):
        for name in ("state", "spool"):
            os.mkdir(os.path.join(self._folder, name))
        with open(os.open(os.path.join(self._folder, "munge.key"), os.O_CREAT | os.O_WRONLY, 0o600),
                  "wb") as key:
            key.write(secrets.token_bytes(128))
        with contextlib.ExitStack() as ports:
            sockets = [ports.enter_context(socket.socket()) for _ in range(2)]
            for one in sockets:
                one.bind(("127.0.0.1", 0))
            numbers = [one.getsockname()[1] for one in sockets]
        with open(self.environment["SLURM_CONF"], "w", encoding="utf-8") as file:
            file.write(
                CONFIGURATION.format(
                    host=socket.gethostname().split(".")[0],
                    controller_port=numbers[0],
                    node_port=numbers[1],
                    user=user(),
                    folder=self._folder,
                    processors=os.cpu_count(),
                )
            )

    def start(self):
        """Until the node takes jobs."""
        self._configure()
        munge = os.path.join(self._folder, "munge")
        self._start(
            "munged",
            "--foreground",
            "--force",
            f"--key-file={munge}.key",
            f"--socket={munge}.socket",
            f"--pid-file={munge}d.pid",
            f"--log-file={munge}d.log",
            f"--seed-file={munge}d.seed",
        )
        self._wait(lambda: os.path.exists(f"{munge}.socket"), "munged has no socket")
        self._start("slurmctld", "-D")
        self._start("slurmd", "-D")
        self._wait(
            lambda: self._ask("sinfo", "--noheader", "--format=%T") == "idle", "the node is not idle"
        )

    def stop(self):
        """All jobs and daemons, the last one first."""
        if len(self._daemons) == 3:
            self._ask("scancel", "--user", user())
            end = time.monotonic() + END_S
            while self._ask("squeue", "--noheader") and time.monotonic() < end:
                time.sleep(0.1)
        for _, daemon in reversed(self._daemons):
            daemon.terminate()
            try:
                daemon.wait(END_S)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()


def run(command, environment):
    """The exit status of a command, which is ended with this program."""
    with subprocess.Popen(command, env=environment) as process:
        try:
            return process.wait()
        except SystemExit:
            process.terminate()
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
            raise


def interrupt(number, _frame):
    """Ends this program as an exit, past which the cluster is taken down."""
    sys.exit(128 + number)


def main(command):
    """Exit status."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    # Daemons are where a user's PATH may not have them.
    os.environ["PATH"] += os.pathsep + "/usr/sbin"
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, interrupt)
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        print(f"skipped: {missing[0]} is missing (Debian's slurm-wlm, munge)", file=sys.stderr)
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="slurm-") as folder:
        os.chmod(folder, 0o755)  # munged has no socket where others cannot come
        cluster = Cluster(folder)
        try:
            cluster.start()
            return run(command, cluster.environment)
        except NoSlurm as problem:
            print(f"skipped: no Slurm can be started: {problem}", file=sys.stderr)
            return SKIPPED
        finally:
            cluster.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
