"""The body as a page shows it: to tap where it hurts, and with the muscles marked that a plan works on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from loosen._library import Library
from loosen._model.question import Question
from loosen._outputs.pictures.store import body_of
from loosen.errors import LoosenError


@dataclass(frozen=True)
class Place:
    """A place to tap: the `box` in the list that it ticks, its name, the data of its path, and whether it is chosen."""

    box: str
    name: str
    path: str
    chosen: bool


@dataclass(frozen=True)
class BodyToTap:
    """The picture of a question about places; `only_in_list` are its options that are no place on the body."""

    figure: Markup
    places: tuple[Place, ...]
    only_in_list: tuple[str, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the places that are chosen, in the order of the list."""
        return tuple(place.name for place in self.places if place.chosen)


@dataclass(frozen=True)
class BodyInFocus:
    """The body with muscles marked on it, and their names."""

    figure: Markup
    marks: Markup
    names: tuple[str, ...]


def body_to_tap(question: Question, chosen: Collection[str], library: Library) -> BodyToTap | None:
    """The picture that ticks the boxes `{question}-{option}`; None where a question is not about places on the body.

    None also where places of an overlay would have to be drawn and that is not installed: the list does all of it.
    """
    if not question.is_about_places:
        return None
    try:
        sketch = body_of(library)
    except LoosenError:
        return None
    paths = sketch.places[question.id]
    places = tuple(
        Place(f"{question.id}-{option.id}", option.text, paths[option.id], option.id in chosen)
        for option in question.options
        if option.id in paths
    )
    rest = tuple(option.text for option in question.options if option.id not in paths)
    return BodyToTap(Markup(sketch.figure), places, rest)  # noqa: S704 our own drawing, no word of a person in it


def muscles_in_focus(muscles: Sequence[str], library: Library) -> BodyInFocus:
    """The body with these muscles marked, by their ids. Raises `LoosenError` when it cannot be drawn here."""
    sketch = body_of(library)
    marks = "".join(sketch.muscles.get(key, "") for key in muscles)
    names = tuple(library.muscles[key].name for key in muscles)
    return BodyInFocus(Markup(sketch.figure), Markup(marks), names)  # noqa: S704 our own drawing
