"""Makes the generated part of docs/ from the models and the library; with --check, says what is out of date.

Generated: docs/schemas/<kind>.json (one JSON schema for each kind of authored file, one for plans, one for what a check
finds, and one for answers, which are also a type in the code),
docs/questions.md (every question that an answers file may hold), the pages of scripts/pages/ and the plan shown in
README.md.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pages.answers
import pages.exercises
import pages.graph
import pages.knowledge
import pages.poses
import pages.provenance
import pages.rules
import pages.signs
import pages.vocabulary
import pages.weeks

from loosen import errors
from loosen._assessment.answers_file import read_answers
from loosen._library import Library, load
from loosen._library.reading import MODELS
from loosen._model.language import ENGLISH
from loosen._model.plan import Recommendation
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._model.when import Always
from loosen._outputs.check import CheckResult
from loosen._outputs.document import Block, to_markdown
from loosen._outputs.export import export
from loosen._outputs.questions import with_help
from loosen._planning.recommender import Recommender
from loosen._words.conditions import condition_words
from loosen._words.speech import speech_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
SHOWN_LINES = 64
SUBJECTS = (
    pages.exercises, pages.poses, pages.rules, pages.knowledge, pages.vocabulary,
    pages.provenance, pages.graph, pages.signs, pages.weeks,
)  # fmt: skip


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated page with its content."""
    for kind, model in MODELS.items():
        yield DOCS / "schemas" / f"{kind}.json", _schema(model.model_json_schema(by_alias=True))
    yield DOCS / "schemas" / "plan.json", _schema(Recommendation.model_json_schema(by_alias=True, mode="serialization"))
    yield DOCS / "schemas" / "check.json", _schema(CheckResult.model_json_schema())
    library = load()
    yield DOCS / "schemas" / "answers.json", _schema(pages.answers.schema(library))
    yield ROOT / "src" / "loosen" / "_model" / "answers.py", pages.answers.typed(library)
    yield DOCS / "questions.md", _questions(library)
    for subject in SUBJECTS:
        for name, text in subject.pages(library):
            yield DOCS / name, text
    yield DOCS / "faults.md", _faults()
    yield README, _readme(library)


def _faults() -> str:
    """Every code of a fault with what it means, as it stands in the code."""
    tree = ast.parse(Path(errors.__file__).read_text("utf-8"))
    (codes,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "FaultCode")
    lines = [
        f"| `{ast.literal_eval(code.value)}` | {ast.literal_eval(meaning.value)} |"
        for code, meaning in pairwise(codes)
        if isinstance(code, ast.Assign) and isinstance(meaning, ast.Expr)
    ]
    head = (
        "# Faults",
        "",
        "Every error of loosen names its faults: each with a `code`, where it is (`where`), what is wrong (`what`)",
        "and the `remedy`. Sentences may be worded better one day; a code keeps its meaning. New ones may be added.",
        "",
        "| code | meaning |",
        "| --- | --- |",
    )
    return "\n".join([*head, *lines, ""])


def _readme(library: Library) -> str:
    before, start, rest = README.read_text("utf-8").partition("<!-- plan -->\n")
    _, end, after = rest.partition("<!-- /plan -->")
    recommendation = Recommender(library).recommend(read_answers(ROOT / "examples" / "desk_worker.yaml"))
    shown = export(recommendation, "text").splitlines()[:SHOWN_LINES]
    return "\n".join([before + start + "```text", *shown, "…", "```", end + after])


def _schema(schema: dict[str, object]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**dialect, **schema}, indent=1, sort_keys=True) + "\n"


def _questions(library: Library) -> str:
    intro = (
        "Every question that an answers file may hold, in the order asked. A question marked *must be answered* has to "
        f"be there when it applies; `{UNKNOWN}` is an answer to every question. This page is made from "
        "`knowledge/questions/` by `make docs`."
    )
    blocks = [Block("title", ("Questions",)), Block("text", (intro,))]
    section = ""
    for question in library.questions_in_order:
        if question.section != section:
            section = question.section
            blocks.append(Block("heading", (section.replace("_", " ").capitalize(),)))
        blocks.extend(_question(question))
    return to_markdown(blocks, is_markdown=True)


def _question(question: Question) -> Iterator[Block]:
    yield Block("subheading", (f"`{question.id}`",))
    yield Block("text", (question.text + (f" {question.help}" if question.help else ""),))
    must = "Must be answered" if question.safety else f"When left out: `{_default(question)}`"
    condition = condition_words(question.ask_when, speech_of(ENGLISH))
    asked = "" if isinstance(question.ask_when, Always) else f" Asked when {condition}."
    span = f", {question.minimum} to {question.maximum} {question.unit}" if question.takes.number else ""
    yield Block("text", (f"*{question.type}{span}.* {must}.{asked}",))
    options = [f"`{option.id}`: {with_help(option.text, option.help)}" for option in question.options]
    if question.takes.several:
        options.append(f"`{NONE}`: {question.none_text}")
    if options:
        yield Block("list", tuple(options))


def _default(question: Question) -> str:
    default = question.default
    return ", ".join(default) or NONE if isinstance(default, tuple) else str(default)


def main() -> int:
    """Write the pages (with --pictures these alone), or with --check name those that are out of date and end with 1."""
    made = (each for each in generated() if "--pictures" not in sys.argv or each[0].suffix == ".svg")
    stale = [(path, text) for path, text in made if not path.is_file() or path.read_text("utf-8") != text]
    if "--check" not in sys.argv:
        for path, text in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return 0
    for path, _ in stale:
        sys.stderr.write(f"{path.relative_to(DOCS.parent)} is out of date. Run: make docs\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
