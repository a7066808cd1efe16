"""Goes through a session as it is told that time has passed; there is no clock in here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from .timeline import SessionStep
from .worked import Worked, ends_repetition

State = Literal["ready", "reading", "running", "paused", "done"]


class Player:
    """Goes through the steps of a session as it is told that time has passed.

    It waits (`ready`) until `start`, and only runs on between `start` and `pause`; where somebody has to `read` first,
    it waits until that time has passed, or `start`. `finished` holds the places of the exercises gone through to their
    end, `seconds_done` the time that ran, `at` the place of the current step, and `worked` what was done of each
    exercise and side.
    """

    def __init__(self, steps: Sequence[SessionStep]) -> None:
        self.steps = tuple(steps)
        self.state: State = "ready" if self.steps else "done"
        self.finished: set[int] = set()
        self.worked: dict[tuple[int, str], Worked] = {}
        self.seconds_done = 0.0
        self.at = 0
        self._spent = self._to_read = 0.0

    @property
    def step(self) -> SessionStep:
        """What is being done now; when all is done, what was done last."""
        return self.steps[min(self.at, len(self.steps) - 1)]

    @property
    def step_ahead(self) -> SessionStep | None:
        """What comes after this step."""
        return self.steps[self.at + 1] if self.at + 1 < len(self.steps) else None

    @property
    def seconds_left(self) -> float:
        """The seconds that the step still takes, once its clock runs."""
        return 0.0 if self.state == "done" else self.step.seconds - self._spent

    @property
    def seconds_to_read(self) -> float:
        """The seconds until the clock starts by itself."""
        return self._to_read if self.state == "reading" else 0.0

    @property
    def seconds_to_go(self) -> float:
        """The seconds that the session still takes, when nothing is skipped."""
        return sum(step.seconds for step in self.steps[self.at :]) - self._spent

    def start(self) -> None:
        """Begin, or go on after a pause; somebody has read enough."""
        if self.state != "done":
            self.state = "running"

    def read(self, seconds: float) -> None:
        """Stand still for so long, or until `start`."""
        if self.state == "running" and seconds > 0:
            self.state, self._to_read = "reading", seconds

    def pause(self) -> None:
        """Stand still until `start`."""
        if self.state in ("running", "reading"):
            self.state = "paused"

    def tick(self, seconds: float) -> None:
        """Let time pass; nothing happens unless it is running, or somebody reads.

        A step ends at its very moment, however late that is told: what was too much belongs to the step that follows.
        """
        if self.state == "reading":
            read = min(seconds, self._to_read)
            self._to_read -= read
            seconds -= read
            if self._to_read <= 0:
                self.state = "running"
        while self.state == "running" and seconds > 0:
            passed = min(seconds, self.seconds_left)
            self._pass(passed)
            seconds -= passed
            if self._spent >= self.step.seconds:
                self._step_ends()

    def go_on(self, at: int, finished: Iterable[int], seconds: float, worked: Iterable[Worked] = ()) -> None:
        """Stand, paused, at the beginning of a step that was reached before."""
        if 0 <= at < len(self.steps):
            self._go_to(at)
            self.finished, self.seconds_done, self.state = set(finished), seconds, "paused"
            self.worked = {(one.item, one.side): one for one in worked}

    def skip(self) -> None:
        """Leave the rest of this exercise out."""
        if self.state != "done":
            self._go_to(self._first_of(self.step.item + 1))

    def back(self) -> None:
        """Begin this exercise again, or go to the one before it while still getting ready."""
        if self.state != "done":
            first = self._first_of(self.step.item)
            self._go_to(first if self.at > first else self._first_of(self.step.item - 1))

    def _pass(self, seconds: float) -> None:
        self._spent += seconds
        self.seconds_done += seconds
        if self.step.is_work:
            self._add(Worked(item=self.step.item, side=self.step.side or "", seconds=seconds))

    def _add(self, more: Worked) -> None:
        key = more.item, more.side
        before = self.worked.get(key)
        self.worked[key] = before.and_more(more) if before else more

    def _step_ends(self) -> None:
        step = self.step
        if ends_repetition(step, self.step_ahead):
            self._add(Worked(item=step.item, side=step.side or "", repetitions=1))
        self._go_to(self.at + 1)
        if self.state == "done" or self.step.item != step.item:
            self.finished.add(step.item)

    def _first_of(self, item: int) -> int:
        """Where an exercise begins: the first is the least, and beyond the last is the end."""
        return next((at for at, step in enumerate(self.steps) if step.item >= item), len(self.steps))

    def _go_to(self, at: int) -> None:
        self.at, self._spent = at, 0.0
        if at == len(self.steps):
            self.state = "done"
