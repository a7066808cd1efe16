"""The line of records that one came from."""

from __future__ import annotations

from loosen._model.plan import Recommendation
from loosen._model.review import Ancestor

from .sealing import digest_of_record


def ancestors_of(record: Recommendation) -> tuple[Ancestor, ...]:
    """The records that one came from, the opening plan first; none of an opening plan.

    Each has its `seal`, the day (`on`) that it was made for, and what then became of the plan before it (`kind`).
    """
    return record.audit.course.ancestors if record.audit.course else ()


def line_of(record: Recommendation) -> tuple[Ancestor, ...]:
    """The same, with that record itself at the end; nothing of an opening plan."""
    course = record.audit.course
    if course is None:
        return ()
    return (*course.ancestors, Ancestor(seal=digest_of_record(record), on=course.on, kind=course.verdict.kind))


def line_between(before: Recommendation, after: Recommendation) -> tuple[Ancestor, ...]:
    """The reviews that led from one record to another; nothing where it did not come from that one."""
    line, seal = line_of(after), digest_of_record(before)
    places = [place for place, one in enumerate(line) if one.seal == seal]
    return line[places[0] + 1 :] if places else ()
