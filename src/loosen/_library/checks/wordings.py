"""Wordings of entries in files beside a language: each of an entry that is there, whole, and up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from loosen._library.reading import Entry, Shelf
from loosen._library.wording import mark_of_english, parts_of
from loosen._model.language import Wording
from loosen._model.wordings import WORDED
from loosen.errors import Fault, FaultCode

from .languages import of_english


def wordings(shelf: Shelf) -> Iterator[Fault]:
    """Every fault of the files beside languages; what they leave out is said in English and is none."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in shelf.entries["wordings"].values():
        language = entry.key.partition("/")[0]
        if language not in shelf.entries["languages"]:
            remedy = f"Add knowledge/languages/{language}.yaml, or remove this."
            yield Fault(FaultCode.WORDING, entry.text.where, "words a language that is not there.", remedy)
        for kind in WORDED:
            for name, wording in getattr(entry.model, kind).items():
                yield from _of_one(entry, kind, name, wording, shelf.entries[kind].get(name))
        for name, exercise in entry.model.exercises.items():
            names[language, exercise.name.casefold()].append(name)
            if len(same := names[language, exercise.name.casefold()]) > 1:
                where = entry.text.at(("exercises", name, "name"))
                yield Fault(FaultCode.WORDING, where, f"calls {' and '.join(same)} the same.", "Tell them apart.")


def _of_one(entry: Entry, kind: str, name: str, wording: Wording, english: Entry | None) -> Iterator[Fault]:
    if english is None:  # told as a name of nothing
        return
    if wording.of != mark_of_english(english.model):
        yield from of_english(entry, kind, wording, english)
        return
    for part, here in parts_of(english.model).items():
        said = getattr(wording, part)
        if isinstance(here, tuple) and len(here) != len(said):
            what = f"{name} has {len(said)} {part}, and its English {len(here)}."
            yield Fault(
                FaultCode.WORDING,
                entry.text.at((kind, name, part)),
                what,
                "An entry has the same parts in every language.",
            )
        elif (here is None) != (said is None):
            fault = "lacks the" if said is None else "adds a"
            remedy = "An entry has the same parts in every language."
            yield Fault(FaultCode.WORDING, entry.text.at((kind, name)), f"{fault} {part} of {name}.", remedy)
