"""Diaries: every state of an entry is kept as it was told, and they are put together when the diary is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select

from loosen._diary.entering import in_force_with, with_plan
from loosen._diary.merging import each_once, from_the_first
from loosen._diary.reading import in_order
from loosen._model.diary import Diary, InForce, SessionEntry, WeeklyCheck
from loosen._model.plan import Recommendation
from loosen._records.canonical import canonical, plain
from loosen.errors import Fault, FaultCode, FileError

from .plans import plan_of
from .tables import CHECK, SESSION, EntryRow, InForceRow

Entry = SessionEntry | WeeklyCheck
Kind = TypeVar("Kind", SessionEntry, WeeklyCheck)
_HEADLINE: Final = "The entry was not kept, and the diary is as it was."
_REMEDY: Final = "Look at what is in the diary first."


def kind_of(entry: Entry) -> str:
    """Whether it is of a session or a weekly check."""
    return SESSION if isinstance(entry, SessionEntry) else CHECK


def moment_of(entry: Entry) -> str:
    """When it was, as a text that sorts as time does: the start of a session in UTC, or the day of a check."""
    if isinstance(entry, SessionEntry):
        return entry.started.astimezone(UTC).isoformat(timespec="microseconds")
    return entry.on.isoformat()


def written(entry: Entry) -> str:
    """An entry in the form in which it is kept."""
    return canonical(plain(entry))


def add(connection: Connection, person: str, entry: Entry) -> bool:
    """Add an entry of somebody who is held, or what is told later of one; False where just this was there before.

    Raises `FileError` when another entry has its id, the session is there under another id, or the plan is none of
    this person's.
    """
    if not add_state(connection, person, entry):
        return False
    if isinstance(entry, SessionEntry):
        there = in_force(connection, person)
        put_in_force(connection, person, there, in_force_with(entry, there))
    return True


def add_state(connection: Connection, person: str, entry: Entry) -> bool:
    """The same, where the plans in force are told beside it."""
    kind, at, content = kind_of(entry), moment_of(entry), written(entry)
    states = connection.execute(
        select(EntryRow.person, EntryRow.kind, EntryRow.plan, EntryRow.at, EntryRow.content)
        .where(EntryRow.id == entry.id)
        .order_by(EntryRow.number)
    ).all()
    if not states:
        _refuse_if_new(connection, person, entry)
    elif tuple(states[0])[:-1] != (person, kind, entry.plan, at):
        raise _refused(entry, FaultCode.TWICE, "has the id of another entry.")
    elif any(state.content == content for state in states):
        return False
    row = {"id": entry.id, "number": len(states) + 1, "person": person, "kind": kind, "plan": entry.plan, "at": at}
    connection.execute(insert(EntryRow), {**row, "content": content})
    return True


def begin(connection: Connection, person: str, record: Recommendation, since: datetime) -> None:
    """Have a plan that is kept be the person's since a moment, if nothing is told of it so far."""
    there = in_force(connection, person)
    put_in_force(connection, person, there, with_plan(Diary(person=person, plans=there), record, since).plans)


def put_in_force(connection: Connection, person: str, before: Iterable[InForce], plans: Iterable[InForce]) -> None:
    """Add since when plans are the person's, where nothing or a later moment was told of them `before`."""
    there = {plan.plan: plan.since for plan in before}
    for plan in (plan for plan in plans if plan.plan not in there or plan.since < there[plan.plan]):
        if plan_of(connection, person, plan.plan) is None:
            raise _no_plan(f"the plan since {plan.since:%Y-%m-%d}", plan.plan)
        row = {"person": person, "plan": plan.plan, "since": plan.since.isoformat(), "by": plan.by}
        connection.execute(insert(InForceRow), row)


def in_force(connection: Connection, person: str) -> tuple[InForce, ...]:
    """The plans that were a person's and since when, the first of them first."""
    asked = select(InForceRow.plan, InForceRow.since, InForceRow.by).where(InForceRow.person == person)
    found = connection.execute(asked.order_by(InForceRow.since, InForceRow.plan))
    with _as_kept("in_force", person):
        return from_the_first(InForce.model_validate(row._asdict()) for row in found)


def diary_of(connection: Connection, person: str) -> Diary:
    """Everything that somebody noted, the oldest first."""
    sessions, checks = states_of(connection, person)
    plans = in_force(connection, person)
    return in_order(Diary(person=person, plans=plans, sessions=each_once(sessions), checks=each_once(checks)))


def states_of(connection: Connection, person: str) -> tuple[list[SessionEntry], list[WeeklyCheck]]:
    """Every state of every entry, each as it was told."""
    return _read(connection, person, SESSION, SessionEntry), _read(connection, person, CHECK, WeeklyCheck)


def change(connection: Connection, person: str, before: Diary, after: Diary) -> None:
    """Add what a change brought into a diary. Raises `ValueError` where it takes something away."""
    noted = {entry.id: entry for entry in _entries(before)}
    told = {entry.id: entry for entry in _entries(after)}
    plans = {plan.plan for plan in after.plans}
    if after.person != person or noted.keys() - told.keys() or any(plan.plan not in plans for plan in before.plans):
        raise ValueError("nothing is taken out of a diary in a store, and nobody else's comes into it")
    for entry in (entry for key, entry in told.items() if noted.get(key) != entry):
        add_state(connection, person, entry)
    put_in_force(connection, person, before.plans, after.plans)


def _entries(diary: Diary) -> Sequence[Entry]:
    return (*diary.sessions, *diary.checks)


def _read(connection: Connection, person: str, kind: str, model: type[Kind]) -> list[Kind]:
    asked = select(EntryRow.content).where(EntryRow.person == person, EntryRow.kind == kind)
    found: Iterator[Any] = iter(connection.execute(asked.order_by(EntryRow.at, EntryRow.id, EntryRow.number)))
    with _as_kept("entries", person):
        return [model.model_validate_json(row.content) for row in found]


@contextmanager
def _as_kept(table: str, person: str) -> Iterator[None]:
    """Raises `FileError` where rows do not hold what was kept: somebody changed them behind the store's back."""
    try:
        yield
    except ValidationError as error:
        remedy = "See which with: loosen verify --store"
        fault = Fault(FaultCode.BROKEN_STORE, f"{table} of person {person[:8]}", "are not as they were kept.", remedy)
        raise FileError("The diary cannot be read.", [fault]) from error


def _refuse_if_new(connection: Connection, person: str, entry: Entry) -> None:
    """Raise `FileError` for an entry that cannot be begun."""
    twin = connection.scalar(
        select(EntryRow.id)
        .where(EntryRow.person == person, EntryRow.kind == SESSION, EntryRow.at == moment_of(entry))
        .limit(1)
    )
    if twin is not None:
        raise _refused(entry, FaultCode.TWICE, f"is there already, as entry {twin}.")
    if plan_of(connection, person, entry.plan) is None:
        raise _no_plan(_called(entry), entry.plan)


def _no_plan(where: str, seal: str) -> FileError:
    what = f"is {seal[:12]}, which is no plan of this person."
    return FileError(_HEADLINE, [Fault(FaultCode.UNKNOWN_ENTRY, f"{where}, its plan", what, _REMEDY)])


def _refused(entry: Entry, code: FaultCode, what: str) -> FileError:
    return FileError(_HEADLINE, [Fault(code, _called(entry), what, _REMEDY)])


def _called(entry: Entry) -> str:
    return f"the {kind_of(entry)} of {moment_of(entry)[:16]}"
