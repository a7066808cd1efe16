"""A referral as the person reads it: what is allowed and what is not until somebody was seen, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from loosen._model.audit import AnswerRecord
from loosen._model.plan import Recommendation
from loosen._model.reserved import NOT_DONE, READ_BY_CODE
from loosen._words.recommendation import advice_of, barred_words, referral_words
from loosen._words.record import Words
from loosen._words.speech import capital

from .own_words import own_words
from .pieces import ALWAYS, Piece, listed


class Part(NamedTuple):
    """Sentences under a heading, and which part of a referral gets room first where there is little (the lowest)."""

    head: str
    lines: tuple[str, ...]
    rank: int


def referral_parts(recommendation: Recommendation) -> tuple[Part, ...]:
    """What is allowed and what is not until somebody was seen, what to watch out for, and who can help."""
    heads, words = referral_words(recommendation), Words(recommendation.audit)
    leave = (barred_words(one, words.speech) for one in recommendation.barred)
    way_on = (words.speech("review.after_a_stop"),) if recommendation.audit.course else ()
    parts = (
        Part(heads.meanwhile, tuple(advice.say for advice in recommendation.interim), 6),
        Part(words.speech("handout.to_leave_out"), tuple(leave), 1),
        Part(words.speech("review.once_looked_at"), way_on, 3),
        Part(heads.answer_again, tuple(recommendation.triage.ask_again_words), 3),
        Part(heads.watch_out, tuple(advice_of(recommendation, ("safety_net",))), 2),
        Part(words.speech("handout.who_can_help"), tuple(advice_of(recommendation, ("signpost",))), 5),
    )
    return tuple(part for part in parts if part.lines)


def referral_pieces(recommendation: Recommendation, *, brief: bool = False) -> Iterator[Piece]:
    """All below what to do first; in brief as far as there is room, what must not be done before the rest."""
    words = Words(recommendation.audit)
    for head, lines, rank in referral_parts(recommendation):
        yield from listed(head, lines, rank if brief else ALWAYS)
    yield from own_words(words)
    if not brief:
        yield from listed(words.speech("handout.you_answered"), answers_in_words(words))


def answers_in_words(words: Words) -> Iterator[str]:
    """Every answer that tells of something, in the order of the questions, but for what only shapes a session."""
    nothing = (words.speech("names.answer.no"), words.speech("names.answer.none_of_these"))
    for record in words.view.audit.answers:
        answer = words.answer(record) if _is_told(record) else nothing[0]
        if answer in nothing:
            continue
        if isinstance(record.value, tuple) and record.state == "answered":  # signs say themselves what was asked
            yield from map(capital, answer.split("; "))
        else:
            yield words.speech("handout.answered", question=words.question(record.question), answer=answer)


def _is_told(record: AnswerRecord) -> bool:
    if record.question in READ_BY_CODE or record.value == NOT_DONE:
        return False
    return record.state in ("answered", "unknown") and record.hashed is None
