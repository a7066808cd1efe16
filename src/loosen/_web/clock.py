"""The clock of whoever is asking: days of a diary are those of the person, wherever the pages are served."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from fastapi import Request

ZONE: Final = "loosen_zone"
"""The cookie that says where the browser's clock is: the name of a zone, or minutes from UTC as `UTC+01:00`."""
_OFFSET: Final = re.compile(r"UTC([+-])(\d{2}):([0-5]\d)")
_FURTHEST: Final = timedelta(hours=14)
OFFSETS: Final = tuple(
    f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    for minutes in range(-12 * 60, 14 * 60 + 1, 30)
)
"""What somebody can choose by hand."""


def zone_named(name: str) -> tzinfo | None:
    """The zone of this name; None where there is none."""
    if told := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(told[2]), minutes=int(told[3]))
        return timezone(ahead if told[1] == "+" else -ahead) if ahead <= _FURTHEST else None
    return ZoneInfo(name) if name in _known() else None


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def now_of(request: Request) -> datetime:
    """Now, by the clock of the person where the browser has told of it, else by that of this machine."""
    return _fixed(datetime.now(UTC).astimezone(zone_named(request.cookies.get(ZONE, ""))))


def at_local_time(request: Request, local: datetime) -> datetime:
    """What a clock on the person's wall showed, as a moment."""
    zone = zone_named(request.cookies.get(ZONE, ""))
    return _fixed(local.replace(tzinfo=zone) if zone else local.astimezone())


def offset_of(moment: datetime) -> str:
    """How far the clock of a moment is from UTC, as people write it."""
    ahead = f"{moment:%z}"
    return f"UTC{ahead[:3]}:{ahead[3:5]}"


def _fixed(moment: datetime) -> datetime:
    """The same with its distance from UTC, as a diary keeps it: differences are then true also when clocks change."""
    return moment.astimezone(timezone(moment.utcoffset() or timedelta()))
