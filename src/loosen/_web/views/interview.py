"""What a page of the interview shows, made from what the questionnaire asks; the same words as in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from loosen._interview.screens import Ask, Line, alone, offered
from loosen._interview.shown import above, answer_words, chosen_before, headings, is_help, span_of
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._words.speech import Speech

Kind = Literal["ticks", "choice", "scale", "number", "words"]
"""How something is answered: lines to tick, one line to choose, a number on a scale, one to write, or words."""
LINE = "line"
"""The name of the lines of a list that belong to no single question, or to a whole one."""
LONGEST_SCALE = 11
"""Numbers that still fit on a scale to choose from."""
Typed = Mapping[str, Sequence[str]]
"""What is in the fields of a form, by name."""


class Choice(NamedTuple):
    """One line to tick or choose. `id` is unique on the page; `name` and `value` are what the form sends."""

    id: str
    name: str
    value: str
    text: str
    help: str | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Group:
    """Lines under one heading, or one field; without a heading, the title of the page is theirs.

    `there` says what is taken where nothing is changed; such a group can stay folded. `typed` is what is in a field to
    write in.
    """

    id: str
    kind: Kind
    heading: str | None = None
    help: str | None = None
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    typed: str = ""
    there: str | None = None
    fault: str | None = None

    @property
    def anchor(self) -> str:
        """The id of the first thing in it that can be answered."""
        return self.id if self.kind in ("number", "words") else self.choices[0].id


@dataclass(frozen=True)
class Asked:
    """A page with questions to answer. `explained` is why they are asked and the help for them, line by line."""

    title: str
    above: tuple[str, ...]
    explained: tuple[str, ...]
    groups: tuple[Group, ...]
    ready: bool = False

    @property
    def is_one(self) -> bool:
        """Whether the title is the heading of the only group."""
        return len(self.groups) == 1 and self.groups[0].heading is None

    @property
    def faults(self) -> tuple[Group, ...]:
        """The groups whose answers cannot be used, in order."""
        return tuple(group for group in self.groups if group.fault)

    def with_faults(self, faults: Mapping[str, str]) -> Asked:
        """The same with what is wrong, by the id of a group; what belongs to none stands at the first."""
        known = {group.id for group in self.groups}
        stray = next((told for name, told in faults.items() if name not in known), None)
        groups = [replace(group, fault=faults.get(group.id)) for group in self.groups]
        if stray and not any(group.fault for group in groups):
            groups[0] = replace(groups[0], fault=stray)
        return replace(self, groups=tuple(groups))


def asked(shown: Ask, speech: Speech, typed: Typed | None = None) -> Asked:
    """What is shown of what is asked; `typed` is what somebody sent in who is shown it again."""
    groups = _fields(shown, speech, typed) if shown.form == "fields" else _lines(shown, speech, typed)
    return Asked(
        title=shown.title,
        above=tuple(above(shown)),
        explained=tuple(line for line in _explained(shown) if line),
        groups=tuple(groups),
        ready=shown.ready,
    )


def _explained(shown: Ask) -> Iterator[str]:
    """Why this is asked, and the help that does not stand beside its lines and fields anyway."""
    yield shown.why
    if is_help(shown):
        yield shown.text or ""
    if shown.form == "list":
        yield from (f"{one.text} {one.help}" for one in shown.questions if one.help and not one.shows_help)


def _fields(shown: Ask, speech: Speech, typed: Typed | None) -> Iterator[Group]:
    """One group for each question, under its text."""
    for question in shown.questions:
        there = {name: value for name, value in shown.before.items() if name == question.id}
        (group,) = _lines(replace(alone(question, shown.why, speech), before=there), speech, typed)
        group = replace(group, heading=question.text, help=question.help)
        yield replace(group, there=_there(question, there, speech))


def _there(question: Question, there: Mapping[str, Any], speech: Speech) -> str | None:
    """What we would take for a question, or what was answered before; None where it is to be answered."""
    if question.takes.own_words or question.default is None or question.id not in there:
        return None
    words = answer_words(question, there[question.id], speech)
    if there[question.id] == offered(question):
        return speech("interview_pages.suggested", words=words)
    return speech("interview_pages.answered_before", words=words)


def _lines(shown: Ask, speech: Speech, typed: Typed | None) -> Iterator[Group]:
    """The lines of a list under the texts of their questions; or the only question."""
    question = shown.question
    if shown.form != "list":
        yield replace(_written(shown, speech, typed) if question.is_written else _to_choose(shown, typed),
                      help=question.help if question.shows_help else None)  # fmt: skip
        return
    chosen, groups = chosen_before(shown), list[Group]()
    for heading, help_text, line in headings(shown):
        if heading or not groups or (line.question == "" and not shown.as_one and groups[-1].id != LINE):
            groups.append(Group(line.question if heading else LINE, "ticks", heading, help_text))
        choice = _choice(line, shown, chosen, typed)
        groups[-1] = replace(groups[-1], choices=(*groups[-1].choices, choice))
    yield from groups


def _to_choose(shown: Ask, typed: Typed | None) -> Group:
    chosen = chosen_before(shown)
    choices = tuple(_choice(line, shown, chosen, typed) for line in shown.lines)
    return Group(shown.question.id, "ticks" if shown.question.takes.several else "choice", choices=choices)


def _choice(line: Line, shown: Ask, chosen: set[str], typed: Typed | None) -> Choice:
    """One line; those of a single question all bear its name."""
    name = line.question if line.option and line.question else LINE
    value = line.option if name != LINE else line.key
    if shown.form != "list":
        name = shown.question.id
    is_chosen = line.key in chosen if typed is None else value in typed.get(name, ())
    return Choice(f"{name}-{value}", name, value, line.text, line.help, is_chosen)


def _written(shown: Ask, speech: Speech, typed: Typed | None) -> Group:
    """A field to write in, or a scale; a number can be left to "not sure"."""
    question = shown.question
    there = shown.before.get(question.id)
    now = [] if there in (None, NONE) else [str(there)]
    now = list(typed.get(question.id, ())) if typed is not None else now
    written = next((one for one in now if one != UNKNOWN), "")
    if question.takes.own_words:
        return Group(question.id, "words", typed="\n".join(now))
    not_sure = Choice(
        f"{question.id}-{UNKNOWN}", question.id, UNKNOWN, speech("names.answer.not_sure"), chosen=UNKNOWN in now
    )
    least, most = question.span or (0, 0)
    if most - least < LONGEST_SCALE:
        scale = (str(number) for number in range(least, most + 1))
        choices = (Choice(f"{question.id}-{one}", question.id, one, one, chosen=one in now) for one in scale)
        return Group(question.id, "scale", hint=span_of(question, speech), choices=(*choices, not_sure))
    return Group(question.id, "number", hint=span_of(question, speech), choices=(not_sure,), typed=written)
