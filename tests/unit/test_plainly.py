"""What a screen cannot show is written out, so that every word can be read."""

from __future__ import annotations

import re
from functools import cache

import pytest
from tests.tools import TOOLS

from loosen._words.plainly import PLAINLY, plainly

ROOT = TOOLS.parents[1]
ENCODINGS = (
    "ascii", "latin-1", "iso8859-15", "iso8859-2", "iso8859-7", "cp437", "cp850", "cp1252", "cp1251", "koi8-r",
    "mac-roman", "cp037", "cp500", "shift_jis", "euc-jp", "big5", "gb2312", "euc-kr", "hz", "iso2022_jp", "utf-7",
    "utf-8", "utf-16", "utf-32",
)  # fmt: skip


@cache
def signs_used() -> frozenset[str]:
    """All signs beyond ASCII in texts that a person may be told, from the data and the code."""
    files = [path for top in ("knowledge", "rules") for path in (ROOT / top).rglob("*.yaml")]
    told = [path for path in files if not {"lexicon", "vocabulary"} & set(path.parts)]
    told += [path for path in (ROOT / "src").rglob("*.py") if path.name != "plainly.py"]
    return frozenset(sign for path in told for sign in path.read_text("utf-8") if not sign.isascii())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Übelkeit, Schwäche, größer", "Uebelkeit, Schwaeche, groesser"),
        ("RÜCKENÜBUNG Öl ÖL ẞ", "RUECKENUEBUNG Oel OEL SS"),
        ("U\u0308belkeit", "Ubelkeit"),
        ("“Get help” – now… it’s 37 °C → 112", '"Get help" - now... it\'s 37 degC -> 112'),  # noqa: RUF001
        ("½ m², naïve, Łódź, Ærø, fünf\u00a0€", "1/2 m2, naive, Lodz, AEroe, fuenf EUR"),
        ("αβγ \U0001f9d8", r"\u03b1\u03b2\u03b3 \U0001f9d8"),
        ("name-\udcff", r"name-\xff"),
        ("soft\u00adly", "softly"),
    ],
)
def test_signs_are_written_out_in_ascii(text: str, plain: str) -> None:
    assert plainly(text, "ascii") == plain


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_all_that_anybody_is_told_can_be_read_in_every_encoding(encoding: str) -> None:
    for sign in signs_used():
        plain = plainly(sign, "ascii")
        assert "\\" not in plain
        assert plainly(plainly(sign, encoding), "ascii") == plain


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_whatever_somebody_types_is_no_error(encoding: str) -> None:
    for number in (*range(0x250), *range(0x250, 0x11000, 97), 0x1F600, 0x10FFFF, *range(0xD800, 0xE000, 111)):
        assert re.fullmatch(r"a.*b", f"a{chr(number)}b".encode(encoding, PLAINLY).decode(encoding), flags=re.DOTALL)
