"""The index of the graph says what the network says, asked here by networkx alone, and its paths are walks in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import get_args

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from tests.people import EVERYBODYS, example, plan_of
from tests.personas import load_personas

from loosen._library.graph import Path
from loosen._model.base import KINDS, Position
from loosen._model.effects import Selector
from loosen._model.exercise import Equipment
from loosen._model.plan import Recommendation

LIBRARY = EVERYBODYS.library
GRAPH = LIBRARY.graph
NETWORK = GRAPH.network
EXERCISES = {node for node, data in NETWORK.nodes(data=True) if data["kind"] == "exercise"}
ACTIVE = {node for node in EXERCISES if NETWORK.nodes[node]["status"] == "active"}
BY_RELATION = {
    "kind": {"is_of_kind"}, "muscle": {"works_on", "aims_at"}, "position": {"is_done_in"}, "equipment": {"needs"},
    "ladder": {"stands_on"}, "level": {"is_at_level"},
}  # fmt: skip
DEMANDING = nx.subgraph_view(
    NETWORK, filter_edge=lambda *edge: NETWORK.edges[edge]["relation"] in {"asks_for", "asks_by_kind", "implies"}
)


def some(names: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Nothing more often than not, so that selectors find something."""
    names = sorted(names)
    values = st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True).map(tuple)
    return st.one_of(st.just(()), st.just(()), values)


SELECTORS = st.builds(
    Selector,
    exercise=st.one_of(st.just(()), some(LIBRARY.exercises)),
    kind=some(KINDS),
    muscle=some({*LIBRARY.muscles, *(muscle.muscle_class for muscle in LIBRARY.muscles.values())}),
    demand=some(LIBRARY.demands),
    demand_none=some(LIBRARY.demands),
    position=some(get_args(Position)),
    equipment=some(get_args(Equipment)),
    ladder=some(LIBRARY.ladders),
    level_at_least=st.one_of(st.none(), st.none(), st.integers(0, 5)),
    level_at_most=st.one_of(st.none(), st.none(), st.integers(1, 5)),
)


@cache
def having(field: str, value: str) -> frozenset[str]:
    """The exercises that have one value of a field of a selector, by a walk through the network."""
    end = f"{field}:{value}"
    if field == "exercise":
        return frozenset({end})
    if field == "demand":
        return frozenset(nx.ancestors(DEMANDING, end) & EXERCISES)
    edges = NETWORK.in_edges(end, data=True)
    return frozenset(
        start
        for start, _, data in edges
        if data["relation"] in BY_RELATION[field] and data.get("share", "primary") == "primary"
    )


def found_by(selector: Selector) -> set[str]:
    found = set(ACTIVE)
    for field in ("exercise", "kind", "muscle", "demand", "position", "equipment", "ladder"):
        if values := getattr(selector, field):
            found &= {node for value in values for node in having(field, value)}
    found -= {node for value in selector.demand_none for node in having("demand", value)}
    if selector.level_at_least:
        found -= {node for level in range(1, min(selector.level_at_least, 5)) for node in having("level", str(level))}
    if selector.level_at_most:
        found -= {node for level in range(selector.level_at_most + 1, 5) for node in having("level", str(level))}
    return found


def is_walk(path: Path) -> bool:
    joined = (NETWORK.has_edge(*pair) or NETWORK.has_edge(*reversed(pair)) for pair in pairwise(path))
    return all(node in NETWORK for node in path) and all(joined)


@given(SELECTORS)
def test_a_selector_finds_what_the_network_says(selector: Selector) -> None:
    found = GRAPH.select(selector)
    assert list(found) == sorted(node.partition(":")[2] for node in found_by(selector))


@given(SELECTORS)
def test_the_path_to_what_matched_is_the_shortest_walk(selector: Selector) -> None:
    for key, path in GRAPH.select(selector).items():
        node = f"exercise:{key}"
        demands = [f"demand:{name}" for name in selector.demand if node in having("demand", name)]
        muscles = [f"muscle:{name}" for name in selector.muscle if node in having("muscle", name)]
        if ends := demands or muscles:
            assert (path[0], path[-1]) == (node, ends[0])
            assert all(NETWORK.has_edge(*pair) for pair in pairwise(path))
            assert len(path) - 1 == nx.shortest_path_length(DEMANDING if demands else NETWORK, node, ends[0])
        else:
            assert path == ()


def test_every_demand_of_every_exercise_is_reached_by_the_first_of_the_shortest_walks() -> None:
    for node in sorted(ACTIVE):
        key = node.partition(":")[2]
        reached = nx.descendants(DEMANDING, node) if node in DEMANDING else set()
        assert {f"demand:{name}" for name in GRAPH.demands(key)} == reached
        assert GRAPH.demands(key) == LIBRARY.demands_of[key]
        for end in reached:
            path = GRAPH.path_to_demand(key, end.partition(":")[2])
            assert list(path) in list(nx.all_shortest_paths(DEMANDING, node, end))


def paths_of(recommendation: Recommendation) -> Iterator[Path]:
    for item in recommendation.plan.items if recommendation.plan else ():
        yield from (reason.path for reason in item.reasons)
    for effect in recommendation.audit.effects:
        yield from ((f"exercise:{name}", *effect.via) for name in effect.exercises)
    for record in recommendation.audit.focus:
        yield from ((reason.via, f"muscle:{record.muscle}") for reason in record.reasons)


def test_every_path_of_every_plan_is_a_walk_in_the_network() -> None:
    made = [plan_of(each.id) for each in load_personas()]
    made += [EVERYBODYS.recommend(example("desk_worker", programme=programme)) for programme in LIBRARY.programmes]
    seen = {path for recommendation in made for path in paths_of(recommendation)}
    assert {path for path in seen if not is_walk(path)} == set()
    assert {node.partition(":")[0] for path in seen for node in path} >= {
        "symptom", "self_test", "rule", "programme", "muscle", "exercise", "demand",
    }  # fmt: skip
