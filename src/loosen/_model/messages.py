"""What the program itself says: sentences and words by key, in English and in other languages."""

from __future__ import annotations

import re
import string
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from .base import Authored, Id, Model
from .language import Wording, mark_of

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=80)]
"""What a message is called within its topic."""
FORMATS = ("", "+", ",")
"""How a number may be written: as it is, with its sign (`{points:+}`), or with its thousands parted (`{people:,}`)."""
COUNT = "count"
"""The parameter that chooses between `one` and `other`."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Piece(NamedTuple):
    """A piece of a message: words that stand as they are, then a parameter in one of the `FORMATS` (or none)."""

    words: str
    name: str | None
    form: str


def pieces_of(text: str) -> tuple[Piece, ...]:
    """A message taken apart. Raises `ValueError` where a parameter is malformed."""
    try:
        parts = [(words, name, form, turn) for words, name, form, turn in string.Formatter().parse(text)]
    except ValueError as error:
        raise ValueError(f"holds a brace that belongs to no parameter ({error})") from None
    for _, name, form, turn in parts:
        if name is not None and (not _NAME.fullmatch(name) or form not in FORMATS or turn):
            raise ValueError(f"holds a parameter that is none: {{{name}}}; write {{name}}, {{name:+}} or {{name:,}}")
    return tuple(Piece(words, name, form or "") for words, name, form, _ in parts)


def _said(text: Any) -> Any:
    if not isinstance(text, str):
        raise ValueError("is no text")
    if not text.strip():
        raise ValueError("is empty")
    pieces_of(text)
    return text


SaidText = Annotated[str, BeforeValidator(_said)]


class Counted(Model):
    """A message that differs with a number: `one` for 1, `other` for all else, which names the `{count}`."""

    one: SaidText
    other: SaidText

    @model_validator(mode="after")
    def _counts(self) -> Counted:
        if COUNT not in {piece.name for piece in pieces_of(self.other)}:
            raise ValueError("has one and other, and no {count} in the other")
        return self


def _message(value: Any) -> Any:
    if isinstance(value, dict):
        return Counted.model_validate(value)
    return value if isinstance(value, Counted) else _said(value)


Message = Annotated[Counted | str, BeforeValidator(_message)]


def texts_of(message: Counted | str) -> tuple[str, ...]:
    """The texts of a message: one, or that for 1 and that for all else."""
    return (message,) if isinstance(message, str) else (message.one, message.other)


def parameters_of(message: Counted | str) -> frozenset[str]:
    """What a message has to be given."""
    return frozenset(piece.name for text in texts_of(message) for piece in pieces_of(text) if piece.name)


def mark_of_message(message: Counted | str) -> str:
    """The mark of an English message, which its wordings remember."""
    return mark_of(*texts_of(message))


class Topic(Authored):
    """The messages of one topic, by key. A text may hold parameters, such as `{name}`."""

    id: Id
    messages: Annotated[dict[Key, Message], Field(min_length=1)]


class MessageWording(Wording):
    """A message in another language: `say`, or `one` and `other`, with the parameters of its English."""

    say: SaidText | None = None
    one: SaidText | None = None
    other: SaidText | None = None

    @model_validator(mode="after")
    def _is_one_message(self) -> MessageWording:
        if (self.say is None) == (self.other is None) or (self.one is None) != (self.other is None):
            raise ValueError("gives either say, or one and other")
        return self

    @property
    def message(self) -> Counted | str:
        """What it says."""
        return self.say or Counted(one=self.one or "", other=self.other or "")
