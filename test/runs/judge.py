# SPDX-License-Identifier: GPL-2.0-only
"""Collects what is wrong, each fault in a sentence with the command that shows it."""

import contextlib
import shlex
import traceback

from .program import Broken


class Judge:
    """Counts checks and keeps faults."""

    def __init__(self):
        self.checks = 0
        self.faults = []
        self.command = ""

    def check(self, is_right, sentence):
        """One check; the sentence says what is wrong if it fails."""
        self.checks += 1
        if not is_right:
            self.faults.append((self.command, sentence))
        return is_right

    def equal(self, what, got, expected):
        """Two values that must be equal."""
        return self.check(got == expected, f"{what} is {got!r} and not {expected!r}")

    def near(self, what, got, expected, tolerance):
        """Two numbers that must be equal but for a tolerance, or both None."""
        if got is None or expected is None:
            return self.equal(what, got, expected)
        return self.check(
            abs(got - expected) <= tolerance,
            f"{what} is {got!r} and not {expected!r} +- {tolerance!r}",
        )

    def within(self, what, got, low, high):
        """A number that must lie between two others, ends included."""
        return self.check(
            got is not None and low <= got <= high, f"{what} is {got!r} and not {low!r} to {high!r}"
        )

    @contextlib.contextmanager
    def of(self, arguments):
        """What is checked within is about this command; what cannot even be read is a fault."""
        before, self.command = self.command, shlex.join(arguments)
        try:
            yield
        except Broken as broken:
            self.check(False, str(broken))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError, OSError) as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{where.filename.rsplit('/', 1)[-1]}:{where.lineno}"
            self.check(False, f"cannot be read ({place}): {type(error).__name__} {error}")
        finally:
            self.command = before
