"""What is wrong with the form of an entry: pydantic's findings with file and line, in words that say what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from loosen._model.base import Model
from loosen._model.exercise import WHY
from loosen._model.names import did_you_mean, near
from loosen.errors import Fault, FaultCode

from .yaml_text import Path, Text

Detail = Mapping[str, Any]
"""One of pydantic's findings."""


def faults_of(error: ValidationError, text: Text, model: type[Model]) -> Iterator[Fault]:
    """Pydantic's findings as faults with file and line, without the echoes of a fault that is told already."""
    return faults_in(list(error.errors(include_url=False)), text, model)


def faults_in(details: Sequence[Detail], text: Text, model: type[Model]) -> Iterator[Fault]:
    """The same, from the findings themselves."""
    for detail in details:
        if not _is_echo(detail, details, text, model):
            path, words = _path_in(text, detail)
            what = f"{words}: {_plain(detail['msg'])}." if words else f"{_plain(detail['msg'])}."
            yield Fault(FaultCode.WRONG_FORM, text.at(path), what, _remedy(detail, text, path, model))


def _is_echo(detail: Detail, details: Sequence[Detail], text: Text, model: type[Model]) -> bool:
    location = detail["loc"]
    if detail["type"] == "too_short":
        return any(other is not detail and other["loc"][: len(location)] == location for other in details)
    if detail["type"] != "missing":
        return False
    misspelt = (other for other in details if other["type"] == "extra_forbidden" and other["loc"][:-1] == location[:-1])
    return location[-1] in text.unread or any(
        near(str(other["loc"][-1]), _fields_beside(other, text, model)) == [location[-1]] for other in misspelt
    )


def _path_in(text: Text, detail: Detail) -> tuple[Path, str]:
    """The part of the text a finding is about; names of union members, which the text does not have, are left out."""
    location = detail["loc"]
    path = _deepest(text, (), location)
    missing = [str(location[-1])] if detail["type"] == "missing" else []
    return path, ".".join([*map(str, path), *missing])


def _deepest(text: Text, path: Path, rest: tuple[str | int, ...]) -> Path:
    """The longest path in the text that these parts spell out when some may be left out."""
    if not rest:
        return path
    ways = [(*path, rest[0])] if (*path, rest[0]) in text.lines else []
    return max((_deepest(text, way, rest[1:]) for way in (*ways, path)), key=len)


def _plain(message: str) -> str:
    message = message.removeprefix("Value error, ")
    known = {"Field required": "is missing", "Extra inputs are not permitted": "is not a field that exists here"}
    return known.get(message, message[:1].lower() + message[1:])


_FORMS: Mapping[str, str] = {
    r"^[a-z][a-z0-9_]*$": "Use small letters, digits and _, such as low_back.",
    r"^[A-Z][A-Z0-9_]*$": "Use capital letters, digits and _, such as OSTEO2022.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Use small letters and digits with - between words, such as no-full-bending.",
    WHY: "Give the id of a reason of this class (docs/demands.md), or a sentence of at least four words.",
    r"^(FND|TRI|FOC|SAF|SEL|DOS|PRO)-\d{3}$": "Use the three letters of its stage and a number, such as SAF-001.",
}
"""What may be written where a pattern must be met."""


def _remedy(detail: Detail, text: Text, path: Path, model: type[Model]) -> str:
    if detail["type"] == "extra_forbidden":
        return did_you_mean(str(detail["loc"][-1]), _fields_beside(detail, text, model))
    if detail["type"] == "string_pattern_mismatch":
        return _FORMS.get(detail["ctx"]["pattern"], "")
    written = detail["input"] if isinstance(detail["input"], dict) else [detail["input"]]
    remedies = (did_you_mean(str(word), expected_words(detail)) for word in written)
    return next(filter(None, remedies), "")


def expected_words(detail: Detail) -> list[str]:
    """The words that could stand in the place of one that is not among them."""
    if detail["type"] == "literal_error":
        return re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    listed = detail["msg"].partition(" starts with one of: ")[2]
    return listed.split(", ") if listed else []


def _fields_beside(detail: Detail, text: Text, model: type[Model]) -> set[str]:
    """The fields that could stand where one stands that does not exist: those of the form it comes nearest to."""
    path, _ = _path_in(text, detail)
    value: Any = text.value
    for part in path[:-1]:
        value = value[part]
    forms = _forms_in(model) if len(path) > 1 else (_fields(model),)
    given = set(value)
    nearest = max(len(form & given) for form in forms)
    return {name for form in forms if len(form & given) == nearest for name in form} - given


@lru_cache
def _forms_in(model: type[BaseModel]) -> tuple[frozenset[str], ...]:
    """The fields of every model that an entry of this one may hold."""
    found: dict[type[BaseModel], frozenset[str]] = {}
    waiting: list[Any] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        kind = waiting.pop()
        waiting.extend(get_args(kind))
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in found:
            found[kind] = _fields(kind)
            waiting.extend(field.annotation for field in kind.model_fields.values())
    return tuple(found.values())


def _fields(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in model.model_fields.items())
