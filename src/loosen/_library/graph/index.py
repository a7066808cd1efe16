"""The index of the graph: the answers to what every plan asks of it, as plain data that is read fast."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pydantic import TypeAdapter

from loosen._model.base import Need

Path = tuple[str, ...]
"""Node names from first to last, for example `("symptom:tight_calf", "muscle:soleus", "exercise:heel_raise")`.

Each two beside each other are joined by an edge of the network, whichever way it points.
"""


class Reach(NamedTuple):
    """The muscles that an exercise works on, and the things that must be at hand for it."""

    muscles: frozenset[str]
    equipment: frozenset[str]


class GraphIndex(NamedTuple):
    """What `index_of` reads off a network. Everything is by id, without the kind, except in `pointers`.

    `active` are the exercises that may be given. `features` has for each field of a selector and each value the active
    exercises with it. `brought_by` has for each active exercise every demand it has, and what brings that: a narrower
    demand, or "" for the exercise itself; going back along it is the shortest way. `targets` are the muscles that each
    exercise works on, its main aims first, `needs` the things it needs. `pointers` has for each node that points to
    muscles these, its weights in percent, and what the muscles are in focus for; `choices` for each programme the
    exercises it may give.
    """

    active: tuple[str, ...]
    features: dict[str, dict[str, tuple[str, ...]]]
    brought_by: dict[str, dict[str, str]]
    targets: dict[str, tuple[str, ...]]
    needs: dict[str, tuple[str, ...]]
    pointers: dict[str, tuple[tuple[str, int, Need], ...]]
    choices: dict[str, tuple[str, ...]]

    def to_bytes(self) -> bytes:
        """One line of JSON, the same for equal indices."""
        return _form().dump_json(self)

    @classmethod
    def from_bytes(cls, line: bytes) -> GraphIndex:
        """The index in its compiled form. Raises `ValueError` when it is in another form."""
        return _form().validate_json(line)


@lru_cache(maxsize=1)
def _form() -> TypeAdapter[GraphIndex]:
    return TypeAdapter(GraphIndex)
