"""Bodies, read strictly: as JSON only, of honest size, with each name once, and nothing that JSON does not know."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import Any, Final

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as HttpError

from loosen._library.form import Detail, faults_in
from loosen._library.yaml_text import Path, Text, read_text
from loosen._model.base import Model
from loosen.errors import Fault, FaultCode, LoosenError

from .problems import Refused, of_error, of_http, of_our_fault, problem
from .sizes import MOST_BYTES, MOST_FAULTS, MOST_VALUES, has_more_values

BODY: Final = "the body"
_JSON: Final = "application/json"


class _Sent(Request):
    """A request whose body is read strictly."""

    async def body(self) -> bytes:
        """The bytes, never more than the most. Raises `Refused` for too many, and for what is not said to be JSON."""
        if not hasattr(self, "_body"):
            self._body = await self._read()
        return self._body

    async def json(self) -> Any:
        """The plain value. Raises `Refused` naming what is wrong with it."""
        text = read_text(await self.body(), BODY, as_json=True, most=MOST_BYTES)
        if faults := text.faults or list(_unwritable(text.value)):
            raise Refused("not-json", "Nothing was done.", faults[:MOST_FAULTS])
        if has_more_values(text.value, MOST_VALUES):
            raise Refused("too-large", f"A body may hold {MOST_VALUES:,} values at most.")
        return text.value

    async def _read(self) -> bytes:
        read = bytearray()
        async for part in self.stream():
            read += part
            if len(read) > MOST_BYTES:
                raise Refused("too-large", f"A body may have {MOST_BYTES:,} bytes at most.")
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if read and kind != _JSON:
            raise Refused("media-type", f"Send it as {_JSON}.")
        return bytes(read)


def _unwritable(value: Any) -> Iterator[Fault]:
    """What Python reads as JSON and JSON does not know, so that it could not be given back."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        yield Fault(FaultCode.NOT_READABLE, BODY, "holds half a character.", "Send whole characters.")
    except ValueError:
        what = "holds a number that is none, or that is larger than any that means something here."
        yield Fault(FaultCode.NOT_READABLE, BODY, what, "Send whole numbers of an honest size.")


class Strict(APIRoute):
    """An address whose body is read strictly, and that tells of everything that goes wrong as a problem."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        answer = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await answer(_Sent(request.scope, request.receive))
            except RequestValidationError as error:
                return self._refused(error)
            except HttpError as error:
                return of_http(error)
            except LoosenError as error:
                return of_error(error)
            except Exception as error:  # nothing may get out with a trace, which could repeat an answer
                return of_our_fault(error)

        return answered

    def _refused(self, error: RequestValidationError) -> Response:
        """What is told of a request that has not the right form."""
        found: Sequence[Detail] = error.errors()[:MOST_FAULTS]
        in_body = [{**one, "loc": one["loc"][1:]} for one in found if one["loc"][0] == "body"]
        beside = [one for one in found if one["loc"][0] != "body"]
        faults = [_beside(one) for one in beside]
        if in_body:
            faults += _in_body(in_body, error.body, self._model)
        headline = "Nothing was done."
        return problem("wrong-form", headline, faults)

    @property
    def _model(self) -> type[Model]:
        """What the body has to be."""
        assert self.body_field is not None  # noqa: S101  # only a body has faults of a body
        model: type[Model] = self.body_field.field_info.annotation  # type: ignore[assignment]
        return model


def _beside(detail: Detail) -> Fault:
    """A fault of the address, or of what stands behind its question mark."""
    what = f"{detail['msg'][:1].lower()}{detail['msg'][1:]}."
    return Fault(FaultCode.WRONG_FORM, str(detail["loc"][-1]), what, "See the description of this address.")


def _in_body(details: Sequence[Detail], body: Any, model: type[Model]) -> list[Fault]:
    if not isinstance(body, dict):
        return [Fault(FaultCode.WRONG_FORM, BODY, "is missing, or is no JSON object.", "Send one as described.")]
    text = _Placed(BODY, body, dict.fromkeys(_paths(body, ()), 0))
    return list(faults_in(details, text, model))


class _Placed(Text):
    """A body that was read; a place in it is told by its path, because whoever made it has no lines."""

    def at(self, path: Path) -> str:
        """What all of it is called; the path stands in what is wrong."""
        return self.where


def _paths(value: Any, path: Path) -> Iterator[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield (*path, name)
        yield from _paths(each, (*path, name))
