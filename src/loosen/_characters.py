"""Characters: bytes to text, and what a text may do beside being read.

Texts come from people, from files that others wrote, and out of the names of files. Some characters steer the terminal
that shows them (colours, a new title, an empty screen) or turn the order of what is read; half a character cannot be
written at all.
"""

from __future__ import annotations

import codecs
import re

_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
"""What does something instead of being seen, line break and tab aside; and halves of characters."""
_KEYS = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1bO[@-~]|\x1b[\]PX^_]")
"""What arrows, colours and the like send. What a title would say stays: no word is taken from anybody."""
_ERASES = "\b\x7f"
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""The marks at the beginning of a file and what they stand for; the longer of two that begin alike comes first."""
_UNMARKED = re.compile(rb"(?:(\0)[\t\n\r -~]){2}|(?:[\t\n\r -~]\0){2}")
"""How UTF-16 without a mark begins: with two characters of which each leaves a byte empty, the first or the last."""
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


class NotText(ValueError):
    """Bytes that are no text; `line` (from 1) is the first that cannot be read."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line} is no text")


def decoded(raw: bytes) -> str:
    """The text in bytes: UTF-8, or what a mark at the beginning says, as other systems write it (UTF-16, UTF-32).

    UTF-16 without a mark is known by its first bytes. Raises `NotText`.
    """
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    if unmarked := _UNMARKED.match(raw):
        encoding = "utf-16-be" if unmarked[1] else "utf-16-le"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(raw.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        raise NotText(text.count("\n", 0, text.index("\0")) + 1)
    return text


def harmless(text: str) -> str:
    r"""A text that does nothing but be read: what steers a terminal, and half characters, are written out (`\u001b`).

    JSON stays what it is, because it may write them so.
    """
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def in_one_line(text: str) -> str:
    """The same as one line, which no line break within it can pretend to end."""
    return harmless(text).replace("\n", "\\n")


def as_typed(text: str) -> str:
    """Words as the person meant them who pressed these keys: what was erased is gone, and arrows leave nothing behind.

    Half characters become question marks.
    """
    kept: list[str] = []
    for letter in _BREAKS.sub("\n", _KEYS.sub("", text)):
        if letter not in _ERASES:
            kept.append(letter)
        elif kept:
            kept.pop()
    whole = "".join(kept).encode("utf-8", "replace").decode("utf-8")
    return _STEERS.sub("", whole)


def is_whole(text: str) -> bool:
    """Whether a text holds no half of a character, as input does that is not in the encoding it is said to be in."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def narrow(text: str) -> str:
    """A text with full-width letters, digits and signs, as some keyboards write them, in the usual width."""
    return text.translate(_WIDE)
