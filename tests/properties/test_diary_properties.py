"""Whatever happened: what a diary may never lead to, for histories that nobody thought of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.diaries import LIBRARY, START, check, diary, judged, plan_in, record_of, session

from loosen._diary.checking import impossible
from loosen._diary.merging import merged
from loosen._diary.reading import diary_in, in_order, to_json
from loosen._model.diary import Diary, InForce, SkipReason
from loosen._model.review import Verdict

PAIN = st.one_of(st.none(), st.integers(0, 10), st.integers(0, 3), st.just(1))
MILD = st.integers(0, 3)
EXERCISES = [item.exercise for item in plan_in(record_of()).items]
PARTS = st.dictionaries(
    st.sampled_from(EXERCISES),
    st.one_of(
        st.fixed_dictionaries({"skipped": st.sampled_from(get_args(SkipReason))}),
        st.fixed_dictionaries({"moved": st.sampled_from(["down", "no"])}),
    ),
    max_size=2,
)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "pain_worst": PAIN, "pain_after": PAIN, "pain_next_morning": PAIN, "pain_usual": PAIN,
        "hours_to_settle": st.sampled_from([None, 2, 30]),
        "moved": st.sampled_from([None, "no", "no", "no", "back", "down"]),
        "new_signs": st.sampled_from([None, (), (), (), ("flags_illness=fever",)]),
        "parts": PARTS,
    },
)  # fmt: skip
GOOD = st.fixed_dictionaries({}, optional={"pain_worst": MILD, "pain_after": MILD})
DAYS = st.lists(st.one_of(st.none(), GOOD, GOOD, GOOD, SAID), min_size=5, max_size=45)
"""What happened each day: no session, one that went well, or any other."""
CHECKS = st.dictionaries(
    st.integers(0, 40), st.fixed_dictionaries({"change": st.integers(-5, 5)}), max_size=3
)  # fmt: skip


def told(days: list[dict[str, Any] | None], checks: dict[int, dict[str, Any]] | None = None) -> Diary:
    sessions = [session(day, **said) for day, said in enumerate(days) if said is not None]
    return diary(*sessions, checks=tuple(check(day, **said) for day, said in (checks or {}).items()))


def lived(kept: Diary, every: int, last: int) -> Iterator[tuple[int, Diary, Verdict]]:
    """A review every so many days: the day, the diary as it was judged, and the verdict, which is followed."""
    for day in range(every, last + 2, every):
        found = judged(kept, day)
        yield day, kept, found
        if found.kind in ("advance", "hold", "step_back"):
            plan = InForce(plan=f"{day:064x}", since=START + timedelta(days=day, hours=3), by=found.kind)  # type: ignore[arg-type]
            kept = kept.model_copy(update={"plans": (*kept.plans, plan)})


@settings(max_examples=examples(60))
@given(DAYS, st.integers(1, 8))
def test_never_two_advances_in_seven_days(days: list[Any], every: int) -> None:
    advances = [day for day, _, found in lived(told(days), every, len(days)) if found.kind == "advance"]
    assert all(later - earlier >= 7 for earlier, later in pairwise(advances))


@settings(max_examples=examples(60))
@given(DAYS, st.integers(1, 8))
def test_nothing_is_made_harder_after_a_rise(days: list[Any], every: int) -> None:
    """Of the three sessions before an advance none hurt too much, and no morning was worse than usual."""
    for day, kept, found in lived(told(days), every, len(days)):
        if found.kind == "advance":
            before = [one for one in kept.sessions if one.started < START + timedelta(days=day, hours=3)][-3:]
            assert len(before) == 3
            assert all((one.pain_worst or 0) <= 3 and (one.pain_after or 0) <= 3 for one in before)
            assert all((one.pain_next_morning or 0) <= 3 for one in before)
            assert not any(one.moved == "down" or one.new_signs for one in before)


@settings(max_examples=examples(60))
@given(DAYS, CHECKS, st.integers(1, 8))
def test_after_a_stop_nothing_goes_on_until_it_is_cleared(
    days: list[Any], checks: dict[int, dict[str, Any]], every: int
) -> None:
    kinds = [found.kind for _, _, found in lived(told(days, checks), every, len(days))]
    stopped = kinds.index("stop") if "stop" in kinds else len(kinds)
    assert set(kinds[stopped:]) <= {"stop", "refer"}


@settings(max_examples=examples(40))
@given(DAYS, CHECKS, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(
    days: list[Any], checks: dict[int, dict[str, Any]], order: Random
) -> None:
    kept = told(days, checks)
    sessions, weekly = list(kept.sessions), list(kept.checks)
    order.shuffle(sessions)
    order.shuffle(weekly)
    mixed = kept.model_copy(update={"sessions": tuple(sessions), "checks": tuple(weekly)})
    assert judged(mixed, len(days)) == judged(kept, len(days))
    assert to_json(mixed) == to_json(kept)


@settings(max_examples=examples(40))
@given(DAYS, CHECKS, st.sets(st.integers(0, 44)), st.sets(st.integers(0, 44)))
def test_diaries_kept_in_two_places_make_one(
    days: list[Any], checks: dict[int, dict[str, Any]], here: set[int], there: set[int]
) -> None:
    kept = in_order(told(days, checks))
    parts = [
        kept.model_copy(update={"sessions": tuple(one for one in kept.sessions if int(one.id, 16) in some)})
        for some in (here, there, set(range(45)) - here - there)
    ]
    whole = merged(merged(parts[0], parts[1]), parts[2])
    assert whole == kept == merged(parts[2], merged(parts[1], parts[0]))
    assert merged(whole, whole) == whole
    assert diary_in(to_json(whole).encode(), "it") == whole
    now = START + timedelta(days=60)
    assert list(impossible(whole, {whole.plans[0].plan: record_of()}, LIBRARY, now)) == []


@settings(max_examples=examples(40))
@given(DAYS, st.integers(0, 44))
def test_what_is_filled_in_later_never_makes_a_day_that_is_past_milder(days: list[Any], day: int) -> None:
    """An entry that comes after the moment can only hold back: without it the verdict was at least as mild."""
    kept = told(days)
    moment = min(day, len(days))
    late = START + timedelta(days=90)
    known = kept.model_copy(update={"sessions": tuple(one for one in kept.sessions if int(one.id, 16) % 2)})
    filled = kept.model_copy(
        update={
            "sessions": tuple(
                one if int(one.id, 16) % 2 else one.model_copy(update={"entered_at": late}) for one in kept.sessions
            )
        }
    )
    if judged(filled, moment).kind == "advance":
        assert judged(known, moment).kind in ("advance", "step_back"), "only that nothing was done can be put right"
