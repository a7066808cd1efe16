"""Conditions and how they come about, what exercises ask of the body, and the advice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from loosen._library import Library
from loosen._model.base import LEVELS
from loosen._model.demanded import DemandClass
from loosen._model.effects import Find
from loosen._model.knowledge import Advice, Demand
from loosen._model.when import FindingTest, tests_of

from .markup import bullets, evidence, exercise_link, page, rule_link, words


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """One page for each vocabulary."""
    yield "conditions.md", _conditions(library)
    yield "demands.md", _demands(library)
    yield "advice.md", _advice(library)


def _conditions(library: Library) -> str:
    made, read = _made(library), _read(library)
    parts = []
    for key, entry in sorted(library.conditions.items(), key=lambda item: item[1].name):
        parts += [f"## {entry.name}", f"{entry.plain} A {entry.kind}. Id: `{key}`."]
        parts += [bullets(f"comes from {origin}" for origin in made[key])]
        if read[key]:
            parts.append("Read by " + ", ".join(rule_link(library, rule) for rule in read[key]) + ".")
    intro = (
        "Diagnoses, histories, states and patterns of answers: what makes each one present, and which rules read it."
    )
    return page("Conditions", intro, parts)


def _made(library: Library) -> dict[str, list[str]]:
    made: dict[str, list[str]] = defaultdict(list)
    for name, option, finding in library.meanings:
        question = library.questions[name]
        text = next((entry.text for entry in question.options if entry.id == option), option)
        made[finding].append(f"the answer “{text}” to “{question.text}”")
    for rule in library.rules.values():
        for effect in rule.effects(Find):
            made[effect.find].append(f"the rule {rule_link(library, rule.id)}")
    for entry in library.lexicon.values():
        made[entry.finding].append(f"[warning phrases](warning_phrases.md): {entry.name.lower()}")
    return made


def _read(library: Library) -> dict[str, list[str]]:
    read: dict[str, list[str]] = defaultdict(list)
    for rule in library.rules.values():
        for finding in dict.fromkeys(test.finding for test in tests_of(rule.when) if isinstance(test, FindingTest)):
            read[finding].append(rule.id)
    return read


def _demands(library: Library) -> str:
    by_name = sorted(library.demands.values(), key=lambda entry: entry.name)
    parts = []
    for key, of_class in library.demand_classes.items():
        parts += [f"## {of_class.name}", f"{of_class.asks} Class: `{key}`."]
        parts += [part for entry in by_name if entry.belongs_to == key for part in _demand(entry, library)]
        parts += ["An exercise may make none of these, because:", bullets(_reasons(of_class))]
    parts.append("## Asked by kind")
    parts += [part for entry in by_name if entry.belongs_to is None for part in _demand(entry, library)]
    intro = (
        "What exercises ask of the body; rules of safety act on these. Of each class an exercise in use has a demand, "
        "or says under `no_demands` why it makes none: by the id of a reason, or in a sentence."
    )
    return page("Demands", intro, parts)


def _demand(entry: Demand, library: Library) -> Iterator[str]:
    yield f"### {entry.name}"
    yield f"{entry.plain} Id: `{entry.id}`.{_always(entry, library)}"
    yield _proof(entry)
    asking = [name for name, demands in library.demands_of.items() if entry.id in demands]
    yield ", ".join(exercise_link(library, name) for name in asking) or "No exercise asks for it."


def _proof(entry: Demand) -> str:
    """How poses show a demand, or what holds it instead."""
    if entry.shown_by:
        return f"Shown by poses: {entry.shown_by.say}\n\n{evidence(entry.shown_by.evidence)}"
    return f"No pose shows it. {entry.held_by.say}" if entry.held_by else ""


def _reasons(of_class: DemandClass) -> Iterator[str]:
    for key, reason in of_class.none.items():
        silent = " It goes without saying." if reason.goes_without_saying else ""
        yield f"`{key}`: {reason.say}{silent}"


def _always(entry: Demand, library: Library) -> str:
    wider = ", ".join(f"“{library.demands[key].name}”" for key in entry.implies)
    kinds = ", ".join(map(words, entry.kinds))
    return (f" Brings with it: {wider}." if wider else "") + (f" Asked by every exercise of: {kinds}." if kinds else "")


def _advice(library: Library) -> str:
    given: dict[str, list[str]] = defaultdict(list)
    for rule in library.rules.values():
        for effect in rule.then:
            for name in effect.names("advice"):
                given[name].append(rule.id)
    kinds = dict.fromkeys(entry.kind for entry in library.advice.values())
    parts = []
    for kind in kinds:
        parts.append(f"## {words(kind).capitalize()}")
        entries = (entry for entry in library.advice.values() if entry.kind == kind)
        parts += [part for entry in entries for part in _one(entry, given[entry.id], library)]
    levels = ", ".join(words(level) for level in LEVELS)
    return page("Advice", f"What a person is told. The levels, from the mildest: {levels}.", parts)


def _one(entry: Advice, rules: list[str], library: Library) -> Iterator[str]:
    yield f"### {entry.id}"
    general = "whenever this kind of level is reached and no rule says more" if entry.general else ""
    given = ", ".join(rule_link(library, rule) for rule in dict.fromkeys(rules))
    yield f"“{entry.say}” Given by: {given or general or 'the plan itself'}."
    yield evidence(entry.evidence)
