"""A list to choose from: arrows or numbers to move, space to tick, Enter to go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth

from loosen._cli.streams import shown
from loosen._interview.screens import Ask, Line
from loosen._interview.shown import above, chosen_before, headings, help_here
from loosen._model.question import NONE, UNKNOWN
from loosen._words.speech import Speech

from . import keys
from .hold import APART, PLAN_NOW, Back, Stop
from .rows import STYLE, Row, whole_lines, wrapped
from .shown import bar, keys_of

ONE_NUMBER_S = 1.5
"""Digits typed within so many seconds are one number."""


class Choosing:
    """Lines to choose from, with one that the person is on: it is always to be seen whole, with what belongs to it.

    A list to tick is not accepted before every line of it has been on the screen: a warning sign that nobody read would
    count as one that is not there.
    """

    def __init__(self, shown: Ask, done: float, said: str, speech: Speech, *, several: bool) -> None:
        self._shown, self._done, self._said, self._several = shown, done, said, several
        self._speech = speech
        before = chosen_before(shown)
        self._ticked = {line.key for line in shown.lines if line.key in before} - {NONE} if several else set()
        self._here = next((n for n, line in enumerate(shown.lines) if line.key in before), 0)
        self._typed, self._typed_at = "", 0.0
        self._help = False
        self._top = 0
        self._seen: set[int] = set()
        self._view: Literal["here", "unseen", "still"] = "here"

    def application(self) -> Application[Any]:
        control = FormattedTextControl(self._text, focusable=True, show_cursor=False)
        return Application(
            layout=Layout(Window(control, always_hide_cursor=True)), key_bindings=self._bindings(),
            style=STYLE, full_screen=self._whole, erase_when_done=True, color_depth=ColorDepth.DEPTH_1_BIT,
        )  # fmt: skip

    @property
    def _whole(self) -> bool:
        """Whether it takes the whole screen: while the interview goes on."""
        return self._done < 1

    def _text(self) -> StyleAndTextTuples:
        """All that is on the screen: as much of the list as there is room for, and below it what to press."""
        size = get_app().output.get_size()
        rows, below = self._rows(size.columns), self._below(size.columns)
        room = max(1, size.rows - len(below) - 1)
        if self._view == "unseen":
            self._scroll_to_unseen(rows, room)
        elif self._view == "here":
            self._scroll(rows, room)
        seen = rows[self._top : self._top + room]
        self._seen |= whole_lines(rows, range(self._top, self._top + room))
        more = self._more(above=self._top, below=len(rows) - self._top - room)
        blank = [Row("", "")] * (room - len(seen) if self._whole else 0)
        edge = Row("class:keys", shown(more))
        return [(row.style, f"{row.text}\n") for row in (*seen, *blank, edge, *below)]

    def _keys(self) -> str:
        """What to press."""
        moves = self._speech("interview.menu.several" if self._several else "interview.menu.one")
        return f"{moves}, {keys_of(self._shown, self._speech)}"

    def _more(self, *, above: int, below: int) -> str:
        """Where there are more rows than can be seen."""
        if above > 0 and below > 0:
            return self._speech("interview.menu.more_on_both_sides")
        if above > 0:
            return self._speech("interview.menu.more_above")
        return self._speech("interview.menu.more_below") if below > 0 else ""

    def _rows(self, columns: int) -> list[Row]:
        rows = wrapped("", bar(self._done, self._speech), columns) if self._whole else [Row("", "")]
        rows += wrapped("class:title", self._shown.title, columns)
        for text in above(self._shown):
            rows += wrapped("", text, columns)
        for number, (heading, help_text, line) in enumerate(headings(self._shown)):
            if heading:
                rows.append(Row("", ""))
                rows += wrapped("class:heading", heading, columns) + wrapped("", help_text or "", columns)
            here = number == self._here
            mark = f"{'>' if here else ' '}{self._box(line)}{number + 1:>3} "
            rows += wrapped("class:here" if here else "", line.text, columns, mark, line=number)
            if here:
                rows += wrapped("", line.help or "", columns, " " * len(mark), line=number)
        return rows

    def _below(self, columns: int) -> list[Row]:
        """What stays below the list: what was said, help where it is asked for, and the keys."""
        rows = wrapped("", self._said, columns)
        if self._help:
            rows += wrapped("", help_here(self._shown, self._shown.lines[self._here]), columns)
        return rows + wrapped("class:keys", self._keys(), columns)

    def _scroll(self, rows: list[Row], room: int) -> None:
        """Move what is seen no further than it takes to see the line that the person is on, from its beginning."""
        own = [number for number, row in enumerate(rows) if row.line == self._here]
        if own[-1] < room and self._here == 0:
            self._top = 0
        self._top = max(self._top, own[-1] - room + 1)
        self._top = max(0, min(self._top, own[0], len(rows) - 1))

    def _scroll_to_unseen(self, rows: list[Row], room: int) -> None:
        """Show the first line that was not on the screen yet and those below it, until the person goes elsewhere."""
        unseen = (number for number, row in enumerate(rows) if row.line is not None and row.line not in self._seen)
        self._top = max(0, min(next(unseen, self._top), len(rows) - room))
        self._view = "still"

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
        on(keys.HELP, "h")(lambda _: self._turn_help())
        on("n")(lambda event: self._jump(NONE))
        on("u")(lambda event: self._jump(UNKNOWN))
        on(keys.PLAN)(lambda event: self._jump(PLAN_NOW))
        on(keys.BACK, "left")(lambda event: event.app.exit(result=Back()))
        on(keys.STOP, "c-c", "c-d")(lambda event: event.app.exit(result=Stop()))
        on("enter", "c-j")(self._enter)  # the second is what an Enter leaves that was pressed before this was shown
        on(*"0123456789")(lambda event: self._number(event.data))
        return bindings

    def _move(self, by: int) -> None:
        self._go(max(0, min(len(self._shown.lines) - 1, self._here + by)))
        self._typed = ""

    def _jump(self, key: str) -> None:
        self._go(next((n for n, line in enumerate(self._shown.lines) if line.key == key), self._here))
        self._typed = ""

    def _go(self, line: int) -> None:
        """Be on this line, and see it."""
        self._here, self._view = line, "here"

    def _number(self, digit: str) -> None:
        """Go to the line of this number; a digit that follows at once goes on with it where there is such a line."""
        last, now = len(self._shown.lines), time.monotonic()
        if now - self._typed_at > ONE_NUMBER_S:
            self._typed = ""
        self._typed_at = now
        for typed in (self._typed + digit, digit):
            if 1 <= int(typed) <= last:
                self._typed = typed
                self._go(int(typed) - 1)
                return
        self._typed = ""

    def _turn_help(self) -> None:
        self._help = not self._help
        self._said = self._typed = ""

    def _tick(self) -> None:
        line = self._shown.lines[self._here]
        self._typed = ""
        on_the_screen, self._view = self._view == "here", "here"
        if self._several and line.key not in (NONE, *APART) and on_the_screen:
            self._ticked ^= {line.key}

    def _enter(self, event: KeyPressEvent) -> None:
        here = self._shown.lines[self._here]
        if not self._several or here.key in APART:
            event.app.exit(result=[*self._told(here), here.key] if self._several else [here.key])
        elif len(self._seen) < len(self._shown.lines):
            self._view, self._said = "unseen", self._speech("interview.menu.not_all_seen")
        elif here.key == UNKNOWN and UNKNOWN not in self._ticked:
            self._ticked.add(UNKNOWN)
            self._view, self._said = "here", self._speech("interview.menu.ticked_not_sure", line=here.text)
        elif told := self._told(here):
            event.app.exit(result=told)
        else:
            self._view, self._said = "here", self._speech("interview.menu.tick_what_fits")

    def _told(self, here: Line) -> list[str]:
        """The lines that are ticked; "none of these" is told by being on it, for it cannot be ticked."""
        told = self._ticked | ({NONE} if here.key == NONE else set())
        return [line.key for line in self._shown.lines if line.key in told]
