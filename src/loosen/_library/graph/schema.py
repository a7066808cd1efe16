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
    "points to", "works on", "aims at", "belongs to", "is of kind", "is done in", "needs", "is at level", "stands on",
    "asks for", "asks by kind", "implies", "read by", "find", "focus", "exclude", "modify", "caution", "limit",
    "prefer", "dose", "scale", "start", "instead", "may give", "rests on",
]  # fmt: skip


class RelationSchema(NamedTuple):
    """What a relation means.

    It leads from nodes of the kinds in `starts` to those in `ends`. `weight` says what its edges have as a weight or in
    place of one, `rests_on` whose evidence they bear; either is empty where they have none.
    """

    starts: tuple[NodeKind, ...]
    ends: tuple[NodeKind, ...]
    means: str
    weight: str = ""
    rests_on: str = ""


SELECTED: tuple[NodeKind, ...] = (
    "exercise", "kind", "muscle", "demand", "position", "equipment", "ladder", "level",
)  # fmt: skip
"""The kinds of nodes that a selector names."""
_FINDINGS: tuple[NodeKind, ...] = ("condition", "symptom")


def _effect(means: str, weight: str = "") -> RelationSchema:
    return RelationSchema(("rule",), SELECTED, means, weight, "the rule")


RELATIONS: Mapping[Relation, RelationSchema] = {
    "points to": RelationSchema(
        ("symptom", "self_test"), ("muscle",), "may go with trouble of this muscle", "`weight`: percent", "the link",
    ),
    "works on": RelationSchema(
        ("exercise",), ("muscle",), "works on this muscle", "`share`: primary or secondary", "the target",
    ),
    "aims at": RelationSchema(
        ("exercise",), ("muscle",), "has a primary target in this class of muscles", "", "the target",
    ),
    "belongs to": RelationSchema(("muscle",), ("muscle",), "is of this class of muscles"),
    "is of kind": RelationSchema(("exercise",), ("kind",), "is this kind of work"),
    "is done in": RelationSchema(("exercise",), ("position",), "is done in this position"),
    "needs": RelationSchema(("exercise",), ("equipment",), "cannot be done without this at hand"),
    "is at level": RelationSchema(("exercise",), ("level",), "is this hard, 1 to 4"),
    "stands on": RelationSchema(
        ("exercise",), ("ladder",), "is a step of this ladder", "`step`: counted from 1", "the ladder",
    ),
    "asks for": RelationSchema(("exercise",), ("demand",), "lists this demand", "", "the exercise"),
    "asks by kind": RelationSchema(("exercise",), ("demand",), "has this demand as all exercises of its kind have"),
    "implies": RelationSchema(("demand",), ("demand",), "always brings this wider demand with it"),
    "read by": RelationSchema(_FINDINGS, ("rule",), "is looked at by this rule", "", "the rule"),
    "find": RelationSchema(("rule",), _FINDINGS, "makes this finding present", "", "the rule"),
    "focus": RelationSchema(("rule",), ("muscle",), "points to this muscle", "`weight`: percent", "the rule"),
    "exclude": _effect("takes out what has this"),
    "modify": _effect("allows what has this only in a form without it"),
    "caution": _effect("warns of what has this"),
    "limit": _effect("puts a ceiling on the dose of what has this"),
    "prefer": _effect("speaks for what has this, or against it", "`weight`: points, negative against"),
    "dose": _effect("sets the starting dose of what has this"),
    "scale": _effect("scales the dose of what has this", "`weight`: percent"),
    "start": _effect("says how hard what has this may be at first"),
    "instead": _effect("looks for what has this in place of what it takes out"),
    "may give": RelationSchema(
        ("programme",), ("exercise",), "may fill a part of it with this", "`place`: among the choices", "the programme",
    ),
    "rests on": RelationSchema(
        ("exercise", "ladder", "rule", "programme"), ("source",), "rests on this source", "`certainty`", "itself",
    ),
}  # fmt: skip
"""Every relation there is, and what it means."""
