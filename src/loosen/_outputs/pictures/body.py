"""The body from the front and from the back, with a mark for every muscle."""

from __future__ import annotations

from collections.abc import Mapping

from pyglm import glm

from loosen._body.figures import Figures
from loosen._body.posture import Angles, JointAt
from loosen._model.body import SIDES, VIEWS, ViewName
from loosen._model.knowledge import Muscle

from .camera import camera
from .drawing import paths
from .figure import figure
from .marks import marks
from .sketch import SIZE, BodySketch

_MARGIN, _SCALE = 24.0, 345.0
_SPREAD: Mapping[JointAt, Mapping[str, float]] = {
    **{("shoulder", str(side)): {"abduction": 10.0} for side in SIDES},
    **{("hip", str(side)): {"abduction": 5.0} for side in SIDES},
}
"""Arms and legs a little apart, so that all of them is seen."""


def body_sketch(figures: Figures, muscles: Mapping[str, Muscle]) -> BodySketch:
    """The figure from both sides, side by side on one page, and the marks of each muscle on it."""
    bones = figures.skeleton.pose(Angles(joints=_SPREAD))
    figure_paths: list[str] = []
    marked = dict.fromkeys(muscles, "")
    shifts: Mapping[ViewName, float] = {"front": -SIZE / 4, "back": SIZE / 4}
    for view, shift in shifts.items():
        looks = camera(VIEWS[view].model_copy(update={"tilt": 0}))
        ends = [at for bone in bones.values() for at in (bone.start, bone.end + glm.dvec3(0, 0, max(bone.radii)))]
        seen_from = looks.fitted(ends, SIZE, _MARGIN, _SCALE).shifted(shift)
        figure_paths += paths(figure(bones, seen_from))
        for key, muscle in muscles.items():
            seen = (mark for mark in marks([muscle], SIDES, bones, seen_from) if mark.style == "mark")
            marked[key] += "".join(paths(seen))
    return BodySketch(figure="".join(figure_paths), muscles={key: path for key, path in marked.items() if path})
