"""The picture of an exercise as SVG: its main pose and where it comes from, one key pose alone, or all of it moving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from pyglm import glm

from loosen._body.figures import Figures
from loosen._body.scene import Placed
from loosen._body.skeleton import Bone
from loosen._model.body import SIDES, VIEWS, Poses, Side
from loosen._model.knowledge import Muscle

from .camera import Camera, camera
from .figure import Shape, figure
from .furniture import between, corners, held, room
from .marks import marks
from .motion import arrow, on_the_way
from .style import Theme, style

SIZE = 320
"""The sides of a picture, in its own units."""
_MARGIN, _MOST_SCALE, _CLOSE_SCALE = 26.0, 185.0, 420.0
"""The margin in units of the page, and how many units a metre has at most: usually, and in a close look."""
_HEAD_BONES = ("neck", "head", "shoulder")
_UPPER_BONES = ("low_back", "mid_back", "upper_arm", "forearm", "hand", *_HEAD_BONES)
_MOVED_M = 0.04
"""A part that has moved less than this from where the exercise starts is not shown there, in metres."""
_WAY, _TWEENS = 5, 3


@dataclass(frozen=True)
class Subject:
    """What a picture is of: the poses of an exercise, and the muscles that should feel it, on which sides."""

    poses: Poses
    muscles: Sequence[Muscle]
    sides: Sequence[Side]
    title: str


class Drawing:
    """The pictures of one exercise."""

    def __init__(self, subject: Subject, figures: Figures) -> None:
        self._subject, self._figures = subject, figures
        self._keys = figures.placed(subject.poses)

    @cached_property
    def _camera(self) -> Camera:
        view = self._subject.poses.view
        looks = camera(VIEWS[view] if isinstance(view, str) else view)
        close = self._subject.poses.close
        bones = [bone for key in self._keys for bone in key.bones.values() if _is_shown(bone, close)]
        ends = [at for bone in bones for at in (bone.start, bone.end)]
        things = [] if close else corners(self._keys)
        return looks.fitted([*ends, *things], SIZE, _MARGIN, _CLOSE_SCALE if close else _MOST_SCALE)

    @property
    def _main(self) -> int:
        """The key pose that the picture is of: where something is held, else the last on the way there."""
        names = [key.key for key in self._subject.poses.keys]
        return next((names.index(name) for name in ("hold", "middle") if name in names), 0)

    def still(self, theme: Theme) -> str:
        """The main pose, where the body was at the start, and an arrow from there."""
        first, main = self._keys[0], self._keys[self._main]
        shapes = self._room() + self._ghost(first, main) + self._body(main)
        if main is not first:
            way = [first, *on_the_way(self._figures, self._subject.poses, first, main, _WAY), main]
            if drawn := arrow(way, self._camera):
                shapes += [
                    Shape("glow", drawn.line + drawn.head, 0),
                    Shape("line", drawn.line, 0),
                    Shape("head", drawn.head, 0),
                ]
        return self._svg(theme, "".join(_paths(shapes)))

    def pose(self, name: str, theme: Theme) -> str:
        """One key pose. Raises `KeyError` where the exercise has no such one."""
        for key, placed in zip(self._subject.poses.keys, self._keys, strict=True):
            if key.key == name:
                return self._svg(theme, "".join(_paths(self._room() + self._body(placed))))
        raise KeyError(name)

    def moving(self, theme: Theme, seconds: float) -> str:
        """All key poses there and back in `seconds`; somebody who asks for little movement sees the main one."""
        frames = self._frames()
        there_and_back = [*range(len(frames)), *range(len(frames) - 2, 0, -1)]
        drawn = "".join(
            f'<g class="lo-f lo-f{number}">{"".join(_paths(self._body(frame)))}</g>'
            for number, frame in enumerate(frames)
        )
        still = f'<g class="lo-s">{"".join(_paths(self._body(self._keys[self._main])))}</g>'
        return self._svg(theme, "".join(_paths(self._room())) + drawn + still, _timing(there_and_back, seconds))

    def _frames(self) -> list[Placed]:
        frames = [self._keys[0]]
        for key in self._keys[1:]:
            frames += [*on_the_way(self._figures, self._subject.poses, frames[-1], key, _TWEENS), key]
        return frames

    def _room(self) -> list[Shape]:
        return room(self._keys, self._camera)

    def _body(self, placed: Placed) -> list[Shape]:
        shapes = [*figure(placed.bones, self._camera), *between(placed, self._camera)]
        shapes += held(self._subject.poses.props, placed, self._camera)
        marked = marks(self._subject.muscles, self._subject.sides, placed.bones, self._camera)
        return [*sorted(shapes, key=lambda shape: shape.near), *marked]

    def _ghost(self, first: Placed, main: Placed) -> list[Shape]:
        moved = {name for name, bone in first.bones.items() if _far(bone, main.bones[name]) > _MOVED_M}
        shapes = figure(first.bones, self._camera, moved)
        return [Shape("ghost", shape.path, 0) for shape in shapes if shape.style != "eye"]

    def _svg(self, theme: Theme, inside: str, timing: str = "") -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img">'
            f"<title>{escape(self._subject.title)}</title><style>{style(theme)}{timing}</style>{inside}</svg>"
        )


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


def sides_of(poses: Poses, sides: str) -> Sequence[Side]:
    """The sides on which the muscles of an exercise work in its picture: what the poses say, else the near one."""
    if poses.works:
        return SIDES if poses.works == "both" else (poses.works,)
    return SIDES if sides == "both" else ("right",)


def _paths(shapes: Sequence[Shape]) -> Iterator[str]:
    for shape in shapes:
        yield f'<path class="lo-{shape.style}" d="{shape.path}"/>'


def _timing(order: Sequence[int], seconds: float) -> str:
    """The style that shows one frame after the other; nothing moves for those who asked for reduced motion."""
    share = 100 / len(order)
    rules = [".lo-s{display:none}.lo-f{opacity:0}"]
    for frame in sorted(set(order)):
        shown = [turn for turn, number in enumerate(order) if number == frame]
        steps = "".join(f"{turn * share:.3g}%{{opacity:1}}{(turn + 1) * share:.3g}%{{opacity:0}}" for turn in shown)
        before = "" if 0 in shown else "0%{opacity:0}"
        name = f"lo-{len(order)}-{frame}"
        rules.append(
            f"@keyframes {name}{{{before}{steps}}}.lo-f{frame}{{animation:{name} {seconds:g}s step-end infinite}}"
        )
    rules.append("@media(prefers-reduced-motion:reduce){.lo-f{animation:none}.lo-s{display:inline}}")
    return "".join(rules)
