"""A plan names the rules that it was made with, whatever somebody wrote into what is kept between runs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loosen._library import bundled_root

ROOT = bundled_root()
TAKEN_OUT = "SAF-001"


class Checkout:
    """A checkout of its own, which a test may change."""

    def __init__(self, folder: Path) -> None:
        for top in ("src", "rules", "knowledge"):
            shutil.copytree(ROOT / top, folder / top, ignore=shutil.ignore_patterns("__pycache__"))
        self.folder = folder
        self.kept = folder / "build" / "compiled" / "library.json"

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        where = {"PYTHONPATH": str(self.folder / "src"), "PATH": os.environ["PATH"], "HOME": str(self.folder)}
        program = (sys.executable, *command)
        return subprocess.run(program, env=where, capture_output=True, text=True, timeout=120, check=False)

    def digest(self) -> str:
        """The digest of what `loosen check` looks over before it tries the cases: it always reads the files."""
        look = "from loosen._library.loading import look_over; print(look_over().library.digest)"
        return self.run("-c", look).stdout.strip()

    def audit(self) -> dict[str, object]:
        """The record of a plan for somebody with weak bones."""
        done = self.run("-m", "loosen", "plan", str(ROOT / "examples" / "osteoporosis_72.yaml"), "--format", "json")
        assert done.returncode == 0, done.stderr
        audit: dict[str, object] = json.loads(done.stdout)["audit"]
        return audit


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout(tmp_path_factory.mktemp("checkout"))


def without_rule(body: bytes) -> bytes:
    """A compiled library with one rule of safety taken out."""
    lines = body.split(b"\n")
    for number, line in enumerate(lines):
        entries = json.loads(line) if line.startswith(b"{") else {}
        if "when" in entries.get(TAKEN_OUT, {}):
            del entries[TAKEN_OUT]
            lines[number] = json.dumps(entries, ensure_ascii=False).encode()
    return b"\n".join(lines)


def test_a_rule_taken_out_by_hand_cannot_hide_under_the_digest_of_the_files(checkout: Checkout) -> None:
    honest = checkout.audit()
    assert TAKEN_OUT in json.dumps(honest)
    head, _, body = checkout.kept.read_bytes().partition(b"\n")
    changed = without_rule(body)
    assert changed != body
    checkout.kept.write_bytes(head.split()[0] + b" " + hashlib.sha256(changed).hexdigest().encode() + b"\n" + changed)
    told = checkout.audit()
    assert told["library_digest"] != honest["library_digest"]
    assert honest["library_digest"] == checkout.digest()
    assert checkout.audit() == honest  # looking has made anew what is kept


def test_damage_and_changed_files_lead_to_a_fresh_reading(checkout: Checkout) -> None:
    honest = checkout.audit()
    checkout.kept.write_bytes(checkout.kept.read_bytes()[:-100])
    assert checkout.audit() == honest
    (rule,) = (one for one in checkout.folder.glob(f"rules/safety/{TAKEN_OUT}-*.yaml") if ".cases." not in one.name)
    text = rule.read_text("utf-8")
    rule.write_text(text.replace("status: active", "status: draft"), "utf-8")
    changed = checkout.audit()
    assert changed["library_digest"] != honest["library_digest"]
    assert TAKEN_OUT not in json.dumps(changed)
    rule.write_text(text, "utf-8")
    assert checkout.audit() == honest


def test_a_change_of_the_code_that_compiles_leads_to_a_fresh_reading(checkout: Checkout) -> None:
    checkout.audit()
    before = checkout.kept.read_bytes()
    code = checkout.folder / "src" / "loosen" / "_model" / "effects.py"
    code.write_text(code.read_text("utf-8") + "\n# changed\n", "utf-8")
    checkout.audit()
    made_from, _, body = checkout.kept.read_bytes().partition(b"\n")
    assert made_from != before.partition(b"\n")[0]
    assert body == before.partition(b"\n")[2]
