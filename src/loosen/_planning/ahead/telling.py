"""The words for what changes in a week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from loosen._model.plan import Change
from loosen._planning.dose import Dosed
from loosen._words.amounts import LONG_BOUT_S, SHORTEST_HOLD_S, about, value_words
from loosen._words.speech import NAMES, Speech

from .carried import Carried, Session
from .person import End
from .told import Told

GROWING = ("hold_s", "repetitions", "sets")
"""The values of a dose that are told in a few words."""


class Teller:
    """Tells of changes in a session in one language; of an exercise that came in, with its dose.

    `names` has those of exercises that are not in the session and may be told of.
    """

    def __init__(self, session: Session, speech: Speech, names: Mapping[str, str] | None = None) -> None:
        self._session, self._speech = session, speech
        self._names = {**(names or {}), **{one.id: one.dosed.exercise.name for one in session.items}}

    def changes(self, told: Iterable[Told]) -> str:
        """What is done otherwise, and what rules say of it."""
        told = tuple(told)
        deeds = [deed for one in told for deed in self._deeds(one)]
        says: dict[str, str] = {}
        for rule, say in (pair for one in told for pair in one.says.items()):
            says.setdefault(rule, say)  # of several exercises that one rule is about, the first is told of
        return " ".join((*deeds, *dict.fromkeys(says.values())))

    def safer(self, told: Sequence[Told]) -> str:
        """What is other from this week on because the person is another; "" for nothing."""
        done_otherwise = any(one.change.what != "caution" for one in told)
        return self._speech("weeks.from_now", what=self.changes(told)) if done_otherwise else self.changes(told)

    def end(self, end: End) -> str:
        """Why the outline goes no further."""
        if end.reason:
            return self._speech("weeks.see_somebody", say=end.reason)
        if end.question and f"{NAMES}.end.{end.question}" in self._speech:
            return self._speech.one_of("end", end.question)
        return self._speech("weeks.ask_again")

    def _deeds(self, told: Told) -> Iterator[str]:
        if told.change.what not in ("caution", "adapted"):
            yield self._deed(told.change)
        if told.how:
            yield self._speech("weeks.adapted", name=self._names[told.change.exercise], how=told.how)

    def _deed(self, change: Change) -> str:
        """What to do, as a sentence."""
        item = next((one for one in self._session.items if one.id == change.exercise), None)
        if item:
            self._names[item.id] = item.dosed.exercise.name
        name, to, speech = self._names[change.exercise], change.to or 0, self._speech
        before = self._names.get(change.instead_of or "", "")
        match change.what:
            case "range":
                return speech("weeks.further", name=name)
            case "hold_s":
                return speech("weeks.longer", name=name, seconds=to)
            case "repetitions":
                return speech("weeks.more_often", name=name, more=to)
            case "sets":
                return speech("weeks.more_rounds", name=name, rounds=to)
            case "variant":
                return speech("weeks.next_step", next=name, name=before, dose=self._dose(item))
            case "left_out":
                return speech("weeks.left_out", name=name)
        return self._deed_of_care(change, item, before)

    def _deed_of_care(self, change: Change, item: Carried | None, before: str) -> str:
        """The same where an exercise does not grow: another takes its place, or less of it is done."""
        name, dose, speech = self._names[change.exercise], self._dose(item), self._speech
        if change.what == "safer":
            return speech("weeks.safer", next=name, name=before, dose=dose)
        if change.what == "swap":
            return speech("weeks.swap", next=name, name=before, dose=dose)
        if change.what == "again":
            in_place = speech("weeks.again_in_place", next=name, name=before, dose=dose)
            return in_place if before else speech("weeks.again", name=name, dose=dose)
        if change.what == "eased":
            return speech("weeks.eased", name=name, dose=dose)
        if before:
            return speech("weeks.back_to", next=name, name=before, dose=dose)
        return speech("weeks.back", name=name, dose=dose)

    def _dose(self, item: Carried | None) -> str:
        return dose_in_brief(item.dosed, self._speech) if item else ""


def dose_in_brief(dosed: Dosed, speech: Speech, only: Collection[str] = GROWING) -> str:
    """How much of an exercise, in a few words; `only` names the values of the dose that are told."""
    dose, told = dosed.dose, list[tuple[str, int]]()
    if dosed.room.is_bout and dose.hold_s >= LONG_BOUT_S:
        return about(dose.hold_s, speech) if "hold_s" in only else ""
    if dose.hold_s >= SHORTEST_HOLD_S:
        told.append(("hold_s", dose.hold_s))
    if not dosed.room.is_bout:
        told.append(("repetitions", dose.repetitions))
    if dose.sets > 1 or len(only) < len(GROWING):
        told.append(("sets", dose.sets))
    return ", ".join(value_words(name, value, speech) for name, value in told if name in only)
