"""What follows from what, as a record tells it: facts, the rules that looked at them, and what these led to.

Nodes are `answer:QUESTION`, `finding:…`, `tally:…`, `lexicon:…`, `self_test:…`, `programme:…`, `muscle:…`,
`exercise:…`, `conflicts` (answers that do not fit together), `always` (what holds for everybody) and `hidden` (what the
answers were that are not told in a redacted record).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loosen._model.audit import Audit, ExerciseRecord, FocusReason

ALWAYS = "always"
CONFLICTS = "conflicts"
HIDDEN = "hidden"
_NAMED = ("finding", "tally", "lexicon")


class Link(NamedTuple):
    """That `end` rests on `start`, by a rule if one says so."""

    start: str
    end: str
    rule: str | None = None


def node_of(fact: str) -> str:
    """The node of a fact that a rule looked at: of an answer it is its question, whichever the option."""
    if fact in (ALWAYS, CONFLICTS) or fact.partition(":")[0] in _NAMED:
        return fact
    return f"answer:{fact.partition('=')[0]}"


def looked_at(audit: Audit) -> Mapping[str, tuple[str, ...]]:
    """For each rule that spoke, the nodes that spoke for it, each once; of a redacted record only what it tells."""
    return {
        record.rule: tuple(dict.fromkeys(map(node_of, record.matched))) or (HIDDEN,)
        for stage in audit.stages
        for record in stage.spoke
    }


def to_findings(audit: Audit) -> Iterator[Link]:
    """How each finding came about: from an answer, from words that were heard, or by a rule."""
    read = looked_at(audit)
    for record in audit.findings:
        end = f"finding:{record.finding}"
        for origin in record.derived_from:
            if origin in read:
                yield from (Link(start, end, origin) for start in read[origin])
            else:
                yield Link(node_of(origin), end)


def to_heard(audit: Audit) -> Iterator[Link]:
    """Which answer each entry of the lexicon was heard in."""
    for record in audit.heard:
        yield Link(f"answer:{record.question}", f"lexicon:{record.lexicon}")


def to_muscles(audit: Audit) -> Iterator[Link]:
    """What points to each muscle in focus; a symptom is a finding."""
    read = looked_at(audit)
    for record in audit.focus:
        for reason in record.reasons:
            yield from _pointing(reason, f"muscle:{record.muscle}", read)


def _pointing(reason: FocusReason, muscle: str, read: Mapping[str, tuple[str, ...]]) -> Iterator[Link]:
    kind, _, name = reason.via.partition(":")
    if kind == "rule":
        yield from (Link(start, muscle, name) for start in read.get(name, (ALWAYS,)))
    else:
        yield Link(f"finding:{name}" if kind == "symptom" else reason.via, muscle)


def to_exercise(audit: Audit, record: ExerciseRecord) -> Iterator[Link]:
    """The muscles in focus that an exercise works on, and the programme that offers it."""
    end = f"exercise:{record.exercise}"
    for muscle in audit.muscles_of(record):
        yield Link(f"muscle:{muscle}", end)
    if audit.programme and any(
        record.exercise in (part.given, *(other.exercise for other in part.passed_over))
        for part in audit.programme.parts
    ):
        yield Link(f"programme:{audit.programme.programme}", end)
