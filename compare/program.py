# SPDX-License-Identifier: GPL-2.0-only
"""The experiment program, asked what its options are and what command lines come to."""

import hashlib
import json
import os
import re
import subprocess

from refused import Refused


class Program:
    """build/bin/pmipv6-experiment."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.options = self._ask([])[0]["options"]

    def _ask(self, command_lines):
        questions = "".join(json.dumps(words) + "\n" for words in command_lines)
        try:
            done = subprocess.run(
                [self.path, "--check"], input=questions, capture_output=True, text=True, check=True
            )
            answers = [json.loads(line) for line in done.stdout.splitlines()]
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            raise self._silent(error) from error
        if len(answers) != 1 + len(command_lines) or "options" not in answers[0]:
            raise self._silent("no answer to --check")
        return answers

    def _silent(self, error):
        return Refused(
            f"{self.path} does not answer ({error}); allowed: the program as ./pmipv6 builds it"
        )

    def check(self, command_lines):
        """What each command line comes to, in their order: "parameters", "idle" and "notes", or
        "wrong"."""
        return self._ask(command_lines)[1:]

    def words(self, option):
        """The values of an option that takes a word."""
        return self.options[option]["words"]

    def form(self, option):
        """How an option's value is written: MS, S, N, WORD ..; nothing for an attribute of ns-3."""
        return self.options.get(option, {}).get("form", "")

    def is_list(self, option):
        """Whether an option may be given more than once."""
        return self.options.get(option, {}).get("repeatable", False)

    def has_commas(self, option):
        """Whether commas are parts of a value."""
        return "," in self.options.get(option, {}).get("form", "")

    def is_file(self, option):
        """Whether a value can be the name of a file that is read."""
        return "FILE" in self.options.get(option, {}).get("form", "")

    def digest(self):
        """Of the program and of those of its libraries that are built with it: results of another
        build are other results."""
        files = [self.path]
        folder = os.path.dirname(os.path.dirname(self.path))
        found = subprocess.run(["ldd", self.path], capture_output=True, text=True, check=False)
        for library in re.findall(r"=> (\S+)", found.stdout):
            if os.path.realpath(library).startswith(os.path.realpath(folder) + os.sep):
                files.append(library)
        digest = hashlib.sha256()
        for file in sorted(files):
            with open(file, "rb") as opened:
                digest.update(opened.read())
        return digest.hexdigest()
