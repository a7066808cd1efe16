"""What comes of an entry of a diary, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loosen._web.stopping import Stop

from .referral import Referral, referral_of


@dataclass(frozen=True)
class Noted:
    """Why to stop (none where all may go on), the referral that it comes to, and whether some `other` thing is new.

    `number` is the one to call in an emergency, where it is known.
    """

    why: tuple[str, ...]
    referral: Referral | None
    other: bool
    number: str


def noted_view(stop: Stop | None, *, other: bool, emergency_number: str) -> Noted:
    """What is told after an entry; a sign that a diary tells of is no answer that somebody could change here."""
    found = referral_of(stop.referral, emergency_number) if stop and stop.referral else None
    shown = replace(found, led_here=()) if found else None
    return Noted(stop.why if stop else (), shown, other, emergency_number)
