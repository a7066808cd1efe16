"""Makes entries of a diary from what a form tells of a session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from loosen._diary.entering import with_morning
from loosen._diary.of import Of
from loosen._model.diary import Done, SessionEntry

from .guard.forms import Form
from .session_form import FormTold


def fields_of(form: Form) -> Mapping[str, tuple[str, ...]]:
    """What stands in the fields of a form, to be shown once more."""
    return {name: form.all(name) for name in form.fields}


def entry_told(of: Of, said: FormTold, began: datetime, entry_id: str) -> SessionEntry:
    """The entry of a session of a plan that began then, as a form tells of it."""
    items = enumerate(of.plan.items)
    entry = SessionEntry(
        id=entry_id,
        plan=of.seal,
        started=began,
        done=tuple(Done(exercise=item.exercise, skipped=said.left_out.get(place)) for place, item in items),
        entered="log",
        entered_at=of.now,
    )
    return said.said.put_into(entry)


def morning_told(of: Of, said: FormTold) -> SessionEntry | None:
    """The session before, with the pain of its next morning, where that was told and nobody has told it yet."""
    if said.morning is None:
        return None
    before = next((one for one in of.case.diary().sessions if one.id == said.morning_of), None)
    if before is None or before.pain_next_morning is not None or of.now - before.started < timedelta(hours=1):
        return None
    return with_morning(before, said.morning, of.now)
