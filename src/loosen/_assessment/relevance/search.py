"""From facts that are open back to the unanswered questions behind them, through findings and tallies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from loosen._model.reserved import PROGRAMME

from .prospects import Spans
from .ready import ReadyLibrary


class Search:
    """Gathers in `found` the questions that something waits for, each with those who wait."""

    def __init__(self, ready: ReadyLibrary, spans: Spans, unanswered: Set[str]) -> None:
        self.found: dict[str, set[str]] = {}
        self._ready, self._spans, self._unanswered = ready, spans, unanswered
        self._behind: dict[str, frozenset[str]] = {}

    def add(self, waiting: Set[str], keys: Iterable[str]) -> None:
        """Note that these wait for the questions behind these facts; an unanswered question may stand for its own."""
        found = self.found
        for key in keys:
            for question in self._questions(key):
                found.setdefault(question, set()).update(waiting)

    def add_parents(self) -> None:
        """A question matters too when it decides whether one that matters is asked; it stands before that one."""
        for question in reversed(self._ready.questions):
            asked_when = self._ready.ask_when[question]
            if question in self.found and asked_when.range(self._spans).open:
                self.add(self.found[question], asked_when.waits_for(self._spans))

    def _questions(self, key: str) -> frozenset[str]:
        behind = self._behind.get(key)
        if behind is None:
            behind = frozenset([name for source in self._sources(key) for name in self._of_source(source)])
            self._behind[key] = behind
        return behind

    def _of_source(self, source: str) -> Iterable[str]:
        if source in self._unanswered:
            return (source,)
        if source not in self._spans:
            return ()
        span = self._spans[source]
        return self._questions(source) if span[:2] != span[2:] else ()

    def _sources(self, key: str) -> Iterator[str]:
        """What an open fact hangs on: a question (by its id), or other facts (by their keys, each with a colon)."""
        kind, _, name = key.partition(":")
        if kind == "finding":
            yield from self._ready.makers[name].keys
            for rule in self._ready.makers[name].rules:
                yield from rule.condition.waits_for(self._spans)
            if name in self._ready.lexicon:
                yield from sorted(self._ready.texts)
        elif kind == "tally":
            for test in self._ready.tallies[name]:
                yield from test.waits_for(self._spans)
        else:
            question = self._ready.asks.get(key, key)
            yield question if question in self._unanswered else PROGRAMME
