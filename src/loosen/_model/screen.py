"""What an interview shows at once: questions that a person answers together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Authored, Id, Sentence

Form = Literal["one", "list", "fields"]


class Screen(Authored):
    """Questions shown together. A question that stands on no screen is a screen of its own (`one`).

    `list`: one list of signs under the texts of their questions, to tick, with one "none of these" and one "not sure"
    for all. A choice may stand there when `quiet` names the option that "none of these" means; options that no rule can
    tell from that one are not listed; `as_one` leaves out the texts of its questions, because its lines speak for
    themselves. A question that is `short` there stands as one line, which names all its options; whoever ticks it is
    asked the question by itself. `fields`: each question has a field of its own; those that have a default show it, so
    that it can be accepted. What `refines` a plan is not needed for the first one.
    """

    id: Id
    order: int
    form: Form
    title: Sentence
    text: Sentence | None = None
    questions: Annotated[tuple[Id, ...], Field(min_length=1)]
    quiet: dict[Id, Id] = {}
    as_one: bool = False
    short: dict[Id, Sentence] = {}
    refines: bool = False
    none_text: Sentence = "None of these"
    not_sure: Sentence = "Not sure"

    @model_validator(mode="after")
    def _shows_each_question_once(self) -> Screen:
        if len(set(self.questions)) != len(self.questions):
            raise ValueError("a question stands on a screen once")
        return self

    @model_validator(mode="after")
    def _fits_its_form(self) -> Screen:
        if self.form == "one" and len(self.questions) > 1:
            raise ValueError("a screen of the form 'one' has one question")
        return self

    @model_validator(mode="after")
    def _is_quiet_about_its_own(self) -> Screen:
        of_a_list = self.quiet or self.as_one or self.short
        if {*self.quiet, *self.short} - set(self.questions) or (of_a_list and self.form != "list"):
            raise ValueError("quiet, short and as_one are about questions of a list")
        return self
