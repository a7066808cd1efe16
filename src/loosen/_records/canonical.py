"""One way to write a value as JSON, so that equal values are equal bytes.

The form is that of RFC 8785 for what records hold (texts, whole numbers, true, false, null, lists and objects with
ASCII names): names in order, no spaces, nothing escaped that need not be, UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

import orjson

from loosen._characters import decoded
from loosen._model.base import Model

_LARGEST: Final = 2**53
"""The largest whole number that every program reads alike (RFC 8259, section 6)."""
_SHOWN: Final = 40
"""Characters of what is wrong that are repeated."""


class Unreadable(ValueError):
    """Bytes that hold no JSON of the kind that records are made of; `what` is wrong with them."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


def plain(model: Model) -> dict[str, Any]:
    """A model as plain JSON values, without what is as it always is: fields that have their default."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def canonical(value: Any) -> str:
    """A plain value in its one form. Of what is no number (NaN) it makes null; no record holds any.

    What no record holds and orjson refuses, such as half a character or a number of more than 64 bits, is written as
    slowly as Python does it, so that whoever asked finds out what is wrong.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def digest_of(value: Any) -> str:
    """The SHA-256 of a plain value's one form, in hex."""
    return digest_of_text(canonical(value))


def digest_of_text(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def value_in(raw: bytes) -> Any:
    """The plain value that bytes hold, however it is laid out.

    A whole number may be written as 180.0 or 1.8e2, as some programs do. Raises `NotText`, and `Unreadable` for what is
    no JSON, and for what JSON allows and no record holds: a name that stands twice, half a character, a number that is
    not whole, nesting beyond measure.
    """
    text = decoded(raw)
    try:
        value = quickly(text)
        if canonical(value) == text.removesuffix("\n"):
            return value  # in its one form no name stands twice; that is found out in half the time
        value = json.loads(text, object_pairs_hook=_each_name_once, parse_constant=_whole, parse_float=_whole)
        canonical(value).encode()
    except Unreadable:
        raise
    except UnicodeEncodeError as error:
        raise Unreadable("holds half a character, which no record does.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable("is cut off or damaged, or was never JSON.") from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise Unreadable("holds a number that long that no record does.") from error
    return value


def quickly(text: str) -> Any:
    """The plain value of a JSON text, of which a name that stands twice has the last. Raises `ValueError`."""
    return json.loads(text, parse_constant=_whole, parse_float=_whole)


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict[str, Any]()
    for name, value in pairs:
        if name in found:
            raise Unreadable(f"says twice what '{name[:_SHOWN]}' is, which no record does.")
        found[name] = value
    return found


def _whole(text: str) -> int:
    number = float(text)
    if not (number.is_integer() and abs(number) <= _LARGEST):
        raise Unreadable(f"holds {text[:_SHOWN]}, and a record has no such number: all of them are whole.")
    return int(number)
