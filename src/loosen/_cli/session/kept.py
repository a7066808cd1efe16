"""How far a session got that was cut short, kept until it is gone on with, done, or too long ago.

It is in a file of its own for each plan, in the folder of this program's state or else beside the plan, and nobody else
can read it. Where neither can be written to, the session runs all the same and nothing is kept.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from platformdirs import user_state_path
from pydantic import Field, ValidationError

from loosen._library.files import read_bytes
from loosen._library.writing import write_whole
from loosen._model.base import Model
from loosen._model.diary import SessionEntry, SkipReason
from loosen._model.plan import Recommendation
from loosen._outputs.session import Player, Worked
from loosen._records.canonical import Unreadable, canonical, plain, value_in
from loosen._records.sealing import digest_of_record
from loosen.errors import FileError

STALE_S = 12 * 3600
"""After so long a session is another day's."""
IN_NAME = 16
"""Hex digits of the plan's digest in the name of the file."""


class Stand(Model):
    """Where a session stands: of which plan, whether without what is not for every day, and how far.

    `at` is the place of the step among `steps`, `finished` the exercises gone through, `worked` what was done of each,
    `left_out` why exercises were left, `seconds` how long it ran, and `on` when that was, in seconds since 1970.
    `entry` is what stands in the diary, where one is written.
    """

    plan: str
    shorter: bool = False
    at: int = Field(ge=0)
    steps: int = Field(ge=1)
    finished: tuple[int, ...] = ()
    worked: tuple[Worked, ...] = ()
    left_out: dict[int, SkipReason] = {}
    seconds: int = Field(ge=0)
    on: int
    entry: SessionEntry | None = None


class Kept:
    """Keeps how far the session of one plan got."""

    def __init__(self, recommendation: Recommendation, beside: Path | None = None) -> None:
        """`beside` is the file of the plan, where there is one."""
        self._digest = digest_of_record(recommendation)
        self._folders = [*_state_folder(), *([beside.absolute().parent] if beside else [])]

    def stand(self) -> Stand | None:
        """Where the session of just this plan stands; None where nothing is kept, or not of today."""
        for file in self._files():
            with contextlib.suppress(FileError, Unreadable, ValidationError):
                stand = Stand.model_validate(value_in(read_bytes(file)))
                if stand.plan == self._digest and 0 <= time.time() - stand.on < STALE_S:
                    return stand
        return None

    def keep(
        self,
        player: Player,
        *,
        shorter: bool,
        left_out: Mapping[int, SkipReason] = MappingProxyType({}),
        entry: SessionEntry | None = None,
    ) -> bool:
        """Put down how far it is, whole or not at all; whether there was a place for it."""
        stand = Stand(
            plan=self._digest,
            shorter=shorter,
            at=player.at,
            steps=len(player.steps),
            finished=tuple(sorted(player.finished)),
            worked=tuple(one.in_whole_seconds() for one in player.worked.values()),
            left_out=dict(left_out),
            seconds=int(player.seconds_done),
            on=int(time.time()),
            entry=entry,
        )
        for file in self._files():
            with contextlib.suppress(OSError):
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_whole(file, f"{canonical(plain(stand))}\n".encode(), lasting=False)
                return True
        return False

    def forget(self) -> None:
        """It is done, or begun anew."""
        for file in self._files():
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [folder / f".loosen-session-{self._digest[:IN_NAME]}.json" for folder in self._folders]


def _state_folder() -> Iterator[Path]:
    """Where this program keeps its state; nowhere for somebody without a home."""
    with contextlib.suppress(RuntimeError, OSError, KeyError):
        if (folder := user_state_path("loosen")).is_absolute():
            yield folder
