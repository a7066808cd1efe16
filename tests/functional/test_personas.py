"""From what a person tells to what that person gets: every persona, end to end."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.people import EVERYBODYS, plan_of
from tests.personas import Persona, load_personas

from loosen._model.plan import Item, Recommendation

LIBRARY = EVERYBODYS.library
PERSONAS = [pytest.param(persona, id=f"{persona.id}: {persona.name}") for persona in load_personas()]
GRAVE = ("emergency_now", "urgent_same_day")


def test_there_are_many_and_no_two_are_called_alike() -> None:
    names = [persona.name for persona in load_personas()]
    assert len(set(names)) == len(names)
    assert len(names) >= 45


@pytest.mark.parametrize("persona", PERSONAS)
def test_persona(persona: Persona) -> None:
    given = plan_of(persona.id)
    assert [*_misses(persona, given), *_amounts(persona, given)] == []


@pytest.mark.parametrize("persona", PERSONAS)
def test_it_names_only_what_there_is(persona: Persona) -> None:
    must, never = persona.expect.must, persona.expect.must_not
    assert {*must.exercises, *must.one_of, *never.exercises} <= set(LIBRARY.active_exercises)
    assert set(never.demands) <= set(LIBRARY.demands)
    assert {*must.advice, *must.interim, *never.interim, *never.advice} <= set(LIBRARY.advice)
    active = {rule.id for rule in LIBRARY.rules.values() if rule.status == "active"}
    assert {*must.fired, *must.reasons, *never.reasons} <= active


def _misses(persona: Persona, given: Recommendation) -> list[str]:
    """Every way in which what was given differs from what was expected, in words."""
    expect, items = persona.expect, given.plan.items if given.plan else ()
    got = _traits(items) | _result(given)
    misses = [] if given.triage.level == expect.level else [f"level is {given.triage.level}"]
    for trait, wanted in expect.must:
        if trait == "one_of":
            misses += [] if not wanted or set(wanted) & got["exercises"] else [f"none of {', '.join(wanted)}"]
        elif trait == "extra_side":
            misses += [] if wanted in (None, *got[trait]) else [f"nothing extra on the {wanted}"]
        else:
            misses += [f"no {trait}: {name}" for name in wanted if name not in got[trait]]
    for trait, unwanted in expect.must_not:
        misses += [f"{trait} has {name}" for name in unwanted if name in got[trait]]
    if given.triage.level in GRAVE and given.interim:
        misses.append("there is interim advice beside a grave level")
    return misses


def _traits(items: tuple[Item, ...]) -> dict[str, set[str]]:
    return {
        "exercises": {item.exercise for item in items},
        "kinds": {item.kind for item in items},
        "targets": {muscle for item in items for muscle in item.target_classes},
        "demands": {demand for item in items for demand in item.demands},
        "positions": {item.position for item in items},
        "equipment": {thing for item in items for thing in item.equipment},
        "extra_side": {item.extra.side for item in items if item.extra},
    }


def _result(given: Recommendation) -> dict[str, set[str]]:
    records = (record for stage in given.audit.stages for record in stage.spoke)
    return {
        "advice": {advice.id for advice in given.advice},
        "interim": {advice.id for advice in given.interim},
        "fired": {record.rule for record in records if record.result == "fired"},
        "reasons": {reason.rule for reason in given.triage.reasons},
        "ask_again": set(given.triage.ask_again),
    }


def _amounts(persona: Persona, given: Recommendation) -> list[str]:
    """The bounds that the plan leaves."""
    if given.plan is None:
        return []
    items, bounds = given.plan.items, persona.expect.dose
    stretches = [item for item in items if item.kind == "stretch"]
    strength = [item for item in items if item.kind == "strengthening"]
    repeated = [item for item in items if item.kind in ("stretch", "strengthening", "mobilisation")]
    held: Counter[str] = Counter()
    for item in stretches:
        for muscle in item.targets:
            held[muscle] += item.dose.hold_s * item.dose.repetitions * item.dose.sets
    checks = {
        "items": bounds.items_at_least <= len(items) <= bounds.items_at_most,
        "minutes": bounds.minutes_at_least * 60 <= given.plan.seconds <= bounds.minutes_at_most * 60,
        "hold of stretches": all(
            bounds.stretch_hold_at_least <= item.dose.hold_s <= bounds.stretch_hold_at_most for item in stretches
        ),
        "hold of strength": all(item.dose.hold_s <= bounds.strength_hold_at_most for item in strength),
        "sets of strength": all(item.dose.sets <= bounds.strength_sets_at_most for item in strength),
        "days of strength": all(item.dose.days_per_week <= bounds.strength_days_at_most for item in strength),
        "repetitions": all(item.dose.repetitions <= bounds.repetitions_at_most for item in repeated),
        "stretching of one muscle": all(seconds <= bounds.stretch_s_at_most for seconds in held.values()),
        "days": all(item.dose.days_per_week <= bounds.days_at_most for item in items),
    }
    return [f"{what} out of bounds" for what, kept in checks.items() if not kept]
