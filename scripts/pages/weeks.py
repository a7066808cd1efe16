"""The whole way from a plan through its diary to the next plans, as the commands show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from loosen import (
    Diary,
    Done,
    Recommendation,
    SessionEntry,
    WeeklyCheck,
    diff,
    read_answers,
    recommend,
    review,
    with_plan,
    with_session,
)
from loosen._library import Library
from loosen._outputs.comparison import told_comparison
from loosen._outputs.export import export
from loosen._outputs.side_by_side import Names
from loosen._records.sealing import digest_of_record

ROOT = Path(__file__).parents[2]
BEGUN = datetime(2026, 9, 7, 17, tzinfo=timezone(timedelta(hours=2)))
SHOWN = 60
"""The most lines that are shown of an output."""


class Course:
    """One person's plan, diary, and reviews; days count from the first."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.plans = [recommend(read_answers(ROOT / "examples" / "desk_worker.yaml"), library)]
        self._diary = with_plan(Diary(person="0" * 32), self.plans[0], BEGUN)

    @property
    def _last(self) -> Recommendation:
        return next(made for made in reversed(self.plans) if made.plan)

    def does(self, *days: int, **said: Any) -> None:
        """Sessions that went well, but for what is said of them."""
        for day in days:
            at = BEGUN + timedelta(days=day, hours=1)
            items = self._last.plan.items if self._last.plan else ()
            well: dict[str, Any] = {
                "pain_worst": 2, "pain_after": 2, "pain_next_morning": 2, "moved": "no", "new_signs": (),
            }  # fmt: skip
            entry = SessionEntry(
                id=f"{day:032x}", plan=digest_of_record(self._last), started=at, entered="log",
                entered_at=at + timedelta(hours=14), done=tuple(Done(exercise=item.exercise) for item in items),
                **{**well, **said},
            )  # fmt: skip
            self._diary = with_session(self._diary, entry)

    def says(self, day: int, **answers: Any) -> None:
        """A weekly check with answers."""
        at = BEGUN + timedelta(days=day, hours=2)
        check = WeeklyCheck(
            id=f"{1000 + day:032x}", plan=digest_of_record(self._last), on=at.date(), entered_at=at, answers=answers
        )
        self._diary = self._diary.model_copy(update={"checks": (*self._diary.checks, check)})

    def reviewed(self, day: int) -> Recommendation:
        """The next plan, or a referral, in the morning of a day."""
        at = BEGUN + timedelta(days=day, hours=-8)
        made = review(self._last, self._diary, at, self._library)
        self._diary = with_plan(self._diary, made, at)
        self.plans.append(made)
        return made


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The one page."""
    course = Course(library)
    course.does(0, 1, 2, 3, 4)
    moved_on = _beginning(course.reviewed(7))
    course.does(8)
    course.does(9, pain_worst=6)
    back = _beginning(course.reviewed(14))
    course.does(15, pain_worst=9)
    stopped = _beginning(course.reviewed(16))
    course.says(27, seen_clinician="yes", flags_illness=("none",))
    again = _beginning(course.reviewed(28))
    compared = told_comparison(
        diff(course.plans[0], course.plans[-1], library), "text", names=Names("p1.json", "p5.json")
    )
    text = TEXT.format(
        moved_on=moved_on, back=back, stopped=stopped, again=again, line=compared.partition("\n\n")[0], code=CODE
    )
    yield "weeks.md", text


def _beginning(made: Recommendation) -> str:
    """What stands before the routine, or before what was answered."""
    lines = export(made, "text").splitlines()
    heads = [place for place, line in enumerate(lines) if line.startswith(("Your routine", "Watch out for"))]
    return "\n".join(lines[: min([*heads, SHOWN])]).rstrip()


CODE = """\
from datetime import datetime, timedelta

import loosen

plan = loosen.recommend(loosen.read_answers("examples/desk_worker.yaml"))
plan = loosen.read_record(loosen.to_json(plan))  # as it is kept: sealed
begun = datetime.fromisoformat("2026-09-07T17:00+02:00")
diary = loosen.with_plan(loosen.Diary(person="0" * 32), plan, begun)
for day in range(5):
    at = begun + timedelta(days=day, hours=1)
    session = loosen.SessionEntry(
        id=f"{day:032x}",
        plan=plan.seal.digest,
        started=at,
        entered="code",
        entered_at=at + timedelta(hours=14),
        done=tuple(loosen.Done(exercise=item.exercise) for item in plan.plan.items),
        pain_worst=2,
        pain_after=2,
        pain_next_morning=2,
        moved="no",
        new_signs=(),
    )
    diary = loosen.with_session(diary, session)

morning = begun + timedelta(days=6, hours=15)
print(loosen.verdict(diary, plan, loosen.load(), morning).kind)  # advance
following = loosen.review(plan, diary, morning)
print(following.plan.since.say)
for change in following.plan.since.changes:
    print(change.say)
print([one.on for one in loosen.ancestors_of(following)])
"""

TEXT = """\
# Week by week

A plan that never changes is abandoned, or becomes wrong. So what happens goes into a [diary](diary.md), and once a
week `loosen review` makes the next plan of both: it moves on by one small step, stays, goes back, or stops and says
whom to see. Each time it says why, with what was noted and when. This page is made by `make docs`, with the dates of
one example person.

```sh
loosen plan examples/desk_worker.yaml --format json --out p1.json
loosen session p1.json --diary diary.json          # writes down what was done, and asks how it was
loosen log p1.json --diary diary.json              # or tell it afterwards
loosen review p1.json --diary diary.json           # only shows the next plan
loosen review p1.json --diary diary.json --out p2.json
```

`--out` with a name that ends in `.json` keeps the record, and the diary knows from then on that this is the plan. The
other forms are as for `loosen plan`: `--format markdown`, `html` or `pdf`. All day the same diary gives the same
plan, to the byte, so a second call may write the hand-out.

## It went well

Five sessions without a rise of pain, a week later. The plan begins with what became of it:

```text
{moved_on}
```

Nothing moves on before seven days have passed, nor where something is not known: [when it
does](rules/progression.md).

## It was too much

In the second week the worst pain of a session was 6.

```text
{back}
```

## It has to be looked at

Then it was 9. The command ends with exit code 3, as every referral does, and the diary notes that the plan has ended.

```text
{stopped}
```

Until somebody has looked, each review says the same. Then the weekly check says so (`loosen log --weekly`, or a
file):

```yaml
answers: {{seen_clinician: "yes", flags_illness: [none]}}
```

Review the last plan, not the referral. It goes on one step lower, one step more for every two weeks away:

```text
{again}
```

## Something else for a change

`--swap heel_slide` changes an exercise for another that serves the same muscles, is as safe and no harder; `--swap
heel_slide=cat_cow` says which. Where there is none, that is said, and nothing changes.

## The line of plans

Each record names all plans that it came from, by their seals, and holds what it was made from. `loosen replay` makes
it again from itself alone, `why`, `why-not`, `what-if` and `diff` work on it, `loosen report` tells the line, and so
does `loosen diff`:

```text
{line}
```

## What is refused

Every fault is named, with exit code 2, and nothing is kept: a plan that is not the last of the diary, a diary of
other plans, a referral, a session that is still running, a record without its answers, and everything that [cannot be
in a diary](diary.md#what-is-refused). Where by now a question must be answered that never was, the message names it;
answer it in a weekly check.

## From Python

```python
{code}```
"""
