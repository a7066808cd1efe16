"""What people type and programs write is taken as it was meant, or asked for again: in both faces and in files."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.interviews import truthful
from tests.people import EVERYBODYS, completed, example
from tests.terminal import Terminal
from typer.testing import CliRunner, Result

from loosen._assessment.answer import read_answer
from loosen._assessment.answers_file import answers_told, read_answers
from loosen._cli.given import _piped
from loosen._cli.interview.hold import Back, Stop
from loosen._cli.interview.plain import Plain
from loosen._cli.main import app
from loosen._cli.session.keys import _TerminalKeys
from loosen._explain.compare.what_if import read_changes
from loosen._interview import Questionnaire
from loosen._interview.screens import alone, checked
from loosen._records.keys import key_in
from loosen._records.sealing import to_json
from loosen._store import open_store
from loosen._words.speech import speech_of
from loosen.errors import AnswersError

LIBRARY = EVERYBODYS.library
SPEECH = speech_of("en")
TRUTH = completed(example("desk_worker"), drop_unasked=True)


def run(*words: str, stdin: bytes = b"") -> Result:
    _piped.cache_clear()
    return CliRunner().invoke(app, list(words), input=stdin)


def said(done: Result) -> str:
    return f"{done.stdout}{'' if isinstance(done.exception, SystemExit) else done.exception or ''}"


# One answer, wherever it is given


def _in_yaml(question: str, value: Any, folder: Path) -> Any:
    file = folder / "answers.yaml"
    file.write_text(f"answers:\n  {question}: {json.dumps(value, ensure_ascii=False)}\n", "utf-8")
    return read_answers(file)[question]


def _in_json(question: str, value: Any, folder: Path) -> Any:
    file = folder / "answers.json"
    file.write_text(json.dumps({"answers": {question: value}}), "utf-8")
    return read_answers(file)[question]


def _piped_in(question: str, value: Any, _: Path) -> Any:
    return answers_told(json.dumps({"answers": {question: value}}).encode("utf-16"), "-")[question]


def _supposed(question: str, value: Any, _: Path) -> Any:
    return read_changes([f"{question}={value}"], LIBRARY)[question]


def _interviewed(question: str, value: Any, _: Path) -> Any:
    return checked(alone(LIBRARY.questions[question], "", SPEECH), value)[question]


WAYS: Mapping[str, Callable[[str, Any, Path], Any]] = {
    "a file of YAML": _in_yaml, "a file of JSON": _in_json, "standard input": _piped_in, "--set": _supposed,
    "the interview": _interviewed,
}  # fmt: skip
WHOLE = "is not a whole number. Give a whole number of"
TWO = "may stand for 1 or 1000. Write it without the mark. Give a whole number of"
ANY_OPTION = "Choose from: yes, no, not_sure, unknown."
TOO_LONG = "a number that long is out of range. Give a whole number of"
MEANT: Mapping[str, Mapping[str, object]] = {
    "age": {
        "38": 38, " 38 ": 38, "38,0": 38, "38.00": 38, "38.0000": 38, "+38": 38, "\uff13\uff18": 38, "\u0663\u0668": 38,
        "Unknown": None, "1.000.000": WHOLE, "1_0": WHOLE, "38,5": WHOLE, "3\xb2": WHOLE, "-1": "is out of range",
        "1" * 5000: TOO_LONG,
    },
    "spine_surgery_weeks": {
        "1 000": 1000, "1'000": 1000, "1\u202f000": 1000, "1,000": TWO, "1.000": TWO,
        "\uff11\uff0c\uff10\uff10\uff10": TWO,
    },
    "pregnant": {
        "No": "no", "YES": "yes", " no ": "no", "\uff2e\uff2f": "no", "Not sure": "not_sure", "UNKNOWN": "not_sure",
        "NEIN": f"'NEIN' is not an option. {ANY_OPTION}",
    },
    "flags_mood": {"None": (), "HOPELESS": ("hopeless",)},
}  # fmt: skip
"""Texts as answers to a question, and the value that each comes to, or what is said of it."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("question", "text", "meant"),
    [(question, text, meant) for question, texts in MEANT.items() for text, meant in texts.items()],
    ids=lambda value: str(value)[:20],
)
def test_an_answer_means_the_same_wherever_it_is_given(
    way: str, question: str, text: str, meant: object, tmp_path: Path
) -> None:
    try:
        given, faults = read_answer({question: WAYS[way](question, text, tmp_path)}, LIBRARY.questions[question])
    except AnswersError as error:
        given, faults = None, list(error.faults)
    if isinstance(meant, str) and " " in meant:
        assert meant in str(faults[0])
        assert len(str(faults[0])) < 200
    else:
        assert not faults
        assert given is not None
        assert given.value == meant


@pytest.mark.parametrize("name", ["answers.yaml", "answers.json"])
@pytest.mark.parametrize(
    ("question", "written", "says"),
    [
        ("spine_surgery_weeks", "1.000", TWO),
        ("flags_mood", "[]", "may stand for none of these, or for no answer. Write 'none' where none of these is so."),
        ("flags_mood", "null", "is not answered. Has your mood been very low lately? Answer it; 'none' and 'unknown'"),
        ("age", "1" * 5000, TOO_LONG),
    ],
    ids=lambda value: value[:20],
)
def test_what_may_be_meant_in_two_ways_is_asked_about(
    name: str, question: str, written: str, says: str, tmp_path: Path
) -> None:
    told = json.dumps({"answers": {**example("desk_worker"), question: "HERE"}}).replace('"HERE"', written)
    (tmp_path / name).write_text(told, "utf-8")
    done = run("plan", str(tmp_path / name))
    assert done.exit_code != 0
    assert says in said(done)


def test_words_of_ones_own_are_taken_as_they_were_typed() -> None:
    typed = "no\x7f\x7fchest\x1b[31m pain\r\n\x1b[D\x1b]0;and\x07 nausea\u202e \ud800"
    (answer,) = (
        record.value
        for record in EVERYBODYS.recommend(example("desk_worker", own_words=typed)).audit.answers
        if record.question == "own_words"
    )
    assert answer == "chest pain\n0;and nausea ?"
    questionnaire = at("own_words")
    questionnaire.answer({"own_words": typed})
    assert questionnaire.answers["own_words"] == answer


# Files as other systems write them


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Answers, a record and a saved interview, by the names of their files."""
    made = EVERYBODYS.recommend(example("desk_worker"))
    lines = (f"  {name}: {json.dumps(value)}\n" for name, value in example("desk_worker").items())
    return {
        "answers.json": json.dumps({"answers": example("desk_worker")}).encode(),
        "answers.yaml": f"answers:\n{''.join(lines)}".encode(),
        "plan.json": to_json(made).encode(),
        "interview.json": json.dumps(at("age").as_data()).encode(),
        "key": b"ab" * 32 + b"\n",
    }


READERS: Mapping[tuple[str, ...], int] = {
    ("plan", "answers.json"): 0, ("plan", "answers.yaml"): 0, ("plan", "-", "<answers.yaml"): 0,
    ("plan", "answers.yaml", "--redact", "key"): 0, ("what-if", "-", "--set", "minutes=20", "<answers.json"): 0,
    ("what-if", "plan.json", "--set", "minutes=20"): 0, ("why", "plan.json", "heel_slide"): 0,
    ("why", "-", "heel_slide", "<plan.json"): 0, ("verify", "plan.json"): 0, ("diff", "plan.json", "plan.json"): 0,
    ("replay", "plan.json"): 0, ("session", "plan.json"): 0, ("prov", "plan.json"): 0,
    ("report", "plan.json", "--out", "page.html"): 0, ("keep", "plan.json", "--store", "store"): 0,
    ("redact", "plan.json", "--key", "key", "--out", "redacted.json"): 0, ("ask", "--resume", "interview.json"): 1,
}  # fmt: skip
"""Commands that read a file, and how they end: an interview without anybody to answer is not over."""


def _there(words: tuple[str, ...], files: Mapping[str, bytes], folder: Path, encoding: str) -> Result:
    """A command in a folder in which the files it reads are in this encoding; `<file` is its standard input."""
    stdin = b""
    for word in words:
        if (name := word.removeprefix("<")) in files:
            (folder / name).write_bytes(files[name].decode().encode(encoding, "replace"))
            stdin = (folder / name).read_bytes() if word.startswith("<") else stdin
    return run(*(word for word in words if not word.startswith("<")), stdin=stdin)


def test_every_command_reads_what_other_systems_write(
    files: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words, code in READERS.items():
        done = _there(words, files, tmp_path, "utf-16")
        assert done.exit_code == code, (words, said(done))
        assert "UTF" not in said(done)
    with open_store(tmp_path / "store", make=False) as store:
        (person,) = store.ids()
        assert store.record(person, store.plans(person)[0].seal) == files["plan.json"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_is_known(
    encoding: str, files: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its mark or by its first bytes; a record in one is the same record, laid out anew."""
    monkeypatch.chdir(tmp_path)
    done = _there(("verify", "plan.json"), files, tmp_path, encoding)
    assert "every value is as it was sealed, but the file was laid out anew" in said(done)
    told = files["answers.json"].decode().encode(encoding)
    assert answers_told(told, "-") == example("desk_worker")
    key = files["key"].decode().encode(encoding)
    (tmp_path / "key").write_bytes(key)
    assert key_in(tmp_path / "key") == bytes.fromhex("ab" * 32)


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_what_is_no_text_is_said_to_be_none(
    words: tuple[str, ...], files: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    broken = {name: raw.replace(b"\n", b" \xe4\n", 1) if b"\n" in raw else raw + b"\xe4" for name, raw in files.items()}
    for name, raw in broken.items():
        (tmp_path / name).write_bytes(raw)
    stdin = next((broken[word[1:]] for word in words if word.startswith("<")), b"")
    done = run(*(word for word in words if not word.startswith("<")), stdin=stdin)
    assert done.exit_code != 0
    assert "is not text in UTF-8" in said(done)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"minutes":15', '"minutes":15.0', "every value is as it was sealed, but the file was laid out anew"),
        ('"minutes":15', '"minutes":1.5e1', "every value is as it was sealed, but the file was laid out anew"),
        ('"minutes":15', '"minutes":15.5', "holds 15.5, and a record has no such number: all of them are whole"),
        ('"minutes":15', '"minutes":NaN', "holds NaN, and a record has no such number"),
        ('"minutes":15', f'"minutes":{"1" * 5000}', "holds a number that long that no record does"),
        ('"minutes":15', '"minutes":15,"minutes":15', "says twice what 'minutes' is, which no record does"),
        ('"minutes":15', '"minutes":"\\ud800"', "holds half a character"),
        ('"minutes":15', '"minutes":15,', "is cut off or damaged, or was never JSON"),
    ],
)
def test_what_is_wrong_with_a_record_is_named(
    old: str, new: str, says: str, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    told = files["plan.json"].decode()
    assert old in told
    (tmp_path / "plan.json").write_text(told.replace(old, new), "utf-8")
    assert says in said(run("verify", str(tmp_path / "plan.json")))


# The two faces of the interview


def at(question: str) -> Questionnaire:
    """The interview of a desk worker, as far as to this question."""
    questionnaire = Questionnaire(LIBRARY)
    while (shown := questionnaire.next()) is not None and question not in {one.id for one in shown.questions}:
        questionnaire.answer(truthful(shown, TRUTH))
    return questionnaire


def plain_lines(monkeypatch: pytest.MonkeyPatch, *lines: bytes, encoding: str = "utf-8") -> Plain:
    """The face of plain lines, with these lines typed."""
    typed = io.TextIOWrapper(io.BytesIO(b"".join(line + b"\n" for line in lines)), encoding=encoding)
    monkeypatch.setattr(sys, "stdin", typed)
    return Plain(SPEECH)


OWN_WORDS = alone(LIBRARY.questions["own_words"], "", SPEECH)
AGE = alone(LIBRARY.questions["age"], "", SPEECH)
PREGNANT = alone(LIBRARY.questions["pregnant"], "", SPEECH)


@pytest.mark.parametrize("word", ["back", "stop", "quit", "help", "plan", "Stop it"])
def test_a_word_is_no_command_among_ones_own(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_lines(monkeypatch, word.encode()).write(OWN_WORDS, 0.5) == word


@pytest.mark.parametrize(("word", "does"), [("b", Back), ("B", Back), ("q", Stop)])
def test_a_key_of_the_prompt_counts_everywhere(word: str, does: type, monkeypatch: pytest.MonkeyPatch) -> None:
    for shown in (OWN_WORDS, AGE):
        with pytest.raises(does):
            plain_lines(monkeypatch, word.encode()).write(shown, 0.5)
    with pytest.raises(does):
        plain_lines(monkeypatch, word.encode()).choose(PREGNANT, 0.5, several=False)


@pytest.mark.parametrize(
    ("language", "word", "does"),
    [("en", "back", Back), ("en", "STOP", Stop), ("de", "zurück", Back), ("de", "Beenden", Stop)],
)
def test_the_words_of_the_prompt_count_where_no_words_are_asked_for(
    language: str, word: str, does: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain_lines(monkeypatch, word.encode())
    with pytest.raises(does):
        Plain(speech_of(language)).write(AGE, 0.5)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_a_line_that_is_no_text_is_asked_for_again(
    encoding: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In an encoding in which every byte is a letter it is the letter."""
    face = plain_lines(monkeypatch, b"K\xf6pfweh", "Köpfweh".encode(), encoding=encoding)
    assert face.write(OWN_WORDS, 0.5) == "Köpfweh"
    assert ("That is not text" in capsys.readouterr().out) == (encoding != "cp1252")


@pytest.mark.parametrize(
    ("typed", "key"),
    [("1", "pregnant.yes"), ("\uff11", "pregnant.yes"), ("YES", "pregnant.yes"), ("No", "pregnant.no"),
     ("u", "unknown"), ("1" * 5000, "1" * 5000), ("\ufeff2", "pregnant.no")],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_a_line_is_chosen_by_number_or_by_what_it_says(typed: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_lines(monkeypatch, typed.encode()).choose(PREGNANT, 0.5, several=False) == [key]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("1" * 5000, "A number that long is out of range."), ("1.000", "may stand for 1 or 1000."),
     ("3\x1b[D8", "is not a whole number.")],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_a_number_in_doubt_is_asked_for_again(
    typed: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.json").write_text(json.dumps(at("age").as_data()), "utf-8")
    done = run("ask", "--resume", "mine.json", stdin=f"{typed}\n38\n".encode())
    assert says in done.stdout
    assert "\x1b" not in done.stdout
    assert json.loads((tmp_path / "mine.json").read_bytes())["answers"]["age"] == 38
    assert [file.name for file in tmp_path.iterdir()] == ["mine.json"]


@pytest.fixture(params=["xterm", "dumb"])
def interview(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Terminal]]:
    """Goes on with an interview at a question, on a terminal with each face."""
    open_: list[Terminal] = []

    def start(question: str) -> Terminal:
        (tmp_path / "mine.json").write_text(json.dumps(at(question).as_data()), "utf-8")
        command = [sys.executable, "-m", "loosen", "ask", "--resume", "mine.json"]
        open_.append(Terminal(command, tmp_path, TERM=request.param))
        return open_[-1]

    yield start
    for terminal in open_:
        terminal.kill()


def test_own_words_on_a_terminal(interview: Callable[[str], Terminal], tmp_path: Path) -> None:
    """Bytes that are no text are asked for again, and a word that looks like a command is kept."""
    terminal = interview("own_words")
    terminal.wait_for("q stop")
    for word in ("stop", "back"):
        terminal.type("6\r")
        terminal.wait_for("anything else you would like to tell us?")
        terminal.type("K\udcf6pfweh\r")
        terminal.wait_for("That is not text")
        terminal.type(f"{word}\r")
        terminal.wait_for("Go on with these")
        kept = json.loads((tmp_path / "mine.json").read_bytes())["interview"]["earlier"]
        assert kept["own_words"] == word
    assert [file.name for file in tmp_path.iterdir()] == ["mine.json"]
    assert "Traceback" not in terminal.text


def test_keys_typed_before_anything_was_shown_count(interview: Callable[[str], Terminal], tmp_path: Path) -> None:
    terminal = interview("age")
    terminal.type("38\r2\r")
    terminal.wait_for("Where is the pain or discomfort now?")
    answers = json.loads((tmp_path / "mine.json").read_bytes())["answers"]
    assert (answers["age"], answers["sex"]) == (38, "male")


def test_an_arrow_is_no_key_where_a_read_ends_within_it() -> None:
    keys = _TerminalKeys(0)
    typed = ("\x1b[A" * 21 + "\x1b", "[Bq", "\x1bO", "Bs", "\x1b", "b")
    assert [key for part in typed for key in keys._keys_in(part)] == ["q", "s", "b"]
