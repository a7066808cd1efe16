"""The body that poses are made of: the poses to begin from, with pictures, its joints, and what it may rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loosen._body.figures import Figures
from loosen._body.parts import PARTS, PLURALS
from loosen._library import Library
from loosen._model.body import BasePose, Joint, KeyPose, Poses, Surface
from loosen._outputs.document import table
from loosen._outputs.pictures import svg
from loosen._outputs.pictures.drawing import Subject, sketch

from .markup import evidence, page, words

_FORMS = {
    "ground": "the ground", "top": "a top of fixed height", "wall": "upright, leant against", "grip": "held by a hand",
    "filling": "as thick as the gap that it fills", "round": "round: the middle of a part lies on it",
}  # fmt: skip


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The page, and the picture of every base pose."""
    yield "poses.md", _page(library)
    figures = Figures.of(library)
    for key, base in library.base_poses.items():
        poses = Poses(id=key, view="side", keys=(KeyPose(key="start", base=key),))
        drawn = sketch(Subject(poses, (), ()), figures)
        yield f"poses/{key}.svg", f"{svg.still(drawn, 'auto', base.name, base.name)}\n"


def _page(library: Library) -> str:
    intro = (
        "Poses are joint angles in degrees: a picture is drawn from them, and what an exercise asks of the body is "
        "read off them. How to write them stands in [Writing rules and exercises](authoring.md#poses)."
    )
    parts = ["## Poses to begin from", *map(_base, library.base_poses.values())]
    parts += ["## Joints", *(part for joint in library.joints.values() for part in _joint(joint))]
    rows = [_surface(surface) for surface in library.surfaces.values()]
    parts += ["## What parts rest on", table(("id", "what", "form", "needs"), rows)]
    parts += ["## Parts of the body", f"{_named(PARTS)}. Both at once: {_named(PLURALS)}."]
    return page("Poses", intro, parts)


def _named(parts: Iterable[str]) -> str:
    return ", ".join(f"`{part}`" for part in parts)


def _base(base: BasePose) -> str:
    return f"### {base.name}\n\n`{base.id}`\n\n![{base.name}](poses/{base.id}.svg)"


def _joint(joint: Joint) -> Iterator[str]:
    yield f"### {joint.name}"
    for way, movement in joint.movements.items():
        yield f"`{joint.id}: {{{way}}}` from {movement.least:g} to {movement.most:g} degrees. {movement.say}"
        yield evidence(movement.evidence)


def _surface(surface: Surface) -> tuple[str, str, str, str]:
    height = f", {surface.height:g} m" if surface.height else f", at most {surface.most:g} m" if surface.most else ""
    return f"`{surface.id}`", surface.name, _FORMS[surface.form] + height, ", ".join(map(words, surface.needs))
