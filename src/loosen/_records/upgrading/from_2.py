"""Brings a record of form 2 up to form 3: the one place that still knows the sentences that form 2 gave as reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from loosen._model.audit import SAID_ELSEWHERE
from loosen._model.reason import (
    Because,
    DoseSource,
    Failed,
    PackingStep,
    PickedFor,
    Purpose,
    SetBy,
    VerdictReason,
    by_session,
)
from loosen._model.reserved import NOT_AT_HAND
from loosen._model.when import FindingTest, QuestionTest, TallyTest, Test

Data = dict[str, Any]


def from_2_to_3(record: Data) -> Data:
    """Form 2 gave reasons as sentences; form 3 gives them as codes. A sentence that none stands for stays as it is."""
    audit = dict(record["audit"])
    passed_over = dict(_passed_over(audit))
    audit |= {"schema_version": 3, "stages": [_coded_stage(stage, _Facts(audit)) for stage in audit["stages"]]}
    if "exercises" in audit:
        audit["exercises"] = [_coded_exercise(one, passed_over) for one in audit["exercises"]]
    if "usual" in audit:
        by_rules = {said: code for (_, said), code in passed_over.items()}
        audit["usual"] = {
            verdict: by_rules.get(said) or _because(said, verdict) for verdict, said in audit["usual"].items()
        }
    if "selection" in audit:
        audit["selection"] = [{**pick, "purpose": _purpose(pick["purpose"])} for pick in audit["selection"]]
    if "programme" in audit:
        audit["programme"] = _coded_programme(audit["programme"], audit, passed_over)
    return {**record, "plan": _with_lacking(record.get("plan")), "audit": audit}


SENTENCES: Mapping[str, Because] = {
    "It is no part of the routine asked for.": Because(VerdictReason.NOT_ASKED_FOR),
    "It works on no muscle that is in focus.": Because(VerdictReason.OFF_FOCUS),
    "It needs something that is not at hand.": Because(VerdictReason.NEEDS),
    "Not chosen: another step of the same ladder was chosen.": Because(VerdictReason.LADDER),
    "Not chosen: exercises with more points filled the time.": Because(VerdictReason.OUTSCORED),
    "Not chosen: the session has no time left.": Because(VerdictReason.NO_TIME),
    "Not chosen: its muscles have as much stretching as is useful.": Because(VerdictReason.ENOUGH_STRETCHING),
    "Not chosen: another exercise fills its part of the routine.": Because(VerdictReason.PART_FILLED),
    "It is a draft and is not given yet.": Because(VerdictReason.DRAFT),
}
"""What form 2 said, word by word, with the code for it."""
PATTERNS: Mapping[re.Pattern[str], VerdictReason] = {
    re.compile(r"It needs: ([a-z0-9_ ,]+)\."): VerdictReason.NEEDS,
    re.compile(r"Not chosen: the session has its (\d+) exercises\."): VerdictReason.FULL,
    re.compile(r"Not chosen: the session has enough ([a-z]+) work\."): VerdictReason.ENOUGH_OF_KIND,
}
"""The same for what form 2 said with something put in."""
PURPOSES: Mapping[str, Purpose] = {
    "every session needs a warm-up": Purpose(PickedFor.KIND, "aerobic"),
    "every session needs some release work": Purpose(PickedFor.KIND, "release"),
    "every session needs some easy movement": Purpose(PickedFor.KIND, "mobilisation"),
    "every session needs a stretch": Purpose(PickedFor.KIND, "stretch"),
    "every session needs some strength work": Purpose(PickedFor.KIND, "strengthening"),
    "every session needs a quiet end": Purpose(PickedFor.KIND, "relaxation"),
    "it serves muscles that matter most for you": Purpose(PickedFor.FOCUS),
    "it uses the time that is left": Purpose(PickedFor.REST),
}
A_PART = re.compile(r"it is a part of the routine you asked for \((.+)\)")
STEPS: Mapping[str, SetBy] = {
    "self-test: this side is tighter": SetBy(DoseSource.SELF_TEST),
    "session: shortest useful bout first": by_session(PackingStep.SHORTEST),
    "session: uses the time that is left": by_session(PackingStep.REST),
    "session: little time": by_session(PackingStep.LITTLE_TIME),
}
TESTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\w+) is (present|absent)"), "finding"),
    (re.compile(r"(\w+) is any of (\w+(?:, \w+)*)"), "any_of"),
    (re.compile(r"(\w+) is not (\w+)"), "is_not"),
    (re.compile(r"(\w+) is (\w+)"), "is"),
    (re.compile(r"(\w+)(?: at least (\d+))?(?: and)?(?: at most (\d+))?"), "bounds"),
)
"""How form 2 put a test into words."""
LACKING = re.compile(r"it needs ([a-z0-9 ,]+)\.$")
"""How a part of a programme ended that was filled with another exercise for want of equipment."""


class _Facts:
    """What the tests of a record can be about; where form 2 had only a name, the record tells which it is."""

    def __init__(self, audit: Data) -> None:
        self._questions = {answer["question"] for answer in audit["answers"]}
        self._tallies = {tally["tally"] for tally in audit.get("tallies", ())}

    def failed(self, said: str) -> str:
        """The test that a text in words stands for."""
        for pattern, kind in TESTS:
            if said and (found := pattern.fullmatch(said)):
                try:
                    return str(Failed.of(self._test(kind, *found.groups())))
                except ValidationError:  # it only looks like a test
                    break
        return f"said:{said}" if said else ""

    def _test(self, kind: str, name: str, *values: str | None) -> Test:
        value = values[0] or ""
        if kind == "finding" and name not in self._questions:
            return FindingTest.model_validate({"finding": name, "is": value})
        if kind == "bounds":
            bounds = {"at_least": values[0], "at_most": values[1]}
            numbers = {bound: int(number) for bound, number in bounds.items() if number is not None}
            if name in self._tallies:
                return TallyTest.model_validate({"tally": name, **numbers})
            return QuestionTest.model_validate({"question": name, **numbers})
        options: object = value.split(", ") if kind == "any_of" else value
        return QuestionTest.model_validate({"question": name, "is" if kind == "finding" else kind: options})


def _coded_stage(stage: Data, facts: _Facts) -> Data:
    spoke = [{**rule, **({"failed": facts.failed(rule["failed"])} if rule.get("failed") else {})}
             for rule in stage.get("spoke", ())]  # fmt: skip
    silent = {rule: facts.failed(said) for rule, said in stage.get("silent", {}).items()}
    return {**stage, "spoke": spoke, "silent": silent}


def _passed_over(audit: Data) -> Iterable[tuple[tuple[str, str], str]]:
    """The code for what a rule said of each choice that it spoke against, by the choice and the sentence."""
    programme = audit.get("programme") or {}
    records = {one["exercise"]: one for one in audit.get("exercises", ())}
    for part in programme.get("parts", ()):
        for other in part["passed_over"]:
            for rule in _rules_that_said(other["because"], part["given"], other["exercise"], records, audit["entries"]):
                yield (other["exercise"], other["because"]), rule


def _rules_that_said(
    said: str, given: str | None, earlier: str, records: Mapping[str, Data], entries: Data
) -> Iterable[str]:
    """The first rule that said just this of the exercise given, where it speaks for that one, or of the other."""
    if given is None or not {given, earlier} <= records.keys():
        return
    for term in sorted({*records[given].get("score", {}), *records[earlier].get("score", {})}):
        speaks_for = records[given].get("score", {}).get(term, 0) > 0
        about = given if speaks_for else earlier
        told = entries[term]["say"].replace("{exercise}", records[about]["name"]) if term in entries else None
        if said == f"Not chosen: {told}":
            yield str(Because.of(VerdictReason.RATHER, term.removeprefix("rule:"), about))
            return


def _coded_exercise(one: Data, passed_over: Mapping[tuple[str, str], str]) -> Data:
    verdict = one.get("verdict", "not_chosen")
    coded = {name: value for name, value in one.items() if name != "because"}
    if one.get("because") and verdict not in SAID_ELSEWHERE:
        key = (one["exercise"], one["because"])
        coded["because"] = passed_over[key] if key in passed_over else _because(one["because"], verdict)
    if "dose" in one:
        coded["dose"] = [{**step, "because": _set_by(step["because"])} for step in one["dose"]]
    return coded


def _because(said: str, verdict: str) -> str:
    """The code for why an exercise met its verdict."""
    if said in SENTENCES:
        return str(SENTENCES[said])
    for pattern, code in PATTERNS.items():
        if found := pattern.fullmatch(said):
            return str(Because.of(code, *found[1].replace(", ", ",").replace(" ", "_").split(",")))
    return str(Because(VerdictReason.ENTRY if verdict == "withdrawn" else VerdictReason.SAID, said))


def _purpose(said: str) -> str:
    if part := A_PART.fullmatch(said):
        return str(Purpose(PickedFor.PART, part[1]))
    return str(PURPOSES.get(said) or Purpose(PickedFor.SAID, said))


def _set_by(said: str) -> str:
    kind = said.partition(":")[0]
    if said in STEPS:
        return str(STEPS[said])
    return said if kind in ("dose", "rule", "limit", "answer", "programme") else str(SetBy(DoseSource.SAID, said))


def _coded_programme(programme: Data | None, audit: Data, passed_over: Mapping[tuple[str, str], str]) -> Data | None:
    if programme is None:
        return None
    verdicts = {one["exercise"]: one.get("verdict", "not_chosen") for one in audit.get("exercises", ())}

    def coded(other: Data) -> Data:
        verdict = verdicts.get(other["exercise"], "")
        usual = SAID_ELSEWHERE.get(verdict)
        key = (other["exercise"], other["because"])
        code = str(usual) if usual else passed_over[key] if key in passed_over else _because(other["because"], verdict)
        return {**other, "because": code}

    parts = [{**part, "passed_over": [coded(other) for other in part["passed_over"]]}
             for part in programme.get("parts", ())]  # fmt: skip
    return {**programme, **({"parts": parts} if parts else {})}


def _with_lacking(plan: Data | None) -> Data | None:
    """A plan whose parts of a programme tell by which words they name what is not at hand."""
    if plan is None or not plan.get("programme"):
        return plan
    parts = []
    for part in plan["programme"]["parts"]:
        found = LACKING.search(part["say"]) if part["given"] else None
        lacking = found[1] if found and found[1] != NOT_AT_HAND else ""
        parts.append({**part, **({"lacking": lacking} if lacking else {})})
    return {**plan, "programme": {**plan["programme"], "parts": parts}}
