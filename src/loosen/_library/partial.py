"""An entry as far as its text makes sense, so that what is sound in it can be checked beside what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from loosen._model.base import Model
from loosen._model.names import near
from loosen.errors import Fault

from .form import expected_words


def part_of(model: type[Model], value: Mapping[str, Any], unread: Collection[str]) -> Any:
    """An instance of `model` that lacks what cannot be read: asking it for such a field raises `AttributeError`.

    A misspelt field or word counts as the one that was meant. `unread` are fields that may stand in the text, where it
    is no YAML.
    """
    given = _as_meant(model, value)
    part = model.model_construct()
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in given:
            found = _read(model, name, given[key])
            part.__dict__.update({name: found[0]} if found else {})
        if (key in given and not found) or (key not in given and (field.is_required() or key in unread)):
            part.__dict__.pop(name, None)
    return part


def _as_meant(model: type[Model], value: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.alias or name for name, field in model.model_fields.items()}
    meant = {key: near(str(key), fields - value.keys()) for key in value if key not in fields}
    return {(meant[key][0] if meant.get(key) else key): item for key, item in value.items()}


def _read(model: type[Model], name: str, value: Any) -> tuple[Any] | None:
    """The value of a field, in a tuple because it may be None; None when it cannot be read."""
    form = _form(model, name)
    try:
        return (form.validate_python(value),)
    except ValidationError as error:
        details = error.errors()
    if name in _ONE_BY_ONE and isinstance(value, list):
        bad = {detail["loc"][0] for detail in details if detail["loc"]}
        sound = [item for number, item in enumerate(value) if number not in bad]
        return (form.validate_python(sound),) if sound and bad else None
    meant = near(str(value), expected_words(details[0])) if not details[0]["loc"] else []
    return (meant[0],) if meant else None


@lru_cache(maxsize=512)
def _form(model: type[Model], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    kind: Any = field.annotation
    limits = [*field.metadata, *([Field(discriminator=field.discriminator)] if field.discriminator else [])]
    for limit in limits:
        kind = Annotated[kind, limit]
    return TypeAdapter(kind)


_ONE_BY_ONE = ("then",)
"""Fields of which one item can be judged without the others."""


def misfits(part: Model) -> Iterator[str]:
    """All that does not fit together among the fields that could be read, in words."""
    for validator in type(part).__pydantic_decorators__.model_validators.values():
        try:
            validator.func(part)
        except ValueError as error:
            yield str(error)
        except AttributeError:  # it looks at a field that is not there
            continue


def as_far_as_read(faults: Iterable[Fault], *, whole: bool) -> Iterator[Fault]:
    """What a check finds; of an entry that is not whole, what it finds before it looks at a field that is not there."""
    try:
        yield from faults
    except AttributeError:
        if whole:
            raise
