"""The plan in the browser says what the terminal says, answers what the library answers, and shows nobody else's."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.courses import Course
from tests.diaries import plan_in
from tests.people import example
from tests.web.conftest import ANY_NUMBER
from tests.web.diarist import Diarist
from tests.web.planned import COOKIE, become, in_one_line, record_of, said, somebody_planned

import loosen
from loosen._explain.compare.what_if import what_if
from loosen._explain.why.chain import why
from loosen._explain.why_not.why_not import why_not
from loosen._model.plan import Recommendation
from loosen._outputs.comparison import blocks_of_what_if
from loosen._outputs.document import STRONG, Block
from loosen._outputs.export import hand_out
from loosen._outputs.handout import handout
from loosen._outputs.handout.plan import since_last
from loosen._outputs.illustrated.model import Private
from loosen._outputs.side_by_side import facing_rows
from loosen._outputs.why import story
from loosen._outputs.why_not import refusal
from loosen._web.app import make_app
from loosen._web.settings import Settings
from loosen._web.views.pictures import address_of
from loosen._words.amounts import brief_dose, dose_words, length
from loosen._words.recommendation import referral_words
from loosen._words.speech import capital, speech_of

PAGES = ("/plan", "/plan/print", "/plan/record.json", "/plan/why-not", "/plan/what-if", "/plan/plan.pdf")
MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One browser for the tests of this file; each begins with another visitor."""
    store = tmp_path_factory.mktemp("plans") / "people.sqlite"
    with TestClient(make_app(Settings(store=str(store), limits=ANY_NUMBER)), base_url="http://localhost") as made:
        yield made


def _lines(blocks: Iterator[Block] | tuple[Block, ...]) -> list[str]:
    return [in_one_line(line.replace(STRONG, "")) for block in blocks for line in block.lines]


def _told_by_the_terminal(record: Recommendation) -> Iterator[str]:
    """Every line of the plan as text, but where it says that there is more, and what the foot of every page says."""
    speech = speech_of(record.audit.language)
    assert record.plan
    short = {item.in_short for item in record.plan.items}
    beside = {speech("handout.more_in_report"), referral_words(record).no_diagnosis, *short}
    return (line for line in _lines(handout(record)) if line not in map(in_one_line, beside))


@pytest.mark.parametrize(
    ("name", "language"),
    [("desk_worker", "en"), ("osteoporosis_72", "en"), ("desk_neck", "de")],
)
def test_its_pages_say_what_the_plan_as_text_says_in_the_same_order(
    client: TestClient, name: str, language: str
) -> None:
    become(client, example(name), language)
    client.cookies.set("loosen_language", language)
    page = said(client, "/plan")
    record = record_of(client)
    assert record.plan
    assert record.audit.language == language
    speech, keys = speech_of(language), [item.exercise for item in record.plan.items]
    told = " ".join([page, *(said(client, f"/plan/exercise/{key}") for key in keys)])
    for line in _told_by_the_terminal(record):
        if re.match(r"\d+\. ", line):  # the head of an exercise is told in pieces
            continue
        reason = in_one_line(capital(line.removeprefix(speech("handout.why", reason="").strip()).strip()))
        assert line in told or reason in told, line
    raw = client.get("/plan").text
    assert re.findall(r'class="plan-open" href="/plan/exercise/(\w+)"', raw) == keys
    for item in record.plan.items:
        for words in (item.name, length(item.seconds, speech)):
            assert words in page
        brief = brief_dose(item, speech)
        assert capital(brief) in page or brief == length(item.seconds, speech)
        own = said(client, f"/plan/exercise/{item.exercise}")
        shown = (dose_words(item, speech, days=item.dose.days_per_week != record.plan.days_per_week), item.feel,
                 *item.stop_signs, *item.cautions)  # fmt: skip
        for words in shown:
            assert in_one_line(words.removeprefix(f"{item.name}: ")) in own


def test_after_a_review_it_says_first_what_changed_and_why(client: TestClient) -> None:
    record = Course().well(1)
    client.cookies.clear()
    client.cookies.set(COOKIE, somebody_planned(client.app, record=record).token)  # type: ignore[arg-type]
    page = said(client, "/plan")
    assert record.plan
    told = since_last(record.plan, speech_of("en"))
    assert told
    assert all(in_one_line(line) in page for line in told)
    assert page.index(in_one_line(told[0])) < page.index(speech_of("en")("handout.at_a_glance"))
    assert 'href="/interview/answers"' in client.get("/plan/what-if?minutes=25&days_per_week=3").text


def test_a_sign_in_the_diary_stands_before_the_plan_and_no_session_is_offered(client: TestClient) -> None:
    client.cookies.clear()
    diarist = Diarist(client)
    assert 'href="/session"' in diarist.get("/plan").partition("<main")[2]
    diarist.send("/diary/week", new="yes", sign="flags_illness=fever")
    title = speech_of("en")("diary_page.stop_title")
    for path in ("/plan", f"/plan/exercise/{plan_in(diarist.who.record).items[0].exercise}"):
        page = diarist.get(path).partition("<main")[2]
        assert title in page.partition("<h1")[0]
        assert 'href="/session"' not in page


def test_an_emergency_is_sent_on_and_any_other_referral_has_no_plan(client: TestClient) -> None:
    become(client, example("cauda_equina_warning"))
    answer = client.get("/plan", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/emergency")
    become(client, example("new_hip_8_weeks"))
    record = record_of(client)
    assert record.plan is None
    page = said(client, "/plan")
    assert all(advice.say in page for advice in record.advice if advice.kind in ("urgent", "clinician"))
    for path in ("/plan/what-if", "/plan/exercise/heel_slide", "/plan/why/heel_slide"):
        said(client, path, 404)
    told = _lines(refusal(why_not(record, "heel_slide"), speech_of("en")))
    assert all(line in said(client, "/plan/why-not?exercise=heel_slide") for line in told)


def test_why_and_why_not_answer_what_the_library_answers(client: TestClient) -> None:
    become(client, example("desk_worker"))
    record, speech = record_of(client), speech_of("en")
    assert record.plan
    chosen = record.plan.items[1].exercise
    page = said(client, f"/plan/why/{chosen}")
    for deep in (False, True):
        for line in _lines(story(why(record, chosen, deep=deep), speech)):
            assert re.sub(r"[\ue001\ue002]", "", line) in page
    held = next(one.exercise for one in record.audit.exercises if one.verdict == "held_back")
    page = said(client, f"/plan/why-not?exercise={held}")
    assert all(line in page for line in _lines(refusal(why_not(record, held), speech)))
    by_name = next(one.name for one in record.audit.exercises if one.exercise == held)
    assert said(client, f"/plan/why-not?exercise={by_name}") == page


def test_a_word_that_is_no_exercise_finds_those_like_it(client: TestClient) -> None:
    become(client, example("desk_worker"))
    page = said(client, "/plan/why-not?exercise=roller")
    assert speech_of("en")("plan_page.which_one") in page
    found = client.get("/plan/why-not?exercise=roller").text.partition('id="found"')[2].partition("</section>")[0]
    assert "roller" in found.casefold()
    nothing = '"><script>alert(1)</script>'
    raw = client.get("/plan/why-not", params={"exercise": nothing}).text
    assert "<script>alert" not in raw
    assert "is called" in said(client, "/plan/why-not?exercise=qqqqzzzzq", 404)
    assert client.get("/plan/why-not", params={"exercise": "x" * 500}).status_code == 400


@pytest.mark.parametrize("changes", [{"minutes": 25}, {"place": "chair"}, {"equipment": ["none"]}])
def test_what_if_answers_what_the_library_answers(client: TestClient, changes: dict[str, object]) -> None:
    become(client, example("desk_worker"))
    record, speech = record_of(client), speech_of("en")
    page = in_one_line(said(client, f"/plan/what-if?{'&'.join(_asked(changes))}"))
    found = what_if(record, changes)
    before, after = blocks_of_what_if(found, speech)
    for line in (*_lines(before), *_lines(after)):
        assert line in page
    for row in facing_rows(found.comparison, speech):
        assert all(in_one_line(cell) in page for cell in row)
    assert not re.search(r"--|[A-Z]{3}-\d{3}", page), "no option of a command, and no id of a rule"
    assert record_of(client).seal == record.seal


def _asked(changes: dict[str, object]) -> Iterator[str]:
    for name, value in changes.items():
        for one in value if isinstance(value, list) else [value]:
            yield f"{name}={one}"


def test_only_what_a_person_decides_can_be_supposed(client: TestClient) -> None:
    become(client, example("desk_worker"))
    untouched = said(client, "/plan/what-if")
    for name in ("age", "flags_bladder_bowel", "no_such_question"):
        assert said(client, f"/plan/what-if?{name}=20") == untouched
    assert "from 5 to 60" in said(client, "/plan/what-if?minutes=500", 422)
    assert "from 5 to 60" in said(client, "/plan/what-if?minutes=soon", 422)
    assert "Choose one of the answers" in said(client, "/plan/what-if?place=moon", 422)


def test_what_the_plan_does_not_have_is_not_shown(client: TestClient) -> None:
    become(client, example("osteoporosis_72"))
    excluded = record_of(client).excluded[0].exercise
    for path in (f"/plan/exercise/{excluded}", "/plan/exercise/no_such", "/plan/why/no_such", "/plan/exercise/..%2f.."):
        assert "404" not in said(client, path, 404)


def test_nobody_reaches_the_plan_of_somebody_else(client: TestClient) -> None:
    become(client, example("desk_worker"))
    key = record_of(client).audit.exercises[0].exercise
    client.cookies.clear()
    for path in (*PAGES, f"/plan/exercise/{key}", f"/plan/why/{key}"):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/interview")
        client.cookies.clear()


def test_the_hand_out_is_the_same_on_screen_and_holds_answers_only_if_asked(client: TestClient) -> None:
    become(client, example("desk_worker"))
    record, library = record_of(client), client.app.state.site.library  # type: ignore[attr-defined]
    for asked, private in (("", Private()), ("?answers=true", Private(answers=True))):
        answer = client.get(f"/plan/print{asked}")
        assert answer.content == hand_out(record, library, "html", private=private)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "sha256-" in policy
        assert answer.headers["cache-control"] == "no-store"


def test_it_can_be_had_as_pdf_and_where_that_is_not_installed_a_page_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(client, example("desk_worker"))
    made = client.get("/plan/plan.pdf")
    assert made.headers["content-type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")
    monkeypatch.setitem(sys.modules, "typst", None)
    assert speech_of("en")("plan_page.no_pdf") in said(client, "/plan/plan.pdf", 501)


def test_the_record_that_is_saved_is_whole(client: TestClient, tmp_path: Path) -> None:
    become(client, example("desk_worker"))
    answer = client.get("/plan/record.json")
    assert "attachment" in answer.headers["content-disposition"]
    saved = tmp_path / "plan.json"
    saved.write_bytes(answer.content)
    assert not loosen.verify(saved).troubles


def test_pictures_may_be_kept_for_good_and_tell_nothing_of_a_person(client: TestClient) -> None:
    library = client.app.state.site.library  # type: ignore[attr-defined]
    client.cookies.clear()
    for how, moving in (("still", False), ("moving", True)):
        answer = client.get(f"{address_of(library)}/{how}/heel_slide.svg")
        assert answer.text == loosen.picture("heel_slide", library, moving=moving)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert "immutable" in answer.headers["cache-control"]
    german = client.get(f"{address_of(library.in_language('de'))}/still/heel_slide.svg").text
    assert library.in_language("de").exercises["heel_slide"].name in german
    assert client.get("/pictures/old-en/still/heel_slide.svg").headers["cache-control"] == "no-cache"
    for path in ("still/no_such", "dancing/heel_slide", "still/..%2f..%2fsecret"):
        assert client.get(f"{address_of(library)}/{path}.svg").status_code in (400, 404)
    assert client.get("/pictures/old-xx/still/heel_slide.svg").status_code == 404


def test_the_plan_is_small_with_all_that_it_shows(client: TestClient) -> None:
    become(client, example("desk_worker", minutes=60))
    page = client.get("/plan").text
    parts = [
        page,
        *(client.get(path).text for path in re.findall(r'(?:src|href)="(/(?:pictures|static)/[^"]+)"', page)),
    ]
    assert len(parts) > 8
    assert sum(len(gzip.compress(part.encode())) for part in parts) <= MOST_BYTES
