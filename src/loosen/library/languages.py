"""Languages: which texts every one of them must have, and a library put into the words of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loosen.errors import Fault
from loosen.model.base import LEVELS, Level
from loosen.model.knowledge import Advice
from loosen.model.language import Language, QuestionWording
from loosen.model.question import Option, Question
from loosen.model.screen import Screen

from .reading import Entry, Shelf

_MUST_BE_SAID = ("emergency", "urgent")
"""The kinds of advice that somebody must be able to read in their own language."""
_WITHOUT_A_PLAN: tuple[Level, ...] = LEVELS[LEVELS.index("clinician_before_exercise") :]


def in_words_of(question: Question, wording: QuestionWording) -> Question:
    """The same question in other words."""
    options = tuple(_option(option, wording) for option in question.options)
    said = {"text": wording.text, "help": wording.help, "none_text": wording.none_text}
    return question.model_copy(update={**said, "options": options})


def screen_in_words_of(screen: Screen, language: Language) -> Screen:
    """The same screen in another language, as far as it says it."""
    said = language.screens.get(screen.id)
    words = {"none_text": language.words.none_of_these, "not_sure": language.words.not_sure}
    return screen.model_copy(update={**words, **({"title": said.title, "text": said.text} if said else {})})


def _option(option: Option, wording: QuestionWording) -> Option:
    said = wording.options[option.id]
    return option.model_copy(update={"text": said.text, "help": said.help})


def languages(shelf: Shelf, questions: Mapping[str, Question], advice: Mapping[str, Advice]) -> Iterator[Fault]:
    """Every language says all the warning signs and what to do about them, and says each question whole."""
    for entry in shelf.entries["languages"].values():
        language: Language = entry.model
        yield from _of_what_must_be_said(entry, language, questions, advice)
        for name, wording in language.questions.items():
            if name in questions:
                yield from _of_wording(entry, questions[name], wording)


def _of_what_must_be_said(
    entry: Entry, language: Language, questions: Mapping[str, Question], advice: Mapping[str, Advice]
) -> Iterator[Fault]:
    flags = (name for name, question in questions.items() if question.section == "red_flags")
    urgent = (name for name, said in advice.items() if said.kind in _MUST_BE_SAID)
    needed: tuple[tuple[str, Iterator[str], Mapping[str, object]], ...] = (
        ("questions", flags, language.questions),
        ("advice", urgent, language.advice),
        ("levels", iter(_WITHOUT_A_PLAN), {str(level): said for level, said in language.levels.items()}),
    )
    for part, names, said in needed:
        for name in names:
            if name not in said:
                remedy = "Warning signs, and what to do about them, are said in every language: add it."
                yield Fault(entry.text.at((part,)), f"does not say {name}.", remedy)


def _of_wording(entry: Entry, question: Question, wording: QuestionWording) -> Iterator[Fault]:
    where = entry.text.at(("questions", question.id))
    for part in ("help", "none_text"):
        yield from _of_part(where, f"{part} of {question.id}", getattr(question, part), getattr(wording, part))
    for name in sorted(set(question.option_ids) - set(wording.options)) if question.options else ():
        yield Fault(where, f"does not say the option {name} of {question.id}.", "Add it.")
    known = {option.id: option for option in question.options}
    for name, said in wording.options.items():
        place = entry.text.at(("questions", question.id, "options", name))
        if name not in known:
            yield Fault(place, f"{question.id} has no option '{name}'.", f"It has: {', '.join(known) or 'none'}.")
        else:
            yield from _of_part(place, f"help of {name} in {question.id}", known[name].help, said.help)
    yield from _of_same_words(where, question, wording)


def _of_part(where: str, what: str, english: str | None, said: str | None) -> Iterator[Fault]:
    if (english is None) != (said is None):
        fault = "lacks the" if said is None else "adds a"
        yield Fault(where, f"{fault} {what}.", "A question has the same parts in every language.")


def _of_same_words(where: str, question: Question, wording: QuestionWording) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, said in wording.options.items():
        if (other := seen.setdefault(said.text.casefold(), name)) != name:
            yield Fault(where, f"says {other} and {name} of {question.id} in the same words.", "Tell them apart.")
