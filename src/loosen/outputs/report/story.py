"""The first part of the report: what the person said, what was found, which muscles, and the session."""

from __future__ import annotations

from collections.abc import Iterator

from loosen.model.audit import Audit
from loosen.model.base import Level
from loosen.model.plan import Item, Recommendation
from loosen.model.reason import DoseSource
from loosen.words.amounts import dose_words, length
from loosen.words.reasons import DOSE_NOTES, dose_words_in
from loosen.words.recommendation import overridden, unreviewed
from loosen.words.record import THIS_EXERCISE, Words
from loosen.words.rules import without_head
from loosen.words.vocabulary import DOSE_FIELDS, KIND_WORDS, in_words, sentences, some

from .rows import Dosed, Term, Told

MOST_NAMES = 6
WITH_A_PLAN: tuple[Level, ...] = ("proceed", "proceed_with_caution")


def notes(recommendation: Recommendation) -> Iterator[str]:
    """What has to be known first: who has not reviewed this, and what was changed in the rules."""
    if recommendation.loosen.overridden:
        yield overridden(recommendation.loosen.overridden)
    yield from unreviewed(recommendation.loosen.language)
    entries = recommendation.audit.entries
    judged = [node for node in entries if node.partition(":")[0] in ("rule", "exercise", "programme")]
    signed = [node for node in judged if entries[node].reviewed != "none"]
    if not signed:
        yield "No clinician has reviewed the rules and exercises that this rests on."
    elif len(signed) < len(judged):
        yield f"A clinician has reviewed {len(signed)} of the {len(judged)} rules and exercises that this rests on."


def reasons_of_level(recommendation: Recommendation) -> Iterator[str]:
    """Why the level is what it is, gravest first; of a referral only what speaks for one."""
    referred = recommendation.plan is None
    told = [one for one in recommendation.triage.reasons if not (referred and one.level in WITH_A_PLAN)]
    for reason in told:
        sure = "" if reason.certain or reason.words else " (This may be so: an answer is not known.)"
        yield f"{reason.say}{sure}"


def what_was_found(audit: Audit, words: Words) -> Iterator[Told]:
    """Every finding, and what it was derived from."""
    for record in audit.findings:
        sure = "" if record.state == "present" else " (may be so)"
        why = [words.rule(origin) or words.fact(origin) for origin in record.derived_from]
        yield Told(f"{words.name(f'finding:{record.finding}')}{sure}", sentences(why))


def which_muscles(audit: Audit, words: Words) -> Iterator[Told]:
    """The muscles in focus, strongest first, and what points to each."""
    for record in sorted(audit.focus, key=lambda record: (-record.strength, record.muscle)):
        side = "" if record.side == "both" else f", {record.side} side"
        why = [_pointer(reason.via, words) for reason in record.reasons]
        name = in_words(words.name(f"muscle:{record.muscle}"))
        yield Told(f"{name}: {record.strength} %{side}", sentences(why))


def _pointer(via: str, words: Words) -> str:
    kind, _, name = via.partition(":")
    return words.rule(name) if kind == "rule" else words.name(via)


def left_out(audit: Audit, words: Words) -> Iterator[Told]:
    """For each reason of safety the exercises that it kept out."""
    by_reason: dict[str, dict[str, None]] = {}
    for record in audit.exercises:
        for rule in audit.rules_that("excluded", record.exercise) if record.verdict == "excluded" else ():
            reason = without_head(words.rule(rule), THIS_EXERCISE)
            by_reason.setdefault(f"{reason[:1].upper()}{reason[1:]}", {})[record.name] = None
    for reason, names in by_reason.items():
        yield Told(reason, f"{len(names)} left out: {some(names, MOST_NAMES)}.")


def session_in_short(recommendation: Recommendation) -> str:
    """The session in a sentence; empty for a referral."""
    plan = recommendation.plan
    if plan is None:
        return ""
    exercises = f"{len(plan.items)} exercise{'s' * (len(plan.items) != 1)}"
    programme = f" It follows the routine “{plan.programme.name}”." if plan.programme else ""
    return f"{exercises} in {length(plan.seconds)}, {plan.days_per_week} days a week.{programme}"


def session_items(recommendation: Recommendation, words: Words) -> Iterator[Dosed]:
    """Every exercise of the session, with how its dose came about."""
    for item in recommendation.plan.items if recommendation.plan else ():
        yield Dosed(
            id=item.exercise,
            name=item.name,
            kind=KIND_WORDS[item.kind],
            dose=dose_words(item),
            length=length(item.seconds),
            reasons=tuple(dict.fromkeys(reason.say for reason in item.reasons)),
            adaptations=(*item.adaptations, *item.cautions),
            steps=item.steps,
            came_about=tuple(_dose(recommendation.audit, item, words)),
        )


def _dose(audit: Audit, item: Item, words: Words) -> Iterator[Term]:
    for step in audit.record_of(item.exercise).dose:
        name, rule = step.because.about, step.because.rule
        said = words.rule(rule, item.name) if rule else ""
        why = {DoseSource.DOSE: f"named dose {in_words(name).lower()}",
               DoseSource.ANSWER: f"the answer to “{words.question(name)}”",
               DoseSource.RULE: said, DoseSource.LIMIT: f"at most: {said}",
               }.get(step.because.code, dose_words_in(DOSE_NOTES, step.because))  # fmt: skip
        yield Term(why, f"{DOSE_FIELDS.get(step.field, step.field.replace('_', ' '))}: {step.value}", rule)
