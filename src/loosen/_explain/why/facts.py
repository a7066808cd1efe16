"""Facts back to the answers they come from, in the words of the questions, as far as the record holds them."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._model.audit import Audit, RuleRecord
from loosen._model.record_view import RecordView
from loosen._words.speech import speech_of

from .types import AnswerSaid, FactSaid


class Facts:
    """The facts of one record, followed back to what the person said."""

    def __init__(self, audit: Audit) -> None:
        self._view, self._speech = RecordView(audit), speech_of(audit.language)

    def spoken(self, rule: str) -> RuleRecord | None:
        """What a rule said; None for one that stayed silent."""
        return self._view.spoke.get(rule)

    def fired(self, rule: str) -> bool:
        """Whether a rule certainly holds."""
        spoke = self.spoken(rule)
        return spoke is not None and spoke.result == "fired"

    def of_rule(self, rule: str) -> tuple[FactSaid, ...]:
        """The facts that spoke for a rule, with the answers behind them."""
        return tuple(self.of_fact(key) for key in self._view.spoke[rule].matched) if rule in self._view.spoke else ()

    def of_fact(self, key: str) -> FactSaid:
        """One fact with the answers behind it."""
        return FactSaid(key=key, answers=tuple(dict.fromkeys(self._behind(key, set()))))

    def _behind(self, key: str, seen: set[str]) -> Iterator[AnswerSaid]:
        """The answers that a fact or a rule that derives findings comes from; each is followed once."""
        if key in seen:
            return
        seen.add(key)
        kind, _, name = key.partition(":")
        if kind == "finding" and name in self._view.findings:
            for source in self._view.findings[name].derived_from:
                yield from self._behind(source, seen)
        elif kind == "lexicon":
            written = (heard for heard in self._view.audit.heard if heard.lexicon == name)
            for heard in written:
                yield AnswerSaid(answer=self._speech("why.you_wrote", words=heard.words), to=heard.question)
        elif key == "conflicts":
            yield from (AnswerSaid(answer=conflict.say) for conflict in self._view.audit.conflicts)
        elif key in self._view.spoke:
            for matched in self._view.spoke[key].matched:
                yield from self._behind(matched, seen)
        elif said := self._said(key):
            yield said

    def _said(self, key: str) -> AnswerSaid | None:
        """An answer in words, such as “Where does it hurt?” Low back; None for what the person did not say."""
        question, _, option = key.partition("=")
        record, told = self._view.answers.get(question), self._view.audit.entries.get(f"question:{question}")
        if record is None or told is None:
            return None
        asked = self._speech("rules.quoted", what=told.say)
        if record.state in ("unknown", "left_open") or "unknown" in record.also:
            return AnswerSaid(question=asked, answer=self._speech("names.answer.not_sure"), to=question)
        if not option:
            return AnswerSaid(question=asked, answer="" if record.value is None else str(record.value), to=question)
        chosen = record.value if isinstance(record.value, tuple) else (record.value,)
        words = self._view.audit.entries.get(f"question:{key}")
        if option not in chosen:
            return None
        return AnswerSaid(question=asked, answer=words.say if words else self._by_id(option), to=question)

    def _by_id(self, option: str) -> str:
        return self._speech.one_of("answer", option) if option in ("yes", "no") else option.capitalize()
