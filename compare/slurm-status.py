#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""Says to Snakemake what became of a job of Slurm: success, failed or running. By scontrol, which
needs no accounting database. A job that Slurm has forgotten counts as failed: what it has done is
found when the comparison goes on."""

import re
import subprocess
import sys

# Those of squeue(1), "JOB STATE CODES", from which there is no way on; all others are on their way.
ENDED = (
    "BOOT_FAIL",
    "CANCELLED",
    "DEADLINE",
    "FAILED",
    "NODE_FAIL",
    "OUT_OF_MEMORY",
    "PREEMPTED",
    "REVOKED",
    "TIMEOUT",
)

done = subprocess.run(
    ["scontrol", "--oneliner", "show", "job", sys.argv[-1].split(";")[0]],
    capture_output=True,
    text=True,
    check=False,
)
state = re.search(r"JobState=([A-Z_]+)", done.stdout)
if state:
    word = state.group(1)
    print("success" if word == "COMPLETED" else "failed" if word in ENDED else "running")
else:
    # Not known: forgotten, or the controller does not answer for now.
    print("failed" if "Invalid job id" in done.stderr else "running")
