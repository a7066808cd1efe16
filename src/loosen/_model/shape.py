"""The shape of a session, as rules ask for it: how many exercises, which kinds, and how long its ends may be."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Kind, Model

Share = Annotated[int, Field(ge=0, le=100)]


class Bound(Model):
    """The most of a session that one kind takes: in percent of its length, and in seconds; the smaller one counts."""

    percent: Share
    seconds: Annotated[int, Field(ge=1, le=3600)]

    def of(self, session_s: int) -> int:
        """The bound for a session of this length, in seconds."""
        return min(self.percent * session_s // 100, self.seconds)


class SessionShape(Model):
    """What a session must be like.

    `items_at_most` is how many exercises fit its length, `fewer_items` by how many that falls for what a person has;
    `at_least` is how many of each kind there must be, `share` each kind's percent of the working time, `bounds` the
    most that a kind takes of the session.
    """

    items_at_most: Annotated[int, Field(ge=1)] | None = None
    fewer_items: Annotated[int, Field(ge=1)] | None = None
    at_least: dict[Kind, int] = Field(default_factory=dict)
    share: dict[Kind, Share] = Field(default_factory=dict)
    bounds: dict[Kind, Bound] = Field(default_factory=dict)
