"""The diary on pages: weeks of it, what cannot be, what is sent twice, and a sign that comes before everything."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from starlette.testclient import TestClient
from tests.commands import run
from tests.web.asking import hidden
from tests.web.diarist import Diarist

from loosen._diary.next_record import next_record
from loosen._diary.signs import signs_of
from loosen._records.sealing import digest_of_record, to_json
from loosen._store.case import StoreCase

FEVER = "flags_illness=fever"


@pytest.fixture
def diarist(client: TestClient) -> Diarist:
    return Diarist(client)


def test_four_weeks_lead_to_the_plan_that_a_terminal_makes_of_the_same_store(diarist: Diarist) -> None:
    diarist.weeks()
    week = {"new": "no", "change": "2", "sleep": "6", "name-0": "tying my shoes", "rating-0": "7"}
    assert diarist.send("/diary/week", **week).url.path == "/diary/noted"
    store, person = diarist.site.store, diarist.who.person
    assert [len(diarist.who.diary().sessions), len(diarist.who.diary().checks)] == [14, 1]
    shown, take = diarist.shown("/next")
    seal = hidden(shown)["seal"]
    done = run(("review", "--look", "--format", "json", "--store", store.where, "--person", person))
    assert done.code == 0, done.said
    case = StoreCase(store, person)
    made = next_record(case, diarist.site.library, datetime.now().astimezone())
    assert (digest_of_record(made), to_json(made)) == (seal, done.out.decode())
    assert made.plan
    assert made.plan.since
    since = made.plan.since
    told = (
        since.say,
        *(line for one in since.reasons for line in one.say.split(". ")),
        *(one.say for one in since.changes),
    )
    assert [one for one in told if one not in text_of(shown)] == []
    assert digest_of_record(StoreCase(store, person).record) == diarist.who.seal, "Nothing is kept by looking."
    assert take().url.path == "/plan"
    assert digest_of_record(StoreCase(store, person).record) == seal
    assert "This is the plan you have." in diarist.get("/next")
    assert take().status_code == 200, "Taken once more it is the same."
    assert len(store.plans(person)) == 2
    earlier = diarist.get("/progress/plans/1")
    assert "does not count any more" in earlier
    assert diarist.client.get("/progress/plans/3").status_code == 404


def text_of(page: str) -> str:
    """What a page says, without its marks."""
    said = re.sub(r"<[^>]+>", " ", page)
    for mark, letter in (("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&")):
        said = said.replace(mark, letter)
    return said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"pain_worst": "11"}, "A whole number from 0 to 10, please."),
        ({"began_day": "tomorrow"}, "This is still to come."),
        ({"began_time": "noon"}, "Please say the day and the time."),
        ({"began_day": "0000-00-00"}, "Please say the day and the time."),
        ({"note": "x" * 2001}, "At most 2000 letters, please."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(
    diarist: Diarist, told: dict[str, str], said: str
) -> None:
    if told.get("began_day") == "tomorrow":
        told = {"began_day": f"{datetime.now().astimezone() + timedelta(days=1):%Y-%m-%d}"}
    refused = diarist.send("/diary/session", **{"effort": "4", "did-0": "tired", **told})
    assert refused.status_code == 422
    assert refused.text.count(said) == 2, "It stands above, and at its field."
    assert re.search(r'name="effort" value="4" checked', refused.text)
    assert re.search(r'value="tired" selected', refused.text)
    assert diarist.who.diary().sessions == ()


def test_a_form_sent_twice_is_one_session_and_another_of_that_time_is_refused(diarist: Diarist) -> None:
    _, first = diarist.shown("/diary/session")
    _, other = diarist.shown("/diary/session")
    assert [first().url.path, first(note="and more").url.path] == ["/diary/noted", "/diary/noted"]
    assert "Your diary has a session of that time already." in other().text
    noted = diarist.who.diary().sessions
    assert [one.note for one in noted] == ["and more"]
    assert "and more" in diarist.get("/diary")


def test_an_exercise_that_is_not_in_the_plan_is_left_alone(diarist: Diarist) -> None:
    diarist.note(1, **{"did-99": "hurt", "moved": "down", "moved_in": "99"})
    plan, (session,) = diarist.who.record.plan, diarist.who.diary().sessions
    assert plan
    assert [one.exercise for one in session.done] == [item.exercise for item in plan.items]
    assert session.moved == "down"
    assert all(one.is_begun and one.moved is None for one in session.done)


def test_a_sign_leads_to_the_referral_at_once_and_no_session_is_offered(diarist: Diarist) -> None:
    diarist.weeks(3)
    said = diarist.send("/diary/week", new="yes", sign=FEVER)
    assert said.url.path == "/diary/noted"
    assert 'class="referral' in said.text
    assert said.text.index("referral-first") < said.text.index("When somebody has looked at it")
    assert "Stop" in diarist.get("/")
    assert 'href="/session"' not in diarist.get("/").split("<main")[1]
    assert "Stop" in diarist.get("/diary")
    shown, keep = diarist.shown("/next")
    assert 'class="referral' in shown
    assert keep().url.path == "/plan"
    assert StoreCase(diarist.site.store, diarist.who.person).record.plan is None
    assert "Has a doctor or physiotherapist looked at" in diarist.get("/diary/week")


def test_an_emergency_is_shown_as_one(diarist: Diarist) -> None:
    diarist.weeks(3)
    every = [sign.id for group in signs_of(diarist.who.record, diarist.site.library) for sign in group.signs]
    told = diarist.note(1, at="20:00", new="yes", sign=every)
    assert "is-emergency" in told.text
    assert told.text.index("referral-first") < told.text.index("Your diary")


def test_something_else_that_is_new_stops_too(diarist: Diarist) -> None:
    said = diarist.note(1, new="yes")
    assert "Do no exercises for now." in said.text
    assert diarist.who.diary().sessions[0].new_signs is None


def test_of_a_plan_taken_meanwhile_in_another_window_the_exercises_are_asked_again(diarist: Diarist) -> None:
    diarist.weeks(9)
    _, stale = diarist.shown("/diary/session")
    _, take = diarist.shown("/next")
    diarist.note(2, at="20:00", pain_worst="4", new="no")
    assert take().status_code == 409, "Something was noted since that was shown."
    _, take = diarist.shown("/next")
    assert take().url.path == "/plan"
    now = datetime.now().astimezone() + timedelta(minutes=1)
    again = stale(began_day=f"{now:%Y-%m-%d}", began_time=f"{now:%H:%M}")
    assert again.status_code == 422
    assert "At that time you had another plan." in again.text


def test_a_week_is_noted_once_and_faults_keep_what_was_told(diarist: Diarist) -> None:
    nothing = diarist.send("/diary/week")
    assert (nothing.status_code, "Nothing was said" in nothing.text) == (422, True)
    wrong = diarist.send("/diary/week", **{"name-0": "<script>alert(1)</script>", "change": "6", "rating-1": "3"})
    assert wrong.status_code == 422
    assert "A whole number from -5 to 5, please." in wrong.text
    assert wrong.text.count("Please name it and rate it, or leave both open.") == 4
    assert "<script>alert" not in wrong.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in wrong.text
    _, send = diarist.shown("/diary/week")
    assert [send(sleep="5").url.path, send(sleep="5").url.path] == ["/diary/noted", "/diary/noted"]
    assert len(diarist.who.diary().checks) == 1


def test_a_morning_is_told_once_of_the_session_before(diarist: Diarist) -> None:
    diarist.note(1)
    assert "The morning after" in diarist.get("/diary")
    page = diarist.client.get("/diary").text
    sent = diarist.client.post("/diary/morning", data={**hidden(page), "morning": "11"})
    assert (sent.status_code, "A whole number from 0 to 10" in sent.text) == (422, True)
    assert diarist.client.post("/diary/morning", data={**hidden(page), "morning": "3"}).url.path == "/diary"
    assert diarist.who.diary().sessions[0].pain_next_morning == 3
    assert "The morning after" not in diarist.get("/diary")


def test_days_are_those_of_the_persons_clock(diarist: Diarist) -> None:
    diarist.client.cookies.set("loosen_zone", "Pacific/Kiritimati")
    diarist.note(2, at="23:30")
    assert diarist.who.diary().sessions[0].started.utcoffset() == timedelta(hours=14)
    diarist.client.cookies.set("loosen_zone", "../../etc/passwd")
    assert diarist.client.get("/diary").status_code == 200
    diarist.client.cookies.delete("loosen_zone")
    diarist.send("/diary/clock", zone="UTC-05:00")
    assert "By a clock at UTC-05:00." in diarist.get("/diary/session")


def test_nothing_of_it_is_there_for_somebody_without_a_plan(client: TestClient) -> None:
    for path in ("/diary", "/diary/session", "/diary/week", "/next", "/progress", "/progress/plans/1", "/diary/noted"):
        found = client.get(path, follow_redirects=False)
        assert (found.status_code, found.headers["location"]) == (303, "/")


def test_before_the_first_session_it_is_said_what_to_do(diarist: Diarist) -> None:
    shown = diarist.get("/next")
    assert "The plan stays as it is for now." in shown
    assert "<li>To move on, do more of the sessions of a week." in shown
    assert "Take this as my plan" not in shown
    assert shown.index("today&#39;s session") < shown.index("Note that I have looked at it")
    assert "Nothing is in your diary yet." in diarist.get("/diary")
    assert "Nothing is in your diary yet." in diarist.get("/progress")


def test_german_says_it_in_german(diarist: Diarist) -> None:
    diarist.client.cookies.set("loosen_language", "de")
    diarist.weeks(5)
    said_at = {
        "/diary": "Ihr Tagebuch",
        "/diary/week": "Wie war Ihre Woche?",
        "/next": "Ihr nächster Plan",
        "/progress": "Ihre Pläne",
    }
    for path, said in said_at.items():
        assert said in diarist.get(path)
