"""A case in files: a plan, a diary, and the file that the next plan goes to."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path

from loosen._cli.given import record_of
from loosen._diary.case import Change
from loosen._diary.entering import with_plan
from loosen._diary.keeping import diary_or_new, keep
from loosen._library.writing import write_whole, writing
from loosen._model.diary import Diary
from loosen._model.plan import Recommendation
from loosen._records.sealing import digest_of_record, to_json


class FileCase:
    """The case in the file of a plan (`-`: standard input) and that of a diary, which need not be there yet."""

    def __init__(self, plan: Path, diary: Path, carried_on: Path | None = None) -> None:
        """`carried_on` is the file for the next plan."""
        self._plan, self._diary, self._carried_on = plan, diary, carried_on

    @property
    def where(self) -> str:
        """The file of the diary."""
        return str(self._diary)

    @cached_property
    def record(self) -> Recommendation:
        """The record in the file of the plan. Raises `FileError`."""
        return record_of(self._plan)

    @cached_property
    def records(self) -> dict[str, Recommendation]:
        """Just that one."""
        return {digest_of_record(self.record): self.record}

    def diary(self) -> Diary:
        """What the file of the diary holds. Raises `FileError`."""
        return diary_or_new(self._diary)

    def change(self, change: Change) -> Diary:
        """Change the file of the diary."""
        return keep(self._diary, change)

    def carry_on(self, record: Recommendation, now: datetime) -> None:
        """Write the next record, and then say in the diary from when on it counts.

        Cut short between the two, the same review made again completes it: it writes the same bytes.
        """
        if self._carried_on is None:
            raise ValueError("the next plan has no file to go to")
        with writing(self._carried_on):
            write_whole(self._carried_on, to_json(record).encode())
        self.change(lambda diary: with_plan(diary, record, now))
