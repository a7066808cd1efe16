"""A referral as a page shows it: what to do now, why, what is safe meanwhile, and the answers that led to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loosen._explain.why.chain import triage_of
from loosen._library import Library
from loosen._model.base import Level
from loosen._model.plan import Recommendation
from loosen._outputs.handout.handout import is_open, told_reasons
from loosen._outputs.handout.own_words import own_words
from loosen._outputs.handout.referral import Part, referral_parts
from loosen._words.recommendation import FIRST, advice_of, level_words, overridden, referral_words, unreviewed
from loosen._words.record import Words
from loosen._words.speech import speech_of


@dataclass(frozen=True)
class LedHere:
    """An answer that led here: the id of its question, the question in words (none of a text), and the answer."""

    question: str
    asked: str
    answer: str


@dataclass(frozen=True)
class Referral:
    """All that is told, gravest first.

    `first` is what to do, `why` the reasons, `notes` who has not looked at these words, `number` the one to call where
    it is known, and only in an emergency. In `general` it is about nobody's answers.
    """

    level: Level
    title: str
    first: tuple[str, ...]
    number: str
    why: tuple[str, ...]
    notes: tuple[str, ...]
    led_here: tuple[LedHere, ...]
    parts: tuple[Part, ...]
    written: tuple[str, ...]
    general: bool = False

    @property
    def is_emergency(self) -> bool:
        """Whether it cannot wait."""
        return self.level == "emergency_now"


def referral_of(recommendation: Recommendation, emergency_number: str = "") -> Referral:
    """The referral in the language of its record; `emergency_number` is the local one, where it is known."""
    triage, heads = recommendation.triage, referral_words(recommendation)
    speech = speech_of(recommendation.audit.language)
    changed = recommendation.loosen.overridden
    return Referral(
        level=triage.level,
        title=level_words(recommendation),
        first=tuple(advice_of(recommendation, FIRST)),
        number=emergency_number if triage.level == "emergency_now" else "",
        why=(*dict.fromkeys(told_reasons(triage)), *((heads.not_known_yet,) if is_open(triage) else ())),
        notes=(*((overridden(changed, speech),) if changed else ()), *unreviewed(recommendation.loosen.language)),
        led_here=tuple(dict.fromkeys(_led_here(recommendation))),
        parts=referral_parts(recommendation),
        written=tuple(_written(recommendation)),
    )


def emergency_in_general(library: Library, emergency_number: str = "") -> Referral:
    """What anybody is told who asks what to do in an emergency, before anything was answered."""
    speech, language = speech_of(library.language_id), library.language
    level: Level = "emergency_now"
    return Referral(
        level=level,
        title=(language.levels.get(level) if language else None) or speech.one_of("level", level),
        first=tuple(one.say for one in library.advice.values() if one.kind == "emergency" and one.general),
        number=emergency_number,
        why=(speech("referral.with_these"),),
        notes=unreviewed(language),
        led_here=(), parts=(), written=(), general=True,
    )  # fmt: skip


def _led_here(recommendation: Recommendation) -> Iterator[LedHere]:
    """The answers behind the rules that decided; each can be answered again by itself."""
    for said in triage_of(recommendation.audit):
        for answer in (answer for fact in said.facts for answer in fact.answers):
            if answer.to:
                yield LedHere(answer.to, answer.question, answer.answer)


def _written(recommendation: Recommendation) -> Iterator[str]:
    for piece in own_words(Words(recommendation.audit)):
        for block in piece.blocks:
            yield from block.lines
