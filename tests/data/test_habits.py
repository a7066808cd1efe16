"""The pages that tell how work is done speak of what is there: paths, targets of make, hooks, changelog fragments."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = ("CONTRIBUTING.md", "RELEASE.md", "SECURITY.md", "changes/README.md", "docs/authoring.md")
TOP = ("src/", "tests/", "rules/", "knowledge/", "docs/", "scripts/", "changes/", "constraints/")


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_path_on_the_page_is_there(page: str) -> None:
    named = re.findall(r"[\w./<>*-]+", " ".join(re.findall(r"`([^`\n]+)`", text_of(page))))
    paths = {name for name in named if name.startswith(TOP)} | {
        str(Path(page).parent / link) for link in re.findall(r"\]\(([\w./-]+)\)", text_of(page))
    }
    for path in paths:
        sure = re.split(r"[<*]", path)[0] if re.search(r"[<*]", path) else path
        assert (ROOT / sure).exists() or list(ROOT.glob(f"{sure}*")), path


@pytest.mark.parametrize("page", PAGES)
def test_every_target_of_make_on_the_page_is_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), flags=re.M))
    for told in re.findall(r"(?:^ *|`)make ([a-z -]+)", text_of(page), flags=re.M):
        named = told.partition("  ")[0].split()
        assert named
        assert set(named) <= targets, told


def test_hooks_run_what_the_environment_holds_and_fetch_nothing() -> None:
    (repository,) = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}
    programs = {hook["entry"].split()[0] for hook in repository["hooks"]}
    assert programs == {".venv/bin/ruff", ".venv/bin/codespell", ".venv/bin/loosen"}


def test_every_fragment_gets_into_the_changelog_under_its_kind() -> None:
    kinds = {
        kind["directory"]: kind["name"]
        for kind in tomllib.loads(text_of("pyproject.toml"))["tool"]["towncrier"]["type"]
    }
    fragments = [path for path in (ROOT / "changes").glob("*.md") if path.name != "README.md"]
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "next"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60)
    parts = dict(re.findall(r"^### (.*)\n((?:(?!###).*\n)*)", done.stdout, flags=re.M))
    for path in fragments:
        _, kind = path.stem.rsplit(".", 1)
        first = path.read_text("utf-8").splitlines()[0]
        assert f"- {first}" in parts[kinds[kind]], path.name
