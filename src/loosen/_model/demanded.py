"""Classes of demands, and things that exercises are done with: what every exercise has to say of itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Authored, Id, Kind, Model, Position, Sentence
from .exercise import Equipment

Phrase = Annotated[str, Field(pattern=r"^[a-z][a-z', -]*\*?$")]
"""Words as they stand in a name or a step, in small letters; `turn*` stands for every word that begins so."""


class Traits(Model):
    """What an exercise is like: everything that is given must hold, and of each list one item is enough.

    `muscle` are muscles or their classes that it mainly works on, `equipment` things it needs, `without` things it does
    not need. `named` are phrases of its name, `told` of its name or its steps; one that is denied ("do not swing") does
    not count.
    """

    position: tuple[Position, ...] = ()
    kind: tuple[Kind, ...] = ()
    muscle: tuple[Id, ...] = ()
    dose: tuple[Id, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    without: tuple[Equipment, ...] = ()
    named: tuple[Phrase, ...] = ()
    told: tuple[Phrase, ...] = ()


class NoDemand(Model):
    """A reason why an exercise makes no demand of a class, said once for all of which it is true.

    It may be given `where` an exercise is like that. One that `goes_without_saying` need not be given at all.
    """

    say: Sentence
    where: Traits = Traits()
    goes_without_saying: bool = False


class Expected(Model):
    """Where a demand of a class is expected: one of `demands` has to be there, else the exercise says why not.

    It says so in its own words, or by one of the reasons in `or_because`; where it is `always` so, it cannot.
    """

    where: Traits
    demands: Annotated[tuple[Id, ...], Field(min_length=1)]
    why: Sentence
    always: bool = False
    or_because: tuple[Id, ...] = ()


class DemandClass(Authored):
    """Demands of one kind, about which every exercise in use has to say something: `asks` is the question.

    `none` are the reasons why an exercise may make none of them, by id.
    """

    id: Id
    name: Sentence
    asks: Sentence
    none: Annotated[dict[Id, NoDemand], Field(min_length=1)]
    expected: tuple[Expected, ...] = ()


class Thing(Authored):
    """A thing that exercises are done with: the `words` for it in steps, and what it can stand in for.

    `unlike` are phrases with one of these words that mean something else, such as the ball of the foot.
    """

    id: Equipment
    words: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    unlike: tuple[Phrase, ...] = ()
    stands_in_for: tuple[Equipment, ...] = ()
