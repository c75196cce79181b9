# SPDX-License-Identifier: GPL-2.0-only
"""What a group raises that cannot be run here."""


class Skipped(Exception):
    """Why not."""
