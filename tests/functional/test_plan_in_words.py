"""How much a person reads: a plan has at most so many words, or fits one screen, and what must be said is there."""

from __future__ import annotations

import math
from functools import cache

import pytest
from tests.everyday import everyday_people
from tests.people import EVERYBODYS, completed, plan_of
from tests.personas import load_personas
from typer.testing import CliRunner

from loosen._cli.main import app
from loosen._model.plan import Recommendation
from loosen._outputs.export import export
from loosen._outputs.handout.handout import SCREEN, WORDS
from loosen._words.recommendation import advice_of

SHORT_MINUTES = 15
LIBRARY = EVERYBODYS.library


@cache
def of_personas() -> tuple[tuple[str, Recommendation], ...]:
    return tuple((one.id, plan_of(one.id)) for one in load_personas())


@cache
def short_plans() -> tuple[tuple[str, Recommendation], ...]:
    """Every persona with a quarter of an hour or less, and sixty people drawn at random."""
    drawn = (EVERYBODYS.recommend(told) for told in everyday_people(4, 60, minutes=SHORT_MINUTES))
    named = [*of_personas(), *((f"drawn {number}", found) for number, found in enumerate(drawn))]
    return tuple((name, found) for name, found in named if found.plan and found.plan.minutes <= SHORT_MINUTES)


def test_a_plan_of_a_quarter_of_an_hour_has_at_most_so_many_words() -> None:
    assert len(short_plans()) > 60
    lengths = {name: len(export(found, "text").split()) for name, found in short_plans()}
    assert {name: length for name, length in lengths.items() if length > WORDS} == {}


def test_what_must_be_said_stands_in_every_plan() -> None:
    for name, found in short_plans():
        assert found.plan
        text = " ".join(export(found, "text", width=10_000).split())
        said = [*(reason.say for reason in found.triage.reasons if reason.certain or reason.words)]
        said += advice_of(found, ("clinician", "stop", "safety_net", "signpost"))
        said += [sign for item in found.plan.items for sign in item.stop_signs]
        said += [item.name for item in found.plan.items]
        assert [one for one in said if one not in text] == [], name
        how = [item.in_short in text if item.in_short else item.steps[0] in text for item in found.plan.items]
        steps = [all(step in text for step in item.steps) for item in found.plan.items]
        assert all(short or long for short, long in zip(how, steps, strict=True)), name


LONG_MINUTES = 45
"""A session of more minutes may have eighteen exercises, and two lines more than a screen in brief."""


def test_in_brief_everything_fits_one_screen() -> None:
    many = [*of_personas(), *short_plans()]
    assert {found.plan is None for _, found in many} == {True, False}
    hour = {name for name, found in many if found.plan and found.plan.minutes > LONG_MINUTES}
    lines = {name: export(found, "text", brief=True).count("\n") for name, found in many}
    assert {name: count for name, count in lines.items() if count > SCREEN + 2 * (name in hour)} == {}
    for _, found in many:
        text = export(found, "text", brief=True, width=10_000)
        assert all(item.name in text for item in (found.plan.items if found.plan else ()))


def test_a_command_writes_the_short_form() -> None:
    whole, brief = (CliRunner().invoke(app, ["plan", "examples/desk_worker.yaml", *more]) for more in ([], ["--brief"]))
    assert whole.exit_code == brief.exit_code == 0
    assert brief.stdout.count("\n") <= SCREEN < whole.stdout.count("\n")
    assert brief.stdout.splitlines()[0] == whole.stdout.splitlines()[0]


def test_the_strongest_reason_is_what_the_person_tested_or_named() -> None:
    found = EVERYBODYS.recommend(
        completed({"tight_places": ["calf"], "test_hamstrings": "tight_left", "minutes": 20, "equipment": ["wall"]})
    )
    assert found.plan
    named = {item.reasons[0].path[0].partition(":")[0] for item in found.plan.items if item.kind == "stretch"}
    assert {"symptom", "self_test"} & named
    for item in found.plan.items:
        told = [
            reason for reason in item.reasons if reason.path and reason.path[0].startswith(("symptom", "self_test"))
        ]
        if item.kind not in ("aerobic", "relaxation") and any(_is_of_an_aim(item.exercise, one.path) for one in told):
            assert item.reasons[0] in told


def _is_of_an_aim(exercise: str, path: tuple[str, ...]) -> bool:
    aims = {target.muscle for target in LIBRARY.exercises[exercise].targets if target.share == "primary"}
    symptom = LIBRARY.symptoms.get(path[0].partition(":")[2])
    return path[1].partition(":")[2] in aims and (symptom is None or symptom.kind == "symptom")


def test_only_what_matters_is_marked_as_filled_in() -> None:
    marked = [item for _, found in short_plans() if found.plan for item in found.plan.items if item.inferred]
    assert all(set(item.inferred) <= {"dose"} for item in marked)
    assert len(marked) * 20 < sum(len(found.plan.items) for _, found in short_plans() if found.plan)


@pytest.mark.parametrize(
    ("told", "what"),
    [({"heart_blood": ["anticoagulants"]}, "ball or roller"), ({"other_health": ["glaucoma"]}, "Head below the heart")],
)
def test_what_is_barred_stays_barred_on_a_page_without_a_plan(told: dict[str, list[str]], what: str) -> None:
    late = {
        "age": 60,
        "pain_areas": ["low_back"],
        "pain_duration": "from_6_to_12w",
        "pain_course": "steady",
        "pain_usual": 7,
    }
    found = EVERYBODYS.recommend(completed({**late, "seen_clinician": "no", **told}))
    assert found.plan is None
    text = " ".join(export(found, "text", width=10_000).split())
    assert any(what in one.what for one in found.barred)
    assert all(one.say in text for one in found.barred)


def test_a_page_without_a_plan_shows_the_answers_and_what_was_not_sure() -> None:
    found = EVERYBODYS.recommend(completed({"heart_blood": ["high_bp_controlled", "unknown"], "pain_areas": ["neck"]}))
    assert found.plan is None
    assert "heart_blood" in found.triage.ask_again
    text = " ".join(export(found, "text", width=10_000).split())
    assert "High blood pressure, under control" in text
    assert "You were not sure." in text


def test_no_rule_of_stopping_exercise_stands_where_there_is_none() -> None:
    stops = {key for key, entry in LIBRARY.advice.items() if entry.kind == "stop"}
    assert stops
    for _, found in of_personas():
        given = {advice.id for advice in found.advice}
        assert (not stops & given) if found.plan is None else stops <= given


def test_longer_sessions_may_say_more() -> None:
    found = EVERYBODYS.recommend(completed({"minutes": 45, "pain_areas": ["low_back"]}))
    assert found.plan
    length = len(export(found, "text").split())
    assert WORDS < length <= math.ceil(WORDS * found.plan.minutes / SHORT_MINUTES)
