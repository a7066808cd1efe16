"""What a plan or referral says beside its exercises: its level, its advice, its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from loosen._model.audit import Audit
from loosen._model.language import ENGLISH, Language, ReferralWords
from loosen._model.plan import Barred, GivenAdvice, GivenLanguage, Override, Plan, Recommendation

from .record import without_head
from .speech import Speech, capital, speech_of

INFERRED = "*"
"""Stands behind the name of what is partly filled in from general practice."""
FIRST = ("emergency", "urgent", "clinician")
"""The kinds of advice that say what to do before anything else."""


def referral_words(recommendation: Recommendation) -> ReferralWords:
    """The headings and fixed sentences, in the recommendation's language."""
    language = recommendation.loosen.language
    return language.referral if language else ReferralWords()


def level_words(recommendation: Recommendation) -> str:
    """The triage level, in the recommendation's language where it says it."""
    language = recommendation.loosen.language
    if language and language.title:
        return language.title
    return speech_of(recommendation.audit.language).one_of("level", recommendation.triage.level)


def unreviewed(language: GivenLanguage | Language | None) -> tuple[str, ...]:
    """Who made the words of a language that nobody has reviewed, in that language and in English."""
    if language is None or not language.note:
        return ()
    english = speech_of(ENGLISH)
    key = "record.worded_by_machine" if language.made_by == "machine" else "record.worded_by_person"
    return language.note, english(key, language=language.name)


def overridden(changed: Iterable[Override], speech: Speech) -> str:
    """The note on a plan made with rules that somebody put in the place of those that keep people safe."""
    entries = "; ".join(f"{entry.entry} ({entry.reason})" for entry in changed)
    return speech("record.overridden", entries=entries)


def inferred_note(speech: Speech) -> str:
    """What the sign behind a name means."""
    return speech("record.inferred_note", mark=INFERRED)


def advice_of(recommendation: Recommendation, kinds: tuple[str, ...]) -> list[str]:
    """What is said as advice of some kinds, in the order of the kinds."""
    wanted: list[GivenAdvice] = [advice for advice in recommendation.advice if advice.kind in kinds]
    return [advice.say for advice in sorted(wanted, key=lambda advice: kinds.index(advice.kind))]


def barred_words(barred: Barred, speech: Speech) -> str:
    """What to leave out, and why; once where the reason begins with it."""
    if barred.say.lower().startswith(barred.what.lower()):
        return barred.say
    return speech("handout.leave_out", what=barred.what, why=barred.say)


def left_out_by_reason(audit: Audit, speech: Speech) -> Mapping[str, Iterable[str]]:
    """For each reason of safety the names of the exercises that it kept out, each once."""
    this = speech("record.this_exercise")
    by_reason: dict[str, dict[str, None]] = {}
    for record in audit.exercises:
        for rule in audit.rules_that("excluded", record.exercise) if record.verdict == "excluded" else ():
            reason = capital(without_head(audit.say_of(rule, this), this, speech))
            by_reason.setdefault(reason, {})[record.name] = None
    return by_reason


def common_stop_signs(plan: Plan) -> tuple[str, ...]:
    """The stop signs of more than a third of the exercises: said once for all of them."""
    signs = Counter(sign for item in plan.items for sign in item.stop_signs)
    return tuple(sign for sign, count in signs.items() if 3 * count > len(plan.items))
