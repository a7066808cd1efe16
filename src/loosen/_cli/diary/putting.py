"""Puts what somebody tells into a diary: from questions, options or a file; and says what comes first then."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

from loosen._cli.console import emit
from loosen._cli.given import bytes_of, called
from loosen._diary.entering import (
    Options,
    asks_usual_pain,
    check_is_due,
    check_told,
    just_before,
    session_told,
    with_morning,
    without_morning,
)
from loosen._diary.in_force import is_of_other_plans
from loosen._diary.noting import note_check, note_session
from loosen._diary.of import Of
from loosen._diary.questions import MOST, About
from loosen._diary.signs import signs_of
from loosen._diary.stopping import to_stop, why_stop
from loosen._diary.told import Told
from loosen._diary.weekly import Week, check_of
from loosen._library.yaml_text import Text, read_text
from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen.errors import Fault, FaultCode, FileError, Interrupted

from .asking import Asking
from .lines import Enough, PlainLines, folded
from .questions import ask_after, ask_before, ask_morning, ask_what_was_done
from .weekly import ask_week

NAMED: Final = {"done": "--skip", "new_signs": "--sign"}
"""The options that are not called as the fields that they fill."""


class Given(NamedTuple):
    """What a command is told of a session: a file, or options; nothing of either where it is to ask."""

    entry: Path | None
    fields: dict[str, Any]
    skip: list[str]
    morning: int | None

    @property
    def is_asked(self) -> bool:
        """Whether the person is asked."""
        return self.entry is None and not self.fields and not self.skip and self.morning is None


class Asked(NamedTuple):
    """What somebody tells of a session, and whether something is new that is none of the signs."""

    session: SessionEntry
    morning: int | None
    other: bool = False


def put_session(of: Of, given: Given) -> None:
    """Put a session in, as it is asked or given; when a new week has begun, ask for that, too, where they are asked.

    Raises `FileError` naming every fault, and `Interrupted` where the person stops.
    """
    before = of.case.diary()
    of.refuse_impossible(before)
    asked = _asked(before, of) if given.is_asked else _given(before, given, of)
    then = of.at(before, asked.session.started)
    if then.seal != of.seal and not given.is_asked:
        asked = _given(before, given, then)
    kept = note_session(of, asked.session, _with_morning(before, of, asked.morning))
    told = of.speech("diary.kept", file=of.case.where, count=len(kept.sessions))
    must_stop = _tell(told, kept, of, other=asked.other)
    if is_of_other_plans(before, of.record):
        emit(f"{of.speech('diary.first_of_plan', file=of.case.where)}\n", None)
    if given.is_asked and not must_stop and check_is_due(kept, of.now):
        emit(f"{of.speech('diary.weekly')}\n", None)
        _put_week(of, kept, partly=True)


def put_check(of: Of, given: Given, path: Path) -> None:
    """Put a weekly check in that a file tells. Raises `FileError` naming every fault."""
    _refuse_more("--check", given)
    _keep_check(of, check_told(read_text(bytes_of(path), called(path)), of.seal, of.now))


def put_week(of: Of, given: Given, path: Path | None) -> None:
    """Ask for a weekly check, and put it in. Raises `FileError`, and `Interrupted` where the person stops."""
    _refuse_more("--weekly", given)
    if path:
        raise _refused("--weekly", "asks, and --check has a file.", "Give one or the other.")
    diary = of.case.diary()
    of.refuse_impossible(diary)
    emit(f"{of.speech('diary.opening_week')}\n", None)
    _put_week(of, diary)


def _put_week(of: Of, diary: Diary, *, partly: bool = False) -> None:
    """Ask for a check. Of somebody who stops, what was said counts `partly` or not at all: `Interrupted`."""
    said: dict[str, Any] = {}
    other = False
    stopped = bool(why_stop(diary, of.record, of.library, of.now))
    week = Week(diary, signs_of(of.record, of.library), stopped=stopped)
    try:
        other = ask_week(Asking(PlainLines(), of.speech), week, said)
    except (Enough, KeyboardInterrupt):
        if not partly:
            raise Interrupted(of.speech("diary.stopped")) from None
    if check := check_of(said, of.seal, of.now):
        _keep_check(of, check, other=other)
    else:
        _tell(of.speech("diary.nothing_said"), diary, of, other=other)


def _keep_check(of: Of, check: WeeklyCheck, *, other: bool = False) -> None:
    kept = note_check(of, check)
    _tell(of.speech("diary.check_kept", file=of.case.where), kept, of, other=other)


def _refuse_more(option: str, given: Given) -> None:
    if not given.is_asked:
        raise _refused(option, "is no session, and other options tell of one.", "Give one or the other.")


def _refused(option: str, what: str, remedy: str, code: FaultCode = FaultCode.BAD_OPTION) -> FileError:
    return FileError("Nothing was kept.", [Fault(code, option, what, remedy)])


def _with_morning(diary: Diary, of: Of, pain: int | None) -> SessionEntry | None:
    """The session before, with the pain of its next morning. Raises `FileError` where there is none to tell it of."""
    if pain is None:
        return None
    last = without_morning(diary, of.now)
    if last is None:
        raise _refused("--morning", "is of no session: none before today lacks its next morning.", "Leave it out.")
    if not 0 <= pain <= MOST:
        raise _refused("--morning", f"is {pain}, and pain is 0 to {MOST}.", "", FaultCode.OUT_OF_RANGE)
    return with_morning(last, pain, of.now)


def _given(diary: Diary, given: Given, of: Of) -> Asked:
    session = session_told(_told(given, of), of.seal, of.now, began=just_before(of.plan, of.seal, diary, of.now))
    return Asked(session, given.morning)


def _told(given: Given, of: Of) -> Text:
    """What a file tells of a session, or options. Raises `FileError` where both do."""
    if given.entry is None:
        reasons = dict(one.partition("=")[::2] for one in given.skip)
        planned = [item.exercise for item in of.plan.items]
        done: list[dict[str, str]] = [{"exercise": name} for name in planned if name not in reasons]
        done += [{"exercise": name, "skipped": why or "other"} for name, why in reasons.items()]
        return Options({**given.fields, "done": done}, NAMED)
    if given.fields or given.skip:
        raise _refused("--entry", "tells of the session, and so do other options.", "Give one or the other.")
    return read_text(bytes_of(given.entry), called(given.entry))


def _asked(diary: Diary, of: Of) -> Asked:
    """What the person tells when asked, of a session that is over now. Raises `Interrupted`."""
    asking = Asking(PlainLines(), of.speech)
    began = just_before(of.plan, of.seal, diary, of.now)
    told = Told(session_told(Options({}, NAMED), of.seal, of.now, began=began), lambda: of.now)
    about = About(of.plan.items, asks_usual_pain(diary, of.record, of.now), signs_of(of.record, of.library))
    try:
        asking.tell(of.speech("diary.opening"))
        last = without_morning(diary, of.now)
        morning = ask_morning(asking, last) if last else None
        ask_what_was_done(asking, told, of.plan.items)
        ask_before(asking, told)
        other = ask_after(asking, told, about)
    except (Enough, KeyboardInterrupt):
        raise Interrupted(of.speech("diary.stopped")) from None
    return Asked(told.entry, morning, other)


def _tell(what: str, diary: Diary, of: Of, *, other: bool = False) -> bool:
    """What is kept; and whom to see first, or to stop, where what happened asks for that, which is given back."""
    stop = to_stop(why_stop(diary, of.record, of.library, of.now), of.speech, other=other)
    for told in (what, *map(folded, stop)):  # a path is left whole
        emit(f"{told}\n", None)
    return bool(stop)
