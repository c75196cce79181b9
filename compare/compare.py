# SPDX-License-Identifier: GPL-2.0-only
"""./pmipv6 compare: many runs, their tables and their plots."""

import hashlib
import os
import shlex
import shutil
import signal
import sys

import engine
import plan as plans
from arguments import parse
from folder import claim
from program import Program
from refused import Failed, Refused

WRONG = 2  # exit status of what cannot be done as it is
FAILED = 1  # of a run that failed
LEAST_SPACE = 1 << 20  # octets, on a disk that is not full


def _asked(request):
    """What decides on the results of a comparison, and may not differ when it goes on."""
    return {
        "schemes": request.schemes,
        "cases": request.cases,
        "accesses": request.accesses,
        "settings": [[name, values] for name, values in request.settings],
        "keep": request.keep,
        "command": shlex.join(["./pmipv6", "compare"] + request.given),
    }


def _is_same(old, new):
    return all(old.get(key) == new[key] for key in new if key != "command")


def _files(request, program, folder):
    """Digests of the files that options name, relative to that folder."""
    digests = {}
    for option, values in request.settings:
        for value in values if program.is_file(option) else ():
            path = os.path.join(folder, value)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    digests[f"--{option}={value}"] = hashlib.sha256(file.read()).hexdigest()
    return digests


def make_plan(request, program, old, points):
    """The plan of a request: the folder's own, with more runs if there are to be more, or a new one
    of those points."""
    asked = _asked(request)
    if not old:
        axes = plans.axes(request.settings)
        numbers = range(1, request.runs + 1)
        return plans.Plan(
            request=asked,
            program=program.path,
            digest=program.digest(),
            folder=os.getcwd(),
            files=_files(request, program, os.getcwd()),
            runs=request.runs,
            axes=axes,
            points=points,
            batches=plans.make_batches(points, numbers),
            forms={name: program.form(name.split("#")[0]) for name, _ in axes},
        )
    if not _is_same(old.request, asked):
        raise Refused(
            f"--output={request.output} holds another comparison ({old.request['command']}); "
            "allowed: a new folder, or the same comparison"
        )
    files = _files(request, program, old.folder)
    for word, digest in old.files.items():
        if files.get(word) != digest:
            raise Refused(
                f"{word} is not the file with which --output={request.output} was begun; allowed: the "
                "file as it was, or a new folder"
            )
    if old.digest != program.digest():
        raise Refused(
            f"--output={request.output} was begun with another build of the program, which may have "
            "other results; allowed: a new folder"
        )
    if request.runs < old.runs:
        raise Refused(
            f"--runs={request.runs} is not allowed: --output={request.output} has {old.runs} of each "
            f"point; allowed: {old.runs} or more, or a new folder"
        )
    old.batches += plans.make_batches(old.points, range(old.runs + 1, request.runs + 1))
    old.runs, old.program = request.runs, program.path
    return old


def _ending(status):
    """How a program ended, in words."""
    if status == 0:
        return "left no whole result.json"
    return f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"


def say_failures(plan, folder):
    """One sentence about runs that have failed; nothing if none has."""
    failures = list(plans.failures(plan, folder))
    if not failures:
        return
    _check_space(folder)
    one = failures[0]
    raise Failed(
        f"{len(failures)} of {sum(len(batch) for batch in plan.batches)} runs failed and "
        f"{'is' if len(failures) == 1 else 'are'} in no table; the first {_ending(one['status'])} "
        f"({one['sentence']}); it is repeated by `{one['command']}`, and all are tried again when the "
        "command of the comparison is given again"
    )


def _check_space(folder):
    if shutil.disk_usage(folder).free < LEAST_SPACE:
        raise Refused(
            f"the disk of --output={folder} is full; allowed: some space, and the same command again"
        )


def compare(words):
    """The whole of it; the folder of the results."""
    request, program = parse(Program, words)
    engine.check_tools(request)
    points = None
    if not plans.load(request.output):
        points = plans.make_points(program, request)  # refused, if so, before a folder is made
    with claim(request.output) as lock:
        plan = make_plan(request, program, plans.load(request.output), points)
        plan.save(request.output)
        engine.forget_broken(plan, request.output)
        print(
            f"pmipv6: comparing: {len(plan.points)} points, {plan.runs} runs each, in "
            f"{len(plan.batches)} batches",
            file=sys.stderr,
        )
        is_done = engine.work(plan, request, lock)
        if not is_done:
            _check_space(request.output)
            sentence = engine.last_words(request.output)
            if sentence:
                raise Refused(sentence)
        say_failures(plan, request.output)
        if not is_done:
            log = os.path.join(request.output, "log")
            raise Failed(f"jobs of the comparison failed; {log} says why; the same command goes on")
    return request.output


def main(words):
    """Exit status."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
            signal.signal(number, signal.default_int_handler)
    try:
        folder = compare(words)
    except Refused as problem:
        print(f"pmipv6: compare: {problem}", file=sys.stderr)
        return WRONG
    except Failed as problem:
        print(f"pmipv6: compare: {problem}", file=sys.stderr)
        return FAILED
    except OSError as problem:
        print(
            f"pmipv6: compare: {problem.filename or 'the folder of --output'}: {problem.strerror}; "
            "allowed: a folder that can be written to, with space left",
            file=sys.stderr,
        )
        return WRONG
    except KeyboardInterrupt:
        print("pmipv6: compare: interrupted; the same command goes on", file=sys.stderr)
        return 130
    print(os.path.join(folder, "README.md"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
