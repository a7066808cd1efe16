"""What the record's entries, answers and numbers are called, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loosen.model.audit import AnswerRecord, AnswerState, Audit, ExerciseVerdict

ANSWER_STATES: Mapping[AnswerState, str] = {
    "answered": "answered", "unknown": "not sure", "default": "not said: the usual",
    "left_open": "left open", "skipped": "not needed: no answer could change the outcome",
    "not_applicable": "does not apply",
}  # fmt: skip
VERDICTS: Mapping[ExerciseVerdict, str] = {
    "chosen": "In the plan", "not_chosen": "Safe, but not chosen", "held_back": "Held back for later",
    "excluded": "Left out for safety", "not_candidate": "Not for the muscles in focus",
    "withdrawn": "Never given to anybody",
}  # fmt: skip
EFFECTS = {
    "excluded": "leaves it out", "modified": "changes it", "caution": "warns", "limited": "limits it",
    "held_back": "holds it back",
}  # fmt: skip
DOSE_FIELDS = {
    "hold_s": "seconds held", "repetitions": "repetitions", "sets": "rounds", "times_per_day": "times a day",
    "days_per_week": "days a week", "rest_s": "seconds of rest", "settle_s": "seconds to move in and out",
    "extra_left": "more on the left", "extra_right": "more on the right",
}  # fmt: skip
NONE_OF_THESE = "None of these"
NOT_SURE = "Not sure"
HIDDEN = "Hidden"


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

    def rule(self, rule: str, name: str = "This exercise") -> str:
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


KINDS_OF_FACTS = {"finding": "", "tally": "count of ", "lexicon": "heard: "}


def in_words(name: str) -> str:
    """An id as words."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


def sentences(parts: Iterable[str]) -> str:
    """Parts one after the other, each once and each with a stop at its end."""
    told = dict.fromkeys(part for part in parts if part)
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in told)


def some(names: Iterable[str], most: int) -> str:
    """The first few names, and how many more there are."""
    told = list(names)
    return ", ".join(told[:most]) + (f" and {len(told) - most} more" if len(told) > most else "")
