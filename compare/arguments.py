# SPDX-License-Identifier: GPL-2.0-only
"""The command line of a comparison: which schemes, cases and accesses, which options with which
values, and how it is run."""

import argparse
import os
from dataclasses import dataclass, field
from decimal import Decimal

from refused import Refused

MOST_VALUES = 10000  # of one range
OWN_DEFAULTS = {"phase": "random", "moves": "3"}  # where they differ from those of ./pmipv6 run
# Options of ./pmipv6 run on which a comparison decides itself, and what stands for them here.
NOT_HERE = {
    "scheme": "--schemes",
    "case": "--cases",
    "access": "--accesses",
    "run": "--runs",
    "pcap": "./pmipv6 run --pcap for one of the runs",
    "animation": "./pmipv6 run --animation for one of the runs",
}


@dataclass
class Request:
    """What is to be compared, and how."""

    schemes: list
    cases: list
    accesses: list
    runs: int
    settings: list  # of (option, values), as given; values are words for the command line
    output: str
    jobs: int
    cluster: str = None
    profile: str = None
    keep: str = "results"
    has_plots: bool = True
    given: list = field(default_factory=list)  # words of the command line that decide on results


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message):
        raise Refused(message)


class Once(argparse.Action):
    """An option's value; a second one is refused."""

    def __call__(self, parser, namespace, values, option_string=None):
        if getattr(namespace, f"{self.dest} is given", False):
            raise Refused(f"{option_string} is given twice; allowed: once")
        setattr(namespace, f"{self.dest} is given", True)
        setattr(namespace, self.dest, values)


def make_parser():
    """The options of a comparison."""
    parser = Parser(
        prog="./pmipv6 compare",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Compares schemes: many runs of ./pmipv6 run, tables with confidence intervals, "
        "plots.",
        epilog="Any option of ./pmipv6 run can follow, with one value or with several, of which each\n"
        "goes with each: --l2Gap=0,50,200, or as a range FROM..TO..STEP: --l2Gap=0..200..50.\n"
        "The first value of an option is the one that stands where another option is on an axis.\n"
        "As ./pmipv6 run has them but for --phase [random] and --moves [3].\n"
        "An option that changes nothing with a scheme does not multiply its runs.",
        allow_abbrev=False,
    )
    parser.register("action", None, Once)
    parser.add_argument("--schemes", default="all", metavar="A,B", help="or all [all]")
    parser.add_argument("--cases", default="a21,a22", metavar="A,B", help="[a21,a22]")
    parser.add_argument("--accesses", default="ideal,wifi", metavar="A,B", help="[ideal,wifi]")
    parser.add_argument(
        "--runs", default="10", metavar="N", help="of each point, with --run=1 to N, 2 or more [10]"
    )
    parser.add_argument(
        "--jobs",
        default=None,
        metavar="N",
        help="batches of runs at once [all processors; of a cluster 100]",
    )
    parser.add_argument("--cluster", metavar="NAME", help="slurm: batches are jobs of sbatch")
    parser.add_argument(
        "--profile", metavar="DIR", help="a Snakemake profile, for another cluster than Slurm"
    )
    parser.add_argument(
        "--keep",
        default="results",
        metavar="WHAT",
        help="of a run: results (result.json, throughput.csv, flow logs), or all its files [results]",
    )
    parser.add_argument(
        "--plots", default="all", metavar="WHAT", help="all, or none: tables alone [all]"
    )
    parser.add_argument(
        "--output",
        default="output/comparison",
        metavar="DIR",
        help="a new folder, or one of the same comparison, which goes on [output/comparison]",
    )
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    return parser


def _number(option, text, least):
    """A whole number."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len("1000000")
    if not is_number or not least <= int(text) <= 1000000:
        raise Refused(
            f"--{option}={text} is not allowed; allowed: a whole number, {least} to 1000000"
        )
    return int(text)


def _range(option, text):
    """The values of FROM..TO..STEP, TO among them if it is met."""
    allowed = "allowed: FROM..TO..STEP with FROM at most TO, and STEP above 0, for example 0..200..50"
    try:
        first, last, step = (Decimal(part) for part in text.split(".."))
        if not all(number.is_finite() for number in (first, last, step)) or step <= 0:
            raise Refused(f"--{option}={text} is not allowed; {allowed}")
        if first > last:
            raise Refused(f"--{option}={text} is empty; {allowed}")
        if last - first >= MOST_VALUES * step:
            raise Refused(
                f"--{option}={text} has more than {MOST_VALUES} values; allowed: {MOST_VALUES} at most"
            )
    except (ArithmeticError, ValueError) as error:
        raise Refused(f"--{option}={text} is not allowed; {allowed}") from error
    values = [first + i * step for i in range(int((last - first) / step) + 1)]
    return [format(value.normalize() + 0, "f") for value in values]


def _values(program, option, text):
    """The values that an argument gives to an option."""
    values = []
    for part in [text] if program.has_commas(option) else text.split(","):
        values += _range(option, part) if ".." in part.strip(".") and "/" not in part else [part]
    if "" in values:
        raise Refused(f"--{option}={text} has an empty value; allowed: values with commas between")
    known = set()
    for value in values:
        if value in known:
            raise Refused(f"--{option}={text} has {value} twice; allowed: each value once")
        known.add(value)
    return values


def _words(program, option, plural, text):
    """Values of an option of words, all different."""
    allowed = program.words(option)
    values = allowed if text == "all" and option == "scheme" else text.split(",")
    for value in values:
        if value not in allowed:
            raise Refused(
                f"--{plural}={text}: {value or 'an empty word'} is not allowed; allowed: "
                + ", ".join(allowed)
                + (", or all" if option == "scheme" else "")
            )
        if values.count(value) > 1:
            raise Refused(f"--{plural}={text} has {value} twice; allowed: each once")
    return list(values)


def _settings(program, words):
    """Options of ./pmipv6 run with their values."""
    settings = []
    for word in words:
        if not word.startswith("--") or len(word) < 3:
            raise Refused(f"{word} is no option; allowed: --NAME=VALUE, which --help lists")
        name, equals, text = word[2:].partition("=")
        if name in NOT_HERE:
            raise Refused(f"{word} is not allowed here; allowed: {NOT_HERE[name]}")
        if any(name == other for other, _ in settings) and not program.is_list(name):
            raise Refused(f"--{name} is given twice; allowed: once, --{name}=VALUE,VALUE,..")
        settings.append((name, _values(program, name, text) if equals else ["on"]))
    given = dict(settings)
    for name, value in OWN_DEFAULTS.items():
        if name == "moves" and given.get("move") == ["none"]:
            continue
        if name not in given:
            settings.append((name, [value]))
    return settings


def parse(program_of, words):
    """The request, and the program that it is for.

    program_of: makes a Program of its path."""
    known, more = make_parser().parse_known_args(words)
    program = program_of(known.program)
    if known.cluster not in (None, "slurm"):
        raise Refused(f"--cluster={known.cluster} is not allowed; allowed: slurm, or --profile=DIR")
    if known.cluster and known.profile:
        raise Refused("--cluster and --profile are both given; allowed: one of them")
    if known.profile and not os.path.isfile(os.path.join(known.profile, "config.yaml")):
        raise Refused(
            f"--profile={known.profile} is not allowed; allowed: a folder with the config.yaml of a "
            "Snakemake profile"
        )
    if known.keep not in ("results", "all"):
        raise Refused(f"--keep={known.keep} is not allowed; allowed: results, all")
    if known.plots not in ("all", "none"):
        raise Refused(f"--plots={known.plots} is not allowed; allowed: all, none")
    is_remote = known.cluster or known.profile
    jobs = 100 if is_remote else len(os.sched_getaffinity(0))
    request = Request(
        schemes=_words(program, "scheme", "schemes", known.schemes),
        cases=_words(program, "case", "cases", known.cases),
        accesses=_words(program, "access", "accesses", known.accesses),
        runs=_number("runs", known.runs, 2),
        settings=_settings(program, more),
        output=known.output,
        jobs=_number("jobs", known.jobs, 1) if known.jobs is not None else jobs,
        cluster=known.cluster,
        profile=os.path.abspath(known.profile) if known.profile else None,
        keep=known.keep,
        has_plots=known.plots == "all",
    )
    own = ("--program", "--jobs", "--output", "--cluster", "--profile", "--plots", "--runs")
    request.given = [
        word for i, word in enumerate(words)
        if word.split("=")[0] not in own and (i == 0 or words[i - 1] not in own)
    ]
    return request, program
