"""The sources that a record names, with titles and addresses from the library at hand.

A record names its sources by their ids alone, to stay small. With the library that it was made with, titles and
addresses are those of the record; with another one they may have changed, and the report says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from loosen._library import Library
from loosen._model.base import Evidence
from loosen._model.knowledge import Source
from loosen._model.plan import Recommendation
from loosen._words.speech import Speech

_ADDRESS = re.compile(r"https?://[^\s;,()<>\"]+")
_DOI = re.compile(r"(?<![\w/.])10\.\d{4,9}/[^\s;,()<>\"]+")


class Cited(NamedTuple):
    """A source, what it supports and where; `title` is empty where the library at hand does not know it."""

    id: str
    title: str
    authors: str
    year: str
    links: tuple[str, ...]
    locator: str
    read: str
    note: str
    uses: tuple[str, ...]


def cited(recommendation: Recommendation, library: Library | None, speech: Speech) -> tuple[Cited, ...]:
    """Every source that the record names, by id."""
    uses: dict[str, dict[str, None]] = defaultdict(dict)
    for evidence in evidence_in(recommendation):
        uses[evidence.source][evidence.supports] = None
    known = library.sources if library else {}
    return tuple(_cited(name, known.get(name), tuple(uses[name]), speech) for name in sorted(uses))


def evidence_in(recommendation: Recommendation) -> Iterator[Evidence]:
    """All evidence of a record, once for each place where it stands."""
    audit = recommendation.audit
    yield from chain.from_iterable(entry.evidence for entry in audit.entries.values())
    yield from chain.from_iterable(settled.evidence for settled in audit.contradictions)
    yield from chain.from_iterable(reason.evidence for reason in recommendation.triage.reasons)
    yield from chain.from_iterable(advice.evidence for advice in (*recommendation.advice, *recommendation.interim))


def _cited(name: str, source: Source | None, uses: tuple[str, ...], speech: Speech) -> Cited:
    if source is None:
        return Cited(name, "", "", "", (), "", "", "", uses)
    links = tuple(links_in(source.locator))
    locator = "" if links or source.locator == "none" else source.locator
    read = speech.one_of("read", source.retrieved)
    return Cited(name, source.title, source.authors, source.year, links, locator, read, source.note or "", uses)


def links_in(locator: str) -> Iterator[str]:
    """The addresses in the text that says where a source is: those written out, and those of its DOIs."""
    yield from (address.rstrip(".") for address in _ADDRESS.findall(locator))
    yield from (f"https://doi.org/{doi.rstrip('.')}" for doi in _DOI.findall(_ADDRESS.sub(" ", locator)))
