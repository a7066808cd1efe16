"""The handout: what to do first, the plan or what is safe until there can be one, and what to watch out for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from loosen._model.base import WITH_A_PLAN
from loosen._model.language import ReferralWords
from loosen._model.plan import Recommendation, Triage
from loosen._outputs.document import WIDTH, Block
from loosen._words.recommendation import FIRST, advice_of, level_words, overridden, referral_words, unreviewed
from loosen._words.speech import speech_of

from .pieces import ALWAYS, Piece, fitted, lines, listed, words
from .plan import in_brief, plan_pieces
from .referral import referral_pieces

WORDS, WORDS_A_MINUTE = 900, 60
"""The most words of a plan: of a session of a quarter of an hour or less, and for each minute of a longer one."""
SCREEN = 24
"""Lines of a screen."""
OTHER = 4
"""The rank, in brief, of further reasons and of what else to do first."""
NO_END = 1_000_000
"""More than anything takes: a referral is told whole."""


def handout(recommendation: Recommendation) -> tuple[Block, ...]:
    """What to do first, the plan or what is safe until there can be one, and what to watch out for.

    A plan has so many words as a person reads in the time that it asks for; what is left off is in the report.
    """
    plan = recommendation.plan
    pieces = list(beginning(recommendation))
    pieces += plan_pieces(recommendation, plan) if plan else referral_pieces(recommendation)
    room = max(WORDS, WORDS_A_MINUTE * plan.minutes) if plan else NO_END
    blocks, whole = fitted(pieces, room - words(_end(recommendation, whole=False)), words)
    return (*blocks, *_end(recommendation, whole=whole))


def on_a_screen(recommendation: Recommendation, width: int = WIDTH) -> tuple[Block, ...]:
    """The same on one screen of `width` columns: whether to exercise, the exercises, their doses, when to get help."""
    speech, plan = speech_of(recommendation.audit.language), recommendation.plan
    pieces = list(beginning(recommendation, brief=True))
    pieces += in_brief(recommendation, plan) if plan else referral_pieces(recommendation, brief=True)
    more = Block("text", (speech("handout.more_in_full"),))
    blocks, _ = fitted(pieces, SCREEN - lines((more,), width), partial(lines, width=width))
    return (*blocks, more)


def _end(recommendation: Recommendation, *, whole: bool) -> Iterator[Block]:
    yield Block("text", (referral_words(recommendation).no_diagnosis,))
    if not whole:
        yield Block("text", (speech_of(recommendation.audit.language)("handout.more_in_report"),))


def beginning(recommendation: Recommendation, *, brief: bool = False) -> Iterator[Piece]:
    """What stands first: the level and why.

    In brief the first reason and what to do first, and the others as far as there is room.
    """
    heads, speech = referral_words(recommendation), speech_of(recommendation.audit.language)
    if changed := recommendation.loosen.overridden:
        yield Piece((Block("text", (overridden(changed, speech),)),))
    yield Piece((Block("title", (level_words(recommendation),)),))
    other = OTHER if brief else ALWAYS
    for number, note in enumerate(unreviewed(recommendation.loosen.language)):  # in brief in its own language
        yield Piece((Block("text", (note,)),), other if number else ALWAYS)
    for number, piece in enumerate(_reasons(recommendation.triage, heads)):
        yield piece._replace(rank=other if number or recommendation.plan else ALWAYS)
    head = "" if brief else heads.what_to_do
    for number, piece in enumerate(listed(head, advice_of(recommendation, FIRST))):
        yield piece._replace(rank=other if number else ALWAYS)


def _reasons(triage: Triage, heads: ReferralWords) -> Iterator[Piece]:
    yield from listed("", told_reasons(triage))
    if is_open(triage):
        yield Piece((Block("text", (heads.not_known_yet,)),))


def told_reasons(triage: Triage) -> list[str]:
    """Why the level is what it is: what is certain or was written, gravest first."""
    told = [reason for reason in triage.reasons if reason.certain or reason.words]
    if triage.level not in WITH_A_PLAN:  # what only calls for care in a plan would sound like comfort here
        told = [reason for reason in told if reason.level not in WITH_A_PLAN]
    return [reason.say for reason in told]


def is_open(triage: Triage) -> bool:
    """Whether something is not known that decides the level."""
    return any(not (reason.certain or reason.words) and reason.level == triage.level for reason in triage.reasons)
