"""The pictures of exercises, which tell nothing of a person, so that a browser may keep them for good."""

from __future__ import annotations

from typing import Final, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.status import HTTP_404_NOT_FOUND

from loosen._outputs.pages import policy_of
from loosen._web.language import known_languages
from loosen._web.site import site_of
from loosen._web.views.pictures import drawn, edition_of

router = APIRouter()
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_NOT_KEPT: Final = "no-cache"


@router.get("/pictures/{edition}/{how}/{exercise}.svg")
def picture(request: Request, edition: str, how: Literal["still", "moving"], exercise: str) -> Response:
    """A picture as it is now; it is kept for good by whoever asked for the edition that it is of."""
    site, language = site_of(request), edition.rpartition("-")[2]
    if language not in known_languages(site):
        raise HTTPException(HTTP_404_NOT_FOUND)
    library = site.library.in_language(language)
    made = drawn(library, exercise, moving=how == "moving")
    if not made:
        raise HTTPException(HTTP_404_NOT_FOUND)
    kept = _FOR_GOOD if edition == edition_of(library) else _NOT_KEPT
    headers = {"content-security-policy": policy_of(made), "cache-control": kept}
    return Response(made, media_type="image/svg+xml", headers=headers)
