"""Muscles with what points to them, self-tests, doses, programmes and warning phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from loosen._library import Library
from loosen._model.exercise import Dose
from loosen._model.knowledge import Muscle, SelfTest
from loosen._model.lexicon import Lexicon
from loosen._model.policy import Bout, GrowthStep, SessionPolicy
from loosen._model.programme import Programme
from loosen._outputs.document import table
from loosen._outputs.entry.shared import dose_words

from .markup import SPEECH, bullets, evidence, exercise_link, link, muscle_link, numbered, page, review, words

_Named = TypeVar("_Named", Muscle, SelfTest, Dose, Programme, Lexicon)


POLICY = (
    "What the planning goes by beside the rules, for everybody alike. Rules of selection add what one person needs."
)


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """One page for each kind of entry."""
    parts = (part for _, muscle in _by_name(library.muscles) for part in _muscle(muscle, library))
    yield "muscles.md", page("Muscles", "What points to each muscle is an association, not a cause.", parts)
    tests = (part for _, test in _by_name(library.self_tests) for part in _self_test(test, library))
    yield "self_tests.md", page("Self-tests", "Tests that a person can do at home, left and right apart.", tests)
    doses = (part for _, dose in _by_name(library.doses) for part in _dose(dose))
    yield "policy.md", page(library.policy.name, POLICY, _policy(library.policy))
    yield "doses.md", page("Doses", "Every exercise is given in one of these; rules move it inside the spans.", doses)
    named = (part for _, programme in _by_name(library.programmes) for part in _programme(programme, library))
    yield "programmes.md", page("Programmes", "Routines that can be asked for by name, made safe.", named)
    phrases = (part for _, entry in _by_name(library.lexicon) for part in _phrases(entry, library))
    intro = "What is looked for when somebody tells of the trouble in their own words. It can only lead to more care."
    yield "warning_phrases.md", page("Warning phrases", intro, phrases)


def _policy(policy: SessionPolicy) -> Iterator[str]:
    for part in (policy.scoring, policy.packing, policy.filling, policy.outline):
        yield f"## {words(type(part).__name__.lower()).capitalize()}"
        for name in type(part).model_fields:
            setting = getattr(part, name)
            yield f"**{words(name).capitalize()}: {_setting(setting.is_)}.** {setting.say}"
            yield evidence(setting.evidence)


def _setting(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{words(kind)} {most}" for kind, most in value.items())
    if isinstance(value, tuple):
        return ", then ".join(map(_one_of_several, value))
    return str(value)


def _one_of_several(value: Any) -> str:
    if isinstance(value, Bout):
        return f"{words(value.kind)} up to {value.most_s} s"
    if isinstance(value, GrowthStep):
        part = "" if value.to_percent == 100 else f", to {value.to_percent} % of the way"
        return f"{words(value.what)} of {' and '.join(map(words, value.kinds))} (+{value.by}{part})"
    return words(value)


def _by_name(entries: Mapping[str, _Named]) -> list[tuple[str, _Named]]:
    return sorted(entries.items(), key=lambda item: item[1].name)


def _muscle(muscle: Muscle, library: Library) -> Iterator[str]:
    yield f"## {muscle.name}"
    yield f"{muscle.attachments} In plain words: {muscle.plain}."
    yield f"Class: {words(muscle.muscle_class)}. Anatomy id: {muscle.uberon}. Id: `{muscle.id}`."
    yield bullets(_pointers(muscle, library))


def _pointers(muscle: Muscle, library: Library) -> Iterator[str]:
    for kind, entries in (("symptom or habit", library.symptoms), ("self-test", library.self_tests)):
        for entry in entries.values():
            for item in entry.muscles:
                if item.muscle == muscle.id:
                    sources = ", ".join(f"{source.source} ({source.certainty})" for source in item.evidence)
                    yield f"{kind}: {entry.name}, weight {item.weight} % ({sources})"


def _self_test(test: SelfTest, library: Library) -> Iterator[str]:
    yield f"## {test.name}"
    yield numbered(test.steps)
    yield f"It counts when: {test.positive_if}"
    yield f"Leave it out when: {test.not_if}"
    yield bullets(f"{muscle_link(library, item.muscle)}, weight {item.weight} %" for item in test.muscles)
    yield evidence(source for item in test.muscles for source in item.evidence)


def _dose(dose: Dose) -> Iterator[str]:
    yield f"## {dose.name}"
    yield f"{dose_words(dose, SPEECH).capitalize()}. {dose.manner.capitalize()}. Id: `{dose.id}`."
    yield evidence(dose.evidence)


def _programme(programme: Programme, library: Library) -> Iterator[str]:
    yield f"## {programme.name}"
    times = f", {programme.times_per_day} times a day" if programme.times_per_day > 1 else ""
    yield programme.plain
    yield f"{programme.minutes} minutes, {programme.days_per_week} days a week{times}. Id: `{programme.id}`."
    if programme.parts:
        rows = (
            (part.name, ", then ".join(exercise_link(library, choice) for choice in part.choices))
            for part in programme.parts
        )
        yield table(("part", "the first of these that is safe and within reach"), rows)
    if programme.changes:
        yield "Changed from the original:"
        yield bullets(
            change.say + (f" ({link(change.contradiction, 'contradictions.md', change.contradiction)})"
                          if change.contradiction else "")
            for change in programme.changes
        )  # fmt: skip
    yield evidence(programme.evidence)
    yield f"Reviewed by: {review(programme.reviewed)}."


def _phrases(entry: Lexicon, library: Library) -> Iterator[str]:
    yield f"## {entry.name}"
    yield f"Leads to the finding “{library.finding_name(entry.finding)}”."
    for language, told in entry.words.items():
        yield f"### {entry.name}: {language}"
        yield ", ".join(f"“{phrase}”" for phrase in told.phrases)
        yield "Found in:"
        yield bullets(told.found_in)
        yield "Not found in:"
        yield bullets(told.not_found_in)
    yield evidence(entry.evidence)
