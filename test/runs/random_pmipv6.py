# SPDX-License-Identifier: GPL-2.0-only
"""Group random-pmipv6: random faults with RFC 5213 alone."""

from .random_runs import run_family


def run(judge, program, _source, count=None):
    """All of it."""
    run_family(judge, program, "pmipv6", count)
