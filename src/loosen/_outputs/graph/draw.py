"""Draws the graph: as a picture, or in a form that other programs read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loosen._library.graph import KnowledgeGraph
from loosen._library.writing import PUBLIC, write_whole, writing
from loosen._model.language import ENGLISH
from loosen._words.speech import speech_of
from loosen.errors import Fault, FaultCode, FileError

from .dot import to_dot
from .graphviz import drawn_by_graphviz, is_installed
from .matplot import drawn_by_matplotlib
from .picture import Picture, picture_of

if TYPE_CHECKING:
    import networkx as nx

PICTURES = ("svg", "pdf", "png")
FOR_PROGRAMS = ("dot", "graphml")
FORMS = (*PICTURES, *FOR_PROGRAMS)


class Drawn(NamedTuple):
    """What was drawn, how much of it, and a hint on how to have it better."""

    content: bytes
    nodes: int
    edges: int
    hint: str = ""


def draw(graph: KnowledgeGraph, *, around: str | None, steps: int, out: Path | None, form: str | None = None) -> Drawn:
    """Draw the graph, or what lies within `steps` links of `around`, and write it to the file `out` where there is one.

    `form` is one of the `FORMS`; without it the ending of the file says which. GraphML holds every node and edge there
    with all their data; dot holds the picture for Graphviz. Raises `UnknownEntry`, `FileError` for another ending, and
    `LoosenError` when nothing that draws is installed.
    """
    form = form or _form_of(out)
    drawn = _drawn(graph, around, steps, form)
    if out is not None:
        with writing(out):
            write_whole(out, drawn.content, mode=PUBLIC, lasting=False)
    return drawn


def _form_of(out: Path | None) -> str:
    """The form that the name of a file ends in. Raises `FileError`."""
    if out is not None and out.suffix[1:] in FORMS:
        return out.suffix[1:]
    where, endings = str(out or "-"), ", ".join(f".{form}" for form in FORMS)
    fault = Fault(FaultCode.BAD_OPTION, where, "has another ending.", f"Use {endings}. Or say it with --format.")
    raise FileError(f"{where} cannot be drawn.", [fault])


def _drawn(graph: KnowledgeGraph, around: str | None, steps: int, form: str) -> Drawn:
    picture = picture_of(graph, around=around, steps=steps)
    if form == "graphml":
        part = graph.around(around, steps=steps) if around else graph.network
        return Drawn(_graphml(part), part.number_of_nodes(), part.number_of_edges())
    by_hand = form in PICTURES and not is_installed()
    return Drawn(_made(picture, form), len(picture.boxes), len(picture.lines), _hint() if by_hand else "")


def _made(picture: Picture, form: str) -> bytes:
    if form == "dot":
        return to_dot(picture).encode()
    if is_installed():
        return drawn_by_graphviz(picture, form)
    return drawn_by_matplotlib(picture, form)


def _hint() -> str:
    return speech_of(ENGLISH)("commands.graphviz_reads_better")


def _graphml(part: nx.MultiDiGraph[str]) -> bytes:
    """GraphML knows no lists: evidence is written `source (certainty), …`."""
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.add_nodes_from(part.nodes(data=True))
    for start, end, data in part.edges(data=True):
        evidence = ", ".join(f"{source} ({certainty})" for source, certainty in data["evidence"])
        plain.add_edge(start, end, **{**data, "evidence": evidence})
    body = io.BytesIO()
    nx.write_graphml_xml(plain, body)
    return body.getvalue()
