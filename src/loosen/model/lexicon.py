"""Warning phrases: what to look for when somebody tells of the trouble in their own words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Authored, Evidence, Id, Sentence

Phrase = Annotated[str, StringConstraints(pattern=r"^[a-z0-9'*]+( ([a-z0-9'*]+|\.\.\.))*$", max_length=80)]
"""Words in small letters. `numb*` stands for every word that begins so, `...` for up to three words between."""


class Lexicon(Authored):
    """Phrases that make a finding present when somebody uses them and does not say that they do *not* apply.

    `finding` is a condition of the kind `pattern`. What a phrase leads to is decided by rules of triage; a phrase that
    is not there, or is denied, changes nothing. `found_in` and `not_found_in` are sentences that show what counts.
    """

    id: Id
    name: Sentence
    finding: Id
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    found_in: Annotated[tuple[Sentence, ...], Field(min_length=2)]
    not_found_in: Annotated[tuple[Sentence, ...], Field(min_length=2)]
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
