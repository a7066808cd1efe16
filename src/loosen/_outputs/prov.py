"""A recommendation's lineage as W3C PROV: what was made from what, by which step, with which rules.

The document is PROV-JSON (https://www.w3.org/submissions/prov-json/). What belongs to this record is named after its
seal, what belongs to the library after its digest, so that documents of several records can be laid together. No times
are given, because a record holds none; the same record always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from loosen._model.audit import AnswerRecord, EffectName, ExerciseRecord, ExerciseVerdict
from loosen._model.plan import Recommendation
from loosen._model.record_view import RecordView
from loosen._records.canonical import canonical
from loosen._records.line import ancestors_of
from loosen._records.links import (
    ALWAYS,
    CONFLICTS,
    HIDDEN,
    Link,
    looked_at,
    to_exercise,
    to_findings,
    to_heard,
    to_muscles,
)
from loosen._records.sealing import digest_of_record
from loosen.errors import Fault, FaultCode, LoosenError

if TYPE_CHECKING:
    from prov.identifier import Identifier, QualifiedName
    from prov.model import ProvDocument

URN = "urn:loosen:"
_ACTS: Mapping[ExerciseVerdict, EffectName] = {"excluded": "excluded", "held_back": "held_back"}
_STEP_OF = {"excluded": "safety", "held_back": "progression"}
_PERSON = "record:person"
_ANSWERING, _RECORDING = "answering", "recording"
Values = Mapping[str, str | int]


def prov(recommendation: Recommendation) -> str:
    """The lineage as a PROV-JSON document, ending in a line break.

    Raises `LoosenError` when the extra for it is not installed.
    """
    told = document(recommendation).serialize(format="json") or ""
    return canonical(json.loads(told)) + "\n"


def document(recommendation: Recommendation) -> ProvDocument:
    """The lineage as a document of the `prov` library."""
    return _Lineage(recommendation, _new_document()).written()


def _new_document() -> ProvDocument:
    try:
        from prov.model import ProvDocument
    except ImportError:
        remedy = [Fault(FaultCode.NOT_INSTALLED, "prov", "is not installed.", "Install loosen with its 'prov' extra.")]
        raise LoosenError("PROV needs one more package.", remedy) from None
    return ProvDocument()


class _Lineage:
    """Writes the lineage of one record into an empty document."""

    def __init__(self, recommendation: Recommendation, empty: ProvDocument) -> None:
        self._made, self._audit, self._out = recommendation, recommendation.audit, empty
        seal = digest_of_record(recommendation)
        empty.add_namespace("loosen", URN)
        empty.add_namespace("record", f"{URN}record:{seal}:")
        empty.add_namespace("library", f"{URN}library:{self._audit.library_digest}:")
        empty.add_namespace("source", f"{URN}source:")
        self._program = f"loosen:program-{recommendation.loosen.version}"
        self._library, self._record = f"loosen:library-{self._audit.library_digest}", f"loosen:record-{seal}"
        self._steps = [_ANSWERING, *(stage.stage for stage in self._audit.stages), _RECORDING]
        self._known: set[str] = set()
        self._told: set[tuple[str, ...]] = set()

    def written(self) -> ProvDocument:
        """The whole document."""
        self._agents_and_library()
        self._activities()
        self._answers()
        self._findings()
        self._rules()
        self._level()
        self._muscles()
        self._exercises()
        self._results()
        self._ancestors()
        return self._out

    def _entity(self, node: str, kind: str, values: Values | None = None) -> str:
        """Tell of an entity once."""
        if node not in self._known:
            self._known.add(node)
            told: dict[str | Identifier, QualifiedName | str | int | None] = {"prov:type": self._type(f"loosen:{kind}")}
            told |= {f"loosen:{key}": value for key, value in (values or {}).items()}
            self._out.entity(node, told)
        return node

    def _type(self, name: str) -> QualifiedName | None:
        return self._out.valid_qualified_name(name)

    def _once(self, relation: str, *ends: str) -> bool:
        """Whether this relation has not been told of yet."""
        if (relation, *ends) in self._told:
            return False
        self._told.add((relation, *ends))
        return True

    def _agents_and_library(self) -> None:
        self._out.agent(self._program, {
            "prov:type": self._type("prov:SoftwareAgent"),
            "loosen:version": self._made.loosen.version,
        })  # fmt: skip
        self._out.agent(_PERSON, {"prov:type": self._type("prov:Person")})
        self._entity(self._library, "Library", {"digest": self._audit.library_digest})
        for override in self._made.loosen.overridden:
            name = f"library:{_safe(override.entry)}"
            self._entity(name, "Override", {"reason": override.reason})
            self._influence(self._library, name)

    def _activities(self) -> None:
        for step in self._steps:
            self._out.activity(_step(step), other_attributes={"prov:type": self._type(f"loosen:{step.capitalize()}")})
            agent = _PERSON if step == _ANSWERING else self._program
            self._out.wasAssociatedWith(_step(step), agent, self._library)
            self._use(step, self._library)

    def _answers(self) -> None:
        answers = RecordView(self._audit).answers.values()
        for record in answers:
            name = self._entity(f"record:answer.{record.question}", "Answer", _values(record))
            self._generate(name, _ANSWERING)
            self._out.wasAttributedTo(name, _PERSON if record.state in ("answered", "unknown") else self._program)
            self._use("findings", name)
        self._entity("record:answers", "Answers")
        self._generate("record:answers", _ANSWERING)
        for record in answers:
            self._out.hadMember("record:answers", f"record:answer.{record.question}")

    def _node(self, node: str) -> str:
        """The entity of a node that something rests on; what has no record of its own rests on all answers."""
        kind, _, name = node.partition(":")
        if node in (ALWAYS, HIDDEN):
            return self._library if node == ALWAYS else "record:answers"
        if kind == "answer" or f"record:{kind}.{name}" in self._known:
            return f"record:{kind}.{name}"
        entity = f"record:{kind}.{name}" if node != CONFLICTS else "record:conflicts"
        if entity not in self._known:
            absent = kind == "finding" and f"symptom:{name}" not in self._audit.entries
            self._entity(entity, _kind(kind), {"state": "absent"} if absent else None)
            self._derive(entity, "record:answers", "findings")
        return entity

    def _findings(self) -> None:
        for tally in self._audit.tallies:
            name = self._entity(f"record:tally.{tally.tally}", "Tally", {"least": tally.least, "most": tally.most})
            self._derive(name, "record:answers", "findings")
        for record in self._audit.findings:
            self._entity(f"record:finding.{record.finding}", "Finding", {"state": record.state})
        for link in (*to_heard(self._audit), *to_findings(self._audit)):
            self._follow(link, "findings")

    def _follow(self, link: Link, step: str) -> None:
        """That something rests on something else, and the rule that says so."""
        end = self._node(link.end)
        self._derive(end, self._node(link.start), step)
        if link.rule:
            self._influence(end, self._rule(link.rule))

    def _rule(self, rule: str) -> str:
        return self._quoted(f"rule:{rule}", "Rule")

    def _quoted(self, node: str, kind: str) -> str:
        """An entry of the library as the record quotes it, with the sources it rests on."""
        entity = f"library:{_safe(node)}"
        if entity not in self._known:
            told = self._audit.entries.get(node)
            values = {"digest": told.digest, "reviewed": told.reviewed} if told else {}
            self._entity(entity, kind, {key: value for key, value in values.items() if value})
            self._out.hadMember(self._library, entity)
            for source in dict.fromkeys(evidence.source for evidence in told.evidence) if told else ():
                self._out.hadPrimarySource(entity, self._entity(f"source:{source}", "Source"))
        return entity

    def _rules(self) -> None:
        """Every rule that spoke influenced the stage that it spoke at."""
        for stage in self._audit.stages:
            for record in stage.spoke:
                self._influence(_step(stage.stage), self._rule(record.rule))

    def _level(self) -> None:
        level = self._entity("record:level", "Level", {"level": self._audit.level})
        read = looked_at(self._audit)
        for reason in self._made.triage.reasons:
            for start in read.get(reason.rule, (ALWAYS,)):
                self._derive(level, self._node(start), "triage")
            self._influence(level, self._rule(reason.rule))
        self._derive(level, "record:answers", "triage")

    def _muscles(self) -> None:
        for record in self._audit.focus:
            values = {"strength": record.strength, "side": record.side}
            self._entity(f"record:muscle.{record.muscle}", "MuscleInFocus", values)
        for link in to_muscles(self._audit):
            self._follow(link, "focus")

    def _exercises(self) -> None:
        read = looked_at(self._audit)
        for record in self._audit.exercises:
            if record.verdict == "chosen":
                self._chosen(record)
            elif record.verdict in _ACTS:
                self._acted_on(record, read)

    def _chosen(self, record: ExerciseRecord) -> None:
        values = {"verdict": record.verdict, "points": sum(record.score.values())}
        name = self._entity(f"record:exercise.{record.exercise}", "Exercise", values)
        self._derive(name, self._quoted(f"exercise:{record.exercise}", "LibraryExercise"), "selection")
        for link in to_exercise(self._audit, record):
            self._derive(name, self._node(link.start), "selection")
        for rule in sorted({term[5:] for term in record.score if term.startswith("rule:")}):
            self._influence(name, self._rule(rule))
        for rule in sorted({effect.rule for effect in self._audit.effects_on(record.exercise)}):
            self._influence(name, self._rule(rule))

    def _acted_on(self, record: ExerciseRecord, read: Mapping[str, Iterable[str]]) -> None:
        name = self._entity(f"record:exercise.{record.exercise}", "Exercise", {"verdict": record.verdict})
        for rule in self._audit.rules_that(_ACTS[record.verdict], record.exercise):
            for start in read.get(rule, (ALWAYS,)):
                self._derive(name, self._node(start), _STEP_OF[record.verdict])
            self._influence(name, self._rule(rule))

    def _results(self) -> None:
        if self._made.plan is not None:
            self._entity("record:plan", "Plan", {"minutes": self._made.plan.minutes})
            for item in self._made.plan.items:
                self._derive("record:plan", f"record:exercise.{item.exercise}", "dosage")
            self._derive("record:plan", "record:level", "dosage")
            self._derive(self._entity(self._record, "Record"), "record:plan", _RECORDING)
        self._derive(self._entity(self._record, "Record"), "record:level", _RECORDING)
        self._derive(self._record, "record:answers", _RECORDING)

    def _ancestors(self) -> None:
        """The records that a plan was carried on from, each made from the one before; they are named by their seals."""
        line = [f"loosen:record-{one.seal}" for one in ancestors_of(self._made)]
        for before, after in pairwise([*line, self._record] if line else []):
            self._out.wasDerivedFrom(self._entity(after, "Record"), self._entity(before, "Record"))

    def _derive(self, entity: str, origin: str, step: str) -> None:
        """`entity` was made from `origin` by a step, which used the one and generated the other."""
        self._use(step, origin)
        self._generate(entity, step)
        if self._once("derived", entity, origin):
            self._out.wasDerivedFrom(entity, origin, _step(step))

    def _use(self, step: str, entity: str) -> None:
        if self._once("used", step, entity):
            self._out.used(_step(step), entity)

    def _generate(self, entity: str, step: str) -> None:
        """An entity is generated once, by the step that came to it first."""
        if self._once("generated", entity):
            self._out.wasGeneratedBy(entity, _step(step))

    def _influence(self, influenced: str, by: str) -> None:
        if self._once("influenced", influenced, by):
            self._out.wasInfluencedBy(influenced, by)


def _step(step: str) -> str:
    return f"record:stage.{step}"


def _safe(node: str) -> str:
    return node.replace(":", ".")


def _kind(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("_"))


def _values(record: AnswerRecord) -> dict[str, str | int]:
    value = " ".join(record.value) if isinstance(record.value, tuple) else record.value
    told = {"state": record.state, "value": value, "also": " ".join(record.also) or None, "hashed": record.hashed}
    return {key: one for key, one in told.items() if one is not None}
