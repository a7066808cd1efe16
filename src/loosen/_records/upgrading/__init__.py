"""Brings records of older forms up to the present one. What an older form did not hold stays unsaid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .from_1 import from_1_to_2
from .from_2 import from_2_to_3
from .from_3 import from_3_to_4

UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: from_1_to_2, 2: from_2_to_3, 3: from_3_to_4,
}  # fmt: skip
"""What brings a record of each older form up to the next."""
