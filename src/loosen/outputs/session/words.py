"""A session in words: what is said before it, at each exercise, at each step, and at the end."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator

from loosen.model.plan import Item, Plan
from loosen.outputs.document import Block, to_text
from loosen.outputs.handout import item_blocks
from loosen.words.amounts import LONG_BOUT_S, SHORTEST_HOLD_S, length
from loosen.words.recommendation import (
    INFERRED_NOTE,
)
from loosen.words.vocabulary import KIND_WORDS

from .player import Player
from .timeline import SessionStep, steps_of
from .today import Today, rare_items


def opening(day: Today) -> tuple[Block, ...]:
    """What is said before the start: how long it takes, what is not for every day or time, and when to stop."""
    return tuple(_opening(day))


def _opening(day: Today) -> Iterator[Block]:
    yield Block("title", ("Your session",))
    for note in (*day.notes, _how_much(day), *_how_often(day.plan), _other_days(day)):
        if note:
            yield Block("text", (note,))
    if any(item.inferred for item in day.plan.items):
        yield Block("text", (INFERRED_NOTE,))
    yield from when_to_stop(day.stop_signs)


def _how_much(day: Today) -> str:
    plan = day.plan
    if not plan.items:
        return "There is nothing left for today." if day.left_out else f"There is no exercise in it. {plan.shortfall}"
    return f"{length(plan.seconds)}, {_count(len(plan.items), 'exercise')}."


def _how_often(plan: Plan) -> Iterator[str]:
    """What to know when a day has several sessions, or when an exercise is for more or fewer of them."""
    sessions = plan.programme.times_per_day if plan.programme else 1
    if sessions > 1:
        yield f"Your routine is for {sessions} times a day; this is one of them."
    by_times: dict[int, list[str]] = {}
    for item in plan.items:
        if item.dose.times_per_day != sessions:
            by_times.setdefault(item.dose.times_per_day, []).append(item.name)
    for times, names in sorted(by_times.items()):
        yield f"{'Only once' if times == 1 else f'{times} times'} a day: {'; '.join(names)}."


def _other_days(day: Today) -> str:
    if day.left_out:
        return f"Left out today: {'; '.join(day.left_out)}."
    rare = rare_items(day.plan)
    if not rare:
        return ""
    names = "; ".join(f"{item.name} ({_count(item.dose.days_per_week, 'day')} a week)" for item in rare)
    return f"Not for every day: {names}. If you did them yesterday, leave them out today."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def when_to_stop(signs: tuple[str, ...]) -> tuple[Block, ...]:
    """The signs to stop at, under their heading; nothing when there are none."""
    return (Block("heading", ("When to stop",)), Block("list", signs)) if signs else ()


def about(day: Today, place: int) -> tuple[Block, ...]:
    """One exercise, as shown when its turn comes."""
    item = day.plan.items[place]
    return tuple(item_blocks(place + 1, item, KIND_WORDS[item.kind], day.stop_signs))


def step_words(step: SessionStep, item: Item) -> str:
    """What to do now, in a few words: "Hold, left side, 2 of 3"."""
    parts = [_doing(step, item)]
    if step.side:
        parts.append(f"{step.side} side")
    if step.repetitions > 1:
        parts.append(f"{step.repetition} of {step.repetitions}")
    if step.rounds > 1:
        parts.append(f"round {step.round} of {step.rounds}")
    return ", ".join(parts)


def _doing(step: SessionStep, item: Item) -> str:
    if step.phase == "hold":
        return "Keep going" if item.dose.repetitions == 1 and item.dose.hold_s >= LONG_BOUT_S else "Hold"
    if step.phase == "move":
        if item.dose.hold_s < SHORTEST_HOLD_S:
            return "Slow repetition"
        return "Move into it slowly" if step.repetition == 1 else "Let go slowly, then again"
    return {"get_ready": "Get ready", "rest": "Let go slowly and rest", "change_sides": "Let go, change sides"}[
        step.phase
    ]


def closing(day: Today, player: Player) -> tuple[Block, ...]:
    """How far the person came; whoever stopped early is told what to watch out for."""
    whole = _count(len(day.plan.items), "exercise")
    far = f"You did {len(player.finished)} of {whole} in {length(round(player.seconds_done))}."
    if player.state == "ready":
        return (Block("text", ("Not started.",)),)
    if player.state == "done":
        return (Block("text", (f"That was your session. {far}",)),)
    stopped = Block("text", (f"Stopped. {far} If pain or another sign made you stop, rest now.",))
    watch_out = (Block("heading", ("Watch out for",)), Block("list", day.watch_out)) if day.watch_out else ()
    return (stopped, *watch_out)


def timeline(day: Today, width: int) -> str:
    """The whole session as text, one step a line, with the time at which it begins."""
    lines = [to_text(opening(day), width)]
    at, shown = 0, -1
    for step in steps_of(day.plan):
        item = day.plan.items[step.item]
        if step.item != shown:
            lines.append(to_text((Block("subheading", (f"{step.item + 1}. {item.name}",)),), width))
            shown = step.item
        lines.append(_timed(at, f"{step_words(step, item)}: {length(step.seconds)}", width))
        at += step.seconds
    return "".join([*lines, "\n", _timed(at, "The end.", width)])


def _timed(at: int, words: str, width: int) -> str:
    return textwrap.fill(words, width, initial_indent=f"{clock(at):>5}  ", subsequent_indent=" " * 7) + "\n"


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: 9:05."""
    minutes, rest = divmod(math.ceil(seconds), 60)
    return f"{minutes}:{rest:02d}"
