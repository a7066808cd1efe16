"""What a rule said when it was run."""

from __future__ import annotations

from typing import Literal, NamedTuple

from loosen._model.reason import Failed

Reading = Literal["fired", "unknown"]
"""How a rule that speaks is read: its condition certainly holds, or only possibly."""
Result = Literal["fired", "unknown", "silent"]


class Outcome(NamedTuple):
    """What one rule said: `matched` are the keys of the facts that speak for it, sorted.

    `failed` is the first test, in the order written, that does not certainly hold; None when the rule fired.
    """

    rule: str
    result: Result
    matched: tuple[str, ...]
    failed: Failed | None
