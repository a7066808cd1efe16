"""A text as plain words with what stands before each, so that spelling and typing do not matter."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from .contractions import apart


class Break(IntEnum):
    """What stands before a word: nothing but space, a comma or the like, a new line, or the end of a sentence."""

    NONE = 0
    COMMA = 1
    LINE = 2
    STOP = 3


_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ´`′＇"), "'")  # noqa: RUF001 - these are what people type
_MOST_IN_ONE = 4
_WITH_ORDINALS = ("de",)
"""Languages in which "3." means "third"."""
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")
_MARKS = re.compile(r"(?P<soft>\.{2,}|[,:()/|\"“”•*=]|\s[-–—]+\s|[–—])|(?P<hard>[.!?;])|(?P<line>\n)")  # noqa: RUF001
_KEPT_IN_QUOTES = " ',-."


class Text:
    """A plain text of one language as words with what stands before each; `quote` gives back what was written.

    A full stop behind one of `abbreviations`, or behind a numeral in a language with `ordinals`, ends no sentence.
    """

    def __init__(self, plain: str, language: str, abbreviations: frozenset[str] = frozenset()) -> None:
        self._plain = plain
        self._language = language
        self._abbreviations = abbreviations
        self.words: list[str] = []
        self.breaks: list[Break] = []
        self.marks: list[str] = []
        self._spans: list[tuple[int, int]] = []
        before = 0
        for found in _WORD.finditer(self._plain):
            between = self._plain[before : found.start()]
            self._take(found.group().casefold(), "" if self._goes_on(between) else between, found.span())
            before = found.end()

    def _goes_on(self, between: str) -> bool:
        """Whether a full stop only shortens a word, or makes a number an ordinal ("29. Woche")."""
        if not between.startswith(".") or between.strip() != "." or not self.words:
            return False
        before = self.words[-1]
        return before in self._abbreviations or (self._language in _WITH_ORDINALS and before.isdigit())

    def _take(self, written: str, between: str, span: tuple[int, int]) -> None:
        for number, word in enumerate(apart(written, self._language)):
            self.words.append(word)
            self.breaks.append(_break_in(between) if number == 0 else Break.NONE)
            self.marks.append(between.strip() if number == 0 else "")
            self._spans.append(span)

    def quote(self, start: int, end: int) -> str:
        """The words from `start` up to `end` as written, without anything that could pass for a markup."""
        written = self._plain[self._spans[start][0] : self._spans[end - 1][1]]
        return " ".join("".join(c if c.isalnum() or c in _KEPT_IN_QUOTES else " " for c in written).split())

    def at(self, word: int) -> int:
        """Where in the plain text a word begins."""
        return self._spans[word][0]

    def sentence_of(self, at: int) -> range:
        """The places of all words of the sentence that the word at `at` belongs to."""
        start, end = at, at + 1
        while start and self.breaks[start] is not Break.STOP:
            start -= 1
        while end < len(self.words) and self.breaks[end] is not Break.STOP:
            end += 1
        return range(start, end)


def without_accents(text: str) -> str:
    """A text without the dots and strokes on its letters, and without what cannot be seen."""
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _plain_form(c) for c in text)


@lru_cache(maxsize=1024)
def _plain_form(char: str) -> str:
    """A character without its accent, and nothing for one that cannot be seen; a whole word in one character stays."""
    plain = unicodedata.normalize("NFKD", char)
    seen = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf", "Cs"))
    return seen if len(plain) <= _MOST_IN_ONE else char


def _break_in(between: str) -> Break:
    if between in (" ", ""):
        return Break.NONE
    kinds = {found.lastgroup for found in _MARKS.finditer(between)}
    if "hard" in kinds and between != ".":
        return Break.STOP
    if "hard" in kinds:  # "e.g" goes on; a sentence that ends has a space after its full stop
        return Break.COMMA
    return Break.LINE if "line" in kinds else Break.COMMA if "soft" in kinds else Break.NONE
