"""One person's whole record as JSON: out of a store, and into this or another one, without losing anything."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field, ValidationError
from sqlalchemy import Connection

from loosen._characters import NotText
from loosen._model.base import Model
from loosen._model.diary import EntryId, InForce, Seal, SessionEntry, WeeklyCheck
from loosen._records.canonical import Unreadable, canonical, plain, value_in
from loosen.errors import Fault, FaultCode, FileError

from . import entries, people, plans

WHOLE_FORM: Final = 1
"""The form of what is written today."""
_WHERE: Final = "what is taken in"


class _Answers(Model):
    kept: str
    answers: dict[str, Any]


class _Plan(Model):
    kept: str
    follows: Seal | None = None
    record: dict[str, Any]


class _Whole(Model):
    """Everything of one person; which place its records have in the chain is a matter of the store.

    Sessions and checks are in all their states, in the order in which these came in.
    """

    form: Annotated[int, Field(ge=WHOLE_FORM, le=WHOLE_FORM)]
    person: EntryId
    added: str
    answers: tuple[_Answers, ...] = ()
    plans: tuple[_Plan, ...] = ()
    in_force: tuple[InForce, ...] = ()
    sessions: tuple[SessionEntry, ...] = ()
    checks: tuple[WeeklyCheck, ...] = ()


def export(connection: Connection, person: str) -> bytes:
    """Everything of one person as canonical JSON with a line break. Raises `FileError` for somebody unknown."""
    sessions, checks = entries.states_of(connection, person)
    whole = _Whole(
        form=WHOLE_FORM,
        person=person,
        added=people.added_when(connection, person),
        answers=tuple(_Answers(kept=one.kept, answers=one.answers) for one in people.answers_of(connection, person)),
        plans=tuple(
            _Plan(
                kept=plan.kept,
                follows=plan.follows,
                record=value_in(plans.record_of(connection, person, plan.seal)),
            )
            for plan in plans.plans_of(connection, person)
        ),
        in_force=entries.in_force(connection, person),
        sessions=tuple(sessions),
        checks=tuple(checks),
    )
    return f"{canonical(plain(whole))}\n".encode()


def take_in(connection: Connection, raw: bytes) -> str:
    """Add what `export` wrote; whose it is comes back. What is there already stays as it is.

    Raises `FileError` when it is something else, a record in it is not whole, or something in it is there already and
    says something else; the transaction is then to be given up.
    """
    whole = _read(raw)
    if not people.is_there(connection, whole.person):
        people.add_person(connection, whole.person, whole.added)
    people.hold(connection, whole.person)
    _take_answers(connection, whole)
    for plan in whole.plans:
        record = plans.ready(f"{canonical(plan.record)}\n".encode())
        plans.keep_plan(connection, whole.person, record, plan.follows, plan.kept)
    noted: tuple[entries.Entry, ...] = (*whole.sessions, *whole.checks)
    for entry in noted:
        entries.add_state(connection, whole.person, entry)
    there = entries.in_force(connection, whole.person)
    entries.put_in_force(connection, whole.person, there, whole.in_force)
    return whole.person


def _take_answers(connection: Connection, whole: _Whole) -> None:
    there = [(one.kept, one.answers) for one in people.answers_of(connection, whole.person)]
    given = [(one.kept, one.answers) for one in whole.answers]
    if there[: len(given)] != given[: len(there)]:
        what = "holds other answers than the store has of this person."
        raise _refused(FaultCode.TWICE, what)
    for kept, answers in given[len(there) :]:
        people.keep_answers(connection, whole.person, answers, kept)


def _read(raw: bytes) -> _Whole:
    try:
        whole = _Whole.model_validate_json(canonical(value_in(raw)))
    except NotText as error:
        raise _refused(FaultCode.NOT_UTF_8, "is not text in UTF-8.") from error
    except Unreadable as error:
        raise _refused(FaultCode.NO_RECORD, error.what) from error
    except ValidationError as error:
        raise FileError(_HEADLINE, [_fault_of(one) for one in error.errors(include_url=False)]) from error
    return whole


_HEADLINE: Final = "Nothing was taken in."
_REMEDY: Final = "Take what a store gave out, as it was."


def _fault_of(error: Any) -> Fault:
    where = ".".join(map(str, error["loc"])) or _WHERE
    code = FaultCode.UNKNOWN_FORM if error["loc"] == ("form",) else FaultCode.WRONG_FORM
    return Fault(code, where[:80], f"{str(error['msg'])[:80].lower()}.", _REMEDY)


def _refused(code: FaultCode, what: str) -> FileError:
    return FileError(_HEADLINE, [Fault(code, _WHERE, what, _REMEDY)])
