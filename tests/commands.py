"""Every command with something to do, run here in this process with standard streams of any kind."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, NamedTuple, TextIO

import pytest

from loosen._cli.given import _piped
from loosen._cli.main import main
from loosen._diary.entering import with_plan, with_session
from loosen._diary.reading import to_json as diary_json
from loosen._model.diary import Diary, SessionEntry
from loosen._model.diary import Done as Did
from loosen._planning.recommender import recommend
from loosen._records.reading import read_record
from loosen._records.sealing import to_json
from tests.chained import keep_in
from tests.people import example

EXAMPLES = Path(__file__).parents[1] / "examples"
DESK_WORKER, EMERGENCY = str(EXAMPLES / "desk_worker.yaml"), str(EXAMPLES / "cauda_equina_warning.yaml")
NO_SIGN_THEN_ONE = "none\nchest_pain\n"
"""What is typed into an interview that ends with an emergency."""

COMMANDS: Mapping[str, Sequence[str]] = {
    "plan": ("plan", DESK_WORKER),
    "plan, markdown": ("plan", DESK_WORKER, "--format", "markdown", "--lang", "de"),
    "plan, json": ("plan", DESK_WORKER, "--format", "json", "--lang", "de"),
    "plan, html": ("plan", DESK_WORKER, "--format", "html", "--lang", "de"),
    "plan, pdf": ("plan", DESK_WORKER, "--format", "pdf", "--lang", "de"),
    "emergency": ("plan", EMERGENCY),
    "emergency, German": ("plan", EMERGENCY, "--lang", "de"),
    "ask": ("ask", "--save", "OUT/mine.json", "--lang", "de"),
    "questions": ("questions", "--lang", "de"),
    "programmes": ("programmes",),
    "rule": ("rule", "SAF-001", "--lang", "de"),
    "exercise": ("exercise", "heel_raise"),
    "why": ("why", "IN/plan.json", "heel_raise", "--deep"),
    "why-not": ("why-not", "IN/plan.json", "bird_dog"),
    "what-if": ("what-if", "IN/plan.json", "--set", "minutes=20"),
    "swap": ("swap", "IN/plan.json", "heel_slide"),
    "diff": ("diff", "IN/plan.json", "IN/other.json"),
    "replay": ("replay", "IN/plan.json"),
    "session": ("session", "IN/plan.json"),
    "log": ("log", "IN/plan.json", "--diary", "OUT/diary.json", "--pain-worst", "2", "--lang", "de"),
    "review": ("review", "IN/plan.json", "--diary", "IN/week.json", "--out", "OUT/next.json"),
    "progress": ("progress", "IN/diary.json", "--plan", "IN/plan.json"),
    "report": ("report", "IN/plan.json", "--out", "-"),
    "prov": ("prov", "IN/plan.json"),
    "verify": ("verify", "IN/plan.json"),
    "keep": ("keep", "IN/plan.json", "--store", "OUT/people.sqlite"),
    "people": ("people", "take-over", "IN/store", "--store", "OUT/people.sqlite", "--lang", "de"),
    "reviewers": ("reviewers", "add", "anna", "--store", "OUT/people.sqlite", "--lang", "de"),
    "redact": ("redact", "IN/plan.json", "--key", "OUT/key", "--out", "-"),
    "check": ("check", "--format", "json"),
    "new": ("new", "exercise", "Heel hang on a stair", "--kind", "stretch", "--library", "OUT"),
    "graph": ("graph", "--around", "hamstrings", "--steps", "1", "--out", "-", "--format", "dot"),
}  # fmt: skip
"""One line of each command, and of what it puts out in other forms; IN and OUT stand for folders."""


class Done(NamedTuple):
    """How a command ended, and the bytes that it put out and said."""

    code: int
    out: bytes
    said: bytes


DIARY = {
    "form": 1, "person": "0" * 32,
    "checks": [
        {"id": "1" * 32, "plan": "0" * 64, "on": "2026-11-20", "entered_at": "2026-11-20T09:00:00+01:00",
         "activities": [{"name": "Füße waschen", "rating": 4}]},
    ],
}  # fmt: skip
"""A diary with one weekly check."""


def folders(within: Path) -> tuple[Path, Path]:
    """A folder with two plans and a diary to read, and one to write to."""
    inside, out = within / "in", within / "out"
    inside.mkdir()
    out.mkdir()
    (inside / "plan.json").write_text(to_json(recommend(example("desk_worker"))), "utf-8")
    (inside / "other.json").write_text(to_json(recommend({**example("desk_worker"), "minutes": 30})), "utf-8")
    (inside / "diary.json").write_text(json.dumps(DIARY), "utf-8")
    (inside / "week.json").write_text(week_of(inside / "plan.json"), "utf-8")
    keep_in(inside / "store", (inside / "plan.json").read_bytes())
    return inside, out


def week_of(plan: Path, *, days: int = 8, **said: Any) -> str:
    """A diary of the plan in a file, which began so many days ago and went well but for what is said, as a file."""
    record, now = read_record(plan), datetime.now().astimezone()
    begun = (now - timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
    told = with_plan(Diary(person="0" * 32), record, begun)
    for day in range(5):
        started = begun + timedelta(days=day, hours=1)
        done = tuple(Did(exercise=item.exercise) for item in record.plan.items) if record.plan else ()
        well: dict[str, Any] = {
            "pain_worst": 1,
            "pain_after": 1,
            "pain_next_morning": 1,
            "moved": "no",
            "new_signs": (),
        }
        one = SessionEntry(
            id=f"{day:032x}", plan=told.plans[0].plan, started=started, ended=started + timedelta(minutes=15),
            done=done, entered="log", entered_at=started + timedelta(days=1), **{**well, **said},
        )  # fmt: skip
        told = with_session(told, one)
    return diary_json(told)


def put_in(command: Sequence[str], inside: Path, out: Path) -> list[str]:
    """A command with the names of folders in it."""
    return [word.replace("IN/", f"{inside}/").replace("OUT", str(out)) for word in command]


def run(
    command: Sequence[str],
    *,
    encoding: str = "utf-8",
    typed: str = "",
    out: Callable[[], TextIO | None] | None = None,
    said: Callable[[], TextIO | None] | None = None,
    stdin: Callable[[], TextIO | None] | None = None,
) -> Done:
    """Run a command as `loosen` does, on streams of this encoding, or on those that are given."""
    _piped.cache_clear()  # that of a command before
    kept = (sys.argv, sys.stdin, sys.stdout, sys.stderr)
    handlers = [(number, signal.getsignal(number)) for number in (signal.SIGTERM, signal.SIGINT)]
    raws = (io.BytesIO(), io.BytesIO())
    sys.argv = ["loosen", *command]
    sys.stdin = stdin() if stdin else io.TextIOWrapper(io.BytesIO(typed.encode(encoding)), encoding)  # type: ignore[assignment]
    sys.stdout = out() if out else io.TextIOWrapper(raws[0], encoding)  # type: ignore[assignment]
    sys.stderr = said() if said else io.TextIOWrapper(raws[1], encoding)  # type: ignore[assignment]
    given = (sys.stdin, sys.stdout, sys.stderr)
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        _flushed(sys.stdout, sys.stderr)
        found = [raw.getvalue() for raw in raws]
        sys.argv, sys.stdin, sys.stdout, sys.stderr = kept
        for number, handler in handlers:
            signal.signal(number, handler)
        for stream in given:
            if stream is not None:
                stream.close()
    return Done(code, *found)


def loosen(*arguments: str, columns: int = 80) -> CompletedProcess[str]:
    """Run a command here as in a process of its own with pipes for its streams, which takes several times as long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        done = run(arguments)
    return CompletedProcess(["loosen", *arguments], done.code, done.out.decode(), done.said.decode())


def _flushed(*streams: TextIO) -> None:
    for stream in streams:
        stream.flush()


def closed() -> None:
    """A stream that is closed."""
    return


def full() -> TextIO:
    """A stream to a disk that is full."""
    return Path("/dev/full").open("w", encoding="utf-8")


def unread() -> TextIO:
    """A pipe that nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    return os.fdopen(writer, "w", encoding="utf-8")


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """While no file may have more bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@contextlib.contextmanager
def disk_of(folder: Path, *, kilobytes: int) -> Iterator[Path]:
    """A disk of this size at a new folder; where none can be had, files there may have a fifth of its bytes."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    folder.mkdir()
    command = [mount or "", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    may_mount = os.geteuid() == 0 and mount and umount
    if may_mount and subprocess.run(command, capture_output=True, check=False).returncode == 0:
        try:
            yield folder
        finally:
            subprocess.run([umount or "", str(folder)], check=True)
    else:
        with largest_file(kilobytes * 1000 // 5):
            yield folder
