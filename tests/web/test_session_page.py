"""The session on a page: the terminal's timeline to the second, by thumb, keys and without scripts; and its diary."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.testclient import TestClient
from tests.people import EVERYBODYS, example
from tests.web.asking import hidden, is_too_wide, violations
from tests.web.conftest import Served
from tests.web.planned import Planned, somebody_planned

from loosen._diary.signs import signs_of
from loosen._model.diary import Done
from loosen._model.plan import Plan
from loosen._outputs.session import Player, done_of, steps_of
from loosen._outputs.session.words import spoken, step_words
from loosen._words.speech import speech_of

ENGLISH = speech_of("en")
NOTED = re.compile("/diary/noted$")
CLOCK = datetime(2030, 1, 1, 12, tzinfo=UTC)
"""The clock of a browser that is wrong by years: a diary goes by that of the server."""
HEARD = """
window.heard = {steps: [], said: [], beeps: 0};
if (window.speechSynthesis) {
  speechSynthesis.speak = (one) => heard.said.push(one.text);
  speechSynthesis.cancel = () => {};
  Object.defineProperty(speechSynthesis, "speaking", {get: () => false});
}
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-is=words]");
  if (!words) return;
  new MutationObserver(() => {
    if (words.textContent) heard.steps.push([words.textContent, performance.now() / 1000]);
  }).observe(words, {childList: true, characterData: true, subtree: true});
});
"""
READ_AT_ONCE = """
document.addEventListener("DOMContentLoaded", () => {
  const player = document.querySelector("[data-is=player]");
  if (player) new MutationObserver(() => {
    if (player.dataset.state === "reading") document.querySelector("[data-is=go]").click();
  }).observe(player, {attributes: true, attributeFilter: ["data-state"]});
});
"""


def plan_of(who: Planned) -> Plan:
    assert who.record.plan
    return who.record.plan


@pytest.fixture
def who(served: Served) -> Planned:
    return somebody_planned(served.app)


@pytest.fixture
def opened(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Opens the page of somebody's session in a browser of their own."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(who: Planned, *scripts: str, clock: bool = False, **how: Any) -> Page:
        context = browser.new_context(
            base_url=served.url, **{"viewport": {"width": 360, "height": 740}, "service_workers": "block", **how}
        )
        contexts.append(context)
        context.add_cookies([{"name": "loosen", "value": who.token, "url": served.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        for script in scripts:
            page.add_init_script(script)
        if clock:
            page.clock.install(time=CLOCK)
        page.goto("/session")
        if how.get("java_script_enabled", True):
            expect(page.locator("[data-press=begin]")).to_be_visible()
        if clock:
            page.clock.pause_at(CLOCK + timedelta(hours=1))  # it runs only when it is told to
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def press(page: Page, what: str) -> None:
    page.locator(f"[data-press={what}]:visible").first.click()


def begun(page: Page) -> Page:
    """The session of a page, whose first exercise is read and whose clock runs."""
    press(page, "begin")
    press(page, "go")
    return page


def seconds_on(page: Page) -> int:
    return int(page.locator("[data-is=seconds]").inner_text())


def test_a_whole_session_takes_the_steps_and_seconds_of_the_terminal_and_writes_the_same_diary(
    opened: Callable[..., Page], who: Planned
) -> None:
    page, plan = opened(who, HEARD, READ_AT_ONCE, clock=True), plan_of(who)
    page.get_by_label("Say the steps aloud").check()
    press(page, "begin")
    for _ in range(plan.seconds // 60 + 1):
        page.clock.run_for(60_000)
    expect(page.locator("[data-is=told]")).to_be_visible()
    heard = page.evaluate("heard")
    steps = steps_of(plan)
    assert [words for words, _ in heard["steps"]] == [step_words(one, plan.items[one.item], ENGLISH) for one in steps]
    began = [at for _, at in heard["steps"]]
    for step, (at, then) in zip(steps, pairwise(began), strict=False):
        assert then - at == pytest.approx(step.seconds, abs=0.25)
    aloud = [spoken(one, plan.items[one.item], ENGLISH) for one in steps]
    assert [one for one in heard["said"] if one in aloud] == aloud
    page.check("input[name=pain_worst][value='3']", force=True)
    page.check("input[name=new][value=no]", force=True)
    page.get_by_role("button", name="Put it in my diary").click()
    expect(page).to_have_url(NOTED, timeout=20_000)
    (entry,) = who.diary().sessions
    player = Player(steps)
    player.start()
    player.tick(plan.seconds)
    assert entry.done == done_of(plan, player, {})
    assert (entry.plan, entry.pain_worst, entry.new_signs, entry.entered) == (who.seal, 3, (), "session")
    assert entry.ended is not None


def test_keys_alone_do_everything_and_a_pause_stops_the_clock(opened: Callable[..., Page], who: Planned) -> None:
    page, plan = opened(who, clock=True), plan_of(who)
    keys = page.keyboard
    page.locator("[data-press=begin]").focus()
    keys.press("Enter")
    keys.press("Enter")
    page.clock.run_for(3500)
    before = seconds_on(page)
    keys.press(" ")
    expect(page.locator("[data-is=signs]")).to_be_visible()
    page.clock.run_for(30_000)
    assert seconds_on(page) == before
    keys.press(" ")
    page.clock.run_for(2000)
    assert seconds_on(page) == before - 2
    keys.press("s")
    expect(page.get_by_role("button", name="It hurt")).to_be_focused()
    keys.press("2")
    expect(page.locator("[data-is=name]")).to_have_text(f"2. {plan.items[1].name}")
    keys.press("Enter")
    keys.press("s")
    keys.press("b")
    expect(page.locator("[data-is=why]")).to_be_hidden()
    keys.press("b")
    expect(page.locator("[data-is=name]")).to_have_text(f"1. {plan.items[0].name}")
    keys.press("q")
    expect(page.locator("[data-is=told]")).to_be_visible()
    expect(page.locator("[data-is=closing]")).to_contain_text("Stopped.")
    (entry,) = who.diary().sessions
    assert entry.done[0] == Done(exercise=plan.items[0].exercise, skipped="too_hard")


def test_whoever_leaves_out_what_hurt_goes_on_only_when_they_say_so(opened: Callable[..., Page], who: Planned) -> None:
    page, plan = begun(opened(who, clock=True)), plan_of(who)
    press(page, "skip")
    page.get_by_role("button", name="It hurt").click()
    expect(page.locator("[data-is=signs]")).to_be_visible()
    expect(page.locator("[data-is=stop_signs]")).to_contain_text(plan.items[1].stop_signs[0])
    before = page.locator("[data-is=where]").inner_text()
    page.clock.run_for(20_000)
    assert page.locator("[data-is=where]").inner_text() == before
    press(page, "stop")
    page.get_by_label("Tired").check()
    page.get_by_role("button", name="Put it in my diary").click()
    expect(page).to_have_url(NOTED, timeout=20_000)
    (entry,) = who.diary().sessions
    assert [one.skipped for one in entry.done] == ["hurt", *["tired"] * (len(plan.items) - 1)]


def test_a_device_that_slept_waits_and_a_page_out_of_sight_goes_on(opened: Callable[..., Page], who: Planned) -> None:
    page = begun(opened(who, clock=True))
    page.clock.run_for(2500)
    before = seconds_on(page)
    page.clock.fast_forward(600_000)
    page.clock.run_for(200)
    expect(page.locator("[data-is=signs]")).to_be_visible()
    assert seconds_on(page) == before
    press(page, "go")
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.fast_forward(5000)
    page.clock.run_for(100)
    assert seconds_on(page) == before - 5


def test_the_clock_loses_nothing_in_an_hour_of_uneven_looks(opened: Callable[..., Page], who: Planned) -> None:
    page = opened(who, clock=True)
    page.evaluate(
        """async () => {
          const {Clock} = await import("/static/session/clock.js");
          const {Player} = await import("/static/session/player.js");
          const step = {item: 0, side: "", seconds: 7200, is_work: true, repetition_ends: true};
          window.player = new Player([step]);
          player.start();
          const clock = new Clock();
          window.from = performance.now();
          let uneven = 0;
          const look = () => {
            player.tick(clock.passed().seconds);
            window.looked = performance.now();
            setTimeout(look, 900 + (uneven = (uneven * 7 + 3) % 97));
          };
          look();
        }"""
    )
    page.clock.run_for(3_600_000)
    passed, told = page.evaluate("[(looked - from) / 1000, player.secondsDone]")
    assert passed > 3595
    assert abs(passed - told) < 0.1


def test_the_player_of_the_page_goes_as_that_of_the_terminal_does(opened: Callable[..., Page], who: Planned) -> None:
    page, plan = opened(who), plan_of(who)
    chance = random.Random(7)  # noqa: S311  # not for secrets
    moves, seconds = ["tick"] * 6 + ["start", "pause", "skip", "back", "read"], [0.3, 4, 11.5, 60, 200]
    todo = [[(chance.choice(moves), chance.choice(seconds)) for _ in range(60)] for _ in range(25)]
    theirs = page.evaluate(
        """async (runs) => {
          const {Player} = await import("/static/session/player.js");
          const {day} = await (await fetch("/session/steps.json")).json();
          return runs.map((run) => {
            const player = new Player(day.steps);
            player.start();
            for (const [what, much] of run) player[what](much);
            return {
              at: player.at, state: player.state, left: player.secondsLeft, to_go: player.secondsToGo,
              read: player.secondsToRead, finished: [...player.finished].sort((a, b) => a - b).join(),
              worked: [...player.worked.values()], done: player.secondsDone,
            };
          });
        }""",
        todo,
    )
    for run, their in zip(todo, theirs, strict=True):
        player = Player(steps_of(plan))
        player.start()
        for what, much in run:
            move = getattr(player, what)
            move(much) if what in ("tick", "read") else move()
        worked = their.pop("worked")
        assert [(one["item"], one["side"], one["repetitions"]) for one in worked] == [
            (one.item, one.side, one.repetitions) for one in player.worked.values()
        ]
        assert [one["seconds"] for one in worked] == pytest.approx([one.seconds for one in player.worked.values()])
        assert their == pytest.approx(
            {
                "at": player.at, "state": player.state, "left": player.seconds_left, "to_go": player.seconds_to_go,
                "read": player.seconds_to_read, "done": player.seconds_done,
                "finished": ",".join(map(str, sorted(player.finished))),
            }
        )  # fmt: skip


def test_every_state_is_usable_by_everybody(opened: Callable[..., Page], who: Planned) -> None:
    page = opened(who)

    def is_well() -> None:
        assert violations(page) == []
        assert not is_too_wide(page)

    is_well()
    press(page, "begin")
    page.emulate_media(color_scheme="dark")
    is_well()
    press(page, "go")
    press(page, "skip")
    is_well()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="It hurt").click()
    is_well()
    press(page, "stop")
    page.check("input[name=new][value=yes]", force=True)
    is_well()


def test_without_scripts_the_page_lists_all_and_takes_what_was_done(opened: Callable[..., Page], who: Planned) -> None:
    page, plan = opened(who, java_script_enabled=False), plan_of(who)
    names = page.locator(".exercises-list > li > h3").all_inner_texts()
    assert all(item.name in name for item, name in zip(plan.items, names, strict=True))
    page.locator("label", has=page.locator("input[name=pain_before][value='4']")).click()
    page.select_option("#did-1", "too_hard")
    page.fill("#note", "<b>fine</b>")
    page.get_by_role("button", name="Put it in my diary").click()
    expect(page).to_have_url(NOTED, timeout=20_000)
    (entry,) = who.diary().sessions
    assert [one.skipped for one in entry.done] == [None, "too_hard", *[None] * (len(plan.items) - 2)]
    assert (entry.pain_before, entry.pain_worst, entry.note, entry.entered) == (4, None, "<b>fine</b>", "log")


@pytest.fixture
def mine(make_client: Callable[..., TestClient]) -> tuple[TestClient, Planned]:
    """A browser without a screen, and whose it is."""
    client = make_client()
    found = somebody_planned(client.app)  # type: ignore[arg-type]
    client.cookies.set("loosen", found.token)
    return client, found


def told(client: TestClient, who: Planned, **fields: Any) -> Any:
    """A deed as a page sends it."""
    deed = {
        "id": "b" * 32, "plan": who.seal, "started": "2026-01-01T08:00:00+01:00", "told": "2026-01-01T08:10:00+01:00",
        "sent": "2026-01-01T08:10:00+01:00", **fields.pop("deed", {}),
    }  # fmt: skip
    shown = hidden(client.get("/session").text)
    return client.post("/session/deed", data={**shown, "deed": json.dumps(deed), **fields})


def test_a_new_sign_ends_the_session_and_every_other_until_it_was_looked_at(mine: tuple[TestClient, Planned]) -> None:
    client, who = mine
    sign = next(
        sign.id for group in signs_of(who.record, EVERYBODYS.library) for sign in group.signs if "bladder" in sign.id
    )
    answer = told(client, who, sign=sign)
    assert answer.status_code == 200
    page = client.get(answer.json()["next"]).text
    again = client.get("/session").text
    for shown in (page, again):
        assert 'class="referral is-emergency"' in shown
        assert "data-press" not in shown


def test_what_is_sent_twice_or_late_is_one_entry(mine: tuple[TestClient, Planned]) -> None:
    client, who = mine
    late = {"told": "2026-01-01T08:09:00+01:00", "worked": [{"item": 0, "side": "", "seconds": 30, "repetitions": 0}]}
    for deed, fields in (({}, {"effort": "4"}), ({}, {"effort": "4"}), (late, {"pain_before": "2"})):
        assert told(client, who, deed=deed, **fields).status_code == 200
    (entry,) = who.diary().sessions
    assert (entry.effort, entry.pain_before) == (4, 2)


@pytest.mark.parametrize(
    ("deed", "fields"),
    [
        ({"plan": "0" * 64}, {}),
        ({"id": "1"}, {}),
        ({"worked": [{"item": 0, "seconds": 1e9}]}, {}),
        ({"started": "yesterday"}, {}),
        ({}, {"pain_worst": "11"}),
        ({}, {"deed": "[" * 50_000}),
        ({}, {"deed": ""}),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(
    mine: tuple[TestClient, Planned], deed: dict[str, Any], fields: dict[str, Any]
) -> None:
    client, who = mine
    if "deed" in fields:
        answer = client.post("/session/deed", data={**hidden(client.get("/session").text), **fields})
    else:
        answer = told(client, who, deed=deed, **fields)
    assert answer.status_code == 422
    assert answer.json()["why"]
    assert who.diary().sessions == ()


def test_nobody_writes_into_the_diary_of_another(mine: tuple[TestClient, Planned]) -> None:
    client, who = mine
    other = somebody_planned(client.app, record=EVERYBODYS.recommend(example("prevention")))  # type: ignore[arg-type]
    assert told(client, who, deed={"plan": other.seal}).status_code == 422
    assert client.post("/session/deed", data={"deed": "{}"}).status_code == 403
    client.cookies.clear()
    assert client.get("/session/steps.json").status_code == 404
    assert (who.diary().sessions, other.diary().sessions) == ((), ())


def test_faults_of_a_form_stand_beside_their_fields_and_what_was_told_stays(mine: tuple[TestClient, Planned]) -> None:
    client, who = mine
    shown = hidden(client.get("/session").text)
    answer = client.post(
        "/session/done", data={**shown, "pain_worst": "11", "effort": "5", "note": "stiff", "new": "no"}
    )
    assert answer.status_code == 422
    assert "A whole number from 0 to 10, please." in answer.text
    assert "stiff</textarea>" in answer.text
    assert who.diary().sessions == ()


def test_there_is_no_session_without_a_plan_and_none_in_a_referral(make_client: Callable[..., TestClient]) -> None:
    client = make_client()
    assert client.get("/session", follow_redirects=False).headers["location"] == "/interview"
    referred = somebody_planned(client.app, "cauda_equina_warning")  # type: ignore[arg-type]
    client.cookies.set("loosen", referred.token)
    assert client.get("/session", follow_redirects=False).headers["location"] == "/plan"
    assert client.get("/session/steps.json").status_code == 404


def test_a_sign_beside_a_fault_is_not_lost_with_it(mine: tuple[TestClient, Planned]) -> None:
    client, who = mine
    sign = signs_of(who.record, EVERYBODYS.library)[0].signs[0].id
    shown = hidden(client.get("/session").text)
    answer = client.post("/session/done", data={**shown, "pain_worst": "11", "sign": sign})
    assert "Do no more exercises" in answer.text
    assert f'value="{sign}" checked' in answer.text
