"""The pictures of exercises: where pages find them, and what they are made of."""

from __future__ import annotations

from functools import partial
from typing import Final

from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.language import ENGLISH
from loosen._outputs.illustrated.exercises import PictureOf
from loosen._outputs.pictures import picture
from loosen.errors import LoosenError

_DIGITS: Final = 12
_MOST: Final = 1_000
"""Pictures that are kept at once: more than there are."""


def edition_of(library: Library) -> str:
    """What the addresses of pictures have in them, so that a browser may keep them for good: another library or
    another language has other ones.
    """
    return f"{library.digest[:_DIGITS]}-{language_of(library)}"


def language_of(library: Library) -> str:
    """The language that a library is worded in."""
    return library.language.id if library.language else ENGLISH


def address_of(library: Library) -> str:
    """Where the pictures of a library are: this, then `still` or `moving`, and the exercise's id."""
    return f"/pictures/{edition_of(library)}"


def stills_of(library: Library) -> PictureOf:
    """The pictures that do not move."""
    return partial(drawn, library)


@remembered(_MOST)
def drawn(library: Library, exercise: str, *, moving: bool = False) -> str:
    """A picture as SVG; empty where there is none, or where it would have to be drawn and that is not installed."""
    if exercise not in library.exercises:
        return ""
    try:
        return picture(exercise, library, moving=moving) or ""
    except LoosenError:
        return ""
