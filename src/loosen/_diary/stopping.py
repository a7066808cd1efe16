"""What somebody is told after what they told: to stop, whom to see and why, and the way on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from loosen._library import Library
from loosen._model.diary import Diary
from loosen._model.plan import Recommendation
from loosen._words.recommendation import level_words
from loosen._words.speech import Speech

from .triage import referral_now
from .verdict import verdict


def why_stop(diary: Diary, record: Recommendation, library: Library, now: datetime) -> tuple[str, ...]:
    """Why no exercise may be done now; nothing where it may.

    Where triage with what is new sends the person to somebody, whom to see is said first, and why; else what the rules
    of progression say. It is in the language of the library.
    """
    found = verdict(diary, record, library, now)
    if again := referral_now(record, found.new_answers, library):
        level = again.triage.level
        return f"{level_words(again)}.", *(one.say for one in again.triage.reasons if one.level == level)
    if found.kind not in ("stop", "refer"):
        return ()
    rules = (ground.rule for ground in found.reasons if ground.kind == found.kind)
    return tuple(dict.fromkeys(library.rules[rule].say for rule in rules if rule in library.rules))


def referred_since(diary: Diary, record: Recommendation, library: Library, now: datetime) -> Recommendation | None:
    """The referral that triage with what is new comes to; None where it sends the person to nobody."""
    return referral_now(record, verdict(diary, record, library, now).new_answers, library)


def to_stop(why: tuple[str, ...], speech: Speech, *, other: bool = False) -> tuple[str, ...]:
    """What somebody has to be told before anything else, in paragraphs; nothing where they may go on.

    `other` says that something is new that is none of the signs.
    """
    return tuple(_to_stop(why, speech, other=other))


def _to_stop(why: tuple[str, ...], speech: Speech, *, other: bool) -> Iterator[str]:
    if why:
        yield speech("diary.stop", why=" ".join(why))
        yield speech("diary.way_on")
    elif other:
        yield speech("diary.other_new")
