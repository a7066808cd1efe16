"""The exercises of a plan as pages show them: told in the sentences of the handout, each with its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from loosen._library import Library
from loosen._model.plan import Item, Plan
from loosen._outputs.handout.items import (
    Said,
    care_of,
    feel_of,
    how_much,
    marked_name,
    own_signs,
    reason_of,
    steps_of,
    ways_of,
    why_of,
)
from loosen._outputs.pictures import picture
from loosen._outputs.pictures.style import Theme
from loosen._words.amounts import brief_dose, length
from loosen._words.record import Words
from loosen._words.speech import Speech, capital

from .model import Exercise

MOST_STEPS = 5
"""Steps that an exercise is told in; neighbours are told as one where it has more."""
_TOLD = ("{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}desc")
PictureOf = Callable[[str], str]
"""The picture of an exercise as SVG; empty where there is none."""


class Drawings(NamedTuple):
    """Where pictures come from, and how they look."""

    library: Library
    theme: Theme

    def of(self, exercise: str) -> str:
        """The picture of an exercise as SVG; empty where there is none, or where the library does not know it."""
        return (exercise in self.library.exercises and picture(exercise, self.library, theme=self.theme)) or ""


def exercises_of(plan: Plan, said: Said, told: Words, picture_of: PictureOf) -> Iterator[Exercise]:
    """Every exercise in its order, with all of its steps; what is `said` once for all of them is left out."""
    parts = {part.given: part.part for part in plan.programme.parts if part.given} if plan.programme else {}
    reasons: dict[str, int] = {}
    for number, item in enumerate(plan.items, start=1):
        drawn = picture_of(item.exercise)
        time, brief = length(item.seconds, told.speech), brief_dose(item, told.speech)
        yield Exercise(
            number=number,
            key=item.exercise,
            name=marked_name(item),
            kind=parts.get(item.exercise) or told.speech.one_of("kind", item.kind),
            time=time,
            brief="" if brief == time else capital(brief),
            dose=how_much(item, told.speech, plan.days_per_week),
            picture=drawn,
            shows=shown_in(drawn),
            ways=tuple(ways_of(item, told.speech)),
            steps=steps_of(item, told.speech),
            notes=tuple(_notes(item, said, told.speech, drawn=bool(drawn))),
            feel=feel_of(item, told.speech),
            why=why_of(number, item, reasons, told),
            reason=capital(reason_of(number, item, reasons, told)),
        )


def _notes(item: Item, said: Said, speech: Speech, *, drawn: bool) -> Iterator[str]:
    """What is to be minded; first that a picture does not show what is done in another way."""
    if drawn and item.adaptations:
        yield speech("handout.usual_way")
    yield from care_of(item, said.cautions, speech)
    yield from own_signs(item, said.stop_signs)


def few_steps(steps: tuple[str, ...]) -> tuple[str, ...]:
    """At most `MOST_STEPS` steps with the same words: the neighbours that are shortest together are told as one."""
    few = list(steps)
    while len(few) > MOST_STEPS:
        at = min(range(len(few) - 1), key=lambda at: len(few[at]) + len(few[at + 1]))
        few[at : at + 2] = [f"{few[at]} {few[at + 1]}"]
    return tuple(few)


def shown_in(drawn: str) -> str:
    """What a picture shows, in words: its title, and how it is described; empty where there is no picture."""
    if not drawn:
        return ""
    root = ElementTree.fromstring(drawn)  # noqa: S314  # our own drawing
    return ": ".join(text.strip() for tag in _TOLD if (text := root.findtext(tag)))
