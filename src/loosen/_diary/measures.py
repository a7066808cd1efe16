"""From a diary, a plan and a moment to every measure that rules of progression look at.

A measure of the plan is None where nothing was said. What some sessions leave unsaid makes its interval wide, so that
it never counts as good.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from itertools import groupby

from loosen._model.diary import InForce, SessionEntry, WeeklyCheck
from loosen._model.effects import MAY_STAY_UNSAID, Measure
from loosen._model.plan import Plan, ProgressionRule, Recommendation
from loosen._model.question import NONE, UNKNOWN

from .counted import DAYS_A_WEEK, TWO_WEEKS, Counted, was_done
from .readings import (
    HARDEST_WORK,
    WORST_PAIN,
    Interval,
    Reading,
    above_usual,
    certainly,
    during,
    effort,
    exactly,
    hours_to_settle,
    hurt_in,
    morning_above_usual,
    possibly,
    spread,
    spread_in,
    too_hard_in,
    unsure_in,
    usual_of,
)

Measured = Mapping[Measure, Reading | None]
"""Every measure of the plan, and what it came to."""
Reader = Callable[[SessionEntry], Interval | None]

LONGEST_TO_SETTLE = 240
WHOLE = 100
QUIET = frozenset({NONE, "no", UNKNOWN})
"""Answers to a warning question that tell of no sign."""


@dataclass(frozen=True)
class Person:
    """The person a diary is about: the plan's record, and which questions ask about warning signs."""

    record: Recommendation
    warnings: Set[str]

    @property
    def plan(self) -> Plan:
        """The plan in the record. Raises `ValueError` where it is a referral."""
        if self.record.plan is None:
            raise ValueError("a referral has no plan to go on with")
        return self.record.plan

    @cached_property
    def told_at_first(self) -> Mapping[str, Collection[str]]:
        """What the plan's answers chose of the options of each question."""
        return {record.question: _options(record.value) for record in self.record.audit.answers}

    @cached_property
    def readers(self) -> Mapping[Measure, Reader]:
        """How each measure that a single session has is read from it."""
        usual = usual_of(self.record.audit)
        return {
            "pain_during": during,
            "pain_above_usual": partial(above_usual, usual=usual),
            "pain_next_morning_above_usual": partial(morning_above_usual, usual=usual),
            "hours_to_settle": partial(hours_to_settle, usual=usual),
            "symptoms_spread": spread,
            "effort": effort,
        }


OF_MORNING: Collection[Measure] = ("pain_next_morning_above_usual", "hours_to_settle")
"""What cannot be known before the next morning."""
WORST: Mapping[Measure, int] = {
    "pain_during": WORST_PAIN, "pain_above_usual": WORST_PAIN, "pain_next_morning_above_usual": WORST_PAIN,
    "hours_to_settle": LONGEST_TO_SETTLE, "symptoms_spread": 1, "effort": HARDEST_WORK,
}  # fmt: skip
"""What a measure may have been where nobody said."""


def measures(counted: Counted, person: Person) -> Measured:
    """Every measure of the plan at a moment."""
    found = {name: worst_of(name, counted.lately, counted, person) for name in WORST}
    return {
        **found,
        "green_sessions_in_a_row": _greens(counted, person),
        "sessions_done_percent": _done_percent(counted, person.plan),
        "days_since_last_change": _days_since(counted, counted.last_change),
        "step_backs_in_two_weeks": _most_steps_back(counted, person),
        "any_red_flag": _red_flag(counted, person),
        "days_since_last_session": _days_since_session(counted),
        "weeks_since_start": _weeks(counted),
        "usual_pain_change": _usual_change(counted, person),
        "overall_change": _overall(counted),
        "looked_at": exactly(1, counted.cleared.id) if counted.cleared else exactly(0),
        "activities_change": _activities_change(counted, counted.checks),
        "activities_lately": _activities_change(counted, counted.checks[-2:]),
        "sleep_lately": _sleep_lately(counted),
        "amber_weeks_in_a_row": _amber_weeks(counted, person),
        "raised_mornings_in_a_row": _raised_mornings(counted, person),
    }


def worst_of(name: Measure, sessions: Sequence[SessionEntry], counted: Counted, person: Person) -> Reading | None:
    """The worst that any of the sessions says; None where none says anything.

    Signs that moved down during one exercise are that exercise's matter, and the plan's only when it happens again.
    """
    reader = person.readers[name]
    if name in OF_MORNING:
        sessions = [one for one in sessions if counted.has_next_morning(one) or reader(one) is not None]
    if name == "symptoms_spread":
        reader = _spread_beyond(sessions)
    said = [(one.id, reader(one)) for one in sessions]
    known = [(key, reading) for key, reading in said if reading is not None]
    if not known:
        return None
    least, most = (max(ends) for ends in zip(*(reading for _, reading in known), strict=True))
    perhaps = [key for key, reading in known if reading.least < least and reading.most == most]
    entries = (*perhaps, *(key for key, reading in known if reading.least == least))
    unsaid = WORST[name] if len(known) < len(said) and name not in MAY_STAY_UNSAID else most
    return Reading(least, max(most, unsaid), entries)


def _spread_beyond(sessions: Sequence[SessionEntry]) -> Reader:
    """Reads 0 of the one session in which signs moved down during an exercise that is told, and in nothing else."""
    told = [one.id for one in sessions if spread_in(one)]
    return lambda session: Interval(0, 0) if told == [session.id] else spread(session)


def of_exercises(counted: Counted) -> Mapping[Measure, Mapping[str, Reading]]:
    """What the sessions of late say of single exercises: for each measure the exercises that it is true of."""
    return {
        "exercise_hurt": _told_of(counted.since_review, hurt_in),
        "exercise_spread": _told_of(counted.so_far, spread_in),
        "exercise_too_hard": _told_of(counted.since_review, too_hard_in),
        "exercise_unsure": _told_of(counted.since_review, unsure_in),
    }


def _told_of(sessions: Iterable[SessionEntry], told: Callable[[SessionEntry], frozenset[str]]) -> Mapping[str, Reading]:
    found: dict[str, Reading] = {}
    for session in sessions:
        for exercise in told(session):
            before = found.get(exercise, Reading(1, 1))
            found[exercise] = before._replace(entries=(*before.entries, session.id))
    return dict(sorted(found.items()))


def _greens(counted: Counted, person: Person) -> Reading | None:
    """How many of the last sessions at this step went well, one after the other; None before the first.

    They are counted as far as the plan's own rules ask for them.
    """
    criteria = (one for gate in person.plan.moving_on for one in gate.criteria)
    enough = max((one.at_least or 0 for one in criteria if one.measure == "green_sessions_in_a_row"), default=0)
    count: list[str] = []
    for session in reversed(counted.at_this_step):
        if len(count) == enough:
            break
        match _is_green(session, counted, person):
            case False:
                break
            case True if counted.is_timely(session):
                count.append(session.id)
    return exactly(len(count), *reversed(count)) if counted.at_this_step else None


def _is_green(session: SessionEntry, counted: Counted, person: Person) -> bool | None:
    """Whether a session went well by the plan's own rules: it certainly meets what moving on asks of one session.

    And it may meet nothing that asks to stay, step back or stop. None while it does and its next morning is to come.
    """
    to_come = () if counted.has_next_morning(session) else OF_MORNING
    readers = {name: read for name, read in person.readers.items() if name not in to_come or read(session) is not None}
    read = {name: reader(session) for name, reader in readers.items()}
    gates = person.plan.moving_on
    if not any(gate.verdict == "advance" for gate in gates) or not was_done(session):
        return False
    if not all(_is_met(gate, read) for gate in gates if gate.verdict in ("advance", "hold", "step_back", "stop")):
        return False
    return None if to_come and len(readers) < len(person.readers) else True


def _is_met(gate: ProgressionRule, read: Mapping[Measure, Interval | None]) -> bool:
    said = {name for name, known in read.items() if known is not None or name not in MAY_STAY_UNSAID}
    about = [criterion for criterion in gate.criteria if criterion.measure in said]
    if gate.verdict == "advance":
        return all(certainly(criterion, read[criterion.measure]) for criterion in about)
    return not any(possibly(criterion, read[criterion.measure]) for criterion in about)


def _done_percent(counted: Counted, plan: Plan) -> Reading | None:
    """How much of a week was done, in percent of what the plan asks: the better of the weeks to today and yesterday.

    Each exercise counts for as many days as it is asked for, so that half a session is half of one. While the first
    week is not over, the rest of it may still be done.
    """
    asked = {item.exercise: item.dose.days_per_week for item in plan.items}
    if not counted.plans or not asked:
        return None
    yesterday = counted.today - timedelta(days=1)
    weeks = [_week_to(day, asked, counted) for day in (counted.today, yesterday)]
    percent, entries = max(weeks, key=lambda week: week[0])
    first = counted.start is not None and counted.is_within(counted.start.date(), DAYS_A_WEEK)
    return Reading(percent, WHOLE if first else percent, entries)


def _week_to(last: date, asked: Mapping[str, int], counted: Counted) -> tuple[int, tuple[str, ...]]:
    sessions = [one for one in counted.so_far if counted.is_timely(one)]
    week = [one for one in sessions if 0 <= (last - one.started.date()).days < DAYS_A_WEEK]
    days = {(exercise, one.started.date()) for one in week for exercise in was_done(one)}
    done = {name: sum(exercise == name for exercise, _ in days) for name in asked}
    total = sum(min(done[name], asked[name]) for name in asked)
    return WHOLE * total // sum(asked.values()), tuple(one.id for one in week)


def _days_since(counted: Counted, plan: InForce | None) -> Reading | None:
    return exactly(counted.days_between(plan.since, counted.moment)) if plan else None


def steps_back(counted: Counted, person: Person) -> Sequence[datetime]:
    """The steps back that pain asked for. Those after a pause, or for a point of pain in the morning, are no worse."""
    return [then for then, before in counted.steps_back if any(_is_red(one, person) for one in before)]


def steps_back_by(end: datetime, steps: Iterable[datetime], counted: Counted) -> int:
    """How many of some steps back were taken in the two weeks up to a moment."""
    return sum(0 <= counted.days_between(then, end) < TWO_WEEKS for then in steps)


def _most_steps_back(counted: Counted, person: Person) -> Reading | None:
    """The most steps back in any two weeks since the person began."""
    steps = steps_back(counted, person)
    return exactly(max((steps_back_by(end, steps, counted) for end in steps), default=0)) if counted.plans else None


def _is_red(session: SessionEntry, person: Person) -> bool:
    """Whether a session by itself asks for a step back, or has the pain of which too much does."""
    asks = any(
        certainly(criterion, person.readers[criterion.measure](session))
        for gate in person.plan.moving_on
        if gate.verdict == "step_back"
        for criterion in gate.criteria
        if criterion.measure in person.readers
    )
    return asks or _is_amber(session, person)


def _red_flag(counted: Counted, person: Person) -> Reading | None:
    """Whether any warning sign is new since the person began; that none is has to be told within the week."""
    signs = [one.id for one in counted.so_far if one.new_signs]
    signs += [check.id for check in counted.checks if check.new_signs or new_in(check, person)]
    if signs:
        return exactly(1, *signs)
    quiet = [one.id for one in counted.so_far if one.new_signs is not None and _is_of_week(one, counted)]
    quiet += [check.id for check in counted.checks if _tells_of_signs(check, person) and _is_of_week(check, counted)]
    return exactly(0, *quiet) if quiet else None


def _tells_of_signs(check: WeeklyCheck, person: Person) -> bool:
    return check.new_signs is not None or any(question in person.warnings for question in check.answers)


def _is_of_week(entry: SessionEntry | WeeklyCheck, counted: Counted) -> bool:
    day = entry.on if isinstance(entry, WeeklyCheck) else entry.started.date()
    return counted.is_timely(entry) and counted.is_within(day, DAYS_A_WEEK + 1)


def new_in(check: WeeklyCheck, person: Person) -> Mapping[str, tuple[str, ...]]:
    """The warning signs in a weekly check that the plan does not know of, by question."""
    found = {}
    for question in check.answers.keys() & person.warnings:
        told, before = _options(check.answers[question]), person.told_at_first.get(question, ())
        if signs := tuple(one for one in told if one not in QUIET and one not in before):
            found[question] = signs
    return found


def _options(value: int | str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (str(value),)


def _days_since_session(counted: Counted) -> Reading | None:
    """Days since something was done, or since the person began; filled in later it counts on the day of the session.

    While somebody looks at what stopped a plan, the days go on.
    """
    last = next((one for one in reversed(counted.of_course) if was_done(one)), None)
    if last:
        return exactly((counted.today - last.started.date()).days, last.id)
    return exactly(counted.days_between(counted.start, counted.moment)) if counted.start else None


def _weeks(counted: Counted) -> Reading | None:
    if counted.start is None:
        return None
    return exactly(counted.days_between(counted.start, counted.moment) // DAYS_A_WEEK)


def _usual_change(counted: Counted, person: Person) -> Reading | None:
    """How much the usual pain rose since the person began: the last told within two weeks against the first.

    The first is told by the plan's answers where no session of the first week tells it.
    """
    told = [(one, one.pain_usual) for one in counted.so_far if one.pain_usual is not None]
    if not told or not counted.is_within(told[-1][0].started.date(), TWO_WEEKS):
        return None
    first, last = told[0], told[-1]
    early = counted.start is None or (first[0].started.date() - counted.start.date()).days < DAYS_A_WEEK
    usual = Interval(first[1], first[1]) if early and first is not last else usual_of(person.record.audit)
    return Reading(last[1] - usual.most, last[1] - usual.least, (last[0].id,))


def usual_for_a_week(counted: Counted) -> int | None:
    """The most that usual pain was in the two weeks up to when it was last told; None before a week of tellings."""
    told = [one for one in counted.so_far if one.pain_usual is not None and counted.is_timely(one)]
    if not told or not counted.is_within(told[-1].started.date(), TWO_WEEKS):
        return None
    ago = {one.id: (told[-1].started.date() - one.started.date()).days for one in told}
    lately = [one for one in told if ago[one.id] < TWO_WEEKS]
    if max(ago[one.id] for one in lately) < DAYS_A_WEEK - 1:
        return None
    return max(one.pain_usual or 0 for one in lately)


def _overall(counted: Counted) -> Reading | None:
    """The change over all in the last weekly check that tells it, within two weeks."""
    for check in reversed(counted.checks):
        if check.change is not None and counted.is_within(check.on, TWO_WEEKS):
            return exactly(check.change, check.id)
    return None


def _activities_change(counted: Counted, checks: Sequence[WeeklyCheck]) -> Reading | None:
    """By how much own activities go better in the last of some checks than when each was first rated in them.

    It is the mean over all of them, without its fraction, so that it is 2 from 2 on; below zero where they go worse.
    """
    rated = [check for check in checks if check.activities]
    if not rated or not counted.is_within(rated[-1].on, TWO_WEEKS):
        return None
    first: dict[str, int] = {}
    for one in (one for check in rated[:-1] for one in check.activities):
        first.setdefault(one.name, one.rating)
    changes = [one.rating - first[one.name] for one in rated[-1].activities if one.name in first]
    return exactly(int(sum(changes) / len(changes)), rated[-1].id) if changes else None


def _sleep_lately(counted: Counted) -> Reading | None:
    """By how much sleep is better in the last weekly check than in the one before; below zero where it is worse."""
    told = [(check, check.sleep) for check in counted.checks if check.sleep is not None]
    if len(told) < len(("before", "now")) or not counted.is_within(told[-1][0].on, TWO_WEEKS):
        return None
    (_, before), (last, now) = told[-2:]
    return exactly(now - before, last.id)


OF_AMBER: Collection[Measure] = ("pain_during", "pain_above_usual")
"""The pain for which a session is amber where the plan's own rules say that it stays as it is."""


def _amber_weeks(counted: Counted, person: Person) -> Reading:
    """For how many weeks in a row, up to the last session and since the last change, sessions were amber.

    A row is over where a week passes without one: 1 is one such session or more, 2 if the first was a week before the
    last.
    """
    days = {one.started.date(): one.id for one in counted.at_this_step if _is_amber(one, person)}
    row: list[date] = []
    last = max((one.started.date() for one in counted.at_this_step), default=counted.today)
    for day in sorted(days, reverse=True):
        if ((row[-1] if row else last) - day).days > DAYS_A_WEEK:
            break
        row.append(day)
    weeks = 1 + (row[0] - row[-1]).days // DAYS_A_WEEK if row else 0
    return exactly(weeks, *(days[day] for day in reversed(row)))


def _raised_mornings(counted: Counted, person: Person) -> Reading | None:
    """The most mornings running on which pain was above usual, of the sessions of late; unsaid ones are passed over."""
    read = person.readers["pain_next_morning_above_usual"]
    told = [(one.id, known) for one in counted.lately if (known := read(one)) is not None]
    if not told:
        return None
    surely = [tuple(run) for up, run in groupby(told, key=lambda one: one[1].least > 0) if up]
    maybe = [tuple(run) for up, run in groupby(told, key=lambda one: one[1].most > 0) if up]
    longest = max(surely, key=len, default=())
    return Reading(len(longest), max(map(len, maybe), default=0), tuple(key for key, _ in longest))


def _is_amber(session: SessionEntry, person: Person) -> bool:
    return any(
        certainly(criterion, person.readers[criterion.measure](session))
        for gate in person.plan.moving_on
        if gate.verdict == "hold"
        for criterion in gate.criteria
        if criterion.measure in OF_AMBER
    )
