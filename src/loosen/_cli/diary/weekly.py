"""The questions of a weekly check, each of which may be left unanswered."""

from __future__ import annotations

from typing import Any

from loosen._diary.questions import MOST
from loosen._diary.weekly import ACTIVITIES, BETTER, LONGEST_NAME, Week, activities_of
from loosen._model.diary import Activity, Diary
from loosen._model.reserved import LOOKED_AT

from .asking import Asking, yes_or_no
from .questions import ask_new


def ask_week(asking: Asking, week: Week, said: dict[str, Any]) -> bool:
    """Ask for a weekly check; what is said is in `said` at once, by the fields of one.

    Whether something is new that is none of the signs. Raises `Enough`. The gravest is asked first, so that whoever
    stops in between has answered it; and where anything is new nothing more is asked, because that comes first.
    """
    speech = asking.speech
    seen = yes_or_no(asking, speech("diary.seen")) if week.stopped else None
    if seen:
        said["answers"] = {LOOKED_AT: seen}
    new = ask_new(asking, week.signs, speech("diary.new_since") if seen == "yes" else speech("diary.new"))
    if new.signs is not None:
        said["new_signs"] = new.signs
    if new.signs or new.other:
        return new.other
    change = asking.number(speech("diary.change"), -BETTER, BETTER)
    if change is not None:
        said["change"] = change
    sleep = asking.out_of_ten(speech("diary.sleep"))
    if sleep is not None:
        said["sleep"] = sleep
    _ask_activities(asking, week.diary, said)
    return False


def _ask_activities(asking: Asking, diary: Diary, said: dict[str, Any]) -> None:
    names = activities_of(diary) or _named(asking)
    for name in names:
        rating = asking.number(asking.speech("diary.activity", name=name), 0, MOST)
        if rating is not None:
            said["activities"] = (*said.get("activities", ()), Activity(name=name, rating=rating))


def _named(asking: Asking) -> tuple[str, ...]:
    """The activities that somebody names now."""
    names: dict[str, None] = {}
    speech = asking.speech
    first = f"{speech('diary.name_first')} {speech('diary.first_name')}"
    for number in range(1, ACTIVITIES + 1):
        question = speech("diary.next_name") if number > 1 else first
        name = asking.words(question, LONGEST_NAME)
        if not name:
            break
        names[name] = None
    return tuple(names)
