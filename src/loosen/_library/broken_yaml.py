"""What can still be read of YAML that is not valid, so that one slip does not hide all the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loosen._characters import NotText, decoded
from loosen.errors import Fault, FaultCode

from .yaml_text import Text, read_text

_PART = re.compile(r"[A-Za-z_][\w-]*\s*:")
"""How a part begins: a field at the left edge."""
_FIELD = re.compile(r"^[\s-]*(\w+)\s*:")
_TABBED = re.compile(r" *\t[ \t]*")


def rescued(raw: bytes, broken: Text) -> Text:
    """What each part of a text says when it is read by itself, with every fault; `broken` itself where that is nothing.

    `raw` are the bytes that `broken` was read from.
    """
    try:
        lines = decoded(raw).splitlines()
    except NotText:
        return broken
    tabs = [
        Fault(FaultCode.NOT_READABLE, f"{broken.where}:{number}", *_TAB)
        for number, line in enumerate(lines, 1)
        if _TABBED.match(line)
    ]
    lines = [_TABBED.sub(lambda tabbed: tabbed[0].replace("\t", "  "), line, count=1) for line in lines]
    whole = _read(lines, 0, broken.where)
    text = whole if whole.value is not None else _joined(lines, broken.where)
    text.faults = [*tabs, *text.faults]
    return text if text.faults and isinstance(text.value, dict) else broken


_TAB = ("is indented with a tab.", "Use spaces.")


def _read(lines: Sequence[str], above: int, where: str) -> Text:
    """Lines as a text of their own that knows how many lines stand `above` them."""
    return read_text(("\n" * above + "\n".join(lines) + "\n").encode(), where)


def _joined(lines: Sequence[str], where: str) -> Text:
    text = Text(where, value={}, lines={(): 1})
    for start, end in _parts(lines):
        part = _read(lines[start:end], start, where)
        text.faults.extend(part.faults)
        if isinstance(part.value, dict):
            text.value |= part.value
            text.lines |= {path: line for path, line in part.lines.items() if path}
        elif part.faults:
            text.unread |= {field[1] for line in lines[start:end] if (field := _FIELD.match(line))}
    return text


def _parts(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends, counted from 0; what stands above the first belongs to it."""
    starts = [number for number, line in enumerate(lines) if _PART.match(line)] or [0]
    yield from zip([0, *starts[1:]], [*starts[1:], len(lines)], strict=True)
