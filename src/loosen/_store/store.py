"""The store as programs use it: every call is done whole or not at all, and is on the disk when it returns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from loosen._model.diary import Diary, InForce
from loosen._model.plan import Recommendation
from loosen._records.reading import read_record
from loosen._records.sealing import digest_of_record
from loosen._records.verify import Verified
from loosen.errors import FileError

from . import checking, copying, entries, erasing, folder, interviews, looking, people, plans, reviewers, whole
from .encrypting import Key
from .opening import TO_WRITE, opened
from .people import KeptAnswers, Person
from .plans import KeptPlan
from .refusals import refusing


class Store:
    """A store, open until it is closed; used with `with`, it closes by itself.

    Several may write to one store at once, also from other programs. Every method raises `FileError` when the store
    cannot be used, `StreamError` of a full disk, and when somebody is not in it; what was kept before stays whole.
    """

    def __init__(self, where: str | Path | None, patience: float, *, make: bool = True, key: Key | None = None) -> None:
        """Open the store at `where`: a path, a URL of SQLite or PostgreSQL, or by default in this user's folder.

        One that is not there is made, or without `make` refused, and one of an older form brought to this one. A call
        waits for others for `patience` seconds; `key` is that of an encrypted file. Raises `FileError` for what is no
        store, does not open with this key or without one, or is of a newer form.
        """
        self._store = opened(where, patience, make=make, key=key)
        self.where = self._store.where
        """What the store is called in messages."""
        with contextlib.suppress(FileError):  # it is only made up for here, and others may be at work
            self._wipe_if_must()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._store.engine.dispose()

    def add_person(self) -> str:
        """Add somebody; the random id, 32 hex digits, is all that is known of them."""
        with self._writing() as connection:
            return people.add_person(connection)

    def ids(self, beginning: str = "", most: int = 20) -> tuple[str, ...]:
        """The ids of people that begin so, in their order, no more than so many."""
        with self._reading() as connection:
            return people.ids(connection, beginning, most)

    def having(self, seal: str) -> tuple[str, ...]:
        """The people who have the record with this seal, in the order of their ids."""
        with self._reading() as connection:
            return plans.having(connection, seal)

    def people(self) -> tuple[Person, ...]:
        """Everybody in the store, those first who have been there longest."""
        with self._reading() as connection:
            return people.everybody(connection)

    def keep_answers(self, person: str, answers: Mapping[str, Any]) -> int:
        """Keep answers as they were given; what comes back is their number, from 1 for each person."""
        with self._writing(person) as connection:
            return people.keep_answers(connection, person, answers)

    def answers(self, person: str) -> tuple[KeptAnswers, ...]:
        """All answers of somebody, in the order in which they were given."""
        with self._reading(person) as connection:
            return people.answers_of(connection, person)

    def begin(self, record: Recommendation | bytes, answers: Mapping[str, Any] | None = None) -> tuple[str, KeptPlan]:
        """Add somebody with a plan or a referral, and the answers that it was made from; whose it is comes back.

        Raises `FileError` when the record is not whole, `AnswersError` for answers that cannot be kept.
        """
        told, ready = _ready(record)
        with self._writing() as connection:
            person = people.add_person(connection)
            return person, _kept(connection, person, told, ready, answers=answers)

    @property
    def interviews(self) -> interviews.Interviews:
        """The interviews on pages."""
        return interviews.Interviews(self._reading, self._writing, self._wipe_if_must)

    @property
    def reviewers(self) -> reviewers.Reviewers:
        """Who may look at records, and who is logged in."""
        return reviewers.Reviewers(self._reading, self._writing)

    @property
    def looks(self) -> looking.Looks:
        """What reviewers looked at."""
        return looking.Looks(self._reading, self._writing)

    def keep_for(self, visitor: str, renewed: str, record: Recommendation, answers: Mapping[str, Any]) -> bool:
        """Keep what was made from the interview of a visitor, whose first plan makes them somebody in the store.

        Then True comes back: the interview goes by the id `renewed` from now on, and by the one that it had until the
        new one is used. Raises `FileError` for an interview that is not there.
        """
        told, ready = _ready(record)
        with self._writing() as connection:
            person, is_planned = interviews.behind(connection, visitor)
            is_first = person is None
            if person is None:
                person = people.add_person(connection)
                interviews.belongs(connection, visitor, renewed, person)
            since = None if is_first or is_planned else datetime.now().astimezone()
            _kept(connection, person, told, ready, since=since, answers=answers)
            interviews.made_a_plan(connection, renewed if is_first else visitor)
            return is_first

    def keep_plan(
        self,
        person: str,
        record: Recommendation | bytes,
        *,
        follows: str | None = None,
        since: datetime | None = None,
        answers: Mapping[str, Any] | None = None,
    ) -> KeptPlan:
        """Keep a plan or a referral, in the chain; `follows` is the seal of the plan that it came after.

        Without it, that is the one that a review carried on, where this person has it. A plan is the person's `since`
        that moment (with a time zone), by default now; `answers` are those that it was made from, if they are to be
        kept. A record that this person has already stays as it was, and so do the answers; it is the person's plan anew
        only where `since` says so. Raises `FileError` when it is not whole.
        """
        told, ready = _ready(record)
        with self._writing(person) as connection:
            return _kept(connection, person, told, ready, follows, since, answers)

    def plans(self, person: str) -> tuple[KeptPlan, ...]:
        """All plans and referrals of somebody, in the order in which they were kept."""
        with self._reading(person) as connection:
            return plans.plans_of(connection, person)

    def record(self, person: str, seal: str) -> bytes:
        """The bytes of a plan's record as they were kept; `read_record` reads them."""
        with self._reading(person) as connection:
            return plans.record_of(connection, person, seal)

    def add(self, person: str, entry: entries.Entry) -> bool:
        """Add a session or a weekly check to the diary, or what is told later of one; False where just that is there.

        All states of an entry are kept, and the diary has them put together: what was entered last counts, and what
        that leaves unsaid is as before. Raises `FileError` for another entry of the same id, a session that is there
        under another id, and a plan that is none of this person's.
        """
        with self._writing(person) as connection:
            return entries.add(connection, person, entry)

    def diary(self, person: str) -> Diary:
        """Everything that somebody noted, the oldest first."""
        with self._reading(person) as connection:
            return entries.diary_of(connection, person)

    def in_force(self, person: str) -> tuple[InForce, ...]:
        """Since when which plans are somebody's, the first of them first, as the diary has it."""
        with self._reading(person) as connection:
            return entries.in_force(connection, person)

    def change(self, person: str, change: Callable[[Diary], Diary]) -> Diary:
        """Change the diary, whole or not at all, while nobody else does; what comes back is as it is kept then.

        `change` makes the diary into the next, in which nothing may be missing. Raises what it raises.
        """
        with self._writing(person) as connection:
            before = entries.diary_of(connection, person)
            entries.change(connection, person, before, change(before))
            return entries.diary_of(connection, person)

    def export(self, person: str) -> bytes:
        """Everything of one person as canonical JSON; `take_in` of any store takes it, and nothing is lost."""
        with self._reading(person) as connection:
            return whole.export(connection, person)

    def take_in(self, raw: bytes) -> str:
        """Add what `export` wrote, and say whose it is. What is there already is left, what differs is refused."""
        with self._writing() as connection:
            return whole.take_in(connection, raw)

    def take_over(self, records: str | Path, person_of: folder.PersonOf | None = None) -> int:
        """Take over a folder of records with their links, and say how many were new; the folder stays as it is.

        All are one person's unless `person_of` says whose each is. Raises `FileError` when its chain is broken.
        """
        with self._writing() as connection:
            return folder.take_over(connection, Path(records), person_of)

    def delete(self, *persons: str) -> erasing.Deleted:
        """Delete these people: every row, and what the files hold of it. The chain says only that records are gone.

        The file is made anew for that, which takes long where it is large, so delete several at once. In PostgreSQL its
        own log and backups keep what they hold until they are recycled. Raises `FileError` when somebody reads so long
        that the files cannot be wiped now; the rows are gone then, and the rest is made up for when the store is opened
        again.
        """
        with self._writing() as connection:
            for person in sorted(persons):  # in one order, so that nobody waits for somebody who waits for them
                people.hold(connection, person)
            deleted = erasing.delete_rows(connection, persons)
        self._wipe_if_must()
        return deleted

    def copy_to(self, target: str | Path, key: Key | None = None) -> None:
        """Copy all of it, as it is at one moment, into a new file: encrypted with a key, or without one as it is.

        Nothing of whoever was deleted is in it. The key is put into a new file where there is none. Raises `FileError`
        for what is there already and for a store that is no file, and `LoosenError` where what encrypts is not
        installed.
        """
        copying.copy(self._store, Path(target), key)

    def verify(self) -> Verified:
        """Walk the whole chain, and check every record and every entry."""
        with self._reading() as connection:
            return checking.verify(connection)

    def _wipe_if_must(self) -> None:
        with refusing(self.where):
            if erasing.must_wipe(self._store.engine):
                erasing.wipe(self._store)

    @contextlib.contextmanager
    def _reading(self, person: str | None = None) -> Iterator[Connection]:
        """A view of the store as it is at one moment; of somebody who has to be there."""
        level = {} if self._store.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with refusing(self.where), self._store.engine.connect().execution_options(**level) as connection:
            if person is not None:
                people.added_when(connection, person)
            yield connection

    @contextlib.contextmanager
    def _writing(self, person: str | None = None) -> Iterator[Connection]:
        """Changes that are made all together, or not at all; of somebody who is held meanwhile."""
        with (
            refusing(self.where),
            self._store.engine.connect().execution_options(**TO_WRITE) as connection,
            connection.begin(),
        ):
            if person is not None:
                people.hold(connection, person)
            yield connection


def _ready(record: Recommendation | bytes) -> tuple[Recommendation, plans.Ready]:
    """A record with its seal, if it has one, and ready to be kept. Raises `FileError` for one that is not whole."""
    return (read_record(record), plans.ready(record)) if isinstance(record, bytes) else plans.sealed_now(record)


def _kept(
    connection: Connection,
    person: str,
    told: Recommendation,
    ready: plans.Ready,
    follows: str | None = None,
    since: datetime | None = None,
    answers: Mapping[str, Any] | None = None,
) -> KeptPlan:
    """Keep a record of somebody who is held, with what goes with it; it follows the one that it was carried on from."""
    before = told.audit.course.ancestors[-1].seal if told.audit.course else None
    kept, was_there = plans.keep_plan(connection, person, ready, follows, carried_on=before)
    if answers is not None and not was_there:
        people.keep_answers(connection, person, answers)
    is_of_this_form = digest_of_record(told) == ready.seal  # diaries name plans by the seal of this form alone
    if is_of_this_form and (since or not was_there):
        entries.begin(connection, person, told, since or datetime.now().astimezone())
    return kept
