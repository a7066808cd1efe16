"""A page of pictures to look at: `python scripts/contact_sheet.py FILE NAMES…` (exercises or base poses; else all).

It shows the picture at two sizes, every key pose, the steps, what does not fit the world, and the demands that poses
and file do not agree about.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.figures import exercises_muscles_demands, figures_and_poses

from loosen._body.figures import Figures
from loosen._body.proof import shown
from loosen._library.checks.misfits import told
from loosen._model.body import VIEWS, KeyPose, Poses
from loosen._model.exercise import Exercise
from loosen._model.knowledge import Demand
from loosen._outputs.pictures.drawing import Subject, sketch, subject
from loosen._outputs.pictures.svg import pose, still

_STYLE = (
    "td{border:1px solid #ccc;vertical-align:top;font:11px sans-serif}svg{width:200px}.big svg{width:300px}"
    ".small svg{width:90px}.w{width:330px}p{color:red}"
)
_ROW = (
    "<tr><td class=big>{still}</td><td class=small>{still}</td>{keys}<td class=w><b>{name}</b> ({exercise.position}, "
    "{exercise.sides})<br>{exercise.name}<ol>{steps}</ol>{demands}<p>{faults}<p>{proof}</td></tr>"
)


def page(names: list[str]) -> Iterator[str]:
    """The parts of the page."""
    figures, poses = figures_and_poses()
    exercises, muscles, demands = exercises_muscles_demands()
    yield f"<!doctype html><style>{_STYLE}</style><table>"
    for name in names or sorted(poses):
        if name in figures.base_poses:
            yield _base_pose(name, figures)
            continue
        exercise, its = exercises[name], poses[name]
        drawn = sketch(subject(its, exercise, muscles), figures)
        yield _ROW.format(
            still=still(drawn, "light", name, ""),
            keys="".join(f"<td>{pose(drawn, key, 'light', name, '')}<br>{key}</td>" for key in drawn.keys),
            name=name, exercise=exercise, demands=", ".join(exercise.demands),
            steps="".join(f"<li>{step}" for step in exercise.steps),
            faults=_faults(its, figures), proof=_proof(exercise, its, figures, demands),
        )  # fmt: skip
    yield "</table>"


def _faults(poses: Poses, figures: Figures) -> str:
    return "<br>".join(f"{poses.keys[misfit.key].key}: {told(misfit).what}" for misfit in figures.misfits(poses))


def _base_pose(name: str, figures: Figures) -> str:
    """A base pose from all sides."""
    cells = []
    for view in ("side", "front", "left", "back", "corner"):
        poses = Poses(id=name, view=VIEWS[view], keys=(KeyPose(key="start", base=name),))
        cells.append(f"<td>{still(sketch(Subject(poses, (), ()), figures), 'light', name, '')}")
    return f"<tr>{''.join(cells)}<td>{name}<p>{_faults(poses, figures)}"


def _proof(exercise: Exercise, poses: Poses, figures: Figures, demands: Mapping[str, Demand]) -> str:
    """The demands that poses and file do not agree about."""
    seen = shown(figures.measures(poses, walking=exercise.position == "walking"), demands)
    open_, named = list(exercise.demands), set[str]()
    while open_:
        named.add(demand := open_.pop())
        open_.extend(demands[demand].implies)
    unseen = {demand for demand in exercise.demands if demands[demand].shown_by} - seen - poses.unshown.keys()
    return f"shown, not named: {sorted(seen - named)}<br>named, not shown: {sorted(unseen)}"


def main() -> int:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    asked.file.write_text("".join(page(asked.names)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
