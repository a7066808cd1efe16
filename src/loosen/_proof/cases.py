"""Runs the cases beside every rule and the sentences of the lexicon: does each do what its example says?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from loosen._assessment.assessor import assessor_of
from loosen._assessment.lexicon import Reading
from loosen._assessment.stages.intake import Applies, Intake, take_in
from loosen._engine.facts import Fact, Facts, finding_key, option_key
from loosen._library import Library
from loosen._model.lexicon import Lexicon
from loosen._model.rule import Case, Rule

_SENTENCES = {"found_in": Reading.SURE, "unsure_in": Reading.PERHAPS, "not_found_in": Reading.DENIED}
"""How the sentences of a lexicon entry should read."""
_RESULT = {"fired": "fires", "silent": "silent", "unknown": "unknown"}


class CaseRun(NamedTuple):
    """A case, its rule, and what the rule did."""

    rule: Rule
    case: Case
    result: str

    @property
    def passed(self) -> bool:
        """Whether the rule did what the case says."""
        return self.result == self.case.expect


class SentenceRun(NamedTuple):
    """A sentence of a lexicon entry (the `number`th of a `part` in a language), how it should read, and how it does."""

    entry: Lexicon
    language: str
    part: str
    number: int
    expected: Reading
    reading: Reading

    @property
    def passed(self) -> bool:
        """Whether the sentence reads as it should."""
        return self.reading is self.expected


class Casebook:
    """A library's cases, made ready to run."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._assessor = assessor_of(library)

    def run(self, rule: Rule, case: Case) -> CaseRun:
        """One case, run. Raises `AnswersError` when the case's own answers are not possible."""
        taken = take_in(self._with_rest(case), self.library, _as_given(case))
        run, heard = self._assessor.run, self._assessor.hear(taken).heard
        findings = self._assessor.derive(self._facts(taken, case), heard, run, contradictory=False)
        after = run(rule.stage, findings.facts) if rule.stage != "findings" else ()
        result = next(outcome.result for outcome in (*findings.outcomes, *after) if outcome.rule == rule.id)
        return CaseRun(rule, case, _RESULT[result])

    def sentences(self, entry: Lexicon) -> Iterator[SentenceRun]:
        """Every sentence of a lexicon entry, read."""
        for language, words in entry.words.items():
            for part, expected in _SENTENCES.items():
                for number, sentence in enumerate(getattr(words, part)):
                    found = self._assessor.read(sentence)
                    yield SentenceRun(entry, language, part, number, expected, found.get(entry.id, Reading.DENIED))

    def _facts(self, taken: Intake, case: Case) -> dict[str, Fact]:
        """The facts of the case's answers, and the findings that it sets itself."""
        facts = {**self._nothing_chosen, **taken.facts}
        for name, state in case.findings.items():
            facts[finding_key(name)] = Fact(finding_key(name), int(state == "present"), int(state != "absent"))
        return facts

    @cached_property
    def _nothing_chosen(self) -> Facts:
        """The facts of a person who has chosen no option of any question."""
        questions = self.library.questions.values()
        keys = (option_key(question.id, option) for question in questions for option in question.option_ids)
        return {key: Fact(key, 0, 0) for key in keys}

    def _with_rest(self, case: Case) -> dict[str, object]:
        """The case's answers, and "no" or "none" for the questions it does not name."""
        rest = {q.id: q.takes.quiet for q in self.library.questions.values() if q.safety and q.takes.quiet}
        return {**rest, **case.answers}


def _as_given(case: Case) -> Applies:
    """Every question of a case that is answered applies, and no other does."""
    return lambda question, _: "yes" if question in case.answers else "no"
