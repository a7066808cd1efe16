"""One exercise of a plan as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from loosen._library import Library
from loosen._model.plan import Item, Plan, Recommendation
from loosen._outputs.handout.items import Said
from loosen._outputs.illustrated.exercises import exercises_of
from loosen._outputs.illustrated.model import Exercise
from loosen._outputs.session.today import stop_signs_now, today
from loosen._words.record import Words

from .pictures import address_of, stills_of


@dataclass(frozen=True)
class Other:
    """Another exercise: its id and name, and whether it is in the plan."""

    key: str
    name: str
    in_plan: bool


@dataclass(frozen=True)
class ExerciseView:
    """An exercise. `stop` is when to stop; then come its neighbours on the ladder and in the plan.

    `of` is how many exercises the plan has, `pictures` where those are.
    """

    language: str
    shown: Exercise
    position: str
    stop: tuple[str, ...]
    pictures: str
    easier: Other | None
    harder: Other | None
    before: Other | None
    after: Other | None
    of: int


def exercise_view(recommendation: Recommendation, plan: Plan, exercise: str, library: Library) -> ExerciseView | None:
    """The exercise with this id; None where the plan does not have it. `library` is worded in the plan's language."""
    number = next((at for at, item in enumerate(plan.items) if item.exercise == exercise), None)
    if number is None:
        return None
    item, words = plan.items[number], Words(recommendation.audit)
    said = Said(item.stop_signs, {})  # the page stands by itself, and has the stop signs in a place of their own
    every = tuple(exercises_of(plan, said, words, stills_of(library)))
    steps = _steps(item, library)
    at = steps.index(exercise) if exercise in steps else None
    return ExerciseView(
        language=words.speech.language,
        shown=every[number],
        position=words.speech.one_of("position", item.position),
        stop=stop_signs_now(today(recommendation), item),
        pictures=address_of(library),
        easier=_other(steps, at - 1, plan, library) if at is not None else None,
        harder=_other(steps, at + 1, plan, library) if at is not None else None,
        before=_other(_keys(plan), number - 1, plan, library),
        after=_other(_keys(plan), number + 1, plan, library),
        of=len(plan.items),
    )


def _keys(plan: Plan) -> tuple[str, ...]:
    return tuple(item.exercise for item in plan.items)


def _steps(item: Item, library: Library) -> tuple[str, ...]:
    """The exercises of its ladder, from easy to hard."""
    ladder = library.ladders.get(item.progression.ladder)
    return tuple(ladder.steps) if ladder else ()


def _other(keys: tuple[str, ...], at: int, plan: Plan, library: Library) -> Other | None:
    """The exercise at a place; none beyond either end."""
    if not 0 <= at < len(keys):
        return None
    names = {item.exercise: item.name for item in plan.items}
    key = keys[at]
    return Other(key, names.get(key) or library.exercises[key].name, key in names)
