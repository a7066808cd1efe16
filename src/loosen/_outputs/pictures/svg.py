"""Puts the pieces of a sketch together: the picture, one key pose alone, or all of it moving."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .sketch import SIZE, BodySketch, Sketch
from .style import Theme, prefix, style

_STAYS = 3
"""How many turns the first and the main pose stay, where the others stay one."""


def still(sketch: Sketch, theme: Theme, title: str, how: str) -> str:
    """The main pose, where the body was at the start, and an arrow from there."""
    main = sketch.frames[sketch.keys[sketch.main]]
    inside = (sketch.room, sketch.ghost, sketch.behind, main, sketch.front, sketch.arrow)
    return _svg("".join(inside), theme, title, how)


def pose(sketch: Sketch, name: str, theme: Theme, title: str, how: str) -> str:
    """One key pose. Raises `KeyError` where the exercise has no such one."""
    inside = (sketch.room, sketch.behind, sketch.frames[sketch.keys[name]], sketch.front)
    return _svg("".join(inside), theme, title, how)


def moving(sketch: Sketch, theme: Theme, seconds: float, title: str, how: str) -> str:
    """All poses there and back in `seconds`; whoever asks for little movement sees the main one."""
    turns = _Turns(sketch, seconds)
    frames = "".join(f'<g class="{turns.name} {turns.name}-{n}">{frame}</g>' for n, frame in enumerate(sketch.frames))
    inside = (sketch.room, sketch.behind, frames, sketch.front)
    return _svg("".join(inside), theme, title, how, turns.sheet())


def body(sketch: BodySketch, muscles: Sequence[str], theme: Theme, names: str) -> str:
    """The body with the marks of some muscles; `names` tells them to whoever does not see it."""
    marks = "".join(sketch.muscles.get(key, "") for key in muscles)
    return _svg(sketch.figure + marks, theme, names, names)


def _svg(inside: str, theme: Theme, title: str, how: str, more_style: str = "") -> str:
    """The file. Its classes carry the theme, for the styles of all pictures on a page hold for the whole page."""
    inside = inside.replace('class="lo-', f'class="{prefix(theme)}')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(how)}</desc><style>{style(theme)}{more_style}</style>{inside}</svg>"
    )


class _Turns:
    """When each frame of a moving picture is shown: there and back, with a stay at the start and the main pose."""

    def __init__(self, sketch: Sketch, seconds: float) -> None:
        last, main = len(sketch.frames) - 1, sketch.keys[sketch.main]
        there_and_back = [*range(last + 1), *range(last - 1, 0, -1)]
        stays = {0, main}
        self._order = [frame for frame in there_and_back for _ in range(_STAYS if frame in stays else 1)]
        self._frames, self._main, self._seconds = len(sketch.frames), main, seconds
        self.name = f"lm{len(self._order)}-{main}-{seconds:g}".replace(".", "_")
        """The class of its frames, the same for all pictures that move alike."""

    def sheet(self) -> str:
        """The style that shows one frame after the other; nothing moves for those who asked for reduced motion."""
        rules = [f".{self.name}{{opacity:0}}"]
        for number in range(self._frames):
            frame = f"{self.name}-{number}"
            rules.append(f"@keyframes {frame}{{{self._shown(number)}}}")
            rules.append(f".{frame}{{animation:{frame} {self._seconds:g}s step-end infinite}}")
        still = f".{self.name}{{animation:none}}.{self.name}-{self._main}{{opacity:1}}"
        rules.append(f"@media(prefers-reduced-motion:reduce){{{still}}}")
        return "".join(rules)

    def _shown(self, number: int) -> str:
        """The key frames of one frame: when it is there, in percent of the whole."""
        share = 100 / len(self._order)
        steps = [] if self._order[0] == number else ["0%{opacity:0}"]
        for turn, frame in enumerate(self._order):
            before = self._order[turn - 1] if turn else None
            if (frame == number) != (before == number):
                steps.append(f"{turn * share:.3g}%{{opacity:{int(frame == number)}}}")
        return "".join(steps)
