"""The words of a language that change how the words around them read, taken from its vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from .forms import plain

PREFIX = "cue_"
"""How the names of the groups begin that are cues."""


@dataclass(frozen=True)
class Cues:
    """The single words that are cues.

    no: "no", "not". no_such: those that deny the one word behind them. no_behind: those that deny what stands
    before them. answers_no: "no" as an answer. doubtful_before_no: before "not" these leave open what is denied
    ("would not"). small: may stand between "no" and what it denies. turns: after these a "no" before them says
    nothing of what follows ("no change in"). clause_turns: between these, words do not make one sign ("but").
    copulas: "is". links and ors: hold a list together. signs: common things that are denied in lists. states: after
    a comma these begin something new, and no list goes on. verbs: after "and" these begin a new clause. once: after
    what is denied, these say that it was there. others: other people. self_words: the writer. clinicians: who they
    are told by. family, in_the: "runs in the family". fears, of_fears: "afraid of". may_be, supposes, asks,
    not_supposed: only thought of. common: words that show that a text is in this language.
    """

    no: frozenset[str]
    no_such: frozenset[str]
    no_behind: frozenset[str]
    answers_no: frozenset[str]
    doubtful_before_no: frozenset[str]
    small: frozenset[str]
    turns: frozenset[str]
    clause_turns: frozenset[str]
    copulas: frozenset[str]
    links: frozenset[str]
    ors: frozenset[str]
    signs: frozenset[str]
    states: frozenset[str]
    verbs: frozenset[str]
    once: frozenset[str]
    others: frozenset[str]
    self_words: frozenset[str]
    clinicians: frozenset[str]
    family: frozenset[str]
    in_the: frozenset[str]
    fears: frozenset[str]
    of_fears: frozenset[str]
    may_be: frozenset[str]
    supposes: frozenset[str]
    not_supposed: frozenset[str]
    common: frozenset[str]
    abbreviations: frozenset[str]
    asks: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, groups: Mapping[str, Iterable[str]]) -> Cues:
        """The cues among the groups of a language; one that it does not have is empty."""
        words = {field.name: frozenset(map(plain, groups.get(PREFIX + field.name, ()))) for field in fields(cls)}
        asks = frozenset((first, second) for first, _, second in (pair.partition(" ") for pair in words["asks"]))
        return cls(**{**words, "asks": asks})  # type: ignore[arg-type]
