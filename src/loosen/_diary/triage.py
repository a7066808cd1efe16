"""Triage once more, with the answers that a diary changed."""

from __future__ import annotations

from collections.abc import Mapping

from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._model.review import NewAnswer
from loosen._planning.recommender import recommend
from loosen._records.origin import answers_of
from loosen.errors import AnswersError


def referral_now(record: Recommendation, changed: Mapping[str, NewAnswer], library: Library) -> Recommendation | None:
    """The referral that the answers of a record lead to once some are changed.

    None where they allow a plan, and where they lead to questions that have no answer yet: then these come first.
    """
    new = {name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()}
    if not new:
        return None
    try:
        again = recommend({**answers_of(record.audit), **new}, library)
    except AnswersError:
        return None
    return again if again.plan is None else None
