"""docs/promises.md and the tests agree: every line names a test that there is, and no test of promises is left out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import loosen
from loosen.errors import ExitCode

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
HEADS = ("| promise", "| code", "| ---")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(HEADS)]
OF_PROMISES = (
    "unit/test_writing.py", "unit/test_plainly.py", "functional/test_streams.py", "functional/test_shells.py",
    "functional/test_killed.py",
)  # fmt: skip
NOT_PROMISED = {"test_every_command_is_tried"}
STREAMS, WRITING = "_cli/streams.py", "_library/writing.py"


def names_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("row", ROWS)
def test_every_line_names_a_test_that_there_is(row: str) -> None:
    (named,) = re.findall(r"\| `(tests/\S+\.py)::(\w+)` \|$", row)
    assert named[1] in names_in(named[0])


def test_every_test_of_a_promise_is_on_the_page() -> None:
    tests = {f"tests/{file}::{name}" for file in OF_PROMISES for name in names_in(f"tests/{file}") - NOT_PROMISED}
    assert tests - set(re.findall(r"`(tests/\S+)`", PAGE)) == set()


def test_every_exit_code_is_on_the_page() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, flags=re.MULTILINE)] == [
        int(code) for code in ExitCode
    ]


def test_files_are_written_in_one_place_and_streams_in_another() -> None:
    """Only the two modules that the promises are about write; a store makes the file of its database."""
    package = Path(loosen.__file__ or "").parent
    code = {str(path.relative_to(package)): path.read_text("utf-8") for path in package.rglob("*.py")}
    shows = re.compile(r"sys\.std(?:out|err)\.(?:write|flush|buffer)|\w\.echo\(|[^\w.`]print\(")
    assert {file for file, text in code.items() if shows.search(text)} == {STREAMS}
    writes = re.compile(r"\.write_(?:text|bytes)\(|O_CREAT|open\([^)]*[\"'][wax]b?[\"']|os\.(?:rename|replace)\(")
    assert {file for file, text in code.items() if writes.search(text)} == {WRITING, "_store/opening.py"}
