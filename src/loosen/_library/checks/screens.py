"""What must be true of the screens of an interview: each question on one of them, after those that it depends on."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._model.question import Question
from loosen._model.screen import Screen
from loosen._model.when import tests_on_answers
from loosen.errors import Fault, FaultCode


def of_screens(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Every fault of the screens: a question shown twice or too early, and lists of what cannot be ticked."""
    places = {name: screen for screen in library.screens_in_order for name in screen.questions}
    for entry in shelf.entries["screens"].values():
        where = entry.text.at(("questions",))
        for name in entry.model.questions:
            if name in library.questions:
                question = library.questions[name]
                if places[name] is not entry.model:
                    yield Fault(FaultCode.UNSOUND, where, f"{name} stands on {places[name].id} too.", "Show it once.")
                yield from _too_early(where, entry.model, question, places)
                if entry.model.form == "list":
                    yield from _of_list(entry, question)


def _too_early(where: str, screen: Screen, question: Question, places: dict[str, Screen]) -> Iterator[Fault]:
    for test in tests_on_answers(question.ask_when):
        if test.question in places and places[test.question].order >= screen.order:
            what = f"{question.id} depends on {test.question}, which is not shown earlier."
            yield Fault(FaultCode.UNSOUND, where, what, "Change the order of the screens.")


def _of_list(entry: Entry, question: Question) -> Iterator[Fault]:
    where, quiet = entry.text.at(("quiet",)), entry.model.quiet.get(question.id)
    if question.is_written:
        yield Fault(
            FaultCode.UNSOUND,
            entry.text.at(("questions",)),
            f"{question.id} is nothing to tick.",
            "Use the form 'fields'.",
        )
    elif question.takes.quiet is None and quiet is None:
        yield Fault(
            FaultCode.UNSOUND, where, f"does not say what “none of these” means for {question.id}.", "Name the option."
        )
    elif quiet is not None and (question.takes.quiet is not None or quiet not in question.option_ids):
        yield Fault(
            FaultCode.UNSOUND, where, f"{question.id} is no choice with the option '{quiet}'.", "Mend the name."
        )
    elif quiet is not None and question.meaning_of(quiet):
        yield Fault(
            FaultCode.UNSOUND, where, f"{quiet} stands for a finding, so it must be ticked.", "Name another option."
        )
