"""A text as plain words, with what stands before each, so that spelling and typing do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import product


class Break(IntEnum):
    """What stands before a word: nothing but space, a comma or the like, a new line, or the end of a sentence."""

    NONE = 0
    COMMA = 1
    LINE = 2
    STOP = 3


_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ´`′＇"), "'")  # noqa: RUF001 - these are what people type
_MOST_IN_ONE = 4
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARKS = re.compile(r"(?P<soft>\.{2,}|[,:()/|\"“”•*=]|\s[-–—]+\s|[–—])|(?P<hard>[.!?;])|(?P<line>\n)")  # noqa: RUF001
_KEPT_IN_QUOTES = " ',-."
_NOT_BESIDE = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
"""What stands before "n't" where it is not simply the word."""
_RUN_TOGETHER = {
    **{f"{word}nt": (word, "not") for word in (
        "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "would", "could", "should",
    )},
    "cant": ("can", "not"), "cannot": ("can", "not"), "wont": ("will", "not"), "aint": ("is", "not"),
    "im": ("i", "am"), "ive": ("i", "have"),
}  # fmt: skip
_ENDINGS = {"'m": "am", "'ve": "have", "'re": "are", "'ll": "will", "'d": "would"}
_WITH_IS = {"it's", "he's", "she's", "that's", "there's", "what's", "who's", "here's"}


class Text:
    """A text as plain words with what stands before each; `quote` gives back what was written."""

    def __init__(self, text: str) -> None:
        self._plain = _without_accents(text)
        self.words: list[str] = []
        self.breaks: list[Break] = []
        self.marks: list[str] = []
        self._spans: list[tuple[int, int]] = []
        before = 0
        for found in _WORD.finditer(self._plain):
            between = self._plain[before : found.start()]
            self._take(found.group().casefold(), between, found.span())
            before = found.end()

    def _take(self, written: str, between: str, span: tuple[int, int]) -> None:
        for number, word in enumerate(_apart(written)):
            self.words.append(word)
            self.breaks.append(_break_in(between) if number == 0 else Break.NONE)
            self.marks.append(between.strip() if number == 0 else "")
            self._spans.append(span)

    def quote(self, start: int, end: int) -> str:
        """The words from `start` up to `end` as written, without anything that could pass for a markup."""
        written = self._plain[self._spans[start][0] : self._spans[end - 1][1]]
        return " ".join("".join(c if c.isalnum() or c in _KEPT_IN_QUOTES else " " for c in written).split())


def _without_accents(text: str) -> str:
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
    if "hard" in kinds:  # "3.5" and "e.g" go on; a sentence that ends has a space after its full stop
        return Break.COMMA
    return Break.LINE if "line" in kinds else Break.COMMA if "soft" in kinds else Break.NONE


@lru_cache(maxsize=1024)
def _apart(word: str) -> tuple[str, ...]:
    """One written word as the words it stands for: "can't", "cannot" and "cant" all are "can not"."""
    if word in _RUN_TOGETHER:
        return _RUN_TOGETHER[word]
    if word.endswith(("n't", "'nt")):
        return (_NOT_BESIDE.get(word[:-3], word[:-3]), "not")
    if word in _WITH_IS:
        return (word[:-2], "is")
    for ending, meant in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), meant)
    return (word.removesuffix("'s"),)


def phrase_words(phrase: str) -> Iterator[tuple[str, ...]]:
    """A phrase of the lexicon as the words to look for, once for each choice that its `|` leaves."""
    for chosen in product(*(word.split("|") for word in phrase.split())):
        yield tuple(part for word in chosen for part in (_apart(word) if word[-1] not in ".*" else (word,)))
