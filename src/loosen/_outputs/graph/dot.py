"""A picture in the language of Graphviz: in columns, coloured, with a legend, and with a note on all that is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library.graph.schema import Relation, in_words
from loosen._model.language import ENGLISH
from loosen._words.speech import speech_of

from .picture import Box, Legend, Picture, ink, short, width
from .style import FILL, INK, NEVER_FILL, NEVER_INK


def to_dot(picture: Picture) -> str:
    """The text of a .dot file."""
    return "\n".join(["digraph loosen {", *_style(picture), *_boxes(picture), *_lines(picture), "}", ""])


def _style(picture: Picture) -> Iterator[str]:
    large = picture.is_large
    yield f"graph [rankdir=LR, nodesep=0.06, ranksep={4 if large else 1.6}, splines={'line' if large else 'true'},"
    yield "  outputorder=edgesfirst, nslimit=1, nslimit1=1, mclimit=0.3, fontname=Helvetica, labelloc=t, labeljust=l,"
    yield f"  tooltip=loosen, label=<{_legend(picture.legend)}>];"
    yield 'node [shape=box, style=filled, fontname=Helvetica, fontsize=9, height=0.18, margin="0.06,0.02"];'
    yield "edge [arrowsize=0.4, fontname=Helvetica, fontsize=8];"


def _boxes(picture: Picture) -> Iterator[str]:
    """Column after column; a chain of points that nobody sees keeps them in their order."""
    columns = sorted(set(picture.columns.values()))
    yield f"{' -> '.join(f'column{column}' for column in columns)} [style=invis];"
    for column in columns:
        yield f"{{ rank=same; column{column} [style=invis, shape=point, width=0];"
        yield from (_box(box) for box in picture.boxes if box.column == column)
        yield "}"


def _box(box: Box) -> str:
    fill, style, line = (NEVER_FILL, "filled,dashed", NEVER_INK) if box.never else (FILL[box.kind], "filled", "#555555")
    pen = 2.5 if box.chosen else 0.6
    label = short(box.label) + (" (never given)" if box.never else "")
    return (
        f"{_quoted(box.node)} [label={_quoted(label)}, tooltip={_quoted(box.note)}, fillcolor={_quoted(fill)},"
        f" style={_quoted(style)}, color={_quoted(line)}, penwidth={pen}];"
    )


def _lines(picture: Picture) -> Iterator[str]:
    """Every line from left to right, so that Graphviz keeps the columns; the arrow shows which way it points."""
    columns, faint = picture.columns, "58" if picture.is_large else "c0"
    for line in picture.lines:
        across = columns[line.end] - columns[line.start]
        start, end = (line.end, line.start) if across < 0 else (line.start, line.end)
        back = ", dir=back" if across < 0 else ""
        free = "" if abs(across) == 1 else ", constraint=false"
        look = f"color={_quoted(ink(line) + faint)}, penwidth={width(line, picture):.2f}{back}{free}"
        yield f"{_quoted(start)} -> {_quoted(end)} [{look}, tooltip={_quoted(line.note)}];"


def _legend(legend: Legend) -> str:
    boxes = [f'<td bgcolor="{FILL[kind]}" border="1">{kind.replace("_", "-")}</td>' for kind in legend.kinds]
    if legend.never:
        boxes.append(f'<td border="1" style="dashed" color="{NEVER_INK}">never given</td>')
    relations = [
        f'<td align="left"><font color="{INK[name]}">&#9473;&#9473;</font> {in_words(name)}: {_meaning(name)}</td>'
        for name in legend.relations
    ]
    parts = [_table(cells, in_a_row) for cells, in_a_row in ((boxes, 8), (relations, 3)) if cells]
    tables = "".join(f'<tr><td align="left">{part}</td></tr>' for part in parts)
    return f'<table border="0">{tables}</table>'


def _meaning(name: Relation) -> str:
    return speech_of(ENGLISH).one_of("relation", name)


def _table(cells: list[str], in_a_row: int) -> str:
    rows = (cells[first : first + in_a_row] for first in range(0, len(cells), in_a_row))
    told = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table border="0" cellborder="0" cellspacing="4">{told}</table>'


def _quoted(text: str) -> str:
    """A text as Graphviz shows it just as it is: it reads `&lt;` and the like, too."""
    return '"' + text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
