"""Courses of made-up people for benchmarks: real plans, a diary of weeks that went well, and a review each week."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.explanations import show
from tests.diaries import START, check, session
from tests.people import sealed

from loosen._assessment.answers_file import read_answers
from loosen._diary.verdict import verdict
from loosen._library.loading import bundled
from loosen._model.diary import Diary, InForce, SessionEntry, WeeklyCheck
from loosen._model.plan import Recommendation
from loosen._planning.recommender import recommend
from loosen._planning.review.review import review
from loosen.errors import AnswersError, FileError

ROOT = Path(__file__).parents[1]
DAYS = (0, 2, 4)
"""On which days of a week there is a session; the check is on the last."""
NOBODY = "0" * 32


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


class Course(NamedTuple):
    """Somebody's plans, the first of them first, and the diary up to the moment of the next review."""

    records: list[Recommendation]
    diary: Diary
    moment: datetime


def people(variants: int) -> Iterator[dict[str, Any]]:
    """The answers of the example people, each in several variants of age and time, as far as they get a plan."""
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        given = read_answers(path)
        for variant in range(variants):
            answers = {**given, "age": given["age"] + variant} if variant else given
            try:
                made = recommend(answers)
            except AnswersError:
                continue
            if made.plan:
                yield answers


def course_of(first: Recommendation, weeks: int, every: int = 1) -> Course:
    """What becomes of an opening plan in some weeks, with a review `every` so many.

    It ends sooner where something new would have to be asked.
    """
    library = bundled()
    course = Course([sealed(first)], Diary(person=NOBODY), START)
    for week in range(weeks):
        now = course.records[-1]
        seal, since = now.seal.digest if now.seal else "", course.moment
        kind = now.audit.course.verdict.kind if now.audit.course else "new"
        is_new = all(plan.plan != seal for plan in course.diary.plans)
        in_force = [InForce.model_validate({"plan": seal, "since": since, "by": kind})] if is_new else []
        noted: list[SessionEntry] = [session(7 * week + day, now) for day in DAYS]
        checked: list[WeeklyCheck] = [check(7 * week + DAYS[-1], now)]
        diary = course.diary.model_copy(
            update={
                "plans": (*course.diary.plans, *in_force),
                "sessions": (*course.diary.sessions, *noted),
                "checks": (*course.diary.checks, *checked),
            }
        )
        moment = START + timedelta(days=7 * (week + 1))
        course = Course(course.records, diary, moment)
        if week == weeks - 1:
            break
        if (week + 1) % every:
            continue
        try:
            made = review(now, verdict(diary, now, library, moment), moment.date(), library, begun=START.date())
        except (AnswersError, FileError):
            break
        if made.plan is None:
            break
        course.records.append(sealed(made))
    return course
