"""Why a question is asked, in a sentence; and, once it is over, why each was asked or was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from loosen._assessment.assessor import Assessor
from loosen._assessment.relevance import CODE
from loosen._engine import compile_condition
from loosen._engine.conditions import NO
from loosen._engine.facts import Facts
from loosen._model.interview import AskedRecord
from loosen._model.when import All, When
from loosen._words.speech import Speech, speech_of

from .history import History
from .standings import Standings

Aim = Literal["triage", "safety", "plan"]
"""What an answer is needed for."""
AIMS: tuple[Aim, ...] = ("triage", "safety", "plan")
_STAGES: Mapping[str, Aim] = {"TRI": "triage", "SAF": "safety"}


def why_words(rules: Iterable[str], speech: Speech) -> str:
    """Why a question is asked, in a sentence or two, from the rules that wait for it."""
    aims = {_aim(rule) for rule in rules} or {"plan"}
    first, *more = (speech.one_of("aim", aim) for aim in AIMS if aim in aims)
    asked = speech("interview.asked_to", aim=first)
    if not more:
        return asked
    return f"{asked} {speech('interview.also_helps_to', aims=speech('interview.and_to').join(more))}"


def _aim(rule: str) -> Aim:
    return _STAGES.get(rule[:3], "plan") if rule != CODE else "plan"


def records(
    history: History, settled: Mapping[str, str], assessor: Assessor, standings: Standings
) -> Iterator[AskedRecord]:
    """Why each question was asked or was not; for those that are not `settled` yet, what is taken instead."""
    from loosen._words.conditions import condition_words  # at the end, so that the first question comes fast

    speech = speech_of(assessor.library.language_id)
    waited, facts = _waited(history, assessor, standings), assessor.take_so_far(history.answers)[0].facts
    skipped = speech.one_of("skipped", standings.of(history.answers, assessor).outlook.mildest)
    for question in assessor.library.questions_in_order:
        name = question.id
        match settled.get(name):
            case "answered":
                rules = waited.get(name, ())
                yield AskedRecord(question=name, outcome="asked", because=why_words(rules, speech), rules=rules)
            case "not_applicable":
                needed = condition_words(_not_so(question.ask_when, facts), speech)
                because = speech("interview.asked_only_when", condition=needed)
                yield AskedRecord(question=name, outcome="not_applicable", because=because)
            case None:
                because = question.taken or speech("interview.taken_as_usual")
                yield AskedRecord(question=name, outcome="taken", because=because)
            case _:
                yield AskedRecord(question=name, outcome="skipped", because=skipped)


def _not_so(when: When, facts: Facts) -> When:
    """The first of the conditions that must all hold that certainly does not; the whole where it is but one."""
    for part in when.all if isinstance(when, All) else ():
        if compile_condition(part).truth(facts) == NO:
            return _not_so(part, facts)
    return when


def _waited(history: History, assessor: Assessor, standings: Standings) -> dict[str, tuple[str, ...]]:
    """The rules that waited for each answer when it was given, found by going back through the interview."""
    waited: dict[str, tuple[str, ...]] = {}
    while history.trail:
        names = history.trail[-1].before
        history = history.back()
        waiting = standings.of(history.answers, assessor).outlook.waiting
        for name in names:
            waited.setdefault(name, waiting.get(name, ()))
    return waited
