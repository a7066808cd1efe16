"""What holds of every persona's interview: it skips nothing that could matter, and its record is small."""

from __future__ import annotations

from tests.by_day import AT_NIGHT, drawn
from tests.interviews import held, outcome, possible_answers
from tests.people import EVERYBODYS

from loosen._records.redaction import redact
from loosen._records.sealing import to_json

LIBRARY = EVERYBODYS.library
MOST_BYTES = 255_000
"""An hour's session of eighteen exercises, and what was left out told once more for other programs (`excluded`)."""


def test_skipping_is_sound_for_every_persona() -> None:
    """Every skipped question, answered in every way (at night), or one in three of them in one way: nothing changes."""
    for number, one in enumerate(held()):
        expected = outcome(one.made)
        skipped = ((one.persona.id, name) for name, state in one.settled.items() if state == "skipped")
        for persona, name in drawn(skipped, one_in=3):
            values = possible_answers(LIBRARY.questions[name])
            for value in values if AT_NIGHT else values[number % len(values) :][:1] if values else ():
                made = EVERYBODYS.recommend({**one.answers, name: value})
                assert outcome(made) == expected, (persona, name, value)


def test_the_record_of_every_persona_is_small() -> None:
    """Answered from a file and in an interview, whose record also holds why each question was asked."""
    for one in held():
        for made in (EVERYBODYS.recommend(one.truth), one.made):
            assert len(to_json(made).encode()) <= MOST_BYTES, one.persona.id
            assert len(to_json(redact(made, bytes(32))).encode()) <= MOST_BYTES, one.persona.id
