"""The things in the room as boxes, where the body that rests on them needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pyglm import glm

from .contact import centre_of, pads_of
from .scene import Placed, Spot


class Box(NamedTuple):
    """An upright box: what it is part of, its lowest and highest corner, in metres; `solid` ones carry something."""

    thing: str
    least: glm.dvec3
    most: glm.dvec3
    solid: bool = True

    def depth(self, point: glm.dvec3, radius: float) -> float:
        """How deep a ball has sunk into it from above, in metres; 0 for one that is beside, above or wholly below."""
        beside = not (self.least.x < point.x < self.most.x and self.least.y < point.y < self.most.y)
        if beside or point.z + radius < self.least.z + 0.02 or point.z < self.least.z:
            return 0.0
        return max(0.0, self.most.z - (point.z - radius))


_SEAT, _LEG, _BACK = 0.21, 0.02, 0.44
"""Half the side of a seat, half the side of a leg, and how high a backrest is above the seat, in metres."""


_BACK_IN_IT, _AT_THE_FRONT = 0.08, -0.05
"""How far the middle of a seat is before the pelvis of somebody who sits well back, or at the front, in metres."""
_LONG, _DEEP = 0.5, 0.3
"""Half the length and half the depth of a table, in metres."""


def boxes(keys: Sequence[Placed]) -> list[Box]:
    """The boxes of all surfaces that a body rests on in some key pose, as they stand in the first that needs them."""
    found: dict[str, list[Box]] = {}
    for key in keys:
        for name, parts in _carried(key).items():
            if name in _MADE and name not in found:
                found[name] = list(_MADE[name](key, parts))
    return [box for of_one in found.values() for box in of_one]


def _carried(key: Placed) -> dict[str, dict[str, Spot]]:
    found: dict[str, dict[str, Spot]] = {}
    for part, spot in key.spots.items():
        found.setdefault(spot.surface.id, {})[part] = spot
    return found


def _middle(key: Placed, parts: Mapping[str, Spot]) -> glm.dvec3:
    pads = [pad for part in parts for pad in pads_of(part, key.bones)]
    return centre_of(pads)


def _box(thing: str, at: glm.dvec3, half: tuple[float, float], z: tuple[float, float], solid: bool = True) -> Box:
    least, most = glm.dvec3(at.x - half[0], at.y - half[1], z[0]), glm.dvec3(at.x + half[0], at.y + half[1], z[1])
    return Box(thing, least, most, solid)


def _chair(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    """A chair under whoever sits on it, its back behind; under legs, an arm or a foot its back is on the far side."""
    top = next(iter(parts.values())).surface.height
    sits = "pelvis" in parts
    ahead = 0.0 if not sits else _AT_THE_FRONT if parts["pelvis"].surface.id == "chair_front" else _BACK_IN_IT
    at = _middle(key, {"pelvis": parts["pelvis"]} if sits else parts) + glm.dvec3(ahead, 0, 0)
    yield from _four_legs("chair", at, top)
    if "chair_top" in _carried(key):
        yield _backrest_held(at, _middle(key, _carried(key)["chair_top"]), top)
    else:
        behind = sits or "chair_back" in _carried(key) or at.x < key.bones["pelvis"].start.x
        yield _backrest(at.x + (-_SEAT if behind else _SEAT), at.y, top)


def _four_legs(thing: str, at: glm.dvec3, top: float) -> Iterator[Box]:
    yield _box(thing, at, (_SEAT, _SEAT), (top - 0.04, top))
    for x in (-1, 1):
        for y in (-1, 1):
            foot = at + glm.dvec3(x * (_SEAT - _LEG), y * (_SEAT - _LEG), 0)
            yield _box(thing, foot, (_LEG, _LEG), (0, top - 0.04), solid=False)


def _backrest_held(seat: glm.dvec3, hand: glm.dvec3, top: float) -> Box:
    """The backrest on the side of the hand that has hold of it."""
    if abs(hand.x - seat.x) > abs(hand.y - seat.y):
        return _backrest(seat.x + (_SEAT if hand.x > seat.x else -_SEAT), seat.y, top)
    at = glm.dvec3(seat.x, seat.y + (_SEAT if hand.y > seat.y else -_SEAT), 0)
    return _box("chair", at, (_SEAT, 0.015), (top, top + _BACK), solid=False)


def _backrest(x: float, y: float, seat: float) -> Box:
    return _box("chair", glm.dvec3(x, y, 0), (0.015, _SEAT), (seat, seat + _BACK), solid=False)


def _chair_held(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    """A chair whose back a hand rests on; its seat is on the far side."""
    if "chair" in _carried(key):
        return
    at, body = _middle(key, parts), key.bones["pelvis"].start
    if abs(at.y - body.y) > abs(at.x - body.x):
        seat = at + glm.dvec3(0.0, _SEAT if at.y > body.y else -_SEAT, 0)
        yield _box("chair", glm.dvec3(at.x, at.y, 0), (_SEAT, 0.015), (0.45, at.z - 0.02), solid=False)
    else:
        seat = at + glm.dvec3(_SEAT if at.x > body.x else -_SEAT, 0, 0)
        yield _box("chair", glm.dvec3(at.x, at.y, 0), (0.015, _SEAT), (0.45, at.z - 0.02), solid=False)
    yield from _four_legs("chair", seat, 0.45)


def _bed(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    """A bed under the body; where a leg hangs beside it, the body lies at that edge."""
    pads = [pad for part in parts for pad in pads_of(part, key.bones)]
    top = next(iter(parts.values())).surface.height
    least, most = min(pad.at.x for pad in pads) - 0.12, max(pad.at.x for pad in pads) + 0.12
    right, left = _edges_of_bed(key, top)
    yield Box("bed", glm.dvec3(least, right, 0.12), glm.dvec3(most, left, top))
    for x in (least + 0.04, most - 0.04):
        for y in (right + 0.05, left - 0.05):
            yield _box("bed", glm.dvec3(x, y, 0), (0.03, 0.03), (0, 0.12), solid=False)


def _edges_of_bed(key: Placed, top: float) -> tuple[float, float]:
    """The right and the left edge of a bed, in metres."""
    middle = float(key.bones["pelvis"].start.y)
    for side, out in (("left", 1), ("right", -1)):
        if key.bones[f"{side}_shank"].end.z < top:
            edge = float(key.bones[f"{side}_thigh"].start.y) - out * 0.03
            return (edge - 0.9, edge) if out > 0 else (edge, edge + 0.9)
    return middle - 0.45, middle + 0.45


def _table(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    """A table or worktop whose edge is just before the parts that rest on it, on the side where they are."""
    surface, at, body = next(iter(parts.values())).surface, _middle(key, parts), key.bones["pelvis"].start
    aside = abs(at.y - body.y) > abs(at.x - body.x)
    way = glm.dvec3(0, 1 if at.y > body.y else -1, 0) if aside else glm.dvec3(1 if at.x > body.x else -1, 0, 0)
    nearest = min(float(glm.dot(pad.at, way)) for part in parts for pad in pads_of(part, key.bones))
    middle = at + way * (nearest - float(glm.dot(at, way)) - 0.06 + _DEEP)
    half = (_LONG, _DEEP) if aside else (_DEEP, _LONG)
    yield _box(surface.id, middle, half, (surface.height - 0.04, surface.height))
    if surface.id == "worktop":
        yield _box(surface.id, middle + way * 0.04, half, (0, surface.height - 0.04), solid=False)
        return
    for x in (0.04 - half[0], half[0] - 0.04):
        for y in (0.04 - half[1], half[1] - 0.04):
            foot = middle + glm.dvec3(x, y, 0)
            yield _box(surface.id, foot, (_LEG, _LEG), (0, surface.height - 0.04), solid=False)


def _step(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    at, top = _middle(key, parts), next(iter(parts.values())).surface.height
    ahead = 0.06 if any("foot" in part for part in parts) else 0.12
    yield _box("step", at + glm.dvec3(ahead, 0, 0), (0.2, 0.3), (0, top))


def _second_step(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    """The step itself, and the one below it, half as high and before it."""
    at, top = _middle(key, parts), next(iter(parts.values())).surface.height
    yield _box("second_step", at + glm.dvec3(0.12, 0, 0), (0.2, 0.3), (0, top))
    yield _box("second_step", at - glm.dvec3(0.22, 0, 0), (0.14, 0.3), (0, top / 2))


def _treadmill(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    at, top = key.bones["pelvis"].start, next(iter(parts.values())).surface.height
    yield _box("treadmill", at, (0.8, 0.3), (0.03, top))
    for y in (-0.38, 0.38):
        yield _box("treadmill", at + glm.dvec3(0.35, y, 0), (0.4, 0.02), (0.88, 0.92), solid=False)
        yield _box("treadmill", at + glm.dvec3(0.72, y, 0), (0.02, 0.02), (0, 0.92), solid=False)


def _saddle(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    at, top = key.bones["pelvis"].start, next(iter(parts.values())).surface.height
    yield _box("saddle", at, (0.13, 0.09), (top - 0.06, top), solid=False)
    yield _box("saddle", at, (0.02, 0.02), (0.04, top - 0.06), solid=False)
    yield _box("saddle", at + glm.dvec3(0.2, 0, 0), (0.45, 0.03), (0.0, 0.04), solid=False)


def _rail(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    at = _middle(key, parts)
    yield _box("rail", at, (0.015, 0.22), (at.z - 0.045, at.z - 0.015), solid=False)
    for y in (-0.2, 0.2):
        yield _box("rail", at + glm.dvec3(0, y, 0), (0.015, 0.015), (0, at.z - 0.045), solid=False)


def _wall(key: Placed, parts: Mapping[str, Spot]) -> Iterator[Box]:
    wall = key.walls[next(iter(parts.values())).surface.id]
    on = -wall.normal * -wall.away
    at, thick = _middle(key, parts), 0.04
    high = max(1.2, max(bone.end.z for bone in key.bones.values()) + 0.1)
    if abs(wall.normal.x) > 0.5:
        least, most = sorted((on.x, on.x - wall.normal.x * thick))
        yield Box("wall", glm.dvec3(least, at.y - 0.6, 0), glm.dvec3(most, at.y + 0.6, high), False)
    else:
        least, most = sorted((on.y, on.y - wall.normal.y * thick))
        yield Box("wall", glm.dvec3(at.x - 0.6, least, 0), glm.dvec3(at.x + 0.6, most, high), False)


_MADE = {
    "chair": _chair, "chair_front": _chair, "chair_top": _chair_held, "bed": _bed, "table": _table,
    "worktop": _table, "step": _step, "second_step": _second_step, "rail": _rail, "wall": _wall, "gym_seat": _chair,
    "treadmill": _treadmill, "saddle": _saddle,
}  # fmt: skip
"""How the boxes of each surface are made, given the body and the parts that rest on it."""
