# SPDX-License-Identifier: GPL-2.0-only
"""The program that tells stories, and what it has answered already."""

import fcntl
import hashlib
import json
import os
import select
import subprocess

from search import Answer


class Refused(Exception):
    """A story that cannot be told: a sentence for the user."""


class Teller:
    """Some processes that tell one story, each in one order at a time. Answers come in the order of
    the requests, whoever was faster."""

    def __init__(self, program, story, jobs):
        self._jobs = jobs
        self._processes = []
        self._line = json.dumps(story)
        self._program = program

    def _start(self):
        process = subprocess.Popen(
            [self._program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        process.stdin.write(self._line + "\n")
        process.stdin.flush()
        self._processes.append(process)
        return process

    @staticmethod
    def _read(process):
        line = process.stdout.readline()
        if not line:
            raise Refused(f"the teller of the story has ended with status {process.wait()}")
        return json.loads(line)

    def _begin(self):
        for process in [self._start() for _ in range(self._jobs)]:
            first = self._read(process)
            if "refused" in first:
                raise Refused(first["refused"])

    def tell(self, requests):
        """The lines that answer some requests."""
        if not self._processes:
            self._begin()
        lines = [None] * len(requests)
        waiting = list(enumerate(requests))[::-1]
        busy = {}

        def give(process):
            if waiting:
                number, request = waiting.pop()
                order = {
                    "prefix": request.prefix,
                    "sleeping": {k: sorted(t) for k, t in request.sleeping.items()},
                    "touches": {k: sorted(t) for k, t in request.touches.items()},
                    "draw": request.draw,
                }
                process.stdin.write(json.dumps(order) + "\n")
                process.stdin.flush()
                busy[process.stdout.fileno()] = (process, number)

        for process in self._processes:
            give(process)
        while busy:
            for descriptor in select.select(list(busy), [], [])[0]:
                process, number = busy.pop(descriptor)
                lines[number] = self._read(process)
                give(process)
        return lines

    def close(self):
        """End the processes."""
        for process in self._processes:
            process.stdin.close()
            process.stdout.close()
            process.wait()
        self._processes = []


def digest(paths):
    """A text that differs where files do."""
    total = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def digest_request(request):
    """A text that differs where requests do."""
    rows = [
        request.prefix,
        sorted((key, sorted(touched)) for key, touched in request.sleeping.items()),
        sorted((key, sorted(touched)) for key, touched in request.touches.items()),
        request.draw,
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


class Journal:
    """The answers so far, in a file: a search that was interrupted asks the same again, and is
    answered from here first. What was written for other options or by other programs is begun anew."""

    def __init__(self, path, heading):
        self._answers = {}
        self._taken = {}
        heading = json.dumps(heading)
        self._lock = open(path, "a", encoding="utf-8")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"another search writes {path}; allowed: another --output") from None
        try:
            with open(path, encoding="utf-8") as file:
                lines = file.read().split("\n")
        except UnicodeDecodeError:
            lines = []
        is_same = bool(lines) and lines[0] == heading
        with open(path, "w" if not is_same else "r+", encoding="utf-8") as file:
            if not is_same:
                file.write(heading + "\n")
            else:
                # The last line may have been cut off.
                whole = [heading] + [line for line in lines[1:-1] if line]
                file.seek(0)
                file.truncate()
                file.write("\n".join(whole) + "\n")
                for line in whole[1:]:
                    part, asked, answer = json.loads(line)
                    self._answers.setdefault(part, []).append((asked, answer))
        self._file = open(path, "a", encoding="utf-8")

    def take(self, part, requests):
        """The next answers of a part of the search, as many as there are for some requests."""
        lines = []
        for request in requests:
            place = self._taken.get(part, 0)
            known = self._answers.get(part, [])
            if place == len(known) or known[place][0] != digest_request(request):
                break
            lines.append(known[place][1])
            self._taken[part] = place + 1
        return lines

    def keep(self, part, requests, lines):
        """Remember answers."""
        for request, line in zip(requests, lines):
            self._file.write(json.dumps([part, digest_request(request), line]) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self):
        """Write no more."""
        self._file.close()
        self._lock.close()


class Asker:
    """Answers requests of one part of the search, from the journal as far as it goes."""

    def __init__(self, teller, journal, part):
        self._teller = teller
        self._journal = journal
        self._part = part
        self.told = 0  # orders that were told now

    def __call__(self, requests):
        lines = self._journal.take(self._part, requests)
        rest = requests[len(lines) :]
        if rest:
            fresh = self._teller.tell(rest)
            self.told += len(fresh)
            self._journal.keep(self._part, rest, fresh)
            lines += fresh
        return [Answer(line) for line in lines]
