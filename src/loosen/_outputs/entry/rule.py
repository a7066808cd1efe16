"""The page of one rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loosen._library import Library
from loosen._library.stored import name_of_file
from loosen._model.rule import Case, Rule
from loosen._outputs.document import SOFT, STRONG, Block, Form, in_form, to_json
from loosen._words.rules import RuleWords

from .shared import View, evidence, review, sources_of, stands_in


def rule_as(rule: Rule, library: Library, form: Form, *, width: int, overlay: Path | None = None) -> str:
    """One rule as a page, or as JSON.

    JSON: the rule as its file has it, and `stage`, `file`, `in_words: {when, then, not_sure}`, `cases`,
    `sources: {id: source}`, `library` (the digest).
    """
    file = name_of_file(f"rules/{rule.stage}/{rule.id}-{rule.name}.yaml", overlay)
    if form == "json":
        said = RuleWords(library)
        words = {"when": said.when(rule), "then": said.then(rule), "not_sure": said.not_sure(rule)}
        cases = [case.model_dump(mode="json") for case in _cases(rule, library)]
        data = rule.model_dump(mode="json", by_alias=True, exclude_none=True)
        beside = {"cases": cases, "sources": sources_of(rule, library), "library": library.digest}
        return to_json({**data, "stage": rule.stage, "file": file, "in_words": words, **beside})
    view = View(library)
    stage, status = view.speech.one_of("stage", rule.stage), view.speech.one_of("status", rule.status)
    foot = stands_in(file, stage, status, view)
    return in_form([Block("title", (rule.id,)), *about_rule(rule, RuleWords(library), view), *foot], form, width)


def about_rule(rule: Rule, said: RuleWords, view: View) -> Iterator[Block]:
    """All that a page says of a rule below its id."""
    speech = view.speech
    yield Block("text", (f"{STRONG}{rule.summary}{STRONG}{_state(rule, view)}",))
    yield Block("text", (speech("entries.when", condition=said.when(rule)),))
    yield Block("list", said.then(rule))
    if not_sure := said.not_sure(rule):
        yield Block("text", (speech("entries.not_sure", what=not_sure),))
    yield Block("text", (speech("entries.says", say=rule.say),))
    yield Block("text", (speech("entries.rests_on"),))
    yield evidence(rule.evidence, view)
    told = [speech("entries.since", date=str(rule.since))]
    told.append(speech("entries.reviewed_by", who=review(rule.reviewed, speech)))
    told += [speech("entries.no_source")] if rule.inferred else []
    cases = (f"{case.name} ({speech.one_of('expect', case.expect)})" for case in _cases(rule, view.library))
    yield Block("text", (" ".join([*told, speech("entries.held_against", cases="; ".join(cases))]),))


def _state(rule: Rule, view: View) -> str:
    if rule.status == "active":
        return ""
    state = view.speech.one_of("status", rule.status)
    if rule.replaced_by:
        state = view.speech("entries.replaced_by", status=state, rule=rule.replaced_by)
    return f" {SOFT}({state}){SOFT}"


def _cases(rule: Rule, library: Library) -> tuple[Case, ...]:
    return library.cases[rule.id].cases if rule.id in library.cases else ()
