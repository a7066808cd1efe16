"""What is tried by day, and what only at night: `make test` takes a part of what `make nightly` tries in full."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TypeVar

from loosen._library.loading import bundled

AT_NIGHT = os.environ.get("LOOSEN_NIGHTLY") == "1"
T = TypeVar("T")


def examples(by_day: int, *, at_night: int | None = None) -> int:
    """How many examples hypothesis tries: the same `by_day` of them by day, and at night 50 times as many, new ones.

    `at_night` is another number for the night.
    """
    if not AT_NIGHT:
        return by_day
    return by_day * 50 if at_night is None else at_night


def drawn(everything: Iterable[T], *, one_in: int) -> Iterator[T]:
    """At night everything; by day one in `one_in`, drawn by the digest of the library.

    So a run with the same data always tries the same, and every change of the data has other parts tried. `repr` has to
    tell the things apart.
    """
    for one in everything:
        lot = sha256(f"{bundled().digest} {one!r}".encode()).digest()
        if AT_NIGHT or int.from_bytes(lot) % one_in == 0:
            yield one
