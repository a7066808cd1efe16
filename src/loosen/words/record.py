"""What the record's entries, answers and numbers are called, in words."""

from __future__ import annotations

from typing import Any

from loosen.model.audit import AnswerRecord, Audit, ExerciseRecord, PassedOver
from loosen.model.base import RuleId
from loosen.model.question import NONE, Question
from loosen.model.reason import Because, VerdictReason
from loosen.model.record_view import Heard, Seen

from .reasons import because_words, failed_words, purpose_words
from .vocabulary import HIDDEN, KINDS_OF_FACTS, NONE_OF_THESE, NOT_SURE, in_words

THIS_EXERCISE = "This exercise"
"""What a rule calls an exercise, where no name is given."""


class Words:
    """Says the nodes of one record in words."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._names = {f"exercise:{record.exercise}": record.name for record in audit.exercises}

    def said(self, node: str) -> str:
        """What the record says for an entry; empty where it says nothing."""
        return entry.say if (entry := self._audit.entries.get(node)) else ""

    def name(self, node: str) -> str:
        """An entry's name: the record's words for it, or its id with the underscores taken out."""
        kind, _, name = node.partition(":")
        if node in self._names:
            return self._names[node]
        if kind == "rule":
            return name
        return self.said(f"symptom:{name}" if kind == "finding" else node) or in_words(name or kind)

    def rule(self, rule: str, name: str = THIS_EXERCISE) -> str:
        """What a rule says, of an exercise of this name if it is about one; empty for one that stayed silent."""
        return self.said(f"rule:{rule}").replace("{exercise}", name)

    def question(self, question: str) -> str:
        """The words of a question, as the person read them where the record has them."""
        return self.said(f"question:{question}") or in_words(question)

    def option(self, question: str, option: str) -> str:
        """The words of one option."""
        return self.said(f"question:{question}={option}") or in_words(option)

    def answer(self, record: AnswerRecord) -> str:
        """The answer in words; empty where there is none."""
        if record.hashed is not None and record.value is None:
            return HIDDEN
        if record.state == "unknown":
            return NOT_SURE
        if record.value is None:
            return ""
        if isinstance(record.value, tuple):
            also = {"none": "something else", "unknown": "not sure of the rest"}
            chosen = [self.option(record.question, option) for option in record.value]
            return "; ".join([*chosen, *(also[word] for word in record.also)] or [NONE_OF_THESE])
        return str(record.value) if isinstance(record.value, int) else self._single(record.question, record.value)

    def _single(self, question: str, value: str) -> str:
        """An option's words; words of one's own stand as they are."""
        told = self.said(f"question:{question}={value}")
        return told or (in_words(value) if value.replace("_", "").isalnum() else value)

    def fact(self, fact: str) -> str:
        """A fact that a rule looked at: a finding, a count, an answer, or that it holds for everybody."""
        if fact == "always":
            return "for everybody"
        if fact == "conflicts":
            return "answers that do not fit together"
        kind, colon, name = fact.partition(":")
        if colon and kind in KINDS_OF_FACTS:
            return f"{KINDS_OF_FACTS[kind]}{self.name(fact)}{self._count(name) if kind == 'tally' else ''}"
        question, equals, option = fact.partition("=")
        if equals:
            return f"{self.question(question)} {self.option(question, option)}"
        records = [record for record in self._audit.answers if record.question == question]
        return " ".join([self.question(question), *(self.answer(record) for record in records)])

    def _count(self, tally: str) -> str:
        """How many signs hold, such as ": 2" or ": 1 to 3"; empty where the record does not say."""
        for record in self._audit.tallies:
            if record.tally == tally:
                return f": {record.least}" + (f" to {record.most}" if record.most != record.least else "")
        return ""


def because_of(audit: Audit, record: ExerciseRecord) -> str:
    """Why an exercise met its verdict, in a sentence."""
    return _because(audit, record, audit.reason_for(record))


def passed_over_words(audit: Audit, other: PassedOver) -> str:
    """Why a part of a programme was not filled with one of its choices, in a sentence."""
    return _because(audit, audit.record_of(other.exercise), other.because)


def _because(audit: Audit, record: ExerciseRecord, why: Because) -> str:
    def say(rule: str, exercise: str) -> str:
        return audit.say_of(rule, audit.record_of(exercise).name)

    picked = [pick.purpose for pick in audit.selection if pick.exercise == record.exercise]
    purpose = purpose_words(picked[0]) if why.code is VerdictReason.PICKED else ""
    rules = audit.said_by_rules(record) if why.code is VerdictReason.BY_RULES else ""
    return because_words(why, say, purpose=purpose, rules=rules)


def spoke_because(heard: Heard) -> str:
    """The facts that spoke for a rule, or the test that failed."""
    return ", ".join(heard.matched) if heard.state != "silent" else failed_words(heard.failed)


def ruled_words(rule: RuleId, told: str, *, now: bool) -> str:
    """What a rule says, as it counts now or no longer does."""
    said = f"{told.rstrip('.')} ({rule})" if told else rule
    return said if now else f"No longer so: {said}"


def comes_or_goes(added: bool) -> str:
    return "new in the library" if added else "no longer in the library"


def node_words(node: str) -> str:
    return node.replace(":", " ").replace("_", " ")


def nearest_words(record: ExerciseRecord, rival: str) -> str:
    if record.behind > 0:
        return f"It was {record.behind} points behind “{rival}”."
    if record.behind < 0:
        return f"It was {-record.behind} points ahead of “{rival}”, and did not fit."
    return f"It had as many points as “{rival}”."


_STATES = {
    "unknown": "not sure", "left_open": "left open", "skipped": "not asked", "not_applicable": "does not apply",
    "default": "not answered",
}  # fmt: skip


def answer_in_words(side: Seen, record: AnswerRecord | None) -> str:
    """An answer in the words of its options, as far as the record has them."""
    if record is None:
        return "not asked"
    if record.hashed is not None:
        return f"hidden ({record.hashed[:8]})"
    if record.state != "answered":
        if not isinstance(record.value, (str, int)):
            return _STATES[record.state]
        return f"{_STATES[record.state]} ({_option(side, record.question, str(record.value))})"
    if isinstance(record.value, tuple):
        said = [_option(side, record.question, option) for option in record.value]
        return "; ".join([*said, *({"none": "none", "unknown": "not sure"}[name] for name in record.also)]) or "none"
    return _option(side, record.question, str(record.value))


def _option(side: Seen, question: str, option: str) -> str:
    node = f"question:{question}={option}"
    return side.audit.entries[node].say if node in side.audit.entries else option.replace("_", " ")


def option_words(value: Any, question: Question) -> tuple[str, ...]:
    options = {option.id: option.text for option in question.options} | {NONE: question.none_text or ""}
    given = value if isinstance(value, (list, tuple)) else (value,)
    unit = question.unit or ""
    return tuple(f"{one} {unit}" if isinstance(one, int) else options.get(one, str(one)) for one in given)
