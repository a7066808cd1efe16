"""Every rule in words, a page for each stage."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library import Library
from loosen._model.base import STAGES, Stage
from loosen._outputs.document import Block, table, to_markdown
from loosen._outputs.entry.rule import about_rule
from loosen._words.rules import RuleWords

from .markup import Linked, page

ABOUT: dict[Stage, str] = {
    "findings": "What follows from the answers, before anything is decided.",
    "triage": "Whether a plan may be made at all. The gravest level wins, and nothing later can lower it.",
    "focus": "Which muscles the plan is about.",
    "safety": "What is left out, allowed only in a milder form, limited or marked with a warning. Nothing later can "
    "bring an exercise back.",
    "selection": "What speaks for and against the exercises that are left, and the shape of the session.",
    "dosage": "How much of each exercise.",
    "progression": "Where to start on a ladder, and when to move on, stay, step back or stop.",
}


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The overview, and one page for each stage."""
    said, view = RuleWords(library), Linked(library)
    rows = ((f"[{stage}]({stage}.md)", str(len(library.rules_of(stage))), ABOUT[stage]) for stage in STAGES)
    toc = "```{toctree}\n:hidden:\n\n" + "\n".join(STAGES) + "\n```"
    intro = "Every rule in words, in the order in which the stages run."
    yield "rules/index.md", page("Rules", intro, [toc, table(("stage", "rules", "what it decides"), rows)])
    for stage in STAGES:
        rules = [rule for rule in library.rules.values() if rule.stage == stage]
        blocks = (block for rule in rules for block in (Block("heading", (rule.id,)), *about_rule(rule, said, view)))
        yield (
            f"rules/{stage}.md",
            page(f"Rules of {stage}", ABOUT[stage], [to_markdown(blocks, is_markdown=True).rstrip("\n")]),
        )
