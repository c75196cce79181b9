# SPDX-License-Identifier: GPL-2.0-only
"""Group random-localized-routing: random faults with localized routes."""

from .random_runs import run_family


def run(judge, program, _source, count=None):
    """All of it."""
    run_family(judge, program, "localized-routing", count)
