# SPDX-License-Identifier: GPL-2.0-only
"""Group rfc6612-long: nodes of both kinds for ten minutes; of these the group rfc6612, which every test
run has, judges some."""

from . import rfc6612


def run(judge, program, _source):
    """All of it."""
    rfc6612.judge_long(judge, program, "ideal", 59, 10)
    rfc6612.judge_long(judge, program, "wifi", 59, 10)
