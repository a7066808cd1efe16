"""Draws the interview as a picture: which screen follows which, for whom, and how it ends."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from loosen._library import Library
from loosen._model.language import ENGLISH
from loosen._model.question import Question
from loosen._model.screen import Screen
from loosen._model.when import AnyOf, QuestionTest, Test, When, tests_of, tests_on_answers
from loosen._words.conditions import condition_words
from loosen._words.speech import speech_of

SIGNS = "red_flags"
FORM_WORDS = {"one": "one question", "list": "a list to tick", "fields": "fields"}
FITTING = "only what fits the answers so far"
MOST_WORDS = 420
"""The conditions of a screen of several questions are not spelt out where they take more characters than this."""

WIDE = 900
MAIN, MAIN_WIDE = 210, 300
SIDE, SIDE_WIDE = 568, 316
EXIT, EXIT_WIDE = 16, 156
RAIL, SPINE = 191, MAIN + MAIN_WIDE // 2
GAP, PAD, LINE = 26, 10, 17
TITLE_CHARS, SIDE_TITLE_CHARS, SIDE_CHARS, EXIT_CHARS = 34, 35, 44, 20

STYLE = """
.paper{fill:#fff}.ink{fill:#1d2430}.soft{fill:#4d5666}
.box{fill:#eaf1fb;stroke:#3f67a3}.some{fill:#f6f6f4;stroke:#6b7280}.sign{fill:#fdeceb;stroke:#b3261e}
.end{fill:#e6f4e9;stroke:#2c7a36}.line{fill:none;stroke:#5c6675}.tip{fill:#5c6675}
@media (prefers-color-scheme:dark){
.paper{fill:#14171d}.ink{fill:#edeff4}.soft{fill:#b9c0cc}
.box{fill:#1d2a40;stroke:#82a8e6}.some{fill:#22262e;stroke:#9aa3b2}.sign{fill:#401d1c;stroke:#f1928b}
.end{fill:#1a3320;stroke:#7cc98a}.line{stroke:#a3acba}.tip{fill:#a3acba}}
text{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-size:12.5px}
.head{font-weight:600;font-size:13.5px}rect,.line{stroke-width:1.5}.some{stroke-dasharray:5 3}
"""
TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
)
ON_ANY_SCREEN = (
    ("sign", "Emergency", "Once an emergency is certain, the interview ends at once, with what to do now."),
    (
        "sign",
        "Referral",
        "Once a referral is certain, only what could be graver is asked. Then it ends, with whom to see and how soon.",
    ),
    (
        "some",
        "Answers that do not fit together",
        "Both are shown again, once. If they stay so, the more careful one counts.",
    ),
)
"""What can happen on any screen; the last leads back to where it came from."""


class Place(NamedTuple):
    """A screen where it comes, with the condition in words that it waits for (empty: everybody gets there)."""

    screen: Screen
    when: str


def places(library: Library) -> list[Place]:
    """The screens in the order in which they come: each after those that it depends on."""
    of_question = {name: screen.id for screen in library.screens_in_order for name in screen.questions}
    left, come = list(library.screens_in_order), list[Place]()
    while left:
        waiting = {screen.id for screen in left}
        ready = next(one for one in left if not waiting & set(_parents(one, of_question, library)))
        left.remove(ready)
        come.append(Place(ready, when_words(ready, library)))
    return come


def _parents(screen: Screen, of_question: dict[str, str], library: Library) -> Iterator[str]:
    """The other screens that decide whether questions of this one are asked."""
    for name in screen.questions:
        for test in tests_on_answers(library.questions[name].ask_when):
            if of_question[test.question] != screen.id:
                yield of_question[test.question]


def when_words(screen: Screen, library: Library) -> str:
    """What has to be so that a screen comes, in words; empty where one of its questions is for everybody."""
    conditions = [library.questions[name].ask_when for name in screen.questions]
    if not all(any(True for _ in tests_of(when)) for when in conditions):
        return ""
    parts = dict.fromkeys(_joined(conditions, library))
    words = ", or ".join(parts)
    return FITTING if len(conditions) > 1 and len(words) > MOST_WORDS else words


def _joined(conditions: Sequence[When], library: Library) -> Iterator[str]:
    """The conditions in words, those that name options of the same question as one."""
    named: dict[str, list[str]] = {}
    for when in conditions:
        for part in when.any if isinstance(when, AnyOf) else (when,):
            if isinstance(part, QuestionTest) and part.wanted:
                named.setdefault(part.question, []).extend(part.wanted)
    yield from (_chosen(library.questions[name], options) for name, options in named.items())
    for when in conditions:
        for part in when.any if isinstance(when, AnyOf) else (when,):
            if not (isinstance(part, QuestionTest) and part.wanted):
                yield condition_words(part, speech_of(ENGLISH), lambda test: _test_words(test, library))


def _test_words(test: Test, library: Library) -> str:
    if not isinstance(test, QuestionTest):
        return condition_words(test, speech_of(ENGLISH))
    question = library.questions[test.question]
    if test.wanted:
        return _chosen(question, test.wanted)
    if test.is_not:
        return f"{_name(question)} not {_quoted(question, test.is_not)}"
    bounds = (("from", test.at_least), ("up to", test.at_most))
    return " ".join([_name(question), *(f"{word} {bound}" for word, bound in bounds if bound is not None)])


def _chosen(question: Question, options: Sequence[str]) -> str:
    if set(options) == set(question.option_ids):
        return f"{_name(question)}: any"
    return f"{_name(question)}: " + " or ".join(_quoted(question, option) for option in dict.fromkeys(options))


def _name(question: Question) -> str:
    return question.id.removeprefix("flags_").replace("_", " ")


def _quoted(question: Question, option: str) -> str:
    text = next((one.text for one in question.options if one.id == option), option)
    return f"“{text}”"


def drawn(library: Library) -> str:
    """The picture as SVG: self-contained, and readable on light and on dark paper."""
    come = places(library)
    body, top = list(_end("Start", "", 14)), 14 + _high(1) + GAP
    first = top
    for place in come:
        part, top = _side_box(place, top, library) if place.when else _main_box(place, top, library)
        body += part
    body += _end("The plan", "when no answer left could change it", top)
    exits = list(_exits(first, top - GAP))
    high = top + _high(3) + 14
    size = f'viewBox="0 0 {WIDE} {high}" width="{WIDE}" height="{high}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="name">',
            '<title id="name">The interview from its first screen to the plan or the referral</title>',
            f"<style>{STYLE}</style>",
            TIP,
            f'<rect class="paper" width="{WIDE}" height="{high}" rx="8"/>',
            f'<path class="line" d="M{SPINE} {14 + _high(1)}V{top - 2}" marker-end="url(#tip)"/>',
            *exits,
            *body,
            "</svg>\n",
        ]
    )


def _end(title: str, below: str, top: int) -> Iterator[str]:
    yield from _box("end", MAIN + 60, top, MAIN_WIDE - 120, [title], textwrap.wrap(below, 26), round_=17)


def _main_box(place: Place, top: int, library: Library) -> tuple[list[str], int]:
    title = textwrap.wrap(place.screen.title, TITLE_CHARS)
    parts = list(_box(_kind(place, library), MAIN, top, MAIN_WIDE, title, [_asks(place.screen)]))
    return parts, top + _high(len(title) + 1) + GAP


def _side_box(place: Place, top: int, library: Library) -> tuple[list[str], int]:
    """A screen that not everybody gets: off the line, with the way there and back."""
    title = textwrap.wrap(place.screen.title, SIDE_TITLE_CHARS)
    only = place.when.capitalize() if place.when == FITTING else f"Only for: {place.when}"
    below = textwrap.wrap(only, SIDE_CHARS)
    if place.screen.form != "one":
        below.insert(0, _asks(place.screen))
    high = _high(len(title) + len(below))
    middle = top + high // 2
    ways = [
        f'<path class="line" d="M{SPINE} {middle - 8}H{SIDE - 2}" marker-end="url(#tip)"/>',
        f'<path class="line" d="M{SIDE} {middle + 8}H{SPINE + 2}" marker-end="url(#tip)"/>',
    ]
    return [*ways, *_box(_kind(place, library), SIDE, top, SIDE_WIDE, title, below)], top + high + GAP // 2


def _asks(screen: Screen) -> str:
    return FORM_WORDS[screen.form] + (f": {len(screen.questions)} questions" if len(screen.questions) > 1 else "")


def _kind(place: Place, library: Library) -> str:
    signs = library.questions[place.screen.questions[0]].section == SIGNS
    own = "some" if place.when else "box"
    return f"{own} sign" if signs else own


def _exits(first: int, last: int) -> Iterator[str]:
    """What can happen on any screen: an emergency, a referral, answers that do not fit together."""
    yield f'<path class="line" d="M{MAIN - 8} {first}H{RAIL}V{last}H{MAIN - 8}"/>'
    top = first
    for number, (kind, title, below) in enumerate(ON_ANY_SCREEN):
        heads = textwrap.wrap(title, EXIT_CHARS - 2)
        words = textwrap.wrap(f"From any screen. {below}", EXIT_CHARS)
        high = _high(len(heads) + len(words))
        middle = top + high // 2
        yield f'<path class="line" d="M{RAIL} {middle}H{EXIT + EXIT_WIDE + 2}" marker-end="url(#tip)"/>'
        if number == len(ON_ANY_SCREEN) - 1:
            yield f'<path class="line" d="M{EXIT + EXIT_WIDE} {middle + 16}H{RAIL - 2}" marker-end="url(#tip)"/>'
        yield from _box(kind, EXIT, top, EXIT_WIDE, heads, words)
        top += high + GAP


def _high(lines: int) -> int:
    return 2 * PAD + LINE * lines


def _box(
    kind: str, left: int, top: int, wide: int, heads: Sequence[str], below: Sequence[str], *, round_: int = 6
) -> Iterator[str]:
    high = _high(len(heads) + len(below))
    yield f'<rect class="{kind}" x="{left}" y="{top}" width="{wide}" height="{high}" rx="{round_}"/>'
    for number, text in enumerate([*heads, *below]):
        style = "ink head" if number < len(heads) else "soft"
        at = f'x="{left + wide // 2}" y="{top + PAD + LINE * number + 13}"'
        yield f'<text class="{style}" {at} text-anchor="middle">{escape(text, quote=False)}</text>'
