"""How it went as its page shows it: pictures with the same in words, muscles, ladders, and the line of plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loosen._diary.of import Of
from loosen._model.plan import Recommendation
from loosen._outputs.progress.measured import Progress, progress_of
from loosen._outputs.progress.words import by_week, pain_name, rated_weekly
from loosen._words.speech import Speech, capital

from .charts import Chart, Tick, bars_of, lines_of
from .diary import Telling


class Muscle(NamedTuple):
    """A muscle, the minutes it was worked on, and how wide its bar is of 100."""

    name: str
    minutes: int
    wide: float


class Ladder(NamedTuple):
    """A ladder: its name, its steps, where the person stands (from 0), and that in words."""

    name: str
    steps: Sequence[str]
    at: int
    say: str


class Earlier(NamedTuple):
    """A plan or referral of the person: its number from 1, since when, what it came of, and whether it counts now."""

    number: int
    since: str
    came_by: str
    counts: bool


@dataclass(frozen=True)
class ProgressPage:
    """All of it; without a week nothing is noted yet. `since` says from when on."""

    weeks: int
    since: str
    charts: Sequence[Chart]
    muscles: Sequence[Muscle]
    ladders: Sequence[Ladder]
    plans: Sequence[Earlier]


def progress_page(of: Of) -> ProgressPage:
    """How it went with the plans of a case. Raises `FileError` for a diary that cannot be."""
    diary, records = of.case.diary(), of.case.records
    of.refuse_impossible(diary)
    plans = {seal: record.plan for seal, record in records.items() if record.plan is not None}
    found = progress_of(diary, of.plan, of.library, plans)
    speech = of.speech
    most = max((one.all_minutes for one in found.muscles), default=1.0)
    return ProgressPage(
        weeks=found.weeks,
        since=speech("diary_page.since", day=Telling(of).day(found.first), count=found.weeks) if found.weeks else "",
        charts=_charts(found, speech) if found.weeks else (),
        muscles=[Muscle(capital(one.name), round(one.all_minutes), round(100 * one.all_minutes / most, 1))
                 for one in found.muscles],
        ladders=[Ladder(one.ladder, one.steps, one.at, speech("diary_page.step", step=one.at + 1, all=len(one.steps)))
                 for one in found.ladders],
        plans=plans_of(of, records),
    )  # fmt: skip


def _charts(found: Progress, speech: Speech) -> list[Chart]:
    asked = speech("progress.asked_for", count=found.asked_for)
    done = [speech("diary_page.in_week", number=number, value=value) for number, value in enumerate(found.sessions, 1)]
    title = speech("progress.sessions")
    charts = [bars_of(title, _alt(title, asked, *done), done, found.sessions, Tick(found.asked_for, asked))]
    pains = [(capital(pain_name(name, speech)), points) for name, points in found.pains]
    parts = ((speech("progress.pain"), pains), (speech("progress.activities"), rated_weekly(found, speech)))
    for title, lines in parts:
        if lines:
            rows = [f"{name}: {by_week(points, found.weeks)}" for name, points in lines]
            charts.append(lines_of(title, _alt(title, *rows), rows, lines, found.weeks))
    return charts


def _alt(*sentences: str) -> str:
    return " ".join(f"{one.rstrip('.:')}." for one in sentences)


def plans_of(of: Of, records: Mapping[str, Recommendation]) -> list[Earlier]:
    """The person's plans and referrals, the last first."""
    since = {one.plan: one.since.date() for one in reversed(of.case.diary().plans)}
    told, now = Telling(of), of.case.record
    return [
        Earlier(
            number,
            told.day(since[seal]) if seal in since else "",
            _came_by(record, of.speech),
            counts=record is now,
        )
        for number, (seal, record) in reversed(list(enumerate(records.items(), start=1)))
    ]


def _came_by(record: Recommendation, speech: Speech) -> str:
    if course := record.audit.course:
        return capital(speech.one_of("on_plan", course.verdict.kind))
    return speech("review.opening") if record.plan else speech("diary_page.referral")
