"""Writes the graph into a file: as a picture, or in a form that other programs read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loosen._library.files import write_whole, writing
from loosen._library.graph import KnowledgeGraph
from loosen.errors import Fault, FaultCode, FileError

from .dot import to_dot
from .graphviz import drawn_by_graphviz, is_installed
from .matplot import drawn_by_matplotlib
from .picture import Picture, picture_of

if TYPE_CHECKING:
    import networkx as nx

PICTURES = (".svg", ".pdf", ".png")
FOR_PROGRAMS = (".dot", ".graphml")
ENDINGS = (*PICTURES, *FOR_PROGRAMS)


class Drawn(NamedTuple):
    """How much was drawn, and a hint on how to have it better."""

    nodes: int
    edges: int
    hint: str = ""


def draw(graph: KnowledgeGraph, *, around: str | None, steps: int, out: Path) -> Drawn:
    """Draw the graph, or what lies within `steps` links of `around`, to a file with one of the `ENDINGS`.

    A .graphml holds every node and edge there with all their data; a .dot holds the picture for Graphviz. Raises
    `FileError` for an unknown entry or ending, and `LoosenError` when nothing that draws is installed.
    """
    if out.suffix not in ENDINGS:
        fault = Fault(FaultCode.BAD_OPTION, str(out), "has another ending.", f"Use {', '.join(ENDINGS)}.")
        raise FileError(f"{out} cannot be drawn.", [fault])
    picture = picture_of(graph, around=around, steps=steps)
    if out.suffix == ".graphml":
        part = graph.around(around, steps=steps) if around else graph.network
        _write(out, _graphml(part))
        return Drawn(part.number_of_nodes(), part.number_of_edges())
    _write(out, _made(picture, out.suffix))
    by_hand = out.suffix in PICTURES and not is_installed()
    return Drawn(len(picture.boxes), len(picture.lines), _hint() if by_hand else "")


def _write(out: Path, content: bytes) -> None:
    with writing(out):
        write_whole(out, content, mode=0o644, lasting=False)


def _made(picture: Picture, suffix: str) -> bytes:
    if suffix == ".dot":
        return to_dot(picture).encode()
    if is_installed():
        return drawn_by_graphviz(picture, suffix[1:])
    return drawn_by_matplotlib(picture, suffix[1:])


def _hint() -> str:
    return "With Graphviz it is easier to read: apt, dnf or brew install graphviz."


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
