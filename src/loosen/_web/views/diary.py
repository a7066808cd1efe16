"""The diary as its page shows it: the newest first, and first of all what is to be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from loosen._diary.entering import check_is_due, without_morning
from loosen._diary.of import Of
from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen._model.reserved import LOOKED_AT
from loosen._outputs.progress.measured import PAINS
from loosen._web.stopping import Stop
from loosen._words.amounts import day_words, length
from loosen._words.speech import Speech, capital

from .session_questions import Questions, asked_alone

A_PAGE: Final = 30
"""Entries that one page shows."""


@dataclass(frozen=True)
class Entry:
    """An entry of a diary: its title, the moment or day it is of, what was told by name, and signs that were new.

    `left` are exercises that were left out or broken off, with the reasons.
    """

    id: str
    title: str
    on: str
    facts: Sequence[tuple[str, str]]
    signs: Sequence[str] = ()
    left: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True)
class DiaryPage:
    """What is noted, from entry `first` on; before it what is due, and what stands against exercise.

    `morning` asks how the morning after the last session was, where nobody has told.
    """

    entries: Sequence[Entry]
    first: int
    earlier: int | None
    later: int | None
    stop: Stop | None
    morning: Questions | None
    is_week_due: bool


def diary_page(of: Of, diary: Diary, stop: Stop | None, first: int = 0) -> DiaryPage:
    """The page of a diary; `first` entries that are newer are on pages before it."""
    noted: list[SessionEntry | WeeklyCheck] = [*diary.sessions, *diary.checks]
    noted.sort(key=_when, reverse=True)
    told = Telling(of)
    return DiaryPage(
        entries=[told.entry(one) for one in noted[first : first + A_PAGE]],
        first=first,
        earlier=first + A_PAGE if first + A_PAGE < len(noted) else None,
        later=max(0, first - A_PAGE) if first else None,
        stop=stop,
        morning=morning_asked(of, diary),
        is_week_due=check_is_due(diary, of.now),
    )


def morning_asked(of: Of, diary: Diary) -> Questions | None:
    """The question about the morning after the last session, where it is still open."""
    last = without_morning(diary, of.now)
    return asked_alone(of.speech, morning_of=last) if last else None


def _when(entry: SessionEntry | WeeklyCheck) -> tuple[date, float, str]:
    if isinstance(entry, SessionEntry):
        return entry.started.date(), entry.started.timestamp(), entry.id
    return entry.on, entry.entered_at.timestamp(), entry.id


class Telling:
    """Tells entries of the diary of a case in words."""

    def __init__(self, of: Of) -> None:
        self._library, self._now, self.speech = of.library, of.now, of.speech

    def entry(self, entry: SessionEntry | WeeklyCheck) -> Entry:
        """One entry."""
        return self._session(entry) if isinstance(entry, SessionEntry) else self._check(entry)

    def _session(self, entry: SessionEntry) -> Entry:
        began = entry.started
        day = self.day(began.date())
        return Entry(
            id=entry.id,
            title=self.speech("diary_page.session_of", day=day, time=f"{began:%H:%M}"),
            on=began.isoformat(timespec="minutes"),
            facts=[*self._pains(entry), *self._of_session(entry)],
            signs=list(self._signs(entry.new_signs or ())),
            left=list(self._left(entry)),
            note=entry.note or "",
        )

    def _check(self, check: WeeklyCheck) -> Entry:
        return Entry(
            id=check.id,
            title=self.speech("diary_page.check_of", day=self.day(check.on)),
            on=check.on.isoformat(),
            facts=list(self._of_week(check)),
            signs=list(self._signs(check.new_signs or ())),
            note=check.note or "",
        )

    def day(self, day: date) -> str:
        """A day as people say it; with its year where that is another than now."""
        said = day_words(day, self.speech)
        return said if day.year == self._now.year else f"{said} {day.year}"

    def _pains(self, entry: SessionEntry) -> Iterator[tuple[str, str]]:
        pains = [(name, getattr(entry, name)) for name in PAINS]
        said = [f"{self.speech.one_of('pain', name)} {value}" for name, value in pains if value is not None]
        if said:
            yield self.speech("diary_page.pain"), ", ".join(said)
        if entry.pain_usual is not None:
            yield self.speech("diary_page.usual"), str(entry.pain_usual)

    def _of_session(self, entry: SessionEntry) -> Iterator[tuple[str, str]]:
        speech = self.speech
        begun = sum(one.is_begun for one in entry.done)
        if entry.done:
            yield speech("diary_page.done"), speech("diary_page.done_of", count=begun, all=len(entry.done))
        if seconds := sum(one.seconds or 0 for one in entry.done):
            yield speech("diary_page.time"), length(seconds, speech)
        if entry.effort is not None:
            yield speech("diary_page.effort"), str(entry.effort)
        if entry.moved is not None:
            yield speech("diary_page.moved"), speech.one_of("moved", entry.moved)
        if entry.new_signs == ():
            yield speech("diary_page.signs"), speech("diary_page.no_signs")

    def _of_week(self, check: WeeklyCheck) -> Iterator[tuple[str, str]]:
        speech = self.speech
        if (seen := check.answers.get(LOOKED_AT)) in ("yes", "no"):
            yield speech("diary_page.seen"), speech.one_of("yes_no", str(seen))
        if check.change is not None:
            yield speech("diary_page.change"), f"{check.change:+d}" if check.change else "0"
        if check.sleep is not None:
            yield speech("progress.sleep"), str(check.sleep)
        yield from ((one.name, str(one.rating)) for one in check.activities)
        if check.new_signs == ():
            yield speech("diary_page.signs"), speech("diary_page.no_signs")

    def _signs(self, signs: Sequence[str]) -> Iterator[str]:
        for sign in signs:
            name, _, option = sign.partition("=")
            question = self._library.questions.get(name)
            yield next((one.text for one in question.options if one.id == option), sign) if question else sign

    def _left(self, entry: SessionEntry) -> Iterator[str]:
        for one in entry.done:
            if reason := one.skipped or one.cut_short:
                exercise = self._library.exercises.get(one.exercise)
                why = self.speech.one_of("left_because", reason)
                yield f"{exercise.name if exercise else one.exercise}: {why}"


@dataclass(frozen=True)
class SessionForm:
    """The form for a session that is over: what is asked, and when it began, by the person's clock.

    `entry` is the id that it is kept under, so that a form that is sent twice is one session; `plan` the seal of the
    plan that its exercises are of. `notice` says why it is shown again, and `faults` are all that is wrong with it, by
    field.
    """

    questions: Questions
    entry: str
    plan: str
    day: str
    time: str
    zone: str
    last_day: str
    notice: str = ""

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, by field."""
        return list(self.questions.faults.items())


def moment_fields(moment: datetime) -> tuple[str, str]:
    """A moment as fields of a form have it: the day and the time."""
    return f"{moment:%Y-%m-%d}", f"{moment:%H:%M}"


def about_session(fault: str, speech: Speech) -> str:
    """What is said of a session that cannot be, in a sentence."""
    match fault:
        case "twice":
            return speech("diary_page.twice")
        case "future":
            return speech("diary_page.future")
        case "early":
            return speech("diary_page.early")
        case "no_moment":
            return speech("diary_page.no_moment")
        case _:
            return capital(fault)
