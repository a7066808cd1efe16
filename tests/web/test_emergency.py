"""An emergency: what to do now, large and first, why, and how to correct a wrong tap; nothing else goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient
from tests.interviews import interviewed
from tests.people import completed
from tests.personas import load_personas
from tests.web.asking import hidden, is_too_wide, violations
from tests.web.filling import filled, value_typed

from loosen._interview import Questionnaire
from loosen._library.loading import bundled
from loosen._outputs.handout.handout import told_reasons
from loosen._web.views.referral import emergency_in_general, referral_of
from loosen._words.recommendation import advice_of

BOTH_LEGS = completed(
    next(one.told for one in load_personas() if one.id == "both_legs_since_yesterday"), drop_unasked=True
)


def test_whoever_asks_before_answering_is_told_what_holds_for_everybody(client: TestClient) -> None:
    page = client.get("/emergency")
    assert page.status_code == 200
    assert "Call your local emergency number (999 in the UK, 112 in Europe)" in page.text
    assert "tel:" not in page.text


def test_the_local_number_is_one_tap_away(make_client: Callable[..., TestClient]) -> None:
    page = make_client(emergency_number="01 17").get("/emergency").text
    assert 'href="tel:0117"' in page
    assert "Call 01 17" in page


def test_a_sign_ends_the_interview_at_once_and_tells_what_the_terminal_tells(client: TestClient) -> None:
    told = answered_on_pages(client)
    questionnaire = Questionnaire()
    interviewed(BOTH_LEGS, questionnaire)
    made = questionnaire.recommendation()
    for say in (*advice_of(made, ("emergency",)), *told_reasons(made.triage)):
        assert say in told
    assert told.index('id="referral-title"') < told.index(advice_of(made, ("emergency",))[0])
    assert 'href="/interview/answers/flags_both_legs"' in told
    assert client.get("/interview").url.path == "/emergency"


def test_each_answer_that_led_here_is_named_once_with_its_question() -> None:
    questionnaire = Questionnaire()
    interviewed(BOTH_LEGS, questionnaire)
    referral = referral_of(questionnaire.recommendation(), "112")
    assert [one.question for one in referral.led_here] == ["flags_both_legs"]
    assert referral.is_emergency
    assert referral.number == "112"


@pytest.mark.parametrize("name", ["back_pain_with_fever", "cancer_and_new_back_pain", "complicated_pregnancy"])
def test_answers_that_led_to_any_referral_can_be_answered_again(name: str) -> None:
    questionnaire = Questionnaire()
    told = next(one.told for one in load_personas() if one.id == name)
    interviewed(completed(told, drop_unasked=True), questionnaire)
    referral = referral_of(questionnaire.recommendation(), "112")
    assert referral.led_here
    assert all(one.question in questionnaire.answers for one in referral.led_here)
    assert bool(referral.number) == referral.is_emergency


def test_in_german_it_says_who_made_the_words() -> None:
    told = emergency_in_general(bundled().in_language("de"))
    assert told.title == "Holen Sie jetzt Hilfe vom Notruf"
    assert len(told.notes) == 2


def test_it_is_usable_by_everybody(browser_page: Page) -> None:
    for scheme in ("light", "dark"):
        browser_page.emulate_media(color_scheme=scheme)
        browser_page.goto("/emergency")
        assert violations(browser_page) == []
        assert not is_too_wide(browser_page)
        expect(browser_page.get_by_role("heading", level=1)).to_be_focused()


def answered_on_pages(client: TestClient) -> str:
    """What is on the page after this person answered all that was asked."""
    questionnaire, shown = Questionnaire(), client.get("/interview")
    while (asked := questionnaire.next()) is not None:
        typed = filled(asked, BOTH_LEGS)
        shown = client.post(shown.url.path, data={**hidden(shown.text), **typed})
        questionnaire.answer(value_typed(asked, typed))
    return shown.text
