"""Everyday people without warning signs, drawn at random: what a plan is like for most."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from tests.people import completed

LOW = ("low_back", "hip_buttock")
TIGHT = {
    "low": ("back_of_thigh", "front_of_hip", "buttock", "calf", "low_back_stiff", "weak_core", "low_back_one_side"),
    "up": ("neck_shoulder", "neck_angle", "side_of_neck", "round_shoulders", "mid_back_stiff", "front_of_shoulder"),
}
TROUBLE = {
    "low": ("bending_forward", "rising_from_chair", "standing_long", "stairs_squat", "side_bend"),
    "up": ("turning_head", "looking_down", "reaching_up", "desk_headache"),
}
AREAS = (["low_back"], ["low_back", "hip_buttock"], ["neck"], ["neck", "shoulder_arm"], ["mid_back"], "none")
EQUIPMENT = (
    "none",
    ["chair", "wall"],
    ["chair", "wall", "mat", "towel", "cushion", "bed"],
    ["gym", "mat", "wall", "chair"],
)


def everyday_people(seed: int, count: int, **always: Any) -> Iterator[dict[str, Any]]:
    """So many people's answers, the same for the same seed; `always` are the same for each."""
    draw = Random(seed)  # noqa: S311  # people to try, no secrets
    for _ in range(count):
        yield completed({**_person(draw), **always})


def _person(draw: Random) -> dict[str, Any]:
    areas = draw.choice(AREAS)
    part = "low" if areas == "none" or set(areas) <= set(LOW) else "up"
    told: dict[str, Any] = {
        "age": draw.choice([22, 31, 38, 45, 52, 58, 66, 74, 84]),
        "pain_areas": areas,
        "tight_places": draw.sample(TIGHT[part], draw.choice([1, 2, 3])),
        "movement_trouble": draw.sample(TROUBLE[part], draw.choice([0, 1, 2])) or "none",
        "equipment": draw.choice(EQUIPMENT),
        "experience": draw.choice(["new", "some", "regular"]),
        "goal": draw.choice(["less_pain", "move_freely", "get_stronger", "relax", "prevent"]),
        "bone_joint": draw.choice(["none", "none", "none", ["knee_problem"], ["hypermobility"], ["osteoporosis"]]),
        "days_per_week": draw.choice([3, 5, 7]),
    }
    if areas != "none":
        told |= {"pain_usual": draw.choice([1, 3, 4, 6]), "pain_duration": draw.choice(["under_6w", "over_12w"])}
    return told
