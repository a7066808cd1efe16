"""From a diary, a plan and a moment to every measure that rules of progression look at.

A measure of the plan is None where nothing was said. What some sessions leave unsaid makes its interval wide, so that
it never counts as good.
"""

from __future__ import annotations

from collections.abc import Mapping

from loosen._model.effects import Measure

from .counted import Counted
from .of_checks import activities_change, overall, red_flag, sleep_lately
from .of_sessions import WORST, amber_weeks, greens, raised_mornings, worst_of
from .of_weeks import days_since, days_since_session, done_percent, most_steps_back, usual_change, weeks_since_start
from .person import Person
from .readings import (
    Reading,
    exactly,
)

Measured = Mapping[Measure, Reading | None]
"""Every measure of the plan, and what it came to."""


def measures(counted: Counted, person: Person) -> Measured:
    """Every measure of the plan at a moment."""
    found = {name: worst_of(name, counted.lately, counted, person) for name in WORST}
    return {
        **found,
        "green_sessions_in_a_row": greens(counted, person),
        "sessions_done_percent": done_percent(counted, person.plan),
        "days_since_last_change": days_since(counted, counted.last_change),
        "step_backs_in_two_weeks": most_steps_back(counted, person),
        "any_red_flag": red_flag(counted, person),
        "days_since_last_session": days_since_session(counted),
        "weeks_since_start": weeks_since_start(counted),
        "usual_pain_change": usual_change(counted, person),
        "overall_change": overall(counted),
        "looked_at": exactly(1, counted.cleared.id) if counted.cleared else exactly(0),
        "activities_change": activities_change(counted, counted.checks),
        "activities_lately": activities_change(counted, counted.checks[-2:]),
        "sleep_lately": sleep_lately(counted),
        "amber_weeks_in_a_row": amber_weeks(counted, person),
        "raised_mornings_in_a_row": raised_mornings(counted, person),
    }
