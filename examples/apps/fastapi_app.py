"""An HTTP service: answers in, a plan or a referral out; and why an exercise is in it.

uvicorn fastapi_app:app --workers 2
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Body, FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

import loosen

app = FastAPI(title="loosen")
recommender = loosen.Recommender(loosen.load())  # made once in each worker; its threads share it


@app.exception_handler(loosen.LoosenError)
def refuse(_: Request, error: loosen.LoosenError) -> JSONResponse:
    """What cannot be used comes back with every fault; where the engines disagree it is the service's own."""
    status = 500 if isinstance(error, loosen.EnginesDisagree) else 422
    return JSONResponse({"error": error.headline, "faults": [asdict(fault) for fault in error.faults]}, status)


@app.post("/plans")
def plan(answers: Annotated[dict[str, Any], Body()]) -> Response:
    """A record: a plan, or a referral without one. A plain function, so that FastAPI runs it in a thread."""
    made = recommender.recommend(answers)
    return Response(loosen.to_json(made), media_type="application/json")


@app.post("/why/{exercise}")
async def why(exercise: str, request: Request) -> PlainTextResponse:
    """Why an exercise is, or is not, in the plan that is sent along; a record that was altered is refused."""
    made = loosen.read_record(await request.body())
    return PlainTextResponse(loosen.tell(loosen.why(made, exercise)))
