"""A change of a week with what has to be told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from loosen._model.plan import Change
from loosen._planning.state import Work

from .carried import CAUTIONS, Session

Says = Mapping[str, str]
"""What rules say, by their ids."""


class Told(NamedTuple):
    """A change, what rules say of it, and how the exercise is done where that is not as it stands."""

    change: Change
    says: Says = {}
    how: str = ""


def came_in(change: Change, session: Session, work: Work, why: Says | None = None) -> Told:
    """An exercise that was not in the session: with its easier form and its cautions, where safety asks for them."""
    name = change.exercise
    rules = (rule for kind in CAUTIONS for rule in work.safety.rules_that(kind, name))
    new = {rule: work.rule_says(rule, name) for rule in rules if rule not in session.cautions}
    session.cautions.update(new)
    return Told(change, {**(why or {}), **new}, how_to_do(name, work))


def how_to_do(exercise: str, work: Work, before: Work | None = None) -> str:
    """The easier ways in which an exercise is done, as far as they were no need `before`."""
    had = before.safety.adapted.get(exercise, {}) if before else {}
    return " ".join(sorted(way.how for way in work.safety.adapted.get(exercise, {}) if way not in had))
