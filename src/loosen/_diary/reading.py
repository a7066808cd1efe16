"""A diary as a file of JSON: read whole with every fault named by its place, and written in one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import PathLike
from typing import Any, Final

from pydantic import ValidationError

from loosen._characters import NotText
from loosen._library.files import read_bytes
from loosen._library.form import faults_of
from loosen._library.yaml_text import read_text
from loosen._model.diary import DIARY_FORM, Diary
from loosen._records.canonical import Unreadable, canonical, plain, value_in
from loosen.errors import Fault, FaultCode, FileError

UPGRADES: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
"""What brings a diary of each older form up to the next; there is none before the first."""


def read_diary(path: str | PathLike[str]) -> Diary:
    """The diary in a file. Raises `FileError` naming every fault; nothing of a faulty diary is used."""
    return diary_in(read_bytes(path), str(path))


def diary_in(raw: bytes, where: str) -> Diary:
    """The diary in the bytes of a file; `where` names it in messages."""
    try:
        value = value_in(raw)
    except NotText as error:
        raise _unusable([_damaged(FaultCode.NOT_UTF_8, where, "is not text in UTF-8.")], where) from error
    except Unreadable as error:
        raise _unusable([_damaged(FaultCode.NOT_READABLE, where, error.what)], where) from error
    value = brought_up(value, where)
    try:
        diary = Diary.model_validate(value)
    except ValidationError as error:
        faults = list(faults_of(error, read_text(raw, where), Diary))  # read again, because JSON has lines only so
        raise _unusable(faults, where) from error
    return in_order(diary)


def to_json(diary: Diary) -> str:
    """A diary in its one form: canonical JSON, entries in their order in time, with a line break."""
    return f"{canonical({**plain(in_order(diary)), 'form': diary.form})}\n"


def in_order(diary: Diary) -> Diary:
    """The same diary with its entries in the order of time, so that equal diaries are equal."""
    ordered = {
        "plans": tuple(sorted(diary.plans, key=lambda one: (one.since, one.plan))),
        "sessions": tuple(sorted(diary.sessions, key=lambda one: (one.started, one.id))),
        "checks": tuple(sorted(diary.checks, key=lambda one: (one.on, one.id))),
    }
    return diary.model_copy(update=ordered)


def brought_up(value: Any, where: str) -> Any:
    """The plain values of a diary in the form of today. Raises `FileError` for what is none, or of no form known."""
    if not isinstance(value, dict) or "person" not in value:
        what = "is JSON, but no diary: it does not say whose it is."
        raise _unusable([_damaged(FaultCode.WRONG_FORM, where, what)], where)
    form = value.get("form")
    if type(form) is not int or not (form in UPGRADES or form == DIARY_FORM):
        known = ", ".join(map(str, (*UPGRADES, DIARY_FORM)))
        what = f"is a diary of form {str(form)[:20]}; this program reads {known}."
        raise _unusable([Fault(FaultCode.UNKNOWN_FORM, where, what, "Use the program that wrote it.")], where)
    for older in range(form, DIARY_FORM):
        value = UPGRADES[older](value)
    return value


def _damaged(code: FaultCode, where: str, what: str) -> Fault:
    return Fault(code, where, what, "Take the copy that was kept; without one, begin a new diary.")


def _unusable(faults: list[Fault], where: str) -> FileError:
    return FileError(f"{where} cannot be used.", faults)
