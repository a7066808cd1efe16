"""Words that somebody else wrote, in a record, an overlay, a file of answers or the name of a file, do nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from tests.people import EVERYBODYS, example
from typer.testing import CliRunner, Result

from loosen._cli.main import app
from loosen._outputs.document import Block, to_markdown, to_text
from loosen._records.canonical import canonical, plain
from loosen._records.sealing import SEAL, seal_of
from loosen.errors import Fault, FaultCode, LoosenError

STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
CONTROL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"
MARKS = "<script>alert(1)</script> [a](http://evil) ![i](http://evil) *b* _i_ `c` | &lt;"
"""Each of them does something in HTML or Markdown."""
HOSTILE = f"{CONTROL} {MARKS}"
TAGS = {"script", "a", "img", "em", "strong", "code"}


class Tags(HTMLParser):
    """The tags of a page, where its links lead, and where its pictures come from."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found, self.to, self.images = set[str](), list[str | None](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.to += [value for name, value in attrs if name in ("href", "src")]
        self.images += [value or "" for name, value in attrs if (tag, name) == ("img", "src")]


def run(*words: str) -> Result:
    """A command in this process; what it says of a fault comes as its exception."""
    return CliRunner().invoke(app, list(words))


def with_hostile_words(value: Any) -> Any:
    """A record of which every sentence ends in what does something."""
    if isinstance(value, dict):
        return {name: with_hostile_words(part) for name, part in value.items()}
    if isinstance(value, list):
        return [with_hostile_words(part) for part in value]
    is_sentence = isinstance(value, str) and " " in value and "://" not in value
    return f"{value} {HOSTILE}" if is_sentence else value


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A plan and a referral whose every sentence was forged, in files that are called after their contents."""
    folder = tmp_path_factory.mktemp("forged")
    files = []
    for name, own_words in (("*plan* \x1b[2J", "My calf is tight."), ("<b>referral", "My foot drags.")):
        data = with_hostile_words(plain(EVERYBODYS.recommend(example("desk_worker", own_words=own_words))))
        data.pop(SEAL, None)
        data[SEAL] = plain(seal_of(data))
        files.append(folder / f"{name}.json")
        files[-1].write_text(canonical(data), "utf-8")
    return files[0], files[1]


COMMANDS: dict[str, Callable[[str, str], tuple[str, ...]]] = {
    "verify": lambda plan, other: ("verify", plan, other),
    "why": lambda plan, _: ("why", plan, "heel_slide", "--deep"),
    "why in Markdown": lambda plan, _: ("why", plan, "heel_slide", "--deep", "--format", "markdown"),
    "why as JSON": lambda plan, _: ("why", plan, "heel_slide", "--deep", "--format", "json"),
    "diff": lambda plan, other: ("diff", plan, other, "--deep"),
    "diff in Markdown": lambda plan, other: ("diff", plan, other, "--deep", "--format", "markdown"),
    "diff as JSON": lambda plan, other: ("diff", plan, other, "--format", "json"),
    "replay": lambda plan, _: ("replay", plan, "--deep"),
    "replay in Markdown": lambda plan, _: ("replay", plan, "--deep", "--format", "markdown"),
    "session": lambda plan, _: ("session", plan),
    "session of a referral": lambda _, other: ("session", other),
    "prov": lambda plan, _: ("prov", plan),
    "why-not": lambda plan, _: ("why-not", plan, "bird_dog", "--format", "markdown"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_forged_record_steers_nothing(name: str, records: tuple[Path, Path]) -> None:
    done = run(*COMMANDS[name](*map(str, records)))
    told = f"{done.stdout}{'' if isinstance(done.exception, SystemExit) else done.exception or ''}"
    assert "\\u001b" in told
    assert not STEERS.findall(told)
    if "Markdown" in name:
        page = Tags(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(told))
        assert not page.found & TAGS
        assert "alert(1)" in told


def test_the_report_of_a_forged_record_is_only_read(records: tuple[Path, Path], tmp_path: Path) -> None:
    for record in records:
        assert run("report", str(record), "--out", str(tmp_path / "page.html")).exit_code == 0
        told = (tmp_path / "page.html").read_text("utf-8")
        assert "alert(1)" in told
        assert not STEERS.findall(told)
        page = Tags(told)
        assert not page.found & {"script", "em"}
        assert all(address.startswith("data:image/svg+xml;base64,") for address in page.images)
        assert not any(to and "evil" in to for to in page.to)


def test_the_name_of_a_file_of_other_bytes_is_said(records: tuple[Path, Path], tmp_path: Path) -> None:
    """A name that is no UTF-8 cannot be printed as it is."""
    name = tmp_path / "plan\udcff.json"
    name.write_bytes(records[0].read_bytes())
    assert "plan\\udcff.json: every value" in run("verify", str(name)).stdout


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_words_of_an_overlay_are_read_as_they_are(form: str, tmp_path: Path) -> None:
    name = "*Calf* <b>of $x$ `ours` [a](http://evil)"
    folder = tmp_path / "knowledge/muscles"
    folder.mkdir(parents=True)
    bundled = (Path(__file__).parents[2] / "knowledge/muscles/gastrocnemius.yaml").read_text("utf-8")
    (folder / "gastrocnemius.yaml").write_text(re.sub("(?m)^name: .*", f"name: '{name}'", bundled), "utf-8")
    told = run("exercise", "calf_wall_straight", "--library", str(tmp_path), "--format", form).stdout
    if form == "markdown":
        page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(told)
        assert not Tags(page).found & {"b", "a", "em"}
        told = page.replace("&lt;", "<").replace("&gt;", ">")
    assert name in " ".join(told.split())


def test_what_is_wrong_is_said_in_one_line_that_steers_nothing() -> None:
    fault = Fault(FaultCode.STRAY, f"a\n  - b: forged {CONTROL}", f"is {CONTROL}\nso.", f"Take {CONTROL}.")
    said = str(LoosenError(f"{CONTROL} cannot be used.", [fault]))
    assert len(said.splitlines()) == 2
    assert not STEERS.findall(said)


@pytest.mark.parametrize(
    "line",
    ["# head", "> quote", "- item", "+ item", "1. one", "2) two", "[ ] task", "[r]: http://evil", "---", "~~~", "```",
    MARKS, "a_b_ _c_ d_e", "5*3*2", "\\*x\\*", "a\n# head", "`loosen` ``x``", "![[a](http://evil)](http://evil)"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["text", "list", "steps", "facts", "title"])
def test_a_line_of_markdown_shows_what_was_written(kind: Any, line: str) -> None:
    block = Block(kind, (line,), (line,) if kind == "facts" else ())
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(to_markdown([block]))
    frame = {"text": {"p"}, "list": {"ul", "li"}, "steps": {"ol", "li"}, "title": {"h1"}}
    table = {"table", "thead", "tbody", "tr", "th", "td"}
    assert Tags(page).found == frame.get(kind, table)
    shown = re.sub("<[^>]*>", "", page)
    for written, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(written, sign)
    assert " ".join(line.split()) in shown


def test_plain_text_has_no_marks_of_our_own() -> None:
    marked = "\ue000strong\ue000 \ue001soft\ue001 \ue002code\ue002"
    assert to_text([Block("text", (marked,))]) == "strong soft code\n"
    assert to_markdown([Block("text", (marked,))]) == "**strong** *soft* `code`\n"
