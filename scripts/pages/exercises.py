"""The catalogue of exercises: by muscle and position, and every exercise in full."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library import Library
from loosen._model.base import KINDS, Kind
from loosen._model.exercise import Exercise
from loosen._outputs.document import Block, table, to_markdown
from loosen._outputs.entry.exercise import about_exercise
from loosen._outputs.pictures import picture
from loosen._words.speech import capital

from .markup import SPEECH, Linked, bullets, exercise_link, page

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
    for key in library.poses:
        yield f"exercises/pictures/{key}.svg", f"{picture(key, library)}\n"


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
    view = Linked(library)
    title = capital(SPEECH.one_of("kind", kind))
    intro = f"{len(found)} exercises of the kind *{kind}*."
    return page(f"{title} exercises", intro, [_entry(item, view) for item in found])


def _entry(item: Exercise, view: Linked) -> str:
    heading = to_markdown([Block("heading", (item.name,))]).strip("\n")
    drawn = f"\n\n![{item.name}](pictures/{item.id}.svg)" if item.id in view.library.poses else ""
    return f"{heading}{drawn}\n\n{to_markdown(about_exercise(item, view), is_markdown=True).strip(chr(10))}"
