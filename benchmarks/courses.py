"""Courses of made-up people for benchmarks: real plans, a diary of weeks that went well, and reviews of them."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.explanations import show
from tests.courses import Course
from tests.diaries import LIBRARY, START
from tests.people import EXAMPLES, example

from loosen import Recommendation, review
from loosen.errors import AnswersError, FileError

DAYS, CHECKED = (0, 2, 4), 5
"""On which days of a week there is a session, and a check."""


class Spent(NamedTuple):
    """What a call took, in milliseconds: by the clock, and of the processor, which others do not lengthen as much."""

    clock: float
    processor: float


def spent(call: Callable[[], object]) -> Spent:
    """Call it once, and say what that took."""
    clock, processor = time.perf_counter(), time.process_time()
    call()
    return Spent(1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor))


def told(label: str, taken: Sequence[Spent]) -> float:
    """Print the median and the 95th of 100, by the clock and of the processor; the median by the clock comes back."""
    columns = [sorted(one) for one in zip(*taken, strict=True)]
    middle, most = [statistics.median(one) for one in columns], [one[int(len(one) * 0.95)] for one in columns]
    said = f"{middle[0]:8.2f} ms, p95 {most[0]:8.2f}; of the processor {middle[1]:8.2f}, p95 {most[1]:8.2f}"
    show(label, said)
    return middle[0]


def courses(weeks: int, every: int = 1, variants: int = 1) -> Iterator[Course]:
    """What the example people, each in some variants of age, did in some weeks, with a review `every` so many.

    Each is led to the next review, which comes to a plan; whoever is sent to somebody, or would have to be asked
    something new before, is left out.
    """
    for path in sorted(EXAMPLES.glob("*.yaml")):
        age = example(path.stem)["age"]
        for variant in range(variants):
            try:
                course = Course(path.stem, age=age + variant)
                if course.records[0].plan and _led(course, weeks, every):
                    yield course
            except (AnswersError, FileError):
                continue


def _led(course: Course, weeks: int, every: int) -> bool:
    for week in range(weeks):
        course.does(*(7 * week + day for day in DAYS)).says(7 * week + CHECKED, new_signs=())
        due = (week + 1) % every == 0 and week + 1 < weeks
        if due and course.reviewed(7 * (week + 1)).plan is None:
            return False
    return reviewed(course, weeks).plan is not None


def moment(weeks: int) -> datetime:
    """When a course of so many weeks is reviewed next."""
    return START.replace(hour=8) + timedelta(weeks=weeks)


def reviewed(course: Course, weeks: int) -> Recommendation:
    """The next plan after so many weeks, from the last one and the diary."""
    return review(course.last, course.diary, moment(weeks), LIBRARY)
