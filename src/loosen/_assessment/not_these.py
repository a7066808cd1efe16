"""Reads which exercises a person does not want: a list of them, or of each why and what is to take its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from loosen._library import Library
from loosen._model.audit import RuledOut
from loosen._model.names import did_you_mean
from loosen._model.question import LONGEST_TEXT
from loosen._model.reserved import NOT_THESE
from loosen.errors import Fault, FaultCode

from .as_given import repeated

_FIELDS = ("because", "instead")
_FORM = "Write `not_these: [bird_dog]`, or `not_these: {bird_dog: {because: hurts my wrists, instead: dead_bug}}`."


class Read(NamedTuple):
    """The exercises ruled out, by id, and what is wrong with how they were given."""

    ruled_out: tuple[RuledOut, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_not_these(given: Any, library: Library) -> Read:
    """What was given under `not_these`: None or nothing, an id, a list of ids, or a mapping from ids.

    The value of an id is why, in the person's words (or None), or a mapping with `because` and `instead`.
    """
    if given is None:
        return Read()
    given = [given] if isinstance(given, str) else given
    if isinstance(given, (list, tuple)) and all(isinstance(name, str) for name in given):
        given = dict.fromkeys(given)
    if not isinstance(given, Mapping):
        return Read(faults=(_fault(f"{repeated(given)} is no list of exercises.", _FORM),))
    faults = [fault for name, told in given.items() for fault in _faults_of(name, told, given, library)]
    if faults:
        return Read(faults=tuple(faults))
    return Read(tuple(_ruled_out(name, told) for name, told in sorted(given.items())))


def _ruled_out(name: str, told: Any) -> RuledOut:
    fields = told if isinstance(told, Mapping) else {"because": told}
    because = (fields.get("because") or "").encode("utf-8", "replace").decode("utf-8")  # half a character is not kept
    return RuledOut(exercise=name, because=because.strip(), instead=fields.get("instead"))


def _faults_of(name: Any, told: Any, given: Mapping[Any, Any], library: Library) -> Iterator[Fault]:
    yield from _not_an_exercise(name, library)
    fields = told if isinstance(told, Mapping) else {"because": told}
    for field in fields:
        if field not in _FIELDS:
            yield _fault(f"{repeated(field)} does not belong here.", _FORM)
    yield from _not_a_reason(fields.get("because"))
    instead = fields.get("instead")
    if instead is not None:
        yield from _not_an_exercise(instead, library)
        if isinstance(instead, str) and instead in given:
            yield _fault(f"{repeated(instead)} is ruled out, and cannot take the place of {name}.", "Choose another.")


def _not_a_reason(because: Any) -> Iterator[Fault]:
    if because is not None and not isinstance(because, str):
        yield _fault(f"{repeated(because)} is not a text.", "Say why in your own words, or leave it out.")
    elif because is not None and len(because) > LONGEST_TEXT:
        yield _fault(f"is {len(because):,} characters long; the most is {LONGEST_TEXT:,}.", "Keep what matters most.")


def _not_an_exercise(name: Any, library: Library) -> Iterator[Fault]:
    if isinstance(name, str) and name in library.exercises:
        return
    remedy, code = _FORM, FaultCode.NOT_AN_ANSWER
    if isinstance(name, str):
        remedy = did_you_mean(name, library.exercises, "A plan and `loosen why` name exercises by their ids.")
        code = FaultCode.UNKNOWN_ENTRY
    yield _fault(f"{repeated(name)} is the id of no exercise.", remedy, code)


def _fault(what: str, remedy: str, code: FaultCode = FaultCode.NOT_AN_ANSWER) -> Fault:
    return Fault(code, NOT_THESE, what, remedy)
