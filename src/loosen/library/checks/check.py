"""What must be true across entries: names that resolve, tests that can hold, ladders that lead up, nothing unused."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from loosen.errors import Fault
from loosen.library.library import Library
from loosen.library.reading import Entry, Shelf
from loosen.model.exercise import Exercise
from loosen.model.question import NONE, UNKNOWN, Question
from loosen.model.reserved import FOUND_BY_CODE, READ_BY_CODE, SELF_TEST_SIDES
from loosen.model.rule import Rule
from loosen.model.when import Always, FindingTest, QuestionTest, Test, When, tests_of

from .demands import unanswered
from .drafts import unfilled
from .languages import languages
from .messages import messages
from .provenance import account, programmes
from .references import Reference, exists, references
from .screens import of_screens
from .wordings import wordings

Named = tuple[Entry, tuple[Reference, ...]]
"""An entry, and every name of another one in it."""

_ACCOUNTS = ("ledger", "contradictions")
_NO_USE = ("cases", "screens", "languages", "wordings")
"""Kinds that name entries without making use of them."""


def check(library: Library, shelf: Shelf, *, whole: bool) -> Iterator[Fault]:
    """Every fault across entries; `whole` says that all files could be read, so that "unused" can be judged."""
    known = [(entry, tuple(references(entry))) for entries in shelf.entries.values() for entry in entries.values()]
    dangling = list(_dangling(known, library, shelf))
    yield from dangling
    for entry, _ in known:
        yield from _of_tests(entry, library)
        yield from _of_entry(entry, library)
        yield from unfilled(entry, library)
    yield from _of_ladders(shelf, library)
    yield from of_screens(shelf, library)
    yield from account(shelf)
    cycles = list(_cycles(shelf))
    yield from cycles
    if whole and not dangling and not cycles:
        yield from _of_exercises(shelf, library)
        yield from _of_cases(shelf, library)
        yield from programmes(shelf, library)
        yield from languages(shelf, library)
        yield from wordings(shelf)
        yield from messages(shelf)
        yield from unanswered(shelf, library)
        yield from _unused(known, library)


def _dangling(known: Sequence[Named], library: Library, shelf: Shelf) -> Iterator[Fault]:
    for entry, named in known:
        for reference in named:
            if not exists(reference, library, shelf):
                what = f"'{reference.name}' is not among the {' or '.join(reference.kinds)}."
                yield Fault(entry.text.at(reference.path), what, "Mend the name or add the entry.")


def _whens(entry: Entry) -> Iterator[tuple[str, When]]:
    if isinstance(entry.model, Rule):
        yield "when", entry.model.when
    elif isinstance(entry.model, Question):
        yield "ask_when", entry.model.ask_when
    elif entry.kind == "tallies":
        for part in entry.model.of:
            yield "of", part


def _of_tests(entry: Entry, library: Library) -> Iterator[Fault]:
    heard = {lexicon.finding for lexicon in library.lexicon.values()}
    guarded = isinstance(entry.model, Rule) and entry.model.stage == "safety"
    for key, when in _whens(entry):
        where = entry.text.at((key,))
        for test in tests_of(when):
            if isinstance(test, QuestionTest) and test.question in library.questions:
                yield from _of_question_test(test, library.questions[test.question], where)
                if isinstance(entry.model, Question) and _order(library, test.question) >= entry.model.order:
                    yield Fault(where, f"looks at {test.question}, which is asked later.", "Change the order.")
            if isinstance(test, FindingTest) and test.is_ == "absent" and test.finding in heard:
                yield Fault(where, f"looks for {test.finding} being absent.", "Words not written must never reassure.")
            if guarded and _reassures(test):
                yield Fault(where, "a safety rule looks for something absent.", "More risk must never allow more.")


def _order(library: Library, question: str) -> int:
    return library.questions[question].order


def _reassures(test: Test) -> bool:
    if isinstance(test, QuestionTest):
        return test.is_not is not None
    return isinstance(test, FindingTest) and test.is_ == "absent"


def _of_question_test(test: QuestionTest, question: Question, where: str) -> Iterator[Fault]:
    options = [option for option in (test.is_, test.is_not, *(test.any_of or ())) if option is not None]
    bounds = [bound for bound in (test.at_least, test.at_most) if bound is not None]
    for option in options:
        if option not in question.option_ids:
            yield Fault(where, f"{question.id} has no option '{option}'.", f"It has: {', '.join(question.option_ids)}.")
    for bound in bounds:
        if question.minimum is None or question.maximum is None:
            yield Fault(where, f"{question.id} is not a number.", "Test an option with 'is'.")
        elif not question.minimum <= bound <= question.maximum:
            yield Fault(
                where, f"{question.id} can never be {bound}.", f"Its range is {question.minimum} to {question.maximum}."
            )


def _of_entry(entry: Entry, library: Library) -> Iterator[Fault]:
    model = entry.model
    if isinstance(model, Rule):
        for _, name, _, _ in string.Formatter().parse(model.say):
            if name not in (None, "exercise"):
                yield Fault(entry.text.at(("say",)), f"uses {{{name}}}.", "Only {exercise} can stand in a sentence.")
    elif isinstance(model, Question) and model.default is not None:
        yield from _of_default(entry, model)
    elif entry.kind == "self_tests" and model.question in library.questions:
        offered = library.questions[model.question].option_ids
        if not any(side in offered for side in SELF_TEST_SIDES):
            yield Fault(entry.text.at(("question",)), f"{model.question} offers none of {', '.join(SELF_TEST_SIDES)}.")


def _of_default(entry: Entry, question: Question) -> Iterator[Fault]:
    default = question.default
    if isinstance(default, int):
        good = question.minimum is not None and question.maximum is not None
        good = good and question.minimum <= default <= question.maximum  # type: ignore[operator]
    else:
        chosen = default if isinstance(default, tuple) else (default,)
        good = all(option in (*question.option_ids, NONE, UNKNOWN) for option in chosen)
    if not good:
        yield Fault(entry.text.at(("default",)), "the default is not a possible answer.")


def _of_ladders(shelf: Shelf, library: Library) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for entry in shelf.entries["ladders"].values():
        where = entry.text.at(("steps",))
        levels = [library.exercises[step].level for step in entry.model.steps if step in library.exercises]
        if levels != sorted(levels):
            yield Fault(where, "leads down: levels must never fall along a ladder.", "Put the steps in order of level.")
        for step in entry.model.steps:
            if (other := seen.setdefault(step, entry.key)) != entry.key or entry.model.steps.count(step) > 1:
                yield Fault(
                    where, f"{step} stands twice ({other}, {entry.key}).", "An exercise has one place on one ladder."
                )
            if step in library.exercises and library.exercises[step].status != "active":
                yield Fault(where, f"{step} is not active.", "Take it off the ladder.")


def _cycles(shelf: Shelf) -> Iterator[Fault]:
    graph = {entry.key: entry.model.implies for entry in shelf.entries["demands"].values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield Fault(
            "knowledge/demands", f"imply each other in a circle: {' -> '.join(error.args[1])}.", "Break the circle."
        )


def _of_exercises(shelf: Shelf, library: Library) -> Iterator[Fault]:
    for key, exercise in library.active_exercises.items():
        entry = shelf.entries["exercises"][key]
        if key not in library.place_on_ladder:
            yield Fault(
                entry.text.at(("id",)), "stands on no ladder.", "Add it to one, or give it a ladder of its own."
            )
        for adaptation in exercise.adaptations:
            for demand in set(adaptation.removes) - library.demands_of[key]:
                yield Fault(entry.text.at(("adaptations",)), f"takes away {demand}, which it does not ask for.")
        yield from _of_sides(entry, exercise, library)


def _of_sides(entry: Entry, exercise: Exercise, library: Library) -> Iterator[Fault]:
    if exercise.sides == "each" and not any(library.muscles[target.muscle].paired for target in exercise.targets):
        yield Fault(entry.text.at(("sides",)), "is done side by side, yet targets no paired muscle.")


def _of_cases(shelf: Shelf, library: Library) -> Iterator[Fault]:
    for rule in library.rules.values():
        if rule.status != "active":
            continue
        entry = shelf.entries["rules"][rule.id]
        cases = library.cases.get(rule.id)
        expected = {case.expect for case in cases.cases} if cases else set()
        needed = {"fires"} if isinstance(rule.when, Always) else {"fires", "silent"}
        if rule.unknown not in (None, "ignore") and not isinstance(rule.when, Always):
            needed.add("unknown")
        if needed - expected:
            missing = ", ".join(sorted(needed - expected))
            yield Fault(
                entry.text.at(("id",)), f"has no case for: {missing}.", f"Add it to {rule.id}-{rule.name}.cases.yaml."
            )


def _unused(known: Sequence[Named], library: Library) -> Iterator[Fault]:
    used = {(kind, ref.name) for entry, named in known for ref in _uses(entry, named) for kind in ref.kinds}
    used |= {("questions", key) for key, question in library.questions.items() if question.type == "text"}
    used |= {("questions", key) for key in READ_BY_CODE} | {
        ("questions", test.question) for test in library.self_tests.values()
    }
    used |= {("demands", key) for key, demand in library.demands.items() if demand.kinds}
    used |= {("advice", key) for key, advice in library.advice.items() if advice.general}
    ends = (
        "rules",
        "cases",
        "screens",
        "exercises",
        "ladders",
        "self_tests",
        "programmes",
        "lexicon",
        "languages",
        "policies",
        "words",
        "wordings",
        *_ACCOUNTS,
    )
    for entry, _ in known:
        meaningful = entry.kind == "questions" and any(map(entry.model.meaning_of, entry.model.option_ids))
        if entry.kind not in ends and (entry.kind, entry.key) not in used and not meaningful:
            yield Fault(entry.text.at(("id",)), f"nothing uses {entry.key}.", "Use it or remove it.")
    yield from _never_found(known)


def _uses(entry: Entry, named: Iterable[Reference]) -> Iterator[Reference]:
    """The references that count as use: cases, screens and languages use nothing, an account only what it cites."""
    if entry.kind in _ACCOUNTS:
        yield from (ref for ref in named if ref.kinds[0] in ("sources", "principles"))
    elif entry.kind not in _NO_USE:
        yield from named


def _never_found(known: Sequence[Named]) -> Iterator[Fault]:
    made = {ref.name for _, named in known for ref in named if ref.path[-1] in ("find", "means", "yes_means")}
    made |= {entry.model.finding for entry, _ in known if entry.kind == "lexicon"}
    for entry, _ in known:
        for _, when in _whens(entry):
            for test in tests_of(when):
                if isinstance(test, FindingTest) and test.finding not in made | FOUND_BY_CODE:
                    yield Fault(entry.text.at(("when",)), f"looks for {test.finding}, which nothing can find.")
