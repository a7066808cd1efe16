"""Two faces for the interview: plain lines, which work everywhere, and a menu for a terminal that can show one."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator

from loosen.model.question import NONE, UNKNOWN
from loosen.screens import Ask, Line

from .console import width
from .interview import Back, Face, Stop

BACK, HELP, STOP = "b", "?", "q"


def face() -> Face:
    """The face that suits: a menu where somebody sits at a terminal that can show one, plain lines anywhere else."""
    at_a_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if at_a_terminal and os.environ.get("TERM", "dumb") not in ("dumb", "unknown"):
        from .menu import Menu

        return Menu()
    return Plain()


def bar(done: float) -> str:
    """How much of the interview is done."""
    return f"{round(100 * done)} % done"


def headings(shown: Ask) -> Iterator[tuple[str | None, str | None, Line]]:
    """Every line, with the text and help of its question where a new one begins (not where there is only one)."""
    texts = {question.id: question for question in shown.questions} if shown.form == "list" else {}
    last = ""
    for line in shown.lines:
        question = texts.get(line.question) if line.question != last else None
        last = line.question
        yield (question.text if question else None), (question.help if question else None), line


def chosen_before(shown: Ask) -> set[str]:
    """The keys of the lines that earlier answers chose."""
    found = set()
    for name, value in shown.before.items():
        options = value if isinstance(value, list) else [value]
        found |= {f"{name}.{option}" for option in options}
        if len(shown.questions) == 1:
            found |= {str(option) for option in options if option in (NONE, UNKNOWN)}
    return found


class Plain:
    """Questions as lines of text, answers one a line; neither colour nor moving about."""

    def __init__(self) -> None:
        self._width = width()

    def choose(self, shown: Ask, done: float, *, several: bool) -> list[str]:
        self._head(shown, done)
        for number, (text, help_text, line) in enumerate(headings(shown), start=1):
            if text:
                self._put(f"\n{text}" if not help_text else f"\n{text} ({help_text})")
            self._put(line.text, f"{number:>4} ")
        several_words = "The numbers of all that fit" if several else "One number"
        while True:
            words = self._read(f"{several_words} (? help, b back, q stop)", shown).replace(",", " ").split()
            if words:
                return [_key(word, shown) for word in words]
            self.say("Please give a number; an empty line is no answer.")

    def write(self, shown: Ask, done: float) -> str:
        self._head(shown, done)
        question = shown.question
        if question.type == "text":
            words = self._read("In your words, or an empty line for nothing (? help, b back, q stop)", shown)
            return words or NONE
        span = f"{question.unit}, {question.minimum} to {question.maximum}"
        while True:
            if words := self._read(f"A whole number of {span}, or u for not sure (? help, b back, q stop)", shown):
                return UNKNOWN if words.lower() == "u" else words
            self.say("Please give a number; an empty line is no answer.")

    def say(self, text: str) -> None:
        for line in text.splitlines() or [""]:
            self._put(line)

    def _head(self, shown: Ask, done: float) -> None:
        self._put(f"\n[{bar(done)}] {shown.title}")
        for text in (shown.conflict, shown.text):
            if text:
                self._put(text)

    def _read(self, prompt: str, shown: Ask) -> str:
        """One line that is an answer; asking for help, going back and stopping are dealt with here."""
        while True:
            self._put(f"\n{prompt}:")
            sys.stdout.flush()
            line = sys.stdin.readline()
            if not line:
                raise Stop(ended=True)
            words = line.strip()
            if words.lower() in (BACK, "back"):
                raise Back
            if words.lower() in (STOP, "quit", "stop"):
                raise Stop
            if words.lower() not in (HELP, "help"):
                return words
            self.say(help_for(shown))

    def _put(self, text: str, mark: str = "") -> None:
        lead = "\n" if text.startswith("\n") else ""
        rest = textwrap.fill(text.strip(), self._width, initial_indent=mark, subsequent_indent=" " * len(mark))
        sys.stdout.write(f"{lead}{rest}\n")


def _key(word: str, shown: Ask) -> str:
    """The key of the line with this number; `n` and `u` are "none" and "not sure"; other words stay as they are."""
    if word.isdecimal() and 1 <= int(word) <= len(shown.lines):
        return shown.lines[int(word) - 1].key
    return {"n": NONE, "u": UNKNOWN}.get(word.lower(), word)


def help_for(shown: Ask) -> str:
    """Why this is asked, and all help there is beyond what is shown with it anyway."""
    lines = [shown.why]
    if shown.form != "one":
        lines += [f"{question.text} {question.help}" for question in shown.questions if question.help]
    lines += [f"{line.text}: {line.help}" for line in shown.lines if line.help]
    return "\n".join(lines)


def help_here(shown: Ask, line: Line) -> str:
    """Why this is asked, and the help for the question that a line belongs to; its own help stands beside it."""
    own = next((question for question in shown.questions if question.id == line.question), None)
    asks = shown.form == "list" and own is not None and own.help is not None
    return f"{shown.why}\n{own.text} {own.help}" if asks and own else shown.why
