"""The page about the record: its example is real."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.unit.test_records import raw_record

from loosen._model.audit import AUDIT_SCHEMA, Audit
from loosen._model.plan import Recommendation

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")
PIECES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


def is_in(piece: Any, whole: Any) -> bool:
    """Whether a value is a part of another: some fields of an object, some entries of a list."""
    if isinstance(piece, dict):
        return isinstance(whole, dict) and all(
            name in whole and is_in(part, whole[name]) for name, part in piece.items()
        )
    if isinstance(piece, list):
        return isinstance(whole, list) and all(any(is_in(part, entry) for entry in whole) for part in piece)
    return bool(piece == whole)


def test_every_piece_of_the_example_is_in_the_record() -> None:
    whole = json.loads(raw_record("osteoporosis_72"))
    assert len(PIECES) > 5
    for piece in PIECES:
        assert is_in(json.loads(piece), whole), piece


def test_every_part_is_on_the_page_in_its_form() -> None:
    assert f"form {AUDIT_SCHEMA} (`audit.schema_version`)" in PAGE
    for name in (*Recommendation.model_fields, *Audit.model_fields):
        assert f"`{name}" in PAGE or f'"{name}"' in PAGE or f".{name}`" in PAGE, name
