"""Conditions as alternatives: every `when` becomes "this and this, or that and that", which durable-rules can carry.

durable-rules gets wrong both "or" across facts and "not", so a condition is multiplied out into its disjunctive normal
form here: several conjunctions of plain bounds, each of which becomes a compiled rule of its own.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from loosen._model.when import All, Always, AnyOf, FindingTest, QuestionTest, TallyTest, Test, When
from loosen.errors import Fault, FaultCode, LibraryError

from .facts import Fact, finding_key, number_key, option_key, tally_key

ALWAYS = Fact("always", 1, 1)
"""The fact that is there for everybody, so that `always` is a test like any other."""
MOST_ALTERNATIVES = 64
"""Enough for a list of eight by a list of eight; a rule that needs more is easier to read as two."""
MOST_FACTS_IN_ONE = 16
"""A match of durable-rules has room for 16 facts."""


class Literal(NamedTuple):
    """The value of `key` lies at or above `at_least` and at or below `at_most`; None means no such bound."""

    key: str
    at_least: int | None = None
    at_most: int | None = None


Conjunction = tuple[Literal, ...]
"""Literals that must all hold, at most one a key, sorted by key."""


def alternatives(when: When, where: str) -> tuple[Conjunction, ...]:
    """The conjunctions one of which must hold, in the order written.

    Raises `LibraryError` naming `where` when there would be more than 64 of them or more than 16 facts in one.
    """
    found = _expand(when, where)
    if max(map(len, found)) > MOST_FACTS_IN_ONE:
        raise _too_wide(where, f"needs more than {MOST_FACTS_IN_ONE} facts at once.")
    return found


def _expand(when: When, where: str) -> tuple[Conjunction, ...]:
    if isinstance(when, All):
        found: tuple[Conjunction, ...] = ((),)
        for part in when.all:
            pairs = product(found, _expand(part, where))
            found = _without_absorbed([_merge(left + right) for left, right in pairs], where)
        return found
    if isinstance(when, AnyOf):
        return _without_absorbed([way for part in when.any for way in _expand(part, where)], where)
    if isinstance(when, Always):
        return ((Literal(ALWAYS.key, at_least=1),),)
    return _without_absorbed([(literal,) for literal in literals_of(when)], where)


def literals_of(test: Test) -> tuple[Literal, ...]:
    """The literals of one test, one of which must hold."""
    if isinstance(test, FindingTest):
        return (_presence(finding_key(test.finding), present=test.is_ == "present"),)
    if isinstance(test, TallyTest):
        return (Literal(tally_key(test.tally), test.at_least, test.at_most),)
    return _literals_of_question(test)


def _literals_of_question(test: QuestionTest) -> tuple[Literal, ...]:
    if test.is_not is not None:
        return (_presence(option_key(test.question, test.is_not), present=False),)
    options = test.any_of if test.is_ is None else (test.is_,)
    if options is None:
        return (Literal(number_key(test.question), test.at_least, test.at_most),)
    return tuple(_presence(option_key(test.question, option), present=True) for option in options)


def _presence(key: str, *, present: bool) -> Literal:
    return Literal(key, at_least=1) if present else Literal(key, at_most=0)


def _merge(literals: Conjunction) -> Conjunction:
    """One literal a key. Bounds that exclude each other stay: both may be possible for a value not known."""
    merged: dict[str, Literal] = {}
    for literal in literals:
        known = merged.get(literal.key, literal)
        merged[literal.key] = Literal(
            literal.key,
            at_least=max((b for b in (known.at_least, literal.at_least) if b is not None), default=None),
            at_most=min((b for b in (known.at_most, literal.at_most) if b is not None), default=None),
        )
    return tuple(merged[key] for key in sorted(merged))


def _without_absorbed(found: list[Conjunction], where: str) -> tuple[Conjunction, ...]:
    """Each conjunction once, without those that hold only when another on the same keys holds.

    One on more keys is kept although it adds no firing, because its facts belong to the rule's reasons.
    """
    each = tuple(dict.fromkeys(found))
    kept = tuple(one for one in each if not any(one != other and _implies(one, other) for other in each))
    if len(kept) > MOST_ALTERNATIVES:
        raise _too_wide(where, f"can come about in more than {MOST_ALTERNATIVES} ways.")
    return kept


def _implies(one: Conjunction, other: Conjunction) -> bool:
    return len(one) == len(other) and all(map(_lies_within, one, other))


def _lies_within(one: Literal, other: Literal) -> bool:
    low = other.at_least is None or (one.at_least is not None and one.at_least >= other.at_least)
    high = other.at_most is None or (one.at_most is not None and one.at_most <= other.at_most)
    return one.key == other.key and low and high


def _too_wide(where: str, what: str) -> LibraryError:
    fault = Fault(
        FaultCode.BEYOND_THE_ENGINE,
        where,
        f"its condition {what}",
        "Split it into several rules or derive a finding first.",
    )
    return LibraryError("A condition is too wide for the rule engine.", [fault])
