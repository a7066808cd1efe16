"""What these people are told about their plans is what was read aloud and found clear."""

from __future__ import annotations

import pytest
import yaml
from scripts.golden import files, told

from loosen._library.loading import bundled

LIBRARY = bundled()
FILES = {file.stem: file for file in files()}


def test_ten_people_are_told() -> None:
    assert len(FILES) >= 10


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_is_what_was_read(name: str) -> None:
    kept = yaml.safe_load(FILES[name].read_text("utf-8"))
    assert told(FILES[name], LIBRARY)["told"] == kept["told"], "Read the new text aloud, then: make golden"
