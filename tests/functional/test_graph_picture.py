"""`loosen graph` draws a graph that can be read, with Graphviz and without, and writes it down for other programs."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import networkx as nx
import pytest
from tests.browser import chromium
from tests.commands import loosen
from tests.tools import where_is

from loosen._library.graph.schema import NODE_KINDS, RELATIONS
from loosen._library.loading import bundled
from loosen._outputs.graph.dot import to_dot
from loosen._outputs.graph.draw import draw
from loosen._outputs.graph.graphviz import drawn_by_graphviz
from loosen._outputs.graph.matplot import drawn_by_matplotlib
from loosen._outputs.graph.picture import Box, Picture, picture_of
from loosen._outputs.graph.style import COLUMNS, FILL, INK, NOT_DRAWN
from loosen.errors import LoosenError

GRAPH = bundled().graph
NEVER = {f"exercise:{key}" for key, exercise in bundled().exercises.items() if exercise.status == "never"}
NEVER |= {f"rule:{key}" for key, rule in bundled().rules.items() if rule.status == "retired"}


@pytest.fixture
def without_graphviz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on the way to programs."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole graph as Graphviz draws it."""
    where_is("graphviz")
    out = tmp_path_factory.mktemp("whole") / "whole.svg"
    done = loosen("graph", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r".*whole\.svg: \d+ entries, \d+ links\.\n", done.stdout)
    return out


def test_every_kind_of_node_and_every_relation_has_its_look() -> None:
    assert COLUMNS.keys() == FILL.keys() == set(NODE_KINDS) - {"source"}
    assert INK.keys() | set(NOT_DRAWN) == RELATIONS.keys()
    assert not INK.keys() & set(NOT_DRAWN)


def test_the_whole_picture_has_everything_that_a_plan_can_come_from() -> None:
    picture = picture_of(GRAPH, around=None, steps=2)
    drawn = {box.node for box in picture.boxes}
    for kind in ("symptoms", "self_tests", "exercises"):
        assert {f"{kind.removesuffix('s')}:{key}" for key in getattr(bundled(), kind)} <= drawn
    assert picture.legend.kinds == NODE_KINDS[:-1]
    assert set(picture.legend.relations) == INK.keys()
    between = {(picture.columns[line.start], picture.columns[line.end]) for line in picture.lines}
    assert {(0, 1), (2, 1), (2, 3), (4, 3)} <= between


def test_what_is_never_given_is_marked_and_nothing_else() -> None:
    picture = picture_of(GRAPH, around=None, steps=2)
    assert {box.node for box in picture.boxes if box.never} == NEVER
    assert picture.legend.never
    assert to_dot(picture).count("(never given)") == len(NEVER)


def test_a_note_tells_every_relation_with_weight_and_sources() -> None:
    picture = picture_of(GRAPH, around="symptom:tight_calf", steps=1)
    [line] = [line for line in picture.lines if (line.start, line.end) == ("symptom:tight_calf", "muscle:soleus")]
    link = next(link for link in bundled().symptoms["tight_calf"].muscles if link.muscle == "soleus")
    assert f"weight {link.weight}\nrests on {link.evidence[0].source} ({link.evidence[0].certainty})" in line.note
    [calf] = [box for box in picture.boxes if box.chosen]
    assert "points to: Gastrocnemius, Soleus" in calf.note


def test_graphviz_draws_the_whole_with_legend_marks_and_notes(whole: Path) -> None:
    svg = whole.read_text("utf-8")
    assert "prefer: speaks for what has this, or against it" in svg
    assert svg.count("(never given)") == len(NEVER)
    assert "points to: Gastrocnemius, Soleus" in svg


def test_pointing_at_a_box_leaves_only_what_it_is_linked_to(whole: Path) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(whole.as_uri())
        box = page.locator("g.node", has_text="SAF-134 ")
        box.hover()
        near = set(page.locator("g.node.near > title").all_text_contents())
        rule = next(node for node in GRAPH.network if node.startswith("rule:SAF-134"))
        linked = {*GRAPH.network.successors(rule), *GRAPH.network.predecessors(rule), rule}
        assert near == {node for node in linked if not node.startswith("source:")}
        assert page.locator("g.node:not(.near)").first.evaluate("box => Number(getComputedStyle(box).opacity)") < 0.1
        assert box.evaluate("box => Number(getComputedStyle(box).opacity)") == 1


def test_the_same_graph_makes_the_same_picture(tmp_path: Path) -> None:
    where_is("graphviz")
    made = [draw(GRAPH, around="hamstrings", steps=1, out=tmp_path / f"{place}.svg") for place in "ab"]
    assert made[0] == made[1]
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.usefixtures("without_graphviz")
def test_without_graphviz_it_is_drawn_all_the_same_with_a_hint(tmp_path: Path) -> None:
    for around in ("hamstrings", None):
        drawn = draw(GRAPH, around=around, steps=1, out=tmp_path / "graph.svg")
        assert "graphviz" in drawn.hint
        svg = (tmp_path / "graph.svg").read_text("utf-8")
        assert "(never given)" in svg
        assert "—— works on" in svg


@pytest.mark.usefixtures("without_graphviz")
def test_where_nothing_draws_both_ways_to_get_it_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(LoosenError) as refused:
        draw(GRAPH, around=None, steps=1, out=tmp_path / "graph.svg")
    assert "brew install graphviz" in str(refused.value)
    assert "'draw' extra" in str(refused.value)
    assert not (tmp_path / "graph.svg").exists()


def test_a_graphviz_that_fails_is_an_error_with_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "dot"
    broken.write_text("#!/bin/sh\necho 'Format: \"png\" not recognized.' >&2; exit 1\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LoosenError, match="not recognized"):
        draw(GRAPH, around="hamstrings", steps=1, out=tmp_path / "graph.png")


@pytest.mark.usefixtures("without_graphviz")
def test_other_programs_get_the_whole_graph_with_all_its_data(tmp_path: Path) -> None:
    drawn = draw(GRAPH, around=None, steps=1, out=tmp_path / "graph.graphml")
    read = nx.read_graphml(tmp_path / "graph.graphml")
    assert (drawn.nodes, drawn.edges, drawn.hint) == (len(read), read.number_of_edges(), "")
    assert set(read.edges()) == set(GRAPH.network.edges())
    assert read.nodes["muscle:hamstrings"] == GRAPH.network.nodes["muscle:hamstrings"]
    assert all(data["relation"] in RELATIONS for _, _, data in read.edges(data=True))
    draw(GRAPH, around="hamstrings", steps=1, out=tmp_path / "part.dot")
    assert '"symptom:tight_back_of_thigh" -> "muscle:hamstrings"' in (tmp_path / "part.dot").read_text("utf-8")


def test_another_ending_is_refused_with_those_there_are(tmp_path: Path) -> None:
    done = loosen("graph", "--out", str(tmp_path / "graph.jpeg"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Use .svg, .pdf, .png, .dot, .graphml." in done.stderr
    nowhere = loosen("graph", "--out", str(tmp_path / "nowhere" / "graph.dot"))
    assert nowhere.returncode == 2
    assert "Traceback" not in nowhere.stderr


MARKS = ('&lt;b&gt; & "q"', r"\N \G \l", "$\\frac$ {a|b} <i>", "]]> &#65;")


def test_a_name_is_shown_as_it_is_whatever_a_program_would_read_in_it() -> None:
    boxes = tuple(
        Box(f"exercise:{number}", name, "exercise", COLUMNS["exercise"], name, never=False, chosen=False)
        for number, name in enumerate(MARKS)
    )
    where_is("graphviz")
    svg = drawn_by_graphviz(Picture(boxes, ()), "svg").decode()
    shown = [html.unescape(text).replace("\xa0", " ") for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]
    assert {*MARKS} <= {*shown}
    assert drawn_by_matplotlib(Picture(boxes, ()), "svg")
