"""What of a comparison is told to people, in which order, and what may be told together."""

from __future__ import annotations

from loosen._explain.compare.types import (
    AdviceChange,
    Attributed,
    Comparison,
    ExerciseChange,
    ItemChange,
    LevelChange,
    PlanChange,
)


def is_split(found: Comparison) -> bool:
    """Whether only one of the two has a plan."""
    return found.before.has_plan != found.after.has_plan


def worth_telling(found: Comparison) -> list[Attributed]:
    """What can be seen in the plan, the gravest first; of a referral beside a plan, the level and what it allows."""
    asked = {change.question for change in found.changed_answers}
    shown = [one for one in found.in_the_plan if not (isinstance(one, PlanChange) and one.part in asked)]
    if is_split(found):
        return [
            one
            for one in shown
            if isinstance(one, LevelChange) or (isinstance(one, AdviceChange) and one.given and one.meanwhile)
        ]
    return sorted(shown, key=_rank)


def family(one: Attributed) -> tuple[str, str]:
    """What may be told together: exercises that met the same, and all that is about one exercise."""
    if isinstance(one, ExerciseChange) and one.in_plan:
        return one.in_plan, one.before if one.in_plan == "in" else one.after
    return (one.key[0], one.exercise) if isinstance(one, ItemChange) else ("", " ".join(one.key))


def _rank(one: Attributed) -> int:
    """The level first, then what is left out for safety, what comes in, what goes out, and the rest."""
    if isinstance(one, ExerciseChange) and one.in_plan:
        return 1 if one.after == "excluded" else {"in": 2, "out": 3}[one.in_plan]
    return 0 if isinstance(one, LevelChange) else 4
