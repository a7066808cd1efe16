"""The few questions about a session, in their order; each answer is put down as soon as it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loosen._diary.entering import moved_down_in
from loosen._diary.questions import MOVED, REASONS, About, begun
from loosen._diary.signs import Signs
from loosen._diary.told import Told
from loosen._model.diary import Done, SessionEntry, SkipReason
from loosen._model.plan import Item
from loosen._words.speech import Speech

from .asking import Asking, in_a_line, yes_or_no


def reasons(speech: Speech) -> str:
    """The reasons to leave an exercise out, numbered from 1."""
    return in_a_line(speech.one_of("left_because", one) for one in REASONS)


def ask_morning(asking: Asking, last: SessionEntry) -> int | None:
    """How the morning after the session before was. Raises `Enough`."""
    return asking.out_of_ten(asking.speech("diary.morning", day=f"{last.started:%Y-%m-%d}"))


def ask_before(asking: Asking, told: Told) -> None:
    """Ask for the pain before the start. Raises `Enough`."""
    told.put(pain_before=asking.out_of_ten(asking.speech("diary.before")))


def ask_what_was_done(asking: Asking, told: Told, items: Sequence[Item]) -> None:
    """Ask which exercises were left out, and why. Raises `Enough`."""
    asking.numbered(item.name for item in items)
    left = asking.some_of(f"{asking.speech('diary.left_out')} {asking.speech('diary.some_numbers')}", items)
    why = {item.exercise: _why(asking, item) for item in left}
    told.put(done=tuple(Done(exercise=item.exercise, skipped=why.get(item.exercise)) for item in items))


def _why(asking: Asking, item: Item) -> SkipReason:
    question = f"{asking.speech('diary.why', exercise=item.name)} {reasons(asking.speech)}"
    return asking.one_of(question, REASONS) or "other"


def why_stopped(asking: Asking) -> SkipReason | None:
    """Ask why a session was ended early. Raises `Enough`."""
    return asking.one_of(f"{asking.speech('diary.why_stopped')} {reasons(asking.speech)}", REASONS)


def ask_after(asking: Asking, told: Told, about: About) -> bool:
    """Ask how the session went; whether something is new that is none of the signs. Raises `Enough`."""
    speech = asking.speech
    told.put(pain_worst=asking.out_of_ten(speech("diary.worst")))
    told.put(pain_after=asking.out_of_ten(speech("diary.after")))
    if about.usual:
        told.put(pain_usual=asking.out_of_ten(speech("diary.usual")))
    told.put(effort=asking.out_of_ten(speech("diary.effort")))
    moved = asking.one_of(f"{speech('diary.moved')} {in_a_line(speech.one_of('moved', one) for one in MOVED)}", MOVED)
    told.put(moved=moved)
    if moved == "down":
        _ask_during_which(asking, told, about.items)
    new = ask_new(asking, about.signs, speech("diary.new"))
    told.put(new_signs=new.signs)
    return new.other


class New(NamedTuple):
    """What is new: signs (none: no sign; None: nobody said), and whether it is something `other` than these."""

    signs: tuple[str, ...] | None = None
    other: bool = False


def ask_new(asking: Asking, signs: Sequence[Signs], question: str) -> New:
    """Ask whether anything is new, and which sign it is. Raises `Enough`."""
    match yes_or_no(asking, question):
        case "yes":
            found = _ask_which(asking, signs)
            return New(found or None, other=not found)  # some other thing is not none
        case "no":
            return New(())
    return New()


def _ask_which(asking: Asking, groups: Sequence[Signs]) -> tuple[str, ...]:
    """Which signs are new, in two steps: what it is about, and which of these few; none where it is something else."""
    speech = asking.speech
    asking.numbered(group.heading for group in groups)
    chosen = asking.some_of(f"{speech('diary.new_about')} {speech('diary.some_of_these')}", groups)
    signs = [sign for group in chosen for sign in group.signs]
    if not signs:
        return ()
    asking.numbered(sign.words for sign in signs)
    new = asking.some_of(f"{speech('diary.which_new')} {speech('diary.some_of_these')}", signs)
    return tuple(sign.id for sign in new)


def _ask_during_which(asking: Asking, told: Told, items: Sequence[Item]) -> None:
    done = begun(told.entry, items)
    asking.numbered(item.name for item in done)
    item = asking.one_of(f"{asking.speech('diary.during_which')} {asking.speech('diary.its_number')}", done)
    if item:
        told.put(done=moved_down_in(told.entry, item.exercise))
