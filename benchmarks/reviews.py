"""Measures how long a review takes after half a year of diary: verdict, next plan, seal. Nothing here is asserted.

python benchmarks/reviews.py --weeks 26
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.courses import courses, moment, reviewed, spent, told
from benchmarks.explanations import show
from tests.courses import Course
from tests.diaries import LIBRARY

from loosen._diary.reading import diary_in
from loosen._diary.reading import to_json as diary_text
from loosen._diary.verdict import verdict
from loosen._explain.replay import replay_bytes
from loosen._library.loading import bundled
from loosen._records.reading import record_in
from loosen._records.sealing import to_json

AGAIN = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weeks", type=int, default=26, help="weeks of diary before the review that is measured")
    options = parser.parse_args()
    led = list(courses(options.weeks))
    show("people with a plan all these weeks", f"{len(led)}")
    show("entries in a diary, the most", f"{max(len(one.diary.sessions) + len(one.diary.checks) for one in led)}")
    measure(led, options.weeks)


def measure(led: list[Course], weeks: int) -> None:
    """Print what a review takes, and each of its parts."""
    made, at = [reviewed(one, weeks) for one in led], moment(weeks)
    records = [to_json(one.last).encode() for one in led]
    diaries = [diary_text(one.diary).encode() for one in led]
    times("a review: verdict, plan and seal", [lambda c=one: to_json(reviewed(c, weeks)) for one in led])
    times("  the verdict", [lambda c=one: verdict(c.diary, c.last, LIBRARY, at) for one in led])
    times("  the seal, and the record written", [lambda m=one: to_json(m) for one in made])
    times("before it: the last record read", [lambda r=one: record_in(r, "it") for one in records])
    times("before it: the diary read", [lambda d=one: diary_in(d, "it") for one in diaries])
    times("made again from its record", [lambda r=one: again(r) for one in records])
    show("bytes of a record, the most", f"{max(map(len, records)):,}")


def times(label: str, calls: list[Callable[[], Any]]) -> None:
    """Print what the calls take, each several times over."""
    told(label, [spent(call) for call in calls for _ in range(AGAIN)])


def again(record: bytes) -> None:
    """Make a record again; it has to be the same."""
    outcome = replay_bytes(record, "the record", bundled()).outcome
    assert outcome == "identical", outcome  # noqa: S101


if __name__ == "__main__":
    main()
