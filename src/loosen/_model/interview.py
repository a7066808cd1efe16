"""Why each question of an interview was asked or not, as the record keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from .base import Id, Model


class AskedRecord(Model):
    """Whether a question was asked in an interview, and why, in words; `rules` are those that waited for the answer.

    Of a question that was still open when the plan was made the outcome is `taken`, and `because` says what was taken.
    """

    question: Id
    outcome: Literal["asked", "skipped", "not_applicable", "taken"]
    because: str
    rules: tuple[str, ...] = ()


class InterviewRecord(Model):
    """Why each question of an interview was asked or not, by the sentence that says it.

    `asked` has with each question the rules that waited for the answer, as a text: `SAF-013 014 TRI-070 code` stands
    for SAF-013, SAF-014, TRI-070 and what the code itself reads. `taken` has, by what was taken for them, the questions
    that were still open when the plan was made. `taken_back` are signs that were said once, and
    taken back as a mistake.
    """

    asked: dict[str, dict[Id, str]]
    skipped: dict[str, tuple[Id, ...]]
    not_applicable: dict[str, tuple[Id, ...]]
    taken: dict[str, tuple[Id, ...]] = {}
    taken_back: tuple[str, ...] = ()

    @classmethod
    def of(cls, records: Iterable[AskedRecord], taken_back: tuple[str, ...] = ()) -> InterviewRecord:
        """The same as one record a question."""
        asked: dict[str, dict[Id, str]] = {}
        others: dict[str, dict[str, list[Id]]] = {"skipped": {}, "not_applicable": {}, "taken": {}}
        for record in records:
            if record.outcome == "asked":
                asked.setdefault(record.because, {})[record.question] = _packed(record.rules)
            else:
                others[record.outcome].setdefault(record.because, []).append(record.question)
        skipped, not_applicable, taken = (
            {why: tuple(names) for why, names in each.items()} for each in others.values()
        )
        return cls(
            asked=asked, skipped=skipped, not_applicable=not_applicable, taken=taken, taken_back=taken_back
        )  # fmt: skip

    def records(self) -> Iterator[AskedRecord]:
        """One record a question."""
        for because, questions in self.asked.items():
            for name, rules in questions.items():
                yield AskedRecord(question=name, outcome="asked", because=because, rules=_unpacked(rules))
        for because, names in self.skipped.items():
            yield from (AskedRecord(question=name, outcome="skipped", because=because) for name in names)
        for because, names in self.not_applicable.items():
            yield from (AskedRecord(question=name, outcome="not_applicable", because=because) for name in names)
        for because, names in self.taken.items():
            yield from (AskedRecord(question=name, outcome="taken", because=because) for name in names)


def _packed(rules: Iterable[str]) -> str:
    """Rules as one text; the letters of a rule are left out where it has those of the one before."""
    words, before = [], ""
    for rule in rules:
        letters, _, number = rule.partition("-")
        words.append(number if number and letters == before else rule)
        before = letters if number else ""
    return " ".join(words)


def _unpacked(text: str) -> tuple[str, ...]:
    rules, letters = [], ""
    for word in text.split():
        rules.append(f"{letters}-{word}" if word.isdigit() else word)
        letters = rules[-1].partition("-")[0]
    return tuple(rules)
