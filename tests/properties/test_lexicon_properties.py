"""What must hold for whatever anybody writes: words only add care, no words crash, and long texts are read."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.people import EVERYBODYS, example, people

from loosen._assessment.assessor import listener_of
from loosen._assessment.lexicon import Reading
from loosen._model.base import LEVELS
from loosen._model.question import LONGEST_TEXT

LIBRARY = EVERYBODYS.library
CALM = example("desk_worker")
LISTENER = listener_of(LIBRARY)
FOUND_IN = [told for entry in LIBRARY.lexicon.values() for words in entry.words.values() for told in words.found_in]
WORDS = sorted(
    {word for sentence in FOUND_IN for word in sentence.split()}
    | {"no", "not", "never", "without", "but", "and", "or", "my", "I", "mother", "if", "only", ",", ".", "?", ":", "\n"}
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(FOUND_IN), max_size=4).map(" ".join),
)
DENIALS = st.sampled_from(
    [
        f"no {what}"
        for what in ("fever", "numbness", "cancer", "pain", "trouble peeing", "weakness or tingling", "family")
    ]
)


@cache
def tells_of_the_writer(told: str) -> bool:
    """Others are told for somebody else, and a writer who tells of both is well."""
    return LISTENER.read(told) == LISTENER.read(f"{told} My name is long.")


OF_ONESELF = st.sampled_from(FOUND_IN).filter(tells_of_the_writer)


def readings(text: str) -> dict[str, Reading]:
    return {found.lexicon: found.reading for found in LISTENER.read(text)}


def level(answers: dict[str, Any]) -> int:
    return LEVELS.index(EVERYBODYS.recommend(answers).triage.level)


@given(people(calm=True), TEXTS)
def test_words_never_lower_the_level_and_leaving_them_out_never_raises_it(answers: dict[str, Any], text: str) -> None:
    silent = {**answers, "own_words": "none"}
    assert level({**answers, "own_words": text[:LONGEST_TEXT]}) >= level(silent)


@given(people(), st.sampled_from(FOUND_IN))
def test_words_never_lower_the_level_of_anybody(answers: dict[str, Any], text: str) -> None:
    assert level({**answers, "own_words": text}) >= level({**answers, "own_words": "none"})


@given(TEXTS)
def test_any_text_is_read_and_written_without_a_crash(text: str) -> None:
    for found in LISTENER.read(text):
        assert found.reading in (Reading.PERHAPS, Reading.SURE)
        assert found.words.encode("utf-8")


@given(st.text(st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Lu"]), max_size=100))
def test_characters_that_cannot_be_seen_or_kept_do_not_crash_a_plan(text: str) -> None:
    recommendation = EVERYBODYS.recommend({**CALM, "own_words": text})
    assert recommendation.model_dump_json()


@given(
    st.lists(OF_ONESELF, min_size=1, max_size=3),
    DENIALS,
    st.sampled_from([" ", ". ", "\n", ", ", "; "]),
)
def test_adding_a_denial_never_takes_back_what_was_said(said: list[str], denial: str, between: str) -> None:
    text = _sentences(said).rstrip(".")
    before, after = readings(text), readings(text + between + denial)
    assert all(after.get(entry, Reading.DENIED) >= reading for entry, reading in before.items())


@given(st.lists(OF_ONESELF, min_size=1, max_size=3), st.lists(OF_ONESELF, max_size=3))
def test_more_sentences_never_take_back_what_was_said(said: list[str], more: list[str]) -> None:
    before, after = readings(_sentences(said)), readings(_sentences([*said, *more]))
    assert all(after[entry] >= reading for entry, reading in before.items())


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_the_longest_text_of_words_said_over_and_over_tells_what_they_tell_once(words: list[str]) -> None:
    once = " ".join(words)
    again = (f"{once}. " * LONGEST_TEXT)[: LONGEST_TEXT - len(once)]
    assert readings(f"{once}. {once}.").keys() == readings(again[: again.rindex(".") + 1]).keys()


def _sentences(texts: list[str]) -> str:
    return " ".join(f"{text.rstrip('.?!')}." for text in texts)
