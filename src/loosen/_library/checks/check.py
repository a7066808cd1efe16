"""What must be true across entries: names that resolve, ladders that lead up, cases for every rule, nothing unused."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from loosen._library.library import Library
from loosen._library.partial import as_far_as_read
from loosen._library.reading import Entry, Shelf
from loosen._model.names import did_you_mean, near
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._model.reserved import SELF_TEST_SIDES
from loosen._model.rule import Rule
from loosen._model.when import Always
from loosen.errors import Fault, FaultCode

from .conditions import of_conditions
from .demand_classes import of_demands
from .demands import unanswered
from .equipment import asked_for, of_things
from .exercises import of_exercise
from .languages import languages
from .messages import messages
from .places import of_places
from .poses import poses
from .provenance import account, programmes
from .references import Named, exists, nearest, references
from .screens import of_screens
from .use import unused
from .vocabulary import vocabulary
from .wordings import wordings


def check(library: Library, shelf: Shelf) -> Iterator[Fault]:
    """Every fault across entries. What is sound in an entry that is not whole is checked as in any other."""
    entries = [*(entry for of_kind in shelf.entries.values() for entry in of_kind.values()), *shelf.parts]
    named = [(entry, tuple(references(entry))) for entry in entries]
    yield from _dangling(named, library, shelf)
    for entry in entries:
        for of_one in _OF_ONE:
            yield from as_far_as_read(of_one(entry, library, shelf), whole=entry.whole)
    yield from _of_ladders(shelf, library)
    yield from of_screens(shelf, library)
    yield from account(shelf)
    yield from _cycles(shelf)
    yield from programmes(shelf, library)
    yield from languages(shelf, library)
    yield from wordings(shelf)
    yield from messages(shelf)
    yield from vocabulary(shelf, library)
    yield from unanswered(shelf, library)
    yield from asked_for(shelf, library)
    yield from poses(shelf, library)
    yield from unused(named, library, shelf)


def _dangling(named: Sequence[Named], library: Library, shelf: Shelf) -> Iterator[Fault]:
    for entry, its_references in named:
        for reference in its_references:
            if not exists(reference, library, shelf):
                what = f"'{reference.name}' is not among the {' or '.join(reference.kinds)}."
                remedy = did_you_mean(
                    reference.name, nearest(reference, library, shelf), "Mend the name or add the entry."
                )
                yield Fault(FaultCode.UNKNOWN_ENTRY, entry.text.at(reference.path), what, remedy)


def _of_entry(entry: Entry, library: Library, _: Shelf) -> Iterator[Fault]:
    model = entry.model
    if isinstance(model, Rule):
        for name in _blanks(model.say):
            if name not in (None, "exercise"):
                yield Fault(
                    FaultCode.UNSOUND,
                    entry.text.at(("say",)),
                    f"uses {{{name}}}.",
                    "Only {exercise} can stand in a sentence.",
                )
    elif isinstance(model, Question) and model.default is not None:
        yield from _of_default(entry, model)
    elif entry.kind == "self_tests" and model.question in library.questions:
        offered = library.questions[model.question].option_ids
        if not any(side in offered for side in SELF_TEST_SIDES):
            yield Fault(
                FaultCode.UNSOUND,
                entry.text.at(("question",)),
                f"{model.question} offers none of {', '.join(SELF_TEST_SIDES)}.",
            )


def _blanks(sentence: str) -> list[str | None]:
    """What stands between braces in a sentence; all of it, where one of them has no partner."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(sentence)]
    except ValueError:
        return [sentence.partition("{")[2].partition("}")[0]]


def _of_default(entry: Entry, question: Question) -> Iterator[Fault]:
    default = question.default
    if isinstance(default, int):
        good = question.minimum is not None and question.maximum is not None
        good = good and question.minimum <= default <= question.maximum  # type: ignore[operator]
    else:
        chosen = default if isinstance(default, tuple) else (default,)
        good = all(option in (*question.option_ids, NONE, UNKNOWN) for option in chosen)
    if not good:
        yield Fault(FaultCode.UNSOUND, entry.text.at(("default",)), "the default is not a possible answer.")


def _of_ladders(shelf: Shelf, library: Library) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for entry in shelf.entries["ladders"].values():
        where = entry.text.at(("steps",))
        levels = [library.exercises[step].level for step in entry.model.steps if step in library.exercises]
        if levels != sorted(levels):
            yield Fault(
                FaultCode.UNSOUND,
                where,
                "leads down: levels must never fall along a ladder.",
                "Put the steps in order of level.",
            )
        for step in entry.model.steps:
            if (other := seen.setdefault(step, entry.key)) != entry.key or entry.model.steps.count(step) > 1:
                yield Fault(
                    FaultCode.UNSOUND,
                    where,
                    f"{step} stands twice ({other}, {entry.key}).",
                    "An exercise has one place on one ladder.",
                )
            if step in library.exercises and library.exercises[step].status != "active":
                yield Fault(FaultCode.UNSOUND, where, f"{step} is not active.", "Take it off the ladder.")


def _cycles(shelf: Shelf) -> Iterator[Fault]:
    graph = {entry.key: entry.model.implies for entry in shelf.entries["demands"].values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield Fault(
            FaultCode.UNSOUND,
            "knowledge/demands",
            f"imply each other in a circle: {' -> '.join(error.args[1])}.",
            "Break the circle.",
        )


def _of_cases(entry: Entry, library: Library, shelf: Shelf) -> Iterator[Fault]:
    rule = entry.model
    if not isinstance(rule, Rule) or rule.status != "active":
        return
    needed = {"fires"} if isinstance(rule.when, Always) else {"fires", "silent"}
    if rule.unknown not in (None, "ignore") and not isinstance(rule.when, Always):
        needed.add("unknown")
    if missing := ", ".join(sorted(needed - _expected(rule.id, library, shelf))):
        yield Fault(
            FaultCode.UNSOUND,
            entry.text.at(("id",)),
            f"has no case for: {missing}.",
            f"Add it to {rule.id}-{rule.name}.cases.yaml.",
        )


_EXPECT = ("fires", "silent", "unknown")


def _expected(rule: str, library: Library, shelf: Shelf) -> set[str]:
    """What the cases of a rule expect; of cases that cannot be read everything, for they may."""
    for part in shelf.parts:
        if part.kind == "cases" and part.key == rule and not part.text.unread:
            cases = part.text.value.get("cases")
            said = (
                [str(case.get("expect")) for case in cases if isinstance(case, dict)] if isinstance(cases, list) else []
            )
            return {word for expect in said for word in near(expect, _EXPECT)}
    if rule in shelf.unreadable.get("cases", ()):
        return set(_EXPECT)
    return {case.expect for case in library.cases[rule].cases} if rule in library.cases else set()


_OF_ONE: Sequence[Callable[[Entry, Library, Shelf], Iterator[Fault]]] = (
    of_conditions, _of_entry, of_exercise, of_demands, of_things, of_places, _of_cases,
)  # fmt: skip
"""The checks that are made of each entry by itself."""
