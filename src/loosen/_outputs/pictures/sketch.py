"""What is drawn of an exercise, once for all themes: the pieces that its pictures are put together from."""

from __future__ import annotations

from loosen._model.base import Model

SIZE = 640
"""The sides of a picture, in its own units."""


class Sketch(Model):
    """The pieces of an exercise's pictures, each as SVG paths.

    `room` is what stands still round the body, `behind` and `front` are the parts of the body that stand still, and
    `frames` the rest in every pose on the way; `keys` says which frame each key pose is. `main` is the key pose that
    the picture is of, `ghost` where the body was at the start, `arrow` the way from there.
    """

    room: str
    behind: str
    frames: tuple[str, ...]
    front: str
    keys: dict[str, int]
    main: str
    ghost: str
    arrow: str


class BodySketch(Model):
    """The body from the front and the back, and what may be shown on it.

    `muscles` are the marks of each, by its id, as elements of SVG. `places` are those of each question about places, by
    its id and that of the option, as the data of one path.
    """

    figure: str
    muscles: dict[str, str]
    places: dict[str, dict[str, str]]
