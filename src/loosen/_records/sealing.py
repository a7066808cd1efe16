"""A digest over a record, part by part, so that a change is found and the part it is in can be named.

The seal is made of the plain values as they are written, not of what a program understands of them. So it can be
checked in a record of any form, and whatever else a change does to the record. It shows that a record is whole; it is
no signature, because whoever changes a record can seal it again. That the record is still the one that was kept is what
the chain of a store shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from loosen._model.plan import Recommendation, Seal
from loosen.errors import Fault, FaultCode, FileError

from .canonical import canonical, digest_of, digest_of_text, plain, quickly

PART_DIGITS = 8
"""Hex digits that are kept of a part's digest. They only say where a change is; the whole is over all 64 of each."""
SEAL = "seal"
_LISTED: Mapping[str, tuple[str, str]] = {"audit": ("stages", "stage"), "plan": ("items", "exercise")}
"""Of which part which list is sealed entry by entry, and what its entries are told apart by."""


class Sealed(NamedTuple):
    """A record as it is kept, and the record with its seal, so that nobody has to work that out again."""

    text: str
    record: Recommendation


def seal_of(record: Mapping[str, Any]) -> Seal:
    """The seal of a record as plain values, whether or not it has one already."""
    return _seal_over(_written(record).parts)


def digest_of_record(recommendation: Recommendation) -> str:
    """The seal of a record, 64 hex digits, by which diaries and the records after it know it."""
    return (recommendation.seal or seal_of(plain(recommendation))).digest


def broken_parts(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts that are not what was sealed, such as `audit.answers` or `plan.items.cat_cow`; none of a whole one.

    `record` is made of plain values. One without a seal, or with a seal that is damaged itself, is broken at `seal`.
    """
    now, then = seal_of(record), record.get(SEAL)
    parts = then.get("parts") if isinstance(then, dict) else None
    if not isinstance(parts, dict):
        return (SEAL,)
    changed = tuple(name for name in sorted(now.parts.keys() | parts.keys()) if now.parts.get(name) != parts.get(name))
    return changed or (() if canonical(then) == canonical(plain(now)) else (SEAL,))


def whole_in(raw: bytes) -> dict[str, Any] | None:
    """The plain values of a record that stands in its one form and has the seal that is over them; else None.

    What is wrong with anything else is found out by `value_in` and `broken_parts`, which take longer.
    """
    try:
        text = raw.decode()
        values = quickly(text)
        if not isinstance(values, dict) or SEAL not in values:
            return None
        written = _written(values)
        if f"{_object(written.fields)}\n" != text:
            return None  # so no name stands twice, and no number is written in another way
        return values if written.fields[SEAL] == canonical(plain(_seal_over(written.parts))) else None
    except (ValueError, RecursionError):
        return None


def _seal_over(parts: Mapping[str, str]) -> Seal:
    digests = {name: digest_of_text(text) for name, text in parts.items()}
    return Seal(digest=digest_of(digests), parts={name: digest[:PART_DIGITS] for name, digest in digests.items()})


class _Written(NamedTuple):
    """The one form of each part that is sealed by itself, and of each field of the whole, which is made of these."""

    parts: dict[str, str]
    fields: dict[str, str]


def _written(record: Mapping[str, Any]) -> _Written:
    written = _Written({}, {})
    for name, part in record.items():
        if name in _LISTED and isinstance(part, dict):
            written.fields[name] = _object(_fields_of(name, part, written.parts))
        else:
            written.fields[name] = canonical(part)
            if name != SEAL:
                written.parts[name] = written.fields[name]
    return written


def _fields_of(name: str, part: Mapping[str, Any], parts: dict[str, str]) -> dict[str, str]:
    """Every field is sealed by itself, and every entry of the list that is told apart; the order of the list counts."""
    listed, key = _LISTED[name]
    fields = dict[str, str]()
    for field, value in part.items():
        names = _names_in(value, key) if field == listed else None
        if names is None:
            fields[field] = parts[f"{name}.{field}"] = canonical(value)
        else:
            entries = [canonical(entry) for entry in value]
            parts[f"{name}.{field}"] = canonical(names)
            parts.update(zip((f"{name}.{field}.{entry}" for entry in names), entries, strict=True))
            fields[field] = f"[{','.join(entries)}]"
    return fields


def _object(fields: Mapping[str, str]) -> str:
    """An object in its one form, out of what its fields are written as."""
    return f"{{{','.join(f'{canonical(name)}:{text}' for name, text in sorted(fields.items()))}}}"


def _names_in(value: Any, key: str) -> list[str] | None:
    """What each entry of a list is called; None where that does not tell them all apart."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return None
    names = Counter(entry.get(key) for entry in value if isinstance(entry.get(key), str))
    return list(names) if names.total() == len(names) == len(value) else None


def to_json(recommendation: Recommendation) -> str:
    """The record as it is kept: canonical JSON with its seal, the form that equal records share, with a line break.

    `read_record` takes it back. Raises `FileError` for one that has a seal already and is not what was sealed.
    """
    return sealed(recommendation).text


def sealed(recommendation: Recommendation) -> Sealed:
    """The same, and the record with its seal."""
    written = _written(plain(recommendation))
    seal = _seal_over(written.parts)
    if recommendation.seal not in (None, seal):
        fault = Fault(FaultCode.ALTERED, SEAL, "is not the seal of what stands in it.", "Read it with read_record.")
        raise FileError("The record was altered since it was sealed.", [fault])
    text = f"{_object({**written.fields, SEAL: canonical(plain(seal))})}\n"
    return Sealed(text, recommendation.model_copy(update={"seal": seal}))
