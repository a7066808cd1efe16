"""The parts of the body that can touch something, by name."""

from __future__ import annotations

from collections.abc import Mapping

from loosen._model.body import SIDES, Side

OF_THE_MIDDLE = ("pelvis", "low_back", "belly", "mid_back", "chest", "shoulders", "neck", "head")
OF_A_SIDE = (
    "foot", "heel", "toe", "instep", "shin", "knee", "thigh", "hip",
    "hand", "forearm", "elbow", "upper_arm", "shoulder",
)  # fmt: skip
PARTS = (*OF_THE_MIDDLE, *(f"{side}_{part}" for part in OF_A_SIDE for side in SIDES))
"""The names of all parts."""
PLURALS: Mapping[str, str] = {
    "feet": "foot", "heels": "heel", "toes": "toe", "shins": "shin", "knees": "knee", "thighs": "thigh",
    "hands": "hand", "forearms": "forearm", "elbows": "elbow", "upper_arms": "upper_arm", "hips": "hip",
}  # fmt: skip
"""Names for both sides at once."""
OTHER: Mapping[str, str] = {"left": "right", "right": "left", "middle": "middle"}
"""The other side; the middle is its own."""


def single_parts(part: str) -> tuple[str, ...]:
    """The parts that a name stands for: `feet` for both feet, any other name for itself."""
    one = PLURALS.get(part)
    return tuple(f"{side}_{one}" for side in SIDES) if one else (part,)


def side_of(part: str) -> Side | None:
    """The side that the name of a part begins with."""
    return next((side for side in SIDES if part.startswith(f"{side}_")), None)


def kind_of(part: str) -> str:
    """The part without its side: `foot` for `left_foot`."""
    return part.removeprefix(f"{side_of(part)}_")


def mirrored_name(part: str) -> str:
    """The name of the same part on the other side."""
    side = side_of(part)
    return f"{OTHER[side]}_{kind_of(part)}" if side else part
