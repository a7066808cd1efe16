"""Ways in which rules can come about, and facts, put in the words of durable-rules.

All that is known goes into one flat fact, with a field for each end of each interval that some way looks at. A rule in
its certain form asks whether the whole interval passes, and in its possible form whether some of it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .durable import LARGEST, MOST_FIELDS, CompiledRuleset, Pattern
from .facts import Facts
from .literals import ALWAYS, Conjunction, Literal
from .outcome import Reading

MOST_WAYS = 40
"""How many ways one ruleset carries: the library takes no more than 64 that one fact passes at once (error 303). A run
also clears 8 KB for every way of its sheet, whether it matches or not, and a sheet in which no way can hold need not
run. Between 16 and 40 the time is about the same."""


class Way(NamedTuple):
    """One way in which a rule can come about."""

    rule: str
    conjunction: Conjunction


class _End(NamedTuple):
    """The low or the high end of the interval of a key."""

    key: str
    is_low: bool


class Sheet:
    """At most `MOST_WAYS` ways of coming about, in one of the two forms, compiled into one ruleset."""

    def __init__(self, name: str, ways: Sequence[Way], reading: Reading, bits: Mapping[Literal, int]) -> None:
        """`bits` has a bit for each literal."""
        self._name = name
        self._certain = reading == "fired"
        self._field_of = {end: f"f{number}" for number, end in enumerate(dict.fromkeys(_ends(ways, reading)))}
        self._needed = tuple(sum(bits[literal] for literal in way.conjunction) for way in ways)
        self._ways = {f"r{number}": way for number, way in enumerate(ways)}
        self._ruleset = CompiledRuleset(name, {rule: self._pattern(way) for rule, way in self._ways.items()})

    def run(self, facts: Facts, passing: int) -> list[Way]:
        """The ways that hold in this form.

        `passing` are the bits of the literals that hold: where no way has all of its own among them, there is nothing
        to ask. Should that be wrong, the evaluator does not agree. Raises `EnginesDisagree` when durable-rules drops or
        refuses something.
        """
        if not any(needed & passing == needed for needed in self._needed):
            return []
        return [self._ways[rule] for rule in self._ruleset.run(self._numbers(facts))]

    def _numbers(self, facts: Facts) -> dict[str, int]:
        """The ends of the intervals that are known, by field; tests on a key without a fact find none, and fail."""
        numbers = {}
        for (key, is_low), field in self._field_of.items():
            fact = facts.get(key) if key != ALWAYS.key else ALWAYS
            if fact is not None:
                numbers[field] = number = fact.low if is_low else fact.high
                if not -LARGEST <= number <= LARGEST:
                    raise ValueError(f"{key} is {number}, beyond what durable-rules can count.")
        return numbers

    def _pattern(self, way: Way) -> Pattern:
        return {"$and": [test for literal in way.conjunction for test in self._tests(literal)]}

    def _tests(self, literal: Literal) -> Iterator[Pattern]:
        low, high = _ends_of(literal, certain=self._certain)
        if low is not None:
            yield {"$gte": {self._field_of[low]: literal.at_least}}
        if high is not None:
            yield {"$lte": {self._field_of[high]: literal.at_most}}


def in_sheets(ways: Iterable[Way], reading: Reading) -> Iterator[list[Way]]:
    """The ways in the order given, in as few parts as one sheet has room for."""
    part, ends = list[Way](), set[_End]()
    for way in ways:
        more = ends.union(_ends([way], reading))
        if len(part) == MOST_WAYS or len(more) > MOST_FIELDS:
            yield part
            part, more = [], set(_ends([way], reading))
        part.append(way)
        ends = more
    if part:
        yield part


def _ends(ways: Iterable[Way], reading: Reading) -> Iterator[_End]:
    """The ends that ways look at, in this form."""
    for literal in (literal for way in ways for literal in way.conjunction):
        yield from (end for end in _ends_of(literal, certain=reading == "fired") if end is not None)


def _ends_of(literal: Literal, *, certain: bool) -> tuple[_End | None, _End | None]:
    """The ends that are to lie at or above, and at or below, a bound.

    Certainly at least: the low end is; possibly at least: the high end is; and the other way round for at most.
    """
    return (
        None if literal.at_least is None else _End(literal.key, certain),
        None if literal.at_most is None else _End(literal.key, not certain),
    )
