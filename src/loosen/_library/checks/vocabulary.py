"""What must be true of groups of words: each is named and used, and none names itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._library.yaml_text import Path
from loosen._model.lexicon import CUES, SINGLE_WORD_CUES, Lexicon, Vocabulary
from loosen._model.names import did_you_mean
from loosen.errors import Fault, FaultCode

_GROUP = re.compile(r"<(\w+)>")


class _Use(NamedTuple):
    """A group named in a phrase: by which group (none in a sign of the lexicon), and where."""

    language: str
    name: str
    by: str | None
    where: str


def vocabulary(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Every fault of the groups, and of the phrases that name them."""
    parts = list(shelf.entries["vocabulary"].values())
    places = {(part.model.language, name): (part, path) for part in parts for name, path in _defined(part.model)}
    for part in parts:
        yield from _of_cues(part)
    uses = [*_in_signs(shelf), *(use for part in parts for use in _in_groups(part))]
    for use in uses:
        if (use.language, use.name) not in places:
            known = {name for language, name in places if language == use.language}
            what = f"<{use.name}> is no group of words in '{use.language}'."
            yield Fault(FaultCode.UNKNOWN_ENTRY, use.where, what, did_you_mean(use.name, known, "Mend the name."))
    used = {(use.language, use.name) for use in uses}
    for key, (part, path) in places.items():
        if key not in used and key[1] not in CUES:
            yield Fault(FaultCode.UNUSED, part.text.at(path), f"nothing uses <{key[1]}>.", "Use it or remove it.")
    yield from _circles(parts, uses)
    yield from _of_boxes(shelf, library)


def _of_boxes(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Boxes of signs that no question has."""
    for entry in shelf.entries["lexicon"].values():
        for name, options in entry.model.boxes.items():
            where = entry.text.at(("boxes", name))
            if name not in library.questions:
                remedy = did_you_mean(name, library.questions, "Mend the name.")
                yield Fault(FaultCode.UNKNOWN_ENTRY, where, f"'{name}' is not among the questions.", remedy)
                continue
            known = library.questions[name].option_ids
            for option in options:
                if option not in known:
                    remedy = did_you_mean(option, known, "Mend the name.")
                    yield Fault(FaultCode.UNKNOWN_ENTRY, where, f"{name} offers no '{option}'.", remedy)


def _defined(model: Vocabulary) -> Iterator[tuple[str, Path]]:
    yield from ((name, ("groups", name)) for name in model.groups)
    yield from ((name, ("numbers", name)) for name in model.numbers)


def _of_cues(part: Entry) -> Iterator[Fault]:
    for name, phrases in part.model.groups.items():
        where = part.text.at(("groups", name))
        if name.startswith("cue_") and name not in CUES:
            what = f"{name} is no cue."
            yield Fault(FaultCode.UNSOUND, where, what, did_you_mean(name, CUES, "Name the group otherwise."))
        elif name in SINGLE_WORD_CUES and (wrong := [phrase for phrase in phrases if not phrase.isalpha()]):
            what = f"{name} takes single words: {', '.join(wrong)}."
            yield Fault(FaultCode.UNSOUND, where, what, "Write each word by itself.")


def _in_signs(shelf: Shelf) -> Iterator[_Use]:
    for entry in shelf.entries["lexicon"].values():
        model: Lexicon = entry.model
        for language, words in model.words.items():
            for kind, phrases in (("phrases", words.phrases), ("unless", words.unless)):
                for at, phrase in enumerate(phrases):
                    where = entry.text.at(("words", language, kind, at))
                    yield from (_Use(language, name, None, where) for name in _GROUP.findall(phrase))


def _in_groups(part: Entry) -> Iterator[_Use]:
    model: Vocabulary = part.model
    for by, phrases in model.groups.items():
        for at, phrase in enumerate(phrases):
            where = part.text.at(("groups", by, at))
            yield from (_Use(model.language, name, by, where) for name in _GROUP.findall(phrase))


def _circles(parts: list[Entry], uses: list[_Use]) -> Iterator[Fault]:
    graph: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for use in uses:
        if use.by:
            graph.setdefault((use.language, use.by), set()).add((use.language, use.name))
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        language, first = circle[0]
        part = next(part for part in parts if part.model.language == language and first in part.model.groups)
        what = f"goes in a circle: {' → '.join(name for _, name in circle)}."
        yield Fault(FaultCode.UNSOUND, part.text.at(("groups", first)), what, "Take one of the names out.")
