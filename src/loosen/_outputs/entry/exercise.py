"""The page of one exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from loosen._library import Library
from loosen._library.stored import name_of_file
from loosen._model.exercise import Equipment, Exercise
from loosen._outputs.document import CODE, STRONG, Block, Form, in_form, to_json
from loosen._words.speech import Speech, capital

from .shared import View, dose_words, evidence, review, sources_of, stands_in


def exercise_as(exercise: Exercise, library: Library, form: Form, *, width: int, overlay: Path | None = None) -> str:
    """One exercise as a page, or as JSON.

    JSON: the exercise as its file has it, and `file`, `ladder: {id, name, step, steps}` (null where it stands on none),
    `asks_for` (every demand, also what others bring with them), `sources: {id: source}`, `library` (the digest).
    """
    file = name_of_file(f"knowledge/exercises/{exercise.id}.yaml", overlay)
    if form == "json":
        data = exercise.model_dump(mode="json", exclude_none=True)
        ladder, step = library.place_on_ladder.get(exercise.id, (None, 0))
        on = {"id": ladder.id, "name": ladder.name, "step": step, "steps": len(ladder.steps)} if ladder else None
        asks_for = sorted(library.demands_of[exercise.id])
        beside = {"sources": sources_of(exercise, library), "library": library.digest}
        return to_json({**data, "file": file, "ladder": on, "asks_for": asks_for, **beside})
    view = View(library)
    kind, status = view.speech.one_of("kind", exercise.kind), view.speech.one_of("status", exercise.status)
    foot = stands_in(file, capital(kind), status, view)
    return in_form([Block("title", (exercise.name,)), *about_exercise(exercise, view), *foot], form, width)


def about_exercise(exercise: Exercise, view: View) -> Iterator[Block]:
    """All that a page says of an exercise below its name."""
    speech = view.speech
    if exercise.status != "active":
        state = speech("entries.not_given", status=speech.one_of("status", exercise.status))
        yield Block("text", (f"{STRONG}{state}{STRONG} {exercise.reason or ''}".rstrip(),))
    names, values = zip(*_facts(exercise, view), strict=True)
    yield Block("facts", values, names)
    yield Block("steps", exercise.steps)
    yield Block("text", (speech("handout.you_feel_it", feel=exercise.feel),))
    yield Block("list", exercise.stop_signs)
    if exercise.adaptations:
        yield Block("text", (speech("entries.milder"),))
        yield Block("list", tuple(_milder(exercise, view)))
    yield Block("text", (speech("entries.rests_on"),))
    yield evidence(exercise.evidence, view)


def _milder(exercise: Exercise, view: View) -> Iterator[str]:
    for way in exercise.adaptations:
        demands = ", ".join(view.speech.inside(view.library.demands[demand].name) for demand in way.removes)
        how = way.how
        if way.replaces:
            how = view.speech("entries.for_steps", how=how, steps=view.speech.both(map(str, way.replaces)))
        yield view.speech("entries.without", demands=demands, how=how)


def _facts(exercise: Exercise, view: View) -> Iterator[tuple[str, str]]:
    speech, library = view.speech, view.library
    yield speech("entries.id"), f"{CODE}{exercise.id}{CODE}"
    yield from _works_on(exercise, view)
    yield speech("entries.position"), _position(exercise, speech)
    if exercise.aids:
        yield speech("entries.helpful"), _things(exercise.aids, speech)
    yield speech("entries.sides"), speech.one_of("sides", exercise.sides)
    if exercise.id in library.place_on_ladder:
        ladder, step = library.place_on_ladder[exercise.id]
        place = speech(
            "entries.level_on_ladder", level=exercise.level, step=step, steps=len(ladder.steps), ladder=ladder.name
        )
        yield speech("entries.level"), place
    amounts = dose_words(library.doses[exercise.dose], speech)
    yield speech("entries.dose"), speech("entries.dose_of", name=view.dose(exercise.dose), amounts=amounts)
    asks = sorted(speech.inside(library.demands[demand].name) for demand in library.demands_of[exercise.id])
    yield speech("entries.asks_for"), ", ".join(asks) or speech("entries.nothing_special")
    if exercise.inferred:
        yield speech("entries.filled_in"), ", ".join(speech.one_of("filled_in", part) for part in exercise.inferred)
    yield speech("entries.review"), review(exercise.reviewed, speech)


def _works_on(exercise: Exercise, view: View) -> Iterator[tuple[str, str]]:
    heads = (("primary", view.speech("entries.works_on")), ("secondary", view.speech("entries.also_works_on")))
    for share, head in heads:
        if muscles := [view.muscle(item.muscle) for item in exercise.targets if item.share == share]:
            yield head, ", ".join(muscles)


def _position(exercise: Exercise, speech: Speech) -> str:
    position = speech.one_of("position", exercise.position)
    if not exercise.equipment:
        return position
    return speech("entries.position_with", position=position, things=_things(exercise.equipment, speech))


def _things(equipment: Iterable[Equipment], speech: Speech) -> str:
    return ", ".join(speech.one_of("equipment", item) for item in equipment)
