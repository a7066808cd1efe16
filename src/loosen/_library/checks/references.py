"""Which entry names which other: read off the texts, so that a dangling name is reported with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._library.unfilled import FILL_IN
from loosen._library.yaml_text import Path
from loosen._model.base import FINDINGS
from loosen._model.effects import EFFECTS, Naming, Selector
from loosen._model.knowledge import MuscleClass
from loosen._model.names import near
from loosen._model.wordings import WORDED

_FORMS: tuple[type[Naming], ...] = (Selector, *EFFECTS)
_KINDS_BY_KEY: Mapping[str, tuple[str, ...]] = {
    **{field: kinds for form in _FORMS for field, kinds in form.NAMES.items()},
    "source": ("sources",), "question": ("questions",), "finding": FINDINGS, "means": FINDINGS,
    "yes_means": FINDINGS, "tally": ("tallies",), "demands": ("demands",), "implies": ("demands",),
    "removes": ("demands",), "belongs_to": ("demand_classes",), "dose": ("doses",), "rule": ("rules",),
    "replaced_by": ("rules",), "advice": ("advice",), "programme": ("programmes",), "self_test": ("self_tests",),
    "symptom": ("symptoms",), "condition": ("conditions",), "lexicon": ("lexicon",), "choices": ("exercises",),
    "base": ("base_poses",),
    "principles": ("principles",), "contradiction": ("contradictions",), "contradictions": ("contradictions",),
}  # fmt: skip
_KINDS_BY_PLACE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("ladders", "steps"): ("exercises",), ("screens", "questions"): ("questions",),
    ("muscles", "on"): ("segments",), ("questions", "on"): ("segments",),
}  # fmt: skip
MUSCLE_CLASSES = frozenset(get_args(MuscleClass))


class Reference(NamedTuple):
    """A name in an entry, the kinds of entry it may be the name of, and where it stands in the text."""

    kinds: tuple[str, ...]
    name: str
    path: Path


Named = tuple[Entry, tuple[Reference, ...]]
"""An entry, and every name of another one in it."""


def references(entry: Entry) -> Iterator[Reference]:
    """Every name of another entry in this one; messages and words name none, nor does what is to be filled in."""
    if entry.kind == "wordings":
        for kind in WORDED:
            yield from (Reference((kind,), name, (kind, name)) for name in entry.text.value.get(kind, ()))
    elif entry.kind not in ("words", "vocabulary"):
        found: list[Reference] = []
        _gather(entry.text.value, (), entry.kind, found)
        yield from (ref for ref in found if not ref.name.startswith(FILL_IN))


def _gather(value: Any, path: Path, kind: str, found: list[Reference]) -> None:
    """Add the names in a value to those `found`, in the order of the text."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (list, dict)):
                _gather(item, (*path, index), kind, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            here = (*path, key)
            found.extend(_named_by(key, item, here, kind))
            _gather(item, here, kind, found)


def _named_by(key: str, item: Any, path: Path, kind: str) -> Iterator[Reference]:
    if kind == "languages":
        if key in ("questions", "advice", "screens", "rules") and isinstance(item, dict):
            yield from (Reference((key,), name, (*path, name)) for name in item)
        return
    kinds = _KINDS_BY_PLACE.get((kind, key)) or _KINDS_BY_KEY.get(key)
    if kind == "cases" and key in ("answers", "findings") and isinstance(item, dict):
        for name in item:
            yield Reference(FINDINGS if key == "findings" else ("questions",), name, (*path, name))
    elif kinds and isinstance(item, str):
        yield Reference(kinds, item, path)
    elif kinds and isinstance(item, list):
        yield from (Reference(kinds, name, (*path, i)) for i, name in enumerate(item) if isinstance(name, str))


def nearest(reference: Reference, library: Library, shelf: Shelf) -> set[str]:
    """The names that could stand where this one stands."""
    classes = MUSCLE_CLASSES if reference.kinds == ("muscles",) else frozenset()
    parts = {part.key for part in shelf.parts if part.kind in reference.kinds}
    return parts.union(classes, *(getattr(library, kind) for kind in reference.kinds))


def meant(reference: Reference, library: Library, shelf: Shelf) -> list[str]:
    """What a name that is not there was meant to be, as far as one is like it."""
    there = exists(reference, library, shelf)
    return [] if there else near(reference.name, nearest(reference, library, shelf))


def exists(reference: Reference, library: Library, shelf: Shelf) -> bool:
    """Whether the entry is there; one whose file cannot be read counts as there, for its own fault is told already."""
    if reference.kinds == ("muscles",) and reference.name in MUSCLE_CLASSES:
        return True
    return any(
        reference.name in getattr(library, kind) or reference.name in shelf.unreadable.get(kind, ())
        for kind in reference.kinds
    )
