"""Runs the cases that stand beside every rule: given these answers and findings, does it do what its case says?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from loosen.asking import Asking
from loosen.engine import RuleEngine
from loosen.engine.facts import Fact, finding_key, option_key
from loosen.errors import AnswersError, Fault, LibraryError
from loosen.library import Library, load
from loosen.model.base import STAGES
from loosen.model.rule import Case, Rule
from loosen.stages.findings import derive_findings, layers
from loosen.stages.intake import Applies, take_in

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


class Casebook:
    """A library's cases, made ready to run."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._asking = Asking(library)
        self._layers = layers(library)
        self._engine = RuleEngine({**self._layers, **{stage: library.rules_of(stage) for stage in STAGES[1:]}})

    def runs(self) -> Iterator[CaseRun]:
        """Every case of every active rule, run."""
        for book in self.library.cases.values():
            rule = self.library.rules[book.rule]
            if rule.status == "active":
                for case in book.cases:
                    yield self.run(rule, case)

    def run(self, rule: Rule, case: Case) -> CaseRun:
        """One case, run. Raises `AnswersError` when the case's own answers are not possible."""
        findings = derive_findings(
            self._facts(case), contradictory=False, library=self.library,
            groups=self._layers, run=self._engine.run, count=self._asking.count,
        )  # fmt: skip
        after = self._engine.run(rule.stage, findings.facts) if rule.stage != "findings" else ()
        result = next(outcome.result for outcome in (*findings.outcomes, *after) if outcome.rule == rule.id)
        return CaseRun(rule, case, _RESULT[result])

    def _facts(self, case: Case) -> dict[str, Fact]:
        """The facts of the case's answers, and the findings that it sets itself."""
        facts = dict(take_in(self._with_rest(case), self.library, _as_given(case)).facts)
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


def _summary(library: Library, passed: int) -> str:
    unreviewed = sum(rule.reviewed.by == "none" for rule in library.rules.values())
    drafts = [key for key, rule in library.rules.items() if rule.status == "draft"]
    drafts += [key for key, exercise in library.exercises.items() if exercise.status == "draft"]
    return (
        f"All is well: {len(library.questions)} questions, {len(library.active_exercises)} exercises, "
        f"{len(library.rules)} rules, {passed} cases, {len(library.sources)} sources.\n"
        f"{unreviewed} rules have not been reviewed by a clinician.\n"
        + (f"Drafts, not in use yet: {', '.join(drafts)}.\n" if drafts else "")
        + f"Library {library.digest[:12]}\n"
    )
