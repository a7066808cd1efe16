"""What a person did in an interview: the answers, and the steps in which they were given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loosen._model.base import Id, Model

from .screens import Given


class Step(Model):
    """One thing the person did: on which screen, and what the answers that it touched were before (None: not given).

    `unsure` are questions of a list about which the person was not sure: each is then asked by itself. `asked_again`
    are those of a conflict that was shown. `taken_back` are signs that were ticked or written, and are no more because
    that was a mistake: `<question>.<option>`, or the entry of the lexicon that was heard in words of one's own.
    """

    screen: str
    before: dict[Id, Any]
    unsure: tuple[Id, ...] = ()
    asked_again: tuple[tuple[Id, ...], ...] = ()
    taken_back: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """All that an interview knows; what comes next follows from it and from the library. Every step makes a new one.

    `earlier` are answers that were given once and are no more; they are shown where their question is asked again.
    `progress` is how far it ever was, 0 to 1. `not_these` is what a file of answers says of exercises that are ruled
    out, which the interview does not ask for.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    earlier: Mapping[str, Any] = field(default_factory=dict)
    trail: tuple[Step, ...] = ()
    progress: float = 0.0
    not_these: Any = None

    @property
    def unsure(self) -> frozenset[str]:
        """The questions to ask by themselves, since the person was not sure about a list."""
        return frozenset(name for step in self.trail for name in step.unsure)

    @property
    def asked_again(self) -> frozenset[tuple[str, ...]]:
        """The conflicts that were shown, each as its questions."""
        return frozenset(questions for step in self.trail for questions in step.asked_again)

    @property
    def taken_back(self) -> tuple[str, ...]:
        """The signs that were said once and taken back as a mistake."""
        return tuple(dict.fromkeys(sign for step in self.trail for sign in step.taken_back))

    def forth(
        self,
        screen: str,
        given: Given,
        withdrawn: Collection[str] = (),
        asked_again: tuple[tuple[str, ...], ...] = (),
        taken_back: tuple[str, ...] = (),
    ) -> History:
        """One step further: new answers, and those `withdrawn` because they depended on others."""
        before = {name: self.answers.get(name) for name in (*given.answers, *withdrawn)}
        step = Step(screen=screen, before=before, unsure=given.unsure, asked_again=asked_again, taken_back=taken_back)
        answers = {**self.answers, **given.answers}
        earlier = {**self.earlier, **{name: answers.pop(name) for name in withdrawn}}
        return replace(self, answers=answers, earlier=earlier, trail=(*self.trail, step))

    def back(self) -> History:
        """The last step taken back; there has to be one."""
        answers, earlier = dict(self.answers), dict(self.earlier)
        for name, value in self.trail[-1].before.items():
            if name in answers:
                earlier[name] = answers.pop(name)
            if value is not None:
                answers[name] = value
        return replace(self, answers=answers, earlier=earlier, trail=self.trail[:-1])
