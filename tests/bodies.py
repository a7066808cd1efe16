"""The body of the bundled library, and poses made by hand, for tests."""

from __future__ import annotations

from typing import Any

from loosen._body.figures import Figures
from loosen._body.scene import Placed
from loosen._library.loading import bundled
from loosen._model.body import KeyPose, Poses

LIBRARY = bundled()
FIGURES = Figures.of(LIBRARY)


def posed(base: str = "standing", **said: Any) -> Placed:
    """One pose in its room: a base pose and what differs."""
    return FIGURES.placed(poses_of({"base": base, **said}))[0]


def poses_of(*keys: dict[str, Any], **said: Any) -> Poses:
    """The poses of an exercise that there is not, with these key poses."""
    names = ("start", "hold", "other", "return")
    made = tuple(KeyPose(key=name, **key) for name, key in zip(names, keys, strict=False))
    return Poses(id="made_by_hand", view=said.pop("view", "side"), keys=made, **said)
