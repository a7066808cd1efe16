"""How pictures look: one class for each kind of shape, in light, in dark and in print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

Theme = Literal["auto", "light", "dark", "print"]
"""`auto` follows what the reader's device asks for; `print` is for white paper."""

_LINE = "fill:none;stroke-linecap:round;stroke-linejoin:round"
_LIGHT: Mapping[str, str] = {
    "floor": "#ebe7de", "mat": "#c9d6cf", "wall": "#d9d3c6", "thing": "#cdbfa8", "soft": "#e3b98a", "edge": "#857860",
    "far": "#9fb1c1", "mid": "#4f6b86", "near": "#2f4a63", "trunk": "#64809a", "face": "#dbe3ea", "hair": "#2f4a63",
    "eye": "#16202a", "halo": "#fff", "mark": "#ff8a3c", "rim": "#7a2e00", "ghost": "#8d9aa6", "arrow": "#b3261e",
}  # fmt: skip
_DARK: Mapping[str, str] = {
    **_LIGHT,
    "floor": "#2c3136", "mat": "#3a4a44", "wall": "#3b3f44", "thing": "#6a5f4d", "soft": "#8a6a45", "edge": "#a8987c",
    "far": "#5d7183", "mid": "#9db4c9", "near": "#c6d6e4", "trunk": "#7f98af", "face": "#e9eff4", "hair": "#8aa0b5",
    "halo": "#15191d", "ghost": "#7b8893", "arrow": "#ff9d94",
}  # fmt: skip
_PRINT: Mapping[str, str] = {**_LIGHT, "floor": "#f1efe9"}


def prefix(theme: Theme) -> str:
    """How the classes of a theme begin."""
    return f"lo{theme[0]}-"


def style(theme: Theme) -> str:
    """The style sheet of a picture."""
    if theme == "auto":
        dark = _sheet(_DARK, theme)
        return f"{_sheet(_LIGHT, theme)}@media(prefers-color-scheme:dark){{{dark}}}"
    return _sheet({"light": _LIGHT, "dark": _DARK, "print": _PRINT}[theme], theme)


def _sheet(colours: Mapping[str, str], theme: Theme) -> str:
    return "".join(_rules(colours)).replace(".lo-", f".{prefix(theme)}")


_FILLED = ("floor", "mat", "wall", "thing", "soft", "far", "mid", "near", "trunk", "face", "hair", "eye")
_OUTLINED = ("far", "mid", "near", "trunk", "face")


def _rules(colours: Mapping[str, str]) -> Iterator[str]:
    yield from (f".lo-{name}{{fill:{colours[name]}}}" for name in _FILLED)
    outlined = ",".join(f".lo-{name}" for name in _OUTLINED)
    yield f"{outlined}{{stroke:{colours['halo']};stroke-width:5;paint-order:stroke}}"
    yield f".lo-wall,.lo-thing,.lo-soft{{stroke:{colours['edge']};stroke-width:2}}"
    yield f".lo-mark{{fill:{colours['mark']};stroke:{colours['rim']};stroke-width:2.4;fill-opacity:.85}}"
    yield f".lo-behind{{fill:none;stroke:{colours['mark']};stroke-width:4;stroke-dasharray:6 6}}"
    yield f".lo-ghost{{fill:none;stroke:{colours['ghost']};stroke-width:2.4;stroke-dasharray:8 6}}"
    yield f".lo-strap{{{_LINE};stroke:{colours['edge']};stroke-width:8}}"
    yield f".lo-glow{{{_LINE};stroke:{colours['halo']};stroke-width:16}}"
    yield f".lo-line{{{_LINE};stroke:{colours['arrow']};stroke-width:8}}.lo-tip{{fill:{colours['arrow']}}}"
