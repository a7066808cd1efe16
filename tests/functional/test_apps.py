"""What an app developer writes: the page In an app and six small programs, run for real and checked for types."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import polars as pl
import pytest
from tests.shown import file_shown, run_page

import loosen
from loosen._interview.screens import Ask

ROOT = Path(__file__).parents[2]
APPS = ROOT / "examples" / "apps"
PEOPLE = {path.stem: loosen.read_answers(path) for path in sorted((ROOT / "examples").glob("*.yaml"))}
TOOLS = Path(sys.executable).parent
SITTER = {
    "age": 44, "sex": "male", "pain_areas": "low_back", "pain_usual": 3, "pain_duration": "under_6w",
    "worse_with": "sitting", "seen_clinician": "yes",
}  # fmt: skip
"""What somebody with a sore low back after sitting says; to all else none, or what is there already."""


def run(name: str, *words: str | Path, folder: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program as somebody would, in a folder of theirs."""
    return subprocess.run(
        [sys.executable, APPS / name, *words], cwd=folder, input=typed, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


def test_the_page_runs_from_top_to_bottom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)  # the page writes files
    run_page("docs/in_an_app.md")
    told = capsys.readouterr().out
    assert "out-of-range age" in told
    assert "was altered since it was made" in told
    assert "IT IS IN YOUR PLAN" in told
    assert "There is no such exercise" in told
    assert "\nexcluded\n" in told


def test_a_batch_makes_everybody_the_plan_of_their_row(tmp_path: Path) -> None:
    (tmp_path / "batch.py").write_text(file_shown("docs/in_an_app.md", "batch.py"), "utf-8")
    person = {**PEOPLE["desk_worker"]}
    rows = [person, {**person, "minutes": 10}, {**person, "age": 400}, {**person, "minutes": None}]
    (tmp_path / "people.ndjson").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = subprocess.run(
        [sys.executable, "batch.py", "people.ndjson", "plans.parquet"], cwd=tmp_path, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = pl.read_parquet(tmp_path / "plans.parquet")
    assert told["faults"].to_list() == [[], [], ["out-of-range: age"], []]
    expected = [None if one["age"] == 400 else loosen.to_json(loosen.recommend(one)) for one in rows]
    assert told["record"].to_list() == expected


def test_a_plan_from_a_dict(tmp_path: Path) -> None:
    done = run("from_a_dict.py", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("proceed")
    assert " x " in done.stdout


def _typed(ask: Ask) -> str:
    """What is typed for one screen, by somebody with a sore low back after sitting."""
    if ask.form == "fields":
        return "\n" * len(ask.questions)
    if not ask.lines:
        return f"{SITTER.get(ask.question.id, '')}\n"
    fits = [n for n, line in enumerate(ask.lines, start=1) if line.option == SITTER.get(line.question)]
    none = [n for n, line in enumerate(ask.lines, start=1) if line.key == "none"]
    return f"{' '.join(map(str, fits or none or [1]))}\n"


def test_an_interview_goes_on_where_it_was(tmp_path: Path) -> None:
    stopped = run("interview.py", "state.json", folder=tmp_path, typed="nonsense\n")
    assert "EOFError" in stopped.stderr  # nobody answered any more
    interview, typed = loosen.Questionnaire(), ""
    while (ask := interview.next()) is not None:
        typed += _typed(ask)
        interview.answer(_meant(ask))
    half = typed[: typed.index("\n", len(typed) // 2) + 1]
    run("interview.py", "state.json", folder=tmp_path, typed=half)
    assert (tmp_path / "state.json").exists()
    asked = loosen.Questionnaire.from_data(json.loads((tmp_path / "state.json").read_text("utf-8")))
    rest = ""
    while (ask := asked.next()) is not None:
        rest += _typed(ask)
        asked.answer(_meant(ask))
    done = run("interview.py", "state.json", folder=tmp_path, typed=rest)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith(interview.recommendation().triage.level)
    assert json.loads((tmp_path / "state.json").read_text("utf-8"))["answers"] == interview.answers


def _meant(ask: Ask) -> object:
    """What was typed, as the interview takes it."""
    if ask.form == "fields":
        return {question.id: ask.before.get(question.id, "none") for question in ask.questions}
    if not ask.lines:
        return SITTER.get(ask.question.id, "none")
    keys = [ask.lines[int(number) - 1].key for number in _typed(ask).split()]
    return keys if ask.form == "list" or ask.question.takes.several else keys[0]


def test_an_overlay_changes_a_plan(tmp_path: Path) -> None:
    done = run("overlay.py", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"{len(loosen.load().rules) + 1} rules" in done.stdout
    assert "\nin: Heel raise at the worktop\n" in done.stdout


def test_why_and_why_not(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(loosen.to_json(loosen.recommend(PEOPLE["desk_worker"])), "utf-8")
    done = run("why.py", "plan.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "IT IS IN YOUR PLAN" in done.stdout
    assert "IT WOULD BE SAFE, BUT OTHERS WERE CHOSEN" in done.stdout
    assert "exercises change" in done.stdout
    assert "Did you mean '" in done.stdout


def test_a_database_gives_back_what_it_was_given(tmp_path: Path) -> None:
    for name in ("desk_worker", "sciatica"):
        done = run("store.py", "plans.sqlite", name, ROOT / "examples" / f"{name}.yaml", folder=tmp_path)
        assert done.stdout.endswith("the same\n"), done.stderr
    with closing(sqlite3.connect(tmp_path / "plans.sqlite")) as database, database:
        database.execute("UPDATE plans SET record = replace(record, '\"age\"', '\"agf\"')")
        (text,) = database.execute("SELECT record FROM plans WHERE person = 'sciatica'").fetchone()
    with pytest.raises(loosen.FileError, match="was altered"):
        loosen.read_record(text)


SERVICES = {"service.py": file_shown("docs/in_an_app.md", "service.py"),
            "fastapi_app.py": (APPS / "fastapi_app.py").read_text("utf-8")}  # fmt: skip


@contextmanager
def served(file: str, folder: Path) -> Iterator[str]:
    """The address of a service, with two worker processes."""
    (folder / file).write_text(SERVICES[file], "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = f"{file.removesuffix('.py')}:app"
    command = [sys.executable, "-m", "uvicorn", app, "--workers", "2", "--port", str(port)]
    with (folder / "log").open("w") as log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as server:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 60
        while not _answers(address):
            assert time.monotonic() < until, (folder / "log").read_text("utf-8")
            time.sleep(0.1)
        yield address
        server.terminate()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service among the small programs."""
    with served("fastapi_app.py", tmp_path_factory.mktemp("service")) as address:
        yield address


def _answers(address: str) -> bool:
    try:
        return urlopen(f"{address}/openapi.json", timeout=5).status == 200  # noqa: S310
    except URLError:
        return False


def post(address: str, body: str) -> tuple[int, str]:
    """The status and the body of what comes back."""
    request = Request(address, body.encode(), {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=60) as response:  # noqa: S310
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def hold_to_the_plans(address: str, everybody: list[str]) -> None:
    """Ask for many plans at once, and see that everybody gets their own."""
    expected = {name: loosen.to_json(loosen.recommend(PEOPLE[name])) for name in everybody}
    with ThreadPoolExecutor(8) as threads:
        told = threads.map(lambda name: (name, post(f"{address}/plans", json.dumps(PEOPLE[name]))), everybody)
        assert list(told) == [(name, (200, expected[name])) for name in everybody]


def test_a_service_gives_everybody_their_own_plan(service: str) -> None:
    hold_to_the_plans(service, list(PEOPLE) * 3)


def test_the_service_of_the_page_does_what_the_page_says(tmp_path: Path) -> None:
    with served("service.py", tmp_path) as address:
        hold_to_the_plans(address, ["desk_worker", "cauda_equina_warning"] * 4)
        status, told = post(f"{address}/plans", "{}")
        assert (status, {fault["code"] for fault in json.loads(told)["faults"]}) == (422, {"missing-answer"})
        status, told = post(f"{address}/plans", "[]")
        assert (status, list(json.loads(told))) == (422, ["detail"])


def test_a_service_tells_the_questions(service: str) -> None:
    with urlopen(f"{service}/questions", timeout=60) as response:  # noqa: S310
        told = json.load(response)
    assert {one["id"] for one in told} == set(loosen.load().questions)
    assert next(one for one in told if one["id"] == "pain_constancy")["options"]["constant_nothing_eases"]


def test_a_service_names_every_fault(service: str) -> None:
    status, told = post(f"{service}/plans", json.dumps({**PEOPLE["desk_worker"], "age": 400, "shoe_size": 43}))
    assert status == 422
    faults = {fault["where"]: fault["code"] for fault in json.loads(told)["faults"]}
    assert faults == {"age": "out-of-range", "shoe_size": "unknown-question"}
    status, told = post(f"{service}/plans", json.dumps({**PEOPLE["desk_worker"], "half \ud800": 1}))
    assert (status, json.loads(told)["faults"][0]["code"]) == (422, "unknown-question")


def test_a_service_says_why_and_refuses_what_was_altered(service: str) -> None:
    made = loosen.recommend(PEOPLE["desk_worker"])
    assert made.plan is not None
    first = made.plan.items[0].exercise
    assert post(f"{service}/why/{first}", loosen.to_json(made)) == (200, loosen.tell(loosen.why(made, first)))
    assert post(f"{service}/why/handstand", loosen.to_json(made))[0] == 404
    status, told = post(f"{service}/why/{first}", loosen.to_json(made).replace('"age"', '"agf"'))
    assert (status, "was altered" in told) == (422, True)


@pytest.mark.parametrize(
    "checker", [("mypy", "--strict"), ("basedpyright", "--level", "error")], ids=lambda one: one[0]
)
def test_type_checkers_find_nothing(checker: tuple[str, ...]) -> None:
    name, *options = checker
    done = subprocess.run(
        [TOOLS / name, *options, *sorted(APPS.glob("*.py"))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
