"""Brings a record of form 1 up to form 2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from loosen._model.interview import AskedRecord, InterviewRecord
from loosen._records.canonical import plain

Data = dict[str, Any]


def from_1_to_2(record: Data) -> Data:
    """Form 1 repeated words and evidence wherever they were used; form 2 tells each entry once."""
    audit = dict(record["audit"])
    plan = record.get("plan")
    names = {entry["exercise"]: entry["name"] for entry in (*record.get("excluded", ()), *_items(plan))}
    entries: Data = {f"rule:{rule}": {"say": "", "evidence": told} for rule, told in audit.pop("evidence", {}).items()}
    _quote_effects(audit["exercises"], entries, names)
    _quote_reasons(record, entries)
    for settled in audit["contradictions"]:
        for told in settled["principles"]:
            entries[f"principle:{told['id']}"] = {"say": f"{told['name']}: {told['plain']}"}
    audit |= {
        "schema_version": 2,
        "decided_by": [why["rule"] for why in record["triage"]["reasons"] if why["level"] == record["triage"]["level"]],
        "interview": _interview(audit["interview"]),
        "stages": [_stage(stage) for stage in audit["stages"]],
        "effects": _effects(audit["exercises"]),
        "exercises": [_exercise(old, names) for old in audit["exercises"]],
        "contradictions": [
            {**settled, "principles": [told["id"] for told in settled["principles"]]}
            for settled in audit["contradictions"]
        ],
        "entries": entries,
    }
    kept = {name: part for name, part in record.items() if name != "excluded"}
    return {**kept, "plan": _plan(plan), "audit": audit}


def _items(plan: Data | None) -> Iterable[Data]:
    return plan["items"] if plan else ()


def _stage(stage: Data) -> Data:
    spoke = [rule for rule in stage["rules"] if rule["result"] != "silent"]
    silent = {rule["rule"]: rule["failed"] or "" for rule in stage["rules"] if rule["result"] == "silent"}
    return {"stage": stage["stage"], "spoke": spoke, "silent": silent}


def _interview(asked: list[Data]) -> Data | None:
    """Form 1 had one record a question, and an empty list where nobody was interviewed."""
    return plain(InterviewRecord.of(AskedRecord(**one) for one in asked)) if asked else None


def _effects(exercises: Iterable[Data]) -> list[Data]:
    done: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for old in exercises:
        for effect in old["effects"]:
            on = done.setdefault((effect["rule"], effect["effect"], tuple(effect["path"][1:])), [])
            if old["exercise"] not in on:
                on.append(old["exercise"])
    return [{"rule": rule, "effect": effect, "via": list(via), "exercises": on}
            for (rule, effect, via), on in sorted(done.items())]  # fmt: skip


def _exercise(old: Data, names: Mapping[str, str]) -> Data:
    score: dict[str, int] = {}
    for term in old["score"]:
        score[term["term"]] = score.get(term["term"], 0) + term["points"]
    muscles = dict.fromkeys(
        node.removeprefix("muscle:") for path in old["paths"] for node in path if node.startswith("muscle:")
    )
    name = names.get(old["exercise"], _in_words(old["exercise"]))
    kept = {field: old[field] for field in ("exercise", "verdict", "because", "dose")}
    return {**kept, "name": name, "score": score, "muscles": list(muscles)}


def _quote_effects(exercises: Iterable[Data], entries: Data, names: dict[str, str]) -> None:
    """What each rule said of exercises, with the name put back to `{exercise}`; names are found on the way."""
    said: dict[str, dict[str, str]] = {}
    for old in exercises:
        for effect in old["effects"]:
            said.setdefault(effect["rule"], {})[old["exercise"]] = effect["say"]
    for rule, by_exercise in said.items():
        before, after = _around_names(by_exercise, names)
        for exercise, say in by_exercise.items():
            if len(before) + len(after) < len(say):
                names.setdefault(exercise, say[len(before) : len(say) - len(after)])
        whole = next(iter(by_exercise.values()))
        differs = len(before) + len(after) < len(whole)
        entries.setdefault(f"rule:{rule}", {})["say"] = f"{before}{{exercise}}{after}" if differs else whole


def _around_names(by_exercise: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, str]:
    """What stands before and after the name in what a rule said of each exercise; from a name that is known, or else
    from what all have in common."""
    says = by_exercise.values()
    for exercise, say in by_exercise.items():
        before, name, after = say.partition(names.get(exercise, say))
        if name != say and all(other.startswith(before) and other.endswith(after) for other in says):
            return before, after
    return _shared_ends(list(says))


def _shared_ends(texts: list[str]) -> tuple[str, str]:
    """How all texts begin and end, cut back to whole words; all of it as the beginning where there is but one."""
    before = _shared_start(texts)
    if len(set(texts)) == 1:
        return before, ""
    after = _shared_start([text[len(before) :][::-1] for text in texts])[::-1]
    before, after = before[: before.rfind(" ") + 1], after[after.find(" ") :] if " " in after else ""
    marks = {text[: len(text) - len(after)][-1:] for text in texts}
    return before, next(iter(marks)) + after if len(marks) == 1 and marks <= set(":,;") else after


def _shared_start(texts: list[str]) -> str:
    letters = zip(*texts, strict=False)
    return "".join(found[0] for found in takewhile(lambda found: len(set(found)) == 1, letters))


def _quote_reasons(record: Data, entries: Data) -> None:
    """What rules told the person, and what pointed to the muscles of the plan's items."""
    for reason in record["triage"]["reasons"]:
        entries.setdefault(f"rule:{reason['rule']}", {})["say"] = reason["say"]
    for item in _items(record.get("plan")):
        for reason in item["reasons"]:
            _quote_reason(reason, item, entries)
    for node, told in entries.items():
        told["say"] = told.get("say") or _in_words(node)


def _quote_reason(reason: Data, item: Data, entries: Data) -> None:
    if reason["rule"]:
        told = entries.setdefault(f"rule:{reason['rule']}", {"evidence": reason["evidence"]})
        told["say"] = told.get("say") or reason["say"].replace(item["name"], "{exercise}")
    elif len(reason["path"]) == 3:
        via, muscle, _ = reason["path"]
        entries[via], entries[muscle] = {"say": _in_words(via)}, {"say": _in_words(muscle)}
        entries[f"{via}>{muscle}"] = {"say": reason["say"], "evidence": reason["evidence"]}


def _plan(plan: Data | None) -> Data | None:
    if plan is None:
        return None
    items, moving_on = [], []
    for item in plan["items"]:
        moving_on = item["progression"]["criteria"]
        steps = {name: part for name, part in item["progression"].items() if name != "criteria"}
        reasons = [{name: reason[name] for name in ("say", "path", "rule")} for reason in item["reasons"]]
        items.append({**item, "progression": steps, "reasons": reasons})
    return {**plan, "items": items, "moving_on": moving_on}


def _in_words(node: str) -> str:
    words = node.rpartition(":")[2].replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"
