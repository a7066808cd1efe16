"""What the pages of rules and exercises share: how other entries are named, evidence, and who reviewed it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loosen._library import Library
from loosen._model.base import Evidence, Review
from loosen._model.exercise import Dose, Span
from loosen._outputs.document import CODE, Block
from loosen._words.speech import Speech, speech_of


class View:
    """How a page names other entries; that of the docs links them."""

    def __init__(self, library: Library) -> None:
        self.library, self.speech = library, speech_of(library.language_id)

    def source(self, key: str) -> str:
        """A source by its title."""
        return self.speech("entries.source", title=self.library.sources[key].title, source=key)

    def muscle(self, key: str) -> str:
        """A muscle by its name."""
        return self.library.muscles[key].name

    def dose(self, key: str) -> str:
        """A named dose by its name."""
        return self.library.doses[key].name


def evidence(entries: Iterable[Evidence], view: View) -> Block:
    """What a statement rests on, one line a source."""
    return Block("list", tuple(supports(entry, view.source(entry.source), view.speech) for entry in entries))


def supports(entry: Evidence, source: str, speech: Speech) -> str:
    """What a source says of a statement, where, and how sure it is; `source` is how the source is named."""
    places = "; ".join(place for place in (entry.fact, entry.where) if place)
    at = f"{source} [{places}]" if places else source
    certainty = speech.one_of("certainty", entry.certainty, "noted")
    return speech("entries.supports", source=at, supports=entry.supports, certainty=certainty)


def review(entry: Review, speech: Speech) -> str:
    """Who signed something off."""
    if entry.by == "none":
        return speech("entries.nobody_yet")
    return speech("entries.reviewer", name=entry.by, date=str(entry.on))


def stands_in(file: str, kind: str, status: str, view: View) -> tuple[Block, Block]:
    """Of what kind an entry is, and its file, on a line of its own so that it can be copied."""
    said = view.speech("entries.stands_in", kind=kind, status=status)
    return Block("text", (said,)), Block("text", (f"{CODE}{file}{CODE}",))


def dose_words(dose: Dose, speech: Speech) -> str:
    """A named dose with its spans."""
    parts = []
    if dose.hold_s.most:
        parts.append(_span(speech("entries.seconds", seconds=dose.hold_s.start), dose.hold_s, speech))
    if dose.repetitions.most > 1:
        repetitions = speech("entries.repetitions", count=dose.repetitions.start)
        parts.append(_span(repetitions, dose.repetitions, speech))
    parts.append(_span(speech("amounts.rounds", count=dose.sets.start), dose.sets, speech))
    days = speech("amounts.days_a_week", count=dose.days_per_week.start)
    return ", ".join([*parts, _span(days, dose.days_per_week, speech)])


def _span(amount: str, span: Span, speech: Speech) -> str:
    return speech("entries.span", amount=amount, least=span.least, most=span.most)


def sources_of(entry: Any, library: Library) -> dict[str, Any]:
    """The sources that an entry rests on as plain data, by id."""
    return {one.source: library.sources[one.source].model_dump(mode="json") for one in entry.evidence}
