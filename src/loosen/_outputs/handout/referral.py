"""A referral as the person reads it: what is allowed and what is not until somebody was seen, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._model.audit import AnswerRecord
from loosen._model.plan import Recommendation
from loosen._words.recommendation import advice_of, referral_words
from loosen._words.record import Words

from .pieces import ALWAYS, Piece, listed


def referral_pieces(recommendation: Recommendation, *, brief: bool = False) -> Iterator[Piece]:
    """All below what to do first; in brief as far as there is room, what must not be done before the rest."""
    heads, words = referral_words(recommendation), Words(recommendation.audit)
    leave = [words.speech("handout.leave_out", what=one.what, why=one.say) for one in recommendation.barred]
    parts = (
        (heads.meanwhile, [advice.say for advice in recommendation.interim], 6),
        (words.speech("handout.to_leave_out"), leave, 1),
        (heads.answer_again, list(recommendation.triage.ask_again_words), 3),
        (heads.watch_out, advice_of(recommendation, ("safety_net",)), 2),
        (words.speech("handout.who_can_help"), advice_of(recommendation, ("signpost",)), 5),
        (words.speech("handout.you_answered"), list(_answers(words)), 7),
    )
    for head, lines, rank in parts:
        yield from listed(head, lines, rank if brief else ALWAYS)


def _answers(words: Words) -> Iterator[str]:
    """Every answer that tells of something, in the order of the questions; what is hidden is left off."""
    nothing = (words.speech("names.answer.no"), words.speech("names.answer.none_of_these"))
    for record in words.view.audit.answers:
        if _is_told(record) and (answer := words.answer(record).replace("; ", ". ")) not in nothing:
            signs = isinstance(record.value, tuple) and record.state == "answered"  # which say what was asked
            asked = words.question(record.question)
            yield answer if signs else words.speech("handout.answered", question=asked, answer=answer)


def _is_told(record: AnswerRecord) -> bool:
    return record.state in ("answered", "unknown") and record.hashed is None
