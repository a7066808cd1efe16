"""What stands for letters and signs that a screen cannot show, so that every word can be read on any of them."""

from __future__ import annotations

import codecs
import unicodedata

PLAINLY = "loosen.plainly"
"""The name of the way in which streams treat what they cannot show, as `errors` of `open` and `encode` takes it."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′´`ʼ＇", "'"),  # noqa: RUF001
        **dict.fromkeys("‐‑‒–—―−", "-"),  # noqa: RUF001
        **dict.fromkeys("•·●▪", "*"), **dict.fromkeys("✓✔☑", "x"),
        **dict.fromkeys("█▀▄", "#"), **dict.fromkeys("\u200b\u2060\ufeff\u00ad", ""),
        "…": "...", "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "↑": "^", "↓": "v", "≤": "<=", "≥": ">=", "≠": "!=",
        "≈": "~", "±": "+/-", "×": "x", "÷": "/", "⁄": "/", "°": "deg", "€": "EUR", "£": "GBP",  # noqa: RUF001
        "§": "section ", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS",
        "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ı": "i",  # noqa: RUF001
    }
)  # fmt: skip
_RAW_BYTES = range(0xDC80, 0xDD00)
"""What stands for the bytes of a name that is no text."""


def plainly(text: str, encoding: str) -> str:
    """The text as something with this encoding can show it: what it cannot is written out, and no word is lost."""
    return text.encode(encoding, PLAINLY).decode(encoding)


def _in_ascii(sign: str) -> str:
    """What stands for one sign: its letters, or its number where it has none."""
    if ord(sign) in _RAW_BYTES:
        return f"\\x{ord(sign) - 0xDC00:02x}"
    plain = sign.translate(_SIGNS)
    if plain.isascii():
        return plain
    letters = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    letters = letters.translate(_SIGNS)
    return letters if letters.isascii() and (letters or unicodedata.combining(sign)) else _number(sign)


def _number(sign: str) -> str:
    return sign.encode("ascii", "backslashreplace").decode()


def _written_out(error: UnicodeError) -> tuple[str, int]:
    """What to write in place of what cannot be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs, rest = error.object[error.start : error.end], error.object[error.end : error.end + 1]
    return "".join(_cased(sign, after) for sign, after in zip(signs, signs[1:] + (rest or " "), strict=True)), error.end


def _cased(sign: str, after: str) -> str:
    """What stands for a sign, in capitals where the word is: ÜBUNG becomes UEBUNG, Übung Uebung."""
    plain = _in_ascii(sign)
    return plain.upper() if sign.isupper() and after.isupper() and plain.isalpha() else plain


codecs.register_error(PLAINLY, _written_out)
