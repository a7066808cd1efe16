"""The schema of the graph: the kinds of its nodes, and what each relation between them means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

NodeKind = Literal[
    "symptom", "self_test", "condition", "muscle", "exercise", "ladder", "kind", "position", "equipment", "level",
    "demand", "rule", "programme", "source",
]  # fmt: skip
NODE_KINDS: tuple[NodeKind, ...] = get_args(NodeKind)
"""The kinds of nodes, from what a person notices to what a statement rests on."""

Relation = Literal[
    "points_to", "works_on", "aims_at", "belongs_to", "is_of_kind", "is_done_in", "needs", "is_at_level", "stands_on",
    "asks_for", "asks_by_kind", "implies", "read_by", "find", "focus", "exclude", "modify", "caution", "limit",
    "prefer", "include", "dose", "scale", "start", "instead", "may_give", "rests_on",
]  # fmt: skip


Has = Literal["", "weight", "share", "step", "place", "certainty"]


class RelationSchema(NamedTuple):
    """The kinds of nodes that a relation leads from and to; what it means is said in `names.relation`.

    `has` names what its edges have beside it: a `weight`, or something in place of one. `rests_on` says whether they
    bear evidence.
    """

    starts: tuple[NodeKind, ...]
    ends: tuple[NodeKind, ...]
    has: Has = ""
    rests_on: bool = False


SELECTED: tuple[NodeKind, ...] = (
    "exercise", "kind", "muscle", "demand", "position", "equipment", "ladder", "level",
)  # fmt: skip
"""The kinds of nodes that a selector names."""
_FINDINGS: tuple[NodeKind, ...] = ("condition", "symptom")
_SELECTING = RelationSchema(("rule",), SELECTED, rests_on=True)

RELATIONS: Mapping[Relation, RelationSchema] = {
    "points_to": RelationSchema(("symptom", "self_test"), ("muscle",), "weight", rests_on=True),
    "works_on": RelationSchema(("exercise",), ("muscle",), "share", rests_on=True),
    "aims_at": RelationSchema(("exercise",), ("muscle",), rests_on=True),
    "belongs_to": RelationSchema(("muscle",), ("muscle",)),
    "is_of_kind": RelationSchema(("exercise",), ("kind",)),
    "is_done_in": RelationSchema(("exercise",), ("position",)),
    "needs": RelationSchema(("exercise",), ("equipment",)),
    "is_at_level": RelationSchema(("exercise",), ("level",)),
    "stands_on": RelationSchema(("exercise",), ("ladder",), "step", rests_on=True),
    "asks_for": RelationSchema(("exercise",), ("demand",), rests_on=True),
    "asks_by_kind": RelationSchema(("exercise",), ("demand",)),
    "implies": RelationSchema(("demand",), ("demand",)),
    "read_by": RelationSchema(_FINDINGS, ("rule",), rests_on=True),
    "find": RelationSchema(("rule",), _FINDINGS, rests_on=True),
    "focus": RelationSchema(("rule",), ("muscle",), "weight", rests_on=True),
    "exclude": _SELECTING,
    "modify": _SELECTING,
    "caution": _SELECTING,
    "limit": _SELECTING,
    "prefer": _SELECTING._replace(has="weight"),
    "include": _SELECTING,
    "dose": _SELECTING,
    "scale": _SELECTING._replace(has="weight"),
    "start": _SELECTING,
    "instead": _SELECTING,
    "may_give": RelationSchema(("programme",), ("exercise",), "place", rests_on=True),
    "rests_on": RelationSchema(("exercise", "ladder", "rule", "programme"), ("source",), "certainty"),
}
"""Every relation there is."""


def in_words(relation: Relation) -> str:
    """A relation as it is written beside a line."""
    return relation.replace("_", " ")
