"""Tells a comparison to people: what changes and why, and both plans side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loosen._explain.compare.types import (
    AdviceChange,
    Attributed,
    Comparison,
    EntryChange,
    ExerciseChange,
    ItemChange,
    LevelChange,
    PlanChange,
    RuleChange,
    Side,
    Value,
    WhatIf,
)
from loosen._model.base import LEVELS
from loosen._records.canonical import plain
from loosen._words.amounts import length
from loosen._words.line import line_words
from loosen._words.recommendation import overridden
from loosen._words.record import part_words
from loosen._words.speech import Speech, speech_of

from .comparison_causes import only_answer, whence
from .comparison_order import family, is_split, worth_telling
from .document import Block, Form, in_form, to_json
from .side_by_side import APART, BESIDE, Names

_LONG = ("order", "moving_on", "weeks", "adaptations", "cautions", "steps", "stop_signs", "shortfall")
"""Parts that are named as another, because both in full would be too long to read."""


def told_comparison(
    found: Comparison, form: Form, *, names: Names, width: int = 80, deep: bool = False, speech: Speech | None = None
) -> str:
    """A comparison as text, Markdown or JSON, ending in a line break.

    It is told in the language of the second where no `speech` is given.
    """
    if form == "json":
        return to_json({"is_same": found.is_same, **found.model_dump(mode="json")})
    teller = _Teller(found, speech or speech_of(found.after.language), deep=deep)
    return teller.told(list(teller.differs()), form, names=names, width=width)


def told_what_if(
    what_if: WhatIf, form: Form, *, width: int = 80, deep: bool = False, speech: Speech | None = None
) -> str:
    """What other answers would bring, as text, Markdown or JSON, ending in a line break; in the plan's language."""
    found = what_if.comparison
    if form == "json":
        told = {"is_same": found.is_same, "comparison": found.model_dump(mode="json"), "after": plain(what_if.after)}
        return to_json({"changes": dict(what_if.changes), **told})
    teller = _Teller(found, speech or speech_of(found.after.language), deep=deep)
    return teller.told(list(teller.would_change()), form, names=teller.supposed, width=width)


def blocks_of_what_if(what_if: WhatIf, speech: Speech) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The same for a page: what stands before both plans beside each other, and what after them, without any id."""
    teller = _Teller(what_if.comparison, speech, deep=False, ids=False)
    return tuple(teller.before_plans(teller.would_change())), tuple(teller.after_plans())


class _Teller:
    """Tells one comparison, in one language."""

    def __init__(self, found: Comparison, speech: Speech, *, deep: bool, ids: bool = True) -> None:
        """Without `ids` questions are called by their words, and what only a command can show is not spoken of."""
        self._found, self._speech, self._deep, self._ids = found, speech, deep, ids

    @property
    def supposed(self) -> Names:
        """What the two sides of a supposition are called."""
        return Names(self._speech("comparison.as_it_is"), self._speech("comparison.what_if"))

    def differs(self) -> Iterator[Block]:
        """The title of two plans compared."""
        say = self._speech
        yield self._title(say("comparison.differs"), say("comparison.same_for_person"), say("comparison.same"))

    def would_change(self) -> Iterator[Block]:
        """The title of what other answers would bring; a referral that they would make milder first of all stands."""
        say = self._speech
        differs, nothing = say("comparison.would_change"), say("comparison.nothing_would_change")
        yield self._title(differs, say("comparison.plan_would_stay"), nothing)
        yield from self._still_counts()

    def _title(self, differs: str, same_for_person: str, same: str) -> Block:
        told = differs if any(True for _ in self._found.in_the_plan) else same_for_person
        return Block("title", (told if self._found.parts else same,))

    def told(self, head: list[Block], form: Form, *, names: Names, width: int) -> str:
        """All of it, in a form that has a layout."""
        found, say = self._found, self._speech
        first, then = list(self.before_plans(head)), list(self.after_plans())
        plans = BESIDE[form](found, names, width, say) if found.parts else ""
        parts = (in_form(first, form, width), plans, in_form(then, form, width) if then else "")
        return APART[form].join(part for part in parts if part)

    def before_plans(self, head: Iterable[Block]) -> Iterator[Block]:
        """What is told before both plans are shown beside each other."""
        yield from head
        yield from self._first()
        yield from self._changed()

    def after_plans(self) -> Iterator[Block]:
        """What is told below them: every difference, and for a reviewer what led to it."""
        yield from self._differences()
        if self._deep:
            yield from self._for_reviewers()
        elif self._ids:
            yield from self._left_unsaid()

    def _first(self) -> Iterator[Block]:
        """What must not be read late: safety rules overridden, a graver level with reasons, contradicting answers."""
        found, say = self._found, self._speech
        for side, key in ((found.before, say("comparison.the_first")), (found.after, say("comparison.the_second"))):
            if side.overridden:
                yield Block("text", (f"{key}: {overridden(side.overridden, say)}",))
        level = found.level
        if level and LEVELS.index(level.after) > LEVELS.index(level.before):
            yield Block("text", (say("comparison.comes_first", level=found.after.title),))
            yield _reasons(found.after, level.gained)
            if not found.after.has_plan and (to_do := tuple(one.say for one in found.advice if _is_new(one))):
                yield Block("text", (say("comparison.what_to_do"),))
                yield Block("list", to_do)
        if found.reviews:
            yield Block("text", (f"{say('review.line_between')}:",))
            yield Block("list", tuple(line_words(found.reviews, say)))
        if found.since and found.since.reasons:
            yield Block("text", (f"{say('review.why')}:",))
            yield Block("list", tuple(reason.say for reason in found.since.reasons))
        if found.conflicts:
            yield Block("text", (say("comparison.no_longer_fit"),))
            yield Block("list", found.conflicts)
            yield Block("text", (say("comparison.take_back"),))

    def _still_counts(self) -> Iterator[Block]:
        """A referral that other answers would make milder: first of all that it stands."""
        before = self._found.before
        if self._found.level and self._stands:
            yield Block("text", (self._speech("comparison.still_counts", level=before.title),))
            yield _reasons(before, self._found.level.lost)
            yield Block("text", (self._speech("comparison.only_supposed"),))

    @property
    def _stands(self) -> bool:
        """Whether a referral would be milder with the other answers: until one is really changed, it stands."""
        level = self._found.level
        return bool(
            level and not self._found.before.has_plan and LEVELS.index(level.after) < LEVELS.index(level.before)
        )

    def _changed(self) -> Iterator[Block]:
        found, say = self._found, self._speech
        if found.changed_answers:
            yield Block("heading", (say("comparison.answers"),))
            yield Block("list", tuple(
                f"{f'{one.question}: ' if self._ids else ''}{one.text} {one.words[0]} → {one.words[1]}"
                for one in found.changed_answers
            ))  # fmt: skip
        if not found.same_library:
            yield Block("heading", (say("comparison.rules_and_exercises"),))
            entries = tuple(entry_words(one, say) for one in found.library)
            yield Block("list", entries or (say("comparison.nothing_of_these"),))

    def _differences(self) -> Iterator[Block]:
        found, say = self._found, self._speech
        changes = list(found.attributed) if self._deep else worth_telling(found)
        if self._stands:  # what would be advised otherwise is milder than what counts
            changes = [one for one in changes if not (isinstance(one, AdviceChange) and one.given)]
        if changes:
            yield Block("heading", (say("comparison.what_changes"),))
            if only := only_answer(found):
                yield Block("text", (say("comparison.all_from", question=self._called(only)),))
            if self._deep:
                whences = (whence(one, found, say, deep=True) for one in changes)
                lines = (" ".join([self._what(one), *told]) for one, told in zip(changes, whences, strict=True))
                yield Block("list", tuple(lines))
            else:
                yield Block("list", tuple(self._in_short(changes)))
        if not self._deep and is_split(found):
            goes = found.before.has_plan
            count = len((found.before if goes else found.after).items)
            yield Block("text", (say("comparison.fall_away" if goes else "comparison.come_in", exercises=count),))

    def _called(self, question: str) -> str:
        """A question whose answer is another, as it is named in a sentence."""
        text = next((one.text for one in self._found.changed_answers if one.question == question), "")
        return self._speech("handout.quoted", name=text) if text and not self._ids else question

    def _in_short(self, changes: list[Attributed]) -> Iterator[str]:
        """Each difference, those with the same causes together."""
        told: dict[tuple[str, ...], list[Attributed]] = {}
        for one in changes:
            causes = whence(one, self._found, self._speech, deep=False, called=None if self._ids else self._called)
            told.setdefault((*family(one), *causes), []).append(one)
        for key, same in told.items():
            yield " ".join([self._whats(same), *key[len(family(same[0])) :]])

    def _whats(self, same: list[Attributed]) -> str:
        first, rest = same[0], same[1:]
        if isinstance(first, ItemChange) and rest:
            parts = (self._change_of(one.part, one.before, one.after) for one in same if isinstance(one, ItemChange))
            return self._speech("comparison.item", name=first.name, change="; ".join(parts))
        if isinstance(first, ExerciseChange) and rest:
            names = [one.name for one in same if isinstance(one, ExerciseChange)]
            return self._verdict(first, names)
        return self._what(first)

    def _what(self, one: Attributed) -> str:
        say = self._speech
        match one:
            case LevelChange():
                was, now = say.one_of("level", one.before), say.one_of("level", one.after)
                return say("comparison.level", before=was, after=now)
            case ExerciseChange():
                return self._verdict(one, [one.name])
            case ItemChange():
                return say("comparison.item", name=one.name, change=self._change_of(one.part, one.before, one.after))
            case PlanChange():
                return say("comparison.session", change=self._change_of(one.part, one.before, one.after))
            case AdviceChange():
                return self._advice(one)
        raise TypeError(one)

    def _verdict(self, one: ExerciseChange, names: list[str]) -> str:
        """What became of exercises that met the same."""
        say = self._speech
        quoted = ", ".join(say("handout.quoted", name=name) for name in names)
        was, now = say.one_of("verdict", one.before, "short"), say.one_of("verdict", one.after, "short")
        if one.in_plan == "in":
            return say("comparison.in", names=quoted, before=was)
        if one.in_plan == "out":
            return say("comparison.out", names=quoted, after=now)
        return say("comparison.verdict", names=quoted, before=was, after=now)

    def _advice(self, one: AdviceChange) -> str:
        if one.meanwhile:
            key = "comparison.meanwhile_new" if one.given else "comparison.meanwhile_gone"
        else:
            key = "comparison.advice_new" if one.given else "comparison.advice_gone"
        return self._speech(key, say=one.say)

    def _change_of(self, part: str, before: Value, after: Value) -> str:
        say, words = self._speech, part_words(part, self._speech)
        if part in _LONG:
            return say("comparison.part_changed", part=words)
        if part.endswith("_s") or part == "seconds":
            was, now = (length(int(str(value)), say) for value in (before, after))
            return f"{words}: {was} → {now}"
        return f"{words}: {self._value(before)} → {self._value(after)}"

    def _value(self, value: Value) -> str:
        none = self._speech("record.none")
        if isinstance(value, tuple):
            return ", ".join(map(_readable, value)) or none
        return _readable(str(value)) if value not in ("", None) else none

    def _left_unsaid(self) -> Iterator[Block]:
        found, say = self._found, self._speech
        others = len(tuple(found.attributed)) - len(tuple(found.in_the_plan))
        counts = [
            say("comparison.rules_differ", count=len(found.rules)) if found.rules else "",
            say("comparison.findings_differ", count=len(found.findings)) if found.findings else "",
            say("comparison.exercises_differ", count=others) if others else "",
        ]
        if said := ", ".join(count for count in counts if count):
            yield Block("text", (say("comparison.also_different", what=said),))

    def _for_reviewers(self) -> Iterator[Block]:
        found, say = self._found, self._speech
        if found.findings:
            yield Block("heading", (say("comparison.findings"),))
            yield Block("list", tuple(
                f"{one.finding}: {one.before} → {one.after} ({', '.join(one.derived_from)})" for one in found.findings
            ))  # fmt: skip
        if found.rules:
            yield Block("heading", (say("comparison.rules"),))
            yield Block("list", tuple(map(self._rule, found.rules)))
        if found.parts:
            yield Block("heading", (say("comparison.parts_not_equal"),))
            yield Block("list", found.parts)

    def _rule(self, change: RuleChange) -> str:
        roots = ", ".join((*change.answers, *(entry.partition(":")[2] for entry in change.entries)))
        because = (
            self._speech("comparison.because_from", because=change.because, roots=roots) if roots else change.because
        )
        was, now = _readable(change.before), _readable(change.after)
        return f"{change.rule} ({change.stage}): {was} → {now} ({because})"


def entry_words(change: EntryChange, speech: Speech) -> str:
    """A change of the library in words."""
    kind, _, name = change.entry.partition(":")
    what = name if kind == "rule" else speech("comparison.the_exercise", name=name)
    return f"{speech.one_of('change', change.change, what=what)}."


def _reasons(side: Side, rules: Iterable[str]) -> Block:
    """What these rules say for the level of a side; where they say nothing, all that it rests on."""
    reasons = tuple(side.reasons[rule] for rule in rules if rule in side.reasons)
    return Block("list", reasons or tuple(side.reasons.values()) or (side.title,))


def _is_new(one: Attributed) -> bool:
    return isinstance(one, AdviceChange) and one.given and not one.meanwhile


def _readable(text: str) -> str:
    return text.replace("_", " ")
