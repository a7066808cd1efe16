"""The illustrated hand-out as it is made by the command: opened in a real browser, and read and looked at on paper."""

from __future__ import annotations

import io
import os
import pty
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject
from tests.browser import chromium, opened
from tests.by_day import drawn
from tests.commands import run
from tests.functional.test_cli import loosen
from tests.pages import elements
from tests.people import EVERYBODYS, EXAMPLES, completed, example, plan_of
from tests.personas import load_personas

from loosen._outputs.document import Illustrated, Paper
from loosen._outputs.export import hand_out
from loosen._outputs.illustrated.model import Private
from loosen._outputs.illustrated.on_paper import as_pdf, most_pages
from loosen._outputs.illustrated.page import page_of
from loosen._planning.recommender import Recommender, recommender_of

HOSTILE = "<script>document.title='x'</script> #panic() $x$ *b* \\ {{ 7 * 7 }} “Zoë” 李 " + "w" * 24
WRITTEN = f"My calf is tight. {HOSTILE} #import \"@preview/evil:1.0.0\" <a href='https://example.org/'>here</a>"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
GERMAN = recommender_of(EVERYBODYS.library.in_language("de"))


class Made(NamedTuple):
    """What a hand-out is made of."""

    told: Mapping[str, Any]
    recommender: Recommender = EVERYBODYS
    paper: Paper = "a4"
    private: Private = Private()


MADE = {
    "desk_worker": Made(example("desk_worker")),
    "german": Made(example("hypermobile"), GERMAN, private=Private(LONG)),
    "letter": Made(example("hypermobile"), GERMAN, "letter"),
    "referral": Made(example("cauda_equina_warning")),
    "german referral": Made(example("not_sure"), GERMAN, "letter", Private(answers=True)),
    "hostile": Made(example("desk_worker", own_words=WRITTEN), private=Private(HOSTILE, answers=True)),
}
REFERRALS = {"referral", "german referral"}
OPENED = ("desk_worker", "german", "german referral", "hostile")
"""Those that a browser opens, which takes a while."""
MARGIN_PT = 25
"""Points at the edges of a page in which nothing is printed, but for the number of the page at the bottom."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each of MADE, for the screen and for paper."""
    folder = tmp_path_factory.mktemp("handed")
    for name, (told, recommender, paper, private) in MADE.items():
        found = recommender.recommend(told)
        for form in get_args(Illustrated):
            handed = hand_out(found, recommender.library, form, paper=paper, private=private)
            (folder / f"{name}.{form}").write_bytes(handed)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize(
    "how",
    [
        {"viewport": {"width": 1280, "height": 900}},
        {"viewport": {"width": 390, "height": 844}, "is_mobile": True},
        {"viewport": {"width": 320, "height": 700}, "is_mobile": True, "color_scheme": "dark"},
    ],
    ids=["wide", "phone", "narrow and dark"],
)
def test_on_a_screen_it_asks_for_nothing_and_keeps_nobody_out(
    made: Path, browser: Browser, how: dict[str, Any]
) -> None:
    for name in OPENED:
        page, heard = opened(browser, made / f"{name}.html", **how)
        assert heard == [], name
        assert page.evaluate("document.documentElement.scrollWidth") == how["viewport"]["width"], name
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.locator("script, iframe, object, form").count() == 0
        page.context.close()


def test_from_a_screen_it_prints_black_on_white(made: Path, browser: Browser) -> None:
    page, _ = opened(browser, made / "desk_worker.html", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) <= 5
    page.context.close()


@pytest.mark.parametrize("name", MADE)
def test_headings_are_in_order_and_links_lead_somewhere(made: Path, name: str) -> None:
    page = elements((made / f"{name}.html").read_text("utf-8"))
    levels = [int(one.tag[1]) for one in page if one.tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert (
        next(one for one in page if one.tag == "html").attributes["lang"] == MADE[name].recommender.library.language_id
    )
    places = [one.attributes["id"] for one in page if "id" in one.attributes]
    assert len(places) == len(set(places))
    assert {one.attributes["href"].removeprefix("#") for one in page if one.tag in ("a", "use")} <= set(places)


def test_words_of_others_are_text_and_nothing_else(made: Path, browser: Browser) -> None:
    page, _ = opened(browser, made / "hostile.html")
    assert page.title() == "Your routine"
    assert page.locator(".whom strong").text_content() == " ".join(HOSTILE.split())
    page.context.close()
    text = text_of(made / "hostile.pdf")
    assert "#panic() $x$ *b* \\ {{ 7 * 7 }} “Zoë” Li" in text
    raw = (made / "hostile.pdf").read_bytes()
    assert not any(mark in raw for mark in (b"/JavaScript", b"/OpenAction", b"/URI", b"/Launch", b"/EmbeddedFile"))


def text_of(file: Path) -> str:
    """What is written on paper, in the order in which it is read aloud, in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


@pytest.mark.parametrize("name", MADE)
def test_on_paper_it_has_the_pages_it_should_and_nothing_runs_off_them(made: Path, name: str) -> None:
    pages = pypdfium2.PdfDocument(made / f"{name}.pdf")
    assert len(pages) == 1 if name in REFERRALS else len(pages) <= 4
    sizes = {(round(page.get_width()), round(page.get_height())) for page in pages}
    assert sizes == {(612, 792) if MADE[name].paper == "letter" else (595, 842)}
    for page in pages:
        shown = page.render(scale=1, grayscale=True).to_numpy()
        edges = (shown[:, :MARGIN_PT], shown[:, -MARGIN_PT:], shown[:MARGIN_PT])
        assert min(edge.min() for edge in edges) == 255
        assert shown.min() < 60


def test_on_paper_it_is_read_in_order(made: Path) -> None:
    text = text_of(made / "desk_worker.pdf")
    order = (
        "Your routine", "You can exercise.", "For:", "The routine at a glance", "1 Easy walking", "2 Front of hip",
        "When to stop", "If it gets worse", "Exercise by exercise", "1 Easy walking warm-up", "Put on firm shoes",
        "You feel it:", "Why: Chosen", "2 Front of hip", "Tick what you have done", "Mon Tue Wed", "The weeks ahead",
        "This is not a diagnosis",
    )  # fmt: skip
    at = 0
    for words in order:
        at = text.index(words, at) + 1
    assert text_of(made / "referral.pdf").startswith("Get emergency help now Go to an emergency department now")


def parts_of(node: Any) -> Iterator[DictionaryObject]:
    """Every part of the tree that a screen reader reads."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, DictionaryObject):
        yield node
        yield from parts_of(node.get("/K", []))
    elif isinstance(node, list):
        for part in node:
            yield from parts_of(part)


@pytest.mark.parametrize("name", ["desk_worker", "german", "german referral"])
def test_on_paper_it_is_tagged_for_screen_readers(made: Path, name: str) -> None:
    reader = PdfReader(made / f"{name}.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == ("de" if name.startswith("german") else "en")
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    parts = [part for part in parts_of(root["/StructTreeRoot"]) if "/S" in part]
    tags = [part["/S"] for part in parts]
    assert {"/H1", "/H2", "/L"} <= {*tags}
    assert ("/Table" in tags) == (name not in REFERRALS)
    assert all(part.get("/Alt") for part in parts if part["/S"] == "/Figure")


def test_the_command_gives_the_same_bytes_wherever_it_runs(made: Path, tmp_path: Path) -> None:
    for form in ("html", "pdf"):
        out = tmp_path / f"again.{form}"
        answers = str(EXAMPLES / "desk_worker.yaml")
        loosen("plan", answers, "--format", form, "--out", str(out), PYTHONHASHSEED="4242", LC_ALL="C", TZ="Asia/Tokyo")
        assert out.read_bytes() == (made / f"desk_worker.{form}").read_bytes()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--paper", "a4"), "--paper: is for pdf alone."),
        (("--paper", "letter", "--format", "html"), "--paper: is for pdf alone."),
        (("--name", "Erika"), "--name: is for the hand-out alone."),
        (("--with-answers", "--format", "json"), "--with-answers: is for the hand-out alone."),
        (("--format", "pdf", "--name", "x" * 101), "--name: has more than 100 letters."),
        (("--format", "pdf", "--paper", "a5"), "a5"),
    ],
)
def test_what_does_not_go_together_is_refused(options: Sequence[str], told: str, tmp_path: Path) -> None:
    out = tmp_path / "made"
    done = run(("plan", str(EXAMPLES / "desk_worker.yaml"), "--out", str(out), *options))
    assert done.code == 2
    assert told in done.said.decode()
    assert not out.exists()


@pytest.mark.parametrize(
    ("form", "package", "extra"), [("html", "jinja2", "report"), ("pdf", "typst", "pdf")], ids=["html", "pdf"]
)
def test_a_missing_package_is_told(form: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = run(("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", form))
    assert (done.code, done.out) == (2, b"")
    assert f"{package}: is not installed. Install loosen with its '{extra}' extra." in done.said.decode()


@pytest.mark.parametrize(
    "command",
    [
        ("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "pdf"),
        ("graph", "--around", "hamstrings", "--out", "-", "--format", "png"),
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("named", [False, True])
def test_what_only_a_program_can_show_is_not_put_on_a_screen(command: Sequence[str], named: bool) -> None:
    ours, theirs = pty.openpty()
    options = ("--out", os.ttyname(theirs)) if named else ()
    try:
        done = run((*command, *options), out=lambda: os.fdopen(os.dup(theirs), "w"))
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.code == 2
    assert "is a screen, and cannot show p" in done.said.decode()
    assert "Name a file, such as --out loosen.p" in done.said.decode()


PERSONAS = [
    (one.id, paper, language) for one in load_personas() for paper in get_args(Paper) for language in ("en", "de")
]


@pytest.mark.parametrize(("persona", "paper", "language"), tuple(drawn(PERSONAS, one_in=40)))
def test_everybody_gets_the_pages_they_should(persona: str, paper: Paper, language: str) -> None:
    told = next(one.told for one in load_personas() if one.id == persona)
    made = GERMAN.recommend(completed(told)) if language == "de" else plan_of(persona)
    page = page_of(made, (GERMAN if language == "de" else EVERYBODYS).library, Private(), "print")
    pages = len(pypdfium2.PdfDocument(as_pdf(page, paper)))
    assert pages <= most_pages(page)
    assert most_pages(page) == 1 if page.is_referral else len(page.exercises) > 8 or most_pages(page) == 4
