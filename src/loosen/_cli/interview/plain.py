"""The interview as plain lines, which work everywhere."""

from __future__ import annotations

import sys
import textwrap

from loosen._cli.console import emit, width
from loosen._cli.streams import settled, shown
from loosen._interview.screens import Ask
from loosen._model.question import NONE, UNKNOWN
from loosen._words.speech import Speech

from .hold import Back, PlanNow, Stop
from .shown import BACK, HELP, PLAN, STOP, above, bar, headings, help_for, keys_of, span_of


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
            words = self._read(prompt, shown).replace(",", " ").split()
            if words:
                return [_key(word, shown) for word in words]
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
            line = sys.stdin.readline()
            if not line:
                raise Stop(ended=True)
            words = line.strip()
            if words.lower() in (BACK, "back"):
                raise Back
            if words.lower() in (STOP, "quit", "stop"):
                raise Stop
            if shown.ready and words.lower() in (PLAN, "plan"):
                raise PlanNow
            if words.lower() not in (HELP, "help"):
                return words
            self.say(help_for(shown))

    def _anew(self, prompt: str, keys: str) -> str:
        """What may be typed; what was told before need not be read again."""
        told = [text for text in (prompt, f"({keys})") if text not in self._told]
        self._told.update(told)
        return f"{' '.join(told)}:" if told else ">"

    def _put(self, text: str, mark: str = "") -> None:
        lead = "\n" if text.startswith("\n") else ""
        rest = textwrap.fill(shown(text.strip()), self._width, initial_indent=mark, subsequent_indent=" " * len(mark))
        emit(f"{lead}{rest}\n", None)


def _key(word: str, shown: Ask) -> str:
    """The key of the line with this number; `n` and `u` are "none" and "not sure"; other words stay as they are."""
    if word.isdecimal() and 1 <= int(word) <= len(shown.lines):
        return shown.lines[int(word) - 1].key
    return {"n": NONE, "u": UNKNOWN}.get(word.lower(), word)
