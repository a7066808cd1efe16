"""An entry that somebody tells afterwards: from a file or options to a session in a diary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from loosen._library.form import faults_of
from loosen._library.yaml_text import Path, Text
from loosen._model.diary import CameBy, Diary, Done, Entered, InForce, SessionEntry, WeeklyCheck
from loosen._model.plan import Plan, Recommendation
from loosen._model.reserved import PAIN_USUAL
from loosen._records.sealing import digest_of_record
from loosen.errors import Fault, FaultCode, FileError

from .keeping import new_id
from .merging import filled_in
from .reading import in_order

GIVEN_BY_US = ("id", "plan", "entered", "entered_at")
"""What an entry has that nobody tells."""
ASKED_EVERY_DAYS = 7
"""Days after which usual pain is asked for again, and the check of the week."""


class Options(Text):
    """What was told by options of a command, each with the field that it fills."""

    def __init__(self, fields: Mapping[str, Any], named: Mapping[str, str]) -> None:
        """`named` has the options that are not called as their fields are."""
        super().__init__("the options", dict(fields), {(name,): 0 for name in fields})
        self._named = named

    def at(self, path: Path) -> str:
        """The option that told a part."""
        field = str(path[0]) if path else ""
        return self._named.get(field, f"--{field.replace('_', '-')}") if field else self.where


def session_told(told: Text, seal: str, now: datetime, *, began: datetime, by: Entered = "log") -> SessionEntry:
    """The session that a text tells, of the plan with this seal; it `began` then where the text does not say when.

    `told` holds the fields of a session by name; exercises of the plan that it says nothing of were not told. Times
    without a zone are of the zone of `now`. Raises `FileError` naming every fault with its line.
    """
    given = {"started": began, "done": (), **_fields_of(told)}
    given |= {field: _with_zone(given[field], now) for field in ("started", "ended") if field in given}
    try:
        return SessionEntry.model_validate({**given, "id": new_id(), "plan": seal, "entered": by, "entered_at": now})
    except ValidationError as error:
        raise _unusable(told.where, list(faults_of(error, told, SessionEntry))) from error


def check_told(told: Text, seal: str, now: datetime) -> WeeklyCheck:
    """The weekly check that a text tells, of the plan with this seal; of today where it does not say of which day.

    Raises `FileError` naming every fault with its line.
    """
    given = {"on": now.date(), **_fields_of(told), "id": new_id(), "plan": seal, "entered_at": now}
    try:
        return WeeklyCheck.model_validate(given)
    except ValidationError as error:
        raise _unusable(told.where, list(faults_of(error, told, WeeklyCheck))) from error


def _fields_of(told: Text) -> dict[str, Any]:
    """What a text tells by name. Raises `FileError` where it tells nothing so, or what nobody but the program knows."""
    if told.faults:
        raise _unusable(told.where, told.faults)
    if not isinstance(told.value, dict):
        remedy = "`loosen log` on its own asks; docs/diary.md shows how it is written."
        raise _unusable(told.where, [Fault(FaultCode.WRONG_FORM, told.where, "tells of nothing by name.", remedy)])
    stray = [
        Fault(FaultCode.STRAY, told.at((name,)), f"'{name}' does not belong here.", "Leave it out.")
        for name in GIVEN_BY_US
        if name in told.value
    ]
    if stray:
        raise _unusable(told.where, stray)
    return dict(told.value)


def just_before(plan: Plan, seal: str, diary: Diary, now: datetime) -> datetime:
    """When a session began that is over now: as long ago as one takes, yet not before the plan."""
    since = (one.since for one in diary.plans if one.plan == seal and one.since <= now)
    return max(now - timedelta(seconds=plan.seconds), max(since, default=datetime.min.replace(tzinfo=now.tzinfo)))


def _with_zone(time: Any, now: datetime) -> Any:
    """A time, with the zone of now where it has none; what is no time is left to be refused."""
    if not isinstance(time, str):
        return time
    try:
        read = datetime.fromisoformat(time)
    except ValueError:
        return time
    return read if read.tzinfo else read.replace(tzinfo=now.tzinfo)


def with_session(diary: Diary, session: SessionEntry) -> Diary:
    """The diary with one more session, or with more told of one that it has.

    Raises `FileError` where the diary has another session under the same id.
    """
    before = next((one for one in diary.sessions if one.id == session.id), None)
    if before is not None and (before.plan, before.started) != (session.plan, session.started):
        what = f"has another session with the id {session.id}."
        raise _unusable(
            "The session", [Fault(FaultCode.TWICE, "the diary", what, "Add the session under an id of its own.")]
        )
    kept = session if before is None else filled_in(before, session)
    others = tuple(one for one in diary.sessions if one.id != session.id)
    plans = in_force_with(session, diary.plans)
    return in_order(diary.model_copy(update={"sessions": (*others, kept), "plans": plans}))


def told_more(session: SessionEntry, now: datetime, **said: Any) -> SessionEntry:
    """A session of which more is told, by the fields of an entry; None was not said.

    A session can be told in two parts, where it was stopped and gone on with: the worst pain of both counts, signs that
    moved down a limb did so, and no sign that was told is taken back.
    """
    told = {field: value for field, value in said.items() if value is not None}
    if session.pain_worst is not None and "pain_worst" in told:
        told["pain_worst"] = max(session.pain_worst, told["pain_worst"])
    if session.moved == "down":
        told.pop("moved", None)
    if session.new_signs and "new_signs" in told:
        told["new_signs"] = tuple(dict.fromkeys((*session.new_signs, *told["new_signs"])))
    if "done" in told:
        moved = {one.exercise: one.moved for one in session.done if one.moved}
        told["done"] = tuple(
            one.model_copy(update={"moved": one.moved or moved.get(one.exercise)}) for one in told["done"]
        )
    return session.model_copy(update={**told, "entered_at": max(now, session.started)})


def moved_down_in(session: SessionEntry, exercise: str) -> tuple[Done, ...]:
    """What was done in a session, with the exercise during which signs moved down a limb."""
    return tuple(one.model_copy(update={"moved": "down"}) if one.exercise == exercise else one for one in session.done)


def with_check(diary: Diary, check: WeeklyCheck) -> Diary:
    """The diary with one more weekly check."""
    return in_order(diary.model_copy(update={"checks": (*diary.checks, check)}))


def check_is_due(diary: Diary, now: datetime) -> bool:
    """Whether a week has passed since the last weekly check, or since the first plan where there was none yet."""
    days = [one.on for one in diary.checks] or [one.since.astimezone(now.tzinfo).date() for one in diary.plans[:1]]
    return bool(days) and (now.date() - max(days)).days >= ASKED_EVERY_DAYS


def with_session_of(diary: Diary, session: SessionEntry, record: Recommendation) -> Diary:
    """The diary with a session of the plan in a record, which is the person's from then on if the diary lacks it."""
    return with_session(with_plan(diary, record, session.started), session)


def with_state_of(diary: Diary, session: SessionEntry, record: Recommendation) -> Diary:
    """The diary with a state of a session, whenever it comes in: of several the one that was told last counts.

    A state that comes in again changes nothing. Raises `FileError` where the diary has another session under its id.
    """
    before = next((one for one in diary.sessions if one.id == session.id), None)
    if before is None or (before.plan, before.started.date()) != (session.plan, session.started.date()):
        return with_session_of(diary, session, record)
    ended = max(session.ended, before.started) if session.ended else None
    session = session.model_copy(update={"started": before.started, "ended": ended})
    earlier, later = sorted((before, session), key=lambda one: one.entered_at)
    said = {field: getattr(later, field) for field in SessionEntry.model_fields if field not in GIVEN_BY_US}
    both = told_more(earlier, later.entered_at, **said)
    return with_session_of(diary, SessionEntry.model_validate(both.model_dump()), record)


def in_force_with(session: SessionEntry, plans: tuple[InForce, ...]) -> tuple[InForce, ...]:
    """The plans of a diary with one more session: the one that it begins with is there from its first session on."""
    begins = InForce(plan=session.plan, since=session.started)
    if len(plans) == 1 and plans[0].plan == session.plan and plans[0].since > session.started:
        return (begins,)
    return plans if any(plan.plan == session.plan for plan in plans) else (*plans, begins)


def with_plan(diary: Diary, record: Recommendation, since: datetime) -> Diary:
    """The diary of a person whose plan a record is since a moment; that of the plan in force stays as it is.

    A plan that counted before, and was begun anew after another or after a stop, is in force once more from then on.

    That a review ended the plan is noted, too; any other referral is no plan, and changes nothing.
    """
    seal, by = digest_of_record(record), _came_by(record)
    last = max(diary.plans, key=lambda one: (one.since, one.plan), default=None)
    if by is None or (last is not None and last.plan == seal):
        return diary
    return in_order(diary.model_copy(update={"plans": (*diary.plans, InForce(plan=seal, since=since, by=by))}))


def _came_by(record: Recommendation) -> CameBy | None:
    """What a plan came of, or what ended it."""
    if record.audit.course is None:
        return "new" if record.plan else None
    verdict = record.audit.course.verdict
    if verdict.ends:
        return "stop" if verdict.kind == "stop" else "refer"
    if record.plan is None:
        return None
    if verdict.begins_again:
        return "again"
    now = record.audit.course.now
    return verdict.kind if now and now.changed_on == record.audit.course.on else "hold"


def without_morning(diary: Diary, now: datetime) -> SessionEntry | None:
    """The last session before today, where nobody has told of its next morning."""
    past = [one for one in diary.sessions if one.started.date() < now.date()]
    last = max(past, key=lambda one: (one.started, one.id), default=None)
    return last if last is not None and last.pain_next_morning is None else None


def with_morning(session: SessionEntry, pain: int, now: datetime) -> SessionEntry:
    """The session with the pain of the morning after, told now."""
    return session.model_copy(update={"pain_next_morning": pain, "entered_at": now})


def asks_usual_pain(diary: Diary, record: Recommendation, now: datetime) -> bool:
    """Whether it is time to ask for the usual pain: once a week, of people who were asked for it at first."""
    asked = any(one.question == PAIN_USUAL and one.state != "not_applicable" for one in record.audit.answers)
    told = [one.started for one in diary.sessions if one.pain_usual is not None]
    return asked and not any((now - then).days < ASKED_EVERY_DAYS for then in told)


def _unusable(where: str, faults: list[Fault]) -> FileError:
    return FileError(f"{where} cannot be used.", faults)
