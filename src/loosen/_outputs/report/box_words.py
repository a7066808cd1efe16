"""The words in a box of the picture of decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from loosen._model.audit import Audit
from loosen._records.links import ALWAYS, CONFLICTS, HIDDEN
from loosen._words.amounts import some
from loosen._words.record import Words, span_words
from loosen._words.vocabulary import in_words

_MOST_NAMES = 3


class BoxText(NamedTuple):
    """The words of a box, by how they are set, and the place in the page that tells more."""

    small: str
    strong: str
    below: str
    to: str


class BoxWriter:
    """The words of boxes."""

    def __init__(self, audit: Audit) -> None:
        self._words = Words(audit)
        self._view, self._speech = self._words.view, self._words.speech
        self._write: Mapping[str, Callable[[str, str], BoxText]] = {
            "answer": self._answer, "finding": self._finding, "tally": self._tally, "lexicon": self._heard,
            "self_test": self._self_test, "programme": self._programme, "muscle": self._muscle,
            "exercise": self._exercise, "left_out": self._left_out, "level": self._level, "rule": self._rule,
            ALWAYS: self._always, CONFLICTS: self._conflicts, HIDDEN: self._hidden,
        }  # fmt: skip

    def text(self, node: str) -> BoxText:
        """The words of a box by its node."""
        kind, _, name = node.partition(":")
        return self._write[kind](node, name)

    def _answer(self, _: str, name: str) -> BoxText:
        record = self._view.answers.get(name)
        return BoxText(self._words.question(name), self._words.answer(record) if record else "", "", f"answer-{name}")

    def _finding(self, node: str, name: str) -> BoxText:
        state = self._view.finding(name)
        if state == "absent":  # ruled out, or in a redacted record a symptom whose name is hidden
            below = "" if self._words.said(f"symptom:{name}") else self._speech("report.is_not_so")
            return BoxText("", self._words.name(node), below, "findings")
        below = "" if state == "present" else self._speech("report.may_be_so")
        return BoxText("", self._words.name(node), below, f"finding-{name}")

    def _tally(self, node: str, name: str) -> BoxText:
        least, most = self._view.tallies.get(name, (0, 0))
        count = span_words(least, most, self._speech)
        return BoxText(self._speech("report.count"), self._words.name(node), count, "tallies")

    def _heard(self, _: str, name: str) -> BoxText:
        heard = self._view.heard[name]
        said = self._speech("handout.quoted", name=heard.words) if heard.words else in_words(name)
        return BoxText(self._speech("report.in_own_words"), said, "", "heard")

    def _self_test(self, node: str, _: str) -> BoxText:
        return BoxText(
            self._speech("report.self_test"), self._words.name(node), self._speech("report.tight"), "muscles"
        )

    def _programme(self, node: str, _: str) -> BoxText:
        return BoxText(self._speech("report.asked_for"), self._words.name(node), "", "session")

    def _muscle(self, node: str, name: str) -> BoxText:
        focus = self._view.focus[name]
        side = "" if focus.side == "both" else f", {self._speech.one_of('side', focus.side)}"
        return BoxText("", in_words(self._words.name(node)), f"{focus.strength} %{side}", f"muscle-{name}")

    def _exercise(self, node: str, name: str) -> BoxText:
        record = self._view.exercises[name]
        points = self._speech("amounts.points", count=sum(record.score.values())) if record.score else ""
        return BoxText("", self._words.name(node), points, f"exercise-{name}")

    def _left_out(self, _: str, rule: str) -> BoxText:
        effects = [effect for effect in self._view.audit.effects if (effect.rule, effect.effect) == (rule, "excluded")]
        names = [self._view.exercises[name].name for effect in effects for name in effect.exercises]
        names = list(dict.fromkeys(names))
        count = self._speech("report.exercises_left_out", count=len(names))
        return BoxText("", count, some(names, _MOST_NAMES, self._speech), f"rule-{rule}")

    def _level(self, _: str, name: str) -> BoxText:
        return BoxText("", self._speech.one_of("level", self._view.audit.level), name.replace("_", " "), "story")

    def _rule(self, _: str, name: str) -> BoxText:
        return BoxText("", name, "", f"rule-{name}")

    def _always(self, _: str, __: str) -> BoxText:
        return BoxText("", self._speech("report.everybody"), "", "stages")

    def _hidden(self, _: str, __: str) -> BoxText:
        return BoxText("", self._speech("report.hidden_answers"), "", "answers")

    def _conflicts(self, _: str, __: str) -> BoxText:
        return BoxText("", self._speech("report.not_fitting"), "", "conflicts")
