"""YAML and JSON text to plain values, with the line of every part, and nothing that could do harm.

YAML is read by its 1.2 core rules, where `yes` and `no` are words and only `true` and `false` are truth values.
Anchors, tags, duplicate keys, deep nesting and large files are refused: none is needed, and each can do harm.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from loosen._characters import NotText, decoded
from loosen.errors import Fault, FaultCode

from .files import MAX_BYTES

MAX_DEPTH = 40

Path = tuple[str | int, ...]
_INTEGER = re.compile(r"[-+]?\d{1,18}")
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
_THOUSAND = re.compile(r"[-+]?[1-9]\d{0,2}\.000")
_SPECIAL = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE)
"""Infinity and not-a-number have no use here; both become not-a-number, which every check refuses."""
_WORDS: Mapping[str, Any] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", "")),
}


@dataclass
class Text:
    """What a text held: its value, the line (from 1) of each part by path, and the faults found while reading.

    `unread` are the fields that may stand where the text is no YAML and the rest of it could be read.
    """

    where: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def at(self, path: Path) -> str:
        """`file:line` of the nearest part of `path` that has a line of its own."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.where}:{self.lines[path]}" if path in self.lines else self.where

    def strings(self) -> Iterator[tuple[Path, str]]:
        """Every text in the value, also as the name of a field, by its path."""
        found: list[tuple[Path, str]] = []
        _gather_strings(self.value, (), found)
        return iter(found)


def _gather_strings(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    """Add the texts in a value to those `found`, in order."""
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, dict):
        for key, item in value.items():
            found.append(((*path, key), key))
            _gather_strings(item, (*path, key), found)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _gather_strings(item, (*path, number), found)


def read_text(raw: bytes, where: str, *, as_json: bool = False, most: int = MAX_BYTES) -> Text:
    """Read YAML (or JSON) from at most `most` bytes; faults are collected in the result and never raised."""
    text = Text(where)
    if len(raw) > most:
        text.faults.append(
            Fault(
                FaultCode.TOO_LARGE,
                where,
                f"is larger than {most // 1_000_000} MB.",
                "Check that it is the right file.",
            )
        )
        return text
    try:
        content = decoded(raw)
    except NotText as error:
        text.faults.append(no_text(where, error))
        return text
    if as_json:
        _read_json(content, text)
    else:
        _read_yaml(content, text)
    return text


def no_text(where: str, error: NotText) -> Fault:
    """What is said of a file that is no text."""
    remedy = "Save it as plain UTF-8 text."
    return Fault(FaultCode.NOT_UTF_8, f"{where}:{error.line}", "is not text in UTF-8.", remedy)


def _read_json(content: str, text: Text) -> None:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        times = Counter(key for key, _ in pairs)
        for key in sorted(key for key, given in times.items() if given > 1):
            text.faults.append(Fault(FaultCode.TWICE, text.where, f"'{key}' is given twice.", "Keep one of them."))
        return dict(pairs)

    try:
        text.value = json.loads(
            content, object_pairs_hook=unique, parse_int=_number, parse_float=_fraction, parse_constant=float
        )
    except json.JSONDecodeError as error:
        text.faults.append(
            Fault(
                FaultCode.NOT_READABLE,
                f"{text.where}:{error.lineno}",
                f"is not valid JSON: {error.msg}.",
                "Mend this line.",
            )
        )
    except RecursionError:
        text.faults.append(_too_deep(text.where))
    else:
        if _is_nested_deeper(text.value, MAX_DEPTH):
            text.faults.append(_too_deep(text.where))


def _is_nested_deeper(value: Any, most: int) -> bool:
    """Whether more than `most` lists and mappings stand in each other."""
    level = _lists_and_mappings([value])
    for _ in range(most):
        level = [inner for outer in level for inner in _lists_and_mappings(outer)]
    return bool(level)


def _lists_and_mappings(within: list[Any] | dict[str, Any]) -> list[Any]:
    inner = within.values() if isinstance(within, dict) else within
    return [each for each in inner if isinstance(each, (list, dict))]


def _read_yaml(content: str, text: Text) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text.value = _Builder(text).build(yaml.parse(content, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{text.where}:{mark.line + 1}" if mark else text.where
        text.faults.append(
            Fault(
                FaultCode.NOT_READABLE,
                where,
                f"is not valid YAML: {error.problem or error.context}.",
                "Mend this line.",
            )
        )
    except yaml.YAMLError as error:
        text.faults.append(
            Fault(
                FaultCode.NOT_READABLE,
                text.where,
                f"is not valid YAML: {str(error).splitlines()[0]}.",
                "Mend the file.",
            )
        )
    except RecursionError:
        text.faults.append(_too_deep(text.where))


def _too_deep(where: str) -> Fault:
    return Fault(
        FaultCode.NOT_READABLE,
        where,
        f"is nested more than {MAX_DEPTH} levels deep.",
        "Check that it is the right file.",
    )


def _number(digits: str) -> int | float:
    """A whole number, or infinity when it is longer than any honest one (so that range checks refuse it)."""
    return int(digits) if _INTEGER.fullmatch(digits) else float("inf")


def _fraction(digits: str) -> float | str:
    """A number that need not be whole; one that may be meant as a thousand stays a text, to be asked about."""
    return digits if _THOUSAND.fullmatch(digits) else float(digits)


class _Open:
    """A list or mapping that is being read; `key` is the mapping key that waits for its value."""

    def __init__(self, path: Path, value: list[Any] | dict[str, Any]) -> None:
        self.path, self.value = path, value
        self.key: str | None = None


class _Builder:
    """Turns parser events into values and remembers lines; refuses what the module's docstring names.

    It keeps its own stack: composing nodes by recursion, as PyYAML does, can be brought to crash by deep nesting.
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self._result: Any = None
        self._documents = 0

    def build(self, events: Iterable[yaml.Event]) -> Any:
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.ScalarEvent):  # the commonest first
                self._refuse_extras(event, line)
                self._put_scalar(event, line)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._refuse_extras(event, line)
                self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._stack.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._fault(line, "starts a second document (---).", "Keep one document in a file.")
            elif isinstance(event, yaml.AliasEvent):
                self._fault(line, "uses an anchor (& and *).", "Write the value out in full.")
                self._put(None, line)
        return self._result

    def _refuse_extras(self, event: Any, line: int) -> None:
        if event.anchor:
            self._fault(line, "uses an anchor (& and *).", "Write the value out in full.")
        if event.tag not in (None, "!"):
            self._fault(line, f"uses the tag {event.tag}.", "Remove the tag.")

    def _open(self, value: list[Any] | dict[str, Any], line: int) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise RecursionError
        self._stack.append(_Open(self._put(value, line), value))

    def _put_scalar(self, event: Any, line: int) -> None:
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            top.key = event.value
            if event.value in top.value:
                self._fault(line, f"'{event.value}' is given twice.", "Keep one of them.")
        else:
            # The C parser gives plain words the style "", the Python one None.
            self._put(event.value if event.style else _plain_value(event.value), line)

    def _put(self, value: Any, line: int) -> Path:
        """Put a value where it belongs; its path."""
        path: Path = ()
        if not self._stack:
            self._result = value
        else:
            top = self._stack[-1]
            if isinstance(top.value, list):
                path = (*top.path, len(top.value))
                top.value.append(value)
            elif top.key is None:
                self._fault(line, "has a key that is not a word.", "Use plain words as keys.")
                top.key = ""  # so that what follows is read as its value
            else:
                path = (*top.path, top.key)
                top.value[top.key], top.key = value, None
        self._text.lines.setdefault(path, line)
        return path

    def _fault(self, line: int, what: str, remedy: str) -> None:
        self._text.faults.append(Fault(FaultCode.NOT_READABLE, f"{self._text.where}:{line}", what, remedy))


def _plain_value(word: str) -> Any:
    """What an unquoted word stands for."""
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    if _SPECIAL.fullmatch(word):
        return float("nan")
    return _fraction(word) if _FLOAT.fullmatch(word) else word
