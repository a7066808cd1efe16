"""The whole record as tables: answers, findings, rules, exercises, disagreements and what they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter

from loosen._model.audit import Audit, ContradictionRecord, EffectOn, ExerciseRecord, ExerciseVerdict, StageRecord
from loosen._model.base import Evidence
from loosen._records.links import to_exercise
from loosen._records.origin import SHOWN
from loosen._words.reasons import failed_words
from loosen._words.record import Words, because_of, passed_over_words
from loosen._words.speech import Speech, capital
from loosen._words.vocabulary import in_words

from .rows import Entry, Group, Judged, Proof, Row, RuleRow, Settled, StageRows, Term

VERDICTS: tuple[ExerciseVerdict, ...] = (
    "chosen", "not_chosen", "held_back", "excluded", "not_candidate", "withdrawn",
)  # fmt: skip
"""What may become of an exercise, in the order in which it is shown."""


def answer_rows(words: Words, states: Collection[str] | None = None) -> Iterator[Row]:
    """Every answer, or those of some states."""
    for record in words.view.answers.values():
        if states is None or record.state in states:
            said, state = words.answer(record), words.speech.one_of("answer_state", record.state, "long")
            if record.hashed:
                said = words.speech("report.hidden_with_hash", hash=record.hashed[:SHOWN])
            yield Row(f"answer-{record.question}", (words.question(record.question), said, state, record.question))


def interview_rows(audit: Audit, words: Words) -> Iterator[Row]:
    """Why each question was asked or not."""
    for record in audit.interview.records() if audit.interview else ():
        outcome = words.speech.one_of("answer_state", record.outcome)
        yield Row("", (words.question(record.question), outcome, record.because, ", ".join(record.rules)))
    for sign in audit.interview.taken_back if audit.interview else ():
        yield Row("", (in_words(sign.replace(".", ": ")), words.speech("report.taken_back"), "", ""))


def finding_rows(audit: Audit, words: Words) -> Iterator[Row]:
    """Every finding with its state and its origins, fact by fact."""
    matched = {one.rule: one.matched for stage in audit.stages for one in stage.spoke}
    for record in audit.findings:
        ways = []
        for origin in record.derived_from:
            facts = [words.fact(fact) for fact in matched.get(origin, ())]
            ways.append(f"{origin}: {'; '.join(facts)}" if facts else words.fact(origin))
        name = words.name(f"finding:{record.finding}")
        state = words.speech.one_of("finding_state", record.state)
        yield Row(f"finding-{record.finding}", (name, state, "\n".join(ways), record.finding))


def stage_rows(stage: StageRecord, words: Words) -> StageRows:
    """What every rule of a stage said."""
    spoke = tuple(
        RuleRow(
            one.rule,
            one.result == "fired",
            words.rule(one.rule),
            tuple(words.fact(fact) for fact in one.matched),
            failed_words(one.failed, words.speech),
        )
        for one in stage.spoke
    )
    silent = tuple((rule, failed_words(failed, words.speech)) for rule, failed in stage.silent.items())
    return StageRows(stage.stage, spoke, silent)


def focus_rows(audit: Audit, words: Words) -> Iterator[Row]:
    """Every muscle in focus, with what points to it and how strongly."""
    for record in audit.focus:
        why = [_node(reason.via, words, reason.weight) for reason in record.reasons]
        name = in_words(words.name(f"muscle:{record.muscle}"))
        side = words.speech.one_of("side", record.side)
        yield Row(f"muscle-{record.muscle}", (name, f"{record.strength} %", side, "\n".join(why), record.muscle))


def _node(via: str, words: Words, weight: int) -> str:
    kind, _, name = via.partition(":")
    told = (name, words.rule(name)) if kind == "rule" else (kind.replace("_", "-"), words.name(via))
    return f"{told[0]} ({weight} %): {told[1]}"


def part_rows(audit: Audit, words: Words) -> Iterator[Row]:
    """Every part of a routine asked for, what fills it, and what was passed over."""
    for part in audit.programme.parts if audit.programme else ():
        given = words.name(f"exercise:{part.given}") if part.given else words.speech("report.nothing_given")
        over = [
            f"{words.name(f'exercise:{other.exercise}')}: {passed_over_words(audit, other)}"
            for other in part.passed_over
        ]
        yield Row("", (part.part, given, "\n".join(over)))


def exercise_groups(audit: Audit, words: Words) -> Iterator[Group]:
    """Every exercise, by what became of it."""
    records = sorted(
        audit.exercises, key=lambda record: (VERDICTS.index(record.verdict), -_points(record), record.name)
    )
    for verdict, group in groupby(records, key=attrgetter("verdict")):
        title = capital(words.speech.one_of("verdict", verdict, "short"))
        yield Group(title, verdict, tuple(_judged(audit, record, words) for record in group))


def _points(record: ExerciseRecord) -> int:
    return sum(record.score.values())


def _judged(audit: Audit, record: ExerciseRecord, words: Words) -> Judged:
    asked_for = [words.name(link.start) for link in to_exercise(audit, record)]
    effects = tuple(_effect(effect, words) for effect in audit.effects_on(record.exercise))
    return Judged(
        record.exercise, record.name, because_of(audit, record), ", ".join(asked_for),
        _points(record) if record.score else None, tuple(_terms(record, words)), effects, _near(record, words),
    )  # fmt: skip


def _effect(effect: EffectOn, words: Words) -> tuple[str, str, str]:
    """What a rule did: the rule, its deed, and what about the exercise it is about."""
    deed = words.speech.one_of("effect", effect.effect, "deed")
    return effect.rule, deed, " → ".join(words.name(node) for node in effect.via)


def _terms(record: ExerciseRecord, words: Words) -> Iterator[Term]:
    for term, points in sorted(record.score.items(), key=lambda term: (-term[1], term[0])):
        kind, _, name = term.partition(":")
        yield Term("" if kind == "rule" else words.name(term), f"{points:+d}", name if kind == "rule" else "")


def _near(record: ExerciseRecord, words: Words) -> str:
    if record.lost_to is None:
        return ""
    name = words.name(f"exercise:{record.lost_to}")
    if record.behind > 0:
        points = words.speech("amounts.points", count=record.behind)
        return words.speech("report.points_behind", points=points, rival=name)
    points = words.speech("amounts.points", count=-record.behind)
    return words.speech("report.points_before", points=points, rival=name)


def disagreement(record: ContradictionRecord, words: Words) -> Settled:
    """A disagreement between sources in words."""
    return Settled(
        record.id,
        record.title,
        tuple((statement.says, statement.where) for statement in record.lost),
        tuple((name, words.said(f"principle:{name}")) for name in record.principles),
        record.resolution,
        tuple(_proof(one, words.speech) for one in record.evidence),
        record.because,
    )


def quoted_entries(audit: Audit, speech: Speech) -> Iterator[Entry]:
    """Every rule, and every entry that rests on evidence; what only lends its words stands where they are used."""
    for node, told in sorted(audit.entries.items()):
        kind, _, name = node.partition(":")
        if told.evidence or kind == "rule":
            anchor = f"rule-{name}" if kind == "rule" else f"entry-{node.replace(':', '-').replace('>', '-to-')}"
            proofs = tuple(_proof(one, speech) for one in told.evidence)
            yield Entry(anchor, node, told.say, proofs, told.reviewed, told.digest)


def _proof(evidence: Evidence, speech: Speech) -> Proof:
    where = ", ".join(part for part in (evidence.fact, evidence.where) if part)
    return Proof(evidence.source, evidence.supports, speech.one_of("certainty", evidence.certainty), where)
