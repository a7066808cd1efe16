"""An HTTP service: the questions, a plan or a referral for answers, and why an exercise is in a plan.

uvicorn fastapi_app:app --workers 2
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Body, Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

import loosen

STATUS: dict[type[loosen.LoosenError], int] = {
    loosen.AnswersError: 422,
    loosen.FileError: 422,
    loosen.UnknownEntry: 404,
}
"""What the person who asked can mend; whatever else goes wrong is the service's own: 500."""

app = FastAPI(title="loosen")
recommender = loosen.Recommender(loosen.load())  # made once in each worker; its threads share it


@app.exception_handler(loosen.LoosenError)
def refuse(_: Request, error: loosen.LoosenError) -> JSONResponse:
    """Every fault at once, each with its code."""
    faults = [asdict(fault) for fault in error.faults]
    return JSONResponse({"error": error.headline, "faults": faults}, STATUS.get(type(error), 500))


@app.get("/questions")
def questions() -> list[dict[str, Any]]:
    """What may be asked, in order: of each question its id, its type, its words, and its options in words."""
    return [
        {"id": one.id, "type": one.type, "text": one.text, "options": {each.id: each.text for each in one.options}}
        for one in recommender.library.questions_in_order
    ]


@app.post("/plans")
def plan(answers: Annotated[dict[str, Any], Body()]) -> Response:
    """A record: a plan, or a referral without one. A plain function, so that FastAPI runs it in a thread."""
    made = recommender.recommend(answers)
    return Response(loosen.to_json(made), media_type="application/json")


async def sent(request: Request) -> bytes:
    """The body as it came, because a seal is checked over just that."""
    return await request.body()


@app.post("/why/{exercise}")
def why(exercise: str, record: Annotated[bytes, Depends(sent)]) -> PlainTextResponse:
    """Why an exercise is, or is not, in the plan that is sent along; a record that was altered is refused."""
    made = loosen.read_record(record)
    return PlainTextResponse(loosen.tell(loosen.why(made, exercise)))
