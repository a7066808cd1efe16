"""That nothing is there in vain: every entry is used, and whatever a condition looks for can be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._model.reserved import FOUND_BY_CODE, READ_BY_CODE
from loosen._model.when import FindingTest
from loosen.errors import Fault, FaultCode

from .conditions import tests_in
from .references import Named, Reference, meant

_ACCOUNTS = ("ledger", "contradictions")
_NO_USE = ("cases", "screens", "languages", "wordings", "demand_classes")
"""Kinds that name entries without making use of them."""
_ENDS = (
    "rules", "cases", "screens", "exercises", "ladders", "self_tests", "programmes", "lexicon", "languages", "policies",
    "vocabulary", "words", "wordings", "equipment", "joints", "segments", "surfaces", "base_poses", "poses",
    *_ACCOUNTS,
)  # fmt: skip
"""Kinds that need no entry to use them."""


def unused(named: Sequence[Named], library: Library, shelf: Shelf) -> Iterator[Fault]:
    """Entries that nothing uses, and findings that nothing finds; a file with faults may use all that it mentions."""
    used = _used(named, library, shelf)
    for entry, _ in named:
        needs_use = entry.kind not in _ENDS and not _has_meaning(entry)
        if needs_use and (entry.kind, entry.key) not in used and not shelf.may_name(entry.key, besides=entry):
            yield Fault(FaultCode.UNUSED, entry.text.at(("id",)), f"nothing uses {entry.key}.", "Use it or remove it.")
    yield from _never_found(named, library, shelf)


def _used(named: Sequence[Named], library: Library, shelf: Shelf) -> set[tuple[str, str]]:
    uses = [ref for entry, its_references in named for ref in _uses(entry, its_references)]
    used = {(kind, name) for ref in uses for kind in ref.kinds for name in (ref.name, *meant(ref, library, shelf))}
    used |= {("questions", key) for key, question in library.questions.items() if question.takes.own_words}
    used |= {("questions", key) for key in READ_BY_CODE}
    used |= {("questions", test.question) for test in library.self_tests.values()}
    used |= {("demands", key) for key, demand in library.demands.items() if demand.kinds}
    return used | {("advice", key) for key, advice in library.advice.items() if advice.general}


def _has_meaning(entry: Entry) -> bool:
    """Whether an option of a question stands for a finding; one that is not whole may have such an option."""
    if entry.kind != "questions":
        return False
    return not entry.whole or any(map(entry.model.meaning_of, entry.model.option_ids))


def _uses(entry: Entry, its_references: Iterable[Reference]) -> Iterator[Reference]:
    """The references that count as use: cases, screens and languages use nothing, an account only what it cites."""
    if entry.kind in _ACCOUNTS:
        yield from (ref for ref in its_references if ref.kinds[0] in ("sources", "principles"))
    elif entry.kind not in _NO_USE:
        yield from its_references


def _never_found(named: Sequence[Named], library: Library, shelf: Shelf) -> Iterator[Fault]:
    made = {ref.name for _, refs in named for ref in refs if ref.path[-1] in ("find", "means", "yes_means")}
    made |= {entry.text.value.get("finding") for entry, _ in named if entry.kind == "lexicon"}
    known = {*library.conditions, *library.symptoms} - made - FOUND_BY_CODE
    for entry, _ in named:
        for test, path in tests_in(entry):
            if isinstance(test, FindingTest) and test.finding in known and not shelf.may_name(test.finding, entry):
                yield Fault(FaultCode.UNUSED, entry.text.at(path), f"looks for {test.finding}, which nothing can find.")
