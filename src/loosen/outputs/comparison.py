"""Tells a comparison to people: what changes and why, and both plans side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator

from loosen.explain.compare.types import (
    AdviceChange,
    Attributed,
    Comparison,
    EntryChange,
    ExerciseChange,
    ItemChange,
    LevelChange,
    PlanChange,
    RuleChange,
    Value,
    WhatIf,
)
from loosen.model.base import LEVELS
from loosen.records.canonical import plain
from loosen.words.amounts import length
from loosen.words.recommendation import overridden
from loosen.words.vocabulary import FATES, LEVEL_WORDS, PARTS

from .comparison_causes import only_answer, whence
from .document import Block, Form, to_markdown, to_text
from .side_by_side import Names, as_columns, as_table

ONLY_SUPPOSED = "What follows only supposes other answers. Do not change one that is true."
_LONG = ("order", "moving_on", "weeks", "adaptations", "cautions", "steps", "stop_signs", "shortfall")
"""Parts that are named as another, because both in full would be too long to read."""


def told_comparison(found: Comparison, form: Form, *, names: Names, width: int = 80, deep: bool = False) -> str:
    """A comparison as text, Markdown or JSON, ending in a line break."""
    if form == "json":
        return _json({"is_same": found.is_same, **found.model_dump(mode="json")})
    head = [
        Block("title", (_title(found, "What differs", "What the person gets is the same", "The two are the same"),))
    ]
    return _told(found, head, form, names=names, width=width, deep=deep)


def told_what_if(what_if: WhatIf, form: Form, *, width: int = 80, deep: bool = False) -> str:
    """What other answers would bring, as text, Markdown or JSON, ending in a line break."""
    found = what_if.comparison
    if form == "json":
        told = {"is_same": found.is_same, "comparison": found.model_dump(mode="json"), "after": plain(what_if.after)}
        return _json({"changes": dict(what_if.changes), **told})
    head = [
        Block("title", (_title(found, "What would change", "The plan would stay the same", "Nothing would change"),)),
        *_still_counts(found),
    ]
    return _told(found, head, form, names=Names("As it is", "What if"), width=width, deep=deep)


def _title(found: Comparison, differs: str, same_plan: str, same: str) -> str:
    if not found.parts:
        return same
    return differs if any(True for _ in found.in_the_plan) else same_plan


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _told(found: Comparison, head: list[Block], form: Form, *, names: Names, width: int, deep: bool) -> str:
    first = [*head, *_first(found), *_changed(found)]
    then = [*_differences(found, deep=deep), *(_for_reviewers(found) if deep else _left_unsaid(found))]
    if form == "markdown":
        tables = as_table(found, names) if found.parts else ""
        return "\n".join(part for part in (to_markdown(first), tables, to_markdown(then) if then else "") if part)
    plans = as_columns(found, names, width) if found.parts else ""
    return to_text(first, width) + plans + (to_text(then, width) if then else "")


def _first(found: Comparison) -> Iterator[Block]:
    """What must not be read late: safety rules overridden, a graver level with its reasons, answers that contradict."""
    for side, which in ((found.before, "The first"), (found.after, "The second")):
        if side.overridden:
            yield Block("text", (f"{which}: {overridden(side.overridden)}",))
    level = found.level
    if level and LEVELS.index(level.after) > LEVELS.index(level.before):
        reasons = tuple(found.after.reasons[rule] for rule in level.gained if rule in found.after.reasons)
        yield Block("text", (f"{found.after.title}. This comes first:",))
        yield Block("list", reasons or tuple(found.after.reasons.values()) or (found.after.title,))
        if not found.after.has_plan and (to_do := tuple(one.say for one in found.advice if _is_new(one))):
            yield Block("text", ("What to do:",))
            yield Block("list", to_do)
    if found.conflicts:
        yield Block("text", ("These answers no longer fit together, so the safer reading of both counts:",))
        yield Block("list", found.conflicts)
        yield Block("text", ("If a question no longer applies, take its answer back: question=not_applicable.",))


def _still_counts(found: Comparison) -> Iterator[Block]:
    """A referral that other answers would make milder: first of all that it stands."""
    level = found.level
    if level and not found.before.has_plan and LEVELS.index(level.after) < LEVELS.index(level.before):
        reasons = tuple(found.before.reasons[rule] for rule in level.lost if rule in found.before.reasons)
        yield Block("text", (f"{found.before.title}. That is what your answers say, and it still counts:",))
        yield Block("list", reasons or tuple(found.before.reasons.values()) or (found.before.title,))
        yield Block("text", (ONLY_SUPPOSED,))


def _changed(found: Comparison) -> Iterator[Block]:
    if found.changed_answers:
        yield Block("heading", ("Answers",))
        yield Block("list", tuple(
            f"{one.question}: {one.text} {one.words[0]} → {one.words[1]}" for one in found.changed_answers
        ))  # fmt: skip
    if not found.same_library:
        yield Block("heading", ("Rules and exercises",))
        yield Block("list", tuple(map(entry_words, found.library)) or (
            "The two libraries are not the same; of what these records hold nothing was added, removed or changed.",
        ))  # fmt: skip


def entry_words(change: EntryChange) -> str:
    """A change of the library in words."""
    kind, _, name = change.entry.partition(":")
    return f"{name} was {change.change}." if kind == "rule" else f"The exercise {name} was {change.change}."


def _differences(found: Comparison, *, deep: bool) -> Iterator[Block]:
    changes = list(found.attributed) if deep else _worth_telling(found)
    if changes:
        yield Block("heading", ("What changes, and why",))
        if only := only_answer(found):
            yield Block("text", (f"All of it comes from the answer to {only}.",))
        if deep:
            yield Block("list", tuple(" ".join([_what(one), *whence(one, found, deep=True)]) for one in changes))
        else:
            yield Block("list", tuple(_in_short(changes, found)))
    if not deep and _is_split(found):
        side, falls = (found.before, "fall away") if found.before.has_plan else (found.after, "come in")
        yield Block("text", (f"The {len(side.items)} exercises of the plan, and the advice on them, {falls}.",))


def _is_new(one: Attributed) -> bool:
    return isinstance(one, AdviceChange) and one.given and not one.meanwhile


def _is_split(found: Comparison) -> bool:
    """Whether only one of the two has a plan."""
    return found.before.has_plan != found.after.has_plan


def _worth_telling(found: Comparison) -> list[Attributed]:
    """What can be seen in the plan, the gravest first; of a referral beside a plan, the level and what it allows."""
    asked = {change.question for change in found.changed_answers}
    shown = [one for one in found.in_the_plan if not (isinstance(one, PlanChange) and one.part in asked)]
    if _is_split(found):
        return [
            one
            for one in shown
            if isinstance(one, LevelChange) or (isinstance(one, AdviceChange) and one.given and one.meanwhile)
        ]
    return sorted(shown, key=_rank)


def _in_short(changes: list[Attributed], found: Comparison) -> Iterator[str]:
    """Each difference, those with the same causes together."""
    told: dict[tuple[str, ...], list[Attributed]] = {}
    for one in changes:
        told.setdefault((*_family(one), *whence(one, found, deep=False)), []).append(one)
    for key, same in told.items():
        yield " ".join([_whats(same), *key[len(_family(same[0])) :]])


def _family(one: Attributed) -> tuple[str, str]:
    """What may be told together: exercises that met the same, and all that is about one exercise."""
    if isinstance(one, ExerciseChange) and one.in_plan:
        return one.in_plan, one.before if one.in_plan == "in" else one.after
    return (one.key[0], one.exercise) if isinstance(one, ItemChange) else ("", " ".join(one.key))


def _whats(same: list[Attributed]) -> str:
    first, rest = same[0], same[1:]
    if isinstance(first, ItemChange) and rest:
        parts = (_change_of(one.part, one.before, one.after) for one in same if isinstance(one, ItemChange))
        return f"“{first.name}”, {'; '.join(parts)}."
    if isinstance(first, ExerciseChange) and rest:
        names = ", ".join(f"“{one.name}”" for one in same if isinstance(one, ExerciseChange))
        return _what(first).replace(f"“{first.name}”", names, 1)
    return _what(first)


def _what(one: Attributed) -> str:
    match one:
        case LevelChange():
            return f"The level: {LEVEL_WORDS[one.before]} → {LEVEL_WORDS[one.after]}."
        case ExerciseChange(in_plan="in"):
            return f"In: “{one.name}” (before: {FATES[one.before]})."
        case ExerciseChange(in_plan="out"):
            return f"Out: “{one.name}” (now: {FATES[one.after]})."
        case ExerciseChange():
            return f"“{one.name}”: {FATES[one.before]} → {FATES[one.after]}."
        case ItemChange():
            return f"“{one.name}”, {_change_of(one.part, one.before, one.after)}."
        case PlanChange():
            return f"The session, {_change_of(one.part, one.before, one.after)}."
        case AdviceChange():
            kind = "Allowed meanwhile" if one.meanwhile else "Advice"
            return f"{kind}, {'new' if one.given else 'no longer given'}: {one.say}"
    raise TypeError(one)


def _change_of(part: str, before: Value, after: Value) -> str:
    words = PARTS.get(part, _readable(part))
    if part in _LONG:
        return f"{words}: changed"
    if part.endswith("_s") or part == "seconds":
        return f"{words}: {length(int(str(before)))} → {length(int(str(after)))}"
    return f"{words}: {_value(before)} → {_value(after)}"


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_readable, value)) or "none"
    return _readable(str(value)) if value not in ("", None) else "none"


def _readable(text: str) -> str:
    return text.replace("_", " ")


def _left_unsaid(found: Comparison) -> Iterator[Block]:
    others = len(tuple(found.attributed)) - len(tuple(found.in_the_plan))
    counts = [
        _counted(len(found.rules), "rule", "rules"),
        _counted(len(found.findings), "finding", "findings"),
        _counted(others, "exercise in neither plan", "exercises in neither plan"),
    ]
    if said := [count for count in counts if count]:
        yield Block("text", (f"Also different: {', '.join(said)}. Add --deep to see these, and every cause.",))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _for_reviewers(found: Comparison) -> Iterator[Block]:
    if found.findings:
        yield Block("heading", ("Findings",))
        yield Block("list", tuple(
            f"{one.finding}: {one.before} → {one.after} ({', '.join(one.derived_from)})" for one in found.findings
        ))  # fmt: skip
    if found.rules:
        yield Block("heading", ("Rules",))
        yield Block("list", tuple(map(_rule, found.rules)))
    if found.parts:
        yield Block("heading", ("Parts of the record that are not equal",))
        yield Block("list", found.parts)


def _rule(change: RuleChange) -> str:
    roots = ", ".join((*change.answers, *(entry.partition(":")[2] for entry in change.entries)))
    behind = f"; comes from {roots}" if roots else ""
    was, now = _readable(change.before), _readable(change.after)
    return f"{change.rule} ({change.stage}): {was} → {now} ({change.because}{behind})"


def _rank(one: Attributed) -> int:
    """The level first, then what is left out for safety, what comes in, what goes out, and the rest."""
    if isinstance(one, ExerciseChange) and one.in_plan:
        return 1 if one.after == "excluded" else {"in": 2, "out": 3}[one.in_plan]
    return 0 if isinstance(one, LevelChange) else 4
