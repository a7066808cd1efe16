"""The decision path as pictures: answers, findings, muscles and exercises in columns, with the rules between them.

Made from the record alone. There are three: how the level came about, how the exercises did, and what rules of safety
did to others. Each shows what had a part in it and leaves out the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from loosen._model.audit import Audit
from loosen._model.plan import Recommendation
from loosen._records.links import ALWAYS, Link, looked_at, to_exercise, to_findings, to_heard, to_muscles
from loosen._words.speech import speech_of

from .box_words import BoxText, BoxWriter
from .layout import Laid, Place, Size, columns_of, lay_out
from .text_width import wrapped

PictureName = Literal["level", "path", "safety"]
ROOM = 40
"""Between two columns, where the lines bend."""
LINE = 15
_PAD = 8
_MOST_LINES = 3
_MOST_SAID = 6
"""Lines for an answer, which may be several options."""
_STRONG, _MIDDLING = 40, 20
"""Points or percent from which a line is drawn thick, or less thick."""
_WIDTHS = {"rule": 72, "finding": 164, "muscle": 172}
_WIDTH = 206
_MUSCLES, _ENDS = ("muscle",), ("exercise", "left_out", "level")


class Label(NamedTuple):
    """A line of text in a box: strong, plain or small."""

    text: str
    style: str
    y: int


class Shape(NamedTuple):
    """A box: where it is, what kind, its lines, all of its text for a pointer resting on it, and where it leads."""

    kind: str
    place: Place
    labels: tuple[Label, ...]
    whole: str
    to: str


class Stroke(NamedTuple):
    """A line: its way, and how strong."""

    way: str
    strength: str


class Picture(NamedTuple):
    """One picture with its title and what it shows, in words."""

    id: str
    title: str
    tells: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    strokes: tuple[Stroke, ...]


def pictures(recommendation: Recommendation) -> tuple[Picture, ...]:
    """Every picture that has something to show."""
    return tuple(picture for make in (_of_the_level, _of_the_plan, _of_safety) if (picture := make(recommendation)))


def _of_the_level(recommendation: Recommendation) -> Picture | None:
    """From the answers to the triage level, by the rules that set it."""
    audit, level = recommendation.audit, f"level:{recommendation.audit.level}"
    read = looked_at(audit)
    deciding = [reason.rule for reason in recommendation.triage.reasons if reason.level == audit.level]
    ends = [Link(start, level, rule) for rule in dict.fromkeys(deciding) for start in read.get(rule, (ALWAYS,))]
    return _picture(audit, "level", ends)


def _of_the_plan(recommendation: Recommendation) -> Picture | None:
    """From the answers to the muscles in focus that the chosen exercises work on, and to these exercises."""
    audit = recommendation.audit
    chosen = [audit.record_of(pick.exercise) for pick in audit.selection]
    last = [link for record in chosen for link in to_exercise(audit, record)]
    muscles = {link.start for link in last}
    before = [link for link in to_muscles(audit) if link.end in muscles]
    return _picture(audit, "path", [*before, *last])


def _of_safety(recommendation: Recommendation) -> Picture | None:
    """From the answers to what rules of safety left out, and to what they changed or warned of in the plan."""
    audit = recommendation.audit
    chosen = {f"exercise:{pick.exercise}" for pick in audit.selection}
    read, ends = looked_at(audit), []
    for effect in audit.effects:
        out = effect.effect == "excluded"
        targets = [f"left_out:{effect.rule}"] if out else [f"exercise:{exercise}" for exercise in effect.exercises]
        ends += [
            Link(start, target, effect.rule)
            for target in targets
            if out or target in chosen
            for start in read.get(effect.rule, (ALWAYS,))
        ]
    return _picture(audit, "safety", ends)


def _picture(audit: Audit, name: PictureName, ends: Iterable[Link]) -> Picture | None:
    links = list(dict.fromkeys([*ends, *_behind(audit, ends)]))
    if not links:
        return None
    edges = dict.fromkeys(_through_rules(links))
    nodes = sorted({node for edge in edges for node in edge})
    write = BoxWriter(audit)
    texts = {node: write.text(node) for node in nodes}
    labels = {node: tuple(_labels(node, texts[node])) for node in nodes}
    sizes = {node: Size(_width(node), _height(labels[node])) for node in nodes}
    laid = lay_out(sizes, _columns(nodes, edges), edges, ROOM)
    shapes = tuple(_shape(node, laid.places[node], labels[node], texts[node]) for node in nodes)
    speech = speech_of(audit.language)
    title, tells = speech.one_of("picture", name, "title"), speech.one_of("picture", name, "tells")
    return Picture(name, title, tells, laid.size.width, laid.size.height, shapes, tuple(_strokes(audit, laid)))


def _behind(audit: Audit, ends: Iterable[Link]) -> Iterator[Link]:
    """What the findings among the starts rest on, and so on back to the answers."""
    origins: dict[str, list[Link]] = defaultdict(list)
    for link in (*to_findings(audit), *to_heard(audit)):
        origins[link.end].append(link)
    wanted, seen = [link.start for link in ends], set[str]()
    while wanted:
        node = wanted.pop()
        if node not in seen:
            seen.add(node)
            yield from origins[node]
            wanted.extend(link.start for link in origins[node])


def _through_rules(links: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """Each link by way of its rule; what looks at several facts, or leads to several things, is one box."""
    for link in links:
        if link.rule is None:
            yield link.start, link.end
        else:
            yield link.start, f"rule:{link.rule}"
            yield f"rule:{link.rule}", link.end


def _columns(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Columns by what lies behind each box: rules in every other one, and all boxes of the last kinds in the same."""
    edges = list(edges)
    columns = columns_of(edges, _in_turn)
    muscles, ends = ([node for node in nodes if _kind(node) in kinds] for kinds in (_MUSCLES, _ENDS))
    columns |= dict.fromkeys(muscles, max((columns[node] for node in muscles), default=0))
    before = [columns[start] for start, end in edges if _kind(end) in _ENDS]
    columns |= dict.fromkeys(ends, max(before, default=0) + 1)
    return _drawn_right(columns, edges)


def _in_turn(node: str, column: int) -> int:
    """Rules stand in odd columns and findings in even ones, so that each kind lies below its like."""
    if _kind(node) == "rule":
        return column + 1 - column % 2
    return max(2, column + column % 2) if _kind(node) in ("finding", "muscle") else column


def _kind(node: str) -> str:
    return node.partition(":")[0]


def _drawn_right(columns: dict[str, int], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Rules stand right before what they lead to first, so that lines that belong together stay together."""
    after: dict[str, list[int]] = defaultdict(list)
    for start, end in edges:
        if start.startswith("rule:"):
            after[start].append(columns[end])
    return columns | {node: min(ends) - 1 for node, ends in after.items()}


def _width(node: str) -> int:
    return _WIDTHS.get(_kind(node), _WIDTH)


def _height(labels: tuple[Label, ...]) -> int:
    return labels[-1].y + 9


def _labels(node: str, text: BoxText) -> Iterator[Label]:
    y = 3
    if _kind(node) == "rule":
        yield Label(text.strong, "name", y + LINE)
        return
    for words, style in ((text.small, "small"), (text.strong, "strong"), (text.below, "small")):
        most = _MOST_SAID if style == "strong" else _MOST_LINES
        for line in wrapped(words, _width(node) - 2 * _PAD, style, most):
            y += LINE
            yield Label(line, style, y)


def _shape(node: str, place: Place, labels: tuple[Label, ...], text: BoxText) -> Shape:
    whole = " ".join(part for part in (text.small, text.strong, text.below) if part)
    return Shape(_kind(node), place, labels, whole, text.to)


def _strokes(audit: Audit, laid: Laid) -> Iterator[Stroke]:
    weights = dict(_weights(audit))
    for edge, points in laid.lines.items():
        weight = weights.get(edge, 0)
        strength = "strong" if weight >= _STRONG else "middling" if weight >= _MIDDLING else "light"
        yield Stroke(_way(points), strength)


def _weights(audit: Audit) -> Iterator[tuple[tuple[str, str], int]]:
    """How much a line counts: percent towards a muscle, points towards an exercise."""
    for focus in audit.focus:
        for reason in focus.reasons:
            kind, _, name = reason.via.partition(":")
            start = f"finding:{name}" if kind == "symptom" else reason.via
            yield (start, f"muscle:{focus.muscle}"), reason.weight
    for record in audit.exercises:
        for term, points in record.score.items() if record.verdict == "chosen" else ():
            yield (term, f"exercise:{record.exercise}"), points


def _way(points: Iterable[tuple[int, int]]) -> str:
    """Straight to the edge of a column and through the columns passed, and level at both ends of each bend."""
    (x, y), *others = points
    parts = [f"M{x} {y}"]
    for place, (to_x, to_y) in enumerate(others):
        middle = (x + to_x) // 2
        straight = place % 2 == 0
        parts.append(f"H{to_x}" if straight else f"C{middle} {y} {middle} {to_y} {to_x} {to_y}")
        x, y = to_x, to_y
    return "".join(parts)
