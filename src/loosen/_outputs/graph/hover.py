"""What an SVG picture does in a browser: pointing at a box leaves its own lines and neighbours, and fades the rest."""

from __future__ import annotations

_STYLE = """
svg.asked .node, svg.asked .edge { opacity: 0.06 }
svg.asked .near { opacity: 1 }
svg.asked .edge.near path { stroke-opacity: 0.9; stroke-width: 1.5 }
"""
_SCRIPT = """
const picture = document.querySelector('svg');
const named = group => group.querySelector('title').textContent;
const boxes = new Map([...document.querySelectorAll('.node')].map(box => [named(box), box]));
const near = new Map([...boxes].map(([name, box]) => [name, [box]]));
for (const line of document.querySelectorAll('.edge')) {
  const ends = named(line).split('->');
  if (!ends.every(end => near.has(end))) continue;
  ends.forEach((end, place) => near.get(end).push(line, boxes.get(ends[1 - place])));
}
for (const [name, box] of boxes) {
  box.addEventListener('mouseenter', () => {
    near.get(name).forEach(each => each.classList.add('near'));
    picture.classList.add('asked');
  });
  box.addEventListener('mouseleave', () => {
    near.get(name).forEach(each => each.classList.remove('near'));
    picture.classList.remove('asked');
  });
}
"""


def with_hover(svg: bytes) -> bytes:
    """The picture that Graphviz drew, with what it does when somebody points at a box."""
    body, end = svg.decode(), "</svg>"
    added = f"<style>{_STYLE}</style>\n<script><![CDATA[{_SCRIPT}]]></script>\n"
    before, _, after = body.rpartition(end)
    return f"{before}{added}{end}{after}".encode()
