"""From what a pose says to all that it means: every angle of every joint, what carries the body, what hands hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loosen._model.body import SIDES, BasePose, KeyPose, Lie, Poses, Posture

from .parts import OTHER, mirrored_name, single_parts

Lying = tuple[float, float, float]
"""How the pelvis lies: lean, side and turn, in degrees."""
JointAt = tuple[str, str]
"""A joint and where it is: `("knee", "left")`, `("neck", "middle")`."""

TAKEN_AWAY = "none"
"""What `rests` and `holds` say of a part that is no longer carried, and of a hand that lets go."""


@dataclass(frozen=True)
class Angles:
    """A whole posture: the angles of the joints, how the pelvis lies, what carries which part, what a hand holds."""

    lying: Lying = (0.0, 0.0, 0.0)
    joints: Mapping[JointAt, Mapping[str, float]] = field(default_factory=dict)
    rests: Mapping[str, str] = field(default_factory=dict)
    holds: Mapping[str, str] = field(default_factory=dict)

    def of(self, joint: str, at: str, movement: str) -> float:
        """The angle of one movement, in degrees; 0 where nothing is said of it."""
        return self.joints.get((joint, at), {}).get(movement, 0.0)

    def mirrored(self) -> Angles:
        """The mirror image: left and right change places, and what leans or turns does so to the other side."""
        lean, side, turn = self.lying
        joints = {
            (joint, OTHER[at]): {way: _mirrored_angle(at, way, angle) for way, angle in ways.items()}
            for (joint, at), ways in self.joints.items()
        }
        return Angles(
            (lean, -side, -turn),
            joints,
            {mirrored_name(part): on for part, on in self.rests.items()},
            {mirrored_name(hand): mirrored_name(what) for hand, what in self.holds.items()},
        )


def _mirrored_angle(at: str, way: str, angle: float) -> float:
    return -angle if at == "middle" and way != "flexion" else angle


def built(poses: Poses, bases: Mapping[str, BasePose]) -> list[Angles]:
    """Every key pose in full, in their order.

    Raises `KeyError` for a base pose or a mirrored key pose that is not there, `RecursionError` for one that is built
    on itself.
    """
    done: dict[str, Angles] = {}
    before = Angles()
    for key in poses.keys:
        before = done[key.key] = _key(key, before, done, bases)
    return list(done.values())


def _key(key: KeyPose, before: Angles, done: Mapping[str, Angles], bases: Mapping[str, BasePose]) -> Angles:
    if key.mirrors:
        before = done[key.mirrors].mirrored()
    elif key.base:
        before = _base(key.base, bases, ())
    return _with(before, key)


def _base(name: str, bases: Mapping[str, BasePose], above: Sequence[str]) -> Angles:
    if name in above:
        raise RecursionError(" -> ".join((*above, name)))
    pose = bases[name]
    return _with(_base(pose.base, bases, (*above, name)) if pose.base else Angles(), pose)


def _with(before: Angles, posture: Posture) -> Angles:
    joints = {at: dict(ways) for at, ways in before.joints.items()}
    for at, said in _said(posture):
        for joint, ways in said.items():
            joints[joint, at] = joints.get((joint, at), {}) | dict(ways)
    rests = _merged(before.rests, {one: on for part, on in posture.rests.items() for one in single_parts(part)})
    holds = _merged(before.holds, {one: what for hand, what in posture.holds.items() for one in single_parts(hand)})
    return replace(before, lying=_lying(before.lying, posture.body), joints=joints, rests=rests, holds=holds)


def _said(posture: Posture) -> list[tuple[str, Mapping[str, Mapping[str, float]]]]:
    both: list[tuple[str, Mapping[str, Mapping[str, float]]]] = [(side, posture.both) for side in SIDES]
    return [("middle", posture.middle), *both, ("left", posture.left), ("right", posture.right)]


def _lying(before: Lying, lie: Lie) -> Lying:
    lean, side, turn = before
    return (
        lean if lie.lean is None else lie.lean,
        side if lie.side is None else lie.side,
        turn if lie.turn is None else lie.turn,
    )


def _merged(before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    return {part: on for part, on in {**before, **said}.items() if on != TAKEN_AWAY}


def between(one: Angles, other: Angles, share: float) -> Angles:
    """The posture on the way from one to the other, `share` of the way; it rests on what the nearer one rests on."""
    joints = {
        at: {
            way: _on_the_way(one.of(*at, way), other.of(*at, way), share)
            for way in {**one.joints.get(at, {}), **other.joints.get(at, {})}
        }
        for at in {**one.joints, **other.joints}
    }
    lean, side, turn = (_on_the_way(a, b, share) for a, b in zip(one.lying, other.lying, strict=True))
    nearer = other if share > 0.5 else one
    return Angles((lean, side, turn), joints, nearer.rests, nearer.holds)


def _on_the_way(one: float, other: float, share: float) -> float:
    return one + (other - one) * share
