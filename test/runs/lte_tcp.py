# SPDX-License-Identifier: GPL-2.0-only
"""Group lte-tcp: UDP and TCP over LTE by every scheme; of TCP the group lte, which every test run
has, judges some schemes."""

from . import lte


def run(judge, program, _source):
    """All of it."""
    lte.need_lte(program)
    lte.judge_schemes(judge, program, lte.list_schemes(program))
