"""Sentences in people's words and published cases, to judge how triage reads boxes and words of one's own.

The texts were machine-written from a sign and a kind of person, without sight of the lexicon (decision 31). Each
text and case was put into one of two halves by a digest of itself, before any of them was read for the lexicon:
what stands in `training` may be learned from, and has more writers and cases, who were asked when the words were
widened; what stands in `held_out` is only counted. `signs.yaml` has the lowest level that is right for each sign.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from loosen._library.yaml_text import read_text
from loosen._model.base import Id, Level, Model

Half = Literal["training", "held_out"]
HALVES: tuple[Half, ...] = ("training", "held_out")
FOLDER = Path(__file__).parent


class Told(Model):
    """A text in somebody's own words, and the one sign that it tells of."""

    sign: Id
    text: str = Field(min_length=10)


class Sentences(Model):
    """What one writer wrote: texts that tell of a sign, and texts that tell of none."""

    language: Literal["en", "de"]
    people: str
    signs: tuple[Told, ...]
    harmless: tuple[str, ...]


class Source(Model):
    """Where a case was published: the title and the address as they were shown."""

    title: str
    address: str


class Case(Model):
    """A published case, told as answers in boxes and in words. `should` is the lowest level that is right."""

    id: Id
    source: Source
    told: str
    should: Level
    may_be_higher: tuple[Level, ...] = ()
    why: str
    sign: str
    answers: dict[str, Any]
    own_words: str


@cache
def sentences(half: Half) -> dict[str, Sentences]:
    """The texts of one half, by writer."""
    files = sorted((FOLDER / half / "sentences").glob("*.yaml"))
    return {file.stem: Sentences.model_validate(_content(file)) for file in files}


@cache
def cases(half: Half) -> tuple[Case, ...]:
    """The cases of one half."""
    return tuple(Case.model_validate(one) for one in _content(FOLDER / half / "cases.yaml"))


@cache
def levels() -> dict[str, Level]:
    """The lowest level that is right for each sign that is told in words."""
    found: dict[str, Level] = _content(FOLDER / "signs.yaml")
    return found


def _content(file: Path) -> Any:
    return read_text(file.read_bytes(), str(file)).value
