"""Why an exercise is, or is not, in a plan: the whole chain, told from the audit alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from loosen._model.audit import EASIER, SAFER, Audit, EffectOn, ExerciseRecord, PartRecord, Told
from loosen._model.plan import Recommendation
from loosen._model.reason import DoseSource, SetBy
from loosen._words.reasons import dose_sentence
from loosen._words.record import because_of
from loosen._words.speech import Speech, speech_of
from loosen.errors import Fault, FaultCode, FileError

from .facts import Facts
from .naming import exercise_called
from .types import (
    Acted,
    Basis,
    Disagreement,
    DoseReason,
    FactSaid,
    Pointer,
    Race,
    Term,
    TriageSaid,
    Why,
)


def why(made: Audit | Recommendation, exercise: str, *, deep: bool = False) -> Why:
    """The chain behind one exercise, by its id or name: what led to it, what rules did, its score and its dose.

    `deep` only decides how much `loosen.tell` tells. Raises `UnknownEntry` when the record knows no such exercise,
    naming the nearest, and `FileError` when it is a referral, where no exercise was considered, naming what that rests
    on.
    """
    audit = audit_in(made)
    if not audit.exercises:
        raise nothing_considered(audit)
    record = record_called(audit, exercise)
    facts = Facts(audit)
    pointers = tuple(_pointers(audit, record, facts))
    return Why(
        exercise=record.exercise,
        name=record.name,
        verdict=record.verdict,
        because=because_of(audit, record),
        basis=basis_of(audit.entries.get(f"exercise:{record.exercise}")),
        pointers=pointers,
        rules=tuple(acted(audit, effect, record.name, facts) for effect in audit.effects_on(record.exercise)),
        score=tuple(_score(audit, record)),
        race=race_of(audit, record),
        dose=tuple(_dose(audit, record)),
        disagreements=tuple(_disagreements(audit, record, pointers)),
        library_digest=audit.library_digest,
        loosen_version=audit.loosen_version,
        deep=deep,
    )


def audit_in(made: Audit | Recommendation) -> Audit:
    """The record of a recommendation, or the record itself."""
    return made.audit if isinstance(made, Recommendation) else made


def record_called(audit: Audit, exercise: str) -> ExerciseRecord:
    """The record of an exercise, by its id or name. Raises `FileError` naming the nearest one."""
    with suppress(KeyError):  # most callers have the id
        return audit.record_of(exercise)
    return audit.record_of(exercise_called(exercise, {record.exercise: record.name for record in audit.exercises}))


def nothing_considered(audit: Audit) -> FileError:
    """That a referral has no exercises to explain, and the rules that it rests on."""
    faults = [Fault(FaultCode.REFERRED, said.rule, said.say) for said in triage_of(audit)]
    speech = speech_of(audit.language)
    return FileError(speech("why.nothing_considered", level=speech.one_of("level", audit.level)), faults)


def triage_of(audit: Audit) -> tuple[TriageSaid, ...]:
    """The triage rules that ask for the level reached."""
    facts = Facts(audit)
    return tuple(_triage_said(audit, rule, facts) for rule in audit.decided_by)


def _triage_said(audit: Audit, rule: str, facts: Facts) -> TriageSaid:
    told, certain = audit.entries[f"rule:{rule}"], facts.fired(rule)
    say = told.say if certain else speech_of(audit.language)("why.may_apply", say=told.say)
    return TriageSaid(rule=rule, certain=certain, say=say, facts=facts.of_rule(rule), basis=basis_of(told))


def basis_of(told: Told | None) -> Basis:
    """What an entry rests on, as far as the record tells it."""
    return Basis(evidence=told.evidence, reviewed=told.reviewed, digest=told.digest) if told else Basis()


def acted(audit: Audit, effect: EffectOn, name: str, facts: Facts) -> Acted:
    """What a rule did to the exercise of this name, with the facts that spoke for it."""
    spoke = facts.spoken(effect.rule)
    return Acted(
        rule=effect.rule,
        effect=effect.effect,
        certain=spoke is None or spoke.result == "fired",
        say=audit.say_of(effect.rule, name),
        via=effect.via,
        via_words=tuple(_words(audit, node) for node in effect.via),
        facts=facts.of_rule(effect.rule),
        failed=spoke.failed if spoke else None,
        basis=basis_of(audit.entries.get(f"rule:{effect.rule}")),
    )


def race_of(audit: Audit, record: ExerciseRecord) -> Race | None:
    """The pick that an exercise came nearest to."""
    if record.lost_to is None:
        return None
    return Race(lost_to=record.lost_to, name=audit.record_of(record.lost_to).name, behind=record.behind)


def _words(audit: Audit, node: str) -> str:
    told = audit.entries.get(node)
    return told.say if told and told.say else node.rpartition(":")[2].replace("_", " ")


def _pointers(audit: Audit, record: ExerciseRecord, facts: Facts) -> Iterator[Pointer]:
    focus = {entry.muscle: entry for entry in audit.focus}
    for muscle in audit.muscles_of(record):
        for reason in focus[muscle].reasons:
            yield Pointer(
                via=reason.via,
                say=_words(audit, reason.via).replace("{exercise}", record.name),
                weight=reason.weight,
                muscle=muscle,
                muscle_words=_words(audit, f"muscle:{muscle}"),
                strength=focus[muscle].strength,
                facts=_facts_of(reason.via, facts),
                basis=basis_of(audit.entries.get(f"{reason.via}>muscle:{muscle}") or audit.entries.get(reason.via)),
            )
    if audit.programme and any(_offers(part, record.exercise) for part in audit.programme.parts):
        via = f"programme:{audit.programme.programme}"
        yield Pointer(via=via, say=_words(audit, via), basis=basis_of(audit.entries.get(via)))


def _facts_of(via: str, facts: Facts) -> tuple[FactSaid, ...]:
    kind, _, name = via.partition(":")
    if kind == "rule":
        return facts.of_rule(name)
    return (facts.of_fact(f"finding:{name}"),) if kind == "symptom" else ()


def _offers(part: PartRecord, exercise: str) -> bool:
    return exercise == part.given or any(other.exercise == exercise for other in part.passed_over)


def _score(audit: Audit, record: ExerciseRecord) -> Iterator[Term]:
    speech = speech_of(audit.language)
    own = basis_of(audit.entries.get(f"exercise:{record.exercise}"))
    for term, points in sorted(record.score.items(), key=lambda term: (-term[1], term[0])):
        kind, _, name = term.partition(":")
        if kind == "rule":
            told = audit.entries.get(term)
            say = audit.say_of(name, record.name) if told else name
            yield Term(term=term, points=points, say=say, basis=basis_of(told))
        else:
            say = _unnamed(term, speech) or speech("why.works_on", muscle=_words(audit, term))
            yield Term(term=term, points=points, say=say, basis=own)


def _unnamed(term: str, speech: Speech) -> str:
    """A term that stands for no entry, in words; empty for any other."""
    if term == SAFER:
        return speech("why.safer")
    return speech("why.easier") if term == EASIER else ""


def _dose(audit: Audit, record: ExerciseRecord) -> Iterator[DoseReason]:
    own = basis_of(audit.entries.get(f"exercise:{record.exercise}"))
    for step in record.dose:
        told = audit.entries.get(step.because.entry)
        yield DoseReason(
            field=step.field, value=step.value, because=step.because, say=_set_by(step.because, audit, record),
            basis=basis_of(told) if told else own,
        )  # fmt: skip


def _set_by(by: SetBy, audit: Audit, record: ExerciseRecord) -> str:
    """What set a value of a dose, in a sentence; where the record does not quote the entry, with its id."""
    speech = speech_of(audit.language)
    if by.code is DoseSource.ANSWER:
        states = [answer.state for answer in audit.answers if answer.question == by.about]
        if not {*states} <= {"answered", "redacted"}:
            return speech("reasons.days_not_said")
    quoted = by.entry in audit.entries
    said = audit.say_of(by.rule, record.name) if by.rule and quoted else _words(audit, by.entry)
    return dose_sentence(by, speech, said if quoted or not by.rule else f"{by.rule}.")


def _disagreements(audit: Audit, record: ExerciseRecord, pointers: Iterable[Pointer]) -> Iterator[Disagreement]:
    """The disagreements settled by this exercise, its dose, a rule that acted on it, or what points to it."""
    behind = {node for pointer in pointers for node in pointer.path} | set(_nodes_behind(audit, record))
    for settled in audit.contradictions:
        if not behind.isdisjoint(settled.because):
            yield Disagreement(
                id=settled.id,
                title=settled.title,
                lost=tuple(f"{statement.says} ({statement.where})" for statement in settled.lost),
                principles=tuple(_words(audit, f"principle:{name}") for name in settled.principles),
                resolution=settled.resolution,
                basis=Basis(evidence=settled.evidence),
            )


def _nodes_behind(audit: Audit, record: ExerciseRecord) -> Iterator[str]:
    yield f"exercise:{record.exercise}"
    yield from record.score
    yield from (step.because.entry for step in record.dose)
    yield from (f"rule:{effect.rule}" for effect in audit.effects_on(record.exercise))
