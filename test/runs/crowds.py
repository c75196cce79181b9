# SPDX-License-Identifier: GPL-2.0-only
"""Group crowds: many nodes at once with RFC 8885, in each mode; of these the groups dmm and
logical-interface, which every test run has, judge one."""

from . import dmm, logical_interface


def run(judge, program, _source):
    """All of it."""
    for mode in dmm.MODES:
        dmm.judge_crowd(judge, program, mode)
        logical_interface.judge_crowd(judge, program, mode)
