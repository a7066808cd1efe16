"""A crowd of made-up people, built from the library itself: for every rule, every option and every exercise somebody.

Nothing is drawn by chance, so the crowd is the same on every run, and whoever adds an exercise or a rule adds people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Any

from scripts.pairs import Conditions, Told, as_lists, together

from loosen._model.base import Kind
from loosen._model.effects import Exclude, Focus, Modify, Prefer
from loosen._model.exercise import Exercise
from loosen._model.rule import Rule
from loosen._planning.recommender import Recommender

GOAL_OF: Mapping[Kind, str] = {
    "aerobic": "prevent", "release": "move_freely", "mobilisation": "less_pain", "stretch": "move_freely",
    "strengthening": "get_stronger", "relaxation": "relax",
}  # fmt: skip
NEW: Told = {"experience": "new"}
STARTED: Told = {"experience": "some", "training_weeks": 6}
TRAINED: Told = {"experience": "regular", "training_weeks": 12}
WELL_TRAINED: Told = {"experience": "regular", "training_weeks": 60}
OF_LEVEL: Mapping[int, Sequence[Told]] = {
    1: (NEW, {**NEW, "pain_areas": ["low_back"], "pain_usual": 6}, {**NEW, "abilities": ["frail"]}, TRAINED),
    2: (STARTED, NEW, TRAINED),
    3: (WELL_TRAINED, TRAINED),
    4: (WELL_TRAINED,),
}
"""Who starts at a level: the people for whom it is the hardest step they may have come first."""
AROUND_A_RULE: Sequence[Told] = (
    {},
    {"cleared": "yes"},
    {"seen_clinician": "no"},
    {"joint_replacement_weeks": 20, "hip_limits": "in_force"},
)
"""What a rule may need beside its own cases: a clearance after triage, nobody asked yet, limits still in force."""
MOST_POINTERS, MOST_PREFERENCES, MOST_RIVALS = 4, 6, 8


class Crowd:
    """The people for one recommender's library, each as what they tell; the quiet answers are filled in later."""

    def __init__(self, recommender: Recommender) -> None:
        self._library, self._graph = recommender.library, recommender.graph
        self._conditions = Conditions(recommender.library)

    def for_option(self) -> Iterator[Told]:
        """One person for each option of each question."""
        for question in self._library.questions_in_order:
            for option in question.option_ids:
                told = {question.id: [option] if question.takes.several else option}
                yield self._conditions.applying(told)

    def for_rule(self, rule: Rule) -> Iterator[Told]:
        """People whom a rule is about: its own cases that fire, plainly and in the circumstances that it may need."""
        for circumstances, case in product(AROUND_A_RULE, self._library.cases[rule.id].cases):
            needed = [finding for finding, state in case.findings.items() if state == "present"]
            parts = [self._conditions.answers_for(finding) for finding in needed]
            if case.expect != "fires" or None in parts:
                continue
            told = together(*(part for part in parts if part is not None), as_lists(case.answers))
            if told is not None:  # what makes its questions apply may add a place of pain that the rule leaves out
                yield {**self._conditions.applying(told), **circumstances}
                yield {**told, **circumstances}

    def for_exercise(self, exercise: Exercise) -> Iterator[Told]:
        """People whom an exercise suits, the plainest first.

        They have an hour, the fitting goal and what it needs; something points to its muscles; and, further on, a rule
        prefers it or keeps away what would come before it.
        """
        base = {"minutes": 60, "goal": GOAL_OF[exercise.kind]}
        own = sorted({self._library.to_ask_for(thing) for thing in exercise.equipment})
        usual = list(self._library.questions["equipment"].default)
        things: list[Told] = [{"equipment": own or "none"}, {"equipment": sorted({*own, *usual})}]
        ways = [
            self._pointing_to(exercise), self._preferring(exercise), self._without_rivals(exercise),
            OF_LEVEL[exercise.level], things,
        ]  # fmt: skip
        for place in sorted(product(*(range(len(way)) for way in ways)), key=lambda place: (sum(place), place)):
            told = together(base, *(way[step] for way, step in zip(ways, place, strict=True)))
            if told is not None:
                yield told

    def _pointing_to(self, exercise: Exercise) -> list[Told]:
        """What points to its main muscles: everything at once, then the strongest pointers one by one."""
        muscles = sorted(target.muscle for target in exercise.targets if target.share == "primary")
        single = [told for muscle in muscles for _, told in self._pointers.get(muscle, [])[:MOST_POINTERS]]
        everything = together(*single)
        return single if everything is None else [everything, *single]

    @cached_property
    def _pointers(self) -> dict[str, list[tuple[int, Told]]]:
        """For each muscle the weight of what points to it and who says that, the strongest first."""
        found: dict[str, list[tuple[int, Told]]] = {}
        for symptom in self._library.symptoms.values():
            told = self._conditions.answers_for(symptom.id)
            for link in symptom.muscles if told is not None else ():
                found.setdefault(link.muscle, []).append((link.weight, told or {}))
        for test in self._library.self_tests.values():
            for link in test.muscles:
                found.setdefault(link.muscle, []).append((link.weight, {test.question: "tight_both"}))
        for rule in self._library.rules_of("focus"):
            for effect in rule.then:
                if isinstance(effect, Focus) and (told := next(self.for_rule(rule), None)) is not None:
                    found.setdefault(effect.focus, []).append((effect.weight, told))
        return {muscle: sorted(pointers, key=lambda pointer: -pointer[0]) for muscle, pointers in found.items()}

    def _preferring(self, exercise: Exercise) -> list[Told]:
        """Nothing in particular, then what makes a selection rule speak for it."""
        found = [(points, told) for points, chosen, told in self._preferences if exercise.id in chosen]
        return [{}, *(told for _, told in sorted(found, key=lambda one: -one[0])[:MOST_PREFERENCES])]

    @cached_property
    def _preferences(self) -> list[tuple[int, frozenset[str], Told]]:
        return [
            (effect.points, frozenset(self._graph.select(effect.prefer)), told)
            for rule in self._library.rules_of("selection")
            for effect in rule.then
            if isinstance(effect, Prefer) and effect.points > 0
            if (told := next(self.for_rule(rule), None)) is not None
        ]

    def _without_rivals(self, exercise: Exercise) -> list[Told]:
        """Nothing in particular, then what keeps away most of the exercises that do the same work, but not this one."""
        main = {target.muscle for target in exercise.targets if target.share == "primary"}
        rivals = set(self._library.place_on_ladder[exercise.id][0].steps) | {
            other.id
            for other in self._library.active_exercises.values()
            if other.kind == exercise.kind and any(t.muscle in main and t.share == "primary" for t in other.targets)
        }
        found = [(len(out & rivals), told) for out, told in self._kept_away if exercise.id not in out and out & rivals]
        return [{}, *(told for _, told in sorted(found, key=lambda one: -one[0])[:MOST_RIVALS])]

    @cached_property
    def _kept_away(self) -> list[tuple[set[str], Told]]:
        """What each safety rule keeps away, and who makes it speak."""
        found = []
        for rule in self._library.rules_of("safety"):
            out: set[str] = set()
            for effect in rule.then:
                if isinstance(effect, Exclude):
                    out |= self._graph.select(effect.exclude).keys()
                elif isinstance(effect, Modify):
                    demands = set(effect.modify)
                    out |= {key for key in self._library.active_exercises if self._library.demands_of[key] & demands}
            told: dict[str, Any] | None = dict(next(self.for_rule(rule), {}))
            if out and told:
                found.append((out, told))
        return found
