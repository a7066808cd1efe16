"""The steps of a recommendation in the order they are taken, and the first at which two records part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from loosen._records.canonical import canonical

from .types import FirstDifference

Data = Mapping[str, Any]
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("answers", ("audit.answers", "audit.ruled_out", "audit.conflicts", "audit.written", "audit.heard")),
    ("findings", ("audit.tallies", "audit.stages.findings", "audit.findings")),
    ("triage", ("audit.stages.triage", "audit.level", "triage")),
    ("focus", ("audit.stages.focus", "audit.focus")),
    ("safety", ("audit.stages.safety", "audit.effects")),
    ("progression", ("audit.stages.progression",)),
    ("dosage", ("audit.stages.dosage",)),
    ("selection", ("audit.stages.selection", "audit.programme", "audit.selection", "audit.exercises", "audit.usual")),
    ("plan", ("plan", "advice", "interim")),
    ("record", ("audit", "loosen")),
)
"""Each step with the parts of the record that hold what it came to; the last has whatever is left."""
_NAMES = ("stage", "rule", "question", "finding", "tally", "exercise", "muscle", "id", "via", "week", "part")
"""What tells the entries of a list apart."""
LONGEST = 120
"""Characters of a value that are shown."""


def first_difference(before: Data, after: Data) -> FirstDifference | None:
    """The first step that came to something else, with the exact place; None when both records are equal."""
    for step, parts in STEPS:
        for part in parts:
            for path, was, now in _differences(_at(before, part), _at(after, part), part):
                return FirstDifference(step=step, path=path, before=_shown(was), after=_shown(now))
    return None


def _at(record: Data, path: str) -> Any:
    """The part of a record at a path; a stage is found by its name."""
    here: Any = record
    for name in path.split("."):
        if isinstance(here, list):
            here = next((entry for entry in here if entry["stage"] == name), None)
        else:
            here = here.get(name) if here is not None else None
    return here


def _differences(was: Any, now: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    if was == now and type(was) is type(now):
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for name in sorted({**was, **now}):
            yield from _differences(was.get(name), now.get(name), f"{path}.{name}")
    elif isinstance(was, list) and isinstance(now, list) and _named(was) and _named(now):
        yield from _in_lists(_named(was), _named(now), path)
    else:
        yield path, was, now


def _in_lists(was: Mapping[str, Any], now: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any, Any]]:
    for name in {**was, **now}:
        yield from _differences(was.get(name), now.get(name), f"{path}[{name}]")
    if list(was) != list(now):
        yield f"{path} (order)", list(was), list(now)


def _named(entries: list[Any]) -> dict[str, Any]:
    """The entries of a list by what tells them apart; empty where nothing does."""
    for name in _NAMES:
        if entries and all(isinstance(entry, dict) and name in entry for entry in entries):
            named = {str(entry[name]): entry for entry in entries}
            if len(named) == len(entries):
                return named
    return {}


def _shown(value: Any) -> str:
    text = "nothing" if value is None else canonical(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
