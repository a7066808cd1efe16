"""Reads a record back, of this or an older form, and refuses one that is damaged or was altered."""

from __future__ import annotations

from os import PathLike
from typing import Any, TypeGuard

from pydantic import ValidationError

from loosen._characters import NotText
from loosen._library.files import MAX_BYTES, read_bytes
from loosen._model.audit import AUDIT_SCHEMA
from loosen._model.plan import EXCLUDED, Recommendation
from loosen._version import __version__
from loosen.errors import Fault, FaultCode, FileError

from .canonical import Unreadable, value_in
from .sealing import SEAL, broken_parts, whole_in
from .upgrading import UPGRADES

REMEDY = "Make it with: loosen plan ANSWERS --format json --out PLAN.json"
SHOWN = 80
"""Characters of what a damaged file says of itself that are repeated in a message."""
IN_MEMORY = "the record"
"""What a record that stands in no file is called in messages."""
FIRST_SEALED = 2
"""The first form that has a seal."""


def read_record(source: str | PathLike[str] | bytes | bytearray | memoryview) -> Recommendation:
    """A recommendation as `to_json` or `loosen plan --format json` wrote it, with its record; the seal is checked.

    `source` is the name of a file, or the record itself: as bytes, or as a text that begins with `{`. One of an older
    form is brought up to this one; then it has no seal. Raises `FileError` when it is no record, is cut off, was
    altered, or is of a form that this program does not know.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return record_in(_of_honest_size(bytes(source)), IN_MEMORY)
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("{"):
        return record_in(_of_honest_size(source.encode("utf-8", "surrogatepass")), IN_MEMORY)
    if not isinstance(source, (str, PathLike)):
        raise _unusable(IN_MEMORY, f"is a {type(source).__name__}, and not the name of a file, bytes or text.")
    return record_in(read_bytes(source), str(source))


def _of_honest_size(raw: bytes) -> bytes:
    if len(raw) > MAX_BYTES:
        raise _unusable(IN_MEMORY, f"is {len(raw):,} bytes; the most is {MAX_BYTES:,}.", FaultCode.TOO_LARGE)
    return raw


def record_in(raw: bytes, where: str) -> Recommendation:
    """The record in the bytes of a file; `where` names it in messages."""
    if (whole := whole_in(raw)) is not None and is_outlined(whole):
        return understood(whole, where)
    data = data_in(raw, where)
    _known_form(data, where)
    if should_be_sealed(data) and (broken := broken_parts(data)):
        raise _altered(where, broken)
    return understood(data, where)


def understood(data: dict[str, Any], where: str) -> Recommendation:
    """What plain values stand for, brought up to this form. Raises `FileError`; the seal is not looked at."""
    form = _known_form(data, where)
    if form == AUDIT_SCHEMA and EXCLUDED not in data:
        raise _unusable(where, f"has no part called '{EXCLUDED}'.")
    data = _brought_up(data, form, where)
    try:
        return Recommendation.model_validate(data)
    except ValidationError as error:
        raise _unusable(where, f"is not a plan of this version ({_what_is_wrong(data, error)}).") from error


def data_in(raw: bytes, where: str) -> dict[str, Any]:
    """The plain values of a record. Raises `FileError` for bytes that hold none."""
    try:
        data = value_in(raw)
    except NotText as error:
        raise _unusable(where, "is not text in UTF-8.", FaultCode.NOT_UTF_8) from error
    except Unreadable as error:
        raise _unusable(where, error.what) from error
    if not is_outlined(data):
        raise _unusable(where, "is JSON, but no plan: it has no part called 'audit'.")
    return data


def is_outlined(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a plain value has the outline of a record, whole or not."""
    return isinstance(value, dict) and isinstance(value.get("audit"), dict)


def _known_form(data: dict[str, Any], where: str) -> int:
    form = form_of(data)
    if form is None or not (form in UPGRADES or form == AUDIT_SCHEMA):
        known = ", ".join(map(str, (*UPGRADES, AUDIT_SCHEMA)))
        found = str(data["audit"].get("schema_version"))[:20]
        raise _unusable(where, f"has a record of version {found}; this program reads {known}.", FaultCode.UNKNOWN_FORM)
    return form


def form_of(data: dict[str, Any]) -> int | None:
    """Which form a record says that it has, if it says so at all."""
    found = data["audit"].get("schema_version")
    return found if type(found) is int else None


def should_be_sealed(data: dict[str, Any]) -> bool:
    """Whether a record has a seal, or is of a form that is never written without."""
    return SEAL in data or (form_of(data) or 0) >= FIRST_SEALED


def _brought_up(data: dict[str, Any], form: int, where: str) -> dict[str, Any]:
    try:
        for version in range(form, AUDIT_SCHEMA):
            data = UPGRADES[version](data)
    except (LookupError, TypeError, AttributeError, ValueError, RuntimeError) as error:
        raise _unusable(where, f"says that it is a record of version {form}, and is none.") from error
    # a seal is over the form that it was made for
    return data if form == AUDIT_SCHEMA else {name: part for name, part in data.items() if name != SEAL}


def _what_is_wrong(data: dict[str, Any], error: ValidationError) -> str:
    maker = data.get("loosen")
    version = maker.get("version") if isinstance(maker, dict) else None
    if isinstance(version, str) and version != __version__:
        return f"it was made by loosen {version[:20]}, and this is loosen {__version__}"
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))[:SHOWN] or 'the whole file'}: {first['msg'].lower()[:SHOWN]}"


def _altered(where: str, broken: tuple[str, ...]) -> FileError:
    if broken == (SEAL,):
        what = "its seal is missing or is not the one it was given."
        return FileError(f"{where} was altered.", [Fault(FaultCode.ALTERED, where, what, REMEDY)])
    faults = [Fault(FaultCode.ALTERED, f"{where}, {part[:SHOWN]}", "is not what was sealed.") for part in broken]
    remedy = "Do not rely on it. Take the copy that was kept, or make the plan again."
    return FileError(f"{where} was altered since it was made. {remedy}", faults)


def _unusable(where: str, what: str, code: FaultCode = FaultCode.NO_RECORD) -> FileError:
    return FileError(f"{where} cannot be used.", [Fault(code, where, what, REMEDY)])
