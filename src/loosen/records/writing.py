"""Writes a record as it is kept: sealed, in the one form that equal records share."""

from __future__ import annotations

from loosen.model.plan import Recommendation

from .canonical import canonical, plain
from .sealing import SEAL, seal_of


def written(recommendation: Recommendation) -> str:
    """The record as canonical JSON with its seal, ending in a line break."""
    values = plain(recommendation)
    return canonical({**values, SEAL: plain(seal_of(values))}) + "\n"
