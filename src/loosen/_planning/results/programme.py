"""A programme in words: what was changed from its source, and what was replaced or left out for this person."""

from __future__ import annotations

from loosen._model.plan import GivenChange, GivenPart, GivenProgramme
from loosen._model.reason import VerdictReason
from loosen._planning.stages.selection import FilledPart
from loosen._planning.state import Work
from loosen._words.reasons import clause_words, things_words
from loosen._words.record import without_head
from loosen._words.speech import speech_of


def given_programme(work: Work) -> GivenProgramme | None:
    """The programme asked for, as the plan tells of it."""
    programme = work.programme
    if programme is None:
        return None
    return GivenProgramme(
        id=programme.id, name=programme.name, plain=programme.plain, times_per_day=programme.times_per_day,
        changes=tuple(GivenChange(say=change.say, contradiction=change.contradiction) for change in programme.changes),
        parts=tuple(_given_part(filled, work) for filled in work.chosen.parts), evidence=programme.evidence,
        reviewed=programme.reviewed.by != "none",
    )  # fmt: skip


def _given_part(filled: FilledPart, work: Work) -> GivenPart:
    part, given = filled
    wished = part.choices[0]
    if given == wished:
        return GivenPart(part=part.name, wished=wished, given=given, say="")
    told = _in_place(wished, given, work) if given else _nothing(filled, work)
    _, because = work.fates[wished]
    lacking = (
        things_words(because.names, speech_of(work.library.language_id))
        if given and because.code is VerdictReason.NEEDS
        else ""
    )
    return GivenPart(part=part.name, wished=wished, given=given, say=f"{part.name}: {told}", lacking=lacking)


def _in_place(wished: str, given: str, work: Work) -> str:
    old, new = (work.library.exercises[name].name for name in (wished, given))
    speech = speech_of(work.library.language_id)
    why = without_head(_why_not(wished, work), old, speech)  # the exercise has just been named
    return speech("plan.in_place_of", new=new, old=old, why=speech.inside(why))


def _why_not(wished: str, work: Work) -> str:
    verdict, because = work.fates[wished]
    if verdict == "excluded":
        return work.said_of(wished, "excluded")[0]
    if verdict == "held_back":
        return work.told_of_too_hard(wished)[0]
    return clause_words(because, work.rule_says, speech_of(work.library.language_id))


def _nothing(filled: FilledPart, work: Work) -> str:
    """Why a part is filled with nothing."""
    speech = speech_of(work.library.language_id)
    verdicts = [work.fates[name] for name in filled.part.choices]
    possible = [because for verdict, because in verdicts if verdict == "not_chosen"]
    if possible:
        return speech("plan.part_left_out", why=clause_words(possible[0], work.rule_says, speech))
    unsafe = all(verdict == "excluded" for verdict, _ in verdicts)
    return speech("plan.nothing_like_it_safe" if unsafe else "plan.nothing_like_it")
