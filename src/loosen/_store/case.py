"""A case in a store: one of the people in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from loosen._diary.case import Change
from loosen._model.diary import Diary
from loosen._model.plan import Recommendation
from loosen._records.reading import record_in
from loosen.errors import Fault, FaultCode, FileError

if TYPE_CHECKING:
    from .store import Store


class StoreCase:
    """The case of one person in an open store."""

    def __init__(self, store: Store, person: str) -> None:
        """Raises `FileError` for somebody who is not in it."""
        self._store, self.person = store, person
        self._records = _Records(store, person)

    @property
    def where(self) -> str:
        """The store, and whose diary it is."""
        return f"{self._store.where}, person {self.person[:SHOWN]}"

    @cached_property
    def record(self) -> Recommendation:
        """The record that came last: kept, or begun anew. Raises `FileError` where the person has none.

        One of an older form is kept once more in this form, because entries name a plan by the seal that it has now.
        """
        last = self._records.last
        record = self._records[last]
        if record.seal is None:
            self._keep(record, last)
        return record

    @property
    def records(self) -> Mapping[str, Recommendation]:
        """All of the person's, in the order in which they were kept; each is read when it is asked for."""
        return self._records

    def diary(self) -> Diary:
        """The diary as it is now. Raises `FileError`."""
        return self._store.diary(self.person)

    def change(self, change: Change) -> Diary:
        """Change the diary, in one transaction."""
        return self._store.change(self.person, change)

    def carry_on(self, record: Recommendation, now: datetime) -> None:
        """Keep the next record and from when on it counts, in one transaction."""
        self._keep(record, None, now)
        self.__dict__.pop("record", None)

    def _keep(self, record: Recommendation, follows: str | None, since: datetime | None = None) -> None:
        self._store.keep_plan(self.person, record, follows=follows, since=since)
        self._records = _Records(self._store, self.person)


SHOWN = 8
"""Digits of a person's id that are shown."""


class _Records(Mapping[str, Recommendation]):
    """A person's records by their seals; each is read once, when it is asked for."""

    def __init__(self, store: Store, person: str) -> None:
        self._store, self._person = store, person
        self._plans = store.plans(person)
        self._seals = [plan.seal for plan in self._plans]
        self._read: dict[str, Recommendation] = {}

    @property
    def last(self) -> str:
        """The seal of the last. Raises `FileError` where there is none."""
        if not self._seals:
            remedy = f"Keep one with: loosen keep PLAN --person {self._person[:SHOWN]}"
            fault = Fault(FaultCode.NO_PLAN, f"person {self._person[:SHOWN]}", "has no plan yet.", remedy)
            raise FileError("There is no plan to go by.", [fault])
        told = [(datetime.fromisoformat(plan.kept), plan.seal) for plan in self._plans]
        told += [(one.since, one.plan) for one in self._store.in_force(self._person)]
        return max(told, key=lambda one: (one[0], self._seals.index(one[1])))[1]

    def __getitem__(self, seal: str) -> Recommendation:
        if seal not in self._read:
            if seal not in self._seals:
                raise KeyError(seal)
            self._read[seal] = record_in(self._store.record(self._person, seal), f"record {seal[:SHOWN]}")
        return self._read[seal]

    def __iter__(self) -> Iterator[str]:
        return iter(self._seals)

    def __len__(self) -> int:
        return len(self._seals)
