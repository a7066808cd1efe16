"""Half a year of one person: what they note, the verdict on it and the review each week, until somebody must look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

from loosen._diary.checking import refuse_impossible
from loosen._diary.entering import with_plan, with_session
from loosen._diary.verdict import verdict
from loosen._model.diary import Diary, Done, SessionEntry, WeeklyCheck
from loosen._model.plan import Plan, Recommendation
from loosen._model.reserved import LOOKED_AT, PAIN_USUAL
from loosen._model.review import NewAnswer, Verdict
from loosen._planning.review.review import review
from loosen._records.canonical import plain
from loosen._records.origin import answers_of
from loosen._records.sealing import digest_of_record, seal_of
from loosen.errors import AnswersError, Fault, FileError
from tests.people import EVERYBODYS, quiet

from .body import Body
from .who import WEEKS, Person

LIBRARY = EVERYBODYS.library
HERE = timezone(timedelta(hours=1))
FIRST_DAY = date(2026, 1, 5)
SIGN_WEEK, MOST_COURSES = 5, 3
LATE_DAYS, LATE_EVENINGS = 17, 2
"""How late somebody notes a session at most, who notes it later."""
SAID_OFTEN = 0.85
"""How often each thing is said by somebody who leaves much unsaid."""
WARNINGS = tuple(one for one in LIBRARY.questions_in_order if one.section == "red_flags")
NEW_SIGNS = (
    "flags_bladder_bowel=saddle_numbness", "flags_illness=fever", "flags_leg_power=foot_drop",
    "flags_chest_tummy=chest_pain", "flags_illness=weight_loss",
)  # fmt: skip


@dataclass
class Reviewed:
    """One review: its week, the plan before, what was judged, and the plan or referral that came of it.

    `noted` are the sessions that were in the diary by then and that no review before had looked at.
    """

    week: int
    moment: datetime
    before: Recommendation
    verdict: Verdict
    made: Recommendation
    noted: tuple[SessionEntry, ...]
    diary: Diary
    usual: int
    away: bool = False

    @property
    def on(self) -> date:
        """The day."""
        return self.moment.date()


@dataclass
class Course:
    """Everything from one plan to where it ended; a person may have several, each after somebody had looked.

    `first` is the plan that it began with at `begun`, and `opened` the day of the opening plan of that. `ended` says
    why there is no further week: `half a year`, `referred`, `birth`; `after` is what would become of the last plan a
    week after a referral, when nobody has looked.
    """

    person: Person
    first: Recommendation
    begun: datetime
    opened: date
    reviews: list[Reviewed] = field(default_factory=list)
    ended: str = "half a year"
    ended_in: int = WEEKS
    after: Verdict | None = None


class Living:
    """Takes one person through the weeks."""

    def __init__(self, person: Person) -> None:
        self._who, self._body, self._kind = person, Body(person), person.kind
        self._chance = person.chance("doings")
        self._zone = HERE
        self._start = datetime.combine(
            FIRST_DAY + timedelta(days=self._chance.randrange(300)), datetime.min.time(), HERE
        )
        self._diary = Diary(person=_id(person.named, "it"))
        self._waiting: list[SessionEntry | WeeklyCheck] = []
        self._seen: set[str] = set()
        away = self._chance.randint(4, 12)
        self._away = range(away, away + self._chance.choice((1, 2, 3, 5, 8))) if self._does("away") else range(0)
        self._event_week = self._chance.randint(3, 9)
        self._birthday = self._chance.randint(2, 20)

    def _does(self, what: str) -> bool:
        return what in self._kind.doings

    # weeks

    def courses(self) -> list[Course]:
        """All courses of half a year, one after the other, each after somebody had looked."""
        first = sealed(self._who.first)
        course = Course(self._who, first, self._start + timedelta(hours=9), self._start.date())
        self._diary = with_plan(self._diary, first, course.begun)
        lived, week, now = [course], 1, first
        while True:
            week = self._live(course, now, week) + self._chance.randint(1, 3)
            if course.ended != "referred" or week >= WEEKS or len(lived) == MOST_COURSES or self._does("sign"):
                return lived
            onward = self._begun_anew(course, week) if len(lived) % 2 else self._gone_on(course, week)
            if onward is None:
                return lived
            course, now = onward
            lived.append(course)

    def _at(self, week: int, hour: int, day: int = 0) -> datetime:
        return self._start + timedelta(days=7 * (week - 1) + day, hours=hour)

    def _live(self, course: Course, now: Recommendation, week: int) -> int:
        """Go on until nothing goes on; the week in which it ended."""
        while week <= WEEKS:
            self._do_a_week(now, week)
            for day in (3, 7) if self._does("impatient") else (7,):
                found = self._review(now, course, self._at(week, 9, day))
                if found is None:
                    course.ended, course.ended_in = "birth", week + 1
                    return week + 1
                course.reviews.append(found)
                now = found.made
                self._diary = with_plan(self._diary, now, found.moment)
                if now.plan is None:
                    course.ended, course.ended_in = "referred", week + 1
                    later = self._at(week + 2, 9)
                    course.after = verdict(self._diary, found.before, LIBRARY, later)
                    return week + 1
            week += 1
        return week

    def _review(self, now: Recommendation, course: Course, moment: datetime) -> Reviewed | None:
        """A review; None where an answer tells nothing of today any more, and all is asked anew."""
        days = (moment.date() - self._start.date()).days
        week = days // 7 + 1
        self._enter(moment)
        noted = tuple(one for one in self._diary.sessions if one.id not in self._seen)
        self._seen |= {one.id for one in noted}
        found = verdict(self._diary, now, LIBRARY, moment)
        if self._does("swaps") and week % 4 == 0 and now.plan and not found.ends:
            found = self._with_swap(found, now.plan)
        begun = None if now.audit.course else course.opened
        try:
            made = review(now, found, moment.date(), LIBRARY, begun=begun)
        except AnswersError as error:
            if any("any more" in fault.what for fault in error.faults):
                return None
            found = self._answered(found, error, now, moment)
            made = review(now, found, moment.date(), LIBRARY, begun=begun)
        away = week - 1 in self._away
        return Reviewed(week, moment, now, found, sealed(made), noted, self._diary, self._body.usual(days), away)

    def _answered(self, found: Verdict, error: AnswersError, now: Recommendation, moment: datetime) -> Verdict:
        """The same once the questions are answered that a review asks, or without a swap that cannot be."""
        if any(fault.where in found.swaps for fault in error.faults):
            return found.model_copy(update={"swaps": {}})
        self._diary = self._with_check(now, moment, {fault.where: _quiet(fault) for fault in error.faults})
        return verdict(self._diary, now, LIBRARY, moment)

    def _with_check(self, now: Recommendation, moment: datetime, answers: Mapping[str, NewAnswer]) -> Diary:
        check = WeeklyCheck(
            id=_id(self._who.named, "answers", moment, sorted(answers)), plan=digest_of_record(now), on=moment.date(),
            answers=dict(answers), entered_at=moment,
        )  # fmt: skip
        return self._diary.model_copy(update={"checks": (*self._diary.checks, check)})

    def _with_swap(self, found: Verdict, plan: Plan) -> Verdict:
        item = self._chance.choice([one for one in plan.items if one.kind not in ("aerobic", "relaxation")])
        return found.model_copy(update={"swaps": {item.exercise: None}})

    def _begun_anew(self, course: Course, week: int) -> tuple[Course, Recommendation] | None:
        """A new plan after somebody has looked, made with the answers of that day."""
        last, moment = course.reviews[-1], self._at(week, 9)
        self._diary = self._with_check(last.before, self._at(week, 8), {LOOKED_AT: "yes"})
        answers = {**answers_of(last.made.audit), LOOKED_AT: "yes"}
        if PAIN_USUAL in answers:
            answers[PAIN_USUAL] = self._body.usual(7 * (week - 1))
        made = sealed(EVERYBODYS.recommend(answers))
        if made.plan is None:
            return None
        self._diary = with_plan(self._diary, made, moment)
        return Course(self._who, made, moment, moment.date()), made

    def _gone_on(self, course: Course, week: int) -> tuple[Course, Recommendation] | None:
        """The last plan, carried on after somebody has looked."""
        last = course.reviews[-1].before
        self._diary = self._with_check(last, self._at(week, 8), {LOOKED_AT: "yes"})
        onward = Course(self._who, last, self._at(week, 9), course.opened)
        found = self._review(last, onward, onward.begun)
        if found is None or found.made.plan is None:
            return None
        onward.reviews.append(found)
        self._diary = with_plan(self._diary, found.made, found.moment)
        return onward, found.made

    # what happens in a week

    def _do_a_week(self, now: Recommendation, week: int) -> None:
        plan = now.plan
        assert plan is not None
        days = max(item.dose.days_per_week for item in plan.items)
        done = 0
        for number in range(days):
            if week in self._away or self._chance.random() > self._kind.keenness:
                continue
            day = 7 * (week - 1) + number * 7 // days
            self._waiting.append(self._session(now, plan, day, number))
            done += 1
        self._body.week_is_over(done)
        if week not in self._away and not self._does("silent"):
            self._waiting.append(self._check(now, week))
        if self._does("wrong"):
            self._try_what_cannot_be(now, plan, week)

    def _session(self, now: Recommendation, plan: Plan, day: int, number: int) -> SessionEntry:
        began = self._start + timedelta(days=day, hours=18)
        felt, week = self._body.session(day, plan), day // 7 + 1
        items = [item for item in plan.items if number < item.dose.days_per_week]
        said: dict[str, Any] = {
            "pain_before": felt.before, "pain_worst": felt.worst, "pain_after": felt.after,
            "pain_next_morning": felt.morning, "effort": 4, "moved": "no", "new_signs": (),
            "pain_usual": self._body.usual(day) if number == 0 else None,
        }  # fmt: skip
        if self._does("silent"):
            said = {name: value for name, value in said.items() if self._chance.random() < SAID_OFTEN}
        done = [Done(exercise=item.exercise, repetitions=item.dose.repetitions) for item in items]
        if week == self._event_week and number == 1:
            done = self._with_event(done, items)
        if self._does("sign") and week == SIGN_WEEK and number == 1:
            said["new_signs"] = (self._chance.choice(self._signs_that_apply(now)),)
        most = LATE_DAYS if self._who.number % 2 else LATE_EVENINGS
        late = timedelta(days=self._chance.randint(0, most)) if self._does("late") else timedelta(0)
        return SessionEntry(
            id=_id(self._who.named, "session", day), plan=digest_of_record(now), started=began,
            ended=began + timedelta(minutes=min(55, plan.seconds // 60)), done=tuple(done), entered="log",
            entered_at=began + timedelta(hours=13) + late, **said,
        )  # fmt: skip

    def _with_event(self, done: list[Done], items: list[Any]) -> list[Done]:
        """What happens once with one exercise: it hurts, or it sends signs down."""
        work = [place for place, item in enumerate(items) if item.kind in ("stretch", "mobilisation", "strengthening")]
        if not work or not (self._does("hurts") or self._does("down")):
            return done
        place = self._chance.choice(work)
        name = done[place].exercise
        one = Done(exercise=name, skipped="hurt") if self._does("hurts") else Done(exercise=name, moved="down")
        return [*done[:place], one, *done[place + 1 :]]

    def _signs_that_apply(self, now: Recommendation) -> list[str]:
        had = {one.question for one in now.audit.answers if one.state != "not_applicable"}
        return [sign for sign in NEW_SIGNS if sign.partition("=")[0] in had]

    def _check(self, now: Recommendation, week: int) -> WeeklyCheck:
        """The weekly check, in the evening of the last day of a week."""
        at = self._at(week, 21, day=6)
        asked = {one.question: one for one in now.audit.answers if one.state == "answered"}
        signs = [one for one in WARNINGS if one.id in asked and one.takes.several]
        again = {one.id: tuple(_told(asked[one.id].value)) for one in signs}
        answers: dict[str, NewAnswer] = {**again} if self._who.number % 2 else {}
        if self._does("repeats"):
            answers[LOOKED_AT] = "yes"
        if self._does("birthday") and week == self._birthday:
            answers["age"] = int(self._who.answers["age"]) + 1
        usual = self._body.usual(7 * week)
        change = self._who.usual - usual
        if self._kind.says_better:
            change = max(change, min(4, week // 3))
        rating = min(10, max(0, 5 + change))
        return WeeklyCheck(
            id=_id(self._who.named, "check", week), plan=digest_of_record(now), on=at.date(), sleep=6,
            change=max(-5, min(5, change)), activities=({"name": "Gardening", "rating": rating},), answers=answers,
            new_signs=None if self._who.number % 2 else (), entered_at=at,
        )  # fmt: skip

    def _enter(self, moment: datetime) -> None:
        """Put into the diary what is entered by a moment."""
        for entry in self._waiting:
            if entry.entered_at <= moment and isinstance(entry, SessionEntry):
                self._diary = with_session(self._diary, entry)
            elif entry.entered_at <= moment:
                self._diary = self._diary.model_copy(update={"checks": (*self._diary.checks, entry)})
        self._waiting = [one for one in self._waiting if one.entered_at > moment]

    # what cannot be

    def _try_what_cannot_be(self, now: Recommendation, plan: Plan, week: int) -> None:
        """Note what cannot have happened: all of it is refused."""
        good = self._session(now, plan, 7 * (week - 1), 0)
        at = self._at(week + 1, 8)
        cannot = {
            "in the future": {"started": at + timedelta(days=2), "ended": None},
            "before the plan": {"started": self._start - timedelta(days=400), "ended": None},
            "not in the plan": {"done": (Done(exercise="no_such_exercise"),)},
            "entered later than now": {"entered_at": at + timedelta(days=1)},
            "no such sign": {"new_signs": ("flags_illness=no_such_sign",)},
        }
        for what, change in cannot.items():
            entry = good.model_copy(update={"id": _id(self._who.named, what, week), **change})
            try:
                refuse_impossible(self._diary.model_copy(update={"sessions": (entry,)}), {good.plan: now}, LIBRARY, at)
            except FileError:
                continue
            raise AssertionError(f"{self._who.named} in week {week}: a session {what} was taken")


def sealed(made: Recommendation) -> Recommendation:
    """The same with its seal, as it is when it was kept and read again; that takes far longer."""
    return made.model_copy(update={"seal": seal_of(plain(made))})


def lived(person: Person) -> list[Course]:
    """The courses of somebody's half year."""
    return Living(person).courses()


def _id(*about: object) -> str:
    return sha256(repr(about).encode()).hexdigest()[:32]


def _told(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) and value else ("none",)


def _quiet(fault: Fault) -> NewAnswer:
    answer = quiet(LIBRARY.questions[fault.where])
    return (answer,) if LIBRARY.questions[fault.where].takes.several and isinstance(answer, str) else answer
