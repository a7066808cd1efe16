"""A line to write on: a number, or words of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from prompt_toolkit.output import ColorDepth
from prompt_toolkit.shortcuts import PromptSession

from loosen._characters import is_whole
from loosen._interview.screens import Ask
from loosen._interview.shown import above, help_for
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._words.speech import Speech

from .hold import Stop
from .rows import STYLE, wrapped
from .shown import asks_for_help, bar, keys_of


class Writing:
    """A line to write on."""

    def __init__(self, shown: Ask, done: float, said: str, speech: Speech) -> None:
        self._shown, self._done, self._said, self._speech = shown, done, said, speech

    def ask(self) -> str:
        """What was written; an empty line stands for what is there already."""
        question, there = self._shown.question, self._shown.before.get(self._shown.question.id)
        number, kept = question.takes.number, None if there in (None, NONE) else str(there)
        beside = self._speech("interview.menu.there_now", words=kept) if kept and not number else ""
        keys = ", ".join(key for key in self._keys(question, kept) if key)
        while True:
            words = self._read(beside, keys)
            beside = ""
            if not is_whole(words):
                beside = self._speech("interview.no_text")
            elif asks_for_help(words, self._shown, self._speech):
                beside = help_for(self._shown)
            elif words:
                return UNKNOWN if number and words.lower() == "u" else words
            elif kept or not number:
                return kept or NONE

    def _keys(self, question: Question, kept: str | None) -> Iterator[str]:
        """What may be written, and what the Enter key does."""
        say = self._speech
        if question.takes.number:
            unit, least, most = question.unit or "", question.minimum or 0, question.maximum or 0
            yield say("interview.menu.number", least=least, most=most, unit=unit)
            if kept == UNKNOWN:
                yield say("interview.menu.keeps_not_sure")
            elif kept:
                yield say("interview.menu.keeps", number=kept)
        else:
            yield say("interview.menu.keeps_words" if kept else "interview.menu.enter_for_nothing")
        yield keys_of(self._shown, say)

    def _read(self, there: str, keys: str) -> str:
        session: PromptSession[str] = PromptSession(style=STYLE, color_depth=ColorDepth.DEPTH_1_BIT)
        columns = session.output.get_size().columns
        texts = (
            bar(self._done, self._speech),
            self._said,
            self._shown.title,
            *above(self._shown),
            there,
            keys,
        )
        rows = [row.text for text in texts for row in wrapped("", text or "", columns)]
        try:
            return session.prompt("\n".join(["", *rows, "> "])).strip()
        except (KeyboardInterrupt, EOFError):
            raise Stop from None
