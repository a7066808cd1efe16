"""What must be true of a question about places on the body: each option is on its picture, or says why it is not."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._model.question import Question
from loosen.errors import Fault, FaultCode


def of_places(entry: Entry, _: Library, __: Shelf) -> Iterator[Fault]:
    """Every option of one question that is left off the picture without a word."""
    question = entry.model
    if not isinstance(question, Question) or not question.is_about_places:
        return
    for number, option in enumerate(question.options):
        if not (option.lies or option.no_place):
            what = f"{option.id} has no place on the picture of the body."
            remedy = "Say where it lies, or give the reason under no_place."
            yield Fault(FaultCode.UNSAID, entry.text.at(("options", number)), what, remedy)
