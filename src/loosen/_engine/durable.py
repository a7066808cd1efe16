"""The adapter to durable-rules: the only module that knows how the library works.

durable-rules loses firings or crashes outside a narrow subset, so this module uses no more than: one flat fact of whole
numbers, rules that are conjunctions of tests on it, and one session that is deleted after each run. It never makes a
`Host` (its threads steal firings and cannot be stopped) and drives the C half of the library by itself.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any

import orjson

from loosen.errors import EnginesDisagree, Fault, FaultCode

from .c_half import durable_library

SESSION = "s"
"""One session for all runs: it never outlives a run, and sessions are told apart by a 32-bit hash alone."""
SEEN = "seen"
"""The rule that echoes the fact, so that anything of it the library has dropped is noticed."""
MOST_MATCHES = 60_000
MOST_FIELDS = 200
"""How many numbers one fact has room for; the library crashes at 253 fields."""
LARGEST = 2**62
"""Whole numbers beyond this saturate in the library."""

Pattern = Mapping[str, Any]
"""Tests on the fields of the fact, in the words of durable-rules."""


class CompiledRuleset:
    """One ruleset in the C library. Not safe for several threads at once; `DurableRules` keeps them apart."""

    def __init__(self, name: str, rules: Mapping[str, Pattern]) -> None:
        """`rules` maps a rule's name to the pattern that must match."""
        self._name = name
        self._rules = rules
        self._ruleset, self._c = durable_library()
        self._compile()

    def _compile(self) -> None:
        rules = {SEEN: {"$gte": {"k": 0}}, **self._rules}
        definition = {
            name: {"all": [{"p": pattern}], "cap": MOST_MATCHES, "run": _nothing} for name, pattern in rules.items()
        }
        self._handle = self._ruleset(self._name, None, definition)._handle
        self._free = weakref.finalize(self, self._c.delete_ruleset, self._handle)

    def run(self, numbers: Mapping[str, int]) -> list[str]:
        """The rules that fired for a fact with these numbers, by field, in no particular order.

        Raises `EnginesDisagree` when the library drops or refuses the fact, or one of its numbers.
        """
        fact = {"sid": SESSION, "id": "f", "k": 0, **numbers}
        try:
            fired = self._fire(f"[{orjson.dumps(fact).decode()}]")
            self._c.delete_state(self._handle, SESSION)
            self._check_echo(fact, [message for name, message in fired if name == SEEN])
        except BaseException as error:
            # a session in which nothing fired cannot be deleted without a crash, so the whole ruleset goes
            self._free()
            self._compile()
            if isinstance(error, self._c.error):
                raise self._lost(f"durable-rules did not take the facts ({error}).") from error
            raise
        return [name for name, _ in fired if name != SEEN]

    def _fire(self, batch: str) -> list[tuple[str, str]]:
        c_half, handle = self._c, self._handle
        status, session = c_half.assert_facts(handle, batch)
        started = c_half.start_action_for_state(handle, session)
        if status or not started:
            raise self._lost(f"durable-rules did not take the facts (status {status}).")
        message = started[1]
        fired = []
        while message:  # {"<rule>":[{"p":{<fact>}}]}
            fired.append((message[2 : message.index('"', 2)], message))
            message = c_half.complete_and_start_action(handle, session)
        return fired

    def _check_echo(self, fact: Mapping[str, object], echoes: list[str]) -> None:
        if [orjson.loads(echo) for echo in echoes] != [{SEEN: [{"p": fact}]}]:
            raise self._lost("durable-rules did not see each fact just once.")

    def _lost(self, what: str) -> EnginesDisagree:
        return EnginesDisagree(
            "The rule engine lost an answer, so there is no plan.",
            [Fault(FaultCode.ENGINES_DISAGREE, self._name, what)],
        )


def _nothing(_: object) -> None:
    """Rules of durable-rules must have an action; ours only report that they fired."""
