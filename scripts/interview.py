"""Writes docs/screens.md and its picture: how the screens of the interview follow each other, and what they ask."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loosen._interview.screens import Ask, ask
from loosen._library import Library, load
from loosen._model.plan import Recommendation
from loosen._model.screen import Screen

sys.path.insert(0, str(Path(__file__).parents[1]))
from scripts.diagram import FITTING, FORM_WORDS, drawn, places

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "screens.md"
PICTURE = ROOT / "docs" / "screens.svg"


INTRO = (
    "*Made by `make interview`.* An interview shows screens; a question that stands on none is a screen of its own. "
    "The warning signs come first. A question is asked only when some answer to it could still change the outcome, so "
    "most people see few of these."
)
ENDINGS = (
    "Three things can happen on any screen. Once an emergency is certain, the interview ends at once, with what to do "
    "now. Once a referral is certain, only what could be graver is asked; then it ends, with whom to see, how soon, "
    "and what is safe until then. When two answers do not fit together, both are shown again, once; if they stay so, "
    "the more careful one counts. Otherwise it ends with the plan, when no answer left could change it."
)
DEFINITION = (
    "What counts as *an answer to give*: a question by itself, one; a list, one, because it takes one “none of these” "
    "or one round of ticks; a page of fields, one for each field that has nothing in it yet. A page where every field "
    "has something in it already (what we would take, or an earlier answer) is *a page to accept*: Enter will do. So "
    "is what only refines a plan, because the plan can be asked for instead. We fill in no question that must be "
    "answered for safety. *Single questions* are all those on the lists and pages shown, whether or not they had "
    "something in them."
)


class Walked(NamedTuple):
    """What one persona was shown, and what came of it; `to_answer` and `to_accept` are told of in `DEFINITION`."""

    persona: str
    name: str
    to_answer: int
    to_accept: int
    questions: int
    level: str
    plan: bool


def walked(persona: str, name: str, asked: list[Ask], made: Recommendation) -> Walked:
    """What an interview comes to, counted."""
    must = [to_answer(shown) for shown in asked]
    questions = sum(len(shown.questions) for shown in asked)
    return Walked(persona, name, sum(must), must.count(0), questions, made.triage.level, made.plan is not None)


def to_answer(shown: Ask) -> int:
    """How many answers a person must give to what is shown; 0 where all of it may be left as it is."""
    if shown.refines:
        return 0
    if shown.form != "fields":
        return 1
    return sum(question.id not in shown.before for question in shown.questions)


def median_to_answer(people: list[Walked]) -> float:
    """The median number of answers that those who get a plan must give."""
    return statistics.median(person.to_answer for person in people if person.plan)


def most_to_tick(library: Library) -> tuple[int, str]:
    """The longest list there can be, in signs to tick ("none of these" and "not sure" stand below), and its screen."""
    return max((_to_tick(screen, library), screen.title) for screen in library.screens_in_order)


def _to_tick(screen: Screen, library: Library) -> int:
    if screen.form == "fields":
        return 0
    shown = ask(screen, screen.questions, {}, "", library)
    return sum(bool(line.question) for line in shown.lines)


def page(people: list[Walked], library: Library) -> str:
    """The page."""
    lines = ["# The screens of the interview", "", INTRO, "", "## How they follow each other", ""]
    lines += [f"![The interview as a picture; the table below says the same]({PICTURE.name})", "", *_screens(library)]
    lines += ["", ENDINGS, "", "## How much each persona has to answer", "", *_counts(people, library)]
    return "\n".join(lines) + "\n"


def _screens(library: Library) -> Iterator[str]:
    yield "| | screen | shown as | asks | comes |"
    yield "| --- | --- | --- | --- | --- |"
    for number, (screen, when) in enumerate(places(library), start=1):
        asks = ", ".join(f"`{name}`" for name in screen.questions)
        comes = when if when in ("", FITTING) else f"only for {when}"
        yield f"| {number} | {screen.title} | {FORM_WORDS[screen.form]} | {asks} | {comes or 'for everybody'} |"


def _counts(people: list[Walked], library: Library) -> Iterator[str]:
    plans, others = [p for p in people if p.plan], [p for p in people if not p.plan]
    longest, title = most_to_tick(library)
    yield DEFINITION
    yield ""
    yield (
        f"{len(people)} personas. Those who get a plan have **{median_to_answer(people):g} answers to give** at the "
        f"median ({min(p.to_answer for p in plans)} to {max(p.to_answer for p in plans)}), and "
        f"{statistics.median(p.to_accept for p in plans):g} pages to accept with Enter; the others have "
        f"{statistics.median(p.to_answer for p in others):g} answers to give. At the median of those who get a plan, "
        f"{statistics.median(p.questions for p in plans):g} single questions stand on what they are shown. The longest "
        f"list is “{title}”, with at most {longest} lines to tick."
    )
    yield ""
    yield "| persona | answers to give | pages to accept | single questions on them | outcome |"
    yield "| --- | --- | --- | --- | --- |"
    for p in people:
        yield f"| {p.name} | {p.to_answer} | {p.to_accept} | {p.questions} | {p.level.replace('_', ' ')} |"


def everybody() -> list[Walked]:
    """The personas of the tests, interviewed."""
    from tests.interviews import held

    return [walked(one.persona.id, one.persona.name, one.asked, one.made) for one in held()]


def main() -> None:
    """Write the page and its picture."""
    library = load()
    PICTURE.write_text(drawn(library), "utf-8")
    PAGE.write_text(page(everybody(), library), "utf-8")


if __name__ == "__main__":
    main()
