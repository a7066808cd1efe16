"""The list of routines that can be asked for by name, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loosen._library import Library
from loosen._model.programme import Programme
from loosen._words.speech import Speech, speech_of

from .document import Block, to_json, to_text


def programmes_as(library: Library, form: str, *, width: int) -> str:
    """Every programme by its id, as `text` or `json`.

    JSON: `{library, programmes: [{id, name, plain, minutes, days_per_week, times_per_day, parts: [{name, choices}],
    changes: [{say, contradiction}], evidence}]}`; a programme without parts is a frame for a plan of one's own.
    """
    if form == "json":
        entries = [as_data(programme) for programme in library.programmes.values()]
        return to_json({"library": library.digest, "programmes": entries})
    speech = speech_of(library.language_id)
    return to_text([block for programme in library.programmes.values() for block in _blocks(programme, speech)], width)


def as_data(programme: Programme) -> dict[str, Any]:
    """One programme as plain data."""
    return programme.model_dump(mode="json")


def _blocks(programme: Programme, speech: Speech) -> Iterator[Block]:
    yield Block("subheading", (f"{programme.id}: {programme.name}",))
    yield Block("text", (f"{amount(programme, speech)}. {programme.plain}",))


def amount(programme: Programme, speech: Speech) -> str:
    """Minutes, days and times in words, for example "15 minutes, 4 days a week"."""
    minutes = speech("amounts.minutes", count=programme.minutes)
    parts = [minutes, speech("amounts.days_a_week", count=programme.days_per_week)]
    if programme.times_per_day > 1:
        parts.append(speech("amounts.times_a_day", count=programme.times_per_day))
    return ", ".join(parts)
