"""What every picture and every proof of demands is made from: the body, its surfaces, and the poses built on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from loosen._model.body import BasePose, Joint, Measure, Poses, Segment, Surface

from .measures import measures
from .posture import Angles, built
from .scene import Placed, placed
from .skeleton import Skeleton
from .world import Misfit, misfits


class Bodies(Protocol):
    """Whatever has a body and its base poses: a library."""

    @property
    def joints(self) -> Mapping[str, Joint]:
        """The joints by id."""

    @property
    def segments(self) -> Mapping[str, Segment]:
        """The segments by id."""

    @property
    def surfaces(self) -> Mapping[str, Surface]:
        """The surfaces by id."""

    @property
    def base_poses(self) -> Mapping[str, BasePose]:
        """The base poses by id."""


@dataclass(frozen=True)
class Figures:
    """The body and the poses of a library, each by id."""

    joints: Mapping[str, Joint]
    segments: Mapping[str, Segment]
    surfaces: Mapping[str, Surface]
    base_poses: Mapping[str, BasePose]

    @classmethod
    def of(cls, library: Bodies) -> Figures:
        """Those of a library."""
        return cls(library.joints, library.segments, library.surfaces, library.base_poses)

    @cached_property
    def skeleton(self) -> Skeleton:
        """The body that takes the poses."""
        return Skeleton(self.segments)

    def angles(self, poses: Poses) -> list[Angles]:
        """Every key pose in full. Raises `KeyError` and `RecursionError` for a base pose that cannot be built."""
        return built(poses, self.base_poses)

    def placed(self, poses: Poses) -> list[Placed]:
        """Every key pose in its room."""
        return placed(poses, self.angles(poses), self.surfaces, self.skeleton)

    def misfits(self, poses: Poses) -> Iterator[Misfit]:
        """What no body could do in these poses."""
        return misfits(self.placed(poses), self.joints, self.segments)

    def measures(self, poses: Poses, *, walking: bool = False) -> list[dict[Measure, float]]:
        """The measures of every key pose of an exercise, which is done `walking` or not."""
        return measures(self.placed(poses), walking=walking)
