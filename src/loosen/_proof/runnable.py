"""Which examples of a library with faults can be run all the same: those that look at nothing faulty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import ValidationError

from loosen._library import Library
from loosen._library.checks.references import references
from loosen._library.loading import LookedOver
from loosen._library.reading import Entry
from loosen._model.question import Question, Tally
from loosen._model.rule import Case, Rule
from loosen._model.when import FindingTest, QuestionTest, TallyTest, Test, When, tests_of


class Example(NamedTuple):
    """A case of a rule and its place among the rule's cases, counted from 0."""

    rule: str
    number: int
    case: Case


class Runnable(NamedTuple):
    """A library without what cannot be run. `steady` says that no finding rests on anything that was left out."""

    library: Library
    steady: bool

    def may_run(self, example: Example) -> bool:
        """Whether what an example shows tells anything about its rule."""
        library, case = self.library, example.case
        rule = library.rules.get(example.rule)
        if rule is None or rule.status != "active":
            return False
        known = case.answers.keys() <= library.questions.keys() and case.findings.keys() <= _findings(library)
        return known and (self.steady or all(isinstance(test, QuestionTest) for test in tests_of(rule.when)))


def examples(looked: LookedOver) -> Iterator[Example]:
    """Every case of every rule, also those beside cases that make no sense."""
    for book in looked.library.cases.values():
        for number, case in enumerate(book.cases):
            yield Example(book.rule, number, case)
    for part in looked.parts:
        cases = part.text.value.get("cases") if part.kind == "cases" else None
        for number, case in enumerate(cases if isinstance(cases, list) else ()):
            try:
                yield Example(part.key, number, Case.model_validate(case))
            except ValidationError:  # told already
                continue


_NEEDED: Mapping[str, set[str]] = {
    "rules": {"id", "name", "status", "when", "unknown"},
    "questions": {
        "id", "order", "type", "options", "yes_means", "unit", "minimum", "maximum", "safety", "unknown_is", "ask_when",
        "default",
    },
    "tallies": {"id", "of"},
    "conditions": {"id"},
    "symptoms": {"id"},
}  # fmt: skip
"""What running an example looks at, by kind of entry."""
_MAKE_FINDINGS = ("knowledge/questions/", "knowledge/lexicon/", "knowledge/vocabulary/", "rules/findings/")
"""Where the entries are that make findings."""


def runnable(looked: LookedOver) -> Runnable:
    """As much of the library as can be run."""
    if not looked.faults:
        return Runnable(looked.library, steady=True)
    steady = not any(name.startswith(_MAKE_FINDINGS) for name in looked.unread)
    library = looked.library
    for part in looked.parts:
        if _is_enough(part):
            library = _replaced(library, part.kind, {**getattr(library, part.kind), part.key: part.model})
        elif part.kind != "cases":
            steady = steady and not _makes_findings(part)
    while stuck := list(_stuck(library)):
        for kind, key in stuck:
            entries = dict(getattr(library, kind))
            gone = entries.pop(key)
            steady = steady and not _finds(gone)
            library = _replaced(library, kind, entries)
    return Runnable(library, steady)


def _replaced(library: Library, kind: str, entries: Mapping[str, Any]) -> Library:
    changed: dict[str, Any] = {kind: dict(sorted(entries.items()))}
    return replace(library, **changed)


def _is_enough(part: Entry) -> bool:
    """Whether all is there of an entry that running an example looks at."""
    if part.kind not in _NEEDED or not vars(part.model).keys() >= _NEEDED[part.kind]:
        return False
    return not _makes_findings(part) or part.kind == "questions" or len(part.model.then) == len(part.text.value["then"])


def _makes_findings(part: Entry) -> bool:
    """Whether an entry that is not whole makes findings, or may."""
    made = (reference for reference in references(part) if reference.path[-1] in ("find", "means", "yes_means"))
    return part.kind in ("lexicon", "vocabulary") or any(made)


def _finds(entry: Question | Tally | Rule) -> bool:
    """Whether an entry makes findings; a tally does not, and the rules that look at it are left out with it."""
    if isinstance(entry, Question):
        return any(map(entry.meaning_of, entry.option_ids))
    return isinstance(entry, Rule) and entry.stage == "findings"


def _stuck(library: Library) -> Iterator[tuple[str, str]]:
    """The kind and id of each entry that looks at something that is not there."""
    for key, question in library.questions.items():
        if not _is_known([question.ask_when], library):
            yield "questions", key
    for key, tally in library.tallies.items():
        if not _is_known(tally.of, library):
            yield "tallies", key
    for key, rule in library.rules.items():
        if not _is_known([rule.when], library):
            yield "rules", key


def _is_known(whens: Iterable[When], library: Library) -> bool:
    return all(_is_there(test, library) for when in whens for test in tests_of(when))


def _is_there(test: Test, library: Library) -> bool:
    if isinstance(test, FindingTest):
        return test.finding in _findings(library)
    if isinstance(test, TallyTest):
        return test.tally in library.tallies
    question = library.questions.get(test.question)
    return question is not None and set(test.options) <= set(question.option_ids)


def _findings(library: Library) -> Set[str]:
    return library.conditions.keys() | library.symptoms.keys()
