"""The chain behind an exercise, and the reasons against it, as blocks: in plain words, or in full for a reviewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from loosen.export.handout import Block
from loosen.export.words import LEVEL_WORDS, LONG_BOUT_S, SHORTEST_HOLD_S, length
from loosen.export.write import to_text
from loosen.model.audit import EffectName, ExerciseVerdict
from loosen.model.base import Certainty

from .reasons import (
    NOBODY,
    Acted,
    AnswerChange,
    Basis,
    Counterfactual,
    DoseReason,
    FactSaid,
    Pointer,
    Race,
    Why,
    WhyNot,
)

WIDTH = 80
VERDICT_WORDS: Mapping[ExerciseVerdict, str] = {
    "chosen": "it is in your plan",
    "not_chosen": "it would be safe, but others were chosen",
    "held_back": "it comes later",
    "excluded": "it is left out for your safety",
    "not_candidate": "it does not come into question for you now",
    "withdrawn": "it is not given to anybody",
}
EFFECT_WORDS: Mapping[EffectName, str] = {
    "excluded": "Left out",
    "modified": "Only in a gentler form",
    "caution": "Take care",
    "limited": "With a limit",
    "held_back": "Later",
}
SURE: Mapping[Certainty, str] = {
    "high": "well shown",
    "moderate": "fairly well shown",
    "low": "not well shown",
    "very_low": "hardly shown",
    "expert": "experts advise it",
}


def _hold(seconds: int) -> str:
    if seconds >= LONG_BOUT_S:
        return f"for {length(seconds)}"
    return f"hold {length(seconds)}" if seconds >= SHORTEST_HOLD_S else "slow movements"


FIELD_WORDS: Mapping[str, Callable[[int], str]] = {
    "hold_s": _hold,
    "repetitions": lambda value: f"{value} times" if value != 1 else "once",
    "sets": lambda value: f"{value} round{'s' * (value != 1)}",
    "times_per_day": lambda value: f"{value} times a day" if value != 1 else "once a day",
    "days_per_week": lambda value: f"{value} days a week",
    "extra_left": lambda value: f"{value} more on the left",
    "extra_right": lambda value: f"{value} more on the right",
}
NOT_REVIEWED = "No clinician has reviewed this."
HOW_SURE = "In brackets: how well studies show it, or that experts advise it."
CHECKED = "We made the plan again with this changed: every safety rule still holds, and the exercise is in it."
AS_IT_IS = "Do not change an answer to get an exercise: answer what you find."
ONE_ANSWER = "Nothing that we found. We tried all {singles} changes of one answer that we may suggest."
TWO_ANSWERS = "We also tried all {pairs} changes of two answers."
MOST_PROMISING = "We also tried the {pairs} likeliest of the {pairs_there_are:,} changes of two answers."
HIDDEN = ":an_answer_"
"""In the name of what a redacted record hides; its words say so."""
TERMS_SHOWN = 5
"""Terms of the score told to a person; the rest is for the reviewer."""


def text(blocks: Iterable[Block], width: int = WIDTH) -> str:
    """Blocks as plain text."""
    return to_text(blocks, width)


def story(why: Why) -> tuple[Block, ...]:
    """The chain behind one exercise: plain, or with ids, facts, sources and review states where it is `deep`."""
    return tuple(_deep_story(why) if why.deep else _plain_story(why))


def refusal(told: WhyNot) -> tuple[Block, ...]:
    """Why an exercise is not in the plan, and what would put it there."""
    return tuple(_refusal(told))


def _plain_story(why: Why) -> Iterator[Block]:
    yield Block("title", (f"{why.name}: {VERDICT_WORDS[why.verdict]}",))
    if not _is_kept_out(why):  # of these the rules say it below
        yield Block("text", (why.because,))
    if any(basis.evidence for basis in why.bases):
        yield Block("text", (HOW_SURE,))
    answers = _Answers()
    if _is_kept_out(why):
        yield from _list("Why", _rules(why, answers))
    spoken = "What would otherwise speak for it" if _is_kept_out(why) else "What speaks for it"
    for_it = "What led to it" if why.verdict == "chosen" else spoken
    yield from _list(for_it, _pointers(why.pointers, answers))
    if not _is_kept_out(why):
        yield from _list("What the rules say of it", _rules(why, answers))
    if why.score:
        yield from _list(f"How it was chosen: {why.points} points", _terms(why))
    if why.race and why.verdict != "chosen":
        yield Block("text", (_race(why.race),))
    if why.dose:
        yield from _list("How much, and why", _dose(why.dose))
    yield from _list("Where the sources disagree", (f"{one.title} {one.resolution}" for one in why.disagreements))
    yield from _review(why.bases)


def _list(heading: str, lines: Iterable[str]) -> Iterator[Block]:
    if said := tuple(dict.fromkeys(lines)):
        yield Block("heading", (heading,))
        yield Block("list", said)


class _Answers:
    """Tells the answers that something comes from; the same ones are not told twice in a row."""

    def __init__(self) -> None:
        self._last: tuple[str, ...] = ()

    def behind(self, facts: Iterable[FactSaid]) -> str:
        """The answers behind these facts as a sentence; empty where there are none."""
        said = tuple(dict.fromkeys(answer for fact in facts for answer in fact.answers))
        if not said:
            return ""
        s = "s" * (len(said) > 1)
        if said == self._last:
            return f" This comes from the same answer{s}."
        self._last = said
        return f" This comes from your answer{s}: {'; '.join(_by_question(said))}."


def _it(say: str, name: str) -> str:
    """A sentence about the exercise of this name, which the title has said already."""
    if say.startswith(f"{name}: "):
        rest = say[len(name) + 2 :]
        return f"{rest[:1].upper()}{rest[1:]}"
    return f"It{say[len(name) :]}" if say.startswith(f"{name} ") else say


def _pointers(pointers: Iterable[Pointer], answers: _Answers) -> Iterator[str]:
    """Each thing that points to the exercise once, with the muscles over which it does."""
    by_via: dict[str, list[Pointer]] = {}
    for pointer in pointers:
        by_via.setdefault(pointer.via, []).append(pointer)
    for via, same in by_via.items():
        first, kind = same[0], via.partition(":")[0]
        sure = _sure(*(pointer.basis for pointer in same))
        if kind == "programme":
            yield f"It is a part of the routine you asked for, “{first.say}”.{sure}"
        elif kind == "rule":
            yield f"{first.say}{sure}{answers.behind(first.facts)}"
        else:
            told = "You told us" if kind == "symptom" else "Your self-test"
            say = f"{first.say[:1].lower()}{first.say[1:]}".rstrip(".")
            muscles = " and ".join(dict.fromkeys(pointer.muscle_words for pointer in same))
            led = first.say if HIDDEN in via else f"{told}: {say}"
            yield f"{led}. This may go with {muscles}.{sure}"


def _is_kept_out(why: Why) -> bool:
    return why.verdict in ("excluded", "held_back")


def _rules(why: Why, answers: _Answers) -> Iterator[str]:
    """What safety says; of an exercise that is kept out, that alone; of one with no rule against it, that."""
    for one in (one for one in why.rules if one.effect == why.verdict) if _is_kept_out(why) else why.rules:
        unsure = "" if one.certain else " We cannot tell whether this is so for you, so we take the careful way."
        say = _it(one.say, why.name)
        first = "" if _is_kept_out(why) else f"{EFFECT_WORDS[one.effect]}: "
        yield f"{first}{say}{unsure}{_sure(one.basis)}{answers.behind(one.facts)}"
    if not why.rules and why.verdict in ("chosen", "not_chosen"):
        yield "No rule of safety speaks against it, going by what you told us."


def _terms(why: Why) -> Iterator[str]:
    """What counted most, and all the rest as one number; what came to nothing is left to the reviewer."""
    told = sorted((term for term in why.score if term.points), key=lambda term: (-abs(term.points), term.term))
    shown = len(told) if len(told) == TERMS_SHOWN + 1 else TERMS_SHOWN
    for term in told[:shown]:
        yield f"{term.points:+d}: {_it(term.say, why.name)}{_sure(term.basis)}"
    if rest := sum(term.points for term in told[shown:]):
        yield f"{rest:+d}: everything else together."


def _race(race: Race) -> str:
    if race.behind > 0:
        points = f"{race.behind} point{'s' * (race.behind != 1)}"
        return f"The nearest it came was the place of “{race.name}”, which was {points} ahead."
    if race.behind == 0:
        return f"It had as many points as “{race.name}”, which was taken first."
    points = f"{-race.behind} point{'s' * (race.behind != -1)}"
    return f"It was {points} ahead of “{race.name}”, but did not fit into the time or its muscles had their share."


def _dose(steps: Iterable[DoseReason]) -> Iterator[str]:
    """The dose to start with, then each reason to change it once, with all that it changed."""
    steps = tuple(steps)
    start = [step for step in steps if step.because.startswith("dose:")]
    if start:
        yield f"To start with: {_amounts(start)}. {start[0].say}"
    for (because, say), same in groupby(steps[len(start) :], key=lambda step: (step.because, step.say)):
        changed = tuple(same)
        sure = _sure(changed[0].basis) if because.startswith(("rule:", "limit:")) else ""
        yield f"{say}{sure} So: {_amounts(changed)}."


def _amounts(steps: Iterable[DoseReason]) -> str:
    """The values in the order in which people say them; what goes without saying is left out."""
    order = tuple(FIELD_WORDS)
    told = sorted(steps, key=lambda step: order.index(step.field) if step.field in order else len(order))
    long = any(step.field == "hold_s" and step.value >= LONG_BOUT_S for step in told)
    first = any(step.because.startswith("dose:") for step in told)
    plain = {"sets", "times_per_day", *(("repetitions",) if long else ())} if first else set()
    return ", ".join(_amount(step) for step in told if not (step.value == 1 and step.field in plain))


def _amount(step: DoseReason) -> str:
    words = FIELD_WORDS.get(step.field)
    return words(step.value) if words else f"{step.field.replace('_', ' ')} {step.value}"


def _sure(*bases: Basis) -> str:
    """How sure the least sure of the sources is, in brackets; nothing where there is no source."""
    order = tuple(SURE)
    worst = max((entry.certainty for basis in bases for entry in basis.evidence), key=order.index, default=None)
    return f" ({SURE[worst]})" if worst else ""


def _by_question(said: Iterable[str]) -> Iterator[str]:
    """Answers with each question named once: “Where does it hurt?”: “Low back”, “Hip or buttock”."""
    answers: dict[str, list[str]] = {}
    for one in said:
        question, _, answer = one.partition("?” ")
        answers.setdefault(question, []).append(answer)
    for question, told in answers.items():
        given = ", ".join(f"“{one}”" for one in told if one)
        yield f"{question}?”: {given}" if given else question


def _deep_story(why: Why) -> Iterator[Block]:
    yield Block("title", (f"{why.name}: {VERDICT_WORDS[why.verdict]}",))
    yield Block("text", (f"{why.exercise}, {why.verdict}: {why.because}",))
    if why.basis.evidence:
        yield Block("text", (f"The exercise itself: {_full(why.basis)}",))
    yield from _list("What points to it", (_deep_pointer(pointer) for pointer in why.pointers))
    yield from _list("What the rules say", (_deep_rule(one) for one in why.rules))
    if why.score:
        terms = (f"{term.points:+d} {term.term}: {term.say} {_full(term.basis)}" for term in why.score)
        yield from _list(f"Its score: {why.points} points", terms)
    if why.race:
        yield Block("text", (f"Nearest pick: {why.race.lost_to}, {why.race.behind:+d} points ahead of it.",))
    steps = (f"{step.field} = {step.value} ({step.because}): {step.say} {_full(step.basis)}" for step in why.dose)
    yield from _list("How its dose came about", steps)
    for one in why.disagreements:
        yield Block("heading", (f"Sources disagree ({one.id}): {one.title}",))
        yield Block("list", (*(f"Overruled: {lost}" for lost in one.lost), *(f"By {by}" for by in one.principles),
                             f"{one.resolution} {_full(one.basis)}"))  # fmt: skip
    yield Block("heading", ("The record",))
    yield Block("text", (f"Library {why.library_digest}. Made by loosen {why.loosen_version}.",))


def _deep_pointer(pointer: Pointer) -> str:
    path = " → ".join(pointer.path)
    weight = f" (weight {pointer.weight}, muscle at {pointer.strength})" if pointer.muscle else ""
    return f"{path}{weight}: {pointer.say}{_matched(pointer.facts)} {_full(pointer.basis)}"


def _deep_rule(one: Acted) -> str:
    sure = "" if one.certain else f", may apply: “{one.failed}” is not known"
    via = f" Through {' → '.join(one.via)} ({', '.join(one.via_words)})." if one.via else ""
    return f"{one.rule} ({one.effect.replace('_', ' ')}{sure}): {one.say}{via}{_matched(one.facts)} {_full(one.basis)}"


def _matched(facts: Iterable[FactSaid]) -> str:
    told = "; ".join(f"{fact.key}{_from(fact)}" for fact in facts)
    return f" Matched: {told}." if told else ""


def _from(fact: FactSaid) -> str:
    return f" (from {', '.join(fact.answers)})" if fact.answers else ""


def _full(basis: Basis) -> str:
    """Every source with what it says, who reviewed it, and its digest; empty for what the record does not quote."""
    if not basis.evidence:
        return ""
    told = "; ".join(
        f"{entry.source}{f' {entry.fact}' if entry.fact else ''}{f' {entry.where}' if entry.where else ''}, "
        f"certainty {entry.certainty.replace('_', ' ')}: {entry.supports}"
        for entry in basis.evidence
    )
    reviewed = "reviewed by nobody" if basis.reviewed == NOBODY else f"reviewed by {basis.reviewed}"
    digest = f", digest {basis.digest}" if basis.digest else ""
    return f"[{told}; {reviewed}{digest}]"


def _refusal(told: WhyNot) -> Iterator[Block]:
    if told.verdict == "referral":
        yield Block("title", (f"{told.name}: no plan was made",))
        yield Block("text", (f"{LEVEL_WORDS[told.level]}. Exercise waits until then.",))
        answers = _Answers()
        yield from _list("Why", (f"{one.say}{answers.behind(one.facts)}" for one in told.triage))
        yield Block("text", (told.unsearched,))
        yield from _review(told.bases)
        return
    yield Block("title", (f"{told.name}: {VERDICT_WORDS[told.verdict]}",))
    if told.rules:
        yield Block("list", tuple(_against(told)))
        yield from _how_sure(told)
    elif told.because:
        yield Block("text", (told.because,))
    if told.race and told.verdict == "not_chosen":
        yield Block("text", (f"It has {told.points} points. {_race(told.race)}",))
    if told.change:
        yield from _change(told.change)
    elif told.searched:
        yield Block("heading", ("What would put it into your plan",))
        yield Block("text", (_nothing_found(told),))
    else:
        yield Block("text", (told.unsearched,))
    yield from _review(told.bases)


def _review(bases: Iterable[Basis]) -> Iterator[Block]:
    """Said once: that something told here is signed off by nobody."""
    if any(basis.evidence and basis.reviewed == NOBODY for basis in bases):
        yield Block("text", (NOT_REVIEWED,))


def _against(told: WhyNot) -> Iterator[str]:
    """What each rule says against it, once."""
    answers = _Answers()
    for say, same in groupby(told.rules, key=lambda one: _it(one.say, told.name)):
        rules = tuple(same)
        facts = (fact for one in rules for fact in one.facts)
        yield f"{say}{_sure(*(one.basis for one in rules))}{answers.behind(facts)}"


def _how_sure(told: WhyNot) -> Iterator[Block]:
    if any(basis.evidence for basis in told.bases):
        yield Block("text", (HOW_SURE,))


def _nothing_found(told: WhyNot) -> str:
    searched = told.searched
    if searched is None:
        return ""
    pairs = TWO_ANSWERS if searched.all_pairs else MOST_PROMISING
    more = pairs.format(**searched.model_dump()) if searched.pairs_there_are else ""
    return f"{ONE_ANSWER.format(singles=searched.singles)} {more}".strip()


def _change(change: Counterfactual) -> Iterator[Block]:
    yield Block("heading", ("What would put it into your plan",))
    yield Block("list", tuple(_changed(one) for one in change.changes))
    together = "Both together are needed. " if len(change.changes) > 1 else ""
    yield Block("text", (f"{together}{CHECKED}",))
    if any(one.kind == "as_found" for one in change.changes):
        yield Block("text", (AS_IT_IS,))
    yield from _list("These would then make room for it", change.leaving)


def _changed(one: AnswerChange) -> str:
    """A change in words: what a person may decide is said as a choice, what is found only as a possible finding."""
    if one.kind == "by_choice":
        what = "If you like"
    elif one.self_test:
        what = "If a self-test found this"
    elif isinstance(one.value, int):
        what = "With time, once this is so"
    else:
        what = "If you found, on looking again, that this is so"
    return f"{what}: “{one.text}”: {_to(one)}"


def _to(one: AnswerChange) -> str:
    if one.added:
        return f"also “{'”, “'.join(one.added)}”."
    return f"“{'”, “'.join(one.after)}” instead of “{'”, “'.join(one.before)}”."
