"""Why a question is asked, in a sentence; and, once it is over, why each was asked or was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loosen.assessment.assessor import Assessor
from loosen.assessment.relevance import CODE
from loosen.engine import compile_condition
from loosen.engine.conditions import NO
from loosen.engine.facts import Facts
from loosen.model.interview import AskedRecord
from loosen.model.when import All, When

from .history import History
from .standing import standing_of

_STAGES = (
    ("TRI", "find out whether you should see somebody before you exercise"),
    ("SAF", "leave out what is not safe for you"),
    ("", "fit the plan to you"),
)
NO_MATTER = "No answer to it could change the outcome."
SKIPPED = {
    "emergency_now": "The answers already ask for help at once.",
    "urgent_same_day": "The answers already ask for a doctor today; only what could be graver was asked.",
    "clinician_before_exercise": "The answers already ask for a doctor first; only what could be graver was asked.",
}


def why_words(rules: Iterable[str]) -> str:
    """Why a question is asked, in a sentence or two, from the rules that wait for it."""
    kinds = {_kind(rule) for rule in rules} or {""}
    first, *more = (words for kind, words in _STAGES if kind in kinds)
    return f"We ask this to {first}." + (f" It also helps us to {' and to '.join(more)}." if more else "")


def _kind(rule: str) -> str:
    return rule[:3] if rule != CODE and rule[:3] in ("TRI", "SAF") else ""


def records(history: History, settled: Mapping[str, str], assessor: Assessor) -> Iterator[AskedRecord]:
    """Why each question was asked or was not, once all of them are `settled`."""
    from loosen.words.conditions import condition_words  # at the end, so that the first question comes fast

    waited, facts = _waited(history, assessor), assessor.take_so_far(history.answers)[0].facts
    skipped = SKIPPED.get(standing_of(history.answers, assessor).outlook.mildest, NO_MATTER)
    for question in assessor.library.questions_in_order:
        name = question.id
        match settled[name]:
            case "answered":
                rules = waited.get(name, ())
                yield AskedRecord(question=name, outcome="asked", because=why_words(rules), rules=rules)
            case "not_applicable":
                needed = _not_so(question.ask_when, facts)
                because = f"It is asked only when {condition_words(needed)}."
                yield AskedRecord(question=name, outcome="not_applicable", because=because)
            case _:
                yield AskedRecord(question=name, outcome="skipped", because=skipped)


def _not_so(when: When, facts: Facts) -> When:
    """The first of the conditions that must all hold that certainly does not; the whole where it is but one."""
    for part in when.all if isinstance(when, All) else ():
        if compile_condition(part).truth(facts) == NO:
            return _not_so(part, facts)
    return when


def _waited(history: History, assessor: Assessor) -> dict[str, tuple[str, ...]]:
    """The rules that waited for each answer when it was given, found by going back through the interview."""
    waited: dict[str, tuple[str, ...]] = {}
    while history.trail:
        names = history.trail[-1].before
        history = history.back()
        waiting = standing_of(history.answers, assessor).outlook.waiting
        for name in names:
            waited.setdefault(name, waiting.get(name, ()))
    return waited
