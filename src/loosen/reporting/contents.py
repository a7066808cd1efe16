"""What the report says, row by row: read from the record, and ready to be set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from loosen._version import __version__
from loosen.derivation import to_exercise
from loosen.export.handout import advice_of, level_words, overridden, unreviewed
from loosen.export.words import KIND_WORDS, LEVEL_WORDS, dose_words, length
from loosen.library import Library
from loosen.model.audit import Audit, ContradictionRecord, ExerciseRecord, StageRecord
from loosen.model.base import Evidence, Level
from loosen.model.plan import Item, Recommendation
from loosen.records.origin import SHOWN, is_made_with

from .picture import Picture, pictures
from .sources import Cited, cited
from .words import (
    ANSWER_STATES,
    DOSE_FIELDS,
    EFFECTS,
    HIDDEN,
    NONE_OF_THESE,
    VERDICTS,
    Words,
    in_words,
    sentences,
    some,
)

MOST_NAMES = 6
WITH_A_PLAN: tuple[Level, ...] = ("proceed", "proceed_with_caution")
_NOTHING = ("No", NONE_OF_THESE)
_NO_SOURCES = "Titles and addresses of sources are not in the record, and no library was at hand to take them from."
_SAME = "Titles and addresses are those of the library that the plan was made with."
_OTHER = (
    "The record names its sources by their short names. Titles and addresses are from the library at hand ({here}), "
    "which is not the one that the plan was made with ({then}); look them up before you rely on them."
)


class Row(NamedTuple):
    """A row of a table: where links to it lead, and its cells."""

    id: str
    cells: tuple[str, ...]


class Told(NamedTuple):
    """Something in words, and why."""

    what: str
    why: str


class Proof(NamedTuple):
    """What a statement rests on: the source, what it says, how sure it is, and where it stands."""

    source: str
    supports: str
    certainty: str
    where: str


class Entry(NamedTuple):
    """An entry of the library as it stood: its words, evidence, review and digest."""

    id: str
    node: str
    say: str
    proofs: tuple[Proof, ...]
    reviewed: str
    digest: str


class RuleRow(NamedTuple):
    """What a rule said at a stage: whether for certain, by which facts, and the first test that did not hold."""

    rule: str
    certain: bool
    say: str
    matched: tuple[str, ...]
    failed: str


class StageRows(NamedTuple):
    """A stage: the rules that spoke and, with the first test that failed, those that stayed silent."""

    stage: str
    spoke: tuple[RuleRow, ...]
    silent: tuple[tuple[str, str], ...]


class Term(NamedTuple):
    """A term of a score or a step of a dose, in words."""

    what: str
    amount: str
    rule: str


class Judged(NamedTuple):
    """What became of an exercise."""

    id: str
    name: str
    because: str
    muscles: str
    score: int | None
    terms: tuple[Term, ...]
    effects: tuple[tuple[str, str, str], ...]
    near: str


class Group(NamedTuple):
    """All exercises that met the same fate."""

    title: str
    verdict: str
    exercises: tuple[Judged, ...]


class Dosed(NamedTuple):
    """An exercise of the session: what it is, its dose, how that came about, and why it is there."""

    id: str
    name: str
    kind: str
    dose: str
    length: str
    reasons: tuple[str, ...]
    adaptations: tuple[str, ...]
    steps: tuple[str, ...]
    came_about: tuple[Term, ...]


class Settled(NamedTuple):
    """A disagreement between sources, the statements that lost, and why."""

    id: str
    title: str
    lost: tuple[tuple[str, str], ...]
    principles: tuple[tuple[str, str], ...]
    resolution: str
    proofs: tuple[Proof, ...]
    because: tuple[str, ...]


class Page(NamedTuple):
    """The whole report."""

    title: str
    level: str
    level_id: str
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    first: tuple[str, ...]
    told: tuple[Row, ...]
    quiet: int
    found: tuple[Told, ...]
    muscles: tuple[Told, ...]
    left_out: tuple[Told, ...]
    session: str
    shortfall: str
    items: tuple[Dosed, ...]
    pictures: tuple[Picture, ...]
    answers: tuple[Row, ...]
    interview: tuple[Row, ...]
    conflicts: tuple[Row, ...]
    heard: tuple[Row, ...]
    tallies: tuple[Row, ...]
    findings: tuple[Row, ...]
    stages: tuple[StageRows, ...]
    focus: tuple[Row, ...]
    parts: tuple[Row, ...]
    groups: tuple[Group, ...]
    contradictions: tuple[Settled, ...]
    entries: tuple[Entry, ...]
    sources: tuple[Cited, ...]
    sources_note: str
    seal: str
    seal_parts: tuple[tuple[str, str], ...]
    made: tuple[tuple[str, str], ...]
    redacted: str
    language: str
    known_rules: frozenset[str]


def page_of(recommendation: Recommendation, library: Library | None) -> Page:
    """The report of a recommendation; the library gives the titles and addresses of sources, and nothing else."""
    audit = recommendation.audit
    words = Words(audit)
    told = [row for row in _answers(audit, words, ("answered", "unknown")) if not _is_nothing(row)]
    seal, entries = recommendation.seal, tuple(_entries(audit))
    return Page(
        title=level_words(recommendation),
        level=LEVEL_WORDS[audit.level],
        level_id=audit.level,
        notes=tuple(_notes(recommendation)),
        reasons=tuple(_reasons(recommendation)),
        first=tuple(advice_of(recommendation, ("emergency", "urgent", "clinician"))),
        told=tuple(told),
        quiet=sum(record.state == "answered" for record in audit.answers) - len(told),
        found=tuple(_found(audit, words)),
        muscles=tuple(_muscles(audit, words)),
        left_out=tuple(_left_out(audit, words)),
        session=_session(recommendation),
        shortfall=recommendation.plan.shortfall if recommendation.plan else "",
        items=tuple(_items(recommendation, words)),
        pictures=pictures(recommendation),
        answers=tuple(_answers(audit, words)),
        interview=tuple(_interview(audit, words)),
        conflicts=tuple(
            Row("", (conflict.say, "; ".join(map(words.question, conflict.questions)))) for conflict in audit.conflicts
        ),
        heard=tuple(
            Row("", (one.words, in_words(one.finding), "certain" if one.certain else "possible", one.lexicon))
            for one in audit.heard
        ),
        tallies=tuple(Row("", (in_words(one.tally), str(one.least), str(one.most))) for one in audit.tallies),
        findings=tuple(_findings(audit, words)),
        stages=tuple(_stage(stage, words) for stage in audit.stages),
        focus=tuple(_focus(audit, words)),
        parts=tuple(_parts(audit, words)),
        groups=tuple(_groups(audit, words)),
        contradictions=tuple(_settled(one, words) for one in audit.contradictions),
        entries=entries,
        sources=cited(recommendation, library),
        sources_note=_sources_note(audit, library),
        seal=seal.digest if seal else "",
        seal_parts=tuple(sorted(seal.parts.items())) if seal else (),
        made=tuple(_made(recommendation)),
        redacted=audit.redacted.original if audit.redacted else "",
        language=audit.language,
        known_rules=frozenset(entry.node[5:] for entry in entries if entry.node.startswith("rule:")),
    )


def _notes(recommendation: Recommendation) -> Iterator[str]:
    """What has to be known first: who has not reviewed this, and what was changed in the rules."""
    if recommendation.loosen.overridden:
        yield overridden(recommendation.loosen.overridden)
    yield from unreviewed(recommendation.loosen.language)
    entries = recommendation.audit.entries
    judged = [node for node in entries if node.partition(":")[0] in ("rule", "exercise", "programme")]
    signed = [node for node in judged if entries[node].reviewed != "none"]
    if not signed:
        yield "No clinician has reviewed the rules and exercises that this rests on."
    elif len(signed) < len(judged):
        yield f"A clinician has reviewed {len(signed)} of the {len(judged)} rules and exercises that this rests on."


def _reasons(recommendation: Recommendation) -> Iterator[str]:
    """Why the level is what it is, gravest first; of a referral only what speaks for one."""
    referred = recommendation.plan is None
    told = [one for one in recommendation.triage.reasons if not (referred and one.level in WITH_A_PLAN)]
    for reason in told:
        sure = "" if reason.certain or reason.words else " (This may be so: an answer is not known.)"
        yield f"{reason.say}{sure}"


def _is_nothing(row: Row) -> bool:
    return row.cells[1] in _NOTHING


def _answers(audit: Audit, words: Words, states: Collection[str] | None = None) -> Iterator[Row]:
    """Every answer, or those of some states."""
    for record in audit.answers:
        if states is None or record.state in states:
            said, state = words.answer(record), ANSWER_STATES.get(record.state, in_words(record.state).lower())
            hashed = f"{HIDDEN}; its hash is {record.hashed[:SHOWN]}…" if record.hashed else said
            yield Row(f"answer-{record.question}", (words.question(record.question), hashed, state, record.question))


def _found(audit: Audit, words: Words) -> Iterator[Told]:
    for record in audit.findings:
        sure = "" if record.state == "present" else " (may be so)"
        why = [words.rule(origin) or words.fact(origin) for origin in record.derived_from]
        yield Told(f"{words.name(f'finding:{record.finding}')}{sure}", sentences(why))


def _muscles(audit: Audit, words: Words) -> Iterator[Told]:
    for record in sorted(audit.focus, key=lambda record: (-record.strength, record.muscle)):
        side = "" if record.side == "both" else f", {record.side} side"
        why = [_pointer(reason.via, words) for reason in record.reasons]
        name = in_words(words.name(f"muscle:{record.muscle}"))
        yield Told(f"{name}: {record.strength} %{side}", sentences(why))


def _pointer(via: str, words: Words) -> str:
    kind, _, name = via.partition(":")
    return words.rule(name) if kind == "rule" else words.name(via)


def _left_out(audit: Audit, words: Words) -> Iterator[Told]:
    """For each reason of safety the exercises that it kept out."""
    by_reason: dict[str, dict[str, None]] = {}
    for record in audit.exercises:
        for rule in audit.rules_that("excluded", record.exercise) if record.verdict == "excluded" else ():
            reason = words.rule(rule).removeprefix("This exercise is left out: ")
            by_reason.setdefault(f"{reason[:1].upper()}{reason[1:]}", {})[record.name] = None
    for reason, names in by_reason.items():
        yield Told(reason, f"{len(names)} left out: {some(names, MOST_NAMES)}.")


def _session(recommendation: Recommendation) -> str:
    plan = recommendation.plan
    if plan is None:
        return ""
    exercises = f"{len(plan.items)} exercise{'s' * (len(plan.items) != 1)}"
    programme = f" It follows the routine “{plan.programme.name}”." if plan.programme else ""
    return f"{exercises} in {length(plan.seconds)}, {plan.days_per_week} days a week.{programme}"


def _items(recommendation: Recommendation, words: Words) -> Iterator[Dosed]:
    for item in recommendation.plan.items if recommendation.plan else ():
        yield Dosed(
            id=item.exercise,
            name=item.name,
            kind=KIND_WORDS[item.kind],
            dose=dose_words(item),
            length=length(item.seconds),
            reasons=tuple(dict.fromkeys(reason.say for reason in item.reasons)),
            adaptations=(*item.adaptations, *item.cautions),
            steps=item.steps,
            came_about=tuple(_dose(recommendation.audit, item, words)),
        )


def _dose(audit: Audit, item: Item, words: Words) -> Iterator[Term]:
    for step in audit.record_of(item.exercise).dose:
        kind, _, name = step.because.partition(":")
        rule = name if kind in ("rule", "limit") else ""
        why = {"dose": f"named dose {in_words(name).lower()}", "answer": f"the answer to “{words.question(name)}”",
               "rule": words.rule(name, item.name), "limit": f"at most: {words.rule(name, item.name)}",
               }.get(kind, step.because)  # fmt: skip
        yield Term(why, f"{DOSE_FIELDS.get(step.field, step.field.replace('_', ' '))}: {step.value}", rule)


def _interview(audit: Audit, words: Words) -> Iterator[Row]:
    for record in audit.interview.records() if audit.interview else ():
        outcome = {"asked": "asked", "skipped": "not asked", "not_applicable": "does not apply"}[record.outcome]
        yield Row("", (words.question(record.question), outcome, record.because, ", ".join(record.rules)))


def _findings(audit: Audit, words: Words) -> Iterator[Row]:
    state = {"present": "present", "unknown": "may be present"}
    matched = {one.rule: one.matched for stage in audit.stages for one in stage.spoke}
    for record in audit.findings:
        ways = []
        for origin in record.derived_from:
            facts = [words.fact(fact) for fact in matched.get(origin, ())]
            ways.append(f"{origin}: {'; '.join(facts)}" if facts else words.fact(origin))
        name = words.name(f"finding:{record.finding}")
        yield Row(f"finding-{record.finding}", (name, state[record.state], "\n".join(ways), record.finding))


def _stage(stage: StageRecord, words: Words) -> StageRows:
    spoke = tuple(
        RuleRow(
            one.rule,
            one.result == "fired",
            words.rule(one.rule),
            tuple(words.fact(fact) for fact in one.matched),
            one.failed or "",
        )
        for one in stage.spoke
    )
    return StageRows(stage.stage, spoke, tuple(stage.silent.items()))


def _focus(audit: Audit, words: Words) -> Iterator[Row]:
    for record in audit.focus:
        why = [_node(reason.via, words, reason.weight) for reason in record.reasons]
        name = in_words(words.name(f"muscle:{record.muscle}"))
        yield Row(f"muscle-{record.muscle}", (name, f"{record.strength} %", record.side, "\n".join(why), record.muscle))


def _node(via: str, words: Words, weight: int) -> str:
    kind, _, name = via.partition(":")
    told = (name, words.rule(name)) if kind == "rule" else (kind.replace("_", "-"), words.name(via))
    return f"{told[0]} ({weight} %): {told[1]}"


def _parts(audit: Audit, words: Words) -> Iterator[Row]:
    for part in audit.programme.parts if audit.programme else ():
        given = words.name(f"exercise:{part.given}") if part.given else "nothing"
        over = [f"{words.name(f'exercise:{other.exercise}')}: {other.because}" for other in part.passed_over]
        yield Row("", (part.part, given, "\n".join(over)))


def _groups(audit: Audit, words: Words) -> Iterator[Group]:
    order = list(VERDICTS)
    records = sorted(audit.exercises, key=lambda record: (order.index(record.verdict), -_points(record), record.name))
    for verdict, group in groupby(records, key=attrgetter("verdict")):
        yield Group(VERDICTS[verdict], verdict, tuple(_judged(audit, record, words) for record in group))


def _points(record: ExerciseRecord) -> int:
    return sum(record.score.values())


def _judged(audit: Audit, record: ExerciseRecord, words: Words) -> Judged:
    asked_for = [words.name(link.start) for link in to_exercise(audit, record)]
    effects = tuple(
        (effect.rule, EFFECTS[effect.effect], " → ".join(words.name(node) for node in effect.via))
        for effect in audit.effects_on(record.exercise)
    )
    return Judged(
        record.exercise, record.name, audit.because_of(record), ", ".join(asked_for),
        _points(record) if record.score else None, tuple(_terms(record, words)), effects, _near(record, words),
    )  # fmt: skip


def _terms(record: ExerciseRecord, words: Words) -> Iterator[Term]:
    for term, points in sorted(record.score.items(), key=lambda term: (-term[1], term[0])):
        kind, _, name = term.partition(":")
        yield Term("" if kind == "rule" else words.name(term), f"{points:+d}", name if kind == "rule" else "")


def _near(record: ExerciseRecord, words: Words) -> str:
    if record.lost_to is None:
        return ""
    name = words.name(f"exercise:{record.lost_to}")
    if record.behind > 0:
        return f"{record.behind} points behind “{name}”"
    return f"{-record.behind} points before “{name}”, but there was no room for it"


def _settled(record: ContradictionRecord, words: Words) -> Settled:
    return Settled(
        record.id,
        record.title,
        tuple((statement.says, statement.where) for statement in record.lost),
        tuple((name, words.said(f"principle:{name}")) for name in record.principles),
        record.resolution,
        tuple(map(_proof, record.evidence)),
        record.because,
    )


def _entries(audit: Audit) -> Iterator[Entry]:
    """Every rule, and every entry that rests on evidence; what only lends its words stands where they are used."""
    for node, told in sorted(audit.entries.items()):
        kind, _, name = node.partition(":")
        if told.evidence or kind == "rule":
            anchor = f"rule-{name}" if kind == "rule" else f"entry-{node.replace(':', '-').replace('>', '-to-')}"
            proofs = tuple(map(_proof, told.evidence))
            yield Entry(anchor, node, told.say, proofs, told.reviewed, told.digest)


def _proof(evidence: Evidence) -> Proof:
    where = ", ".join(part for part in (evidence.fact, evidence.where) if part)
    return Proof(evidence.source, evidence.supports, evidence.certainty.replace("_", " "), where)


def _sources_note(audit: Audit, library: Library | None) -> str:
    if library is None:
        return _NO_SOURCES
    if is_made_with(audit, library):
        return _SAME
    return _OTHER.format(here=library.digest[:SHOWN], then=audit.library_digest[:SHOWN])


def _made(recommendation: Recommendation) -> Iterator[tuple[str, str]]:
    audit = recommendation.audit
    yield "Made by", f"loosen {recommendation.loosen.version}"
    yield "This page made by", f"loosen {__version__}"
    yield "Library (SHA-256)", audit.library_digest
    yield "Form of the record", str(audit.schema_version)
    yield "Language", audit.language
    spoke = sum(len(stage.spoke) for stage in audit.stages)
    silent = sum(len(stage.silent) for stage in audit.stages)
    yield "Rules considered", f"{spoke + silent}, of which {spoke} spoke"
    counts = Counter(record.verdict for record in audit.exercises)
    if counts:
        told = ", ".join(f"{counts[verdict]} {words.lower()}" for verdict, words in VERDICTS.items() if counts[verdict])
        yield "Exercises considered", f"{len(audit.exercises)}: {told}"
