"""The adapter to durable-rules: the only module that knows how the library works.

durable-rules loses firings or crashes outside a narrow subset, so this module uses no more than: flat facts asserted in
one batch, rules that are conjunctions over single facts, and one session that is deleted after each run. It never makes
a `Host` (its threads steal firings and cannot be stopped) and drives the C half of the library by itself.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

from loosen.errors import EnginesDisagree, Fault, FaultCode

from .c_half import durable_library

SESSION = "s"
"""One session for all runs: it never outlives a run, and sessions are told apart by a 32-bit hash alone."""
ALWAYS_THERE = f'{{"sid":"{SESSION}","id":"always","k":0}}'
"""The first fact of every batch, so that there is always a session and something has always fired in it."""
SEEN = "seen"
"""The rule that echoes every fact, so that one the library has dropped is noticed."""
MOST_MATCHES = 60_000
LARGEST = 2**62
"""Whole numbers beyond this saturate in the library."""

Pattern = Mapping[str, Any]
_ID = re.compile(r'"id":"(\w+)"')


class CompiledRuleset:
    """One ruleset in the C library. Not safe for several threads at once; `DurableRules` keeps them apart."""

    def __init__(self, name: str, rules: Mapping[str, Sequence[Pattern]]) -> None:
        """`rules` maps a rule's name to the patterns that must all match."""
        self._name = name
        self._rules = rules
        self._ruleset, self._c = durable_library()
        self._compile()

    def _compile(self) -> None:
        rules = {SEEN: [{"$gte": {"k": 0}}], **self._rules}
        definition = {
            name: {
                "all": [{f"p{place}": one} for place, one in enumerate(patterns)],
                "cap": MOST_MATCHES,
                "run": _nothing,
            }
            for name, patterns in rules.items()
        }
        self._handle = self._ruleset(self._name, None, definition)._handle
        self._free = weakref.finalize(self, self._c.delete_ruleset, self._handle)

    def run(self, facts: Mapping[str, str]) -> list[tuple[str, list[str]]]:
        """The rules that fired, each with the ids of its facts, in no particular order.

        `facts` maps ids to JSON objects with the fields `sid` (`SESSION`), `id` and `k` (at least 0). Raises
        `EnginesDisagree` when the library drops or refuses a fact.
        """
        try:
            fired = self._fire(f"[{','.join((ALWAYS_THERE, *facts.values()))}]")
            self._c.delete_state(self._handle, SESSION)
            self._check_echo(facts, [seen for name, ids in fired if name == SEEN for seen in ids])
        except BaseException as error:
            # a session in which nothing fired cannot be deleted without a crash, so the whole ruleset goes
            self._free()
            self._compile()
            if isinstance(error, self._c.error):
                raise self._lost(f"durable-rules did not take the facts ({error}).") from error
            raise
        return [firing for firing in fired if firing[0] != SEEN]

    def _fire(self, batch: str) -> list[tuple[str, list[str]]]:
        c_half, handle = self._c, self._handle
        status, session = c_half.assert_facts(handle, batch)
        started = c_half.start_action_for_state(handle, session)
        if status or not started:
            raise self._lost(f"durable-rules did not take the facts (status {status}).")
        message = started[1]
        fired = []
        while message:  # {"<rule>":[{"p0":{<fact>},"p1":{<fact>}}]}
            fired.append((message[2 : message.index('"', 2)], _ID.findall(message)))
            message = c_half.complete_and_start_action(handle, session)
        return fired

    def _check_echo(self, facts: Mapping[str, str], echoed: Sequence[str]) -> None:
        expected = {"always", *facts}
        if len(echoed) != len(expected) or set(echoed) != expected:
            dropped = sorted(facts[fact] for fact in expected.difference(echoed) if fact in facts)
            raise self._lost(f"durable-rules did not see {', '.join(dropped) or 'each fact just once'}.")

    def _lost(self, what: str) -> EnginesDisagree:
        return EnginesDisagree(
            "The rule engine lost an answer, so there is no plan.",
            [Fault(FaultCode.ENGINES_DISAGREE, self._name, what)],
        )


def _nothing(_: object) -> None:
    """Rules of durable-rules must have an action; ours only report that they fired."""
