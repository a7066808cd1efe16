"""`loosen ask` from end to end in tmux, on the screen that a person sees: with arrows, with numbers, killed, narrow."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.people import EVERYBODYS
from tests.terminal import Pane

from loosen._cli.interview.keeping import Keeper, resume
from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._records.reading import read_record

ASK = [sys.executable, "-m", "loosen", "ask"]
LIBRARY = EVERYBODYS.library
DESK_WORKER: Mapping[str, Any] = {
    "pain_areas": ["neck"], "age": 38, "sex": "male", "pain_usual": 3, "pain_duration": "over_12w",
    "seen_clinician": "yes", "worse_with": ["sitting"], "tight_places": ["neck_shoulder"], "habits": ["sitting_6h"],
}  # fmt: skip
EXPECTING: Mapping[str, Any] = {
    "pain_areas": ["low_back"], "age": 29, "sex": "female", "pain_usual": 3, "pain_duration": "under_6w",
    "pregnant": "yes",    "seen_clinician": "yes", "pregnancy_weeks": 22, "flags_pregnancy": ["bleeding"],
}  # fmt: skip
KEYS = "q stop"
NOT_ALL_SEEN = "Not every line has been on the screen"


def asking(folder: Path, *options: str, columns: int = 80, rows: int = 24) -> Pane:
    return Pane([*ASK, *options], folder, columns=columns, rows=rows)


class Person:
    """Somebody at a pane who says what is true of them, with arrows or with numbers.

    Beside them goes the same interview in memory, which knows what should be on the screen.
    """

    def __init__(
        self, pane: Pane, truth: Mapping[str, Any], *, arrows: bool, so_far: Questionnaire | None = None
    ) -> None:
        self.pane, self.truth, self.arrows = pane, truth, arrows
        self.expected = so_far or Questionnaire(LIBRARY)
        self._offered = False

    def answers(self, until: str = "") -> Iterator[Ask]:
        """Answers what is asked, one screen after the other, up to this one; gives each once it is on the screen."""
        while (shown := self.expected.next()) is not None and shown.id != until:
            if shown.refines and not self._offered:
                self._offered = True
                self.pane.wait_for("That is enough for a first plan.")
                self.pane.press("2", "Enter")
            self.pane.wait_for(shown.title)
            self.pane.wait_for(KEYS)
            yield shown
            self._answer(shown)

    def _answer(self, shown: Ask) -> None:
        question = shown.question
        if shown.form == "fields":
            self.pane.press("Enter")
            self.expected.answer({})
        elif question.takes.number:
            self.pane.type(str(self.truth[question.id]))
            self.expected.answer(self.truth[question.id])
        else:
            told = [line.key for line in shown.lines if self._is_true(line.question, line.option)] or ["none"]
            self._choose(shown, told)
            single = shown.form == "one" and not question.takes.several
            self.expected.answer(told[0] if single else told)

    def _is_true(self, question: str, option: str) -> bool:
        told = self.truth.get(question, "none")
        return option in (told if isinstance(told, list) else [told]) and option != "none"

    def _choose(self, shown: Ask, told: list[str]) -> None:
        """Go to each line and tick it; Enter is pressed on the last."""
        keys = [line.key for line in shown.lines]
        several = shown.form == "list" or shown.question.takes.several
        at = 0
        for key in told:
            to = keys.index(key)
            self._go(at, to)
            self.pane.wait_until(lambda _, to=to: self._is_on(to), f"> on line {to + 1}")
            if several and key != "none":
                self.pane.press("Space")
                self.pane.wait_until(lambda _, to=to: self._is_on(to, "[x]"), f"a tick on line {to + 1}")
            at = to
        enter(self.pane)

    def _go(self, at: int, to: int) -> None:
        if self.arrows:
            self.pane.press(*["Down" if to > at else "Up"] * abs(to - at)) if to != at else None
        else:
            self.pane.press(*str(to + 1))

    def _is_on(self, line: int, box: str = "") -> bool:
        marks = [row for row in self.pane.screen if row.startswith(">")]
        return [f" {line + 1} " in row[:9] and box in row[:9] for row in marks] == [True]


def enter(pane: Pane) -> list[str]:
    """Press Enter, and again while lines have not been on the screen; what stood there each time that this was said."""
    screens: list[str] = []
    while True:
        before = pane.words
        pane.press("Enter")
        if NOT_ALL_SEEN not in pane.wait_until(lambda now, before=before: now != before, "what follows"):
            return screens
        screens.append("\n".join(pane.screen))


def saved(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8"))["answers"])


def test_a_desk_worker_with_arrows_gets_a_plan_and_hears_why(tmp_path: Path) -> None:
    with asking(tmp_path, "--save", "mine.json") as pane:
        person = Person(pane, DESK_WORKER, arrows=True)
        for shown in person.answers():
            if shown.id == "warning_head":
                pane.press("?")
                pane.wait_for(shown.why)
                pane.press("b")
                pane.wait_for("Any of this, now or with this pain?")
                pane.press("n")
                pane.wait_for("None of these")
                enter(pane)
                pane.wait_for(shown.title)
                assert shown.why not in pane.words
        pane.wait_for("Choose an item to see why it is in your plan.")
        made = person.expected.recommendation()
        assert made.plan
        item = made.plan.items[1]
        text = " ".join(" ".join(pane.written).split())
        assert "YOU CAN EXERCISE" in text
        assert all(f"{number}. {item.name}" in text for number, item in enumerate(made.plan.items, start=1))
        pane.press("Down", "Down")
        pane.wait_for(f"> 3 {item.name}")
        pane.press("Enter")
        pane.wait_for("Enter to go on")
        assert "What led to it" in "\n".join(pane.written)
        pane.press("Enter")
        pane.wait_for("> 1 That is all")
        pane.press("Enter")
        assert pane.ends() == 0
    assert saved(tmp_path / "mine.json") == person.expected.answers


def test_a_desk_worker_with_numbers_reads_everything_at_40_columns(tmp_path: Path) -> None:
    with asking(tmp_path, columns=40) as pane:
        person = Person(pane, DESK_WORKER, arrows=False)
        for shown in person.answers():
            if shown.lines:
                _reads_every_line(pane, shown)
        pane.wait_for("Choose an item to see why it is in your plan.")
        assert max(map(len, pane.written)) <= 40
        pane.press("3", "Enter")
        pane.wait_for("Enter to go on")
        assert max(map(len, pane.written)) <= 40
        pane.press("Enter")
        pane.wait_for("> 1 That is all")
        pane.press("Enter")
        assert pane.ends() == 0


def _reads_every_line(pane: Pane, shown: Ask) -> None:
    """Each line is to be seen whole with its own help when the person is on it, and the keys all the while."""
    for line in shown.lines:
        words = pane.wait_until(lambda words, line=line: f"{line.text} {line.help or ''}".strip() in words, line.text)
        assert KEYS in words
        pane.press("Down")
    for question in shown.questions if shown.form == "list" else ():
        pane.press(*str(next(n for n, line in enumerate(shown.lines, start=1) if line.question == question.id)), "?")
        pane.wait_for(f"{question.text} {question.help or ''}".strip())
        pane.press("?")
    pane.press("Home")
    pane.wait_for(shown.title)


def test_an_emergency_halfway_says_at_once_what_to_do(tmp_path: Path) -> None:
    with asking(tmp_path, columns=40) as pane:
        person = Person(pane, EXPECTING, arrows=False)
        asked = [shown.id for shown in person.answers()]
        assert asked[-1] == "flags_pregnancy"
        pane.wait_for("That is all")
        pane.press("Enter")
        assert pane.ends() == 3
        text = " ".join(" ".join(pane.written).split())
        assert "GET EMERGENCY HELP NOW" in text
        assert "Why this?" not in text
        assert max(map(len, pane.written)) <= 40


def _at_a_list(pane: Pane) -> Ask:
    """Go to the first list of warning signs; it is on the screen."""
    person = Person(pane, DESK_WORKER, arrows=False)
    for _ in person.answers(until="warning_legs"):
        pass
    shown = person.expected.next()
    assert shown is not None
    assert shown.form == "list"
    pane.wait_for(shown.title)
    return shown


def _box_texts(shown: Ask, rows: Iterable[str]) -> set[str]:
    """Which lines of a list begin in these rows."""
    starts = {row[4:7].strip() for row in rows if row[1:2] == "["}
    return {line.key for number, line in enumerate(shown.lines, start=1) if str(number) in starts}


def test_no_warning_sign_is_accepted_that_was_never_on_the_screen(tmp_path: Path) -> None:
    with asking(tmp_path, rows=14) as pane:
        shown = _at_a_list(pane)
        seen = _box_texts(shown, pane.screen)
        pane.press("n")
        pane.wait_until(lambda _: "none" in _box_texts(shown, pane.screen), "the last lines")
        seen |= _box_texts(shown, pane.screen)
        assert seen != {line.key for line in shown.lines}
        for screen in enter(pane):
            seen |= _box_texts(shown, screen.splitlines())
        assert seen == {line.key for line in shown.lines}


def test_not_sure_is_ticked_first_and_said_before_it_counts(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    with asking(tmp_path, "--save", file.name, rows=50) as pane:
        shown = _at_a_list(pane)
        before = saved(file)
        pane.press("u", "Enter")
        pane.wait_for("is ticked. Enter again goes on")
        assert saved(file) == before
        pane.press("Space")
        pane.press("n", "Enter")
        pane.wait_for("Any of this, now or with this pain?")
        assert not {question.id for question in shown.questions} - saved(file).keys()


@pytest.mark.parametrize("stop", ["pain_usual", "health_other"])
def test_a_killed_interview_has_every_answer_and_goes_on_where_it_was(stop: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    with asking(tmp_path, "--save", file.name) as pane:
        person = Person(pane, DESK_WORKER, arrows=False)
        for _ in person.answers(until=stop):
            assert saved(file) == person.expected.answers
        shown = person.expected.next()
        assert shown is not None
        pane.wait_for(shown.title)
        pane.kill()
    assert saved(file) == person.expected.answers
    with asking(tmp_path, "--resume", file.name) as pane:
        again = Person(pane, DESK_WORKER, arrows=False, so_far=resume(file, LIBRARY))
        assert next(iter([shown.id for shown in again.answers()])) == stop
        pane.wait_for("> 1 That is all")
        pane.press("Enter")
        assert pane.ends() == 0


def test_what_was_changed_on_a_page_to_accept_outlives_a_kill(tmp_path: Path) -> None:
    questionnaire = Questionnaire(LIBRARY)
    while (shown := questionnaire.next()) is not None and shown.id != "at_hand":
        truth = {
            question.id: DESK_WORKER.get(question.id, shown.before.get(question.id)) for question in shown.questions
        }
        questionnaire.answer({name: value for name, value in truth.items() if value is not None} or "none")
    file = tmp_path / "mine.json"
    Keeper(file).keep(questionnaire)
    with asking(tmp_path, "--resume", file.name) as pane:
        pane.wait_for("one session to last? 15 minutes")
        pane.press("4", "Enter")
        pane.wait_for("Enter keeps 15")
        pane.type("25")
        pane.wait_for("one session to last? 25 minutes")
        pane.press("4", "Enter")
        pane.wait_for("Enter keeps 25")
        pane.kill()
    with asking(tmp_path, "--resume", file.name) as pane:
        pane.wait_for("one session to last? 25 minutes")
        pane.press("4", "Enter")
        pane.wait_for("Enter keeps 25")
        pane.type("b")
        pane.wait_for("one session to last? 25 minutes")
        pane.press("7", "Enter")
        pane.wait_for("> 1 That is all")
    assert saved(file)["minutes"] == 25


def test_a_plan_that_is_wanted_early_is_made_kept_and_made_again_with_more_answers(tmp_path: Path) -> None:
    with asking(tmp_path) as pane:
        person = Person(pane, DESK_WORKER, arrows=False)
        for shown in person.answers(until="at_hand"):
            assert "Make my plan now" not in pane.words or shown.ready
        pane.wait_for("Make my plan now")
        pane.press("p", "Enter")
        pane.wait_for("> 1 That is all")
        text = " ".join(" ".join(pane.written).split())
        assert "Not asked yet, so we took: " in text
        assert "Nothing of this is kept yet." in text
        pane.press("3", "Enter")
        pane.wait_for("loosen session loosen-answers.plan.json")
        pane.wait_for("Enter to go on")
        pane.press("Enter")
        pane.wait_for("> 1 That is all")
        pane.press("2", "Enter")
        pane.wait_for("Your room, your time, your words")
        pane.press("4", "Enter")
        pane.wait_for("Enter keeps 15")
        pane.type("30")
        pane.wait_for("one session to last? 30 minutes")
        pane.press("7", "Enter")
        pane.wait_for("> 1 That is all")
        text = " ".join(" ".join(pane.written).split())
        assert "Before" in text
        assert "Now" in text
        assert "loosen ask --resume loosen-answers.json" in text
        pane.press("Enter")
        assert pane.ends() == 0
    assert saved(tmp_path / "loosen-answers.json")["minutes"] == 30
    assert read_record(tmp_path / "loosen-answers.plan.json").plan is not None
