"""Warning phrases: what to look for when somebody tells of the trouble in their own words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Authored, Evidence, Id, Sentence

_ANY_OF = r"[a-z0-9']+\*?(\|[a-z0-9']+\*?)*"
Phrase = Annotated[str, StringConstraints(pattern=rf"^{_ANY_OF}( (\.\.\. )?{_ANY_OF})*$", max_length=160)]
"""Words in small letters. `pee|wee` stands for either, `tingl*` for every word that begins so, `...` for up to three
words between. "can't" stands for "cannot" and "can not" too, and so on."""


class Lexicon(Authored):
    """Phrases that make a finding present when somebody uses them and does not say that they do *not* apply.

    `finding` is a condition of the kind `pattern`. What a phrase leads to is decided by rules of triage; a phrase that
    is not there, or is denied, changes nothing. `unless` lists longer phrases that only look alike ("hay fever").
    `found_in`, `unsure_in` and `not_found_in` are sentences that show what counts, may count and does not count.
    """

    id: Id
    name: Sentence
    finding: Id
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    unless: tuple[Phrase, ...] = ()
    found_in: Annotated[tuple[Sentence, ...], Field(min_length=2)]
    unsure_in: tuple[Sentence, ...] = ()
    not_found_in: Annotated[tuple[Sentence, ...], Field(min_length=2)]
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
