"""What sessions say: the worst of some, how many went well or were amber, and what is told of single exercises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from loosen._model.diary import SessionEntry
from loosen._model.effects import MAY_STAY_UNSAID, Measure
from loosen._model.plan import ProgressionRule

from .counted import DAYS_A_WEEK, Counted, was_done
from .person import Person, Reader
from .readings import (
    HARDEST_WORK,
    WORST_PAIN,
    Interval,
    Reading,
    certainly,
    exactly,
    hurt_in,
    possibly,
    spread,
    spread_in,
    too_hard_in,
    unsure_in,
)

LONGEST_TO_SETTLE = 240
OF_MORNING: Collection[Measure] = ("pain_next_morning_above_usual", "hours_to_settle")
"""What cannot be known before the next morning."""
WORST: Mapping[Measure, int] = {
    "pain_during": WORST_PAIN, "pain_above_usual": WORST_PAIN, "pain_next_morning_above_usual": WORST_PAIN,
    "hours_to_settle": LONGEST_TO_SETTLE, "symptoms_spread": 1, "effort": HARDEST_WORK,
}  # fmt: skip
"""What a measure may have been where nobody said."""


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


def greens(counted: Counted, person: Person) -> Reading | None:
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


def raised_mornings(counted: Counted, person: Person) -> Reading | None:
    """The most mornings running on which pain was above usual, of the sessions of late; unsaid ones are passed over."""
    read = person.readers["pain_next_morning_above_usual"]
    told = [(one.id, known) for one in counted.lately if (known := read(one)) is not None]
    if not told:
        return None
    surely = [tuple(run) for up, run in groupby(told, key=lambda one: one[1].least > 0) if up]
    maybe = [tuple(run) for up, run in groupby(told, key=lambda one: one[1].most > 0) if up]
    longest = max(surely, key=len, default=())
    return Reading(len(longest), max(map(len, maybe), default=0), tuple(key for key, _ in longest))


OF_AMBER: Collection[Measure] = ("pain_during", "pain_above_usual")
"""The pain for which a session is amber where the plan's own rules say that it stays as it is."""


def amber_weeks(counted: Counted, person: Person) -> Reading:
    """For how many weeks in a row, up to the last session and since the last change, sessions were amber.

    A row is over where a week passes without one: 1 is one such session or more, 2 if the first was a week before the
    last.
    """
    days = {one.started.date(): one.id for one in counted.at_this_step if is_amber(one, person)}
    row: list[date] = []
    last = max((one.started.date() for one in counted.at_this_step), default=counted.today)
    for day in sorted(days, reverse=True):
        if ((row[-1] if row else last) - day).days > DAYS_A_WEEK:
            break
        row.append(day)
    weeks = 1 + (row[0] - row[-1]).days // DAYS_A_WEEK if row else 0
    return exactly(weeks, *(days[day] for day in reversed(row)))


def is_amber(session: SessionEntry, person: Person) -> bool:
    """Whether the pain of a session asks for staying."""
    return any(
        certainly(criterion, person.readers[criterion.measure](session))
        for gate in person.plan.moving_on
        if gate.verdict == "hold"
        for criterion in gate.criteria
        if criterion.measure in OF_AMBER
    )


def is_red(session: SessionEntry, person: Person) -> bool:
    """Whether a session by itself asks for a step back, or has the pain of which too much does."""
    asks = any(
        certainly(criterion, person.readers[criterion.measure](session))
        for gate in person.plan.moving_on
        if gate.verdict == "step_back"
        for criterion in gate.criteria
        if criterion.measure in person.readers
    )
    return asks or is_amber(session, person)
