"""What the graph is made from: the part of a library that it looks at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from loosen._model.exercise import Exercise, Ladder
from loosen._model.knowledge import Condition, Demand, Muscle, SelfTest, Source, Symptom
from loosen._model.programme import Programme
from loosen._model.rule import Rule


class Entries(Protocol):
    """The entries by kind and id, each kind sorted by id; a `Library` has them."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Where statements come from."""

    @property
    def muscles(self) -> Mapping[str, Muscle]:
        """Muscles, each in a class."""

    @property
    def symptoms(self) -> Mapping[str, Symptom]:
        """What a person notices, pointing to muscles."""

    @property
    def self_tests(self) -> Mapping[str, SelfTest]:
        """Tests at home, pointing to muscles."""

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """What findings stand for."""

    @property
    def demands(self) -> Mapping[str, Demand]:
        """What exercises ask of the body."""

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """Exercises of every status."""

    @property
    def active_exercises(self) -> Mapping[str, Exercise]:
        """Those that may be given."""

    @property
    def ladders(self) -> Mapping[str, Ladder]:
        """Exercises from easy to hard."""

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """Routines with a name."""

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Rules of every stage and status."""
