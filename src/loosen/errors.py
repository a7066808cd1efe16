"""What can go wrong, said once: every error a person may meet has one base and one exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

__all__ = [
    "AnswersError", "EnginesDisagree", "ExitCode", "Fault", "FileError", "Interrupted", "LanguageUnknown",
    "LibraryError", "LoosenError", "NotAsKept", "UnknownEntry",
]  # fmt: skip


class ExitCode(IntEnum):
    """How a command ends; other programs rely on these numbers."""

    PLAN = 0
    DIFFERS = 1
    BAD_INPUT = 2
    REFERRAL = 3
    ENGINES_DISAGREE = 4
    INTERRUPTED = 130


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, where it is, and what to do about it.

    `where` names a file with its line, or a question; `remedy` is empty when the fault says it all.
    """

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.where}: {self.what}{remedy}"


class LoosenError(Exception):
    """Base of every error meant for a person; `exit_code` is what a command ends with."""

    exit_code: ExitCode = ExitCode.BAD_INPUT

    def __init__(self, headline: str, faults: Sequence[Fault] = ()) -> None:
        self.headline = headline
        self.faults = tuple(faults)
        super().__init__("\n".join([headline, *(f"  - {fault}" for fault in self.faults)]))


class LibraryError(LoosenError):
    """The rules or the knowledge hold faults; all of them are named at once."""


class AnswersError(LoosenError):
    """The answers cannot be used; every fault is named with its question and remedy."""


class FileError(LoosenError):
    """A file cannot be read or written, or is not what it should be."""


class UnknownEntry(LoosenError):
    """There is no exercise, rule or other entry of this name; the nearest one is named."""


class NotAsKept(LoosenError):
    """Records are not what they were when they were written or kept."""


class LanguageUnknown(LoosenError):
    """There is no wording in the language asked for."""


class EnginesDisagree(LoosenError):
    """The rule engine and the independent evaluator differ, so there is no plan."""

    exit_code = ExitCode.ENGINES_DISAGREE


class Interrupted(LoosenError):
    """The person stopped; nothing is lost."""

    exit_code = ExitCode.INTERRUPTED
