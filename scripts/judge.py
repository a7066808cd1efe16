"""Measures triage against the judges in tests/judges and prints the figures, each half by itself.

python scripts/judge.py [--missed]      with --missed also what was missed in the training half; never the held-out half
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.judges import HALVES, Case, Half, Sentences, cases, levels, sentences
from tests.people import completed

from loosen._library import load
from loosen._model.base import LEVELS, WITH_A_PLAN, Level
from loosen._model.plan import Recommendation
from loosen._planning.recommender import Recommender

PERSON = {"age": 45, "sex": "female", "pain_areas": ["low_back"], "pain_usual": 4, "pain_duration": "under_6w"}
"""Somebody with plain back pain and no sign in any box."""
SIGNS = "flags_"
"""How the names of the questions about warning signs begin."""


def main() -> None:
    """Print one line for each half and question, and with `--missed` the training texts that were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true")
    show_missed: bool = parser.parse_args().missed
    judge = Judge()
    for half in HALVES:
        for line in judge.figures(half, show_missed=show_missed and half == "training"):
            print(line)


class Judged(NamedTuple):
    """A published case, and the level that triage gives it."""

    case: Case
    level: Level

    @property
    def right(self) -> bool:
        """Whether the level is the lowest right one, or a higher one that is right too."""
        return self.level in (self.case.should, *self.case.may_be_higher)

    @property
    def too_low(self) -> bool:
        """Whether the person is taken less seriously than is right."""
        return LEVELS.index(self.level) < LEVELS.index(self.case.should)

    @property
    def has_a_plan(self) -> bool:
        """Whether a plan is made."""
        return self.level in WITH_A_PLAN


class Judge:
    """Reads texts and cases as the program does for everybody."""

    def __init__(self) -> None:
        self._recommender = Recommender(load())
        self._person = completed(PERSON)
        self._calm_level = self._made(self._person).triage.level

    def figures(self, half: Half, *, show_missed: bool) -> Iterator[str]:
        """The figures of one half, a line each."""
        for language in ("en", "de"):
            writers = [one for one in sentences(half).values() if one.language == language]
            yield from self._of_words(f"{half}, {language}", writers, show_missed=show_missed)
        for how, told in (("in boxes", lambda case: case.answers), ("with warning signs only in words", _in_words)):
            judged = [Judged(case, self._made(told(case)).triage.level) for case in cases(half)]
            yield f"{half}: cases {how}: {_of_cases(judged)}"
            if show_missed:
                yield from (f"  {one.level} for {one.case.id}: {one.case.sign}" for one in judged if not one.right)

    def _of_words(self, name: str, writers: list[Sentences], *, show_missed: bool) -> Iterator[str]:
        told = [one for writer in writers for one in writer.signs]
        read = [self._is_read(one.text, levels()[one.sign]) for one in told]
        harmless = [text for writer in writers for text in writer.harmless]
        alarms = [self._alarms(text) for text in harmless]
        yield f"{name}: signs read {_share(read)}, false alarms {_share(alarms)}"
        if show_missed:
            yield from (f"  missed {one.sign}: {one.text}" for one, found in zip(told, read, strict=True) if not found)
            yield from (f"  alarm: {text}" for text, alarm in zip(harmless, alarms, strict=True) if alarm)

    def _made(self, answers: Mapping[str, Any]) -> Recommendation:
        return self._recommender.recommend(answers)

    def _is_read(self, text: str, level: str) -> bool:
        """Whether something was heard, and the level is at least the right one."""
        made = self._made({**self._person, "own_words": text})
        return bool(made.audit.heard) and LEVELS.index(made.triage.level) >= LEVELS.index(level)

    def _alarms(self, text: str) -> bool:
        """Whether a text that tells of nothing changes the level of somebody who has no sign."""
        return self._made({**self._person, "own_words": text}).triage.level != self._calm_level


def _in_words(case: Case) -> dict[str, Any]:
    """The same person with every box about warning signs denied, and the signs told in words."""
    denied = {
        name: "no" if isinstance(told, str) else "none" for name, told in case.answers.items() if name.startswith(SIGNS)
    }
    return {**case.answers, **denied, "own_words": case.own_words}


def _of_cases(judged: list[Judged]) -> str:
    urgent = [one for one in judged if one.case.should in LEVELS[LEVELS.index("urgent_same_day") :]]
    benign = [one for one in judged if one.case.should in WITH_A_PLAN]
    return (
        f"right {_share(one.right for one in judged)}, too low {sum(one.too_low for one in judged)}; "
        f"of {len(urgent)} urgent or emergencies {sum(one.has_a_plan for one in urgent)} get a plan, "
        f"of {len(benign)} benign {sum(one.has_a_plan for one in benign)} keep theirs"
    )


def _share(found: Iterable[bool]) -> str:
    counted = list(found)
    return f"{sum(counted)} of {len(counted)} ({100 * sum(counted) / max(1, len(counted)):.0f} %)"


if __name__ == "__main__":
    main()
