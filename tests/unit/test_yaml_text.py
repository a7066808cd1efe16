"""Reading YAML and JSON: plain words, lines, and everything harmful refused with its line."""

from __future__ import annotations

import math

import pytest

from loosen._library.files import MAX_BYTES
from loosen._library.yaml_text import read_text


def faults_in(text: str | bytes, *, as_json: bool = False) -> list[str]:
    raw = text if isinstance(text, bytes) else text.encode()
    return [str(fault) for fault in read_text(raw, "file", as_json=as_json).faults]


def test_yes_and_no_are_words() -> None:
    assert read_text(b"a: no\nb: yes\nc: true\nd: ~\ne: 007\nf: '1'", "f").value == {
        "a": "no", "b": "yes", "c": True, "d": None, "e": 7, "f": "1",
    }  # fmt: skip


def test_each_part_knows_its_line() -> None:
    text = read_text(b"a: 1\nb:\n  - x\n  - y: 2\n", "file")
    assert text.at(("b", 1, "y")) == "file:4"
    assert text.at(("b", 1, "nowhere")) == "file:4"
    assert text.at(()) == "file:1"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\na: 2\n", "file:2: 'a' is given twice."),
        ("a: &x 1\nb: *x\n", "file:1: uses an anchor"),
        ("a: !!python/object:os.system 1\n", "file:1: uses the tag"),
        ("a: [1, 2\n", "file:2: is not valid YAML"),
        ("a:\tb\n\t- c", "is not valid YAML"),
        ("? [1]\n: 2\n", "file:1: has a key that is not a word."),
        ("[" * 900 + "]" * 900, "nested more than"),
        ("[" * 100_000, "nested more than"),
        ("a: 1\n---\nb: 2\n", "file:2: starts a second document"),
        (b"\x00\x01\xff\xfe", "is not text in UTF-8"),
        (b"a" * (MAX_BYTES + 1), "is larger than 1 MB"),
    ],
)
def test_what_could_do_harm_is_refused(text: str | bytes, says: str) -> None:
    assert any(says in fault for fault in faults_in(text))


def test_a_bomb_of_anchors_is_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    assert any("uses an anchor" in fault for fault in faults_in("\n".join(lines)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1, "a": 2}', "'a' is given twice."),
        ('{"a": 1,}', "file:1: is not valid JSON"),
        ("[" * 100_000, "nested more than"),
    ],
)
def test_json_is_held_to_the_same_rules(text: str, says: str) -> None:
    assert any(says in fault for fault in faults_in(text, as_json=True))


def test_numbers_nobody_needs_become_something_every_check_refuses() -> None:
    value = read_text(b"a: .nan\nb: " + b"9" * 5000 + b"\nc: .inf\n", "file").value
    assert math.isnan(value["a"])
    assert isinstance(value["b"], float) or value["b"] == "9" * 5000
    assert read_text(b'{"a": ' + b"9" * 5000 + b"}", "f", as_json=True).value == {"a": math.inf}
