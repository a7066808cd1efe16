"""Every rule in words, a page for each stage."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library import Library
from loosen._model.base import STAGES, Stage
from loosen._model.rule import Rule
from loosen._words.rules import RuleWords

from .markup import bullets, evidence, page, review, table

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
    said = RuleWords(library)
    rows = ((f"[{stage}]({stage}.md)", str(len(library.rules_of(stage))), ABOUT[stage]) for stage in STAGES)
    toc = "```{toctree}\n:hidden:\n\n" + "\n".join(STAGES) + "\n```"
    intro = "Every rule in words, in the order in which the stages run."
    yield "rules/index.md", page("Rules", intro, [toc, table(("stage", "rules", "what it decides"), rows)])
    for stage in STAGES:
        rules = [rule for rule in library.rules.values() if rule.stage == stage]
        parts = (part for rule in rules for part in _rule(rule, said, library))
        yield f"rules/{stage}.md", page(f"Rules of {stage}", ABOUT[stage], parts)


def _rule(rule: Rule, said: RuleWords, library: Library) -> Iterator[str]:
    yield f"## {rule.id}"
    replaced = f", see {rule.replaced_by}" if rule.replaced_by else ""
    state = "" if rule.status == "active" else f" *({rule.status}{replaced})*"
    yield f"**{rule.summary}**{state}"
    yield f"When: {said.when(rule)}."
    yield bullets(said.then(rule))
    if not_sure := said.not_sure(rule):
        yield f"Not sure: {not_sure}"
    yield f"Says: “{rule.say}”"
    yield "Rests on:"
    yield evidence(rule.evidence, "../")
    cases = library.cases[rule.id].cases if rule.id in library.cases else ()
    held = "; ".join(f"{case.name} ({case.expect})" for case in cases)
    inferred = " Filled in from general practice, no source says it." if rule.inferred else ""
    yield f"Since {rule.since}. Reviewed by: {review(rule.reviewed)}.{inferred} Held against: {held}."
