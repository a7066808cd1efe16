"""`loosen reviewers`: who may review, with passwords that nobody can read, and what they looked at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from loosen._store import open_store
from loosen._web.review.passwords import is_right

PASSWORD = "four plain words here"  # noqa: S105


def reviewers(store: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "loosen", "reviewers", *words, "--store", str(store)],
        input=typed, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_somebody_is_added_listed_and_removed_and_the_password_is_nowhere(tmp_path: Path) -> None:
    store = tmp_path / "people.sqlite"
    assert "anna may review now" in reviewers(store, "add", "anna", typed=f"{PASSWORD}\n").stdout
    assert reviewers(store).stdout == "anna\n"
    again = reviewers(store, "add", "anna", typed=f"{PASSWORD}\n")
    assert (again.returncode, "is a reviewer already" in again.stderr) == (2, True)
    with open_store(store) as opened:
        known = opened.reviewers.password_of("anna")
        assert is_right(PASSWORD, known)
        assert not is_right(f"{PASSWORD}!", known)
        opened.looks.add("anna", "people")
    assert all(PASSWORD.encode() not in file.read_bytes() for file in tmp_path.iterdir())
    assert "  anna  people" in reviewers(store, "looks").stdout
    assert "may not review any more" in reviewers(store, "remove", "anna").stdout
    assert reviewers(store, "remove", "anna").returncode == 2
    assert "Nobody may review yet" in reviewers(store).stdout
    assert "  anna  people" in reviewers(store, "looks").stdout  # what was looked at stays


def test_names_and_passwords_that_will_not_do_are_refused_by_name(tmp_path: Path) -> None:
    store = tmp_path / "people.sqlite"
    short = reviewers(store, "add", "anna", typed="short\n")
    assert (short.returncode, "has 5 characters" in short.stderr) == (2, True)
    assert "short\n" not in short.stderr
    strange = reviewers(store, "add", "an na", typed=f"{PASSWORD}\n")
    assert (strange.returncode, "is no name for a reviewer" in strange.stderr) == (2, True)
    assert not store.exists()


def test_a_header_of_a_proxy_is_believed_only_where_nobody_else_can_send_it(tmp_path: Path) -> None:
    words = ("serve", "--review-by-proxy", "X-User", "--host", "0.0.0.0", "--port", "0", "--store", str(tmp_path / "s"))  # noqa: S104
    done = subprocess.run(
        [sys.executable, "-m", "loosen", *words], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, "lets others in, who could say themselves who they are" in done.stderr) == (2, True)
    assert not (tmp_path / "s").exists()
