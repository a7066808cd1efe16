"""The interview as plain lines, which work everywhere."""

from __future__ import annotations

import io
import sys
import textwrap
from typing import Any

from loosen._characters import is_whole, narrow
from loosen._cli.console import emit, width
from loosen._cli.streams import settled, shown
from loosen._interview.screens import Ask
from loosen._interview.shown import above, headings, help_for, span_of
from loosen._model.question import NONE, UNKNOWN
from loosen._words.speech import Speech

from .hold import Stop
from .shown import asks_for_help, bar, keys_of

LONGEST_NUMBER = 4
"""Digits of the number of a line; no list has as many."""
UNREADABLE = "backslashreplace"
"""How what is no text is read where lines come as text: no answer is written so, and it is asked for again."""
_OF_ENGLISH = ("ascii", "us-ascii", "646", "ansi_x3.4-1968")
"""What systems call an encoding without letters beyond English, which is what they say where nobody set one."""


class Plain:
    """Questions as lines of text, answers one a line; neither colour nor moving about."""

    def __init__(self, speech: Speech) -> None:
        self._speech, self._width = speech, width()
        self._told: set[str] = set()

    def choose(self, shown: Ask, done: float, *, several: bool) -> list[str]:
        self._head(shown, done)
        for number, (text, help_text, line) in enumerate(headings(shown), start=1):
            if text:
                self._put(f"\n{text}" if not help_text else f"\n{text} ({help_text})")
            self._put(line.text, f"{number:>4} ")
        prompt = self._speech("interview.plain.several" if several else "interview.plain.one")
        while True:
            words = narrow(self._read(prompt, shown))
            if _line_of(words, shown):
                return [_line_of(words, shown)]
            if keys := words.replace(",", " ").split():
                return [_key(key, shown) for key in keys]
            self.say(self._speech("interview.plain.give_a_number"))

    def write(self, shown: Ask, done: float) -> str:
        self._head(shown, done)
        question = shown.question
        if question.takes.own_words:
            return self._read(self._speech("interview.plain.own_words"), shown) or NONE
        prompt = self._speech("interview.plain.number", span=span_of(question, self._speech))
        while True:
            if words := self._read(prompt, shown):
                return UNKNOWN if words.lower() == "u" else words
            self.say(self._speech("interview.plain.give_a_number"))

    def say(self, text: str) -> None:
        for line in text.splitlines() or [""]:
            self._put(line)

    def _head(self, shown: Ask, done: float) -> None:
        self._put(f"\n[{bar(done, self._speech)}] {shown.title}")
        for text in above(shown):
            self._put(text)

    def _read(self, prompt: str, shown: Ask) -> str:
        """One line that is an answer; asking for help, going back and stopping are dealt with here."""
        while True:
            self._put(f"\n{self._anew(prompt, keys_of(shown, self._speech))}")
            settled()
            line = next_line()
            if not is_whole(line):
                self.say(self._speech("interview.no_text"))
            elif asks_for_help(line, shown, self._speech):
                self.say(help_for(shown))
            else:
                return line.strip()

    def _anew(self, prompt: str, keys: str) -> str:
        """What may be typed; what was told before need not be read again."""
        told = [text for text in (prompt, f"({keys})") if text not in self._told]
        self._told.update(told)
        return f"{' '.join(told)}:" if told else ">"

    def _put(self, text: str, mark: str = "") -> None:
        lead = "\n" if text.startswith("\n") else ""
        rest = textwrap.fill(shown(text.strip()), self._width, initial_indent=mark, subsequent_indent=" " * len(mark))
        emit(f"{lead}{rest}\n", None)


def next_line() -> str:
    """The next line of standard input; bytes that are no text in its encoding come as halves of characters.

    Raises `Stop` where there is none.
    """
    if sys.stdin is None or not (raw := _source().readline()):
        raise Stop(ended=True)
    if isinstance(raw, str):
        return raw
    encoding = "utf-8" if sys.stdin.encoding.casefold() in _OF_ENGLISH else sys.stdin.encoding
    return str(raw.decode(encoding, "surrogateescape")).removeprefix("\ufeff")


def _source() -> Any:
    """What lines come from: the bytes of standard input; its text where a line end is more than one byte.

    And where somebody else's program stands in for the terminal.
    """
    encoding = getattr(sys.stdin, "encoding", None) or "utf-8"
    if len("\n".encode(encoding)) == 1:
        return getattr(sys.stdin, "buffer", sys.stdin)
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != UNREADABLE:
        sys.stdin.reconfigure(errors=UNREADABLE)
    return sys.stdin


def _key(word: str, shown: Ask) -> str:
    """The key of the line that a word names: by its number, by its text, or as `n` ("none") and `u` ("not sure").

    Any other word stays as it is.
    """
    if word.isdecimal() and len(word) <= LONGEST_NUMBER and 1 <= int(word) <= len(shown.lines):
        return shown.lines[int(word) - 1].key
    return {"n": NONE, "u": UNKNOWN}.get(word.casefold()) or _line_of(word, shown) or word


def _line_of(words: str, shown: Ask) -> str:
    """The key of the one line that says these words, or begins with them and a comma; empty where none or two do."""
    found = [line.key for line in shown.lines if _bare(words) in (_bare(line.text), _bare(line.text.partition(",")[0]))]
    return found[0] if len(found) == 1 else ""


def _bare(words: str) -> str:
    return words.casefold().strip(" .")
