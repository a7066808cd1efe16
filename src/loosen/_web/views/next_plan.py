"""The next plan as its page shows it: what the review came to, why, and what is other now; or what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loosen._diary.of import Of
from loosen._model.plan import Offer, Recommendation, Since
from loosen._outputs.handout.plan import how_long_and_often
from loosen._records.sealing import digest_of_record
from loosen._web.stopping import Stop
from loosen._words.amounts import brief_dose
from loosen._words.speech import Speech, speech_of
from loosen.errors import FaultCode, LoosenError

from .referral import Referral, referral_of


@dataclass(frozen=True)
class Choice:
    """A change for variety that nobody has to take: of which exercise, for which, each by id and name, and in words."""

    exercise: str
    say: str
    instead: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class NextView:
    """What a review came to. `since` is that in words, of a plan; `referral` what is told where the plan ends.

    `reasons` are why, `lacking` is what it takes to move on, each a line; `stays` says that nothing at all is other.
    `seal` says which record is shown. `is_kept` says that it is the one in force already, and `overtaken` that another
    one was shown before, since when something was noted. `swap` is the exercise that was wished to be changed, and for
    which (empty: whichever is best).
    """

    language: str
    seal: str
    is_kept: bool
    overtaken: bool
    since: Since | None
    reasons: Sequence[str]
    lacking: Sequence[str]
    stays: bool
    referral: Referral | None
    summary: str
    exercises: Sequence[tuple[str, str]]
    choices: Sequence[Choice]
    swap: tuple[str, str]


@dataclass(frozen=True)
class NotYet:
    """Why there is no next plan yet, in sentences; and what stands against exercise."""

    why: Sequence[str]
    stop: Stop | None


def next_view(
    of: Of, made: Recommendation, swap: tuple[str, str], emergency_number: str, *, overtaken: bool
) -> NextView:
    """What a review of the plan of `of` came to."""
    speech, plan, seal = speech_of(made.audit.language), made.plan, digest_of_record(made)
    since = plan.since if plan else None
    reasons, lacking = _why(made, since, speech) if since else ((), ())
    return NextView(
        language=made.audit.language,
        seal=seal,
        is_kept=seal == digest_of_record(of.case.record),
        overtaken=overtaken,
        since=since,
        reasons=reasons,
        lacking=lacking,
        stays=since is not None and since.kind == "hold" and not since.changes,
        referral=None if plan else replace(referral_of(made, emergency_number), led_here=()),
        summary=how_long_and_often(plan, speech) if plan else "",
        exercises=[(item.name, brief_dose(item, speech)) for item in plan.items] if plan else (),
        choices=[_choice(one, of) for one in plan.since.offers] if plan and plan.since else (),
        swap=swap,
    )


def _why(made: Recommendation, since: Since, speech: Speech) -> tuple[Sequence[str], Sequence[str]]:
    """The reasons, and what it takes to move on, of which a reason says one thing after the other."""
    grounds = made.audit.course.verdict.reasons if made.audit.course else ()
    missing = {one.rule for one in grounds if one.lacking}
    asked = dict.fromkeys(speech.one_of("lacking", one.measure) for one in grounds if one.lacking and one.measure)
    lacking: list[str] = []
    for reason in (one for one in since.reasons if one.rule in missing):
        said = reason.say
        for one in asked:
            said = said.replace(one, f"\n{one}")
        lacking += [line.strip() for line in said.splitlines() if line.strip()]
    return [one.say for one in since.reasons if one.rule not in missing], list(dict.fromkeys(lacking))


def _choice(offer: Offer, of: Of) -> Choice:
    names = of.library.exercises
    return Choice(offer.exercise, offer.say, [(one, names[one].name) for one in offer.instead if one in names])


def not_yet_view(error: LoosenError, of: Of, stop: Stop | None) -> NotYet:
    """Why a review cannot be made."""
    speech = of.speech
    why = [
        speech("diary_page.note_first")
        if fault.code is FaultCode.NOTHING_THERE
        else speech("diary_page.still_running")
        if fault.code is FaultCode.IN_USE
        else f"{fault.where} {fault.what}"
        for fault in error.faults
    ]
    return NotYet(list(dict.fromkeys(why)), stop)
