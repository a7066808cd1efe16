"""What entries of a diary are of: whose, of which plan, in which language, and now."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from loosen._cli.console import loading
from loosen._diary.case import Case, last_plan
from loosen._diary.checking import refuse_impossible
from loosen._diary.in_force import plan_at
from loosen._library import Library
from loosen._model.diary import Diary
from loosen._model.plan import Plan, Recommendation
from loosen._records.sealing import digest_of_record
from loosen._words.speech import Speech, speech_of
from loosen.errors import Fault, FaultCode, FileError


class Of(NamedTuple):
    """The case, the plan with its record and seal, the library in the language of what is said, and the moment."""

    case: Case
    record: Recommendation
    plan: Plan
    seal: str
    library: Library
    now: datetime

    @property
    def speech(self) -> Speech:
        """Says messages in the language of the library."""
        return speech_of(self.library.language_id)

    @classmethod
    def this(cls, case: Case, language: str) -> Of:
        """The last plan of a case, now. Raises `FileError` where there is only a referral."""
        record = last_plan(case)
        if record.plan is None:
            fault = Fault(FaultCode.REFERRED, "the record", "is a referral, not a plan: there is no session in it.")
            raise FileError("Nothing was kept.", [fault])
        library = loading(None).in_language(language or record.audit.language)
        return cls(case, record, record.plan, digest_of_record(record), library, datetime.now().astimezone())

    def at(self, diary: Diary, moment: datetime) -> Of:
        """The same of the plan that counted at a moment, where that is at hand; else of this one."""
        seal = plan_at(diary, moment)
        record = self.case.records.get(seal) if seal else None
        if record is None or record.plan is None or seal is None:
            return self
        return self._replace(record=record, plan=record.plan, seal=seal)

    def refuse_impossible(self, diary: Diary) -> None:
        """Raise `FileError` naming everything in the diary that cannot be."""
        refuse_impossible(diary, self.case.records, self.library, self.now)
