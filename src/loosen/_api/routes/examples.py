"""Examples that are too long for the description: what to send to an address, and what comes back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from loosen._api.examples.sent import sent_to
from loosen._api.library import TheLibrary
from loosen._api.problems import Refused
from loosen._api.reading import Strict

router = APIRouter(tags=["about"], route_class=Strict)


@router.get("/examples/{address:path}", response_model=dict[str, Any])
def example(
    address: Annotated[str, Path(description="An address that takes a body.", max_length=60, examples=["why"])],
    library: TheLibrary,
) -> dict[str, Any]:
    """What the example of an address sends, made just now: it is about somebody who sits at a desk."""
    sent = sent_to(f"/{address}", library)
    if sent is None:
        raise Refused("no-such-address", "There is no example of this address.")
    return sent
