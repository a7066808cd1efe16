"""The interview as a menu: arrows or numbers to move, space to tick, Enter to go on. Bold and reverse, no colour."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.shortcuts import PromptSession
from prompt_toolkit.styles import Style

from loosen.model.question import NONE, UNKNOWN
from loosen.screens import Ask, Line

from .faces import BACK, HELP, STOP, bar, chosen_before, headings, help_for
from .interview import Back, Stop

STYLE = Style.from_dict({"title": "bold", "heading": "bold", "here": "reverse", "keys": "italic"})
ONE, SEVERAL = "arrows or number, Enter", "arrows, space or number to tick, Enter"
REST = "? help  b back  q stop"
MOST_ABOVE = 4
"""The most lines that are shown above a question."""


class Menu:
    """Questions as menus on the whole screen."""

    def __init__(self) -> None:
        self._said = ""

    def choose(self, shown: Ask, done: float, *, several: bool) -> list[str]:
        said, self._said = self._said, ""
        chosen: list[str] | Exception = _List(shown, done, said, several=several).application().run()
        if isinstance(chosen, Exception):
            raise chosen
        return chosen

    def write(self, shown: Ask, done: float) -> str:
        said, self._said = self._said, ""
        return _Field(shown, done, said).ask()

    def say(self, text: str) -> None:
        """Shown above the next question; a long text first has the screen for itself."""
        if len(text.splitlines()) <= MOST_ABOVE:
            self._said = text
            return
        sys.stdout.write(f"\n{text}\n")
        try:
            PromptSession[str]().prompt("Enter to go on ")
        except (KeyboardInterrupt, EOFError):
            raise Stop from None


class _List:
    """Lines to choose from, with one that the person is on."""

    def __init__(self, shown: Ask, done: float, said: str, *, several: bool) -> None:
        self._shown, self._done, self._said, self._several = shown, done, said, several
        before = chosen_before(shown)
        self._ticked = {line.key for line in shown.lines if line.key in before} if several else set()
        self._here = next((n for n, line in enumerate(shown.lines) if line.key in before), 0)
        self._typed = ""
        self._help = False
        self._at = 0

    def application(self) -> Application[Any]:
        control = FormattedTextControl(
            self._text, focusable=True, show_cursor=False, get_cursor_position=lambda: Point(0, self._at)
        )
        keys = Window(FormattedTextControl(self._keys), height=1, style="class:keys")
        return Application(
            layout=Layout(HSplit([Window(control, always_hide_cursor=True), keys])), key_bindings=self._bindings(),
            style=STYLE, full_screen=True, color_depth=ColorDepth.DEPTH_1_BIT,
        )  # fmt: skip

    def _keys(self) -> str:
        return f"{SEVERAL if self._several else ONE}  {REST}"

    def _text(self) -> StyleAndTextTuples:
        """All that is shown, wrapped by us, so that the line the person is on is known."""
        columns = get_app().output.get_size().columns
        rows: list[tuple[str, str]] = []

        def put(style: str, text: str, first: str = "", rest: str = "") -> None:
            for part in text.splitlines() or [""]:
                wrapped = textwrap.wrap(part, columns - 1, initial_indent=first, subsequent_indent=rest)
                rows.extend((style, line) for line in wrapped or [""])

        put("", bar(self._done))
        put("class:title", self._shown.title)
        for text in (self._said, self._shown.conflict, self._shown.text):
            if text:
                put("", text)
        if self._help:
            put("", help_for(self._shown))
        for number, (heading, help_text, line) in enumerate(headings(self._shown)):
            if heading:
                put("", "")
                put("class:heading", heading)
                put("", help_text or "")
            if number == self._here:
                self._at = len(rows)
            mark = f"{'>' if number == self._here else ' '}{self._box(line)}{number + 1:>3} "
            put("class:here" if number == self._here else "", line.text, mark, " " * len(mark))
            if number == self._here and line.help:
                put("", line.help, " " * len(mark), " " * len(mark))
        return [(style, f"{text}\n") for style, text in rows]

    def _box(self, line: Line) -> str:
        if not self._several:
            return ""
        return "[x]" if line.key in self._ticked else "[ ]"

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        def on(*names: str) -> Callable[[Callable[[KeyPressEvent], None]], None]:
            def add(action: Callable[[KeyPressEvent], None]) -> None:
                for name in names:
                    bindings.add(name)(action)

            return add

        on("up", "k")(lambda _: self._move(-1))
        on("down", "j", "tab")(lambda _: self._move(1))
        on("pageup")(lambda _: self._move(-8))
        on("pagedown")(lambda _: self._move(8))
        on("home")(lambda _: self._move(-len(self._shown.lines)))
        on("end")(lambda _: self._move(len(self._shown.lines)))
        on("space")(lambda _: self._tick())
        on("?", "h")(lambda _: self._turn_help())
        on("n")(lambda event: self._jump(NONE))
        on("u")(lambda event: self._jump(UNKNOWN))
        on("b", "left")(lambda event: event.app.exit(result=Back()))
        on("q", "c-c", "c-d")(lambda event: event.app.exit(result=Stop()))
        on("enter")(self._enter)
        on(*"0123456789")(lambda event: self._number(event.data))
        return bindings

    def _move(self, by: int) -> None:
        self._here = max(0, min(len(self._shown.lines) - 1, self._here + by))
        self._typed = ""

    def _jump(self, key: str) -> None:
        self._here = next((n for n, line in enumerate(self._shown.lines) if line.key == key), self._here)
        self._typed = ""

    def _number(self, digit: str) -> None:
        """Go to the line of this number; a second digit goes on with the first where there is such a line."""
        last = len(self._shown.lines)
        for typed in (self._typed + digit, digit):
            if 1 <= int(typed) <= last:
                self._typed, self._here = typed, int(typed) - 1
                return
        self._typed = ""

    def _turn_help(self) -> None:
        self._help = not self._help

    def _tick(self) -> None:
        line = self._shown.lines[self._here]
        self._typed = ""
        if not self._several or line.key in (NONE, UNKNOWN):
            return
        self._ticked ^= {line.key}

    def _enter(self, event: KeyPressEvent) -> None:
        here = self._shown.lines[self._here].key
        if not self._several:
            event.app.exit(result=[here])
        elif here == NONE and not self._ticked - {NONE, UNKNOWN}:
            event.app.exit(result=[NONE])
        elif here in (NONE, UNKNOWN):
            event.app.exit(result=[*self._in_order(), here])
        elif ticked := self._in_order():
            event.app.exit(result=ticked)
        else:
            self._said = "Tick what fits with the space bar, or go to “None of these” and press Enter."

    def _in_order(self) -> list[str]:
        ticked = self._ticked - {NONE, UNKNOWN}
        return [line.key for line in self._shown.lines if line.key in ticked]


class _Field:
    """A line to write on."""

    def __init__(self, shown: Ask, done: float, said: str) -> None:
        self._shown, self._done, self._said = shown, done, said

    def ask(self) -> str:
        question = self._shown.question
        number = question.type == "number"
        span = f"{question.minimum} to {question.maximum} {question.unit}; u not sure; " if number else ""
        help_shown = ""
        while True:
            words = self._read(f"{span}{REST}", help_shown)
            if words.lower() == BACK:
                raise Back
            if words.lower() == STOP:
                raise Stop
            if words == HELP:
                help_shown = help_for(self._shown)
            elif words:
                return UNKNOWN if number and words.lower() == "u" else words
            elif not number:
                return NONE

    def _read(self, keys: str, help_shown: str) -> str:
        columns = max(20, get_app().output.get_size().columns)
        texts = (bar(self._done), self._said, self._shown.conflict, self._shown.title, self._shown.text, help_shown)
        wrapped = [textwrap.fill(line, columns - 1) for text in texts if text for line in text.splitlines()]
        session: PromptSession[str] = PromptSession(style=STYLE, color_depth=ColorDepth.DEPTH_1_BIT)
        before = self._shown.before.get(self._shown.question.id)
        try:
            return session.prompt(
                "\n".join(["", *wrapped, textwrap.fill(keys, columns - 1), "> "]),
                default="" if before in (None, UNKNOWN, NONE) else str(before),
            ).strip()
        except (KeyboardInterrupt, EOFError):
            raise Stop from None
