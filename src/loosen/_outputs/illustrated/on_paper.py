"""The illustrated hand-out as pages to print: a tagged PDF, the same bytes wherever it is made."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from bisect import bisect_left
from pathlib import Path
from typing import Any, Final, cast

from loosen._characters import harmless
from loosen._outputs.document import Paper
from loosen.errors import Fault, FaultCode, LoosenError

from .model import Page

SIZES = (11.0, 10.6, 10.2, 9.9, 9.6, 9.3, 9.0, 8.7, 8.4, 8.1, 7.8)
"""Sizes of the letters, in points: the largest is taken at which the hand-out has no more pages than it is meant to."""
_DRAWING = "picture"
"""What is no text of a page."""
_VERY_LONG = re.compile(r"[^\s\u200b]{40}(?=\S)")
"""So much of a word that no line may have room for it."""
_TEMPLATES = Path(__file__).parent / "templates"
_FONTS = Path(__file__).parent / "fonts"
_STANDARD: Final = "ua-1"
"""PDF/UA-1: what a screen reader needs is in the file, or there is no file."""
_NOT_IN_THE_FONTS = re.compile(
    "[^\\t\\n -~\u00a0-\u017f\u0218-\u021b\u0391-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e80-\u1e85\u1ea0-\u1ef9"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2122\u2212\u2248\u2260\u2264\u2265]"
)
"""All but the letters of Europe and the signs that texts are written with."""


def as_pdf(page: Page, paper: Paper = "a4") -> bytes:
    """The hand-out as PDF. What the page says is handed over as data, so that nothing in it is carried out.

    Raises `LoosenError` when the extra for this is not installed.
    """
    try:
        from typst import Compiler, Fonts
    except ImportError:
        remedy = [Fault(FaultCode.NOT_INSTALLED, "typst", "is not installed.", "Install loosen with its 'pdf' extra.")]
        raise LoosenError("The pages need one more package.", remedy) from None
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    template, told = (_TEMPLATES / "handout.typ").read_bytes(), json.dumps(_as_data(page), ensure_ascii=False)

    def at(size: float) -> Compiler:
        given = {"page": told, "paper": paper, "size": str(size)}
        return Compiler(template, root=_TEMPLATES, font_paths=fonts, sys_inputs=given)

    def fits(size: float) -> bool:
        return int(at(size).query("<pages>", field="value", one=True)) <= most_pages(page)

    size = SIZES[min(bisect_left(SIZES, True, key=fits), len(SIZES) - 1)]
    return cast("bytes", at(size).compile(template, format="pdf", pdf_standards=[_STANDARD]))


def most_pages(page: Page) -> int:
    """How many pages the hand-out is meant to have: one for a referral, four for eight exercises or fewer."""
    return 1 if page.is_referral else 2 + max(2, math.ceil(len(page.exercises) / 4))


def _as_data(value: Any) -> Any:
    """A page, or a part of it, as JSON has it, with texts that can be printed."""
    if isinstance(value, str):
        return printable(value)
    if hasattr(value, "_asdict"):
        return {name: part if name == _DRAWING else _as_data(part) for name, part in value._asdict().items()}
    return [_as_data(part) for part in value] if isinstance(value, tuple) else value


def printable(text: str) -> str:
    """A text in letters that the fonts have, any other in letters that sound alike; very long words may be broken."""
    from anyascii import anyascii  # only who prints waits for its tables

    known = _NOT_IN_THE_FONTS.sub(lambda found: anyascii(found[0]), harmless(unicodedata.normalize("NFC", text)))
    return _VERY_LONG.sub("\\g<0>\u200b", known)
