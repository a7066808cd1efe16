"""The validated library: every entry of rules/ and knowledge/ by its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from typing import Any

from loosen._model.base import STAGES, Kind, Stage
from loosen._model.body import BasePose, Joint, Poses, Segment, Surface
from loosen._model.demanded import DemandClass, Thing
from loosen._model.exercise import Dose, Equipment, Exercise, Ladder
from loosen._model.knowledge import Advice, Condition, Demand, Muscle, SelfTest, Source, Symptom
from loosen._model.language import ENGLISH, AnswerWords, Language, ReferralWords, Wording
from loosen._model.lexicon import Lexicon, Vocabulary
from loosen._model.policy import SessionPolicy
from loosen._model.programme import Programme
from loosen._model.provenance import Contradiction, Ledger, Principle
from loosen._model.question import Question, Tally
from loosen._model.reserved import EQUIPMENT
from loosen._model.rule import Rule, RuleCases
from loosen._model.screen import Screen
from loosen._model.when import tests_on_answers
from loosen._model.wordings import WORDED, Wordings
from loosen.errors import LanguageUnknown

from .graph import GraphIndex, KnowledgeGraph
from .remembered import Memory, remembered
from .wording import InWords, in_words_of, screens_in_words_of


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: what is made ready for a library is kept by it
class Library:
    """Rules and knowledge by id, each mapping sorted by id, and their digest.

    `digest` is the SHA-256 of all entries and messages in their compiled form, so it changes with any change of what
    they say; one with faults has the digest of its files instead. `language` is
    the one that entries are worded in, and `english` the library with the words of the entries; both are
    None in the latter. The language is no part of the digest: the entries are the
    same, and answers given in one language are answers to the same questions in another.
    """

    questions: Mapping[str, Question]
    screens: Mapping[str, Screen]
    tallies: Mapping[str, Tally]
    sources: Mapping[str, Source]
    muscles: Mapping[str, Muscle]
    symptoms: Mapping[str, Symptom]
    self_tests: Mapping[str, SelfTest]
    conditions: Mapping[str, Condition]
    demands: Mapping[str, Demand]
    demand_classes: Mapping[str, DemandClass]
    equipment: Mapping[str, Thing]
    advice: Mapping[str, Advice]
    exercises: Mapping[str, Exercise]
    ladders: Mapping[str, Ladder]
    doses: Mapping[str, Dose]
    programmes: Mapping[str, Programme]
    lexicon: Mapping[str, Lexicon]
    vocabulary: Mapping[str, Vocabulary]
    joints: Mapping[str, Joint]
    segments: Mapping[str, Segment]
    surfaces: Mapping[str, Surface]
    base_poses: Mapping[str, BasePose]
    poses: Mapping[str, Poses]
    principles: Mapping[str, Principle]
    contradictions: Mapping[str, Contradiction]
    ledger: Mapping[str, Ledger]
    languages: Mapping[str, Language]
    policies: Mapping[str, SessionPolicy]
    wordings: Mapping[str, Wordings]
    rules: Mapping[str, Rule]
    cases: Mapping[str, RuleCases]
    digest: str
    language: Language | None = None
    english: Library | None = None
    memory: Memory = field(default_factory=Memory, init=False, repr=False)
    _in_other_words: dict[str, Library] = field(default_factory=dict, init=False, repr=False)
    _compiled_index: GraphIndex | None = field(default=None, init=False, repr=False)

    def in_language(self, name: str) -> Library:
        """The same library worded in a language, `en` or one of `languages`; English where that has no wording.

        A wording that was made from other English than an overlay now has counts as none. Ids, conditions and digest
        stay the same. Raises `LanguageUnknown`.
        """
        english = self.english or self
        if name == ENGLISH:
            return english
        if name not in self.languages:
            known = ", ".join(["en (English)", *(f"{key} ({each.name})" for key, each in self.languages.items())])
            raise LanguageUnknown(f"There is no wording in the language '{name}'. You can have: {known}.")
        return english._in_other_words.setdefault(name, english._worded(self.languages[name]))

    def _worded(self, language: Language) -> Library:
        beside: dict[str, Any] = {
            kind: InWords(getattr(self, kind), partial(self._wordings_of, language, kind)) for kind in WORDED
        }
        worded = replace(
            self,
            **beside,
            questions=in_words_of(self.questions, language.questions),
            advice=in_words_of(self.advice, language.advice),
            screens=screens_in_words_of(self.screens, language),
            language=language,
            english=self,
        )
        if self._compiled_index:
            worded._take_index(self._compiled_index)
        return worded

    def _wordings_of(self, language: Language, kind: str) -> Mapping[str, Wording]:
        """How a language words the entries of a kind, in its head (rules of triage) and in the files beside it."""
        found: dict[str, Wording] = dict(getattr(language, kind, {}))
        for name, file in self.wordings.items():
            if name.partition("/")[0] == language.id:
                found |= getattr(file, kind)
        return found

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """The knowledge graph of these entries, with its index."""
        if self._compiled_index:
            return KnowledgeGraph(self, self._compiled_index)
        from .graph.indexing import index_of  # networkx is loaded only where nothing is compiled
        from .graph.network import network_of

        return KnowledgeGraph(self, index_of(network_of(self)))

    def _take_index(self, index: GraphIndex) -> None:
        """Take the index of the graph of just these entries, which is then not made anew.

        A library made from this one by `dataclasses.replace` does not have it: with other entries it has another graph.
        """
        object.__setattr__(self, "_compiled_index", index)

    @property
    def policy(self) -> SessionPolicy:
        """How a session is put together."""
        return self.policies["session"]

    @property
    def language_id(self) -> str:
        """The language that questions and advice are worded in."""
        return self.language.id if self.language else ENGLISH

    @property
    def answer_words(self) -> AnswerWords:
        """How yes, no and not sure are said."""
        return self.language.words if self.language else AnswerWords()

    @property
    def referral_words(self) -> ReferralWords:
        """What a referral says beside the sentences of rules and advice."""
        return self.language.referral if self.language else ReferralWords()

    @remembered(most=len(STAGES))
    def rules_of(self, stage: Stage) -> tuple[Rule, ...]:
        """The active rules of a stage, by id."""
        return tuple(rule for rule in self.rules.values() if rule.stage == stage and rule.status == "active")

    @cached_property
    def questions_in_order(self) -> tuple[Question, ...]:
        """The questions in the order in which they are asked."""
        return tuple(sorted(self.questions.values(), key=lambda question: (question.order, question.id)))

    @cached_property
    def screens_in_order(self) -> tuple[Screen, ...]:
        """The screens in the order in which they are shown, with one for each question that stands on none."""
        placed = {name for screen in self.screens.values() for name in screen.questions}
        single = (self._screen_of(key) for key in self.questions if key not in placed)
        return tuple(sorted((*self.screens.values(), *single), key=lambda screen: (screen.order, screen.id)))

    def _screen_of(self, name: str) -> Screen:
        question, words = self.questions[name], self.answer_words
        return Screen(
            id=name, order=question.order, form="one", title=question.text, questions=(name,),
            none_text=words.none_of_these, not_sure=words.not_sure,
        )  # fmt: skip

    @cached_property
    def told_apart(self) -> Mapping[str, frozenset[frozenset[str]]]:
        """For each question the sets of options that some test of a rule, tally or question tells from the rest."""
        whens = [rule.when for rule in self.rules.values() if rule.status == "active"]
        whens += [question.ask_when for question in self.questions.values()]
        whens += [part for tally in self.tallies.values() for part in tally.of]
        apart: dict[str, set[frozenset[str]]] = {key: set() for key in self.questions}
        for test in (test for when in whens for test in tests_on_answers(when)):
            if test.question in apart:
                apart[test.question].add(frozenset(test.options))
        for question, option, _ in self.meanings:
            apart[question].add(frozenset({option}))
        return {key: frozenset(found) for key, found in apart.items()}

    def tells(self, question: str, one: str, other: str) -> bool:
        """Whether anything in the library can tell two options of a question apart."""
        return any((one in options) != (other in options) for options in self.told_apart[question])

    @cached_property
    def meanings(self) -> tuple[tuple[str, str, str], ...]:
        """Every option that stands for a finding: question, option, finding."""
        return tuple(
            (question.id, option, meaning)
            for question in self.questions_in_order
            for option in question.option_ids
            if (meaning := question.meaning_of(option))
        )

    @cached_property
    def active_exercises(self) -> Mapping[str, Exercise]:
        """The exercises that may be given at all."""
        return {key: exercise for key, exercise in self.exercises.items() if exercise.status == "active"}

    @cached_property
    def same_movement(self) -> Mapping[str, tuple[str, ...]]:
        """For each exercise all steps of its ladder, and of the ladders that are the same movement elsewhere."""
        of_movement: dict[str, list[str]] = {}
        for ladder in self.ladders.values():
            of_movement.setdefault(ladder.movement or f"ladder:{ladder.id}", []).extend(ladder.steps)
        return {step: tuple(steps) for steps in of_movement.values() for step in steps}

    @cached_property
    def place_on_ladder(self) -> Mapping[str, tuple[Ladder, int]]:
        """Each exercise's ladder and its step there, counted from 1."""
        return {
            exercise: (ladder, step)
            for ladder in self.ladders.values()
            for step, exercise in enumerate(ladder.steps, start=1)
        }

    @cached_property
    def demands_of(self) -> Mapping[str, frozenset[str]]:
        """What each exercise asks for: what it lists, what comes with its kind, and what those imply."""
        return {key: self.demands_without(key, frozenset()) for key in self.exercises}

    def demands_without(self, exercise: str, gone: frozenset[str]) -> frozenset[str]:
        """What an exercise still asks for when an adaptation takes the demands in `gone` away."""
        listed, kind = self.exercises[exercise].demands, self.exercises[exercise].kind
        return self.demands_behind(listed, kind, gone)

    def demands_behind(self, listed: Iterable[str], kind: Kind, gone: frozenset[str] = frozenset()) -> frozenset[str]:
        """What an exercise of this kind asks for that lists these; a name that is no demand brings nothing with it."""
        by_kind = (key for key, demand in self.demands.items() if kind in demand.kinds)
        open_ = [demand for demand in (*listed, *by_kind) if demand not in gone]
        closed: set[str] = set()
        while open_:
            demand = open_.pop()
            if demand in self.demands and demand not in closed:
                closed.add(demand)
                open_.extend(self.demands[demand].implies)
        return frozenset(closed)

    def at_hand(self, things: Iterable[str]) -> frozenset[str]:
        """These things, and all that they can stand in for."""
        had = set(things)
        return frozenset(had.union(*(self.equipment[name].stands_in_for for name in had & self.equipment.keys())))

    def to_ask_for(self, thing: Equipment) -> str:
        """What somebody needs for a thing, as an option of the question: the thing, or the first that stands in."""
        question = self.questions.get(EQUIPMENT)
        if question is None or thing in question.option_ids:
            return thing
        return next((key for key, other in self.equipment.items() if thing in other.stands_in_for), thing)

    @cached_property
    def overridden(self) -> Mapping[str, str]:
        """The entries of an overlay that took the place of one that keeps people safe, by id, with the reason."""
        kinds = (getattr(self.english or self, kind) for kind in (*KNOWLEDGE, "rules") if kind not in _ENDANGER_NOBODY)
        return {key: entry.overrides for kind in kinds for key, entry in kind.items() if entry.overrides}

    def finding_name(self, finding: str) -> str:
        """The name of a condition or symptom, for people."""
        entry = self.conditions.get(finding) or self.symptoms[finding]
        return entry.name


_NO_FOLDER = (
    "rules",
    "cases",
    "wordings",
    "digest",
    "language",
    "english",
    "memory",
    "_in_other_words",
    "_compiled_index",
)
KNOWLEDGE = tuple(field.name for field in fields(Library) if field.name not in _NO_FOLDER)
"""The folders under knowledge/ that hold one entry a file."""
_ENDANGER_NOBODY = ("ledger", "languages", "joints", "segments", "surfaces", "base_poses", "poses")
"""Kinds that an overlay replaces freely (see overlay.py); they are large, and no plan needs to read them for this."""
