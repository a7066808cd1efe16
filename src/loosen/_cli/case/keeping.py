"""Keeps a record in a store, for whom it is said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from loosen._model.plan import Recommendation
from loosen._store.case import SHOWN
from loosen.errors import Fault, FaultCode, FileError

from .given import HEADLINE, LISTED, whose

if TYPE_CHECKING:
    from loosen._store.plans import KeptPlan
    from loosen._store.store import Store
    from loosen._words.speech import Speech

NEW: Final = "new"
"""What `--person` says where it is somebody who is not in the store yet."""


class Keeping(NamedTuple):
    """An open store, and for whom a record is kept there: None for somebody new."""

    store: Store
    person: str | None

    def keep(self, record: Recommendation | bytes, answers: Mapping[str, Any] | None = None) -> Kept:
        """Keep a record; one that was just made from `answers` with these, as the plan in force. Raises `FileError`."""
        if self.person is None:
            person, plan = self.store.begin(record, answers)
            return Kept(self.store.where, person, plan, was_there=False)
        before = {plan.seal for plan in self.store.plans(self.person)}
        now = datetime.now().astimezone() if answers is not None else None
        plan = self.store.keep_plan(self.person, record, answers=answers, since=now)
        return Kept(self.store.where, self.person, plan, was_there=plan.seal in before)


class Kept(NamedTuple):
    """What was kept where, and whether it was there before."""

    where: str
    person: str
    plan: KeptPlan
    was_there: bool

    def said(self, what: str, speech: Speech) -> str:
        """That it is kept, in words; `what` is what messages call the record."""
        number, person = self.plan.number, self.person[:SHOWN]
        if self.was_there:
            kept = speech("commands.kept_before", file=what, number=number, person=person, where=self.where)
        else:
            kept = speech("commands.kept", file=what, number=number, person=person, where=self.where)
        return f"{kept}\n{speech('commands.link', link=self.plan.link)}\n"


@contextmanager
def keeping(
    where: str | None, person: str | None, seal: str | None = None, *, key: Path | None = None
) -> Iterator[Keeping]:
    """The store, open meanwhile and made where there is none, and the person whom a record is kept for.

    Nobody is taken for somebody else: where the store has people, it has to be said whose a record is, unless only one
    of them has the record with this `seal` already. Raises `FileError`.
    """
    from loosen._store import open_store

    with open_store(where, key=key) as store:
        yield Keeping(store, _for_whom(store, person, seal))


@contextmanager
def keeping_if(
    wanted: bool, where: str | None, person: str | None, *, key: Path | None = None
) -> Iterator[Keeping | None]:
    """The same where something is to be kept. Raises `FileError` where a store is named and nothing is to be kept."""
    if wanted:
        with keeping(where, person, key=key) as there:
            yield there
        return
    given = {"--store": where, "--key": key, "--person": person}
    faults = [
        Fault(FaultCode.BAD_OPTION, option, "says where to keep what is made.", "Add --keep, or leave it out.")
        for option, value in given.items()
        if value is not None
    ]
    if faults:
        raise FileError(HEADLINE, faults)
    yield None


def _for_whom(store: Store, person: str | None, seal: str | None) -> str | None:
    if person == NEW:
        return None
    if person is not None:
        return whose(store, person)
    having = store.having(seal) if seal else ()
    if len(having) == 1:
        return having[0]
    people = store.ids("", LISTED)
    if not people:
        return None
    what = "is missing, and there is somebody in the store already."
    remedy = f"Say whose it is: --person {NEW}, or one of: {', '.join(people)}."
    raise FileError(HEADLINE, [Fault(FaultCode.BAD_OPTION, "--person", what, remedy)])
