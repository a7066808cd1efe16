"""How pictures look: one class for each kind of shape, in light, in dark and in print."""

from __future__ import annotations

from collections.abc import Mapping
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


def style(theme: Theme) -> str:
    """The style sheet of a picture."""
    if theme == "auto":
        return f"{_sheet(_LIGHT)}@media(prefers-color-scheme:dark){{{_sheet(_DARK)}}}"
    return _sheet({"light": _LIGHT, "dark": _DARK, "print": _PRINT}[theme])


def _sheet(colours: Mapping[str, str]) -> str:
    filled = ("floor", "mat", "wall", "thing", "soft", "far", "mid", "near", "trunk", "face", "hair", "eye")
    body = ("far", "mid", "near", "trunk", "face")
    rules = [f".lo-{name}{{fill:{colours[name]}}}" for name in filled]
    rules.append(
        ",".join(f".lo-{name}" for name in body) + f"{{stroke:{colours['halo']};stroke-width:2.4;paint-order:stroke}}"
    )
    rules.append(f".lo-wall,.lo-thing,.lo-soft{{stroke:{colours['edge']};stroke-width:1}}")
    rules.append(f".lo-mark{{fill:{colours['mark']};stroke:{colours['rim']};stroke-width:1.2;fill-opacity:.85}}")
    rules.append(f".lo-behind{{fill:none;stroke:{colours['mark']};stroke-width:2;stroke-dasharray:3 3}}")
    rules.append(f".lo-ghost{{fill:none;stroke:{colours['ghost']};stroke-width:1.2;stroke-dasharray:4 3}}")
    rules.append(f".lo-strap{{{_LINE};stroke:{colours['edge']};stroke-width:4}}")
    rules.append(f".lo-glow{{{_LINE};stroke:{colours['halo']};stroke-width:8}}")
    rules.append(f".lo-line{{{_LINE};stroke:{colours['arrow']};stroke-width:4}}.lo-head{{fill:{colours['arrow']}}}")
    return "".join(rules)
