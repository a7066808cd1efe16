"""Puts the results of the stages into words and records: the plan or referral, and the audit beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import AnswerRecord
from loosen._model.base import Kind
from loosen._model.knowledge import SelfTest, Symptom
from loosen._model.plan import (
    Extra,
    GivenAdvice,
    GivenDose,
    GivenLanguage,
    Item,
    MadeBy,
    Override,
    Plan,
    Reason,
    Recommendation,
    Since,
    Triage,
    Unanswered,
    Week,
)
from loosen._model.question import Question
from loosen._model.reason import Because, PickedFor, Purpose, VerdictReason
from loosen._planning.dose import Dosed, Pauses
from loosen._planning.session.aims import Aim
from loosen._planning.stages.candidates import ways_to
from loosen._planning.stages.progression import gates, on_ladder
from loosen._planning.state import Work
from loosen._version import __version__
from loosen._words.reasons import chosen_words, unanswered_words
from loosen._words.speech import Speech, speech_of

from .audit import audit_of
from .barred import barred
from .programme import given_programme

MOST_SIGNS = 6
"""Signs that are named where somebody is to look for them again; with more, the question shows them better."""
FRAMES = ("aerobic", "relaxation")
"""The kinds with which a session begins and ends, whatever the muscles."""


def referral_for(work: Work) -> Recommendation:
    """What a person gets who must see somebody first: the reasons, what to do now, and what is safe meanwhile."""
    return _recommendation(work, None)


def plan_for(work: Work, outline: tuple[Week, ...], since: Since | None = None) -> Recommendation:
    """What a person gets who may exercise; `outline` are the weeks ahead, `since` what became of the plan before."""
    fired = work.outcomes["progression"]
    moving_on = gates(fired, work.library)
    items = tuple(_item(dosed, work) for dosed in work.chosen.items)
    programme = given_programme(work)
    reviewed = all(item.reviewed for item in items) and (programme is None or programme.reviewed)
    plan = Plan(
        programme=programme, minutes=work.minutes, seconds=work.chosen.seconds, shortfall=_shortfall(work),
        unanswered=tuple(_unanswered(work)),
        days_per_week=work.days, items=items, moving_on=moving_on, outline=outline, since=since, reviewed=reviewed,
        review_note="" if reviewed else speech_of(work.library.language_id)("plan.not_reviewed"),
    )  # fmt: skip
    return _recommendation(work, plan)


def _recommendation(work: Work, plan: Plan | None) -> Recommendation:
    ask_again = _ask_again(work)
    return Recommendation(
        loosen=_made_by(work),
        triage=Triage(
            level=work.triage.level,
            reasons=work.triage.reasons,
            ask_again=ask_again,
            ask_again_words=tuple(_asked(work.library.questions[name], work, signs=plan is None) for name in ask_again),
        ),
        plan=plan,
        interim=_given(work.triage.interim, work),
        barred=barred(work) if plan is None and work.triage.interim else (),
        advice=_given(work.advice, work),
        audit=audit_of(work),
    )


def _made_by(work: Work) -> MadeBy:
    overridden = tuple(Override(entry=key, reason=why) for key, why in work.library.overridden.items())
    return MadeBy(
        version=__version__, library_digest=work.library.digest, overridden=overridden, language=_language(work)
    )


def _language(work: Work) -> GivenLanguage | None:
    language = work.library.language
    if language is None:
        return None
    title = language.levels.get(work.triage.level, "")
    return GivenLanguage(
        id=language.id, name=language.name, made_by=language.made_by, title=title, note=language.note or "",
        referral=language.referral,
    )  # fmt: skip


def _ask_again(work: Work) -> tuple[str, ...]:
    """Questions whose answers conflict, that rules ask for, or that matter for safety and are still open."""
    open_ = (
        question.id
        for question in work.library.questions_in_order
        if question.safety and _is_open(work.taken.records[question.id])
    )
    return tuple(dict.fromkeys((*work.taken.ask_again, *work.triage.ask_again, *open_)))


def _is_open(record: AnswerRecord) -> bool:
    """Whether a question was left open, or answered "not sure", alone or beside something that is sure."""
    return record.state in ("unknown", "left_open") or "unknown" in record.also


def _asked(question: Question, work: Work, *, signs: bool) -> str:
    """A question to answer again; with the `signs` to look for where it asks about several, but for those chosen."""
    if not signs or not question.takes.several or not _is_open(work.taken.records[question.id]):
        return question.text
    chosen, speech = work.taken.chosen(question.id), speech_of(work.library.language_id)
    left = [option.text for option in question.options if option.id not in chosen]
    if len(left) > MOST_SIGNS:
        return speech("plan.look_again", question=question.text)
    return speech("plan.look_for_signs", question=question.text, signs=". ".join(left))


def _given(names: Iterable[str], work: Work) -> tuple[GivenAdvice, ...]:
    return tuple([_given_advice(work.library, name) for name in names])


@remembered(1024)
def _given_advice(library: Library, name: str) -> GivenAdvice:
    entry = library.advice[name]
    return GivenAdvice(id=entry.id, kind=entry.kind, say=entry.say, evidence=entry.evidence)


def _item(dosed: Dosed, work: Work) -> Item:
    exercise, library = dosed.exercise, work.library
    ways = work.safety.adapted.get(exercise.id, {})
    targets = tuple(target.muscle for target in exercise.targets)
    return Item(
        exercise=exercise.id,
        name=exercise.name,
        kind=exercise.kind,
        targets=targets,
        target_classes=tuple(dict.fromkeys(library.muscles[muscle].muscle_class for muscle in targets)),
        demands=_demands(library, exercise.id, work.safety.demands_taken_away(exercise.id)),
        position=exercise.position,
        equipment=tuple(sorted({*exercise.equipment, *(item for way in ways for item in way.equipment)})),
        side=exercise.sides,
        dose=_dose(dosed, work.dosing.pauses),
        extra=_extra(dosed),
        seconds=dosed.seconds,
        in_short="" if any(way.replaces for way in ways) else exercise.in_short or "",
        steps=exercise.steps_done(tuple(ways)),
        feel=exercise.feel,
        stop_signs=exercise.stop_signs,
        adaptations=tuple(way.how for way in ways),
        cautions=(*work.said_of(exercise.id, "caution"), *work.said_of(exercise.id, "limited")),
        reasons=tuple(_reasons(exercise.id, work)),
        progression=on_ladder(exercise.id, work.safe_ahead, library),
        reviewed=exercise.reviewed.by != "none",
        inferred=tuple(part for part in exercise.inferred if part in library.policy.told.marked_where_filled_in.is_),
    )


@remembered(1024)
def _demands(library: Library, exercise: str, gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(library.demands_without(exercise, gone)))


def _dose(dosed: Dosed, pauses: Pauses) -> GivenDose:
    change_sides_s = pauses.change_sides_s if dosed.exercise.sides == "each" else 0
    return GivenDose(
        **dosed.dose._asdict(), sides=dosed.sides, get_ready_s=pauses.get_ready_s, change_sides_s=change_sides_s
    )


def _extra(dosed: Dosed) -> Extra | None:
    return Extra(side=dosed.extra, repetitions=1) if dosed.extra else None


def _reasons(exercise: str, work: Work) -> Iterator[Reason]:
    """Why this item, the strongest reason first; then what was done to keep it safe, and which rules speak for it.

    A warm-up or a quiet end is there because every session needs one; anything else for what points to its muscles, and
    then it says nothing more that it was picked for these.
    """
    purpose = next(step.purpose for step in work.chosen.picks if step.exercise == exercise)
    picked = _picked(purpose, exercise, work)
    pointed = [_pointed(work.library, path) for path in ways_to(exercise, work.focus, work.asked_for, work.graph)]
    told_by_these = bool(pointed) and purpose.code is PickedFor.FOCUS
    comes_first = purpose.code in (PickedFor.AIM, PickedFor.PROMISE, PickedFor.INSTEAD) or (
        purpose.code is PickedFor.KIND and purpose.about in FRAMES
    )
    picked_first = (picked, *pointed) if comes_first else (*pointed, picked)
    yield from pointed if told_by_these else dict.fromkeys(picked_first)
    for effect in work.safety.effects.get(exercise, ()):
        yield _ruled(work.library, effect.rule, exercise, effect.path_from(exercise))
    for rule, points in work.wishes.points_of(exercise).items():
        if points > 0:
            yield _ruled(work.library, rule, exercise, ())


def _picked(purpose: Purpose, exercise: str, work: Work) -> Reason:
    """What it was picked for: what points to it where it answers what the person named, or what a rule promises."""
    if purpose.code is PickedFor.AIM:
        aimed = (one.muscle for one in work.graph.pointers(purpose.about))
        muscle = next(muscle for muscle in aimed if muscle in work.graph.targets[exercise])
        return _pointed(work.library, work.graph.onwards(purpose.about, muscle, exercise))
    if purpose.code is PickedFor.PROMISE:
        return _ruled(work.library, purpose.about, exercise, ())
    say = chosen_words(purpose, work.graph.name_of, speech_of(work.library.language_id))
    return Reason.shared(say=say, path=(f"exercise:{exercise}",))


@remembered(4096)
def _ruled(library: Library, rule_id: str, exercise: str, path: tuple[str, ...]) -> Reason:
    rule = library.rules[rule_id]
    return Reason(say=rule.say_of(library.exercises[exercise].name), path=path, rule=rule_id)


@remembered(4096)
def _pointed(library: Library, path: tuple[str, ...]) -> Reason:
    speech = speech_of(library.language_id)
    kind, _, name = path[0].partition(":")
    if kind == "programme":
        programme = library.programmes[name]
        return Reason(say=speech("why.part_of_routine", name=programme.name), path=path)
    muscle = library.muscles[path[1].partition(":")[2]]
    if kind == "rule":
        rule = library.rules[name]
        return Reason(say=rule.say, path=path, rule=rule.id)
    entry = library.symptoms[name] if kind == "symptom" else library.self_tests[name]
    told = speech("why.you_told_us" if kind == "symptom" else "why.self_test", what=speech.inside(entry.name))
    if _is_plain(entry, muscle.id):
        return Reason(say=told, path=path)
    return Reason(say=f"{told} {speech('why.goes_with', muscles=muscle.plain)}", path=path)


def _is_plain(entry: Symptom | SelfTest, muscle: str) -> bool:
    """Whether what was told means this muscle before any other, so that it need not be said."""
    weights = {link.muscle: link.weight for link in entry.muscles}
    return weights[muscle] == max(weights.values())


def _shortfall(work: Work) -> str:
    """Why the session is shorter than asked for, or lacks a kind it should have; empty when neither is so."""
    if work.course is not None:  # it is as long as it was carried on to, and nothing was chosen
        return ""
    speech = speech_of(work.library.language_id)
    parts = [_missing(work, kind, speech) for kind in work.chosen.missing]
    if work.seconds_wanted - work.chosen.seconds >= work.library.policy.packing.left_over_worth_telling_s.is_:
        walks = any(item.exercise.position == "walking" for item in work.chosen.items)
        why = _why_left(work, speech)
        enough = round(work.chosen.seconds / 60)
        parts.append(speech("plan.left_over", minutes=enough, asked=work.minutes, why=why))
        parts += [speech("plan.walk_if_you_like")] if walks else []
    return " ".join(parts)


def _unanswered(work: Work) -> Iterator[Unanswered]:
    """What no exercise answers, and why not."""
    speech = speech_of(work.library.language_id)
    for aim, because in work.chosen.unserved:
        if because.code is VerdictReason.NONE_SAFE and _only_ruled_out(aim, work):
            because = Because(VerdictReason.RULED_OUT)
        yield Unanswered(node=aim.node, because=because, say=unanswered_words(because, aim.name, speech))


def _only_ruled_out(aim: Aim, work: Work) -> bool:
    """Whether an aim would have an exercise if the person had not ruled it out."""
    wanted = {one for way in aim.ways for one in way}
    return any(
        (muscle, exercise.kind) in wanted
        for exercise in map(work.library.exercises.__getitem__, _ruled_out(work))
        for muscle in (target.muscle for target in exercise.targets if target.share == "primary")
    )


def _ruled_out(work: Work) -> Iterator[str]:
    """The exercises that could have been given if the person had not ruled them out."""
    candidates = frozenset(work.candidates.names)
    return (name for name in work.ruled_out if name in candidates and work.is_within_reach(name))


def _missing(work: Work, kind: Kind, speech: Speech) -> str:
    waiting = (VerdictReason.FULL, VerdictReason.OUTSCORED, VerdictReason.NO_TIME)
    passed_over = work.chosen.passed_over.items()
    if any(why.code in waiting and work.library.exercises[name].kind == kind for name, why in passed_over):
        return speech("plan.less_for_now", work=speech.one_of("kind", kind, "work"))
    if any(work.library.exercises[name].kind == kind for name in work.safe_and_within_reach):
        return speech("plan.less_of_kind", work=speech.one_of("kind", kind, "work"))
    if any(work.library.exercises[name].kind == kind for name in _ruled_out(work)):
        return speech("plan.ruled_out_of_kind", work=speech.one_of("kind", kind, "work"))
    return speech("plan.none_of_kind", work=speech.one_of("kind", kind, "work"))


def _why_left(work: Work, speech: Speech) -> str:
    if work.parts:
        return speech("plan.routine_needs_no_more")
    if len(work.chosen.items) >= work.wishes.items_at_most:
        return speech("plan.too_many", exercises=work.wishes.items_at_most)
    if any(why.code is VerdictReason.ENOUGH_STRETCHING for why in work.chosen.passed_over.values()):
        return speech("plan.stretched_enough")
    return speech("plan.no_other")
