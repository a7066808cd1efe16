"""The graph follows its schema and holds the whole library; its index belongs to the library that it was made from."""

from __future__ import annotations

import doctest
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

import loosen
from loosen._library import Library, bundled_root
from loosen._library.compiled import library_in
from loosen._library.graph import GraphIndex, KnowledgeGraph
from loosen._library.graph.indexing import index_of
from loosen._library.graph.network import network_of
from loosen._library.graph.schema import NODE_KINDS, RELATIONS
from loosen._library.loading import bundled, look_over
from loosen._model.effects import EFFECTS, OnExercises, Selector
from loosen._model.rule import Rule

LIBRARY = bundled()
NETWORK = LIBRARY.graph.network


def test_every_node_and_edge_follows_the_schema() -> None:
    assert {data["kind"] for _, data in NETWORK.nodes(data=True)} == set(NODE_KINDS)
    assert all(node == f"{data['kind']}:{node.partition(':')[2]}" for node, data in NETWORK.nodes(data=True))
    assert all({"label", "status"} <= set(data) for _, data in NETWORK.nodes(data=True))
    wrong = [
        (start, data["relation"], end)
        for start, end, data in NETWORK.edges(data=True)
        if start.partition(":")[0] not in RELATIONS[data["relation"]].starts
        or end.partition(":")[0] not in RELATIONS[data["relation"]].ends
    ]
    assert wrong == []


def test_edges_bear_the_evidence_and_the_weight_that_the_schema_says() -> None:
    for start, end, data in NETWORK.edges(data=True):
        schema = RELATIONS[data["relation"]]
        told = {name for name in ("weight", "share", "step", "place", "certainty") if name in data}
        assert told == ({schema.weight.split("`")[1]} if schema.weight else set()), (start, end)
        assert bool(data["evidence"]) == (schema.rests_on not in ("", "itself")), (start, end)
        assert all(f"source:{source}" in NETWORK for source, _ in data["evidence"])


def test_every_relation_is_there_and_every_relation_of_an_effect_is_known() -> None:
    assert {data["relation"] for _, _, data in NETWORK.edges(data=True)} == set(RELATIONS)
    fields = {
        field for effect in EFFECTS for field, info in effect.model_fields.items() if "Selector" in str(info.annotation)
    }
    assert fields | {"modify", "focus", "find"} == {
        name for name, schema in RELATIONS.items() if "rule" in schema.starts and name != "rests on"
    }


def named_by(selector: Selector) -> Iterator[tuple[str, str]]:
    """What a selector names, as the field and the node."""
    for field in ("exercise", "kind", "muscle", "demand", "position", "equipment", "ladder"):
        yield from ((field, f"{field}:{value}") for value in getattr(selector, field))
    yield from (("demand_none", f"demand:{value}") for value in selector.demand_none)
    if selector.level_at_least or selector.level_at_most:
        levels = range(selector.level_at_least or 1, (selector.level_at_most or 4) + 1)
        yield from (("level", f"level:{level}") for level in levels)


def selectors_of(rule: Rule) -> Iterator[tuple[str, int, Selector]]:
    for place, effect in enumerate(rule.then):
        for field in type(effect).model_fields:
            if isinstance(value := getattr(effect, field), Selector):
                yield field, place, value
        if isinstance(effect, OnExercises) and not isinstance(getattr(effect, effect.key()), Selector):
            yield effect.key(), place, effect.acts_on


def test_every_field_of_every_selector_has_its_edge() -> None:
    expected: Counter[tuple[str, str, int, str, str]] = Counter()
    for key, rule in LIBRARY.rules.items():
        for relation, place, selector in selectors_of(rule):
            named = list(named_by(selector)) or [("every", node) for node in NETWORK if node.startswith("kind:")]
            expected.update((f"rule:{key}", relation, place, field, node) for field, node in named)
    drawn = Counter(
        (start, data["relation"], data["effect"], data["field"], end)
        for start, end, data in NETWORK.edges(data=True)
        if "field" in data
    )
    assert drawn == expected


def test_the_index_in_the_compiled_library_is_the_one_of_its_network() -> None:
    looked = look_over()
    assert looked.faults == ()
    read = library_in(looked.compiled)
    assert read.graph.index == index_of(network_of(read)) == LIBRARY.graph.index
    assert GraphIndex.from_bytes(read.graph.index.to_bytes()) == read.graph.index
    with pytest.raises(ValueError, match="JSON"):
        GraphIndex.from_bytes(b"no index")


def without_stretches(library: Library) -> Library:
    kept = {key: one for key, one in library.exercises.items() if one.kind != "stretch"}
    rungs = {key: one for key, one in library.ladders.items() if set(one.steps) <= kept.keys()}
    return replace(library, exercises=kept, ladders=rungs, programmes={})


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_library_with_other_entries_has_another_graph(language: str) -> None:
    library = LIBRARY.in_language(language)
    other = without_stretches(library)
    stretches = Selector(kind=("stretch",))
    assert library.graph.select(stretches)
    assert not other.graph.select(stretches)
    assert other.graph.index == index_of(other.graph.network)


def test_in_another_language_the_index_is_the_same_and_the_labels_are_not() -> None:
    german = LIBRARY.in_language("de")
    assert german.graph.index == LIBRARY.graph.index
    node = "muscle:hamstrings"
    assert german.graph.network.nodes[node]["label"] == german.muscles["hamstrings"].name
    assert german.graph.network.nodes[node]["label"] != NETWORK.nodes[node]["label"]
    assert german.graph.network.edges == NETWORK.edges


def test_a_library_can_be_sent_to_another_process_with_its_graph() -> None:
    for library in (LIBRARY.in_language("de"), look_over().library.in_language("de")):
        sent = pickle.loads(pickle.dumps(library))  # noqa: S301  # made here
        assert sent.graph.index == LIBRARY.graph.index
        assert sent.english.graph.index == LIBRARY.graph.index


def test_a_plan_from_the_compiled_library_does_not_load_networkx() -> None:
    look_over()  # so that this checkout has it compiled
    program = (
        "import sys, loosen; loosen.recommend(loosen.read_answers('examples/desk_worker.yaml'));"
        "sys.exit('networkx' in sys.modules)"
    )
    done = subprocess.run((sys.executable, "-c", program), cwd=bundled_root(), check=False, timeout=120)
    assert done.returncode == 0


def test_a_way_that_is_not_in_the_graph_is_an_error() -> None:
    graph = LIBRARY.graph
    started = [pointer.muscle for pointer in graph.pointers("symptom:tight_calf")]
    ways = [
        (muscle, exercise)
        for muscle, exercise in product(started, LIBRARY.active_exercises)
        if muscle in graph.targets[exercise]
    ]
    assert all(
        graph.onwards("symptom:tight_calf", *way)[1:] == (f"muscle:{way[0]}", f"exercise:{way[1]}") for way in ways
    )
    with pytest.raises(KeyError):
        graph.onwards("symptom:tight_calf", "iliopsoas", ways[0][1])
    with pytest.raises(KeyError):
        graph.path_to_demand("heel_raise", "prone")


def test_the_graph_is_offered_to_programs() -> None:
    near = loosen.load().graph.around("hamstrings", steps=1)
    assert "muscle:hamstrings" in near
    assert not any(node.startswith("source:") for node in near)
    with pytest.raises(KeyError):
        loosen.load().graph.around("nothing")


def test_the_example_of_its_docstring_is_true() -> None:
    [example] = doctest.DocTestFinder(recurse=False).find(KnowledgeGraph, "KnowledgeGraph", globs={})
    assert doctest.DocTestRunner().run(example) == (0, 4)


def test_what_its_page_shows_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (bundled_root() / "docs" / "graph.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    exec(compile(code, "graph.md", "exec"), {})  # noqa: S102
    told = capsys.readouterr().out
    assert "('symptom:tight_calf', 'muscle:soleus')" in told
    assert "('rule:SAF-" in told
    assert told.splitlines()[-1].startswith("MultiDiGraph with ")
