"""Makes the illustrated hand-out of a recommendation, out of the same sentences as the handout in text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from loosen._library import Library
from loosen._model.audit import Audit
from loosen._model.language import ReferralWords
from loosen._model.plan import Item, Plan, Recommendation, Triage
from loosen._outputs.handout.handout import is_open, told_reasons
from loosen._outputs.handout.items import (
    Said,
    said_once,
)
from loosen._outputs.handout.pieces import fitted, listed, words
from loosen._outputs.handout.plan import (
    how_long_and_often,
    left_out,
    routine_name,
    session_notes,
    since_last,
    weeks_ahead,
    when_to_stop,
)
from loosen._outputs.handout.referral import answers_in_words, referral_pieces
from loosen._outputs.pictures import body_map
from loosen._outputs.pictures.style import Theme
from loosen._words.recommendation import (
    FIRST,
    advice_of,
    level_words,
    overridden,
    referral_words,
    unreviewed,
)
from loosen._words.record import Words
from loosen._words.speech import Speech
from loosen._words.vocabulary import in_words

from .exercises import Drawings, exercises_of, few_steps
from .model import Muscles, Page, Part, Private, Ticked, Week, Whom

LEFT_OUT_WORDS, REFERRAL_WORDS = 120, 560
"""The most words of what was left out, and of all that a referral says beside why and what to do."""
ANSWERS = 7
"""The rank of what was answered, on a page without a plan."""
FIRST_WEEKS, MOST_NAMES, MOST_MUSCLES = 2, 2, 5
"""The first changes ahead, the exercises named for one reason of safety, and the muscles shown on the body."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def page_of(recommendation: Recommendation, library: Library, private: Private, theme: Theme) -> Page:
    """The hand-out. Of what is private it has what is given, and why each exercise is there.

    `library` lends the pictures, which are drawn in this theme.
    """
    plan, told = recommendation.plan, Words(recommendation.audit)
    speech, heads = told.speech, referral_words(recommendation)
    changed = recommendation.loosen.overridden
    common = Page(
        language=speech.language,
        title=routine_name(plan, speech) if plan else level_words(recommendation),
        level=level_words(recommendation),
        is_referral=plan is None,
        above=(overridden(changed, speech),) if changed else (),
        first=tuple(dict.fromkeys(advice_of(recommendation, FIRST))),
        whom=Whom(speech("handout.for_whom"), " ".join(private.name.split()), speech("handout.date")),
        reasons=tuple(dict.fromkeys(_reasons(recommendation.triage, heads))),
        summary="",
        notes=unreviewed(recommendation.loosen.language),
        glance="",
        urgent=(),
        how="",
        exercises=(),
        week=None,
        muscles=None,
        parts=(),
        closing=(heads.no_diagnosis,),
    )
    answers = list(answers_in_words(told)) if private.answers else []
    if plan is None:
        return _with_referral(common, recommendation, answers)
    return _with_plan(common, recommendation, plan, Drawings(library, theme), answers)


def _reasons(triage: Triage, heads: ReferralWords) -> Iterator[str]:
    yield from told_reasons(triage)
    if is_open(triage):
        yield heads.not_known_yet


def _with_plan(page: Page, recommendation: Recommendation, plan: Plan, drawings: Drawings, answers: list[str]) -> Page:
    told, heads = Words(recommendation.audit), referral_words(recommendation)
    speech, said = told.speech, said_once(plan)
    return page._replace(
        summary=how_long_and_often(plan, speech),
        notes=(*page.notes, *session_notes(plan, speech)),
        glance=speech("handout.at_a_glance"),
        urgent=tuple(_parts(_urgent(recommendation, plan, said, speech))),
        how=speech("handout.exercise_by_exercise"),
        exercises=tuple(
            one._replace(steps=few_steps(one.steps)) for one in exercises_of(plan, said, told, drawings.of)
        ),
        week=_week(plan, speech) if plan.items else None,
        muscles=_muscles(told, drawings),
        parts=tuple(
            _parts(
                (
                    (speech("handout.since_last"), since_last(plan, speech)),
                    (speech("handout.weeks_ahead"), tuple(weeks_ahead(plan.outline, speech))[:FIRST_WEEKS]),
                    (heads.answer_again, recommendation.triage.ask_again_words),
                    (speech("handout.who_can_help"), advice_of(recommendation, ("signpost",))),
                    (speech("handout.you_answered"), answers),
                    (speech("handout.left_out"), tuple(_briefly(left_out(recommendation, speech, MOST_NAMES), speech))),
                )
            )
        ),
    )


def _urgent(
    recommendation: Recommendation, plan: Plan, said: Said, speech: Speech
) -> Iterator[tuple[str, Sequence[str]]]:
    """When to stop, and what to do if it gets worse."""
    yield speech("handout.when_to_stop"), when_to_stop(recommendation, said, speech)
    yield speech("handout.if_it_gets_worse"), advice_of(recommendation, ("safety_net",))
    for verdict in ("stop", "step_back"):
        signs = [sign.say for rule in plan.moving_on if rule.verdict == verdict for sign in rule.criteria]
        yield speech.one_of("gate", verdict, "person"), signs


def _parts(told: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Part]:
    """What is said under each heading, each sentence once; nothing where nothing is said."""
    return (Part(head, tuple(dict.fromkeys(says))) for head, says in told if says)


def _muscles(told: Words, drawings: Drawings) -> Muscles | None:
    """The muscles that most points to; None where nothing does."""
    keys = main_muscles(told.view.audit, drawings.library)
    if not keys:
        return None
    drawn = body_map(keys, drawings.library, theme=drawings.theme)
    return Muscles(told.speech("report.which_muscles"), drawn, muscles_in_words(keys, told))


def main_muscles(audit: Audit, library: Library) -> tuple[str, ...]:
    """The muscles that most points to, the strongest first, as far as the library knows them."""
    strongest = sorted(audit.focus, key=lambda one: (-one.strength, one.muscle))
    return tuple([one.muscle for one in strongest if one.muscle in library.muscles][:MOST_MUSCLES])


def muscles_in_words(keys: Iterable[str], told: Words) -> str:
    """Their names, as a sentence has them; there has to be one."""
    first, *others = (in_words(told.name(f"muscle:{key}")) for key in keys)
    return ", ".join([first, *map(told.speech.inside, others)])


def _week(plan: Plan, speech: Speech) -> Week:
    rows = (Ticked(f"{number}. {item.name}", _often(item, speech)) for number, item in enumerate(plan.items, start=1))
    return Week(
        head=speech("handout.this_week"),
        name=speech("handout.exercise"),
        often=speech("handout.how_often"),
        days=tuple(speech.one_of("day", day) for day in DAYS),
        rows=tuple(rows),
    )


def _often(item: Item, speech: Speech) -> str:
    often = speech("amounts.days_a_week", count=item.dose.days_per_week)
    if item.dose.times_per_day == 1:
        return often
    return f"{often}, {speech('amounts.times_a_day', count=item.dose.times_per_day)}"


def _briefly(lines: Sequence[str], speech: Speech) -> Iterator[str]:
    """As many of the lines as `LEFT_OUT_WORDS` have room for, and how many more there are."""
    room = [sum(len(line.split()) for line in lines[: at + 1]) for at in range(len(lines))]
    count = max(1, len([*takewhile(lambda taken: taken <= LEFT_OUT_WORDS, room)]))
    yield from lines[:count]
    if count < len(lines):
        yield speech("handout.more_reasons", count=len(lines) - count)


def _with_referral(page: Page, recommendation: Recommendation, answers: list[str]) -> Page:
    """What fits one page; what is most urgent is always there. What the person wrote is left to the text."""
    speech = Words(recommendation.audit).speech
    pieces = [
        *referral_pieces(recommendation, brief=True),
        *listed(speech("handout.you_answered"), answers, ANSWERS),
    ]
    blocks, whole = fitted(pieces, REFERRAL_WORDS, words)
    parts = [
        (head.lines[0], says.lines) for head, says in pairwise(blocks) if head.form == "heading" and says.form == "list"
    ]
    more = () if whole else (speech("handout.more_as_text"),)
    return page._replace(parts=tuple(_parts(parts)), closing=(*page.closing, *more))
