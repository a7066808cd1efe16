"""Names the disagreements between sources that a recommendation rests on, with the statement that was overruled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loosen._engine import Outcome
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import ContradictionRecord, LosingStatement
from loosen._model.exercise import Exercise
from loosen._model.provenance import Contradiction
from loosen._planning.state import Work


def disagreements(work: Work) -> tuple[ContradictionRecord, ...]:
    """Every contradiction that an entry with a part in this recommendation settles, by id."""
    index = _index(work.library)
    because: dict[str, list[str]] = {}
    for node in sorted(index.by_node.keys() & set(_took_part(work, index))):
        for contradiction in index.by_node[node]:
            because.setdefault(contradiction, []).append(node)
    return tuple(_record(work.library, name, tuple(because[name])) for name in sorted(because))


@dataclass(frozen=True, eq=False)  # compared by identity, as its library is
class _Index:
    """The contradictions of a library made ready to be looked up by the entries that settle them.

    `by_node` leads from an entry (`kind:id`) to contradictions; `told` holds all of a record but its `because`;
    `rules` are the rules among the entries, `exercises` the exercises with the muscles they work on.
    """

    by_node: Mapping[str, tuple[str, ...]]
    told: Mapping[str, ContradictionRecord]
    rules: frozenset[str]
    exercises: tuple[tuple[Exercise, frozenset[str]], ...]


@remembered()
def _index(library: Library) -> _Index:
    by_node: dict[str, list[str]] = {}
    for name, contradiction in library.contradictions.items():
        for entry in contradiction.settled_in:
            by_node.setdefault(entry.node, []).append(name)
    return _Index(
        by_node={node: tuple(names) for node, names in by_node.items()},
        told={name: _told(contradiction, library) for name, contradiction in library.contradictions.items()},
        rules=frozenset(name for name in library.rules if f"rule:{name}" in by_node),
        exercises=tuple(
            (exercise, frozenset(target.muscle for target in exercise.targets))
            for name, exercise in library.exercises.items()
            if f"exercise:{name}" in by_node
        ),
    )


def _told(contradiction: Contradiction, library: Library) -> ContradictionRecord:
    losing = (statement for statement in contradiction.statements if statement.loses)
    return ContradictionRecord(
        id=contradiction.id,
        title=contradiction.title,
        lost=tuple(LosingStatement(says=statement.says, where=statement.where) for statement in losing),
        principles=contradiction.principles,
        resolution=contradiction.resolution,
        evidence=contradiction.evidence,
        because=(),
    )


@remembered(4096)  # most people meet the same disagreements through the same entries
def _record(library: Library, name: str, because: tuple[str, ...]) -> ContradictionRecord:
    return _index(library).told[name].model_copy(update={"because": because})


def _took_part(work: Work, index: _Index) -> Iterator[str]:
    """The entries with a part in this recommendation, as nodes; a referral has rules and advice only."""
    for outcomes in (work.findings.outcomes, *work.outcomes.values()):
        spoken = [outcome for outcome in outcomes if outcome.result != "silent" and outcome.rule in index.rules]
        yield from (f"rule:{outcome.rule}" for outcome in spoken if _did_something(outcome, work.library))
    yield from (f"advice:{name}" for name in work.advice)
    if work.triage.allows_a_plan:
        yield from _in_the_plan(work)
        in_focus = (exercise for exercise, muscles in index.exercises if not muscles.isdisjoint(work.focus))
        yield from (f"exercise:{exercise.id}" for exercise in in_focus if _is_kept_out(exercise, work))


def _did_something(outcome: Outcome, library: Library) -> bool:
    """Whether a rule that spoke did anything: one that only may apply does what its `unknown` says."""
    return outcome.result == "fired" or library.rules[outcome.rule].unknown not in (None, "ignore")


def _in_the_plan(work: Work) -> Iterator[str]:
    for item in work.chosen.items:
        exercise = item.exercise
        yield f"exercise:{exercise.id}"
        yield f"dose:{exercise.dose}"
        yield f"ladder:{work.library.place_on_ladder[exercise.id][0].id}"
    for focus in work.focus.values():
        yield from (reason.via for reason in focus.reasons)
    if work.programme is not None:
        yield f"programme:{work.programme.id}"


def _is_kept_out(exercise: Exercise, work: Work) -> bool:
    """Whether an exercise is never given, not safe for this person, or too hard to start with."""
    name = exercise.id
    if exercise.status == "never" or work.safety.is_excluded(name):
        return True
    return name in work.safe and exercise.level > work.safe[name]
