"""What the report's lists and tables are made of."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A row of a table: where links to it lead, and its cells."""

    id: str
    cells: tuple[str, ...]


class Advised(NamedTuple):
    """What is advised under one heading."""

    head: str
    says: tuple[str, ...]


class Told(NamedTuple):
    """Something in words, and why."""

    what: str
    why: str


class Proof(NamedTuple):
    """What a statement rests on: the source, what it says, how sure it is, and where it stands."""

    source: str
    supports: str
    certainty: str
    where: str


class Entry(NamedTuple):
    """An entry of the library as it stood: its words, evidence, review and digest."""

    id: str
    node: str
    say: str
    proofs: tuple[Proof, ...]
    reviewed: str
    digest: str


class RuleRow(NamedTuple):
    """What a rule said at a stage: whether for certain, by which facts, and the first test that did not hold."""

    rule: str
    certain: bool
    say: str
    matched: tuple[str, ...]
    failed: str


class StageRows(NamedTuple):
    """A stage: the rules that spoke and, with the first test that failed, those that stayed silent."""

    stage: str
    spoke: tuple[RuleRow, ...]
    silent: tuple[tuple[str, str], ...]


class Term(NamedTuple):
    """A term of a score or a step of a dose, in words."""

    what: str
    amount: str
    rule: str


class Judged(NamedTuple):
    """What became of an exercise."""

    id: str
    name: str
    because: str
    muscles: str
    score: int | None
    terms: tuple[Term, ...]
    effects: tuple[tuple[str, str, str], ...]
    near: str


class Group(NamedTuple):
    """All exercises that met the same fate."""

    title: str
    verdict: str
    exercises: tuple[Judged, ...]


class Dosed(NamedTuple):
    """An exercise of the session: what it is, its dose, how that came about, and why it is there.

    `picture` is its address, empty where there is none.
    """

    id: str
    name: str
    kind: str
    dose: str
    length: str
    reasons: tuple[str, ...]
    adaptations: tuple[str, ...]
    steps: tuple[str, ...]
    came_about: tuple[Term, ...]
    picture: str


class Settled(NamedTuple):
    """A disagreement between sources, the statements that lost, and why."""

    id: str
    title: str
    lost: tuple[tuple[str, str], ...]
    principles: tuple[tuple[str, str], ...]
    resolution: str
    proofs: tuple[Proof, ...]
    because: tuple[str, ...]
