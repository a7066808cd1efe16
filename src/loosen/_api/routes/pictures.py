"""Pictures as SVG: of exercises, and of the body with its muscles."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response

from loosen._api.library import InWords
from loosen._api.problems import Refused
from loosen._api.reading import Strict
from loosen._outputs.pictures import body_map, picture
from loosen._outputs.pictures.style import Theme

SVG: Final = "image/svg+xml"
MOST_MUSCLES: Final = 100

router = APIRouter(tags=["pictures"], route_class=Strict)
_AN_SVG: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {SVG: {"schema": {"type": "string"}}}, "description": "The picture."}
}
_Theme = Annotated[Theme, Query(description="`auto` follows what the reader's device asks for; `print` is for paper.")]


@router.get("/exercises/{exercise}/picture.svg", response_class=Response, responses=_AN_SVG)
def of_exercise(
    exercise: Annotated[str, Path(description="An exercise by its id.", max_length=60, examples=["cat_cow"])],
    library: InWords,
    theme: _Theme = "auto",
    moving: Annotated[bool, Query(description="Whether it moves from pose to pose.")] = False,
    pose: Annotated[str | None, Query(description="One key pose alone.", max_length=60)] = None,
) -> Response:
    """How an exercise is done, with its name and that in words as `title` and `desc`."""
    drawn = picture(exercise, library, pose=pose, theme=theme, moving=moving)
    if drawn is None:
        raise Refused("no-such-address", "There is no picture of this exercise.")
    return Response(drawn, media_type=SVG)


@router.get("/body.svg", response_class=Response, responses=_AN_SVG)
def of_body(
    library: InWords,
    muscle: Annotated[
        list[str], Query(description="Muscles to be marked, by id; give it once for each.", max_length=MOST_MUSCLES)
    ] = [],  # noqa: B006  # FastAPI copies it
    theme: _Theme = "auto",
) -> Response:
    """The body from the front and the back, with these muscles marked."""
    return Response(body_map(muscle, library, theme=theme), media_type=SVG)
