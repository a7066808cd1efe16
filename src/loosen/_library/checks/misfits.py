"""What no body does, in words: for those who write poses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from loosen._body.world import Code, Misfit


class Told(NamedTuple):
    """What is wrong, and what helps."""

    what: str
    remedy: str


_TOUCH = "Change the angles until it touches, or take it out of `rests`."
_WORDS: Mapping[Code, Told] = {
    "beyond": Told(
        "{of} of {by:g} degrees is beyond the joint ({to}).",
        "Stay within the range, or share the movement with the next joint.",
    ),
    "apart": Told("{of} is {cm:.0f} cm away from the {to} that it rests on.", _TOUCH),
    "inside": Told("{of} is {cm:.0f} cm inside the {to} that it rests on.", _TOUCH),
    "sunk": Told("{of} is {cm:.0f} cm inside the {to}.", "Lift it out."),
    "out_of_reach": Told("{of} is {cm:.0f} cm away from {to}.", "Bring it there."),
    "falls": Told(
        "the centre of mass lies {cm:.0f} cm outside of what carries the body.",
        "Bring the weight over the feet, or name what else carries it.",
    ),
}


def told(misfit: Misfit) -> Told:
    """A misfit in words."""
    words = _WORDS[misfit.code]
    return Told(words.what.format(**misfit._asdict(), cm=misfit.by * 100), words.remedy)
