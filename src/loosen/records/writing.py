"""Writes a record as it is kept: sealed, in the one form that equal records share."""

from __future__ import annotations

from loosen.model.plan import Recommendation

from .canonical import canonical, plain
from .sealing import sealed


def written(recommendation: Recommendation) -> str:
    """The record as canonical JSON with its seal, ending in a line break."""
    return canonical(plain(sealed(recommendation))) + "\n"
