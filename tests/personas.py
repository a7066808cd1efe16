"""Personas: people in words, what they tell, and what they should get. One file each in tests/personas/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator

from loosen._library.yaml_text import read_text
from loosen._model.base import Id, Kind, Level, Model, Position, RuleId, Sentence, Side
from loosen._model.exercise import Equipment
from loosen._model.knowledge import MuscleClass
from loosen.errors import LibraryError

FOLDER = Path(__file__).parent / "personas"


class _Named(Model):
    """Parts of a result; `reasons` are rules."""

    exercises: tuple[Id, ...] = ()
    kinds: tuple[Kind, ...] = ()
    advice: tuple[Id, ...] = ()
    interim: tuple[Id, ...] = ()
    reasons: tuple[RuleId, ...] = ()


class Must(_Named):
    """What has to be there: everything named, and at least one of `one_of`. `fired` are rules."""

    one_of: tuple[Id, ...] = ()
    targets: tuple[MuscleClass, ...] = ()
    fired: tuple[RuleId, ...] = ()
    ask_again: tuple[Id, ...] = ()
    extra_side: Side | None = None


class MustNot(_Named):
    """What must be nowhere in the plan; `reasons` and `advice` are of the whole result."""

    demands: tuple[Id, ...] = ()
    positions: tuple[Position, ...] = ()
    equipment: tuple[Equipment, ...] = ()


class Bounds(Model):
    """Bounds on the amounts. `minutes` is the session; `stretch_s` what one muscle is held in it, in seconds."""

    items_at_least: int = 0
    items_at_most: int = 18
    minutes_at_least: float = 0
    minutes_at_most: float = 60
    stretch_hold_at_least: int = 0
    stretch_hold_at_most: int = 60
    strength_hold_at_most: int = 60
    strength_sets_at_most: int = 5
    strength_days_at_most: int = 3
    repetitions_at_most: int = 15
    stretch_s_at_most: int = 240
    days_at_most: int = 7


class Expected(Model):
    """What should come out."""

    level: Level
    must: Must = Must()
    must_not: MustNot = MustNot()
    dose: Bounds = Bounds()

    @model_validator(mode="after")
    def _says_more_than_the_level(self) -> Expected:
        if self.must == Must() and self.must_not == MustNot():
            raise ValueError("a persona says what must or must not be there, not the level alone")
        return self


class Persona(Model):
    """One person. `name` is a plain sentence; `told` holds only the telling answers, the rest is quiet."""

    id: Id
    name: Sentence
    told: Annotated[dict[Id, Any], Field(min_length=1)]
    expect: Expected


@cache
def load_personas() -> tuple[Persona, ...]:
    """Every persona, by file name, read strictly. Raises `LibraryError` for a file that cannot be read."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.yaml")))


def _read(path: Path) -> Persona:
    text = read_text(path.read_bytes(), path.name)
    if text.faults:
        raise LibraryError(f"{path.name} cannot be read.", text.faults)
    persona = Persona.model_validate(text.value)
    assert persona.id == path.stem, f"{path.name} holds {persona.id}"
    return persona
