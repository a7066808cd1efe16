"""How the graph is drawn: the column and colour of each kind of node, and the colour of each relation."""

from __future__ import annotations

from collections.abc import Mapping

from loosen._library.graph.schema import NodeKind, Relation

COLUMNS: Mapping[NodeKind, int] = {
    "symptom": 0, "self_test": 0, "muscle": 1, "programme": 1, "exercise": 2, "demand": 3, "ladder": 3, "kind": 3,
    "position": 3, "equipment": 3, "level": 3, "rule": 4, "condition": 5,
}  # fmt: skip
"""From what a person notices to what rules must know; sources are not drawn."""
FOCUS_RULE = 0
"""The column of rules that point to muscles: they stand where symptoms do."""
FILL: Mapping[NodeKind, str] = {
    "symptom": "#fde3c8", "self_test": "#fbf3c4", "condition": "#f8d0d0", "rule": "#dcdcf5", "muscle": "#f5d9ec",
    "programme": "#e3f0c8", "exercise": "#cfe8d5", "ladder": "#e8e8e8", "demand": "#cfe3f2", "kind": "#d9ecec",
    "position": "#e6e0d2", "equipment": "#efe2d8", "level": "#e2e2da",
}  # fmt: skip
NEVER_FILL, NEVER_INK = "#ffffff", "#8a8a8a"
"""A node that takes no part in any plan."""
INK: Mapping[Relation, str] = {
    "points_to": "#d9822b", "focus": "#b5651d", "works_on": "#c2529a", "aims_at": "#c2529a", "belongs_to": "#8d5a97",
    "may_give": "#7a9a2e", "asks_for": "#5b8fb9", "asks_by_kind": "#a9c6dd", "implies": "#2b5d86",
    "stands_on": "#a3a3a3", "exclude": "#d03030", "modify": "#8e44ad", "caution": "#e0a100", "limit": "#946a3a",
    "prefer": "#2e9e5b", "include": "#1b7a3e", "instead": "#7fbf7f",
    "dose": "#3f51b5", "scale": "#7986cb", "start": "#00838f",
    "read_by": "#b9b9b9", "find": "#c97b7b",
}  # fmt: skip
"""The relations that are drawn."""
NOT_DRAWN: tuple[Relation, ...] = ("is_of_kind", "is_done_in", "needs", "is_at_level", "rests_on")
"""What would only be noise in a picture; the notes on nodes tell it."""
