"""The report and its pictures, for anybody."""

from __future__ import annotations

import gzip
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.by_day import examples
from tests.interviews import interviewed
from tests.pages import elements
from tests.people import EVERYBODYS, completed, people, plan_of, sealed
from tests.personas import load_personas

from loosen._interview import Questionnaire
from loosen._library.loading import bundled
from loosen._model.audit import AnswerRecord, Redacted
from loosen._model.plan import Recommendation
from loosen._outputs.report import report
from loosen._outputs.report.picture import pictures
from loosen._records.reading import record_in

OLD = sorted((Path(__file__).parents[1] / "records").glob("*.v1.json.gz"))
LIBRARY = bundled()
FEWER = settings(max_examples=examples(12))


def check(recommendation: Recommendation) -> None:
    """Whole, with links that lead somewhere, and with everything that the record holds."""
    page = elements(report(recommendation, LIBRARY))
    places = [one.attributes["id"] for one in page if "id" in one.attributes]
    assert len(places) == len(set(places))
    inside = {one.attributes["href"][1:] for one in page if one.attributes.get("href", "").startswith("#")}
    assert inside <= set(places)
    audit = recommendation.audit
    assert {f"answer-{record.question}" for record in audit.answers} <= set(places)
    assert {f"finding-{record.finding}" for record in audit.findings} <= set(places)
    assert {f"muscle-{record.muscle}" for record in audit.focus} <= set(places)
    assert {f"exercise-{record.exercise}" for record in audit.exercises} <= set(places)
    cells = {one.text for one in page if one.tag == "th"}
    for stage in audit.stages:
        assert {record.rule for record in stage.spoke} | set(stage.silent) <= cells
    text = next(one.text for one in page if one.tag == "body")
    for evidence in {one.source for told in audit.entries.values() for one in told.evidence}:
        assert f"source-{evidence}" in places
        assert LIBRARY.sources[evidence].title in text


@pytest.mark.parametrize("persona", [persona.id for persona in load_personas()[::6]])
def test_the_report_of_a_persona_is_whole(persona: str) -> None:
    check(sealed(plan_of(persona)))


@given(people(calm=True))
@FEWER
def test_the_report_of_anybody_is_whole(answers: dict[str, object]) -> None:
    check(EVERYBODYS.recommend(answers))


def test_an_interview_is_told_with_its_reasons() -> None:
    questionnaire = Questionnaire()
    interviewed(completed({"age": 44, "pain_areas": ["low_back"]}), questionnaire)
    recommendation = questionnaire.recommendation()
    check(recommendation)
    assert recommendation.audit.interview is not None
    page = elements(report(recommendation, LIBRARY))
    fold = next(one.text for one in page if one.attributes.get("id") == "interview")
    for record in recommendation.audit.interview.records():
        assert " ".join(record.because.split()) in fold


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_a_record_of_an_older_form_has_a_report(path: Path) -> None:
    recommendation = record_in(gzip.decompress(path.read_bytes()), path.name)
    page = report(recommendation, LIBRARY)
    places = {one.attributes["id"] for one in elements(page) if "id" in one.attributes}
    assert {f"exercise-{record.exercise}" for record in recommendation.audit.exercises} <= places
    assert "none: the record is of an older form" in page


@pytest.mark.parametrize("persona", [persona.id for persona in load_personas()])
def test_the_pictures_lead_from_answers_to_what_came_of_them(persona: str) -> None:
    recommendation = plan_of(persona)
    drawn = {picture.id: picture for picture in pictures(recommendation)}
    for picture in drawn.values():
        for one, other in combinations([shape.place for shape in picture.shapes], 2):
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
        assert all(shape.place.x + shape.place.width <= picture.width for shape in picture.shapes)
        assert all(shape.labels for shape in picture.shapes)
    if recommendation.plan is not None:
        shown = {shape.to for shape in drawn["path"].shapes if shape.kind == "exercise"}
        assert shown == {f"exercise-{item.exercise}" for item in recommendation.plan.items}
    excluding = {effect.rule for effect in recommendation.audit.effects if effect.effect == "excluded"}
    if excluding:
        assert {s.to for s in drawn["safety"].shapes if s.kind == "left_out"} == {f"rule-{rule}" for rule in excluding}


def test_a_record_without_answers_has_a_report_and_tells_none_of_them() -> None:
    recommendation = EVERYBODYS.recommend(completed({"age": 67, "pain_areas": ["low_back"]}))
    answers = tuple(
        AnswerRecord(question=record.question, state=record.state, hashed="5e1f" * 16)
        if record.state == "answered"
        else record
        for record in recommendation.audit.answers
    )
    redacted = Redacted(original="0123456789abcdef" * 4, key="f00d" * 4)
    stages = tuple(
        stage.model_copy(
            update={"spoke": tuple(rule.model_copy(update={"matched": (), "failed": None}) for rule in stage.spoke)}
        )
        for stage in recommendation.audit.stages
    )
    audit = recommendation.audit.model_copy(update={"answers": answers, "stages": stages, "redacted": redacted})
    page = report(sealed(recommendation.model_copy(update={"audit": audit})), LIBRARY)
    text = next(one.text for one in elements(page) if one.tag == "body")
    assert "The answers were taken out of this record;" in text
    assert "Answers that are hidden" in text
    assert "How old are you? 67" not in text
    assert "Hidden; its hash is 5e1f5e1f5e1f…" in text
