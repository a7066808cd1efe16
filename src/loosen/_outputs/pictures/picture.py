"""The pictures that apps, pages and hand-outs show."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Sequence
from typing import get_args

from loosen._explain.why.naming import entry_called
from loosen._library import Library
from loosen._library.loading import bundled
from loosen._model.names import did_you_mean
from loosen.errors import Fault, FaultCode, UnknownEntry

from . import svg
from .store import body_of, sketch_of
from .style import Theme

_SECONDS = {"held": 6.0, "isometric": 6.0, "dynamic": 4.0, "continuous": 3.0}
"""How long a moving picture takes there and back, by the manner of the exercise."""


def picture(
    exercise: str,
    library: Library | None = None,
    *,
    pose: str | None = None,
    theme: Theme = "auto",
    moving: bool = False,
) -> str | None:
    """The picture of an exercise as SVG, 640 units square, with its name and how it is done as `title` and `desc`.

    `pose` draws one key pose alone (`start`, `hold`, …), `moving` all of them in turn; the rest of the time it is the
    main pose with the start behind it and an arrow. None where an exercise has no poses. `theme`: `auto` follows what
    the reader's device asks for, `print` is for white paper. Without a `library` it is the one that comes with loosen.

    An exercise is called by its id or name. Raises `UnknownEntry` for one, a key pose or a theme that is not there, and
    `LoosenError` where poses of an overlay would have to be drawn and the extra `poses` is not installed.
    """
    library = library or bundled()
    _must_be_among(get_args(Theme), theme, "theme")
    key = entry_called(exercise, {key: each.name for key, each in library.exercises.items()}, "exercise")
    sketch = sketch_of(key, library)
    if sketch is None:
        return None
    shown = library.exercises[key]
    title, how = shown.name, shown.in_short or shown.feel
    if pose is not None:
        _must_be_among(sketch.keys, pose, "key pose", f" of {key}")
        return svg.pose(sketch, pose, theme, title, how)
    if moving:
        return svg.moving(sketch, theme, _SECONDS[library.doses[shown.dose].manner], title, how)
    return svg.still(sketch, theme, title, how)


def as_address(drawn: str) -> str:
    """A picture as an address (`data:`) that an `img` can have, so that nothing of it reaches the page round it."""
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode('ascii')}"


def body_map(muscles: Sequence[str], library: Library | None = None, *, theme: Theme = "auto") -> str:
    """The body from the front and the back with these muscles marked, as SVG; their names are its `desc`.

    Raises `UnknownEntry` for a muscle or a theme that is not there.
    """
    library = library or bundled()
    _must_be_among(get_args(Theme), theme, "theme")
    named = {key: muscle.name for key, muscle in library.muscles.items()}
    keys = [entry_called(muscle, named, "muscle") for muscle in muscles]
    return svg.body(body_of(library), keys, theme, ", ".join(named[key] for key in keys))


def _must_be_among(there: Collection[str], wanted: str, kind: str, of: str = "") -> None:
    """Raises `UnknownEntry` for what is not there, with the nearest that is, or with all."""
    if wanted not in there:
        remedy = did_you_mean(wanted, there, f"There are {', '.join(there)}.")
        fault = Fault(FaultCode.UNKNOWN_ENTRY, wanted[:60], f"is no {kind}{of}.", remedy)
        raise UnknownEntry(f"There is no such {kind}.", [fault])
