"""The knowledge graph: its nodes, its relations, and how to ask it something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from loosen._library import Library
from loosen._library.graph.schema import NODE_KINDS, RELATIONS, SELECTED, NodeKind, Relation, RelationSchema
from loosen._model.language import ENGLISH
from loosen._outputs.document import table
from loosen._words.speech import speech_of

from .markup import page

_INTRO = (
    "The rules and the knowledge are one graph, a networkx `MultiDiGraph`. What a plan needs of it is read off "
    "once, as an index, and compiled into the library, so that a plan need not build it ([decision "
    "25](decisions/0025-the-graph-is-the-source.md)). Every path in a record is a walk in this graph, each edge "
    "taken one way or the other."
)
_ASKING = """\
`library.graph` is the graph of a library, also of one with an overlay:

```python
import loosen

graph = loosen.load().graph

for pointer in graph.pointers("symptom:tight_calf"):  # what it may go with, strongest links included
    print(pointer.muscle, pointer.weight, pointer.path)

network = graph.network  # networkx: ask it whatever you like
works_on = {start for start, _, data in network.in_edges("muscle:soleus", data=True) if data["relation"] == "works_on"}
against = [
    (rule, data["relation"], data["evidence"])
    for rule, _, data in network.in_edges("demand:prone", data=True)
    if data["relation"] in ("exclude", "modify", "caution")
]
print(len(works_on), against[0])

near = graph.around("hamstrings", steps=1)  # a graph of its own, without the sources
print(near)
```

`network` is made when it is first asked for, in about a tenth of a second, and worded in the language of the
library. It is yours to change: plans do not read it. For other programs: `loosen graph --out graph.graphml`
(all of it), `.dot`, or a picture as `.svg`, where notes tell each link's weight and sources, and pointing at a
box fades all that it is not linked to."""

_NODES: Mapping[NodeKind, str] = {
    "symptom": "something a person notices, or a habit",
    "self_test": "a test at home",
    "condition": "what a finding stands for",
    "muscle": "a muscle, or with `group` true a class of muscles; one node where a class has the name of a muscle",
    "exercise": "an exercise; with a `status` other than `active` it is never given",
    "ladder": "exercises of one family from easy to hard",
    "kind": "a kind of exercise",
    "position": "where an exercise is done",
    "equipment": "something that must be at hand",
    "level": "how hard, from 1 to 4",
    "demand": "what an exercise asks of the body",
    "rule": "a rule of any stage",
    "programme": "a routine with a name",
    "source": "what statements rest on",
}


BESIDE: Mapping[Relation, str] = {
    "points_to": "`weight`: percent",
    "works_on": "`share`: primary or secondary",
    "stands_on": "`step`: counted from 1",
    "focus": "`weight`: percent",
    "prefer": "`weight`: points, negative against",
    "scale": "`weight`: percent",
    "may_give": "`place`: among the choices",
    "rests_on": "`certainty`",
}
"""What an edge has as a weight, or in place of one."""
EVIDENCE_OF: Mapping[Relation, str] = {
    "points_to": "the link",
    "works_on": "the target",
    "aims_at": "the target",
    "stands_on": "the ladder",
    "asks_for": "the exercise",
    "read_by": "the rule",
    "find": "the rule",
    "focus": "the rule",
    "exclude": "the rule",
    "modify": "the rule",
    "caution": "the rule",
    "limit": "the rule",
    "prefer": "the rule",
    "include": "the rule",
    "dose": "the rule",
    "scale": "the rule",
    "start": "the rule",
    "instead": "the rule",
    "may_give": "the programme",
    "rests_on": "itself",
}
"""Whose evidence an edge bears."""


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The one page."""
    network = library.graph.network
    nodes = Counter(data["kind"] for _, data in network.nodes(data=True))
    edges = Counter(data["relation"] for _, _, data in network.edges(data=True))
    kinds = table(
        ("kind", "what it is", "how many"), ((f"`{kind}`", _NODES[kind], f"{nodes[kind]:,}") for kind in NODE_KINDS)
    )
    relations = table(
        ("relation", "from", "to", "means that the first", "beside it", "evidence of", "how many"),
        (_relation(name, schema, edges[name]) for name, schema in RELATIONS.items()),
    )
    yield "graph.md", page("The knowledge graph", _INTRO, ["## Asking it", _ASKING, "## Nodes", _OF_NODES, kinds,
                                                           "## Edges", _OF_EDGES, relations])  # fmt: skip


_OF_NODES = (
    "A node is called `kind:id`, such as `muscle:hamstrings`, and has `kind`, `label` and `status` (`active`, or "
    "what else its entry says)."
)
_OF_EDGES = (
    "An edge has `relation`, and `evidence`: pairs of a source and how certain it makes the link, empty for what "
    "needs none. Those of a rule have `effect`, the place of the effect in the rule counted from 0. Those of a "
    "selector lead to an `exercise`, `kind`, `muscle`, `demand`, `position`, `equipment`, `ladder` or `level`, and "
    "have `field`, the field that names the node: one of the nodes under a field is enough, and every field must "
    "match. `demand_none` is about what lacks it, `level` about each level from `level_at_least` to "
    "`level_at_most`, and `every` stands for a selector without fields. The part of a programme is in `part`."
)


def _relation(name: Relation, schema: RelationSchema, count: int) -> tuple[str, ...]:
    ends = "what a selector names" if schema.ends == SELECTED else _kinds(schema.ends)
    means = speech_of(ENGLISH).one_of("relation", name)
    return (
        f"`{name}`",
        _kinds(schema.starts),
        ends,
        means,
        BESIDE.get(name, ""),
        EVIDENCE_OF.get(name, ""),
        f"{count:,}",
    )


def _kinds(kinds: Iterable[NodeKind]) -> str:
    return ", ".join(f"`{kind}`" for kind in kinds)
