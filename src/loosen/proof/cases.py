"""Runs the cases beside every rule and the sentences of the lexicon: does each do what its example says?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from loosen.assessment.assessor import Assessor
from loosen.assessment.lexicon import Reading
from loosen.assessment.stages.intake import Applies, Intake, take_in
from loosen.engine.facts import Fact, finding_key, option_key
from loosen.errors import AnswersError, Fault, LibraryError
from loosen.library import Library, load
from loosen.library.loading import bundled_root
from loosen.library.yaml_text import read_text
from loosen.model.lexicon import Lexicon
from loosen.model.rule import Case, Rule

_SENTENCES = {"found_in": Reading.SURE, "unsure_in": Reading.PERHAPS, "not_found_in": Reading.DENIED}
"""How the sentences of a lexicon entry should read."""
_READS = {Reading.SURE: "found in it", Reading.PERHAPS: "perhaps found in it", Reading.DENIED: "not found in it"}
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
    """A sentence of a lexicon entry (the `number`th of a `part`), how it should read, and how it does."""

    entry: Lexicon
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
        self._assessor = Assessor(library)

    def run(self, rule: Rule, case: Case) -> CaseRun:
        """One case, run. Raises `AnswersError` when the case's own answers are not possible."""
        taken = take_in(self._with_rest(case), self.library, _as_given(case))
        run, heard = self._assessor.run, self._assessor.hear(taken)
        findings = self._assessor.derive(self._facts(taken, case), heard, run, contradictory=False)
        after = run(rule.stage, findings.facts) if rule.stage != "findings" else ()
        result = next(outcome.result for outcome in (*findings.outcomes, *after) if outcome.rule == rule.id)
        return CaseRun(rule, case, _RESULT[result])

    def sentences(self, entry: Lexicon) -> Iterator[SentenceRun]:
        """Every sentence of a lexicon entry, read."""
        for part, expected in _SENTENCES.items():
            for number, sentence in enumerate(getattr(entry, part)):
                found = self._assessor.read(sentence)
                yield SentenceRun(entry, part, number, expected, found.get(entry.id, Reading.DENIED))

    def _facts(self, taken: Intake, case: Case) -> dict[str, Fact]:
        """The facts of the case's answers, and the findings that it sets itself."""
        facts = dict(taken.facts)
        for question in self.library.questions.values():
            for option in question.option_ids:
                facts.setdefault(option_key(question.id, option), Fact(option_key(question.id, option), 0, 0))
        for name, state in case.findings.items():
            facts[finding_key(name)] = Fact(finding_key(name), int(state == "present"), int(state != "absent"))
        return facts

    def _with_rest(self, case: Case) -> dict[str, object]:
        """The case's answers, and "no" or "none" for the questions it does not name."""
        quiet = {"yes_no": "no", "choices": "none"}
        rest = {q.id: quiet[q.type] for q in self.library.questions.values() if q.safety and q.type in quiet}
        return {**rest, **case.answers}


def _as_given(case: Case) -> Applies:
    """Every question of a case that is answered applies, and no other does."""
    return lambda question, _: "yes" if question in case.answers else "no"


def check_library(overlay: Path | None, advance: Callable[[float], None]) -> str:
    """Load the library and run all its cases; the summary in words. Raises `LibraryError` naming every fault."""
    library = load(overlay=overlay)
    book = Casebook(library)
    faults, passed, rules = [], 0, [rule for rule in library.rules.values() if rule.status == "active"]
    for number, rule in enumerate(rules, start=1):
        for case in library.cases[rule.id].cases if rule.id in library.cases else ():
            fault = _fault(book, rule, case)
            faults += [fault] if fault else []
            passed += fault is None
        advance(number / len(rules))
    faults += [
        _misread(run, overlay) for entry in library.lexicon.values() for run in book.sentences(entry) if not run.passed
    ]
    if faults:
        raise LibraryError(f"The library is sound, but {len(faults)} of its cases do not hold.", faults)
    return _summary(library, passed)


def _fault(book: Casebook, rule: Rule, case: Case) -> Fault | None:
    where = f"rules/{rule.stage}/{rule.id}-{rule.name}.cases.yaml"
    try:
        run = book.run(rule, case)
    except AnswersError as error:
        return Fault(where, f"“{case.name}” cannot be: {error.faults[0]}")
    what = f"“{case.name}” should be '{case.expect}' and is '{run.result}'."
    return None if run.passed else Fault(where, what, "Mend the rule or the case.")


def _misread(run: SentenceRun, overlay: Path | None) -> Fault:
    name = f"knowledge/lexicon/{run.entry.id}.yaml"
    root = next(root for root in (overlay, bundled_root()) if root is not None and (root / name).is_file())
    where = read_text((root / name).read_bytes(), name).at((run.part, run.number))
    sentence = getattr(run.entry, run.part)[run.number]
    what = f"{run.entry.id} should be {_READS[run.expected]} and is {_READS[run.reading]}: “{sentence}”"
    return Fault(where, what, "Mend the phrases or the sentence.")


def _summary(library: Library, passed: int) -> str:
    unreviewed = sum(rule.reviewed.by == "none" for rule in library.rules.values())
    drafts = [key for key, rule in library.rules.items() if rule.status == "draft"]
    drafts += [key for key, exercise in library.exercises.items() if exercise.status == "draft"]
    return (
        f"All is well: {len(library.questions)} questions, {len(library.active_exercises)} exercises, "
        f"{len(library.rules)} rules, {passed} cases, {len(library.lexicon)} sets of warning phrases, "
        f"{len(library.sources)} sources.\n"
        f"{unreviewed} rules have not been reviewed by a clinician.\n"
        + (f"Drafts, not in use yet: {', '.join(drafts)}.\n" if drafts else "")
        + f"Library {library.digest[:12]}\n"
    )
