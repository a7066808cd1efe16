"""Languages: which texts every one of them must have, and that each was made from the English that stands there now.

Whatever a referral can say, and whatever is asked on the way to it, is said in every language: the questions that a
rule of triage can look at, through findings and tallies too, with the screens that they stand on, all other questions
that matter for safety (a referral asks them again), what the rules of triage say, and the advice of a referral.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._library.wording import mark_of_english
from loosen._model.base import LEVELS, Level
from loosen._model.effects import Find
from loosen._model.knowledge import Advice
from loosen._model.language import Language, QuestionWording, ReferralWords, Wording
from loosen._model.question import Question
from loosen._model.rule import Rule
from loosen._model.screen import Screen
from loosen._model.when import FindingTest, QuestionTest, TallyTest, Test, When, tests_of
from loosen.errors import Fault, FaultCode

_OF_A_REFERRAL = ("emergency", "urgent", "clinician", "interim", "safety_net", "signpost")
"""The kinds of advice that somebody must be able to read in their own language."""
_WITHOUT_A_PLAN: tuple[Level, ...] = LEVELS[LEVELS.index("clinician_before_exercise") :]
_KINDS = ("questions", "rules", "advice", "screens")
"""The kinds of entry that a language has words for."""


def languages(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Every language says all that a referral can say and ask, says each question whole, and is up to date."""
    needed = _needed(library) if shelf.entries["languages"] else {}
    for entry in shelf.entries["languages"].values():
        language: Language = entry.model
        yield from _of_gaps(entry, needed, shelf)
        for kind in _KINDS:
            for name, wording in getattr(language, kind).items():
                yield from of_english(entry, kind, wording, shelf.entries[kind].get(name))
        for name, shown in language.screens.items():
            english = library.screens[name].short if name in library.screens else {}
            where = entry.text.at(("screens", name))
            for key in sorted(english.keys() | shown.short.keys()):
                yield from _of_part(where, f"line {key} of {name}", english.get(key), shown.short.get(key))
        for name, asked in language.questions.items():
            if name in library.questions:
                yield from _of_wording(entry, library.questions[name], asked)


def _needed(library: Library) -> Mapping[str, Iterable[str]]:
    """What every language must say, by the part of it that says so."""
    triage = library.rules_of("triage")
    questions = looked_at(triage, library) | {key for key, question in library.questions.items() if question.safety}
    return {
        "questions": [key for key in library.questions if key in questions],
        "rules": [rule.id for rule in triage],
        "advice": [key for key, advice in library.advice.items() if advice.kind in _OF_A_REFERRAL],
        "screens": [key for key, screen in library.screens.items() if _is_titled(screen, questions)],
        "levels": _WITHOUT_A_PLAN,
        "referral": sorted(ReferralWords.model_fields),
    }


def _is_titled(screen: Screen, questions: Set[str]) -> bool:
    """Whether a screen shows its title over one of these questions; a question alone is its own title."""
    return screen.form != "one" and not questions.isdisjoint(screen.questions)


def looked_at(rules: Iterable[Rule], library: Library) -> Set[str]:
    """The questions that some rules can look at: themselves, through findings and tallies, or to know what to ask."""
    behind = _Behind(library)
    for rule in rules:
        behind.add(rule.when)
    return behind.questions


class _Behind:
    """Gathers the questions behind conditions; each finding and tally is followed once."""

    def __init__(self, library: Library) -> None:
        self.questions: set[str] = set()
        self._library = library
        self._followed: set[str] = set()
        self._texts = [key for key, question in library.questions.items() if question.takes.own_words]
        self._heard = {lexicon.finding for lexicon in library.lexicon.values()}
        self._finders: dict[str, list[When]] = {}
        for rule in library.rules_of("findings"):
            for effect in rule.effects(Find):
                self._finders.setdefault(effect.find, []).append(rule.when)

    def add(self, when: When) -> None:
        """Note the questions behind a condition."""
        for test in tests_of(when):
            if isinstance(test, QuestionTest):
                self._add_question(test.question)
            else:
                self._follow(test)

    def _add_question(self, name: str) -> None:
        if name not in self.questions and name in self._library.questions:
            self.questions.add(name)
            self.add(self._library.questions[name].ask_when)

    def _follow(self, test: Test) -> None:
        name = test.finding if isinstance(test, FindingTest) else str(test)
        if name in self._followed:
            return
        self._followed.add(name)
        if isinstance(test, TallyTest):
            tally = self._library.tallies.get(test.tally)
            whens: Iterable[When] = tally.of if tally else ()
        else:
            whens = self._finders.get(name, ())
            told = (question for question, _, finding in self._library.meanings if finding == name)
            for question in (*told, *(self._texts if name in self._heard else ())):
                self._add_question(question)
        for when in whens:
            self.add(when)


def _of_gaps(entry: Entry, needed: Mapping[str, Iterable[str]], shelf: Shelf) -> Iterator[Fault]:
    for part, names in needed.items():
        said = getattr(entry.model, part)
        there = said.model_fields_set if isinstance(said, ReferralWords) else said
        for name in names:
            english = shelf.entries[part].get(name) if part in _KINDS else None
            if name not in there and not (english and _laid_over(english, entry) and not _warns(english)):
                remedy = "What a referral says, and what is asked on the way to it, is said in every language: add it."
                yield Fault(FaultCode.WORDING, entry.text.at((part,)), f"does not say {name} ({part}).", remedy)


def _laid_over(english: Entry, entry: Entry) -> bool:
    """Whether an overlay brought an entry under a language that knows nothing of it; then its English is shown."""
    return english.overlay and not entry.overlay


def _warns(english: Entry) -> bool:
    """Whether an entry is a warning sign or tells what to do about one; nobody may be left without these."""
    model = english.model
    if isinstance(model, Question):
        return model.section == "red_flags"
    return isinstance(model, Advice) and model.kind in ("emergency", "urgent")


def of_english(entry: Entry, kind: str, wording: Wording, english: Entry | None) -> Iterator[Fault]:
    """A wording of English that has changed since."""
    if english is None or _laid_over(english, entry):
        return
    mark = mark_of_english(english.model)
    if wording.of != mark:
        what = f"says {english.key} as it was before its English ({english.text.where}) changed."
        remedy = f"Compare the two and mend this one; then write here: of: {mark}"
        yield Fault(FaultCode.WORDING, entry.text.at((kind, english.key, "of")), what, remedy)


def _of_wording(entry: Entry, question: Question, wording: QuestionWording) -> Iterator[Fault]:
    where = entry.text.at(("questions", question.id))
    for part in ("help", "none_text", "taken"):
        yield from _of_part(where, f"{part} of {question.id}", getattr(question, part), getattr(wording, part))
    for name in sorted(set(question.option_ids) - set(wording.options)) if question.options else ():
        yield Fault(FaultCode.WORDING, where, f"does not say the option {name} of {question.id}.", "Add it.")
    known = {option.id: option for option in question.options}
    for name, said in wording.options.items():
        place = entry.text.at(("questions", question.id, "options", name))
        if name not in known:
            yield Fault(
                FaultCode.WORDING,
                place,
                f"{question.id} has no option '{name}'.",
                f"It has: {', '.join(known) or 'none'}.",
            )
        else:
            yield from _of_part(place, f"help of {name} in {question.id}", known[name].help, said.help)
    yield from _of_same_words(where, question, wording)


def _of_part(where: str, what: str, english: str | None, said: str | None) -> Iterator[Fault]:
    if (english is None) != (said is None):
        fault = "lacks the" if said is None else "adds a"
        yield Fault(FaultCode.WORDING, where, f"{fault} {what}.", "A question has the same parts in every language.")


def _of_same_words(where: str, question: Question, wording: QuestionWording) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, said in wording.options.items():
        if (other := seen.setdefault(said.text.casefold(), name)) != name:
            yield Fault(
                FaultCode.WORDING,
                where,
                f"says {other} and {name} of {question.id} in the same words.",
                "Tell them apart.",
            )
