"""Writes tests/golden/*.yaml anew: what people are told about their plans, to be read aloud before it is kept.

A file names the answers, the questions put to the plan (`why` or `why_not`, and an exercise), and what was said.
tests/golden/pictures/shapes.yaml has of some pictures how many shapes of each kind they are made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from loosen._assessment.answers_file import read_answers
from loosen._explain.why.chain import why
from loosen._explain.why_not.why_not import why_not
from loosen._library import Library, load
from loosen._outputs.pictures import picture
from loosen._outputs.tell import tell
from loosen._planning.recommender import recommend

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
SHAPES = GOLDEN / "pictures" / "shapes.yaml"


def told(file: Path, library: Library) -> dict[str, Any]:
    """The content of a golden file as it would be today."""
    asked = yaml.safe_load(file.read_text("utf-8"))
    audit = recommend(read_answers(ROOT / asked["answers"]), library).audit
    said = [_said(one, audit, library) for one in asked["told"]]
    return {**asked, "told": said}


def _said(one: Mapping[str, str], audit: Any, library: Library) -> dict[str, str]:
    (kind, exercise), *_ = ((kind, name) for kind, name in one.items() if kind != "says")
    answer = why(audit, exercise) if kind == "why" else why_not(audit, exercise, library=library)
    return {kind: exercise, "says": "".join(f"{line.rstrip()}\n" for line in tell(answer).splitlines())}


def shapes_of(exercise: str, library: Library) -> dict[str, Any]:
    """What the picture of an exercise is made of: how often each kind of shape, the key poses, and the frames."""
    still, moving = (picture(exercise, library, moving=moves) or "" for moves in (False, True))
    kinds = Counter(re.findall(r'class="lo\w-(\w+)"', still))
    keys = [key.key for key in library.poses[exercise].keys]
    return {"keys": keys, "frames": moving.count("<g "), "shapes": dict(sorted(kinds.items()))}


class _Text(yaml.SafeDumper):
    """Writes texts of several lines as they are."""


def _as_block(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Text.add_representer(str, _as_block)


def files() -> Iterator[Path]:
    """Every golden file, in order."""
    yield from sorted(GOLDEN.glob("*.yaml"))


def main() -> None:
    """Write all of them."""
    library = load()
    for file in files():
        whole = yaml.dump(told(file, library), Dumper=_Text, allow_unicode=True, sort_keys=False, width=120)
        file.write_text(whole, "utf-8")
    shapes = {key: shapes_of(key, library) for key in yaml.safe_load(SHAPES.read_text("utf-8"))}
    SHAPES.write_text(yaml.dump(shapes, sort_keys=False, default_flow_style=None, width=120), "utf-8")


if __name__ == "__main__":
    main()
