"""Takes the answers out of a record: each becomes a hash that only the holder of a key can connect with an answer.

What is told of rules, of findings that rules made, and the plan itself stays, so a redacted record still says why; it
still tells about somebody's health and is not anonymous. `docs/record.md` lists what stays and what goes, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from loosen._model.audit import (
    AnswerRecord,
    Audit,
    ContradictionRecord,
    ExerciseRecord,
    ExerciseVerdict,
    FindingRecord,
    FocusRecord,
    ProgrammeRecord,
    Redacted,
    RuledOut,
    RuleRecord,
    SelectionStep,
    StageRecord,
    Told,
)
from loosen._model.plan import (
    GivenPart,
    GivenProgramme,
    Item,
    Plan,
    Reason,
    Recommendation,
    Triage,
    TriageReason,
    Unanswered,
)
from loosen._model.reason import Because, Failed, PickedFor, Purpose, VerdictReason
from loosen._model.reserved import NOT_THESE
from loosen._model.review import Course, Stand
from loosen._model.rule import PREFIX
from loosen._words.reasons import unanswered_words
from loosen._words.speech import Speech, speech_of
from loosen.errors import Fault, FaultCode, FileError

from .canonical import plain
from .keys import KEY_BYTES, fingerprint_of, key_in, keyed_hash
from .sealing import seal_of

HIDDEN_DIGITS = 12
"""Hex digits that stand for a symptom or self-test."""
HIDDEN_TEST = Failed("")
HIDDEN_KINDS = ("symptom", "self_test")
"""The kinds of nodes that stand for an answer."""
Hide = Callable[[str], str]
"""Gives a node back with a hash in place of an answer."""


def hash_of(record: AnswerRecord, key: bytes) -> str:
    """What stands for an answer: over the question, how it was answered, and the value."""
    value = list(record.value) if isinstance(record.value, tuple) else record.value
    return keyed_hash(key, "answer", record.question, record.state, value, list(record.also))


def original_of(recommendation: Recommendation, key: bytes) -> str:
    """What tells which record a redacted one was made from, to whoever has the key and that record."""
    return keyed_hash(key, "record", seal_of(plain(recommendation)).digest)


def is_made_from(audit: Audit, recommendation: Recommendation, key: bytes) -> bool:
    """Whether a redacted record was made from just this one."""
    return audit.redacted is not None and audit.redacted.original == original_of(recommendation, key)


def not_hashed(
    answers: Iterable[AnswerRecord], audit: Audit, key: bytes, ruled_out: Iterable[RuledOut] = ()
) -> tuple[str, ...]:
    """The questions whose answers are not those that were hashed.

    Raises `FileError` for a record that is not redacted and for another key.
    """
    if audit.redacted is None:
        raise FileError(
            "Nothing can be checked.",
            [Fault(FaultCode.REDACTED, "The record", "is not redacted: it holds its answers.")],
        )
    if audit.redacted.key != fingerprint_of(key):
        what = (
            f"is not the one that was used (its fingerprint is {fingerprint_of(key)}, not {audit.redacted.key[:64]})."
        )
        raise FileError("Nothing can be checked.", [Fault(FaultCode.NO_KEY, "The key", what)])
    hashed = {record.question: record.hashed or "" for record in audit.answers}
    given = {record.question: hash_of(record, key) for record in answers}
    if [one.hashed for one in audit.ruled_out] != [_hash_of_choice(one, key) for one in ruled_out]:
        given[NOT_THESE] = ""
    names = [*hashed, *(name for name in given if name not in hashed)]
    return tuple(name for name in names if given.get(name) != hashed.get(name))


def redact(recommendation: Recommendation, key: bytes | str | Path) -> Recommendation:
    """The same without the answers: each is a hash that only the holder of the key can connect with an answer.

    `key` is 32 bytes or more, or the file that holds it; a new key is put there when there is no such file. Raises
    `FileError` when that was done before, or the key is none.
    """
    key = key if isinstance(key, bytes) else key_in(key, make=True)
    audit, plan = recommendation.audit, recommendation.plan
    if len(key) < KEY_BYTES:
        fault = Fault(FaultCode.NO_KEY, "The key", f"has {len(key)} bytes; the least is {KEY_BYTES}.")
        raise FileError("Nothing was done.", [fault])
    if audit.redacted is not None:
        raise FileError("Nothing was done.", [Fault(FaultCode.REDACTED, "The record", "is redacted already.")])
    hide = partial(_hidden, key)
    return recommendation.model_copy(
        update={
            "triage": _triage(recommendation.triage, audit.entries),
            "plan": plan and _plan(plan, hide, audit.entries, speech_of(audit.language)),
            "audit": _audit(recommendation, key, hide),
            "seal": None,
        }
    )


def _audit(recommendation: Recommendation, key: bytes, hide: Hide) -> Audit:
    audit = recommendation.audit
    findings = _made_by_rules(audit)
    named = frozenset(f"finding:{record.finding}" for record in findings)
    usual = {verdict: _without_things(because) for verdict, because in audit.usual.items()}
    return audit.model_copy(
        update={
            "answers": tuple(_answer(record, key) for record in sorted(audit.answers, key=_question)),
            "ruled_out": tuple(_ruled_out(one, key) for one in audit.ruled_out),
            "interview": None,
            "conflicts": (),
            "written": (),
            "heard": (),
            "tallies": (),
            "findings": findings,
            "stages": tuple(_stage(stage, named) for stage in audit.stages),
            "programme": audit.programme and _programme(audit.programme),
            "focus": tuple(_focus(record, hide) for record in audit.focus),
            "exercises": tuple(_exercise(record, usual) for record in audit.exercises),
            "usual": usual,
            "entries": dict(_entries(audit.entries, hide, speech_of(audit.language))),
            "selection": tuple(_pick(step, hide) for step in audit.selection),
            "contradictions": tuple(_contradiction(record, hide) for record in audit.contradictions),
            "course": audit.course and _course(audit.course),
            "redacted": Redacted(original=original_of(recommendation, key), key=fingerprint_of(key)),
        }
    )


def _question(record: AnswerRecord) -> str:
    """What answers are put in order by: as they stood, those that were left out came last."""
    return record.question


def _answer(record: AnswerRecord, key: bytes) -> AnswerRecord:
    """Neither what was said nor how; that a question was skipped or does not apply tells of other answers, too."""
    return AnswerRecord(question=record.question, state="redacted", hashed=hash_of(record, key))


def _ruled_out(one: RuledOut, key: bytes) -> RuledOut:
    """That it was ruled out is in the plan; why is what the person wrote."""
    return RuledOut(exercise=one.exercise, instead=one.instead, hashed=_hash_of_choice(one, key))


def _hash_of_choice(one: RuledOut, key: bytes) -> str:
    return keyed_hash(key, "ruled_out", one.exercise, one.because, one.instead or "")


def _hidden(key: bytes, node: str) -> str:
    """A node, or a link between two, with a hash in place of a symptom or self-test."""
    first, arrow, rest = node.partition(">")
    kind, _, name = first.partition(":")
    if kind in HIDDEN_KINDS:
        first = f"{kind}:an_answer_{keyed_hash(key, 'node', kind, name)[:HIDDEN_DIGITS]}"
    return f"{first}{arrow}{rest}"


def _made_by_rules(audit: Audit) -> tuple[FindingRecord, ...]:
    """The findings that a rule made, with the rules alone; any other finding is an answer by another name."""
    spoke = {rule.rule for stage in audit.stages for rule in stage.spoke}
    derived = ((record, tuple(why for why in record.derived_from if why in spoke)) for record in audit.findings)
    return tuple(record.model_copy(update={"derived_from": rules}) for record, rules in derived if rules)


def _stage(stage: StageRecord, findings: frozenset[str]) -> StageRecord:
    spoke = tuple(_rule(rule, findings) for rule in stage.spoke)
    return stage.model_copy(update={"spoke": spoke, "silent": dict.fromkeys(stage.silent, HIDDEN_TEST)})


def _rule(rule: RuleRecord, findings: frozenset[str]) -> RuleRecord:
    """What it said, and what other rules had found for it.

    Not which answers spoke for it, because a rule may speak for several and only one was given; nor where it failed.
    """
    matched = tuple(fact for fact in rule.matched if fact in findings or fact == "always")
    return rule.model_copy(update={"matched": matched, "failed": None})


def _focus(record: FocusRecord, hide: Hide) -> FocusRecord:
    reasons = tuple(reason.model_copy(update={"via": hide(reason.via)}) for reason in record.reasons)
    reasons = tuple(sorted(reasons, key=lambda reason: (-reason.weight, reason.via)))
    return record.model_copy(update={"side": "both", "reasons": reasons})


def _entries(entries: Mapping[str, Told], hide: Hide, speech: Speech) -> Iterator[tuple[str, Told]]:
    """What entries said, without questions and signs heard, and with no more of a symptom than that there was one."""
    for node, told in entries.items():
        kind = node.partition(":")[0]
        if kind in HIDDEN_KINDS:
            yield hide(node), Told(say="" if ">" in node else speech.one_of("hidden", kind))
        elif kind not in ("question", "lexicon"):
            yield node, told


def _contradiction(record: ContradictionRecord, hide: Hide) -> ContradictionRecord:
    return record.model_copy(update={"because": tuple(sorted(map(hide, record.because)))})


def _course(course: Course) -> Course:
    """Without answers that changed, how old answers are, and what of the diary spoke for the verdict."""
    untold = {"measure": None, "entries": (), "lacking": False, "least": None, "most": None, "on": None}
    grounds = tuple(one.model_copy(update=untold) for one in course.verdict.reasons)
    verdict = course.verdict.model_copy(update={"new_answers": {}, "reasons": grounds})
    stands = {"before": _stand(course.before), "now": course.now and _stand(course.now)}
    return course.model_copy(update={"verdict": verdict, "were": {}, "older": {}, **stands})


def _stand(stand: Stand) -> Stand:
    return stand.model_copy(update={"older": {}})


def _pick(step: SelectionStep, hide: Hide) -> SelectionStep:
    """A pick, without the symptom or self-test that it answers."""
    if step.purpose.code is not PickedFor.AIM:
        return step
    return step.model_copy(update={"purpose": Purpose(PickedFor.AIM, hide(step.purpose.about))})


def _without_things(because: Because) -> Because:
    """A reason that says neither what somebody lacks nor what they wrote."""
    return because.without_names if because.code in (VerdictReason.NEEDS, VerdictReason.RULED_OUT) else because


def _exercise(record: ExerciseRecord, usual: Mapping[ExerciseVerdict, Because]) -> ExerciseRecord:
    """Without the things that are not at hand; that its reason is not the usual one would tell of them, too."""
    if record.because is None:
        return record
    because = _without_things(record.because)
    return record.model_copy(update={"because": None if because == usual.get(record.verdict) else because})


def _programme(record: ProgrammeRecord) -> ProgrammeRecord:
    parts = tuple(
        part.model_copy(
            update={
                "passed_over": tuple(
                    other.model_copy(update={"because": _without_things(other.because)}) for other in part.passed_over
                )
            }
        )
        for part in record.parts
    )
    return record.model_copy(update={"parts": parts})


def _triage(triage: Triage, entries: Mapping[str, Told]) -> Triage:
    reasons = tuple(_triage_reason(reason, entries) for reason in triage.reasons)
    return triage.model_copy(update={"reasons": reasons, "ask_again": (), "ask_again_words": ()})


def _triage_reason(reason: TriageReason, entries: Mapping[str, Told]) -> TriageReason:
    """What the rule says, in place of what somebody wrote or noted."""
    if not reason.words and PREFIX[reason.rule[:3]] != "progression":
        return reason
    return reason.model_copy(update={"words": (), "say": entries[f"rule:{reason.rule}"].say})


def _plan(plan: Plan, hide: Hide, entries: Mapping[str, Told], speech: Speech) -> Plan:
    """What is to be done stays as it is; only reasons that repeat an answer are told without it."""
    items = tuple(_item(item, hide, entries, speech) for item in plan.items)
    unanswered = tuple(_one_unanswered(one, hide, speech) for one in plan.unanswered)
    programme = plan.programme and _given_programme(plan.programme, speech)
    since = plan.since and plan.since.model_copy(update={"reasons": ()})
    return plan.model_copy(update={"items": items, "unanswered": unanswered, "programme": programme, "since": since})


def _one_unanswered(one: Unanswered, hide: Hide, speech: Speech) -> Unanswered:
    what = speech.one_of("hidden", one.node.partition(":")[0])
    say = unanswered_words(one.because, what, speech)
    return one.model_copy(update={"node": hide(one.node), "say": say})


def _item(item: Item, hide: Hide, entries: Mapping[str, Told], speech: Speech) -> Item:
    return item.model_copy(update={"reasons": tuple(_reason(reason, hide, entries, speech) for reason in item.reasons)})


def _reason(reason: Reason, hide: Hide, entries: Mapping[str, Told], speech: Speech) -> Reason:
    kind = reason.path[0].partition(":")[0] if reason.path else ""
    if kind not in HIDDEN_KINDS:
        return reason
    told = entries.get(reason.path[1]) if len(reason.path) > 1 else None
    muscle = told.say if told else speech("record.hidden_muscle")
    say = speech("record.hidden_goes_with", what=speech.one_of("hidden", kind), muscles=muscle)
    return Reason(say=say, path=tuple(map(hide, reason.path)))


def _given_programme(programme: GivenProgramme, speech: Speech) -> GivenProgramme:
    return programme.model_copy(update={"parts": tuple(_given_part(part, speech) for part in programme.parts)})


def _given_part(part: GivenPart, speech: Speech) -> GivenPart:
    if not part.lacking:
        return part
    before, _, after = part.say.rpartition(part.lacking)
    return part.model_copy(update={"say": f"{before}{speech('reasons.not_at_hand')}{after}", "lacking": ""})
