"""What the illustrated hand-out says; both its forms are set from this and hold no words of their own."""

from __future__ import annotations

from typing import NamedTuple


class Private(NamedTuple):
    """What stands on a hand-out only if somebody asks for it: a name, and what was answered."""

    name: str = ""
    answers: bool = False


class Part(NamedTuple):
    """Sentences under a heading."""

    head: str
    says: tuple[str, ...]


class Exercise(NamedTuple):
    """One exercise of the session.

    `key` is its id and `picture` its drawing as SVG with what it shows in words (`shows`); both are empty where there
    is none. `brief` is its dose in the fewest words, `dose` in a sentence with the things that it needs. `why` is its
    `reason` with a word before it.
    """

    number: int
    key: str
    name: str
    kind: str
    time: str
    brief: str
    dose: str
    picture: str
    shows: str
    ways: tuple[str, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    feel: str
    why: str
    reason: str


class Ticked(NamedTuple):
    """A row of the week's sheet: an exercise, and on how many days of the week it is done."""

    name: str
    often: str


class Week(NamedTuple):
    """A sheet to tick for one week: its heading, what its columns are called, and its rows."""

    head: str
    name: str
    often: str
    days: tuple[str, ...]
    rows: tuple[Ticked, ...]


class Muscles(NamedTuple):
    """The body with the muscles in focus marked: its heading, the drawing as SVG, and their names."""

    head: str
    picture: str
    names: str


class Whom(NamedTuple):
    """Whom it is for: what stands before the name, and the name; empty leaves a line to write on."""

    label: str
    name: str
    date: str


class Page(NamedTuple):
    """The whole hand-out. A referral has no exercises, no week, and its parts on one page.

    `above` is what has to be known before anything else, `first` what to do first, `reasons` why; `notes` are about
    the plan as a whole. `urgent` parts stand on the first page, `parts` and the muscles in focus behind the week.
    `closing` ends it.
    """

    language: str
    title: str
    level: str
    is_referral: bool
    above: tuple[str, ...]
    first: tuple[str, ...]
    whom: Whom
    reasons: tuple[str, ...]
    summary: str
    notes: tuple[str, ...]
    glance: str
    urgent: tuple[Part, ...]
    how: str
    exercises: tuple[Exercise, ...]
    week: Week | None
    muscles: Muscles | None
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
