"""Small pieces of Markdown that every page uses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loosen._library import Library
from loosen._model.base import Certainty, Evidence, Review
from loosen._model.language import ENGLISH
from loosen._model.provenance import Entry
from loosen._outputs.entry import shared
from loosen._outputs.entry.shared import View, supports
from loosen._words.speech import speech_of

SPEECH = speech_of(ENGLISH)


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


def link(text: str, page: str, heading: str) -> str:
    """A link to a heading of a page."""
    return f"[{text}]({page}#{slug(heading)})"


def page(title: str, intro: str, parts: Iterable[str]) -> str:
    """A whole page."""
    made = f"*Made from the data by `make docs`.* {intro}".strip()
    return "\n\n".join([f"# {title}", made, *(part for part in parts if part)]) + "\n"


def bullets(lines: Iterable[str]) -> str:
    """A list, or nothing."""
    return "\n".join(f"- {line}" for line in lines)


def numbered(lines: Iterable[str]) -> str:
    """A numbered list."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def certainty(sure: Certainty) -> str:
    """How sure a source is."""
    return SPEECH.one_of("certainty", sure, "noted")


def evidence(entries: Iterable[Evidence], up: str = "") -> str:
    """What a statement rests on, one bullet a source; `up` leads from the page to docs/."""
    return bullets(supports(entry, source_link(entry.source, up), SPEECH) for entry in entries)


def review(entry: Review) -> str:
    """Who signed something off."""
    return shared.review(entry, SPEECH)


class Linked(View):
    """A page of the docs in a folder of its own: the names of other entries lead to them."""

    def source(self, key: str) -> str:
        """A link to a source."""
        return source_link(key, "../")

    def muscle(self, key: str) -> str:
        """A link to a muscle."""
        return muscle_link(self.library, key, "../")

    def dose(self, key: str) -> str:
        """A link to a named dose."""
        name = self.library.doses[key].name
        return link(name, "../doses.md", name)


def source_link(key: str, up: str = "") -> str:
    """A link to a source."""
    return link(key, f"{up}sources.md", key)


def words(name: str) -> str:
    """An id of a fixed vocabulary as words."""
    return name.replace("_", " ")


def muscle_link(library: Library, key: str, up: str = "") -> str:
    """A link to a muscle."""
    name = library.muscles[key].name
    return link(name, f"{up}muscles.md", name)


def exercise_link(library: Library, key: str, up: str = "") -> str:
    """A link to an exercise."""
    exercise = library.exercises[key]
    return link(exercise.name, f"{up}exercises/{exercise.kind}.md", exercise.name)


def rule_link(library: Library, key: str, up: str = "") -> str:
    """A link to a rule."""
    return link(key, f"{up}rules/{library.rules[key].stage}.md", key)


_PAGES = {
    "advice": "advice", "condition": "conditions", "demand": "demands", "dose": "doses", "lexicon": "warning_phrases",
    "muscle": "muscles", "programme": "programmes", "question": "questions", "self_test": "self_tests",
    "source": "sources",
}  # fmt: skip
_SHELVES = {
    "condition": "conditions", "demand": "demands", "dose": "doses", "ladder": "ladders", "muscle": "muscles",
    "programme": "programmes", "self_test": "self_tests", "symptom": "symptoms", "lexicon": "lexicon",
}  # fmt: skip


def entry_link(library: Library, entry: Entry, up: str = "") -> str:
    """A link to an entry of any kind, or its name where it has no heading of its own."""
    kind, _, key = entry.node.partition(":")
    if kind == "rule":
        return rule_link(library, key, up)
    if kind == "exercise":
        return exercise_link(library, key, up)
    name = getattr(library, _SHELVES[kind])[key].name if kind in _SHELVES else key
    shown = f"{words(kind)} “{name}”" if kind in _SHELVES else f"{words(kind)} `{key}`"
    return link(shown, f"{up}{_PAGES[kind]}.md", name) if kind in _PAGES else shown
