# SPDX-License-Identifier: GPL-2.0-only
"""What ends a comparison, as one sentence for the user."""


class Refused(Exception):
    """What was asked for cannot be done: what, and what is allowed. Nothing was written over."""


class Failed(Exception):
    """A comparison that could not be finished: what failed, and how to mend it."""
