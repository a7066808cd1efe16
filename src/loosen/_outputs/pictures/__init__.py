"""Pictures of exercises."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from loosen._library import Library

_DRAWN = Path(__file__).parent / "drawn"


def picture(
    exercise: str,
    library: Library,
    *,
    pose: str | None = None,
    theme: Literal["auto", "light", "dark", "print"] = "auto",
    moving: bool = False,
) -> str | None:
    """The picture of an exercise as SVG; None where there is none."""
    file = _DRAWN / f"{exercise}.svg"
    return file.read_text("utf-8") if exercise in library.exercises and file.is_file() else None
