"""Checks that poses are those of a body in its world, and that they show just the demands that their exercise names."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._body.figures import Figures
from loosen._body.posture import Angles
from loosen._body.proof import shown
from loosen._body.world import Misfit
from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._model.body import SIDES, Poses
from loosen._model.exercise import Exercise
from loosen.errors import Fault, FaultCode

from .postures import names_in

_EVEN_DEG = 2
"""How far left and right may be apart in a pose that moves both alike, in degrees."""


def poses(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Every fault of the poses: names, the world, evenness, demands; and the exercises in use that have none."""
    sound = True
    for kind in ("base_poses", "poses"):
        for entry in shelf.entries[kind].values():
            faults = list(names_in(entry, library, shelf))
            sound = sound and not faults
            yield from faults
    figures = Figures.of(library)
    for entry in shelf.entries["poses"].values() if sound else ():
        yield from _of_poses(entry, figures, library)


def _of_poses(entry: Entry, figures: Figures, library: Library) -> Iterator[Fault]:
    of_one: Poses = entry.model
    try:
        keys = figures.placed(of_one)
    except RecursionError as error:
        what = f"is built on base poses that are built on each other: {error}."
        yield Fault(FaultCode.UNSOUND, entry.text.at(("keys",)), what, "Break the circle.")
        return
    yield from (_misfit(misfit, entry) for misfit in figures.misfits(of_one))
    exercise = library.exercises.get(entry.key)
    if exercise is None:
        return
    if exercise.sides == "both" and not of_one.uneven:
        yield from _uneven([key.angles for key in keys], entry)
    yield from _of_demands(entry, exercise, figures, library)


def _misfit(misfit: Misfit, entry: Entry) -> Fault:
    return Fault(FaultCode.UNSOUND, entry.text.at(("keys", misfit.key, misfit.field)), misfit.what, misfit.remedy)


def _uneven(keys: list[Angles], entry: Entry) -> Iterator[Fault]:
    """The key poses in which left and right are apart, though the exercise moves both alike."""
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


def _of_demands(entry: Entry, exercise: Exercise, figures: Figures, library: Library) -> Iterator[Fault]:
    """The demands that poses and exercise do not agree about."""
    of_one: Poses = entry.model
    seen = shown(figures.measures(of_one, walking=exercise.position == "walking"), library.demands)
    named = library.demands_of[exercise.id]
    for demand in sorted(seen - named):
        what = f"shows {demand} ({_sign(demand, library)}), which the exercise does not name."
        yield Fault(FaultCode.UNSAID, entry.text.at(("keys",)), what, "List it there, or mend the pose.")
    for demand in sorted({*exercise.demands} - seen - of_one.unshown.keys()):
        if library.demands[demand].shown_by:
            what = f"does not show {demand} ({_sign(demand, library)}), which the exercise names."
            remedy = f"Mend the pose, take {demand} out of the exercise, or say under `unshown` why no pose shows it."
            yield Fault(FaultCode.UNSAID, entry.text.at(("keys",)), what, remedy)
    for demand in sorted(of_one.unshown.keys() & (seen | library.demands.keys() - named)):
        what = f"says why {demand} is not shown, " + ("yet shows it." if demand in seen else "which nobody asks for.")
        yield Fault(FaultCode.UNSAID, entry.text.at(("unshown", demand)), what, "Take this line out.")


def _sign(demand: str, library: Library) -> str:
    shown_by = library.demands[demand].shown_by
    return shown_by.say.rstrip(".") if shown_by else ""
