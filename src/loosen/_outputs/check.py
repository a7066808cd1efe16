"""What a check of the library came to: in words, and as data for programs."""

from __future__ import annotations

import re

from loosen._library import Library
from loosen._model.base import Model
from loosen._proof.check import Checkup
from loosen._words.speech import Speech
from loosen.errors import Fault, FaultCode, LoosenError

from .document import to_json

_FILE = re.compile(r"(.+\.ya?ml)(?::(\d+))?")
"""How a fault names a file of data, and the line."""


class CheckFault(Model):
    """One thing that is wrong: `where` as a person reads it, and the same as `file` and `line` where it has them."""

    code: FaultCode
    where: str
    file: str | None
    line: int | None
    what: str
    remedy: str


class Counts(Model):
    """How much there is: `cases` are those that were run, `unreviewed` the rules that no clinician has signed off."""

    questions: int
    exercises: int
    rules: int
    cases: int
    warning_phrases: int
    sources: int
    unreviewed: int


class CheckResult(Model):
    """What `loosen check --format json` writes.

    `headline` says what the faults are about; it is empty where all is well. Of a library with faults, `counts` has
    what could be read of it, and `library` is the digest of its files. Both are null where nothing could be read.
    """

    ok: bool
    headline: str
    library: str | None
    counts: Counts | None
    drafts: tuple[str, ...]
    faults: tuple[CheckFault, ...]


def sound_words(found: Checkup, speech: Speech) -> str:
    """What is said of a library without faults."""
    counts, drafts = _counts(found), _drafts(found.library)
    well = speech(
        "commands.all_is_well", questions=counts.questions, exercises=counts.exercises, rules=counts.rules,
        cases=counts.cases, phrases=counts.warning_phrases, sources=counts.sources,
    )  # fmt: skip
    lines = [well, speech("commands.unreviewed", count=counts.unreviewed)]
    lines += [speech("commands.drafts", drafts=", ".join(drafts))] if drafts else []
    return "\n".join([*lines, speech("commands.library", digest=found.library.digest[:12])]) + "\n"


def check_as_data(found: Checkup | LoosenError) -> str:
    """A check as JSON, of the form `CheckResult`; also one that an error ended before anything could be read."""
    error = found if isinstance(found, LoosenError) else found.error
    read = None if isinstance(found, LoosenError) else found
    result = CheckResult(
        ok=error is None,
        headline=error.headline if error else "",
        library=read.library.digest if read else None,
        counts=_counts(read) if read else None,
        drafts=_drafts(read.library) if read else (),
        faults=tuple(map(_as_data, error.faults)) if error else (),
    )
    return to_json(result.model_dump(mode="json"))


def _as_data(fault: Fault) -> CheckFault:
    place = _FILE.fullmatch(fault.where)
    file, line = place.groups() if place else (None, None)
    number = int(line) if line else None
    return CheckFault(code=fault.code, where=fault.where, file=file, line=number, what=fault.what, remedy=fault.remedy)


def _counts(found: Checkup) -> Counts:
    library = found.library
    return Counts(
        questions=len(library.questions),
        exercises=len(library.active_exercises),
        rules=len(library.rules),
        cases=found.cases,
        warning_phrases=len(library.lexicon),
        sources=len(library.sources),
        unreviewed=sum(rule.reviewed.by == "none" for rule in library.rules.values()),
    )


def _drafts(library: Library) -> tuple[str, ...]:
    rules = (key for key, rule in library.rules.items() if rule.status == "draft")
    return *rules, *(key for key, exercise in library.exercises.items() if exercise.status == "draft")
