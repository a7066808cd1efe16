"""What entries of a diary are of: whose, of which plan, in which language, and now."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from loosen._library import Library
from loosen._model.diary import Diary
from loosen._model.plan import Plan, Recommendation
from loosen._records.sealing import digest_of_record
from loosen._words.speech import Speech, speech_of
from loosen.errors import Fault, FaultCode, FileError

from .case import Case, last_plan
from .checking import refuse_impossible
from .in_force import plan_at


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
    def this(cls, case: Case, known: Library, language: str, now: datetime) -> Of:
        """The last plan of a case at a moment with its zone, in a language of the library, by default the plan's own.

        Raises `FileError` where there is only a referral.
        """
        record = last_plan(case)
        if record.plan is None:
            fault = Fault(FaultCode.REFERRED, "the record", "is a referral, not a plan: there is no session in it.")
            raise FileError("Nothing was kept.", [fault])
        library = known.in_language(language or record.audit.language)
        return cls(case, record, record.plan, digest_of_record(record), library, now)

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
