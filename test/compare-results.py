#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""Compares what two builds of the experiment program leave behind, run by run: for a change that is
to change no behaviour. Each folder is what `check-runs.py --work=FOLDER` has kept, of one group of
runs or of several.

    for group in formulas failures ..; do
        test/check-runs.py BEFORE/bin/pmipv6-experiment $group --work=/tmp/before
        test/check-runs.py AFTER/bin/pmipv6-experiment $group --work=/tmp/after
    done
    test/compare-results.py /tmp/before /tmp/after

result.json is compared as parsed JSON, but for what tells of the machine and of the simulator's own
work (wall_s, peak_memory_mb, events) and of places (output, trace); tables row by row, those of
one instant in any order where the table tells of states; each other file octet by octet. A column
that --new-column names may be there in AFTER alone, as a table's last.
"""

import argparse
import pathlib
import sys

sys.dont_write_bytecode = True

from runs import comparison  # noqa: E402

SHOWN = 60


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("before", type=pathlib.Path, metavar="BEFORE", help="a folder of results")
    parser.add_argument("after", type=pathlib.Path, metavar="AFTER", help="another")
    parser.add_argument("--new-column", action="append", default=[], metavar="NAME")
    arguments = parser.parse_args()
    count, faults = comparison.compare(arguments.before, arguments.after, arguments.new_column)
    for sentence in faults[:SHOWN]:
        print(sentence)
    if len(faults) > SHOWN:
        print(f"... and {len(faults) - SHOWN} more")
    print(f"{count} files compared, {len(faults)} differences")
    sys.exit(1 if faults or count == 0 else 0)


if __name__ == "__main__":
    main()
