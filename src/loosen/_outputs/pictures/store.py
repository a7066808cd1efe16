"""Where sketches come from: an installed program brings them along; whatever differs from those is drawn when asked.

A sketch is named by the digest of all that it is drawn from, so that poses of an overlay are never shown by a picture
of others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._library.stored import installed, is_installed
from loosen._model.base import Model
from loosen.errors import Fault, FaultCode, LoosenError

from .sketch import BodySketch, Sketch

_BODY = ("joints", "segments", "surfaces", "base_poses")


class Sketches(Model):
    """Everything that is drawn for a library: the sketches by digest, and the body."""

    exercises: dict[str, Sketch]
    bodies: dict[str, BodySketch]


def sketches(library: Library) -> bytes:
    """All sketches of a library, to be built into the program."""
    of = {_digest_of_exercise(key, library): _drawn(key, library) for key in library.poses}
    return Sketches(exercises=of, bodies={_digest_of_body(library): _body(library)}).model_dump_json().encode()


def sketch_of(exercise: str, library: Library) -> Sketch | None:
    """The sketch of an exercise; None where it has no poses. Raises `LoosenError` when it cannot be drawn here."""
    if exercise not in library.poses:
        return None
    return _brought().exercises.get(_digest_of_exercise(exercise, library)) or _drawn(exercise, library)


def body_of(library: Library) -> BodySketch:
    """The body. Raises `LoosenError` when it cannot be drawn here."""
    return _brought().bodies.get(_digest_of_body(library)) or _body(library)


@lru_cache(maxsize=1)
def _brought() -> Sketches:
    if not is_installed():
        return Sketches(exercises={}, bodies={})
    return Sketches.model_validate_json(installed("pictures"))


def _drawn(exercise: str, library: Library) -> Sketch:
    try:
        from loosen._body.figures import Figures

        from .drawing import sketch, subject
    except ImportError:
        raise _cannot_draw() from None
    what = subject(library.poses[exercise], library.exercises[exercise], library.muscles)
    return sketch(what, Figures.of(library))


@remembered()
def _body(library: Library) -> BodySketch:
    try:
        from loosen._body.figures import Figures

        from .body import body_sketch
    except ImportError:
        raise _cannot_draw() from None
    return body_sketch(Figures.of(library), library.muscles, library.questions)


def _cannot_draw() -> LoosenError:
    remedy = Fault(FaultCode.NOT_INSTALLED, "pyglm", "is not installed.", "Install loosen with its 'poses' extra.")
    return LoosenError("To draw poses of your own needs one more package.", [remedy])


def _digest_of_exercise(key: str, library: Library) -> str:
    exercise = library.exercises[key]
    own = (library.poses[key], *exercise.targets)
    return _digest([_digest_of_body(library), exercise.sides, *(each.model_dump_json() for each in own)])


@remembered()
def _digest_of_body(library: Library) -> str:
    kinds: Iterable[Mapping[str, Model]] = (getattr(library, kind) for kind in _BODY)
    entries = (entry.model_dump_json() for kind in kinds for entry in kind.values())
    lying = [(key, muscle.lies) for key, muscle in library.muscles.items()]
    lying += [
        (f"{key} {option.id}", option.lies)
        for key, question in library.questions.items() for option in question.options if option.lies
    ]  # fmt: skip
    places = (f"{key} {place.model_dump_json()}" for key, where in lying for place in where)
    return _digest([*entries, *places])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
