"""Half a year of virtual people of every kind: what must hold of all their plans, and that the checks would tell."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loosen._records.sealing import digest_of_record
from tests.by_day import AT_NIGHT, examples

from .figures import outcome_of
from .holds import HOLDS, MADE_AGAIN, faults_of
from .living import lived
from .who import BY_NAME, KINDS, Kind, everybody, person

PEOPLE = 2000 if AT_NIGHT else 2 * len(KINDS)
SHARES = 40 if AT_NIGHT else 6
MOST_SHOWN = 12
AT_THE_TOP = 50
"""Of those who get well and have somewhere to climb, at least this percentage comes to the top of a ladder."""


@pytest.fixture
def without_collecting() -> Iterator[None]:
    """Records are trees, so there is little to collect, and looking for it takes a sixth of the time."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("without_collecting")
@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_must_hold_holds_of_every_course(share: int) -> None:
    outcomes = [outcome_of(*one) for one in everybody(PEOPLE, share, SHARES)]
    faults = [fault for one in outcomes for fault in one.faults]
    checks = Counter(fault.partition(":")[0] for fault in faults)
    assert not faults, f"{dict(checks)}\n" + "\n".join(faults[:MOST_SHOWN])
    assert sum(one.reviews for one in outcomes) > 5 * len(outcomes)


@pytest.mark.usefixtures("without_collecting")
def test_who_gets_well_comes_to_the_top_of_a_ladder() -> None:
    """Who does not has nowhere further to go: by their health, by what is at hand, or by the time they have."""
    names = ("gets well, mild pain", "gets well, strong pain", "nothing hurts")
    numbers = range(20, 60) if AT_NIGHT else range(20, 22)
    well = [outcome_of(BY_NAME[name], number) for name in names for number in numbers]
    climbing = [one for one in well if one.can_climb]
    assert 100 * sum(one.top is not None for one in climbing) >= AT_THE_TOP * len(climbing), climbing


def test_the_same_person_lives_the_same_half_year() -> None:
    for kind in KINDS[3 :: 7 if not AT_NIGHT else 1]:
        one, again = ([digest_of_record(r.made) for c in lived(person(kind, 1)) for r in c.reviews] for _ in range(2))
        assert one == again, kind.name


DOINGS = st.sampled_from(["away", "late", "silent", "down", "hurts", "impatient", "birthday"])


@st.composite
def kinds(draw: st.DrawFn) -> Kind:
    """Any kind of people, with a course of pain and with doings that nobody thought of."""
    base = draw(st.sampled_from(KINDS))
    return Kind(
        name=base.name, where=base.where, usual=base.usual, also=base.also,
        easing=draw(st.sampled_from([-0.7, -0.3, 0.0, 0.2, 0.5])), from_week=draw(st.integers(0, 6)),
        noise=draw(st.sampled_from([0.0, 0.0, 0.3, 1.0])), keenness=draw(st.sampled_from([1.0, 1.0, 0.8, 0.5, 0.2])),
        flares=draw(st.integers(0, 3)), says_better=draw(st.booleans()),
        doings=base.doings | frozenset(draw(st.sets(DOINGS, max_size=2))),
    )  # fmt: skip


@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.too_slow])
@given(kinds(), st.integers(0, 9999))
def test_whatever_must_hold_holds_of_histories_that_nobody_thought_of(kind: Kind, number: int) -> None:
    faults = [fault for course in lived(person(kind, number)) for fault in faults_of(course, (*HOLDS, *MADE_AGAIN))]
    assert not faults, "\n".join(faults[:MOST_SHOWN])
