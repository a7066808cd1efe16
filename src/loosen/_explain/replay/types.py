"""What came of making a recommendation again from its own record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, get_args

from loosen._explain.compare.types import Comparison
from loosen._model.base import Level, Model
from loosen.errors import ExitCode

Outcome = Literal["identical", "unchanged", "differs", "changed_plan", "changed_level", "refused", "unreadable"]
"""With the library of the record: `identical` or `differs`. With another one: what the person gets is `unchanged`, or
the plan or the level is not, or its answers are `refused`. What cannot be read, or holds no answers: `unreadable`."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
ALL_WELL: tuple[Outcome, ...] = ("identical", "unchanged")


class Refused(Model):
    """An answer that another library does not accept any more, or a question of it that has no answer."""

    question: str
    what: str


class FirstDifference(Model):
    """The first step whose result is not the same, where in the record that is, and what is there on both sides."""

    step: str
    path: str
    before: str
    after: str


class Replay(Model):
    """A record made again.

    `carried` are the parts that were taken over, because they are no result: how the questions were asked, where
    another version of the program made the record, that version's name, and an older form of a file. `reformatted` is
    a file that holds the same record in other bytes.
    """

    outcome: Outcome
    """With the same library `identical` or `differs`; else `unchanged`, `changed_plan`, `changed_level`, `refused`."""
    made_with: str
    """The digest of the library in the record."""
    replayed_with: str
    """The digest of the library that was used now."""
    carried: tuple[str, ...] = ()
    """What was not made again."""
    reformatted: bool = False
    """Whether the bytes differ although the record does not."""
    first: FirstDifference | None = None
    """The first step that differs: `step`, `path`, `before`, `after`; with the same library only."""
    refused: tuple[Refused, ...] = ()
    """Answers that the other library does not take, or lacks."""
    comparison: Comparison | None = None
    """What differs for this person; None where it is identical or refused."""

    @property
    def same_library(self) -> bool:
        """Whether it was made again with the library of the record."""
        return self.made_with == self.replayed_with


class Person(Model):
    """One stored plan of a folder, and what came of it.

    `touched_by` are the entries of the library that changed and that speak, or spoke, for this person, such as
    `rule:SAF-031 added`.
    """

    file: str
    outcome: Outcome
    before: Level | None = None
    after: Level | None = None
    touched_by: tuple[str, ...] = ()
    first: FirstDifference | None = None
    says: str = ""


class Summary(Model):
    """A folder of stored plans made again; `people` by the name of their file."""

    library_digest: str
    people: tuple[Person, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many people there are of each outcome."""
        found = Counter(person.outcome for person in self.people)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def touched(self) -> tuple[tuple[str, int, int], ...]:
        """Each changed entry with the people it touches, and those of them who get something else; most first."""
        people: Counter[str] = Counter()
        changed: Counter[str] = Counter()
        for person in self.people:
            people.update(person.touched_by)
            changed.update(person.touched_by if person.outcome not in ALL_WELL else ())
        return tuple(sorted(((entry, people[entry], changed[entry]) for entry in people), key=_most_first))

    @property
    def exit_code(self) -> ExitCode:
        """What a command ends with."""
        return exit_code_of(person.outcome for person in self.people)


def exit_code_of(outcomes: Iterable[Outcome]) -> ExitCode:
    """0 when every plan is what it was, 2 when one could not be read, the code for a difference otherwise."""
    found = set(outcomes)
    if "unreadable" in found:
        return ExitCode.BAD_INPUT
    return ExitCode.PLAN if found <= {*ALL_WELL} else ExitCode.DIFFERS


def _most_first(row: tuple[str, int, int]) -> tuple[int, str]:
    return -row[1], row[0]
