"""What a language words in files beside its head: entries by their ids, and the program's own messages."""

from __future__ import annotations

from .base import Id, Model, RuleId, Sentence
from .language import Said, Wording
from .messages import Key, MessageWording
from .provenance import ContradictionId, PrincipleId


class NameWording(Wording):
    """An entry that is nothing but named in another language: a symptom, a dose, a ladder, a tally."""

    name: Sentence


class PlainWording(NameWording):
    """A muscle, demand, condition or principle in another language: its name, and what it is in plain words."""

    plain: Sentence


class ExerciseWording(NameWording):
    """One exercise in another language: all that its English has, in lists of the same length.

    `adaptations` say how each of its safer forms is done.
    """

    reason: Sentence | None = None
    in_short: Sentence | None = None
    steps: tuple[Sentence, ...]
    feel: Sentence
    stop_signs: tuple[Sentence, ...]
    adaptations: tuple[Sentence, ...] = ()


class RuleWording(Said):
    """What a rule says in another language, with the criteria of its gates in their order."""

    criteria: tuple[Sentence, ...] = ()


class SelfTestWording(NameWording):
    """One self-test in another language."""

    steps: tuple[Sentence, ...]
    positive_if: Sentence
    not_if: Sentence


class ProgrammeWording(PlainWording):
    """One routine in another language, with the names of its parts and what was changed in it."""

    parts: tuple[Sentence, ...] = ()
    changes: tuple[Sentence, ...] = ()


class ContradictionWording(Wording):
    """A disagreement between sources in another language."""

    title: Sentence
    statements: tuple[Sentence, ...]
    resolution: Sentence


class Wordings(Model):
    """A file beside a language, `languages/<language>/<part>.yaml`, which holds the part that it is called after.

    `words` are the program's own messages, by topic and key; every other part is worded by the ids of its entries.
    Rules of triage are worded in the head of the language.
    """

    exercises: dict[Id, ExerciseWording] = {}
    rules: dict[RuleId, RuleWording] = {}
    symptoms: dict[Id, NameWording] = {}
    self_tests: dict[Id, SelfTestWording] = {}
    muscles: dict[Id, PlainWording] = {}
    demands: dict[Id, PlainWording] = {}
    conditions: dict[Id, PlainWording] = {}
    programmes: dict[Id, ProgrammeWording] = {}
    principles: dict[PrincipleId, PlainWording] = {}
    contradictions: dict[ContradictionId, ContradictionWording] = {}
    doses: dict[Id, NameWording] = {}
    ladders: dict[Id, NameWording] = {}
    tallies: dict[Id, NameWording] = {}
    words: dict[Id, dict[Key, MessageWording]] = {}


WORDED = tuple(name for name in Wordings.model_fields if name != "words")
"""The kinds of entry that a language words in files beside its head."""
