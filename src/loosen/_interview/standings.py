"""What was worked out of answers, for a short while: an interview comes back to its points, and at its end to all.

Many interviews in one program may share it. Each request of a page begins from what was kept, and most ask for what the
one before has worked out. Nothing depends on it: what is not here is worked out anew.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from threading import Lock
from typing import Any, Final

import orjson

from loosen._assessment.assessor import Assessor

from .standing import Standing, standing_of

OF_ONE: Final = 200
"""Enough for all the points of one interview."""
MINUTES: Final = 10
"""For how long it is kept at most."""


class Standings:
    """The last standings that were asked for; any number of threads may use them."""

    def __init__(self, most: int = OF_ONE) -> None:
        """Keep so many at most."""
        self._most, self._lock = most, Lock()
        self._known: OrderedDict[tuple[bytes, int], tuple[float, Assessor, Standing]] = OrderedDict()

    def of(self, answers: Mapping[str, Any], assessor: Assessor) -> Standing:
        """Where an interview with these answers stands."""
        key = (sha256(orjson.dumps(dict(answers), option=orjson.OPT_SORT_KEYS)).digest(), id(assessor))
        with self._lock:
            found = self._known.get(key)
        if found is None:
            found = (time.monotonic(), assessor, standing_of(dict(answers), assessor))
            with self._lock:
                self._known[key] = found
                self._drop()
        return found[2]

    def forget(self) -> None:
        """Keep nothing of anybody."""
        with self._lock:
            self._known.clear()

    def _drop(self) -> None:
        oldest = time.monotonic() - 60 * MINUTES
        while self._known and (len(self._known) > self._most or next(iter(self._known.values()))[0] < oldest):
            self._known.popitem(last=False)
