"""Checks that an exercise in use lists everything that it is done with, and that the question asks for these things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import islice

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._library.yaml_text import Path
from loosen._model.demanded import Thing
from loosen._model.exercise import Exercise
from loosen._model.reserved import EQUIPMENT
from loosen.errors import Fault, FaultCode

from .traits import says


def of_things(entry: Entry, library: Library, _: Shelf) -> Iterator[Fault]:
    """Things that the steps of an exercise in use name and that it does not list, and aids that it needs already."""
    exercise = entry.model
    if not isinstance(exercise, Exercise) or exercise.status != "active":
        return
    told = list(_told(exercise))
    for thing in library.equipment.values():
        yield from islice(_of_thing(entry, thing, told), 1)
    if twice := sorted(set(exercise.equipment) & set(exercise.aids)):
        what = f"is both needed and an aid: {', '.join(twice)}."
        yield Fault(FaultCode.UNSOUND, entry.text.at(("aids",)), what, "Keep it in one of the two lists.")


def _told(exercise: Exercise) -> Iterator[tuple[Path, str, Set[str]]]:
    """Every sentence on how it is done, with its place and the things that are listed for it."""
    listed = {*exercise.equipment, *exercise.aids}
    yield from ((("steps", number), step, listed) for number, step in enumerate(exercise.steps))
    if exercise.in_short:
        yield ("in_short",), exercise.in_short, listed
    yield from (
        (("adaptations", number), way.how, {*listed, *way.equipment}) for number, way in enumerate(exercise.adaptations)
    )


def _of_thing(entry: Entry, thing: Thing, told: Iterable[tuple[Path, str, Set[str]]]) -> Iterator[Fault]:
    for path, sentence, listed in told:
        if thing.id in listed or not listed.isdisjoint(thing.stands_in_for):
            continue
        if word := _names(sentence, thing):
            what = f"says “{word}”, yet lists no {thing.id}."
            remedy = f"List {thing.id} under equipment, or under aids if it can be done without."
            yield Fault(FaultCode.UNSAID, entry.text.at(path), what, remedy)


def _names(sentence: str, thing: Thing) -> str:
    """The word for a thing in a sentence, beside phrases in which that word means something else."""
    small = sentence.casefold()
    for phrase in thing.unlike:
        small = small.replace(phrase, "")
    return says([small], thing.words)


def asked_for(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Options of the question about things at hand that are of no use, and things that nobody can say they have."""
    question = library.questions.get(EQUIPMENT)
    if question is None or EQUIPMENT in shelf.unreadable.get("questions", ()):
        return
    where = shelf.entries["questions"][EQUIPMENT].text
    exercises = library.active_exercises.values()
    used = {thing for one in exercises for thing in (*one.equipment, *one.aids)}
    used |= {thing for one in exercises for way in one.adaptations for thing in way.equipment}
    options = set(question.option_ids)
    for thing in sorted(options - _had_for(used, library)):
        yield Fault(FaultCode.UNUSED, where.at(("options",)), f"no exercise is done with {thing}.", "Take it out.")
    for thing in sorted(used - library.at_hand(options)):
        yield Fault(FaultCode.UNUSED, where.at(("options",)), f"nobody can say that they have {thing}.", "Add it.")


def _had_for(used: Set[str], library: Library) -> Set[str]:
    """These things, and all that can stand in for one of them."""
    return {*used, *(key for key, thing in library.equipment.items() if not used.isdisjoint(thing.stands_in_for))}
