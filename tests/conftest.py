"""What all tests share: how hard hypothesis tries, and rules written in one line."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from loosen._model.rule import PREFIX, Rule
from tests.by_day import AT_NIGHT, examples
from tests.rights import ANYBODY

settings.register_profile("loosen", max_examples=examples(100), derandomize=not AT_NIGHT, deadline=None)
settings.load_profile("loosen")

MakeRule = Callable[..., Rule]

_THEN: dict[str, dict[str, Any]] = {
    "findings": {"find": "stiffness"},
    "triage": {"level": "urgent_same_day"},
    "focus": {"focus": "psoas", "weight": 50},
    "safety": {"caution": {}},
}


def _make_rule(rule_id: str, when: dict[str, Any], **more: Any) -> Rule:
    stage = PREFIX[rule_id[:3]]
    needed = {"triage": {"unknown": "urgent_same_day"}, "safety": {"unknown": "caution"}}.get(stage, {})
    return Rule.model_validate(
        {
            "id": rule_id,
            "name": "an-example",
            "status": "active",
            "since": "2026-01-01",
            "summary": "An example for tests.",
            "when": when,
            "then": [_THEN[stage]],
            "say": "An example.",
            "evidence": [{"source": "MEM", "supports": "An example.", "certainty": "expert"}],
            **needed,
            **more,
        }
    )


@pytest.fixture(scope="session")
def make_rule() -> MakeRule:
    """Makes a valid rule from its id and condition; anything else can be given by name."""
    return _make_rule


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """A new folder of the user of `without_rights`, which root's folders for tests would not let in."""
    folder = Path(tempfile.mkdtemp(prefix="loosen-"))
    if os.geteuid() == 0:
        os.chown(folder, ANYBODY, ANYBODY)
    try:
        yield folder
    finally:
        for path in folder.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        shutil.rmtree(folder)
