"""The catalogue of exercises: by muscle and position, and every exercise in full."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library import Library
from loosen._model.base import KINDS, Kind
from loosen._model.exercise import Dose, Exercise
from loosen._model.language import ENGLISH
from loosen._words.speech import speech_of

from .markup import bullets, evidence, exercise_link, link, muscle_link, numbered, page, review, table, words

POSITIONS = (
    ("lying on the back", ("supine", "semi_reclined")),
    ("lying on the front", ("prone",)),
    ("lying on the side", ("side_lying",)),
    ("hands and knees, kneeling", ("hands_and_knees", "kneeling", "half_kneeling")),
    ("sitting", ("sitting", "floor_sitting")),
    ("standing, walking", ("standing", "walking")),
)
"""Positions as the catalogue groups them."""


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The overview, and one page for each kind."""
    yield "exercises/index.md", _overview(library)
    for kind in KINDS:
        yield f"exercises/{kind}.md", _of_kind(kind, library)


def _overview(library: Library) -> str:
    toc = "```{toctree}\n:maxdepth: 1\n\n" + "\n".join(KINDS) + "\n```"
    active, others = library.active_exercises, len(library.exercises) - len(library.active_exercises)
    intro = (
        f"{len(active)} exercises may be given. {others} more are kept with the reason why they are not given. "
        "An exercise is listed under each muscle that it mainly works on; the number after its name is its level, 1 "
        "(easiest) to 4."
    )
    return page("Exercises", intro, [toc, *_by_muscle(library), *_not_given(library)])


def _by_muscle(library: Library) -> Iterator[str]:
    for key, muscle in sorted(library.muscles.items(), key=lambda item: item[1].name):
        found = [exercise for exercise in library.active_exercises.values() if key in _mains(exercise)]
        if found:
            yield f"## {muscle.name}"
            yield table(("position", "exercises"), _rows(found, library))


def _rows(found: list[Exercise], library: Library) -> Iterator[tuple[str, str]]:
    for name, positions in POSITIONS:
        here = sorted((item.level, item.name, item.id) for item in found if item.position in positions)
        if here:
            yield name, ", ".join(f"{exercise_link(library, key, '../')} {level}" for level, _, key in here)


def _mains(exercise: Exercise) -> set[str]:
    return {target.muscle for target in exercise.targets if target.share == "primary"}


def _not_given(library: Library) -> Iterator[str]:
    kept = [exercise for exercise in library.exercises.values() if exercise.status != "active"]
    if kept:
        yield "## Not given to anybody"
        yield bullets(f"{exercise_link(library, item.id, '../')}: {item.reason or 'a draft'}" for item in kept)


def _of_kind(kind: Kind, library: Library) -> str:
    found = sorted((item for item in library.exercises.values() if item.kind == kind), key=lambda item: item.name)
    parts = (part for exercise in found for part in _exercise(exercise, library))
    title = speech_of(ENGLISH).one_of("kind", kind).capitalize()
    return page(f"{title} exercises", f"{len(found)} exercises of the kind *{kind}*.", parts)


def _exercise(exercise: Exercise, library: Library) -> Iterator[str]:
    yield f"## {exercise.name}"
    if exercise.status != "active":
        yield f"**Not given ({exercise.status}).** {exercise.reason or ''}".rstrip()
    yield table(("", ""), _facts(exercise, library))
    yield numbered(exercise.steps)
    yield f"You feel it: {exercise.feel}"
    yield bullets(exercise.stop_signs)
    if exercise.adaptations:
        yield "Milder forms:"
        yield bullets(
            f"without {', '.join(library.demands[demand].name.lower() for demand in way.removes)}: {way.how}"
            for way in exercise.adaptations
        )
    yield "Rests on:"
    yield evidence(exercise.evidence, "../")


def _facts(exercise: Exercise, library: Library) -> Iterator[tuple[str, str]]:
    yield "id", f"`{exercise.id}`"
    for share in ("primary", "secondary"):
        muscles = [muscle_link(library, item.muscle, "../") for item in exercise.targets if item.share == share]
        if muscles:
            yield {"primary": "works on", "secondary": "also works on"}[share], ", ".join(muscles)
    needs = f", with {', '.join(map(words, exercise.equipment))}" if exercise.equipment else ""
    yield "position", words(exercise.position) + needs
    yield "sides", {"both": "both at once", "each": "one, then the other", "alternate": "in turn"}[exercise.sides]
    if exercise.id in library.place_on_ladder:
        ladder, step = library.place_on_ladder[exercise.id]
        yield "level and ladder", f"level {exercise.level}; step {step} of {len(ladder.steps)} of “{ladder.name}”"
    dose = library.doses[exercise.dose]
    yield "dose", f"{link(dose.name, '../doses.md', dose.name)}: {in_words(dose)}"
    asks = sorted(library.demands[demand].name.lower() for demand in library.demands_of[exercise.id])
    yield "asks for", ", ".join(asks) or "nothing special"
    if exercise.inferred:
        yield "filled in from general practice", ", ".join(exercise.inferred)
    yield "reviewed by", review(exercise.reviewed)


def in_words(dose: Dose) -> str:
    """A named dose with its spans."""
    parts = [f"{dose.hold_s.start} s ({dose.hold_s.least} to {dose.hold_s.most})"] if dose.hold_s.most else []
    if dose.repetitions.most > 1:
        parts.append(f"{dose.repetitions.start} repetitions ({dose.repetitions.least} to {dose.repetitions.most})")
    parts.append(f"{dose.sets.start} round{'s' * (dose.sets.start != 1)} ({dose.sets.least} to {dose.sets.most})")
    parts.append(f"{dose.days_per_week.start} days a week ({dose.days_per_week.least} to {dose.days_per_week.most})")
    return ", ".join(parts)
