"""Checks of where the knowledge comes from (ledger, contradictions) and of the programmes that can be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._model.question import Question
from loosen._model.reserved import OWN_PLAN, PROGRAMME
from loosen.errors import Fault, FaultCode


def account(shelf: Shelf) -> Iterator[Fault]:
    """The ledger's gaps: an item without a row, a row for an item that is not listed, an item told of twice."""
    booked: dict[str, str] = {}
    for entry in shelf.entries["ledger"].values():
        yield from _of_rows(entry)
        for item in entry.model.items:
            if (first := booked.setdefault(item, entry.key)) != entry.key:
                yield Fault(
                    FaultCode.UNSOUND,
                    entry.text.at(("items",)),
                    f"{item} stands in {first} too.",
                    "Keep it in one of them.",
                )
    if booked:
        yield from _of_statements(shelf, booked)


def _of_rows(entry: Entry) -> Iterator[Fault]:
    told = [row.item for row in entry.model.rows]
    for item in entry.model.items:
        if told.count(item) != 1:
            what = f"{item} has {'no row' if item not in told else 'more than one row'}."
            yield Fault(FaultCode.UNSOUND, entry.text.at(("rows",)), what, "Give every item one row.")
    for number, item in enumerate(told):
        if item not in entry.model.items:
            yield Fault(
                FaultCode.UNSOUND, entry.text.at(("rows", number)), f"{item} is not among the items.", "Mend the id."
            )


def _of_statements(shelf: Shelf, booked: dict[str, str]) -> Iterator[Fault]:
    for entry in shelf.entries["contradictions"].values():
        for number, statement in enumerate(entry.model.statements):
            for item in statement.items:
                if item not in booked:
                    where = entry.text.at(("statements", number))
                    yield Fault(FaultCode.UNSOUND, where, f"{item} is no item of the ledger.", "Mend the id.")


def programmes(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """A programme without an option, an option without a programme, and parts that could never be given."""
    question = library.questions.get(PROGRAMME)
    offered = set(question.option_ids) - {OWN_PLAN} if question else set()
    for key in sorted(set(library.programmes) - offered) if question else ():
        where = shelf.entries["programmes"][key].text.at(("id",))
        yield Fault(
            FaultCode.UNSOUND, where, "cannot be asked for.", f"Add it to the options of the question {PROGRAMME}."
        )
    if question:
        unread = shelf.unreadable.get("programmes", set())
        yield from _of_options(shelf, question, offered - set(library.programmes) - unread)
    for entry in shelf.entries["programmes"].values():
        for number, part in enumerate(entry.model.parts):
            for choice in part.choices:
                if choice in library.exercises and choice not in library.active_exercises:
                    yield Fault(
                        FaultCode.UNSOUND,
                        entry.text.at(("parts", number)),
                        f"{choice} is not active.",
                        "Choose another.",
                    )


def _of_options(shelf: Shelf, question: Question, stray: set[str]) -> Iterator[Fault]:
    where = shelf.entries["questions"][PROGRAMME].text.at(("options",))
    for option in sorted(stray):
        yield Fault(FaultCode.UNSOUND, where, f"{option} is no programme.", "Add the programme or remove the option.")
    if question.default != OWN_PLAN:
        yield Fault(
            FaultCode.UNSOUND,
            where,
            "does not default to a plan of one's own.",
            f"Make {OWN_PLAN} an option and the default.",
        )
