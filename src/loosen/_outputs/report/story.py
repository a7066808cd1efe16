"""The first part of the report: what the person said, what was found, which muscles, and the session."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library import Library
from loosen._model.audit import Audit, DoseStep
from loosen._model.base import WITH_A_PLAN
from loosen._model.plan import Item, Recommendation
from loosen._model.reason import DoseSource
from loosen._outputs.handout.plan import since_last
from loosen._outputs.pictures import as_address, body_map, picture
from loosen._records.line import line_of
from loosen._words.amounts import dose_words, length, some
from loosen._words.line import line_words
from loosen._words.reasons import dose_note
from loosen._words.recommendation import (
    advice_of,
    barred_words,
    left_out_by_reason,
    overridden,
    referral_words,
    unreviewed,
)
from loosen._words.record import Words
from loosen._words.speech import Speech
from loosen._words.vocabulary import in_words, sentences

from .rows import Advised, Dosed, Term, Told

MOST_NAMES = 6


def notes(recommendation: Recommendation, speech: Speech) -> Iterator[str]:
    """What has to be known first: who has not reviewed this, and what was changed in the rules."""
    if recommendation.loosen.overridden:
        yield overridden(recommendation.loosen.overridden, speech)
    yield from unreviewed(recommendation.loosen.language)
    entries = recommendation.audit.entries
    judged = [node for node in entries if node.partition(":")[0] in ("rule", "exercise", "programme")]
    signed = [node for node in judged if entries[node].reviewed != "none"]
    if not signed:
        yield speech("report.nothing_reviewed")
    elif len(signed) < len(judged):
        yield speech("report.partly_reviewed", signed=len(signed), all=len(judged))


def reasons_of_level(recommendation: Recommendation, speech: Speech) -> Iterator[str]:
    """Why the level is what it is, gravest first; of a referral only what speaks for one."""
    referred = recommendation.plan is None
    told = [one for one in recommendation.triage.reasons if not (referred and one.level in WITH_A_PLAN)]
    for reason in told:
        sure = "" if reason.certain or reason.words else f" {speech('report.reason_may_be_so')}"
        yield f"{reason.say}{sure}"


def advised(recommendation: Recommendation, speech: Speech) -> Iterator[Advised]:
    """All that is told beside what to do first, by its heading; what a handout may have no room for is here."""
    heads, plan = referral_words(recommendation), recommendation.plan
    parts = (
        (speech("handout.since_last"), since_last(plan, speech) if plan else []),
        (speech("review.line"), list(line_words(line_of(recommendation), speech))),
        (heads.meanwhile, [advice.say for advice in recommendation.interim]),
        (speech("handout.to_leave_out"), [barred_words(one, speech) for one in recommendation.barred]),
        (speech("handout.when_to_stop"), advice_of(recommendation, ("stop",))),
        (heads.watch_out, advice_of(recommendation, ("safety_net",))),
        (speech("handout.who_can_help"), advice_of(recommendation, ("signpost",))),
        (heads.answer_again, list(recommendation.triage.ask_again_words)),
        (heads.good_to_know, advice_of(recommendation, ("expectation", "habit", "comfort"))),
    )
    yield from (Advised(head, tuple(dict.fromkeys(says))) for head, says in parts if says)


def what_was_found(audit: Audit, words: Words) -> Iterator[Told]:
    """Every finding, and what it was derived from."""
    for record in audit.findings:
        sure = "" if record.state == "present" else f" ({words.speech('report.may_be_so')})"
        why = [words.rule(origin) or words.fact(origin) for origin in record.derived_from]
        yield Told(f"{words.name(f'finding:{record.finding}')}{sure}", sentences(why))


def which_muscles(audit: Audit, words: Words) -> Iterator[Told]:
    """The muscles in focus, strongest first, and what points to each."""
    for record in sorted(audit.focus, key=lambda record: (-record.strength, record.muscle)):
        side = "" if record.side == "both" else f", {words.speech.one_of('side', record.side, 'side')}"
        why = [_pointer(reason.via, words) for reason in record.reasons]
        name = in_words(words.name(f"muscle:{record.muscle}"))
        yield Told(f"{name}: {record.strength} %{side}", sentences(why))


def _pointer(via: str, words: Words) -> str:
    kind, _, name = via.partition(":")
    return words.rule(name) if kind == "rule" else words.name(via)


def left_out(audit: Audit, words: Words) -> Iterator[Told]:
    """For each reason of safety the exercises that it kept out."""
    speech = words.speech
    for reason, names in left_out_by_reason(audit, speech).items():
        told = tuple(names)
        yield Told(reason, speech("report.left_out", count=len(told), names=some(told, MOST_NAMES, speech)))


def session_in_short(recommendation: Recommendation, speech: Speech) -> str:
    """The session in a sentence; empty for a referral."""
    plan = recommendation.plan
    if plan is None:
        return ""
    exercises = speech("amounts.exercises", count=len(plan.items))
    days = speech("amounts.days_a_week", count=plan.days_per_week)
    told = speech("report.session_in_short", exercises=exercises, time=length(plan.seconds, speech), days=days)
    return f"{told} {speech('report.follows_routine', name=plan.programme.name)}" if plan.programme else told


def session_items(recommendation: Recommendation, words: Words, library: Library | None) -> Iterator[Dosed]:
    """Every exercise of the session, with how its dose came about; a picture where it was made with this library."""
    speech = words.speech
    for item in recommendation.plan.items if recommendation.plan else ():
        yield Dosed(
            id=item.exercise,
            name=item.name,
            kind=speech.one_of("kind", item.kind),
            dose=dose_words(item, speech),
            length=length(item.seconds, speech),
            reasons=tuple(dict.fromkeys(reason.say for reason in item.reasons)),
            adaptations=(*(way for way in item.adaptations if way not in item.steps), *item.cautions),
            steps=item.steps,
            came_about=tuple(_dose(recommendation.audit, item, words)),
            picture=as_address(drawn) if library and (drawn := picture(item.exercise, library)) else "",
        )


def muscles_in_focus(audit: Audit, library: Library) -> str:
    """The address of a picture of the body with the muscles in focus marked; empty where there are none."""
    keys = [record.muscle for record in audit.focus if record.muscle in library.muscles]
    return as_address(body_map(keys, library)) if keys else ""


def _dose(audit: Audit, item: Item, words: Words) -> Iterator[Term]:
    for step in audit.record_of(item.exercise).dose:
        rule = step.because.rule
        field = words.speech.one_of("dose", step.field, "unit")
        yield Term(_why_so_much(step, item, words), f"{field}: {step.value}", rule)


def _why_so_much(step: DoseStep, item: Item, words: Words) -> str:
    about = step.because.about
    match step.because.code:
        case DoseSource.DOSE:
            return words.speech("report.named_dose", dose=in_words(about).lower())
        case DoseSource.ANSWER:
            return words.speech("report.the_answer_to", question=words.question(about))
        case DoseSource.RULE:
            return words.rule(about, item.name)
        case DoseSource.LIMIT:
            return words.speech("report.at_most", rule=words.rule(about, item.name))
    return dose_note(step.because, words.speech)
