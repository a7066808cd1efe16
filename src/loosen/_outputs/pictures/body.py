"""The body from the front and from the back, with a mark for every muscle and the places that questions are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyglm import glm

from loosen._body.figures import Figures
from loosen._body.posture import Angles, JointAt
from loosen._model.body import SIDES, VIEWS, BodyPlace, ViewName
from loosen._model.knowledge import Muscle
from loosen._model.question import Question

from .camera import camera
from .drawing import paths
from .figure import Shape, figure
from .marks import marks
from .marks import places as places_on
from .sketch import SIZE, BodySketch

_MARGIN, _SCALE = 24.0, 345.0
_SPREAD: Mapping[JointAt, Mapping[str, float]] = {
    **{("shoulder", str(side)): {"abduction": 10.0} for side in SIDES},
    **{("hip", str(side)): {"abduction": 5.0} for side in SIDES},
}
"""Arms and legs a little apart, so that all of them is seen."""


def body_sketch(figures: Figures, muscles: Mapping[str, Muscle], questions: Mapping[str, Question]) -> BodySketch:
    """The figure from both sides, side by side on one page; the marks of each muscle and the places of questions."""
    bones = figures.skeleton.pose(Angles(joints=_SPREAD))
    figure_paths: list[str] = []
    marked = dict.fromkeys(muscles, "")
    places = {key: dict.fromkeys(_lying(one), "") for key, one in questions.items() if one.is_about_places}
    shifts: Mapping[ViewName, float] = {"front": -SIZE / 4, "back": SIZE / 4}
    for view, shift in shifts.items():
        looks = camera(VIEWS[view].model_copy(update={"tilt": 0}))
        ends = [at for bone in bones.values() for at in (bone.start, bone.end + glm.dvec3(0, 0, max(bone.radii)))]
        seen_from = looks.fitted(ends, SIZE, _MARGIN, _SCALE).shifted(shift)
        figure_paths += paths(figure(bones, seen_from))
        for key, muscle in muscles.items():
            marked[key] += "".join(paths(_in_sight(marks([muscle], SIDES, bones, seen_from))))
        for key, of_question in places.items():
            for option, where in _lying(questions[key]).items():
                of_question[option] += "".join(one.path for one in _in_sight(places_on(where, SIDES, bones, seen_from)))
    return BodySketch(
        figure="".join(figure_paths), muscles={key: path for key, path in marked.items() if path}, places=places
    )


def _lying(question: Question) -> dict[str, tuple[BodyPlace, ...]]:
    return {option.id: option.lies for option in question.options if option.lies}


def _in_sight(shapes: Iterable[Shape]) -> Iterator[Shape]:
    return (shape for shape in shapes if shape.style == "mark")
