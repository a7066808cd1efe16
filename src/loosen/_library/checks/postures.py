"""Checks that every name in a posture is one that the body and its room know."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from loosen._body.parts import PARTS, PLURALS
from loosen._body.posture import TAKEN_AWAY
from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._library.yaml_text import Path
from loosen._model.body import ANCHORS, Poses, Posture
from loosen._model.names import did_you_mean
from loosen.errors import Fault, FaultCode

_PARTS = (*PARTS, *PLURALS)
_SPINE = ("low_back", "mid_back", "neck", "head")


class _Name(NamedTuple):
    """A name, what may stand in its place, what it is, and where it stands."""

    name: str
    known: Collection[str]
    what: str
    path: Path


def names_in(entry: Entry, library: Library, shelf: Shelf) -> Iterator[Fault]:
    """The names in a base pose or in the poses of an exercise that nothing has."""
    names = [*_in_poses(entry.model, library), *_of_exercise(entry, library, shelf)] if entry.kind == "poses" else []
    names += _in_posture(entry.model, (), library) if entry.kind == "base_poses" else []
    for each in names:
        if each.name not in each.known:
            remedy = did_you_mean(each.name, each.known, "Mend the name.")
            what = f"'{each.name}' is no {each.what}."
            yield Fault(FaultCode.UNKNOWN_ENTRY, entry.text.at(each.path), what, remedy)


def _of_exercise(entry: Entry, library: Library, shelf: Shelf) -> Iterator[_Name]:
    if not shelf.may_name(entry.key, besides=entry):
        yield _Name(entry.key, library.exercises, "exercise", ("id",))
    yield from (_Name(name, library.demands, "demand", ("unshown", name)) for name in entry.model.unshown)


def _in_poses(poses: Poses, library: Library) -> Iterator[_Name]:
    before: list[str] = []
    for number, key in enumerate(poses.keys):
        yield from _in_posture(key, ("keys", number), library)
        if key.mirrors:
            yield _Name(key.mirrors, tuple(before), "earlier key pose", ("keys", number, "mirrors"))
        before.append(key.key)
    yield from (_Name(part, PARTS, "part of the body", ("presses", part)) for part in poses.presses)
    if poses.follows:
        yield _Name(poses.follows, PARTS, "part of the body", ("follows",))
    for number, prop in enumerate(poses.props):
        places = [*prop.along, *(prop.between or ()), *([prop.at] if prop.at else [])]
        known = (*_PARTS, *ANCHORS) if prop.along else _PARTS
        yield from (_Name(place, known, "part of the body", ("props", number)) for place in places)


def _in_posture(posture: Posture, path: Path, library: Library) -> Iterator[_Name]:
    for section, joints in (
        ("middle", posture.middle), ("both", posture.both), ("left", posture.left), ("right", posture.right),
    ):  # fmt: skip
        of_section = [name for name in library.joints if (name in _SPINE) == (section == "middle")]
        for joint, ways in joints.items():
            at = (*path, section, joint)
            yield _Name(joint, of_section, f"joint of {section}", at)
            if joint in library.joints:
                movements = library.joints[joint].movements
                yield from (_Name(way, movements, f"movement of the {joint}", (*at, way)) for way in ways)
    yield from _of_rests(posture.rests, path, library)
    for holder, what in posture.holds.items():
        yield _Name(holder, _PARTS, "part of the body", (*path, "holds", holder))
        known = (*_PARTS, *library.equipment, *library.surfaces, TAKEN_AWAY)
        yield _Name(what, known, "part of the body or thing", (*path, "holds", holder))


def _of_rests(rests: Mapping[str, str], path: Path, library: Library) -> Iterator[_Name]:
    for part, spot in rests.items():
        at = (*path, "rests", part)
        yield _Name(part, _PARTS, "part of the body", at)
        if spot != TAKEN_AWAY:
            yield from (_Name(surface, library.surfaces, "surface", at) for surface in spot.split(" on "))
