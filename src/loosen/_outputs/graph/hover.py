"""What an SVG picture does in a browser: pointing at a box leaves its own lines and neighbours, and fades the rest."""

from __future__ import annotations

from pathlib import Path

_END = "</svg>"


def with_hover(svg: bytes) -> bytes:
    """The picture that Graphviz drew, with what it does when somebody points at a box (`hover.xml`)."""
    before, _, after = svg.decode().rpartition(_END)
    added = Path(__file__).with_suffix(".xml").read_text("utf-8")
    return f"{before}{added}{_END}{after}".encode()
