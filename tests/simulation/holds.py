"""What must hold of every course, whoever it is of; each check has a name and says where it does not hold.

They look at what the person noted and at the plans, and not at what the verdicts say, so that they judge these, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from loosen import replay
from loosen._model.diary import SessionEntry
from loosen._model.plan import Change, Item, Plan, Recommendation
from loosen._model.reserved import LOOKED_AT
from loosen._planning.plan_stages import PLAN_STAGES
from loosen._planning.state import Work
from loosen._records.line import ancestors_of
from loosen._records.origin import answers_of
from loosen._records.sealing import digest_of_record
from tests.people import EVERYBODYS, completed

from .body import load_of
from .living import LIBRARY, SIGN_WEEK, Course, Reviewed

Holds = Callable[[Course], Iterator[str]]
GROWTH = ("range", "hold_s", "repetitions", "sets", "variant")
MOST_AT_ONCE = 4
"""Exercises that may take a step in the same week (PRO-043)."""
STEP = {"hold_s": 5, "repetitions": 1, "sets": 1}
"""The largest step of each value of a dose (PRO-040)."""
DAYS_BETWEEN = 7
LONGER_PERCENT = 120
TWO_WEEKS, SIX_WEEKS = 14, 42
STRONG = 8
"""Points of pain in a session after which somebody has to look (fact MO-06)."""
TWO_POINTS = 2
"""Points that matter (fact MO-09)."""
A_DOZEN, SAFE_EVERY = 12, 6
"""Every so many weeks a plan is made again, and held against all that is decided for the person anew."""


def plan_in(made: Recommendation) -> Plan:
    """The plan of a record that has one."""
    assert made.plan is not None
    return made.plan


def items_of(made: Recommendation) -> Mapping[str, Item]:
    """The items of a plan by their exercises."""
    return {item.exercise: item for item in plan_in(made).items}


def going_on(course: Course) -> Iterator[Reviewed]:
    """The reviews after which a plan goes on."""
    return (one for one in course.reviews if one.made.plan is not None)


def changes_of(one: Reviewed) -> list[Change]:
    """Everything that a review changed."""
    since = plan_in(one.made).since
    return [told.change for told in since.changes] if since else []


def grown_in(one: Reviewed) -> list[str]:
    """What was made harder, by what stands in both plans: longer, more, further, or a harder form."""
    before, now = items_of(one.before), items_of(one.made)
    instead = {change.exercise: change.instead_of for change in changes_of(one) if change.instead_of}
    found = [change.exercise for change in changes_of(one) if change.what == "range"]
    for name, item in now.items():
        if name in before:
            found += [name] * (load_of(item) > load_of(before[name]))
        elif (old := instead.get(name)) is not None:
            found += [name] * (LIBRARY.exercises[name].level > LIBRARY.exercises[old].level)
        else:
            found.append(name)
    return found


def hurts(session: SessionEntry, usual: int) -> bool:
    """Whether somebody would call it a rise of pain: clearly above usual in or after it, or the morning after."""
    during = max(session.pain_worst or 0, session.pain_after or 0)
    morning = session.pain_next_morning or 0
    return during >= max(4, usual + TWO_POINTS) or morning >= usual + TWO_POINTS


def told_usual(made: Recommendation) -> int:
    """The usual pain that a record was made with."""
    told = next((one.value for one in made.audit.answers if one.question == "pain_usual"), 0)
    return told if isinstance(told, int) else 0


# what holds


def load_never_rises_after_a_pain_rise(course: Course) -> Iterator[str]:
    for one in going_on(course):
        week = [session for session in one.diary.sessions if one.moment - session.started < timedelta(days=7)]
        rose = [session for session in week if hurts(session, told_usual(one.before))]
        if rose and (grown := grown_in(one)):
            yield f"week {one.week}: {grown} became harder after the pain of {rose[-1].started:%Y-%m-%d}"


def one_step_in_seven_days(course: Course) -> Iterator[str]:
    last: date | None = None
    for one in going_on(course):
        grown, resumed = grown_in(one), resumed_in(one)
        if last and grown and (one.on - last).days < DAYS_BETWEEN:
            yield f"week {one.week}: {grown} became harder {(one.on - last).days} days after the last step"
        steps = [name for name in grown if name not in resumed]
        if len(steps) > MOST_AT_ONCE or len(set(steps)) < len(steps):
            yield f"week {one.week}: too much became harder at once: {steps}"
        last = one.on if grown else last
        yield from (f"week {one.week}: {what}" for what in _too_far(one))


def resumed_in(one: Reviewed) -> set[str]:
    """What is done again as it was before a break."""
    return {change.exercise for change in changes_of(one) if change.what == "again"}


def after_a_break_nothing_is_more_than_before_it(course: Course) -> Iterator[str]:
    most = {name: load_of(item) for name, item in items_of(course.first).items()}
    for one in going_on(course):
        now = items_of(one.made)
        for name in resumed_in(one) & now.keys():
            if load_of(now[name]) > most.get(name, 0):
                yield f"week {one.week}: {name} is {load_of(now[name])} s a week, and was {most.get(name, 0)} at most"
        most |= {name: max(load_of(item), most.get(name, 0)) for name, item in now.items()}


def _too_far(one: Reviewed) -> Iterator[str]:
    """Exercises in which more than one value grew, or one by more than a step; a harder form is begun anew."""
    before, resumed = items_of(one.before), resumed_in(one)
    for name, item in items_of(one.made).items():
        if name in before and name not in resumed:
            was, now = before[name].dose, item.dose
            more = {value: getattr(now, value) - getattr(was, value) for value in STEP}
            grown = {value: by for value, by in more.items() if by > 0}
            if len(grown) > 1 or any(by > STEP[value] for value, by in grown.items()):
                yield f"{name} grew by more than one step: {grown}"


def caps_and_safety_hold(course: Course) -> Iterator[str]:
    for place, one in enumerate(going_on(course)):
        if place % SAFE_EVERY == 0 or one.verdict.new_answers:
            yield from (f"week {one.week}: {what}" for what in _unsafe(one))


def _unsafe(one: Reviewed) -> Iterator[str]:
    """What in a plan a new plan for the same person on that day could not have."""
    work = decided(answers_today(one.made))
    if not work.triage.allows_a_plan:
        yield f"a new plan would be refused: {work.triage.level}"
        return
    session, week = Counter[str](), Counter[str]()
    for item in plan_in(one.made).items:
        yield from _beyond(item, work)
        if item.kind == "stretch":
            session.update(dict.fromkeys(item.targets, held_s(item)))
            week.update(dict.fromkeys(item.targets, held_s(item) * item.dose.days_per_week))
    caps = {"a session": (session, work.dosing.cap_session_s), "a week": (week, work.dosing.cap_week_s)}
    for span, (held, cap) in caps.items():
        yield from (f"{muscle} is stretched for {s} s in {span}" for muscle, s in held.items() if s > cap)


def _beyond(item: Item, work: Work) -> Iterator[str]:
    """What is not allowed of an item: the exercise for safety or as too hard, or its dose as too large."""
    name, dose, fresh = item.exercise, item.dose, work.dosed(item.exercise)
    if work.safety.is_excluded(name):
        yield f"{name} is left out for safety: {work.safety.rules_that('excluded', name)}"
    if work.level_of(name) > work.start.level_of(name):
        yield f"{name} is too hard: level {work.level_of(name)}"
    held = dose.hold_s > (fresh.room.bout_most if fresh.room.is_bout else fresh.room.hold_s)
    often = not fresh.room.is_bout and dose.repetitions > fresh.room.repetitions
    if held or often or dose.days_per_week > fresh.dose.days_per_week:
        given = f"{dose.hold_s} s, {dose.repetitions} times, {dose.days_per_week} days"
        yield f"{name} is given in a dose that is too large: {given}"


def held_s(item: Item) -> int:
    """The seconds a day that one side is held in a stretch."""
    dose = item.dose
    return (dose.sets * dose.repetitions + (1 if item.extra else 0)) * dose.hold_s * dose.times_per_day


def answers_today(made: Recommendation) -> dict[str, Any]:
    """The answers of a record as the person would give them on its day; what was never asked is answered quietly."""
    course = made.audit.course
    assert course is not None
    told = (one for one in made.audit.answers if one.state == "default")
    taken = {one.question: one.value for one in told if LIBRARY.questions[one.question].as_weeks_pass}
    weeks = course.week - 1 - course.answered
    moved, _ = EVERYBODYS.assessor.clock.moved_on({**taken, **answers_of(made.audit)}, course.older, weeks)
    return completed(moved, drop_unasked=True)


def decided(answers: Mapping[str, Any]) -> Work:
    """Everything that is decided for a person before anything is chosen."""
    work = Work(LIBRARY, LIBRARY.graph, EVERYBODYS.assessor.assess(answers))
    for stage in PLAN_STAGES if work.triage.allows_a_plan else ():
        if stage.decides != "chosen":
            if stage.rules:
                work.outcomes[stage.rules] = EVERYBODYS.assessor.run(stage.rules, work.findings.facts)
            stage.decide(work)
    return work


def the_session_fits_its_time(course: Course) -> Iterator[str]:
    """A session may become longer than was asked for by a fifth; walking and resting give way (policy `outline`)."""
    for one in going_on(course):
        now = plan_in(one.made)
        if now.seconds > now.minutes * 60 * LONGER_PERCENT // 100:
            yield f"week {one.week}: a session takes {now.seconds} s, and {now.minutes} minutes were asked for"


def what_was_stopped_stays_away(course: Course) -> Iterator[str]:
    stopped: dict[str, int] = {}
    for one in course.reviews:
        if one.made.plan is not None:
            for name in items_of(one.made).keys() & stopped.keys():
                yield f"week {one.week}: {name} is back, which was stopped in week {stopped[name]}"
        down = {done.exercise for session in one.noted for done in session.done if done.moved == "down"}
        stopped |= dict.fromkeys(down, one.week)
        if one.made.plan is not None and (still := down & items_of(one.made).keys()):
            yield f"week {one.week}: {still} is still there, which sent signs down"


def a_stop_lasts_until_somebody_looked(course: Course) -> Iterator[str]:
    """A week later, when nobody has looked, the same diary does not let the last plan go on."""
    if course.after is not None and course.reviews[-1].verdict.ends and not course.after.ends:
        yield f"week {course.ended_in + 1}: nobody has looked, and the old plan would go on ({course.after.kind})"


def who_gets_worse_is_referred(course: Course) -> Iterator[str]:
    """Usual pain 2 points above that at the start, or feeling clearly worse, told in the last two weeks."""
    begun = next((one.pain_usual for one in _sessions(course) if one.pain_usual is not None), None)
    for one in going_on(course):
        usual, change = _lately(course, one)
        worse = usual is not None and begun is not None and usual - begun >= TWO_POINTS
        worse |= change is not None and change <= -TWO_POINTS
        looked = _was_looked_at(one)
        if worse and (one.moment - course.begun).days >= TWO_WEEKS and (not looked or grown_in(one)):
            yield f"week {one.week}: usual pain was {begun} and is {usual}, change {change}, and the plan goes on"


def no_better_after_six_weeks_is_referred(course: Course) -> Iterator[str]:
    """Usual pain no lower than at first, and feeling no better, both told in the last two weeks."""
    begun = told_usual(course.first)
    for one in going_on(course):
        usual, change = _lately(course, one)
        no_better = usual is not None and change is not None and usual >= begun and change <= 0
        if begun and no_better and (one.moment - course.begun).days >= SIX_WEEKS and not _was_looked_at(one):
            yield f"week {one.week}: usual pain is {usual} and was {begun}, change {change}, and the plan goes on"


def _was_looked_at(one: Reviewed) -> bool:
    """Whether it was told in the last two weeks that somebody has looked at it."""
    return any(
        check.answers.get(LOOKED_AT) == "yes" for check in one.diary.checks if (one.on - check.on).days <= TWO_WEEKS
    )


def _lately(course: Course, one: Reviewed) -> tuple[int | None, int | None]:
    """The usual pain and the change over all that were told last, within two weeks."""
    usual = [(s.started.date(), s.pain_usual) for s in _sessions(course, one) if s.pain_usual is not None]
    checks = [c for c in one.diary.checks if c.on >= course.begun.date()]
    changes = [(c.on, c.change) for c in checks if c.change is not None]
    last: list[int | None] = []
    for told in (usual, changes):
        on, value = told[-1] if told else (date.min, None)
        last.append(value if (one.on - on).days < TWO_WEEKS else None)
    return last[0], last[1]


def a_new_sign_is_referred_in_its_week(course: Course) -> Iterator[str]:
    for one in going_on(course):
        if signs := [sign for session in _sessions(course, one) for sign in session.new_signs or ()]:
            yield f"week {one.week}: {signs} is new, and the plan goes on"
    if "sign" in course.person.kind.doings and course.ended_in > SIGN_WEEK + 1:
        yield f"the sign of week {SIGN_WEEK} was not seen before week {course.ended_in}"


def nobody_is_sent_away_for_nothing(course: Course) -> Iterator[str]:
    """Somebody is referred only for pain that rose, for getting worse or no better, for a sign, or by triage itself."""
    last = course.reviews[-1] if course.reviews else None
    if course.ended == "referred" and last is not None and last.verdict.ends and not _has_a_cause(course, last):
        why = sorted({(ground.rule, str(ground.measure)) for ground in last.verdict.grounds_to_end})
        usual = told_usual(course.first)
        yield f"week {last.week}: sent to somebody ({why}) with usual pain {last.usual}, at first {usual}"


def _has_a_cause(course: Course, last: Reviewed) -> bool:
    sessions, usual = _sessions(course, last), told_usual(last.before)
    down = any(one.moved == "down" or any(done.moved == "down" for done in one.done) for one in sessions)
    signs = any(one.new_signs for one in sessions)
    days = {one.started.date() for one in sessions if hurts(one, usual)}
    rose = len(days) > 1 and (max(days) - min(days)).days >= DAYS_BETWEEN
    strong = any((one.pain_worst or 0) >= STRONG for one in sessions)
    worse = last.usual >= usual + TWO_POINTS or any((check.change or 0) <= -TWO_POINTS for check in last.diary.checks)
    late = (last.moment - course.begun).days >= SIX_WEEKS and last.usual > usual - TWO_POINTS
    return down or signs or rose or strong or worse or late


def who_was_away_comes_back_gently(course: Course) -> Iterator[str]:
    """After weeks without a session nothing is harder than before, and the plan is still one."""
    away = [one for one in going_on(course) if one.away]
    for one in away:
        if grown := grown_in(one):
            yield f"week {one.week}: {grown} became harder while nothing was done"
    if away:
        full = sum(map(load_of, plan_in(away[0].before).items))
        left = sum(map(load_of, plan_in(away[-1].made).items))
        if left * 3 < full:
            yield f"week {away[-1].week}: after {len(away)} weeks away {left} s of {full} s a week are left"


def every_plan_is_made_again_to_the_byte(course: Course) -> Iterator[str]:
    yield from _made_otherwise(course.reviews)


def one_plan_in_a_dozen_is_made_again(course: Course) -> Iterator[str]:
    """The same of some plans, of each week in some people: it takes as long as the course itself."""
    yield from _made_otherwise(one for one in course.reviews if (one.week + course.person.number) % A_DOZEN == 0)


def _made_otherwise(reviews: Iterable[Reviewed]) -> Iterator[str]:
    for one in reviews:
        outcome = replay(one.made, LIBRARY).outcome
        if outcome != "identical":
            yield f"week {one.week}: made again from its record it is {outcome}"


def the_line_of_ancestors_is_whole(course: Course) -> Iterator[str]:
    line = [*(ancestor.seal for ancestor in ancestors_of(course.first)), digest_of_record(course.first)]
    for one in course.reviews:
        found = [ancestor.seal for ancestor in ancestors_of(one.made)]
        if found != line:
            yield f"week {one.week}: names {len(found)} records before it, and {len(line)} were made"
        line.append(digest_of_record(one.made))


def _sessions(course: Course, one: Reviewed | None = None) -> list[SessionEntry]:
    """The sessions of a course, as far as they were noted by a review."""
    diary = (one or course.reviews[-1]).diary
    return [session for session in diary.sessions if session.started >= course.begun]


HOLDS: tuple[Holds, ...] = (
    load_never_rises_after_a_pain_rise, one_step_in_seven_days, after_a_break_nothing_is_more_than_before_it,
    caps_and_safety_hold, the_session_fits_its_time,
    what_was_stopped_stays_away, a_stop_lasts_until_somebody_looked, who_gets_worse_is_referred,
    no_better_after_six_weeks_is_referred, a_new_sign_is_referred_in_its_week, nobody_is_sent_away_for_nothing,
    who_was_away_comes_back_gently, the_line_of_ancestors_is_whole, one_plan_in_a_dozen_is_made_again,
)  # fmt: skip
"""What is looked at in every course."""
MADE_AGAIN: tuple[Holds, ...] = (every_plan_is_made_again_to_the_byte,)
"""What takes as long as the course itself, and is looked at in a few."""


def faults_of(course: Course, holds: tuple[Holds, ...] = HOLDS) -> list[str]:
    """Everything that does not hold of a course: the check, the person, and where."""
    return [f"{check.__name__}: {course.person.named}, {what}" for check in holds for what in check(course)]
