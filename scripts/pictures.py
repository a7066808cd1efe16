"""Draw the picture of every exercise anew, or with `--sheet FILE NAMES…` a page with some of them to look at."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.figures import exercises_and_muscles, figures_and_poses

from loosen._model.body import SIDES, VIEWS, KeyPose, Poses
from loosen._outputs.pictures.drawing import Drawing, Subject, sides_of


def sheet(names: list[str], file: Path) -> None:
    """A page with every key pose, the picture at two sizes and the moving one, of each of these exercises."""
    figures, poses = figures_and_poses()
    exercises, muscles = exercises_and_muscles()
    rows = []
    for name in names or sorted(poses):
        if name in figures.base_poses:
            poses[name] = Poses(id=name, view="side", keys=(KeyPose(key="start", base=name),))
            drawings = [
                Drawing(Subject(poses[name].model_copy(update={"view": view}), (), SIDES, name), figures)
                for view in VIEWS
            ]
            faults = "<br>".join(misfit.what for misfit in figures.misfits(poses[name]))
            rows.append(
                f"<tr><td>{name}{faults}" + "".join(f"<td>{drawing.pose('start', 'light')}" for drawing in drawings[:5])
            )
            continue
        exercise = exercises[name]
        aims = [muscles[target.muscle] for target in exercise.targets if target.share == "primary"]
        drawing = Drawing(Subject(poses[name], aims, sides_of(poses[name], exercise.sides), exercise.name), figures)
        still = drawing.still("light")
        keys = "".join(f"<td>{drawing.pose(key.key, 'light')}<br>{key.key}</td>" for key in poses[name].keys)
        faults = "<br>".join(f"{misfit.key}: {misfit.what}" for misfit in figures.misfits(poses[name]))
        rows.append(
            f"<tr><td class=big>{still}</td><td class=small>{still}</td>{keys}<td class=w><b>{name}</b> ({exercise.position}, "
            f"{exercise.sides})<br>{exercise.name}<ol>{''.join(f'<li>{step}' for step in exercise.steps)}</ol>"
            f"{', '.join(exercise.demands)}<p style='color:red'>{faults}</td></tr>"
        )
    style = "td{border:1px solid #ccc;vertical-align:top;font:11px sans-serif}svg{width:200px}.big svg{width:300px}.small svg{width:90px}.w{width:330px}"
    file.write_text(f"<!doctype html><style>{style}</style><table>{''.join(rows)}</table>", encoding="utf-8")


def main() -> int:
    """Draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--sheet", type=Path)
    asked = parser.parse_args()
    sheet(asked.names, asked.sheet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
