"""Measures half a year of virtual people, and tells what became of each kind; nothing here is asserted.

python benchmarks/simulation.py --people 2000                   # how long it takes, a table, and what did not hold
python benchmarks/simulation.py --show "flares up/3"            # one person, week by week
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.simulation.figures import Outcome, outcome_of, table, told
from tests.simulation.who import BY_NAME, everybody, person

SHARES = 40
"""Shares of the people that processes take one after the other."""
SHOWN = 30
"""Faults that are shown."""


def share_of(people: int, share: int) -> list[Outcome]:
    """One share of the people."""
    gc.freeze()
    gc.disable()  # records are trees; what little goes round in circles is collected after each share
    outcomes = [outcome_of(*one) for one in everybody(people, share, SHARES)]
    gc.enable()
    gc.collect()
    return outcomes


def simulate(people: int, jobs: int) -> None:
    """Live, and print what came of it."""
    begun = time.perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        shares = pool.map(share_of, [people] * SHARES, range(SHARES))
        outcomes = sorted((one for share in shares for one in share), key=lambda one: one.person)
    spent = time.perf_counter() - begun
    reviews = sum(one.reviews for one in outcomes)
    print(f"{len(outcomes):,} people, {reviews:,} reviews: {spent:.0f} s with {jobs} processes")
    print(*table(outcomes), sep="\n")
    faults = [fault for one in outcomes for fault in one.faults]
    for name, many in Counter(fault.partition(":")[0] for fault in faults).most_common():
        print(f"{many:5} {name}")
    print(*faults[:SHOWN], sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--show", help="one person, as messages name them")
    asked = parser.parse_args()
    if asked.show:
        kind, _, number = asked.show.rpartition("/")
        print(*told(person(BY_NAME[kind], int(number))), sep="\n")
    else:
        simulate(asked.people, asked.jobs)


if __name__ == "__main__":
    main()
