"""The body and the poses straight from the files, for scripts that are run again after every change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loosen._body.figures import Figures
from loosen._library.yaml_text import read_text
from loosen._model.body import BasePose, Joint, Poses, Segment, Surface
from loosen._model.exercise import Exercise
from loosen._model.knowledge import Demand, Muscle

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"


def figures_and_poses() -> tuple[Figures, dict[str, Poses]]:
    """The body with its base poses, and the poses of every exercise that has some."""
    body = (_entries(kind, model) for kind, model in
            (("joints", Joint), ("segments", Segment), ("surfaces", Surface), ("base_poses", BasePose)))  # fmt: skip
    return Figures(*body), _entries("poses", Poses)


def _entries(kind: str, model: Any) -> dict[str, Any]:
    files = sorted((KNOWLEDGE / kind).glob("*.yaml"))
    return {file.stem: model.model_validate(read_text(file.read_bytes(), file.name).value) for file in files}


def exercises_muscles_demands() -> tuple[dict[str, Exercise], dict[str, Muscle], dict[str, Demand]]:
    """Every exercise, muscle and demand."""
    return _entries("exercises", Exercise), _entries("muscles", Muscle), _entries("demands", Demand)
