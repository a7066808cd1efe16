"""The next plan, from the last one and what happened: the person is stepped, and the plan is carried along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from loosen._assessment.assessor import Assessor
from loosen._assessment.stages.triage import raised
from loosen._library import Library
from loosen._library.loading import bundled
from loosen._model.audit import SelectionStep
from loosen._model.plan import Change, Recommendation
from loosen._model.reason import Because, PickedFor, Purpose, VerdictReason
from loosen._model.review import Ancestor, Course, Stand, Verdict
from loosen._planning.ahead.carried import Session
from loosen._planning.ahead.telling import Teller
from loosen._planning.ahead.told import Told
from loosen._planning.ahead.weeks import Outline
from loosen._planning.recommender import recommender_of, referred
from loosen._planning.results.plan import plan_for
from loosen._planning.stages.selection import Chosen, FilledPart
from loosen._planning.state import Work
from loosen._records.origin import answers_of
from loosen._records.sealing import digest_of_record
from loosen._words.speech import speech_of
from loosen.errors import AnswersError

from .checks import plan_to_carry_on
from .moving import Moving, When, missed_before
from .person import Answers, Person
from .standing import session_of, stand_of, stand_of_first, with_reasons
from .telling import Moved, reasons_of, since_last
from .variety import offers

CAME_IN: Mapping[str, PickedFor] = {
    "variant": PickedFor.STEP, "back": PickedFor.BACK, "safer": PickedFor.SAFER, "swap": PickedFor.SWAP,
    "again": PickedFor.STEP,
}  # fmt: skip
"""What an exercise is in a plan for that came in by a change."""
SAME_WORK = ("caution", "adapted")
"""Changes after which no less and no more is done."""


def review(
    last: Recommendation, verdict: Verdict, on: date, library: Library | None = None, *, begun: date | None = None
) -> Recommendation:
    """The next plan, or a referral, from the `last` record and the verdict on what happened since, on a day.

    The record of an opening plan does not know the day on which somebody began with it: `begun` says that. The new
    record names all that it came from. Raises `FileError` where the plan cannot be carried on, and `AnswersError` where
    an answer is missing by now, cannot be used, or asks for an exercise that cannot be given.
    """
    known = (library or bundled()).in_language(last.audit.language)
    plan, first_day = plan_to_carry_on(last, verdict, on, begun, known)
    assessor, course = recommender_of(known).assessor, last.audit.course
    stand = course.now if course else None
    answers = answers_of(last.audit)
    told = Answers(answers, stand.answered, stand.older) if stand else Answers(answers, 0, {})
    person = _person(told, assessor)
    week = (on - first_day).days // 7 + 1
    still = _stood_still(told, verdict, week - (stand.week if stand else 1), assessor)
    now = _answers_now(still, person, verdict, week, assessor) if verdict.new_answers else still
    then = person if now is told and person else Person(now, assessor)
    ancestors = (*(course.ancestors if course else ()), _ancestor(last, first_day))
    return _CarriedOn(
        Course(
            on=on, ancestors=ancestors, verdict=verdict, answered=now.answered, older=dict(now.older),
            before=stand or stand_of_first(plan, first_day),
            were={name: _was(told.given.get(name)) for name in _other(told.given, now.given)},
        ),
        person or then, then, assessor,
    ).made()  # fmt: skip


def made_again(
    course: Course | None, answers: Mapping[str, Any], library: Library, own: Mapping[str, Any] | None = None
) -> Recommendation:
    """A recommendation made again from what its record says of its making.

    `answers` are those of the record, or others in their place; then `own` are those of the record. How the person was
    before a review stays what it was.
    """
    recommender = recommender_of(library)
    if course is None:
        return recommender.recommend(answers)
    were = {**(own or answers), **course.were}
    told = Answers({name: value for name, value in were.items() if value is not None}, *_since(course.before))
    now = Answers(answers, course.answered, course.older)
    person = _person(told, recommender.assessor)
    then = Person(now, recommender.assessor) if person is None or told != now else person
    return _CarriedOn(course, person or then, then, recommender.assessor).made()


def _since(stand: Stand) -> tuple[int, Mapping[str, int]]:
    return stand.answered, stand.older


def _person(told: Answers, assessor: Assessor) -> Person | None:
    """The person as they were; None where a library asks for more than they were asked then."""
    try:
        return Person(told, assessor)
    except AnswersError:
        return None


def _stood_still(told: Answers, verdict: Verdict, weeks: int, assessor: Assessor) -> Answers:
    """The same where something was done in each week since the last review; else training was not gone on with."""
    missed = verdict.missed_weeks - missed_before(verdict.missed_weeks, weeks)
    return told._replace(older=assessor.clock.stood_still(told.older, missed)) if missed else told


def _answers_now(told: Answers, person: Person | None, verdict: Verdict, week: int, assessor: Assessor) -> Answers:
    """All answers as they are today: those that time moves on, the new ones, and none that applied and does no more."""
    clock, weeks = assessor.clock, week - 1 - told.answered
    moved, older = clock.moved_on(told.given, told.older, weeks, person.first.taken if person else None)
    opened = clock.opened(person.first.taken, weeks, assessor.applies) if person else ()
    new = verdict.new_answers
    given = {**clock.taken_as(opened), **moved, **{name: _listed(value) for name, value in new.items()}}
    (_, did), (_, does) = assessor.take_so_far(told.given), assessor.take_so_far(given)
    over = {name for name, applies in does.items() if applies == "no" and did[name] != "no" and name not in new}
    given = {name: value for name, value in given.items() if name not in over}
    return Answers(given, week - 1, {name: age for name, age in older.items() if name in given and name not in new})


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _was(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _other(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    return (name for name in sorted({**before, **now}) if before.get(name) != now.get(name))


def _ancestor(last: Recommendation, first_day: date) -> Ancestor:
    course = last.audit.course
    return Ancestor(
        seal=digest_of_record(last), on=course.on if course else first_day, kind=course.verdict.kind if course else None
    )


class _CarriedOn:
    """One review: the person `then` and now, and the course that says everything else it is made from."""

    def __init__(self, course: Course, person: Person, then: Person, assessor: Assessor) -> None:
        self._course, self._person, self._then, self._assessor = course, person, then, assessor
        self._speech = speech_of(assessor.library.language_id)

    def made(self) -> Recommendation:
        course = self._course.model_copy(update={"now": None})
        before = self._person.go_on_to(course.before.week)
        work = self._then.go_on_to(course.week)
        if course.verdict.ends or not work.triage.allows_a_plan:
            return self._referred(work, course)
        if not before.triage.allows_a_plan:
            before = work  # another library would have made no plan; nothing that it says is new since then
        moved = self._moved(before, work)
        if not moved.session.items:
            return self._referred(work, course)
        return self._plan(moved, work)

    def _referred(self, work: Work, course: Course) -> Recommendation:
        """Who must see somebody first, because of what they told or of what happened."""
        assessment, library = work.assessment, work.library
        referral = Work(library, work.graph, assessment, course=course)
        verdict = course.verdict
        if verdict.ends or assessment.triage.allows_a_plan:
            referral.outcomes["progression"] = self._assessor.run("progression", work.findings.facts)
            referral.assessment = assessment._replace(
                triage=raised(assessment.triage, reasons_of(verdict.grounds_to_end, work, self._speech), library)
            )
        return referred(referral, self._assessor)

    def _moved(self, before: Work, work: Work) -> Moved:
        course, verdict = self._course, self._course.verdict
        session, withdrawn = session_of(course.before, before)
        given = work.library.exercises
        teller = Teller(
            session, self._speech, {name: given[name].name if name in given else name for name in withdrawn}
        )
        doses = {one.id: one.dosed for one in session.items}
        when = When(course.week, course.before.week, course.on, course.before.changed_on)
        told = Moving(session, before, work, verdict).move(when)
        session.gone |= {*withdrawn}
        left_out = (Told(Change.shared(exercise=name, what="left_out")) for name in withdrawn)
        return Moved(session, [*left_out, *told], teller, doses)

    def _plan(self, moved: Moved, work: Work) -> Recommendation:
        course, session = self._course, moved.session
        changed = any(one.change.what not in SAME_WORK for one in moved.told)
        work.chosen = _chosen(moved, work)
        work.course = course.model_copy(
            update={
                "now": stand_of(
                    session, course.week, course.answered, dict(course.older),
                    course.on if changed else course.before.changed_on,
                )
            }
        )  # fmt: skip
        since = since_last(course.verdict, course.week, moved, work, self._speech)
        since = since.model_copy(update={"offers": tuple(offers(session, course.before, work, self._speech))})
        told = self._then.told(course.week)
        outline = Outline(work, session.copy(work), told, self._assessor, passed=course.week - 1)
        return plan_for(work, tuple(outline.weeks()), since)


def _chosen(moved: Moved, work: Work) -> Chosen:
    """The session as if it had been chosen: each exercise with what it is in it for, the others with why not."""
    scores, session = work.chosen.scores, moved.session
    items = [with_reasons(one.dosed, work) for one in session.items]
    purposes = {one.change.exercise: _purpose(one.change) for one in moved.told if one.change.instead_of}
    picks = [
        SelectionStep(
            exercise=item.exercise.id,
            purpose=purposes.get(item.exercise.id, Purpose(PickedFor.CARRIED)),
            points=sum(scores.get(item.exercise.id, {}).values()),
            seconds=item.seconds,
        )
        for item in items
    ]
    here = {item.exercise.id for item in items}
    passed_over = {name: _why_not(name, session, work) for name in work.safe_and_within_reach if name not in here}
    parts = tuple(FilledPart(part, next((name for name in part.choices if name in here), None)) for part in work.parts)
    return Chosen(items, picks, scores, passed_over, parts=parts)


def _purpose(change: Change) -> Purpose:
    return Purpose(CAME_IN[change.what], change.instead_of or "")


def _why_not(exercise: str, session: Session, work: Work) -> Because:
    if session.dropped and (dropped := session.dropped & work.graph.demands(exercise)):
        return Because.of(VerdictReason.MOVED_DOWN, min(dropped))
    return Because(VerdictReason.GAVE_WAY if exercise in session.gone else VerdictReason.KEPT)
