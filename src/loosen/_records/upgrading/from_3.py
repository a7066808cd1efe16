"""Brings a record of form 3 up to form 4."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]


def from_3_to_4(record: Data) -> Data:
    """Form 3 did not list what was left out, which follows from its audit; nor did its weeks list what changes."""
    return {**record, "audit": {**record["audit"], "schema_version": 4}}
