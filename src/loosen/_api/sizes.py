"""How much may be sent, so that nobody keeps a service busy with what nobody would honestly ask."""

from __future__ import annotations

from typing import Any, Final

from loosen._library.files import MAX_BYTES

MOST_BYTES: Final = 2 * MAX_BYTES + 100_000
"""The most that a body may have: two records, and what is asked about them."""
MOST_VALUES: Final = 60_000
"""Values in a body, each name and each entry of a list being one: twice those of two records and a long diary."""
MOST_FAULTS: Final = 100
"""Faults that are told at once."""


def has_more_values(value: Any, most: int) -> bool:
    """Whether lists and mappings hold, all together, more than so many values."""
    count, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, dict)):
            count += len(one)
            if count > most:
                return True
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return False
