"""From a plan's record and a diary to the next plan: what is held against each other first, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from loosen._library import Library
from loosen._library.loading import bundled
from loosen._model.diary import Diary, InForce
from loosen._model.plan import Recommendation
from loosen._model.review import Verdict
from loosen._planning.review.checks import goes_on
from loosen._planning.review.review import review as carried_on
from loosen._records.sealing import digest_of_record
from loosen.errors import Fault, FaultCode, FileError

from .checking import impossible, session_named
from .verdict import verdict

HEADLINE = "The plan cannot be carried on."
SHOWN = 8
"""Digits of a seal or an id that are shown to people."""


def review(
    last: Recommendation,
    happened: Diary | Verdict,
    when: datetime | date,
    library: Library | None = None,
    *,
    begun: date | None = None,
    swaps: Mapping[str, str | None] | None = None,
) -> Recommendation:
    """The next plan, or a referral, from the `last` record and what happened since.

    `happened` is the diary, and `when` the moment of the review with its time zone; or it is a verdict of your own, and
    `when` the day. The record of an opening plan does not know when somebody began with it: a diary does, and beside a
    verdict `begun` says it. `swaps` are exercises of the plan, by id, that the person would rather change for another
    one, or for whichever is best (None). The same diary gives the same plan all day: once it names the plan that came
    of it, that plan is made again.

    Raises `FileError` naming every fault of the diary, and where it does not fit the plan or that cannot be carried on;
    `AnswersError` where by now an answer is missing, or an exercise cannot be given; `ValueError` for a moment without
    a time zone.
    """
    known = (library or bundled()).in_language(last.audit.language)
    if isinstance(happened, Verdict):
        day = when.date() if isinstance(when, datetime) else when
        return carried_on(last, _with(swaps, happened), day, known, begun=begun)
    if not isinstance(when, datetime) or when.tzinfo is None:
        raise ValueError("a review of a diary needs a moment with its time zone, because days are those of the person")
    return _Reviewing(last, happened, when, known).made(swaps)


def judged(last: Recommendation, diary: Diary, moment: datetime, library: Library) -> Verdict:
    """What a diary says of the `last` record at a moment, with its time zone, once the two were held together.

    Raises `FileError` naming every fault of the diary, and where it does not fit the plan.
    """
    known = library.in_language(last.audit.language)
    _Reviewing(last, diary, moment, known).place()
    return verdict(diary, last, known, moment)


def _with(swaps: Mapping[str, str | None] | None, found: Verdict) -> Verdict:
    return found.model_copy(update={"swaps": {**found.swaps, **swaps}}) if swaps else found


class _Place(NamedTuple):
    """A plan among those of a diary, and those that came after it."""

    own: InForce
    later: Sequence[InForce]


class _Reviewing:
    """The review of one record by one diary at a moment."""

    def __init__(self, last: Recommendation, diary: Diary, moment: datetime, library: Library) -> None:
        self._last, self._diary, self._moment, self._library = last, diary, moment, library
        self._seal = digest_of_record(last)

    def made(self, swaps: Mapping[str, str | None] | None) -> Recommendation:
        """The next record. Raises `FileError` naming every fault."""
        place = self.place()
        if place.later:
            return self._made_before(place, swaps)
        if not swaps and self._is_of_today(place.own):
            return self._last
        return self._at(self._moment, self._diary, place.own, swaps)

    def place(self) -> _Place:
        """Where the plan stands in the diary. Raises `FileError` naming every fault of both."""
        plans, place = {self._seal: self._last}, self._place
        faults = list(impossible(self._diary, plans, self._library, self._moment))
        faults += [*goes_on(self._last), *self._unfinished(), *self._misplaced(place)]
        if faults or place is None:
            raise FileError(HEADLINE, faults)
        return place

    @property
    def _place(self) -> _Place | None:
        plans = sorted((one for one in self._diary.plans if not one.ends), key=lambda one: (one.since, one.plan))
        own = next((one for one in reversed(plans) if one.plan == self._seal), None)
        return None if own is None else _Place(own, plans[plans.index(own) + 1 :])

    def _at(
        self, moment: datetime, diary: Diary, own: InForce, swaps: Mapping[str, str | None] | None
    ) -> Recommendation:
        found = _with(swaps, verdict(diary, self._last, self._library, moment))
        begun = None if self._last.audit.course else own.since.date()
        return carried_on(self._last, found, moment.date(), self._library, begun=begun)

    def _made_before(self, place: _Place, swaps: Mapping[str, str | None] | None) -> Recommendation:
        """The plan that today's review came to, made again as it was. Raises `FileError` where it is another one."""
        next_one = place.later[0]
        if next_one.since.date() == self._moment.date() and len(place.later) == 1:
            diary = self._diary.model_copy(update={"plans": tuple(one for one in self._diary.plans if one != next_one)})
            made = self._at(next_one.since, diary, place.own, swaps)
            if digest_of_record(made) == next_one.plan:
                return made
        last = place.later[-1]
        what = f"is not the last plan of the diary: since {last.since:%Y-%m-%d %H:%M} that is {last.plan[:SHOWN]}."
        raise FileError(HEADLINE, [Fault(FaultCode.OLDER_PLAN, self._named, what, "Give the record of that one.")])

    def _is_of_today(self, own: InForce) -> bool:
        """Whether the plan was made today by a review, and nothing was noted since."""
        course = self._last.audit.course
        entered = (entry.entered_at for part in (self._diary.sessions, self._diary.checks) for entry in part)
        return bool(course and course.on == self._moment.date()) and all(moment <= own.since for moment in entered)

    @property
    def _named(self) -> str:
        return f"plan {self._seal[:SHOWN]}"

    def _misplaced(self, place: _Place | None) -> Iterator[Fault]:
        """That the plan is none of the diary, or only will be."""
        if not (self._diary.plans or self._diary.sessions or self._diary.checks):
            remedy = "Put a session into it first: loosen log, or loosen session --diary."
            yield Fault(FaultCode.NOTHING_THERE, "the diary", "holds nothing yet.", remedy)
        elif place is None and self._last.plan is not None and self._last.audit.redacted is None:
            known = ", ".join(one.plan[:SHOWN] for one in self._diary.plans) or "none"
            what = f"is no plan of this diary, which knows: {known}. It may be somebody else's."
            remedy = "Give the plan and the diary of one person; a new plan is known once one of its sessions is noted."
            yield Fault(FaultCode.OTHER_PERSON, self._named, what, remedy)
        elif place and place.own.since > self._moment:
            what = f"is the person's from {place.own.since:%Y-%m-%d %H:%M} on, after this review."
            yield Fault(FaultCode.OUT_OF_RANGE, self._named, what, "Check the clock and the date.")

    def _unfinished(self) -> Iterator[Fault]:
        """A session of today that is still running."""
        today = (one for one in self._diary.sessions if one.started.date() == self._moment.date())
        for one in (one for one in today if one.entered == "session" and one.ended is None):
            remedy = "Go on with it: loosen session. Or review the plan tomorrow."
            yield Fault(FaultCode.IN_USE, session_named(one), "is not over yet.", remedy)
