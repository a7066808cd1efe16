"""What a player elsewhere tells of a session, as often as it likes: how far it was, and what the person said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import AwareDatetime, Field

from loosen._diary.entering import moved_down_in
from loosen._model.base import Model
from loosen._model.diary import EntryId, Moved, Note, OutOfTen, Seal, SessionEntry, SkipReason
from loosen._model.plan import Plan

from .deeds import done_of
from .player import Player
from .timeline import shorter_day, steps_of
from .worked import Worked

SAME_CLOCK: Final = timedelta(minutes=1)
"""Two clocks that differ by no more are taken for right."""
_MOST = 10_000
_A_DAY_S = 24 * 3600
Place = Annotated[int, Field(ge=0, le=_MOST)]


class Said(Model):
    """What the person said of a session; None was not said. `moved_in` is the place of an exercise."""

    pain_before: OutOfTen | None = None
    pain_worst: OutOfTen | None = None
    pain_after: OutOfTen | None = None
    pain_usual: OutOfTen | None = None
    effort: OutOfTen | None = None
    moved: Moved | None = None
    moved_in: Place | None = None
    new_signs: Annotated[tuple[str, ...], Field(max_length=200)] | None = None
    note: Note | None = None

    def put_into(self, entry: SessionEntry) -> SessionEntry:
        """An entry in which nothing was said yet, with all of it."""
        entry = entry.model_copy(update=self.model_dump(exclude={"moved_in"}, exclude_none=True))
        if self.moved != "down" or self.moved_in is None or self.moved_in >= len(entry.done):
            return entry
        return entry.model_copy(update={"done": moved_down_in(entry, entry.done[self.moved_in].exercise)})


class Deed(Model):
    """A state of one session. Of two with the same `id` the one that was `told` later counts.

    `at` is the place of the step among those of the day, `finished` the exercises gone through, `worked` what was done
    of each, `seconds` how long it ran, `left_out` why exercises were left, `stopped` why the whole session was. Times
    are by the teller's clock, which says that it is `sent` now.
    """

    id: EntryId
    plan: Seal
    shorter: bool = False
    started: AwareDatetime
    ended: AwareDatetime | None = None
    told: AwareDatetime
    sent: AwareDatetime
    at: Place = 0
    seconds: Annotated[float, Field(ge=0, le=_A_DAY_S)] = 0.0
    finished: Annotated[tuple[Place, ...], Field(max_length=_MOST)] = ()
    worked: Annotated[tuple[Worked, ...], Field(max_length=_MOST)] = ()
    left_out: dict[Place, SkipReason] = {}
    stopped: SkipReason | None = None

    def day(self, plan: Plan) -> Plan:
        """What of the plan was for that day."""
        return shorter_day(plan) if self.shorter else plan

    def player(self, plan: Plan) -> Player:
        """A player of that day that stands where this session stood."""
        player = Player(steps_of(self.day(plan)))
        player.go_on(min(self.at, len(player.steps) - 1), self.finished, self.seconds, self.worked)
        if self.at >= len(player.steps):
            player.skip()
        return player

    def reasons(self, plan: Plan) -> dict[int, SkipReason]:
        """Why exercises were left, by their place: why the session was stopped, of the one at which it was."""
        player = self.player(plan)
        if self.stopped is None or not player.steps:
            return self.left_out
        return {player.step.item: self.stopped, **self.left_out}

    def entry(self, plan: Plan, said: Said, now: datetime) -> SessionEntry:
        """The session as a diary has it, with what was said of it; a clock that differs from `now` is set right."""
        started, told = self._when(self.started, now), self._when(self.told, now)
        ended = self._when(self.ended, now) if self.ended else None
        return said.put_into(
            SessionEntry(
                id=self.id,
                plan=self.plan,
                started=started,
                ended=max(started, ended) if ended else None,
                done=done_of(self.day(plan), self.player(plan), self.reasons(plan), stopped=self.stopped),
                entered="session",
                entered_at=max(started, told),
            )
        )

    def _when(self, moment: datetime, now: datetime) -> datetime:
        """A moment by our clock, and never later than now, in the zone in which it was told."""
        late = now - self.sent
        moment = moment + late if abs(late) > SAME_CLOCK else moment
        return min(moment, now.astimezone(moment.tzinfo))
