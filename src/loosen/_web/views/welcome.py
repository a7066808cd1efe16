"""What the first page says of the library, and of what its visitor has already."""

from __future__ import annotations

from typing import NamedTuple

from loosen._library import Library


class Welcome(NamedTuple):
    """Whether there is a plan or at least an interview to go on with, and how many rules no clinician signed off."""

    has_plan: bool
    has_begun: bool
    unreviewed: int


def welcome_of(library: Library, *, has_plan: bool, has_begun: bool) -> Welcome:
    """The view of the first page."""
    return Welcome(has_plan, has_begun, sum(rule.reviewed.by == "none" for rule in library.rules.values()))
