"""Reads a record back, of this or an older form, and refuses one that is damaged or was altered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from loosen._version import __version__
from loosen.answers import read_bytes
from loosen.errors import Fault, FileError
from loosen.model.audit import AUDIT_SCHEMA
from loosen.model.plan import Recommendation

from .sealing import broken_parts
from .upgrading import UPGRADES

REMEDY = "Make it with: loosen plan ANSWERS --format json --out PLAN.json"


def read_record(path: str | Path) -> Recommendation:
    """A recommendation as `loosen plan --format json` wrote it, with its record.

    One of an older form is brought up to this one; then it has no seal. Raises `FileError` when the file is no record,
    is cut off, was altered, or is of a form that this program does not know.
    """
    return record_in(read_bytes(path), str(path))


def record_in(raw: bytes, where: str) -> Recommendation:
    """The record in the bytes of a file; `where` names it in messages."""
    data = _parsed(raw, where)
    found = data["audit"].get("schema_version")
    try:
        for version, upgrade in UPGRADES.items():
            if data["audit"].get("schema_version") == version:
                data = upgrade(data)
    except (KeyError, TypeError, AttributeError, StopIteration) as error:
        raise _unusable(where, f"says that it is a record of version {found}, and is none.") from error
    if data["audit"].get("schema_version") != AUDIT_SCHEMA:
        known = ", ".join(map(str, (*UPGRADES, AUDIT_SCHEMA)))
        raise _unusable(where, f"has a record of version {str(found)[:20]}; this program reads {known}.")
    try:
        recommendation = Recommendation.model_validate(data)
    except ValidationError as error:
        raise _unusable(where, f"is not a plan of this version ({_what_is_wrong(data, error)}).") from error
    if found == AUDIT_SCHEMA and (broken := broken_parts(recommendation)):
        raise _altered(where, broken)
    return recommendation


def _parsed(raw: bytes, where: str) -> dict[str, Any]:
    try:
        data = json.loads(raw, object_pairs_hook=_each_name_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _unusable(where, "is cut off or damaged, or was never JSON.") from error
    if not isinstance(data, dict) or not isinstance(data.get("audit"), dict):
        raise _unusable(where, "is JSON, but no plan: it has no part called 'audit'.")
    return data


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _what_is_wrong(data: dict[str, Any], error: ValidationError) -> str:
    maker = data.get("loosen")
    version = maker.get("version") if isinstance(maker, dict) else None
    if isinstance(version, str) and version != __version__:
        return f"it was made by loosen {version[:20]}, and this is loosen {__version__}"
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc'])) or 'the whole file'}: {first['msg'].lower()}"


def _altered(where: str, broken: tuple[str, ...]) -> FileError:
    if broken == ("seal",):
        what = "its seal is missing or is not the one it was given."
        return FileError(f"{where} was altered.", [Fault(where, what, REMEDY)])
    faults = [Fault(f"{where}, {part}", "is not what was sealed.") for part in broken]
    remedy = "Do not rely on it. Take the copy that was kept, or make the plan again."
    return FileError(f"{where} was altered since it was made. {remedy}", faults)


def _unusable(where: str, what: str) -> FileError:
    return FileError(f"{where} cannot be used.", [Fault(where, what, REMEDY)])
