"""Whole interviews on pages: they ask, keep and end as in a terminal, and nothing is lost or tapped away."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from starlette.testclient import TestClient
from tests.pages import elements
from tests.people import EVERYBODYS
from tests.web.walking import interview_of, sent, standing_at, truth_of, walk

from loosen._interview import Questionnaire

SAMPLE = ("no_pain_desk_worker", "not_sure_of_the_bladder", "new_hip_6_weeks_ago")


def kept(client: TestClient) -> Questionnaire:
    """The interview as the store has it."""
    return Questionnaire.from_data(interview_of(client), EVERYBODYS.library)


def titles(page: str) -> list[str]:
    return [one.text for one in elements(page) if one.tag == "h1"]


@pytest.mark.parametrize("persona", SAMPLE)
def test_a_whole_interview_asks_keeps_and_ends_as_in_a_terminal(client: TestClient, persona: str) -> None:
    terminal = Questionnaire(EVERYBODYS.library)
    for step in walk(client, truth_of(persona), terminal):
        assert step.page.status_code == 200
        assert titles(step.page.text) == [step.shown.title]
        for line in step.shown.lines:
            assert escape(line.text, quote=False).replace("'", "&#39;") in step.page.text
    on_pages = kept(client)
    assert on_pages.answers == terminal.answers
    assert on_pages.next() is None
    assert on_pages.recommendation() == terminal.recommendation()


def test_an_emergency_ends_the_interview_at_once(client: TestClient) -> None:
    page = client.get("/interview")
    page = sent(client, page, {"flags_bladder_bowel": ["saddle_numbness"]})
    assert page.url.path == "/emergency"
    for path in ("/interview", "/interview/2", "/interview?more=1"):
        assert client.get(path).url.path == "/emergency"
    assert client.get("/interview/1").url.path == "/interview/1"
    assert kept(client).is_emergency


def test_a_sign_is_taken_back_only_by_who_says_that_it_was_a_mistake(client: TestClient) -> None:
    page = client.get("/interview")
    sent(client, page, {"flags_bladder_bowel": ["saddle_numbness"]})
    page = client.get("/interview/answers/flags_bladder_bowel")
    assert 'value="saddle_numbness" checked' in " ".join(page.text.split())
    asked = sent(client, page, {"flags_bladder_bowel": ["none"]})
    assert titles(asked.text) == ["Was that a mistake?"]
    assert "Numb, less or odd feeling between the legs" in asked.text
    assert kept(client).is_emergency
    assert sent(client, asked, {}, mistake="no").url.path == "/interview/answers"
    assert kept(client).is_emergency
    again = sent(client, sent(client, page, {"flags_bladder_bowel": ["none"]}), {}, mistake="yes")
    assert again.url.path == "/interview/3"
    assert not kept(client).is_emergency
    assert kept(client).steps[-1].taken_back == ("flags_bladder_bowel.saddle_numbness",)


def test_what_cannot_be_used_is_shown_again_with_what_was_typed(client: TestClient) -> None:
    step = standing_at(client, truth_of("no_pain_desk_worker"), "age")
    again = sent(client, step.page, {"age": ["forty"]})
    assert again.status_code == 422
    inputs = [one.attributes for one in elements(again.text) if one.tag == "input"]
    (field,) = [one for one in inputs if one.get("id") == "age"]
    assert field["value"] == "forty"
    assert field["aria-invalid"] == "true"
    assert "autofocus" in field
    assert 'href="#age"' in again.text
    assert again.text.count("Write a whole number from 0 to 120 in digits") == 2
    assert sent(client, again, {"age": ["40"]}).status_code == 200
    assert kept(client).answers["age"] == 40


def test_an_earlier_page_says_what_was_answered_and_changes_nothing(client: TestClient) -> None:
    first = client.get("/interview")
    second = sent(client, first, {"line": ["none"]})
    assert second.url.path == "/interview/2"
    before = client.get("/interview/1")
    assert titles(before.text) == ["You answered this already"]
    assert before.text.count('href="/interview/answers/flags_') == 3
    assert client.get("/interview/7").url.path == client.get("/interview").url.path == "/interview/2"


def test_a_form_sent_twice_counts_once_and_one_of_another_window_is_told(client: TestClient) -> None:
    page = sent(client, client.get("/interview"), {"line": ["none"]})
    assert sent(client, page, {"line": ["none"]}).url.path == "/interview/3"
    twice = sent(client, page, {"line": ["none"]})
    assert (twice.status_code, twice.url.path) == (200, "/interview/3")
    other = sent(client, page, {"flags_illness": ["fever"]})
    assert other.status_code == 409
    assert "changed nothing" in other.text
    assert len(kept(client).steps) == 2


def test_the_plan_can_be_had_as_soon_as_it_can_be_made(client: TestClient) -> None:
    truth = truth_of("no_pain_desk_worker")
    assert 'value="plan"' not in standing_at(client, truth, "health_other").page.text
    step = standing_at(client, truth, "at_hand")
    assert 'value="plan"' in step.page.text
    page = sent(client, step.page, {**step.typed, "minutes": ["25"]}, do="plan")
    assert page.url.path == "/plan"
    assert kept(client).answers["minutes"] == 25


def test_whoever_has_answered_enough_is_asked_which_of_the_two_it_shall_be(client: TestClient) -> None:
    step = standing_at(client, truth_of("no_pain_desk_worker"), "tight_places")
    page = sent(client, step.page, step.typed)
    assert titles(page.text) == ["That is enough for a first plan."]
    more = client.get("/interview?more=1")
    assert titles(more.text) == ["Your wishes, and what eases it"]
    assert titles(client.get(str(page.url)).text) == ["That is enough for a first plan."]


def test_what_was_heard_in_words_of_ones_own_is_told_with_the_words(client: TestClient) -> None:
    step = standing_at(client, truth_of("no_pain_desk_worker"), "at_hand")
    words = "I have a fever <script>alert(1)</script> since שלום"
    page = sent(client, step.page, {**step.typed, "own_words": words})
    assert "these answers do not fit together" in page.text.lower() or "You wrote" in page.text
    assert "<script>alert" not in page.text
    overview = client.get("/interview/answers")
    assert "What we heard in your own words: “fever”" in overview.text
    assert "&lt;script&gt;alert(1)" in overview.text
    assert "<script>alert" not in overview.text


def test_a_hundred_thousand_characters_are_told_and_kept_in_the_field(client: TestClient) -> None:
    step = standing_at(client, truth_of("no_pain_desk_worker"), "at_hand")
    page = sent(client, step.page, {**step.typed, "own_words": "x" * 100_000})
    assert page.status_code == 422
    assert "This is 100,000 characters long" in page.text
    assert "x" * 100_000 in page.text


def test_starting_anew_deletes_what_was_answered(client: TestClient) -> None:
    sent(client, client.get("/interview"), {"line": ["none"]})
    page = client.get("/interview/anew")
    assert sent(client, page, {}).url.path == "/interview/1"
    assert kept(client).answers == {}


def test_what_is_sent_in_by_a_program_is_no_answer(client: TestClient) -> None:
    page = client.get("/interview")
    for typed in ({"flags_leg_power": ["moon"]}, {"line": ["moon"]}, {"age": ["40"]}, {}):
        assert sent(client, page, typed).status_code == 422
    assert client.get("/interview/x").status_code == 404
    assert client.get("/interview/answers/age").url.path == "/interview/answers"


def test_german_pages_ask_in_german(make_client: Callable[..., TestClient]) -> None:
    client = make_client(language="de")
    for screen in ("warning_legs", "age", "at_hand"):
        step = standing_at(client, truth_of("no_pain_desk_worker"), screen, "de")
        assert titles(step.page.text) == [step.shown.title]
        assert '<html lang="de">' in step.page.text
        assert "Weiter</button>" in step.page.text
        assert "years" not in step.page.text
