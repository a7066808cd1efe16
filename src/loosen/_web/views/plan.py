"""A plan as its page shows it: the sentences of the handout, laid out round the exercises and their pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loosen._library import Library
from loosen._model.plan import Plan, Recommendation
from loosen._outputs.handout.handout import beginning
from loosen._outputs.handout.items import said_once
from loosen._outputs.handout.pieces import unshortened
from loosen._outputs.handout.plan import after_exercises, before_exercises, how_long_and_often, routine_name
from loosen._outputs.illustrated.exercises import exercises_of
from loosen._outputs.illustrated.model import Exercise
from loosen._outputs.illustrated.page import main_muscles, muscles_in_words
from loosen._outputs.pages import in_html
from loosen._words.recommendation import level_words, referral_words
from loosen._words.record import Words

from .pictures import address_of, stills_of
from .sections import Section, sections_of


@dataclass(frozen=True)
class PlanView:
    """A plan. `level` says how far exercise may go, and `notes` stand before it, because nothing is to be read first.

    `since` is what became of the plan before, `about` the rest of what is told before the exercises, `stop` when to
    stop, and `after` what is told below them, of which what is `open` is read without being asked for. `pictures` is
    where those are, `muscles` are the ids of those in focus, and `muscles_told` their names.
    """

    language: str
    level: str
    title: str
    summary: str
    notes: tuple[Section, ...]
    since: Section | None
    about: tuple[Section, ...]
    stop: Section | None
    exercises: tuple[Exercise, ...]
    pictures: str
    muscles: tuple[str, ...]
    muscles_told: str
    after: tuple[Section, ...]
    open: frozenset[str]


def plan_view(recommendation: Recommendation, plan: Plan, library: Library) -> PlanView:
    """A plan that was made; `library`, worded in the plan's language, lends the pictures."""
    words, said = Words(recommendation.audit), said_once(plan)
    speech, heads = words.speech, referral_words(recommendation)
    level, summary = level_words(recommendation), how_long_and_often(plan, speech)
    before = {one.head: one for one in sections_of(unshortened(before_exercises(recommendation, plan, said)))}
    since = before.pop(speech("handout.since_last"), None)
    stop = before.pop(speech("handout.when_to_stop"), None)
    title, muscles = routine_name(plan, speech), main_muscles(recommendation.audit, library)
    return PlanView(
        language=speech.language,
        level=level,
        title=title,
        summary=summary,
        notes=_without(sections_of(unshortened(beginning(recommendation))), level),
        since=since,
        about=_without(before.values(), summary, title),
        stop=stop,
        exercises=tuple(exercises_of(plan, said, words, stills_of(library))),
        pictures=address_of(library),
        muscles=muscles,
        muscles_told=muscles_in_words(muscles, words) if muscles else "",
        after=sections_of(unshortened(after_exercises(recommendation, plan))),
        open=frozenset({heads.watch_out}),
    )


def _without(sections: Iterable[Section], said: str, head: str = "") -> tuple[Section, ...]:
    """Sections without the block that says what the page says elsewhere, and without the heading that it has itself."""
    lines = (in_html(said),)
    rest = (
        Section("" if one.head == head else one.head, tuple(block for block in one.blocks if block.lines != lines))
        for one in sections
    )
    return tuple(one for one in rest if one.blocks)
