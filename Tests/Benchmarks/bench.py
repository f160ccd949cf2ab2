#!/usr/bin/env python3
"""`make bench`: ELWOSA beside programs in C that do the least of the same, as one table.

Each row runs in pairs, yardstick and ELWOSA in turn, so that whatever else the machine does falls on both; what is
printed is the median of the pairs. Nothing here passes or fails: the exit code is 0 wherever a table was printed.
"""

import argparse
import os
import subprocess
import sys

sys.dont_write_bytecode = True

import finding  # noqa: E402
import house  # noqa: E402
import machine  # noqa: E402
import rows  # noqa: E402
import table  # noqa: E402


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="two short pairs a row, to try something out")
    options.add_argument("--smoke", action="store_true", help="one short pair a row, as a test that all can be measured")
    options.add_argument("--no-build", action="store_true", help="measure what was built before")
    options.add_argument("--only", metavar="WORDS", default="", help="only rows whose name contains this")
    chosen = options.parse_args()
    if chosen.no_build:
        house.build_yardsticks()
    else:
        house.build()
    with house.House() as measured:
        print(machine.description(measured.state), end="\n\n")
        if chosen.smoke:
            pace = rows.Pace(pairs=1, seconds=1, tasks=500, patience=0, clients=(16,))
        elif chosen.quick:
            pace = rows.Pace(pairs=2, seconds=1)
        else:
            pace = rows.Pace(pairs=5, seconds=1)
        print(table.text(rows.measure(measured, pace, chosen.only)), end="\n\n", flush=True)
    if chosen.only in "finding":
        # Houses of their own, of a thousand entries, and of a million in one space and in many.
        counts = [(1_000, 1), (1_000_000, 1), (1_000_000, finding.SPACES)]
        if chosen.smoke or chosen.quick:
            counts = [(1_000, 4)]
        asked = 20 if chosen.smoke else finding.QUESTIONS
        print(table.text(list(finding.measure(rows.process, rows.sign_in, counts, asked))), end="\n\n", flush=True)
    if not chosen.only:
        pieces = ["smoke"] if chosen.smoke else []
        subprocess.run([os.path.join(house.PROGRAMS, "MicroBenchmarks"), *pieces], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
