"""A session in words: what is said before it, at each exercise, at each step, and at the end."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from loosen._model.diary import Done, SkipReason
from loosen._model.plan import Item
from loosen._outputs.document import Block, to_text
from loosen._outputs.handout import item_blocks
from loosen._words.amounts import LONG_BOUT_S, SHORTEST_HOLD_S, length
from loosen._words.recommendation import inferred_note
from loosen._words.speech import Speech

from .cues import MINUTE_S
from .deeds import done_of
from .player import Player
from .timeline import SessionStep, steps_of
from .today import Today, rare_items


def opening(day: Today) -> tuple[Block, ...]:
    """What is said before the start: how long it takes, what is not for every day or time, and when to stop."""
    return tuple(_opening(day))


def _opening(day: Today) -> Iterator[Block]:
    yield Block("title", (day.speech("session.your_session"),))
    for note in (*day.notes, _how_much(day), *_how_often(day), _other_days(day)):
        if note:
            yield Block("text", (note,))
    if any(item.inferred for item in day.plan.items):
        yield Block("text", (inferred_note(day.speech),))
    yield from when_to_stop(day.stop_signs, day.speech)


def _how_much(day: Today) -> str:
    plan, speech = day.plan, day.speech
    if plan.items:
        return f"{length(plan.seconds, speech)}, {speech('amounts.exercises', count=len(plan.items))}."
    if day.left_out:
        return speech("session.nothing_left")
    return f"{speech('session.no_exercise')} {plan.shortfall}"


def _how_often(day: Today) -> Iterator[str]:
    """What to know when a day has several sessions, or when an exercise is for more or fewer of them."""
    plan, speech = day.plan, day.speech
    sessions = plan.programme.times_per_day if plan.programme else 1
    if sessions > 1:
        yield speech("session.one_of_several", sessions=sessions)
    by_times: dict[int, list[str]] = {}
    for item in plan.items:
        if item.dose.times_per_day != sessions:
            by_times.setdefault(item.dose.times_per_day, []).append(item.name)
    for times, names in sorted(by_times.items()):
        yield speech("session.times_a_day", count=times, names="; ".join(names))


def _other_days(day: Today) -> str:
    if day.left_out:
        return day.speech("session.left_out_today", names="; ".join(day.left_out))
    rare = rare_items(day.plan)
    if not rare:
        return ""
    days = ((item.name, day.speech("amounts.days_a_week", count=item.dose.days_per_week)) for item in rare)
    names = "; ".join(f"{name} ({often})" for name, often in days)
    return day.speech("session.not_every_day", names=names)


def when_to_stop(signs: tuple[str, ...], speech: Speech) -> tuple[Block, ...]:
    """The signs to stop at, under their heading; nothing when there are none."""
    return (Block("heading", (speech("handout.when_to_stop"),)), Block("list", signs)) if signs else ()


def about(day: Today, place: int) -> tuple[Block, ...]:
    """One exercise, as shown when its turn comes."""
    item = day.plan.items[place]
    return tuple(item_blocks(place + 1, item, day.speech.one_of("kind", item.kind), day.stop_signs, day.speech))


def seconds_to_read(day: Today, place: int, words_a_minute: int) -> float:
    """How long somebody takes to read before an exercise how it is done, what to mind, and when to stop."""
    item = day.plan.items[place]
    words = sum(len(text.split()) for text in (item.name, *item.steps, *item.cautions, *item.stop_signs))
    return words * MINUTE_S / words_a_minute


def told_aloud(item: Item) -> str:
    """How an exercise is done as a voice says it, while there is time to hear it."""
    return " ".join((f"{item.name}.", *item.steps))


def step_words(step: SessionStep, item: Item, speech: Speech) -> str:
    """What to do now, in a few words: "Hold, left side, 2 of 3"."""
    parts = [speech.one_of("doing", _doing(step, item))]
    if step.side:
        parts.append(speech.one_of("side", step.side, "side"))
    if step.repetitions > 1:
        parts.append(speech("session.repetition", number=step.repetition, all=step.repetitions))
    if step.rounds > 1:
        parts.append(speech("session.round", number=step.round, all=step.rounds))
    return ", ".join(parts)


Doing = Literal["get_ready", "move", "again", "slow", "hold", "keep_going", "rest", "change_sides"]
"""What there is to do at a step, told apart as people tell it apart."""


def _doing(step: SessionStep, item: Item) -> Doing:
    if step.phase == "hold":
        return "keep_going" if item.dose.repetitions == 1 and item.dose.hold_s >= LONG_BOUT_S else "hold"
    if step.phase != "move":
        return step.phase
    if item.dose.hold_s < SHORTEST_HOLD_S:
        return "slow"
    return "move" if step.repetition == 1 else "again"


def spoken(step: SessionStep, item: Item, speech: Speech) -> str:
    """What to do now as a voice says it, which is over before the step is: "Move in slowly, left, 2".

    A hold follows a movement that told its side and number, and needs no more than its word.
    """
    parts = [speech.one_of("doing", _doing(step, item), "spoken")]
    begins = step.phase == "move" and step.repetition == 1
    if begins and step.rounds > 1:
        parts.append(speech("session.spoken_round", number=step.round))
    if step.side and (begins or step.phase == "change_sides" or (step.phase == "move" and item.side == "alternate")):
        parts.append(speech.one_of("side", step.side))
    if step.repetitions > 1 and step.phase == "move":
        parts.append(str(step.repetition))
    return ", ".join(parts)


def in_capitals(step: SessionStep, item: Item, speech: Speech) -> str:
    """What to do now in one short word, and the letter of a side, for letters that are read from the floor."""
    word = speech.one_of("doing", _doing(step, item), "large")
    return f"{word} {speech.one_of('side', step.side, 'letter')}" if step.side else word


def then_words(day: Today, step: SessionStep, ahead: SessionStep | None) -> str:
    """What comes after a step: the next of the same exercise, the next exercise by its name, or the end."""
    if ahead is None:
        what = day.speech("session.then_the_end")
    else:
        item = day.plan.items[ahead.item]
        what = step_words(ahead, item, day.speech) if ahead.item == step.item else item.name
    return day.speech("session.then", what=what)


def closing(day: Today, player: Player, left_out: Mapping[int, SkipReason]) -> tuple[Block, ...]:
    """How far the person came, and what of it was not whole; whoever stopped early is told what to watch out for."""
    speech = day.speech
    if player.state == "ready":
        return (Block("text", (speech("session.not_started"),)),)
    done = done_of(day.plan, player, left_out)
    far = _how_far(day, player, done)
    parts = tuple(_in_part(day, place, one) for place, one in enumerate(done) if place not in player.finished)
    listed = (Block("list", parts),) if parts else ()
    if player.state == "done":
        return (Block("text", (speech("session.was_all", how_far=far),)), *listed)
    stopped = (Block("text", (speech("session.stopped", how_far=far),)), *listed)
    if not day.watch_out:
        return stopped
    return (*stopped, Block("heading", (speech("session.watch_out"),)), Block("list", day.watch_out))


def _how_far(day: Today, player: Player, done: Sequence[Done]) -> str:
    """The exercises done to their end, or where there are none, those begun; and the time of all."""
    speech = day.speech
    whole = speech("amounts.exercises", count=len(day.plan.items))
    time = length(round(player.seconds_done), speech)
    begun = sum(1 for one in done if one.seconds or one.repetitions)
    if player.finished or not begun:
        return speech("session.how_far", done=len(player.finished), exercises=whole, time=time)
    return speech("session.how_far_in_part", begun=begun, exercises=whole, time=time)


def _in_part(day: Today, place: int, one: Done) -> str:
    """What was done of an exercise that was not done to its end, and why not, as far as that was said."""
    speech, name = day.speech, day.plan.items[place].name
    reason = one.cut_short or one.skipped
    why = speech("session.because", why=speech.one_of("left_because", reason)) if reason else ""
    if not (one.seconds or one.repetitions):
        return speech("session.not_done", name=name, why=why)
    what = length(one.seconds or 0, speech)
    if one.repetitions:
        what = f"{speech('amounts.times', count=one.repetitions)}, {what}"
    if one.side in ("left", "right"):
        what = f"{what}, {speech.one_of('side', one.side, 'side')}"
    return speech("session.done_in_part", name=name, what=what, why=why)


def timeline(day: Today, width: int) -> str:
    """The whole session as text, one step a line, with the time at which it begins."""
    lines = [to_text(opening(day), width)]
    at, shown = 0, -1
    for step in steps_of(day.plan):
        item = day.plan.items[step.item]
        if step.item != shown:
            lines.append(to_text((Block("subheading", (f"{step.item + 1}. {item.name}",)),), width))
            shown = step.item
        lines.append(_timed(at, f"{step_words(step, item, day.speech)}: {length(step.seconds, day.speech)}", width))
        at += step.seconds
    return "".join([*lines, "\n", _timed(at, day.speech("session.the_end"), width)])


def _timed(at: int, words: str, width: int) -> str:
    return textwrap.fill(words, width, initial_indent=f"{clock(at):>5}  ", subsequent_indent=" " * 7) + "\n"


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: 9:05."""
    minutes, rest = divmod(math.ceil(seconds), 60)
    return f"{minutes}:{rest:02d}"
