# SPDX-License-Identifier: GPL-2.0-only
"""What a group raises that cannot be run here."""


class Skipped(Exception):
    """Why not."""


def need_lte(program):
    """Where ns-3 is built without LTE, a group of it is skipped."""
    if "--enbDistance" not in program.call(["--help"]).stdout:
        raise Skipped("ns-3 was built without LTE")
