"""The weeks ahead, told: what changes in each, when to look back, and where the outline ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loosen._assessment.assessor import Assessor
from loosen._model.plan import Change, Week
from loosen._planning.stages.progression import rules_of_growth
from loosen._planning.state import Work
from loosen._words.speech import speech_of

from .carried import Session
from .growing import Growing, with_room
from .keeping_safe import keep_safe
from .person import Answered, End, look_ahead
from .telling import Teller


def weeks_ahead(work: Work, assessor: Assessor) -> tuple[Week, ...]:
    """The weeks of the outline. The person is stepped forward, and each week holds what all rules allow then."""
    return tuple(Outline.of_plan(work, assessor).weeks())


class Outline:
    """The outline of one plan. Going through its weeks carries the `session` along, and the person as `work` tells.

    Of a plan that was carried on, `passed` weeks of its course are over.
    """

    def __init__(self, work: Work, session: Session, told: Answered, assessor: Assessor, passed: int = 0) -> None:
        self._last = work.library.policy.outline.weeks.is_
        reviews = rules_of_growth(work.outcomes["progression"], work.library)
        self._reviews = {week for week in range(1, self._last + 1) if reviews.is_review(week + passed)}
        self._passed = passed
        ahead = look_ahead(work, told, assessor, self._last)
        self._turns, self._end = dict(ahead.turns), self._settled(ahead.end)
        self.work, self.session = work, session
        self._growing = Growing(self.session, work)
        self._speech = speech_of(work.library.language_id)
        self._tell = Teller(self.session, self._speech)

    @classmethod
    def of_plan(cls, work: Work, assessor: Assessor) -> Outline:
        """That of an opening plan."""
        return cls(work, Session.begun(work), Answered(work.assessment), assessor)

    def _settled(self, end: End | None) -> End | None:
        """An end that follows a week of looking back is told in that week."""
        return end._replace(week=end.week - 1) if end and end.week - 1 in self._reviews else end

    def weeks(self) -> Iterator[Week]:
        yield Week.shared(week=1, focus="start", say=self._speech("weeks.go_on" if self._passed else "weeks.start"))
        for week in range(2, self._last + 1):
            safer = self._keep_safe(week)
            if self._end and week >= self._end.week:
                yield self._ended(week, self._end)
                return
            yield self._week(week, *safer)

    def _keep_safe(self, week: int) -> tuple[str, Sequence[Change]]:
        """What must change first because the person is another than in the week before."""
        if week not in self._turns:
            return "", ()
        before, self.work = self.work, self._turns[week]
        self._growing = Growing(self.session, self.work)
        told = with_room(keep_safe(self.session, before, self.work), self.session, self.work)
        return self._tell.safer(told), [one.change for one in told]

    def _week(self, week: int, say: str, changes: Sequence[Change]) -> Week:
        if week in self._reviews:
            last = (week + self._passed) % self._last == 0
            review = self._speech("weeks.last_review" if last else "weeks.review")
            return _week(week, "review", " ".join(filter(None, (say, review))), changes)
        if changes:
            return _week(week, "safety", say, changes)
        if told := self._growing.week():
            return _week(week, told[0].change.what, self._tell.changes(told), [one.change for one in told])
        return Week.shared(week=week, focus="steady", say=self._speech("weeks.steady"))

    def _ended(self, week: int, end: End) -> Week:
        focus = "review" if week in self._reviews else "end"
        return Week.shared(week=week, focus=focus, say=self._tell.end(end))


def _week(week: int, focus: str, say: str, changes: Sequence[Change]) -> Week:
    return Week.shared(week=week, focus=focus, say=say, changes=tuple(changes))
