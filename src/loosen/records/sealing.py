"""A digest over a record, part by part, so that a change is found and the part it is in can be named.

The seal shows that a record is whole; it is no signature, because whoever changes a record can seal it again. That the
record is still the one that was kept is what the chain of a store shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from loosen.model.plan import Recommendation, Seal

from .canonical import digest_of, plain

PART_DIGITS = 16
"""Hex digits of a part's digest; the whole is sealed with all 64 over the parts."""


def sealed(recommendation: Recommendation) -> Recommendation:
    """The same, with a seal over all of it."""
    return recommendation.model_copy(update={"seal": seal_of(plain(recommendation))})


def seal_of(record: Mapping[str, Any]) -> Seal:
    """The seal of a record as plain values, whether or not it has one already."""
    parts = {name: digest_of(part)[:PART_DIGITS] for name, part in _parts(record)}
    return Seal(digest=digest_of(parts), parts=parts)


def broken_parts(recommendation: Recommendation) -> tuple[str, ...]:
    """The parts that are not what was sealed, such as `audit.answers` or `plan.items.cat_cow`; none of a whole one.

    A record without a seal is broken as a whole.
    """
    if recommendation.seal is None:
        return ("seal",)
    now, then = seal_of(plain(recommendation)), recommendation.seal
    names = sorted(now.parts.keys() | then.parts.keys())
    changed = tuple(name for name in names if now.parts.get(name) != then.parts.get(name))
    return changed or (() if now.digest == then.digest else ("seal",))


def _parts(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, part in record.items():
        if name == "audit":
            yield from _parts_of("audit", part, listed=("stages",), key="stage")
        elif name == "plan" and part is not None:
            yield from _parts_of("plan", part, listed=("items",), key="exercise")
        elif name != "seal":
            yield name, part


def _parts_of(name: str, part: Mapping[str, Any], *, listed: tuple[str, ...], key: str) -> Iterator[tuple[str, Any]]:
    """Every field by itself, and every entry of a list that is told apart by `key`; the order of a list counts too."""
    for field, value in part.items():
        if field in listed:
            yield f"{name}.{field}", [entry[key] for entry in value]
            yield from ((f"{name}.{field}.{entry[key]}", entry) for entry in value)
        else:
            yield f"{name}.{field}", value
