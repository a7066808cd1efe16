"""Quotes what took part in a recommendation: its words, what it rests on and who reviewed it, as they stand today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import AnswerRecord, ContradictionRecord, RuledOut, Told
from loosen._model.question import Question
from loosen._model.reserved import NOT_THESE
from loosen._planning.state import Work
from loosen._records.canonical import digest_of, plain
from loosen._words.speech import speech_of

DIGITS = 8
"""Hex digits of an entry's digest: enough to notice a change, and little to keep."""


def quoted(work: Work, contradictions: Iterable[ContradictionRecord]) -> dict[str, Told]:
    """Every entry that took part, by node; of exercises only those chosen, the others are named in their records."""
    told = dict(_of_everybody(work, work.library))
    if work.triage.allows_a_plan:
        told |= _of_a_plan(work, work.library)
    for name in sorted({name for record in contradictions for name in record.principles}):
        principle = work.library.principles[name]
        told[f"principle:{name}"] = _words(f"{principle.name}: {principle.plain}")
    return told


def _of_everybody(work: Work, library: Library) -> Iterator[tuple[str, Told]]:
    for outcomes in (work.findings.outcomes, *work.outcomes.values()):
        for outcome in outcomes:
            if outcome.result != "silent":
                yield f"rule:{outcome.rule}", _rule(library, outcome.rule)
    for record in work.taken.records.values():
        yield from _answer(record, library)
    yield from _ruled_out(work.taken.ruled_out, library)
    for heard in work.heard:
        yield f"lexicon:{heard.lexicon}", _words(library.lexicon[heard.lexicon].named(library.language_id))


def _of_a_plan(work: Work, library: Library) -> Iterator[tuple[str, Told]]:
    for muscle, focus in work.focus.items():
        yield f"muscle:{muscle}", _words(library.muscles[muscle].plain)
        for reason in focus.reasons:
            yield from _pointing(library, reason.via, muscle)
    for item in work.chosen.items:
        yield f"exercise:{item.exercise.id}", _exercise(library, item.exercise.id)
    if work.programme is not None:
        programme = work.programme
        told = Told.shared(say=programme.name, evidence=programme.evidence, reviewed=programme.reviewed.by)
        yield f"programme:{programme.id}", told
    for node in sorted({node for notes in work.safety.effects.values() for note in notes for node in note.via}):
        kind, _, name = node.partition(":")
        yield node, _words(_named(kind, name, library))


def _answer(record: AnswerRecord, library: Library) -> Iterator[tuple[str, Told]]:
    if record.state not in ("answered", "unknown"):
        return
    question = library.questions[record.question]
    yield f"question:{question.id}", _words(question.text)
    chosen = record.value if isinstance(record.value, tuple) else (record.value,)
    for option in question.options:
        if option.id in chosen:
            yield f"question:{question.id}={option.id}", _words(_option_words(question, option.id))


def _ruled_out(ruled_out: Iterable[RuledOut], library: Library) -> Iterator[tuple[str, Told]]:
    """What the person ruled out, as an answer."""
    speech, exercises = speech_of(library.language_id), library.exercises
    for one in ruled_out:
        yield f"question:{NOT_THESE}", _words(speech("answers.not_these"))
        name = speech("handout.quoted", name=exercises[one.exercise].name)
        chosen = speech("answers.instead", old=name, new=exercises[one.instead].name) if one.instead else name
        yield f"question:{NOT_THESE}={one.as_option}", _words(chosen)


def _option_words(question: Question, name: str) -> str:
    return next(option.text for option in question.options if option.id == name)


def _pointing(library: Library, via: str, muscle: str) -> Iterator[tuple[str, Told]]:
    """What points to a muscle, and what the link between the two rests on; a rule is quoted as a rule."""
    kind, _, name = via.partition(":")
    if kind == "rule":
        return
    entry = library.symptoms[name] if kind == "symptom" else library.self_tests[name]
    link = next(link for link in entry.muscles if link.muscle == muscle)
    yield via, _words(entry.name)
    yield f"{via}>muscle:{muscle}", Told.shared(evidence=link.evidence)


@lru_cache(maxsize=4096)
def _words(say: str) -> Told:
    return Told(say=say)


@remembered(1024)
def _rule(library: Library, name: str) -> Told:
    rule = library.rules[name]
    return Told(say=rule.say, evidence=rule.evidence, reviewed=rule.reviewed.by, digest=digest_of(plain(rule))[:DIGITS])


@remembered(1024)
def _exercise(library: Library, name: str) -> Told:
    exercise = library.exercises[name]
    digest = digest_of(plain(exercise))[:DIGITS]
    return Told(say=exercise.name, evidence=exercise.evidence, reviewed=exercise.reviewed.by, digest=digest)


def _named(kind: str, name: str, library: Library) -> str:
    """The words for what a rule is about: a demand, a muscle, or a class of muscles (which is its own word)."""
    if kind == "demand":
        return library.demands[name].name
    return library.muscles[name].plain if name in library.muscles else name.replace("_", " ")
