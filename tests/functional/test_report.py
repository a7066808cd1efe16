"""The report as it is filed: made by the command, and opened in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser import chromium, opened
from tests.commands import EXAMPLES, loosen
from tests.functional.test_cli import ROOT
from tests.functional.test_cli import loosen as in_a_process
from tests.pages import elements

from loosen._assessment.answers_file import read_answers

HOSTILE = (
    "My back hurts. <script>document.title = 'taken over'</script><img src=x onerror=\"document.title='taken over'\">"
    '</table></details></svg><style>*{display:none}</style><a href="https://example.org/">"here"</a> &amp; {{ 7 * 7 }}'
)
NAMES = ("desk_worker", "osteoporosis_72", "cauda_equina_warning", "hostile")
OUTSIDE_BOXES = """() => [...document.querySelectorAll('svg a')].flatMap(a => {
  const box = a.querySelector('rect').getBBox();
  return [...a.querySelectorAll('text')].filter(text => {
    const is = text.getBBox();
    return is.x < box.x || is.x + is.width > box.x + box.width || is.y < box.y || is.y + is.height > box.y + box.height;
  }).map(text => text.textContent);
})"""
OVERLAPPING = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('rect')].map(rect => rect.getBBox());
  return boxes.flatMap((a, n) => boxes.slice(0, n).filter(b =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height));
}).length"""
FAINT = """() => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(
      c => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = [];
  const judge = (element, ink, ground) => {
    const [low, high] = [light(ink), light(ground)].sort((a, b) => a - b);
    if ((high + 0.05) / (low + 0.05) < 4.5) faint.push(element.textContent.slice(0, 40));
  };
  for (const element of document.querySelectorAll('h1, h2, h3, p, li, dt, dd, td, th, caption, summary, code, span, a'))
    if (!element.closest('svg') && element.textContent.trim())
      judge(element, getComputedStyle(element).color, behind(element));
  for (const box of document.querySelectorAll('svg a'))
    for (const text of box.querySelectorAll('text'))
      judge(text, getComputedStyle(text).fill, getComputedStyle(box.querySelector('rect')).fill);
  return faint;
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report of each of NAMES, made as a person makes them."""
    folder = tmp_path_factory.mktemp("filed")
    for name in NAMES:
        answers = EXAMPLES / f"{name}.yaml"
        if name == "hostile":
            told = {**read_answers(EXAMPLES / "desk_worker.yaml"), "own_words": HOSTILE}
            answers = folder / "hostile_answers.json"
            answers.write_text(json.dumps({"answers": told}), "utf-8")
        loosen("plan", str(answers), "--format", "json", "--out", str(folder / f"{name}.json"))
        done = loosen("report", str(folder / f"{name}.json"), "--out", str(folder / f"{name}.html"))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_for_nothing_and_complains_of_nothing(made: Path, browser: Browser, name: str) -> None:
    page, heard = opened(browser, made / f"{name}.html")
    assert heard == []
    assert page.title().startswith("Record of a ")
    assert page.locator("h1").count() == 1
    assert page.locator("script, iframe, object, form").count() == 0
    pictures = [image.get_attribute("src") or "" for image in page.locator("img").all()]
    assert all(address.startswith("data:image/svg+xml;base64,") for address in pictures)
    page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_in_order_and_tables_have_heads(made: Path, name: str) -> None:
    page = elements((made / f"{name}.html").read_text("utf-8"))
    levels = [int(one.tag[1]) for one in page if one.tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert next(one for one in page if one.tag == "html").attributes["lang"] == "en"
    tables = sum(one.tag == "table" for one in page)
    assert tables
    assert sum(one.tag == "caption" for one in page) == sum(one.tag == "thead" for one in page) == tables
    assert all("scope" in one.attributes for one in page if one.tag == "th")


@pytest.mark.parametrize("name", NAMES)
def test_every_link_inside_the_page_leads_somewhere(made: Path, name: str) -> None:
    page = elements((made / f"{name}.html").read_text("utf-8"))
    places = [one.attributes["id"] for one in page if "id" in one.attributes]
    assert len(places) == len(set(places))
    links = [one.attributes["href"] for one in page if one.tag == "a"]
    inside = {link.removeprefix("#") for link in links if link.startswith("#")}
    assert inside - set(places) == set()
    assert all(link.startswith(("#", "https://", "http://")) for link in links)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "how",
    [
        {"viewport": {"width": 1400, "height": 1000}},
        {"viewport": {"width": 390, "height": 844}, "is_mobile": True},
        {"viewport": {"width": 1400, "height": 1000}, "color_scheme": "dark"},
    ],
    ids=["wide", "phone", "dark"],
)
def test_it_is_legible_wide_on_a_phone_and_in_the_dark(made: Path, browser: Browser, name: str, how: dict) -> None:  # type: ignore[type-arg]
    page, _ = opened(browser, made / f"{name}.html", **how)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == how["viewport"]["width"]
    assert page.evaluate(FAINT) == []
    assert page.evaluate(OUTSIDE_BOXES) == []
    assert page.evaluate(OVERLAPPING) == 0
    page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_pictures_are_there_with_titles_and_descriptions(made: Path, browser: Browser, name: str) -> None:
    page, _ = opened(browser, made / f"{name}.html")
    pictures = page.locator("svg")
    assert pictures.count() >= 1
    for picture in pictures.all():
        assert picture.is_visible()
        assert picture.locator("> title").text_content()
        assert picture.locator("> desc").text_content()
        assert picture.locator("rect").count() >= 2
    page.context.close()


def test_tables_unfold_without_javascript(made: Path, browser: Browser) -> None:
    page, heard = opened(browser, made / "desk_worker.html", java_script_enabled=False)
    answers = page.locator("#answers")
    assert not answers.locator("table").is_visible()
    answers.locator("summary").click()
    assert answers.locator("table").is_visible()
    assert heard == []
    page.context.close()


def test_a_box_of_the_picture_leads_to_its_row(made: Path, browser: Browser) -> None:
    page, _ = opened(browser, made / "desk_worker.html")
    row = page.locator("#muscles tbody tr").first
    assert not row.is_visible()
    page.evaluate(f"location.hash = '{row.get_attribute('id')}'")
    assert row.is_visible()
    page.context.close()


def test_unfolded_every_table_is_open(made: Path) -> None:
    loosen("report", str(made / "desk_worker.json"), "--out", str(made / "open.html"), "--unfold")
    folds = [one for one in elements((made / "open.html").read_text("utf-8")) if one.tag == "details"]
    assert folds
    assert all("open" in one.attributes for one in folds)


def test_printed_it_is_black_on_white_with_what_matters_open(made: Path, browser: Browser) -> None:
    page, _ = opened(browser, made / "desk_worker.html", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for fold in ("answers", "findings", "stage-safety", "verdict-chosen", "doses", "every-source"):
        assert page.locator(f"#{fold} > .inner").evaluate("one => one.checkVisibility()"), fold
        assert page.locator(f"#{fold} > .inner").bounding_box()["height"] > 20, fold  # type: ignore[index]
    assert not page.locator("#entries > .inner").evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.context.close()


def test_what_the_person_wrote_is_text_and_nothing_else(made: Path, browser: Browser) -> None:
    page, heard = opened(browser, made / "hostile.html")
    assert heard == []
    assert page.title() != "taken over"
    assert HOSTILE in page.locator("dl.said").first.text_content()  # type: ignore[operator]
    assert page.locator("a[href*='example.org']").count() == 0
    assert page.locator("h1").is_visible()
    page.context.close()


def test_it_tells_the_story_in_the_words_of_the_record(made: Path) -> None:
    told = json.loads((made / "osteoporosis_72.json").read_text("utf-8"))
    text = next(one.text for one in elements((made / "osteoporosis_72.html").read_text("utf-8")) if one.tag == "body")
    assert "No clinician has reviewed" in text
    assert "How old are you? 72" in text
    assert "Osteoporosis (thin bones)" in text
    assert told["seal"]["digest"] in text
    assert told["audit"]["library_digest"] in text
    assert "Titles and addresses are those of the library that the plan was made with." in text
    for item in told["plan"]["items"]:
        assert item["name"] in text


def test_a_record_of_another_library_says_where_titles_come_from(made: Path, tmp_path: Path) -> None:
    kept = tmp_path / "library" / "knowledge" / "sources"
    kept.mkdir(parents=True)
    source = (ROOT / "knowledge" / "sources" / "ACSM2011.yaml").read_text("utf-8")
    (kept / "ACSM2011.yaml").write_text(source.replace('"2011"', '"2012"'), "utf-8")
    out = tmp_path / "report.html"
    done = loosen("report", str(made / "desk_worker.json"), "--out", str(out), "--library", str(tmp_path / "library"))
    assert done.returncode == 0, done.stderr
    assert "which is not the one that the plan was made with" in out.read_text("utf-8")


def test_words_in_another_language_say_so(tmp_path: Path) -> None:
    plan, out = tmp_path / "plan.json", tmp_path / "report.html"
    loosen("plan", str(EXAMPLES / "cauda_equina_warning.yaml"), "--format", "json", "--out", str(plan), "--lang", "de")
    loosen("report", str(plan), "--out", str(out))
    page = elements(out.read_text("utf-8"))
    whole = next(one for one in page if one.tag == "html")
    assert whole.attributes["lang"] == "de"
    assert "reviewed by nobody" in next(one.text for one in page if one.tag == "header")


def test_the_same_record_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    runs = []
    for seed in ("0", "4242"):
        out = tmp_path / f"{seed}.html"
        in_a_process("report", str(made / "osteoporosis_72.json"), "--out", str(out), PYTHONHASHSEED=seed, LC_ALL="C")
        runs.append(out.read_bytes())
    assert runs[0] == runs[1]


def test_what_is_no_record_is_refused_and_nothing_is_written(made: Path, tmp_path: Path) -> None:
    whole = (made / "desk_worker.json").read_text("utf-8")
    for content in ("", "{}", whole[:5000], whole.replace('"minutes":15', '"minutes":16')):
        broken = tmp_path / "broken.json"
        broken.write_text(content, "utf-8")
        done = loosen("report", str(broken), "--out", str(tmp_path / "report.html"))
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "report.html").exists()
    done = loosen("report", str(made / "desk_worker.json"), "--out", str(tmp_path / "no" / "report.html"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
