"""Draws the pieces that the pictures of an exercise are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from pyglm import glm

from loosen._body.figures import Figures
from loosen._body.scene import Placed
from loosen._body.skeleton import Bone
from loosen._model.body import SIDES, VIEWS, Poses, Side
from loosen._model.exercise import Exercise
from loosen._model.knowledge import Muscle

from .camera import Camera, camera
from .figure import Shape, figure
from .furniture import between, corners, held, left_behind, room
from .marks import marks
from .motion import arrow, on_the_way, presses
from .sketch import SIZE, Sketch

_MARGIN, _MOST_SCALE, _CLOSE_SCALE = 40.0, 370.0, 840.0
"""The margin in units of the page, and how many units a metre has at most: usually, and in a close look."""
_HEAD_BONES = ("neck", "head", "shoulder")
_UPPER_BONES = ("low_back", "mid_back", "upper_arm", "forearm", "hand", *_HEAD_BONES)
_MOVED_M = 0.04
"""A part that has moved less than this from where the exercise starts is not shown there, in metres."""
_WAY, _TWEENS = 5, 2
"""How many poses an arrow follows on its way, and how many are drawn between two key poses."""


class Subject(NamedTuple):
    """What a picture is of: the poses of an exercise, and the muscles that should feel it, on which sides."""

    poses: Poses
    muscles: Sequence[Muscle]
    sides: Sequence[Side]


def subject(poses: Poses, exercise: Exercise, muscles: Mapping[str, Muscle]) -> Subject:
    """The poses of an exercise with the muscles that it aims at, on the sides where they work in its picture."""
    aims = tuple(muscles[target.muscle] for target in exercise.targets if target.share == "primary")
    near: Sequence[Side] = SIDES if exercise.sides == "both" else ("right",)
    works: Sequence[Side] = near if poses.works is None else SIDES if poses.works == "both" else (poses.works,)
    return Subject(poses, aims, works)


def sketch(of: Subject, figures: Figures) -> Sketch:
    """The sketch of an exercise."""
    return _Drawing(of, figures).sketch()


class _Drawing:
    def __init__(self, subject: Subject, figures: Figures) -> None:
        self._subject, self._figures = subject, figures
        self._keys = figures.placed(subject.poses)

    @cached_property
    def _camera(self) -> Camera:
        view = self._subject.poses.view
        looks = camera(VIEWS[view] if isinstance(view, str) else view)
        close = self._subject.poses.close
        bones = [bone for frame in self._frames for bone in frame.bones.values() if _is_shown(bone, close)]
        ends = [
            at + glm.dvec3(0, 0, by * max(bone.radii))
            for bone in bones for at in (bone.start, bone.end) for by in (1, -1)
        ]  # fmt: skip
        things = [] if close else corners(self._keys)
        return looks.fitted([*ends, *things], SIZE, _MARGIN, _CLOSE_SCALE if close else _MOST_SCALE)

    def sketch(self) -> Sketch:
        """All of its pieces."""
        names = [key.key for key in self._subject.poses.keys]
        main = next((name for name in ("hold", "middle") if name in names), names[0])
        first, last = self._keys[0], self._keys[names.index(main)]
        behind, frames, front = _apart([paths(self._body(frame)) for frame in self._frames])
        return Sketch(
            room="".join(paths(room(self._keys, self._camera))),
            behind=behind, frames=frames, front=front,
            keys={name: number * (_TWEENS + 1) for number, name in enumerate(names)}, main=main,
            ghost="".join(paths(self._ghost(first, last))), arrow="".join(paths(self._arrow(first, last))),
        )  # fmt: skip

    def _arrow(self, first: Placed, last: Placed) -> Iterator[Shape]:
        poses = self._subject.poses
        arrows = presses(poses, last, self._camera)
        if last is not first and (poses.follows or not arrows):
            way = [first, *on_the_way(self._figures, poses, first, last, _WAY), last]
            arrows += [drawn] if (drawn := arrow(way, self._camera, poses.follows)) else []
        for each in arrows:
            yield Shape("glow", each.line + each.head, 0)
            yield Shape("line", each.line, 0)
            yield Shape("tip", each.head, 0)

    @cached_property
    def _frames(self) -> list[Placed]:
        """Every key pose, with the poses on the way between two of them."""
        frames = [self._keys[0]]
        for key in self._keys[1:]:
            frames += [*on_the_way(self._figures, self._subject.poses, frames[-1], key, _TWEENS), key]
        return frames

    def _body(self, placed: Placed) -> list[Shape]:
        shapes = [*figure(placed.bones, self._camera), *between(placed, self._camera)]
        shapes += held(self._subject.poses.props, placed, self._keys[0], self._camera)
        shapes += left_behind(self._keys[0], placed, self._camera)
        marked = marks(self._subject.muscles, self._subject.sides, placed.bones, self._camera)
        return [*sorted(shapes, key=lambda shape: shape.near), *marked]

    def _ghost(self, first: Placed, main: Placed) -> list[Shape]:
        moved = {name for name, bone in first.bones.items() if _far(bone, main.bones[name]) > _MOVED_M}
        shapes = figure(first.bones, self._camera, moved)
        return [Shape("ghost", shape.path, 0) for shape in shapes if shape.style != "eye"]


def _is_shown(bone: Bone, close: str | None) -> bool:
    """Whether a close look has to show a bone."""
    if close is None:
        return True
    if close == "legs":
        return bone.segment not in _UPPER_BONES
    return bone.segment in (_HEAD_BONES if close == "head" else _UPPER_BONES)


def _far(one: Bone, other: Bone) -> float:
    """How far a bone is from where it is in another pose, in metres."""
    return max(float(glm.length(one.end - other.end)), float(glm.length(one.start - other.start)))


def paths(shapes: Iterable[Shape]) -> list[str]:
    """The shapes as elements of SVG."""
    return [f'<path class="lo-{shape.style}" d="{shape.path}"/>' for shape in shapes]


def _apart(frames: Sequence[Sequence[str]]) -> tuple[str, tuple[str, ...], str]:
    """What is drawn first in all frames, what differs, and what is drawn last in all: only the second moves."""
    first = _alike(frames)
    rest = [frame[first:] for frame in frames]
    last = _alike([frame[::-1] for frame in rest])
    moving = tuple("".join(frame[: len(frame) - last]) for frame in rest)
    return "".join(frames[0][:first]), moving, "".join(rest[0][len(rest[0]) - last :])


def _alike(frames: Sequence[Sequence[str]]) -> int:
    """How many of the first shapes are the same in all frames."""
    return sum(1 for _ in takewhile(lambda shapes: len(set(shapes)) == 1, zip(*frames, strict=False)))
