"""Measures how long why and why-not take; nothing here is asserted.

python benchmarks/explanations.py --exercises 4
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from loosen._assessment.answers_file import read_answers
from loosen._explain.why.chain import why
from loosen._explain.why_not.why_not import why_not
from loosen._planning.recommender import recommender_of

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.people import completed
from tests.personas import load_personas

ROOT = Path(__file__).parents[1]
SAFE = ("not_chosen", "held_back", "not_candidate")
SEED = 20


def show(label: str, value: str) -> None:
    sys.stdout.write(f"{label:<46} {value}\n")
    sys.stdout.flush()


def times(label: str, spent: Sequence[float]) -> None:
    ranked = sorted(spent)
    p95 = ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))]
    show(f"{label}, ms: median, p95, most", f"{statistics.median(ranked):.2f}, {p95:.2f}, {ranked[-1]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercises", type=int, default=4, help="exercises asked about for each person")
    options = parser.parse_args()
    recommender, chance = recommender_of(), random.Random(SEED)  # noqa: S311
    people = [read_answers(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    people += [completed(persona.told, recommender) for persona in load_personas()]
    of_why, of_why_not, found = [], [], Counter[int]()
    for answers in people:
        made = recommender.recommend(answers)
        for record in made.audit.exercises if made.plan else ():
            start = time.perf_counter()
            why(made.audit, record.exercise)
            of_why.append(1000 * (time.perf_counter() - start))
        asked = [record.exercise for record in made.audit.exercises if record.verdict in SAFE]
        for exercise in chance.sample(asked, min(options.exercises, len(asked))):
            start = time.perf_counter()
            told = why_not(made, exercise)
            of_why_not.append(1000 * (time.perf_counter() - start))
            found[len(told.change.changes) if told.change else 0] += 1
    times("why", of_why)
    times("why-not with its search", of_why_not)
    show("  changes of one answer, of two, none found", f"{found[1]}, {found[2]}, {found[0]}")


if __name__ == "__main__":
    main()
