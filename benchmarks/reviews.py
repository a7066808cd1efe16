"""Measures how long a review takes after half a year of reviews, and its record; nothing here is asserted.

python benchmarks/reviews.py --weeks 26
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from loosen._assessment.answers_file import read_answers
from loosen._explain.replay import replay_bytes
from loosen._library.loading import bundled
from loosen._model.plan import Recommendation
from loosen._model.review import Ground, Verdict
from loosen._planning.recommender import recommend
from loosen._planning.review.review import review
from loosen._records.sealing import to_json
from loosen.errors import AnswersError

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.explanations import ROOT, show, times

BEGUN = date(2026, 1, 5)
GREEN = Verdict(kind="advance", reasons=(Ground(kind="advance", rule="PRO-020"),))
AGAIN = 10


def course_of(first: Recommendation, weeks: int) -> Recommendation:
    """The plan of somebody who does everything and stays well, as far as nothing new has to be asked."""
    made = first
    for passed in range(1, weeks):
        try:
            made = review(made, GREEN, BEGUN + timedelta(7 * passed), begun=BEGUN)
        except AnswersError:
            break
    return made


def spent(made: Recommendation) -> Iterator[float]:
    """The milliseconds of a review, several times over."""
    course = made.audit.course
    for _ in range(AGAIN if course else 0):
        start = time.perf_counter()
        review(made, GREEN, course.on + timedelta(1) if course else BEGUN)
        yield 1000 * (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weeks", type=int, default=26, help="weeks of reviews before the one that is measured")
    options = parser.parse_args()
    plans = [recommend(read_answers(path)) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    last = [course_of(made, options.weeks) for made in plans if made.plan]
    weeks = [made.audit.course.week for made in last if made.audit.course]
    show("people, and the weeks they came to", f"{len(last)}: {weeks}")
    times("a review", [one for made in last for one in spent(made)])
    records = [to_json(made).encode() for made in last]
    show("bytes of a record, the most", f"{max(map(len, records)):,}")
    library, of_replay = bundled(), list[float]()
    for raw in records:
        start = time.perf_counter()
        outcome = replay_bytes(raw, "the record", library).outcome
        of_replay.append(1000 * (time.perf_counter() - start))
        assert outcome == "identical", outcome  # noqa: S101
    times("made again from its record", of_replay)


if __name__ == "__main__":
    main()
