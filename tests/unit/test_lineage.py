"""A recommendation's lineage, read back by the library that others read it with."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
    ProvGeneration,
    ProvInfluence,
    ProvMembership,
    ProvRelation,
    ProvUsage,
)
from tests.by_day import examples
from tests.people import EVERYBODYS, people, plan_of, sealed
from tests.personas import load_personas

from loosen._assessment.answers_file import read_answers
from loosen._model.plan import Recommendation
from loosen._outputs.prov import document, prov
from loosen._records.reading import record_in

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
OLD = sorted((ROOT / "tests" / "records").glob("*.v1.json.gz"))
FEWER = settings(max_examples=examples(25))
NOTHING_BEHIND = ("loosen:Answer", "loosen:Library", "loosen:Source", "loosen:Override")
"""Types of entities that come from the person, or that somebody wrote."""


def made(path: Path) -> Recommendation:
    return sealed(EVERYBODYS.recommend(read_answers(path)))


def read_back(recommendation: Recommendation) -> ProvDocument:
    return ProvDocument.deserialize(content=prov(recommendation), format="json")


def ends(relation: ProvRelation) -> list[str]:
    """What a relation joins: the two things it is about first, and then an activity or plan if it names one."""
    return [str(name) for _, name in relation.formal_attributes if name is not None]


def relations(told: ProvDocument, kind: type[ProvRelation]) -> Iterator[list[str]]:
    return (ends(one) for one in told.get_records(kind))


def derivations(told: ProvDocument) -> list[list[str]]:
    """What was made from what, by which step; that an entry has a source is not about this record."""
    return [each for each in relations(told, ProvDerivation) if len(each) == 3]


def kinds_of(told: ProvDocument) -> dict[str, str]:
    return {str(one.identifier): str(*one.get_asserted_types()) for one in told.get_records(ProvEntity)}


def check(told: ProvDocument) -> None:
    """What PROV asks of a document, as far as one without times can fail it, and what we ask of it."""
    entities = {str(one.identifier) for one in told.get_records(ProvEntity)}
    activities = {str(one.identifier) for one in told.get_records(ProvActivity)}
    agents = {str(one.identifier) for one in told.get_records(ProvAgent)}
    assert not entities & activities
    assert not entities & agents
    assert not activities & agents
    for relation in told.get_records(ProvRelation):
        assert set(ends(relation)) <= entities | activities | agents
    generations = list(relations(told, ProvGeneration))
    assert len({entity for entity, _ in generations}) == len(generations)
    used, generated = set(map(tuple, relations(told, ProvUsage))), set(map(tuple, generations))
    for entity, origin, activity in derivations(told):
        assert (activity, origin) in used
        assert (entity, activity) in generated or activity in {step for _, step in generated}
    _reaches_an_answer_or_the_library(told)


def _reaches_an_answer_or_the_library(told: ProvDocument) -> None:
    """Nothing was made from nothing, and nothing from itself."""
    kinds, behind = kinds_of(told), defaultdict(set)
    for entity, origin, _ in derivations(told):
        behind[entity].add(origin)
    for whole, part in relations(told, ProvMembership):
        if kinds[whole] == "loosen:Answers":
            behind[whole].add(part)
        else:
            behind[part].add(whole)
    done: set[str] = set()

    def walk(entity: str, way: tuple[str, ...]) -> None:
        assert entity not in way, way
        if entity not in done and kinds[entity] not in NOTHING_BEHIND:
            assert behind[entity], f"{entity} comes from nothing"
            for origin in sorted(behind[entity]):
                walk(origin, (*way, entity))
        done.add(entity)

    for entity in kinds:
        walk(entity, ())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_is_read_back_as_the_same_document(path: Path) -> None:
    recommendation = made(path)
    told = read_back(recommendation)
    assert told == document(recommendation)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_holds_what_the_record_holds(path: Path) -> None:
    recommendation = made(path)
    audit = recommendation.audit
    kinds = kinds_of(read_back(recommendation))
    for record in audit.answers:
        assert kinds[f"record:answer.{record.question}"] == "loosen:Answer"
    for finding in audit.findings:
        assert kinds[f"record:finding.{finding.finding}"] == "loosen:Finding"
    for focus in audit.focus:
        assert kinds[f"record:muscle.{focus.muscle}"] == "loosen:MuscleInFocus"
    for stage in audit.stages:
        for rule in stage.spoke:
            assert kinds[f"library:rule.{rule.rule}"] == "loosen:Rule"
    told = {name for name, kind in kinds.items() if kind == "loosen:Exercise"}
    judged = [one.exercise for one in audit.exercises if one.verdict in ("chosen", "excluded", "held_back")]
    assert told == {f"record:exercise.{name}" for name in judged}
    assert ("record:plan" in kinds) == (recommendation.plan is not None)


@pytest.mark.parametrize("persona", [persona.id for persona in load_personas()])
def test_everything_made_reaches_an_answer_or_the_library(persona: str) -> None:
    check(read_back(plan_of(persona)))


@given(people(calm=True))
@FEWER
def test_it_is_sound_for_anybody(answers: dict[str, object]) -> None:
    check(read_back(EVERYBODYS.recommend(answers)))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_a_record_of_an_older_form_has_a_lineage(path: Path) -> None:
    check(read_back(record_in(gzip.decompress(path.read_bytes()), path.name)))


def test_an_excluded_exercise_leads_back_to_the_finding_and_the_rule() -> None:
    told = read_back(made(ROOT / "examples" / "osteoporosis_72.yaml"))
    derived = {(entity, origin) for entity, origin, _ in derivations(told)}
    assert ("record:exercise.child_pose", "record:finding.low_bone_density") in derived
    assert ("record:finding.low_bone_density", "record:finding.osteoporosis") in derived
    assert ("record:finding.osteoporosis", "record:answer.bone_joint") in derived
    influenced = set(map(tuple, relations(told, ProvInfluence)))
    assert ("record:exercise.child_pose", "library:rule.SAF-001") in influenced


def test_the_program_made_it_and_names_carry_seal_and_digest() -> None:
    recommendation = made(ROOT / "examples" / "desk_worker.yaml")
    told = read_back(recommendation)
    spaces = {space.prefix: space.uri for space in told.namespaces}
    assert recommendation.seal is not None
    assert spaces["record"] == f"urn:loosen:record:{recommendation.seal.digest}:"
    assert spaces["library"] == f"urn:loosen:library:{recommendation.audit.library_digest}:"
    assert all(space.uri.startswith("urn:loosen:") for space in told.namespaces)
    (program,) = told.get_record(f"loosen:program-{recommendation.loosen.version}")
    assert [str(kind) for kind in program.get_asserted_types()] == ["prov:SoftwareAgent"]
