"""What can go wrong, said once: every error a person may meet has one base and one exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from ._characters import harmless, in_one_line

__all__ = [
    "AnswersError", "EngineUnusable", "EnginesDisagree", "ExitCode", "Fault", "FaultCode", "FileError", "Interrupted",
    "LanguageUnknown", "LibraryError", "LoosenError", "NotAsKept", "StreamError", "UnknownEntry",
]  # fmt: skip


class ExitCode(IntEnum):
    """How a command ends; other programs rely on these numbers."""

    PLAN = 0
    """A plan, or all is well."""
    DIFFERS = 1
    """Something is not the same."""
    BAD_INPUT = 2
    """Bad input, a damaged or altered record, or faults in a library."""
    REFERRAL = 3
    """A referral without a plan."""
    ENGINES_DISAGREE = 4
    """The two rule engines differ."""
    STREAM = 5
    """A standard stream is closed, full or broken, or a disk is full: not everything could be read or written."""
    INTERRUPTED = 130
    """The person stopped."""
    NOBODY_READS = 141
    """Whoever read what was written has had enough; nothing is said of it."""


class FaultCode(StrEnum):
    """What kind of fault it is, for programs; a code keeps its meaning, and new ones may be added."""

    # answers
    NO_ANSWERS = "no-answers"
    """There is no mapping from questions to answers."""
    UNKNOWN_QUESTION = "unknown-question"
    """No question has this id."""
    MISSING_ANSWER = "missing-answer"
    """A question that applies and matters is not answered."""
    NOT_AN_ANSWER = "not-an-answer"
    """The question does not take this answer."""
    OUT_OF_RANGE = "out-of-range"
    """A number is below the least or above the most."""
    BARRED = "barred"
    """What is asked for cannot be given to this person; the reason is told."""
    NOTHING_ASKED = "nothing-asked"
    """The interview asks nothing now, or has nothing to take back."""
    NO_PLAN = "no-plan"
    """There is no plan that could be carried on."""
    CANNOT_RESUME = "cannot-resume"
    """What was kept of an interview does not fit the questions."""
    OTHER_LIBRARY = "other-library"
    """It was made for, or with, other rules and questions."""

    # files and what is typed
    NO_ACCESS = "no-access"
    """The system does not let a file or folder be read or written."""
    NOTHING_THERE = "nothing-there"
    """The place holds nothing of what is looked for."""
    ALREADY_THERE = "already-there"
    """Something of this name is there, and is not written over."""
    CANNOT_WRITE = "cannot-write"
    """It cannot be written to this place."""
    IN_USE = "in-use"
    """Somebody else is using it just now."""
    TOO_LARGE = "too-large"
    """There are more bytes than any honest file has."""
    NOT_UTF_8 = "not-utf-8"
    """It is no text in UTF-8."""
    NOT_READABLE = "not-readable"
    """It is no YAML or JSON of the kind that is read."""
    BAD_OPTION = "bad-option"
    """An option or argument cannot be used so."""
    UNKNOWN_ENTRY = "unknown-entry"
    """No exercise, rule, option or other entry has this name."""
    NOT_INSTALLED = "not-installed"
    """A package that this needs is not there."""
    INTERRUPTED = "interrupted"
    """It ended before it was done."""

    # records
    NO_RECORD = "no-record"
    """It is no record, or is cut off."""
    UNKNOWN_FORM = "unknown-form"
    """It is a record of a form that this program does not know."""
    OLDER_FORM = "older-form"
    """It is a record of a form that had no seal."""
    ALTERED = "altered"
    """It is not what was sealed or built."""
    BROKEN_STORE = "broken-store"
    """A store is not as it was kept."""
    REDACTED = "redacted"
    """The record has, or has not, its answers replaced by hashes."""
    NO_KEY = "no-key"
    """It is not the key, or none."""
    OTHER_ANSWER = "other-answer"
    """It is not the answer that was replaced by this hash."""

    # diaries
    OTHER_PERSON = "other-person"
    """It is the diary of somebody else."""
    OLDER_PLAN = "older-plan"
    """Another plan has come after this one."""

    # rules and knowledge
    STRAY = "stray"
    """It does not belong where it stands."""
    LEADS_OUT = "leads-out"
    """It is a link to something outside of the folder that is read."""
    NO_FILE = "no-file"
    """It is neither a file nor a folder, but a pipe, a device or the like."""
    WRONG_FORM = "wrong-form"
    """A field is missing, unknown, or holds something of another kind."""
    TWICE = "twice"
    """A name or an id is given again."""
    MISNAMED = "misnamed"
    """A file is not called after what it holds, or stands in the wrong folder."""
    OVERRIDES = "overrides"
    """An overlay weakens what keeps people safe without saying why, or touches what it may not."""
    UNSOUND = "unsound"
    """It can be read and makes no sense together with the rest."""
    UNSAID = "unsaid"
    """An exercise does not say what it asks of the body, or what it is done with."""
    UNUSED = "unused"
    """Nothing uses it, or nothing can bring it about."""
    WORDING = "wording"
    """A language does not say what its English says."""
    WRONG_EXAMPLE = "wrong-example"
    """A rule does not do what its example says, or the example cannot be."""

    # the engines
    ENGINE_UNUSABLE = "engine-unusable"
    """The rule engine cannot be loaded."""
    ENGINES_DISAGREE = "engines-disagree"
    """The rule engine and the independent evaluator differ."""
    BEYOND_THE_ENGINE = "beyond-the-engine"
    """A rule has more tests than the rule engine carries safely."""

    # what is told beside an error
    REFERRED = "referred"
    """A rule of triage sends the person to somebody first."""
    NOTE = "note"
    """A note beside a referral."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, where it is, and what to do about it.

    `code` says what kind of fault it is. `where` names a file with its line, or a question; `remedy` is empty when the
    fault says it all. Faults are in the order of their places.
    """

    code: FaultCode = field(compare=False)
    """Keeps its meaning; for programs."""
    where: str
    """The question, the file with its line, or the part of a record."""
    what: str
    """What is wrong; may repeat an answer, so keep it out of logs."""
    remedy: str = ""
    """What to do about it."""

    def __post_init__(self) -> None:
        for name in ("where", "what"):  # each may repeat what somebody else wrote
            object.__setattr__(self, name, in_one_line(getattr(self, name)))
        object.__setattr__(self, "remedy", harmless(self.remedy))  # some give lines to type

    def __str__(self) -> str:
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.where}: {self.what}{remedy}"


class LoosenError(Exception):
    """Base of every error meant for a person.

    `headline` says in a sentence what went wrong, `faults` are all the things that are wrong (none where the headline
    says it all), and the text of the error is both.
    """

    exit_code: ExitCode = ExitCode.BAD_INPUT
    """What a command ends with."""

    def __init__(self, headline: str, faults: Sequence[Fault] = ()) -> None:
        self.headline = headline = harmless(headline)
        self.faults = tuple(faults)
        super().__init__("\n".join([headline, *(f"  - {fault}" for fault in self.faults)]))


class LibraryError(LoosenError):
    """The rules or the knowledge hold faults; all of them are named at once."""


class AnswersError(LoosenError):
    """The answers cannot be used; every fault is named with its question and remedy."""


class FileError(LoosenError):
    """A file cannot be read or written, or is not what it should be."""


class StreamError(FileError):
    """A standard stream is closed, full or broken, or a disk is full; what could not be written left nothing behind."""

    exit_code = ExitCode.STREAM


class UnknownEntry(LoosenError):
    """There is no exercise, rule or other entry of this name; the nearest one is named."""


class NotAsKept(LoosenError):
    """Records are not what they were when they were written or kept."""


class LanguageUnknown(LoosenError):
    """There is no wording in the language asked for."""


class EngineUnusable(LoosenError):
    """durable-rules, the rule engine, cannot be loaded; the message says what to type."""


class EnginesDisagree(LoosenError):
    """The rule engine and the independent evaluator differ, so there is no plan."""

    exit_code = ExitCode.ENGINES_DISAGREE


class Interrupted(LoosenError):
    """The person stopped; nothing is lost."""

    exit_code = ExitCode.INTERRUPTED
