"""What was worked out for a library or its graph is kept by that very object, and goes when nobody has it any more.

A program may load libraries again and again, one for each clinic; a cache that holds on to them would grow for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Memory(dict[object, Callable[..., Any]]):
    """What an object has worked out, by the function that did; a copy of the object, or one sent away, begins anew."""

    def __reduce__(self) -> tuple[type[Memory], tuple[()]]:
        return Memory, ()


class Remembers(Protocol):
    """An object that keeps what was worked out for it."""

    @property
    def memory(self) -> Memory:
        """Where it is kept."""


_R = TypeVar("_R", bound=Remembers)


def remembered(
    most: int = 1,
) -> Callable[[Callable[Concatenate[_R, _P], _T]], Callable[Concatenate[_R, _P], _T]]:
    """Have a function's results kept by its first argument: at most so many for each, the latest asked for."""

    def decorate(function: Callable[Concatenate[_R, _P], _T]) -> Callable[Concatenate[_R, _P], _T]:
        @wraps(function)
        def asked(one: _R, /, *rest: _P.args, **named: _P.kwargs) -> _T:
            known = one.memory.get(function)
            if known is None:
                known = one.memory.setdefault(function, lru_cache(maxsize=most)(partial(function, one)))
            answer: _T = known(*rest, **named)
            return answer

        return asked

    return decorate
