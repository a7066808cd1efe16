"""What the record's entries, answers and numbers are called, in words."""

from __future__ import annotations

from typing import Any

from loosen._model.audit import AnswerRecord, Audit, ExerciseRecord, PassedOver
from loosen._model.base import RuleId
from loosen._model.question import NONE, Question
from loosen._model.reason import Because, VerdictReason
from loosen._model.record_view import Heard, RecordView

from .reasons import because_words, failed_words, purpose_words
from .speech import Speech, speech_of
from .vocabulary import in_words


class Words:
    """Says the nodes of one record in words, in a language (that of the record where none is given)."""

    def __init__(self, audit: Audit, speech: Speech | None = None) -> None:
        self.speech = speech or speech_of(audit.language)
        self.view = RecordView(audit)
        self._names = {f"exercise:{record.exercise}": record.name for record in audit.exercises}

    def said(self, node: str) -> str:
        """What the record says for an entry; empty where it says nothing."""
        return self.view.said(node)

    def name(self, node: str) -> str:
        """An entry's name: the record's words for it, or its id with the underscores taken out."""
        kind, _, name = node.partition(":")
        if node in self._names:
            return self._names[node]
        if kind == "rule":
            return name
        return self.said(f"symptom:{name}" if kind == "finding" else node) or in_words(name or kind)

    def rule(self, rule: str, name: str = "") -> str:
        """What a rule says, of an exercise of this name if it is about one; empty for one that stayed silent."""
        return self.said(f"rule:{rule}").replace("{exercise}", name or self.speech("record.this_exercise"))

    def question(self, question: str) -> str:
        """The words of a question, as the person read them where the record has them."""
        return self.said(f"question:{question}") or in_words(question)

    def option(self, question: str, option: str) -> str:
        """The words of one option."""
        return self.said(f"question:{question}={option}") or self._by_id(option)

    def _by_id(self, option: str) -> str:
        """An option that the record has no words for; yes and no belong to no question of their own."""
        return self.speech.one_of("answer", option) if option in ("yes", "no") else in_words(option)

    def answer(self, record: AnswerRecord) -> str:
        """The answer in words; empty where there is none."""
        if record.hashed is not None and record.value is None:
            return self.speech("record.hidden")
        if record.state == "unknown":
            return self.speech("names.answer.not_sure")
        if record.value is None:
            return ""
        if isinstance(record.value, tuple):
            chosen = [self.option(record.question, option) for option in record.value]
            also = {"none": self.speech("record.also_else"), "unknown": self.speech("record.also_unsure")}
            said = [*chosen, *(also[word] for word in record.also)]
            return "; ".join(said or [self.speech("names.answer.none_of_these")])
        return str(record.value) if isinstance(record.value, int) else self._single(record.question, record.value)

    def _single(self, question: str, value: str) -> str:
        """An option's words; words of one's own stand as they are."""
        told = self.said(f"question:{question}={value}")
        return told or (self._by_id(value) if value.replace("_", "").isalnum() else value)

    def fact(self, fact: str) -> str:
        """A fact that a rule looked at: a finding, a count, an answer, or that it holds for everybody."""
        if fact == "always":
            return self.speech("record.for_everybody")
        if fact == "conflicts":
            return self.speech("record.not_fitting")
        kind, colon, name = fact.partition(":")
        if colon and kind == "finding":
            return self.name(fact)
        if colon and kind == "lexicon":
            return self.speech("record.heard", what=self.name(fact))
        if colon and kind == "tally":
            return self._counted(name, self.speech("record.count_of", what=self.name(fact)))
        question, equals, option = fact.partition("=")
        if equals:
            return f"{self.question(question)} {self.option(question, option)}"
        record = self.view.answers.get(question)
        return " ".join([self.question(question), *([self.answer(record)] if record else [])])

    def _counted(self, tally: str, what: str) -> str:
        """A tally with how many signs hold, such as "…: 2" or "…: 1 to 3"; alone where the record does not say."""
        if tally not in self.view.tallies:
            return what
        return f"{what}: {span_words(*self.view.tallies[tally], self.speech)}"


def span_words(least: int, most: int, speech: Speech) -> str:
    """One number, or from which to which."""
    return str(least) if least == most else speech("record.span", least=least, most=most)


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
    speech = speech_of(audit.language)
    purpose = purpose_words(picked[0], Words(audit).name, speech) if why.code is VerdictReason.PICKED else ""
    rules = audit.said_by_rules(record) if why.code is VerdictReason.BY_RULES else ""
    return because_words(why, say, speech, purpose=purpose, rules=rules)


def spoke_because(heard: Heard, speech: Speech) -> str:
    """The facts that spoke for a rule, or the test that failed."""
    return ", ".join(heard.matched) if heard.state != "silent" else failed_words(heard.failed, speech)


def ruled_words(rule: RuleId, told: str, speech: Speech, *, now: bool) -> str:
    """What a rule says, as it counts now or no longer does."""
    said = f"{told.rstrip('.')} ({rule})" if told else rule
    return said if now else speech("record.no_longer_so", said=said)


def comes_or_goes(added: bool, speech: Speech) -> str:
    """What happened to an exercise between two libraries."""
    return speech("record.exercise_comes" if added else "record.exercise_goes")


def node_words(node: str) -> str:
    """A node, or an id, as words."""
    return node.replace(":", " ").replace("_", " ")


def nearest_words(record: ExerciseRecord, rival: str, speech: Speech) -> str:
    """How near an exercise came to a pick of this name."""
    if record.behind > 0:
        return speech("record.points_behind", points=record.behind, rival=rival)
    if record.behind < 0:
        return speech("record.points_ahead", points=-record.behind, rival=rival)
    return speech("record.points_even", rival=rival)


def answer_in_words(side: RecordView, record: AnswerRecord | None) -> str:
    """An answer in the words of its options, as far as the record has them."""
    speech = speech_of(side.audit.language)
    if record is None:
        return speech("names.answer_state.skipped")
    if record.hashed is not None:
        return speech("record.hidden_as", mark=record.hashed[:8])
    if record.state != "answered":
        state = speech.one_of("answer_state", record.state)
        if not isinstance(record.value, (str, int)):
            return state
        return f"{state} ({_option(side, record.question, str(record.value))})"
    if isinstance(record.value, tuple):
        said = [_option(side, record.question, option) for option in record.value]
        also = {"none": speech("record.none"), "unknown": speech("names.answer_state.unknown")}
        return "; ".join([*said, *(also[name] for name in record.also)]) or speech("record.none")
    return _option(side, record.question, str(record.value))


def _option(side: RecordView, question: str, option: str) -> str:
    node = f"question:{question}={option}"
    return side.audit.entries[node].say if node in side.audit.entries else option.replace("_", " ")


def option_words(value: Any, question: Question) -> tuple[str, ...]:
    """The options of an answer in the words of its question, or its number with the unit."""
    options = {option.id: option.text for option in question.options} | {NONE: question.none_text or ""}
    given = value if isinstance(value, (list, tuple)) else (value,)
    unit = question.unit or ""
    return tuple(f"{one} {unit}" if isinstance(one, int) else options.get(one, str(one)) for one in given)


def part_words(part: str, speech: Speech) -> str:
    """What a part of a plan or of an item is called."""
    return speech.one_of("dose", part, "label") if part in DOSE_LABELS else speech.one_of("part", part)


DOSE_LABELS = (
    "hold_s", "repetitions", "sets", "times_per_day", "days_per_week", "rest_s", "settle_s", "get_ready_s",
    "change_sides_s", "sides",
)  # fmt: skip
"""The parts of a plan that are parts of a dose."""


def without_head(say: str, name: str, speech: Speech) -> str:
    """What a rule says of an exercise of this name, without the beginning that only says what becomes of it."""
    for head in (speech("record.is_left_out", name=name), speech("record.comes_later", name=name)):
        say = say.removeprefix(head)
    return say
