"""One way to write a value as JSON, so that equal values are equal bytes.

The form is that of RFC 8785 for what records hold (texts, whole numbers, true, false, null, lists and objects with
ASCII names): names in order, no spaces, nothing escaped that need not be, UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from loosen._model.base import Model


class Unreadable(ValueError):
    """Bytes that hold no JSON of the kind that records are made of."""


def plain(model: Model) -> dict[str, Any]:
    """A model as plain JSON values, without what is as it always is: fields that have their default."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def canonical(value: Any) -> str:
    """A plain value in its one form."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def digest_of(value: Any) -> str:
    """The SHA-256 of a plain value's one form, in hex."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def value_in(raw: bytes) -> Any:
    """The plain value that bytes hold, however it is laid out.

    Raises `Unreadable` for what is no JSON in UTF-8, and for what JSON allows and no record holds: a name that stands
    twice, half a character, a number that is not whole, nesting beyond measure.
    """
    try:
        text = raw.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_each_name_once, parse_constant=_no_number, parse_float=_no_number)
        canonical(value).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    return value


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no whole number")
