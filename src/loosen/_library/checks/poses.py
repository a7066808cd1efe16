"""Checks that poses are those of a body in its world, and that they show just the demands that their exercise names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from loosen._library.library import Library
from loosen._library.partial import as_far_as_read
from loosen._library.reading import Entry, Shelf
from loosen._model.body import SIDES, Poses
from loosen._model.exercise import Exercise
from loosen.errors import Fault, FaultCode

from .misfits import told
from .postures import names_in

if TYPE_CHECKING:
    from loosen._body.figures import Figures
    from loosen._body.measures import Measures
    from loosen._body.posture import Angles

_EVEN_DEG = 2
"""How far left and right may be apart in a pose that moves both alike, in degrees."""
_DECIDING = ("joints", "segments", "surfaces", "base_poses", "demands")
"""Kinds of which every pose depends on each."""


def poses(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Every fault of the poses: none where there should be some, names, the world, evenness, demands."""
    yield from _missing(shelf, library)
    named = [
        fault
        for entry in _with_postures(shelf)
        for fault in as_far_as_read(names_in(entry, library, shelf), whole=entry.whole)
    ]
    yield from named
    if not named and (concerned := _concerned(shelf)):
        yield from _of_all(concerned, library)


def _missing(shelf: Shelf, library: Library) -> Iterator[Fault]:
    for entry in shelf.entries["exercises"].values():
        exercise: Exercise = entry.model
        drawn = entry.key in library.poses or entry.key in shelf.unreadable.get("poses", ())
        if exercise.status == "active" and not drawn and exercise.no_poses is None:
            what = "has no poses, so that nothing proves what it asks of the body."
            remedy = f"Write knowledge/poses/{entry.key}.yaml, or give the reason under no_poses."
            yield Fault(FaultCode.UNSAID, entry.text.at(("id",)), what, remedy)


def _with_postures(shelf: Shelf) -> Iterator[Entry]:
    kinds = ("base_poses", "poses")
    yield from (entry for kind in kinds for entry in shelf.entries[kind].values())
    yield from (part for part in shelf.parts if part.kind in kinds)


def _concerned(shelf: Shelf) -> list[Entry]:
    """The poses to look at: all of them, but beside an overlay only those that something in it bears on.

    What lies below an overlay was looked at when that was checked by itself, or built.
    """
    found = list(shelf.entries["poses"].values())
    if not any(entry.overlay for of_kind in shelf.entries.values() for entry in of_kind.values()):
        return found
    if any(entry.overlay for kind in _DECIDING for entry in shelf.entries[kind].values()):
        return found
    changed = {key for key, entry in shelf.entries["exercises"].items() if entry.overlay}
    return [entry for entry in found if entry.overlay or entry.key in changed]


def _of_all(concerned: list[Entry], library: Library) -> Iterator[Fault]:
    try:
        from loosen._body.figures import Figures
    except ImportError:
        what = "cannot be checked without the package pyglm."
        yield Fault(FaultCode.NOT_INSTALLED, concerned[0].text.where, what, "Install loosen with its 'poses' extra.")
        return
    figures = Figures.of(library)
    for entry in concerned:
        yield from _of_poses(entry, figures, library)


def _of_poses(entry: Entry, figures: Figures, library: Library) -> Iterator[Fault]:
    of_one: Poses = entry.model
    try:
        angles = figures.angles(of_one)
    except RecursionError as error:
        what = f"is built on base poses that are built on each other: {error}."
        yield Fault(FaultCode.UNSOUND, entry.text.at(("keys",)), what, "Break the circle.")
        return
    for misfit in figures.misfits(of_one):
        at = entry.text.at(("keys", misfit.key, misfit.field))
        words = told(misfit)
        yield Fault(FaultCode.UNSOUND, at, f"{of_one.keys[misfit.key].key}: {words.what}", words.remedy)
    exercise = library.exercises.get(entry.key)
    if exercise is not None:
        yield from _uneven(angles, entry, exercise)
        measured = figures.measures(of_one, walking=exercise.position == "walking")
        yield from of_demands(entry, exercise, measured, library)


def _uneven(keys: list[Angles], entry: Entry, exercise: Exercise) -> Iterator[Fault]:
    """The key poses in which left and right are apart, though the exercise moves both alike."""
    if exercise.sides != "both" or entry.model.uneven:
        return
    for number, angles in enumerate(keys):
        apart = {
            f"{joint} {way}"
            for (joint, at), ways in angles.joints.items() if at in SIDES for way in ways
            if abs(angles.of(joint, "left", way) - angles.of(joint, "right", way)) > _EVEN_DEG
        }  # fmt: skip
        if apart:
            what = f"left and right differ ({', '.join(sorted(apart))}), though the exercise moves both sides at once."
            remedy = "Make them alike (`both`), or give the reason under `uneven`."
            yield Fault(FaultCode.UNSOUND, entry.text.at(("keys", number)), what, remedy)


def of_demands(entry: Entry, exercise: Exercise, measured: Sequence[Measures], library: Library) -> Iterator[Fault]:
    """The demands that the poses in an entry, measured, and their exercise do not agree about."""
    from loosen._body.proof import shown

    of_one: Poses = entry.model
    seen = shown(measured, library.demands)
    named = library.demands_behind(exercise.demands, exercise.kind)
    geometric = {key for key, demand in library.demands.items() if demand.shown_by}
    for demand in sorted(seen - named):
        what = f"shows {demand} ({_sign(demand, library)}), which the exercise does not name."
        yield Fault(FaultCode.UNSAID, entry.text.at(("keys",)), what, "List it there, or mend the pose.")
    for demand in sorted({*exercise.demands} & geometric - seen - of_one.unshown.keys()):
        what = f"does not show {demand} ({_sign(demand, library)}), which the exercise names."
        remedy = f"Mend the pose, take {demand} out of the exercise, or say under `unshown` why no pose shows it."
        yield Fault(FaultCode.UNSAID, entry.text.at(("keys",)), what, remedy)
    for demand in sorted(of_one.unshown):
        if demand in seen or demand not in named or demand not in geometric:
            why = "shows it" if demand in seen else "no pose could" if demand in named else "nobody names it"
            what = f"says why {demand} is not shown, though {why}."
            yield Fault(FaultCode.UNSAID, entry.text.at(("unshown", demand)), what, "Take this line out.")


def _sign(demand: str, library: Library) -> str:
    shown_by = library.demands[demand].shown_by
    return shown_by.say.rstrip(".") if shown_by else ""
