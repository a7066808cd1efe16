"""What holds of every persona's interview: it skips nothing that could matter, and its record is small."""

from __future__ import annotations

from collections.abc import Iterator

from tests.by_day import AT_NIGHT
from tests.interviews import Held, held, outcome, possible_answers
from tests.people import EVERYBODYS, completed, plan_of

from loosen._records.redaction import redact
from loosen._records.sealing import to_json

LIBRARY = EVERYBODYS.library
MOST_BYTES = 255_000
"""An hour's session of eighteen exercises, and what was left out told once more for other programs (`excluded`)."""


def test_skipping_is_sound_for_every_persona() -> None:
    """Every skipped question answered after all, all of a persona at once, in two ways: nothing changes.

    At night also each by itself, in every way.
    """
    for number, one in enumerate(held()):
        expected = outcome(one.made)
        skipped = {name: possible_answers(LIBRARY.questions[name]) for name in _skipped(one)}
        for turn in (number, number + 1):
            told = {name: ways[(turn + at) % len(ways)] for at, (name, ways) in enumerate(skipped.items()) if ways}
            answers = completed({**one.answers, **told}, drop_unasked=True)  # one may end that another applies
            assert outcome(EVERYBODYS.recommend(answers)) == expected, (one.persona.id, told)
        for name, value in ((name, way) for name, ways in skipped.items() for way in ways) if AT_NIGHT else ():
            made = EVERYBODYS.recommend({**one.answers, name: value})
            assert outcome(made) == expected, (one.persona.id, name, value)


def _skipped(one: Held) -> Iterator[str]:
    return (name for name, state in one.settled.items() if state == "skipped")


def test_the_record_of_every_persona_is_small() -> None:
    """Answered from a file and in an interview, whose record also holds why each question was asked."""
    for one in held():
        for made in (plan_of(one.persona.id), one.made):
            assert len(to_json(made).encode()) <= MOST_BYTES, one.persona.id
            assert len(to_json(redact(made, bytes(32))).encode()) <= MOST_BYTES, one.persona.id
