"""Entries put into the words of another language, as long as these were made from the English that stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from loosen._model.effects import Gate
from loosen._model.exercise import Exercise
from loosen._model.knowledge import SelfTest
from loosen._model.language import Language, QuestionWording, Wording, mark_of
from loosen._model.programme import Programme
from loosen._model.provenance import Contradiction
from loosen._model.question import Option, Question
from loosen._model.rule import Rule
from loosen._model.screen import Screen

Entry = TypeVar("Entry")
Parts = Mapping[str, str | tuple[str, ...] | None]
"""All that an entry says, by the fields of its wording."""
_NAMED = ("title", "text", "name", "plain", "say")
"""The texts that any other entry may have."""


def mark_of_english(entry: Any) -> str:
    """The mark of all that an entry says in English, which a wording remembers."""
    return mark_of(*_english(entry))


def _english(entry: Any) -> Iterable[str | None]:
    if isinstance(entry, Question):
        options = (part for option in entry.options for part in (option.id, option.text, option.help))
        taken = (entry.taken,) if entry.taken else ()
        return entry.text, entry.help, entry.none_text, *options, *taken
    return (text for part in parts_of(entry).values() for text in (part if isinstance(part, tuple) else (part,)))


def parts_of(entry: Any) -> Parts:
    """All that an entry (but a question, whose options are worded one by one) says in English, in a fixed order."""
    match entry:
        case Exercise():
            return {
                "name": entry.name, "reason": entry.reason, "in_short": entry.in_short, "steps": entry.steps,
                "feel": entry.feel, "stop_signs": entry.stop_signs,
                "adaptations": tuple(one.how for one in entry.adaptations),
            }  # fmt: skip
        case Rule():
            criteria = tuple(criterion.say for gate in _gates(entry) for criterion in gate.criteria)
            return {"say": entry.say, "criteria": criteria}
        case SelfTest():
            return {
                "name": entry.name, "steps": entry.steps, "positive_if": entry.positive_if, "not_if": entry.not_if,
            }  # fmt: skip
        case Programme():
            parts, changes = tuple(one.name for one in entry.parts), tuple(one.say for one in entry.changes)
            return {"name": entry.name, "plain": entry.plain, "parts": parts, "changes": changes}
        case Contradiction():
            statements = tuple(one.says for one in entry.statements)
            return {"title": entry.title, "statements": statements, "resolution": entry.resolution}
        case Screen(short=short) if short:
            return {
                "title": entry.title,
                "text": entry.text,
                "short": tuple(text for each in short.items() for text in each),
            }
    return {name: getattr(entry, name) for name in _NAMED if hasattr(entry, name)}


def _gates(rule: Rule) -> Iterator[Gate]:
    return iter(rule.effects(Gate))


class InWords(Mapping[str, Entry]):
    """Entries in other words where there are such; put into them when somebody looks at the first."""

    def __init__(self, entries: Mapping[str, Entry], wordings: Callable[[], Mapping[str, Wording]]) -> None:
        self._entries, self._wordings = entries, wordings

    @cached_property
    def _whole(self) -> Mapping[str, Entry]:
        return in_words_of(self._entries, self._wordings())

    def __getitem__(self, key: str) -> Entry:
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def in_words_of(entries: Mapping[str, Entry], wordings: Mapping[str, Wording]) -> dict[str, Entry]:
    """The same entries, in other words where there are such."""
    return {key: _worded(entry, wordings.get(key)) for key, entry in entries.items()}


def screens_in_words_of(screens: Mapping[str, Screen], language: Language) -> dict[str, Screen]:
    """The same screens in another language; the answers that all lists share are always said in it."""
    shared = {"none_text": language.words.none_of_these, "not_sure": language.words.not_sure}
    worded = {key: _worded(screen, language.screens.get(key)) for key, screen in screens.items()}
    return {key: screen.model_copy(update=shared) for key, screen in worded.items()}


def _worded(entry: Any, wording: Wording | None) -> Any:
    if wording is None or wording.of != mark_of_english(entry):
        return entry
    if isinstance(wording, QuestionWording):
        options = tuple(_option(option, wording) for option in entry.options)
        said = {part: getattr(wording, part) for part in ("text", "help", "none_text", "taken")}
        return entry.model_copy(update={**said, "options": options})
    return entry.model_copy(update=said_in(entry, {part: getattr(wording, part, ()) for part in parts_of(entry)}))


def said_in(entry: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    """What changes in an entry (but a question) that says these parts instead of its own."""
    match entry:
        case Exercise():
            return {**said, "adaptations": _each(entry.adaptations, "how", said["adaptations"])}
        case Rule():
            return {"say": said["say"], "then": tuple(_effects(entry, said["criteria"]))}
        case Programme():
            parts, changes = _each(entry.parts, "name", said["parts"]), _each(entry.changes, "say", said["changes"])
            return {**said, "parts": parts, "changes": changes}
        case Contradiction():
            return {**said, "statements": _each(entry.statements, "says", said["statements"])}
    return dict(said)


def _each(parts: tuple[Any, ...], field: str, texts: Iterable[str]) -> tuple[Any, ...]:
    """The same parts, each with another text in one field."""
    return tuple(part.model_copy(update={field: text}) for part, text in zip(parts, texts, strict=True))


def _effects(rule: Rule, criteria: tuple[str, ...]) -> Iterator[Any]:
    """What a rule does, with its criteria in other words, as far as there are any."""
    left = iter(criteria)
    for effect in rule.then:
        if criteria and isinstance(effect, Gate):
            texts = [next(left) for _ in effect.criteria]
            yield effect.model_copy(update={"criteria": _each(effect.criteria, "say", texts)})
        else:
            yield effect


def _option(option: Option, wording: QuestionWording) -> Option:
    said = wording.options[option.id]
    return option.model_copy(update={"text": said.text, "help": said.help})
