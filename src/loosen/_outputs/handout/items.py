"""The exercises of a plan as the person reads them: what each is, how it is done, how much, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from loosen._model.plan import Item, Plan
from loosen._outputs.document import Block
from loosen._words.amounts import brief_dose, dose_words, length
from loosen._words.recommendation import INFERRED
from loosen._words.record import Words
from loosen._words.speech import Speech, capital

from .pieces import Piece

WHY, AS_BEFORE, STEPS, FEEL = 2, 3, 6, 10
"""The ranks of a reason, of one that was given before, of all steps of an exercise, and of how it feels."""


class Said(NamedTuple):
    """What is said once for all exercises: when to stop, and what to mind at which of them."""

    stop_signs: tuple[str, ...]
    cautions: Mapping[str, tuple[int, ...]]


def said_once(plan: Plan) -> Said:
    """The stop signs, and the cautions, of more than one exercise; the latter with the numbers of those."""
    places: dict[str, list[int]] = {}
    for number, item in enumerate(plan.items, start=1):
        for caution in _cautions(item):
            places.setdefault(caution, []).append(number)
    shared = {caution: tuple(numbers) for caution, numbers in places.items() if len(numbers) > 1}
    signs = Counter(sign for item in plan.items for sign in item.stop_signs)
    return Said(tuple(sign for sign, count in signs.items() if count > 1), shared)


def item_pieces(plan: Plan, what: Mapping[str, str], said: Said, words: Words) -> Iterator[Piece]:
    """Every exercise; `what` says for some of them what part of a routine they are."""
    told: dict[str, int] = {}
    for number, item in enumerate(plan.items, start=1):
        part = what.get(item.exercise, words.speech.one_of("kind", item.kind))
        yield from _pieces(number, item, part, said, words.speech, days=plan.days_per_week)
        why = Block("text", (why_of(number, item, told, words),))
        yield Piece((why,), WHY if told[item.reasons[0].say] == number else AS_BEFORE)


def _pieces(number: int, item: Item, what: str, said: Said, speech: Speech, days: int) -> Iterator[Piece]:
    steps = Block("steps", steps_of(item, speech))
    yield Piece((_head(number, item, what, speech), Block("text", (how_much(item, speech, days),))))
    yield Piece(tuple(_texts(ways_of(item, speech))))
    if item.in_short:
        yield Piece((steps,), STEPS, (Block("text", (item.in_short,)),), together=True)
    else:
        yield Piece((steps,))
    yield Piece(tuple(_texts(care_of(item, said.cautions, speech))))
    yield Piece(tuple(_texts([feel_of(item, speech)])), FEEL, together=True)
    yield Piece(tuple(_texts(own_signs(item, said.stop_signs))))


def item_blocks(number: int, item: Item, what: str, common: tuple[str, ...], speech: Speech) -> Iterator[Block]:
    """All of one exercise: `what` it is, its dose and steps, and those of its stop signs that are not `common`."""
    yield _head(number, item, what, speech)
    yield from _texts([how_much(item, speech, days=None), *ways_of(item, speech)])
    yield Block("steps", steps_of(item, speech))
    yield from _texts([*care_of(item, (), speech), feel_of(item, speech), *own_signs(item, common)])


def item_in_brief(item: Item, speech: Speech) -> str:
    """An exercise and its dose in one line."""
    return speech("handout.item_in_brief", name=item.name, dose=brief_dose(item, speech))


def _texts(lines: Iterable[str]) -> Iterator[Block]:
    return (Block("text", (line,)) for line in lines)


def _head(number: int, item: Item, what: str, speech: Speech) -> Block:
    return Block("subheading", (f"{number}. {marked_name(item)} ({what}, {length(item.seconds, speech)})",))


def marked_name(item: Item) -> str:
    """What an exercise is called, with the sign of what is partly filled in from general practice."""
    return f"{item.name} {INFERRED}" if item.inferred else item.name


def how_much(item: Item, speech: Speech, days: int | None) -> str:
    """The dose and what it needs; how many days a week only where that is not how many the whole plan has."""
    dose = dose_words(item, speech, days=item.dose.days_per_week != days)
    if not item.equipment:
        return dose
    needed = ", ".join(speech.one_of("equipment", name) for name in item.equipment)
    return f"{dose} {speech('handout.you_need', things=needed)}"


def ways_of(item: Item, speech: Speech) -> Iterator[str]:
    """How it is done more easily, where that takes no step's place."""
    return (speech("handout.for_you", way=way) for way in item.adaptations if way not in item.steps)


def steps_of(item: Item, speech: Speech) -> tuple[str, ...]:
    """The steps, with a word before those that are not what other people do."""
    return tuple(speech("handout.for_you", way=step) if step in item.adaptations else step for step in item.steps)


def _cautions(item: Item) -> Iterator[str]:
    return (caution.removeprefix(f"{item.name}: ") for caution in item.cautions)


def care_of(item: Item, shared: Collection[str], speech: Speech) -> Iterator[str]:
    """What is to be minded, but for what is `shared` with others."""
    return (speech("handout.take_care", caution=caution) for caution in _cautions(item) if caution not in shared)


def feel_of(item: Item, speech: Speech) -> str:
    """Where and how it is felt."""
    return speech("handout.you_feel_it", feel=item.feel)


def own_signs(item: Item, common: Collection[str]) -> Iterator[str]:
    """Its stop signs that are not `common`, in one line; nothing where there are none."""
    if own := [sign for sign in item.stop_signs if sign not in common]:
        yield " ".join(own)


def why_of(number: int, item: Item, told: dict[str, int], words: Words) -> str:
    """The strongest reason, with a word before it."""
    return words.speech("handout.why", reason=reason_of(number, item, told, words))


def reason_of(number: int, item: Item, told: dict[str, int], words: Words) -> str:
    """The strongest reason; one that was `told` before only by the number of that exercise, and for which muscles."""
    reason = item.reasons[0]
    first = told.setdefault(reason.say, number)
    if first == number:
        return reason.say
    muscle = next((node for node in reason.path if node.startswith("muscle:")), "")
    if not muscle:
        return words.speech("handout.why_as_before", number=first)
    return words.speech("handout.why_as_before_for", number=first, muscles=words.name(muscle))


def cautions_shared(said: Said, speech: Speech) -> Iterator[str]:
    """What is to be minded at several exercises, with their numbers; what the same ones share in one piece."""
    at: dict[tuple[int, ...], list[str]] = {}
    for caution, numbers in said.cautions.items():
        at.setdefault(numbers, []).append(caution)
    for numbers, cautions in at.items():
        whole = " ".join([cautions[0], *map(capital, cautions[1:])])
        yield speech("handout.take_care_at", numbers=", ".join(map(str, numbers)), caution=whole)
