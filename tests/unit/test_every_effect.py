"""Every form of effect is known wherever effects are: a new one that is forgotten somewhere is named with the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, get_args

from loosen._library.graph.indexing import POINTING
from loosen._library.graph.schema import RELATIONS
from loosen._library.loading import bundled
from loosen._library.reading import MODELS
from loosen._model.base import STAGES, Id
from loosen._model.effects import EFFECTS, Edge, EffectModel, OnExercises, Selector
from loosen._words.rules import RuleWords

ID = get_args(Id)[1].pattern
"""What tells an id from any other text in a schema."""
WORDS = RuleWords(bundled())
READERS = {"selection": "loosen._planning.session.wishes"}
"""Where the effects of a stage are read, if not in its own module."""


def lacking(effects: Iterable[type[EffectModel]]) -> Iterator[str]:
    """What each form of effect lacks, as "<form>: <what>"."""
    for effect in effects:
        for what in (*_of_stages(effect), *_of_key(effect), *_of_names(effect), *_of_graph(effect)):
            yield f"{effect.__name__}: {what}"
        if effect not in WORDS.says:
            yield f"{effect.__name__}: has no words"


def _of_stages(effect: type[EffectModel]) -> Iterator[str]:
    if not effect.AT:
        yield "stands at no stage"
    for stage in effect.AT:
        room = "_assessment" if stage in ("findings", "triage") else "_planning"
        reader = READERS.get(stage, f"loosen.{room}.stages.{stage}")
        by_stage = vars(import_module(reader)).values()
        if effect not in by_stage and effect.key() not in POINTING:  # what points to muscles is asked of the graph
            yield f"is not read at the stage {stage}"


def _of_key(effect: type[EffectModel]) -> Iterator[str]:
    for other in (*EFFECTS, effect):
        if other is not effect and {effect.key(), other.key()} & set(effect.model_fields) & set(other.model_fields):
            yield f"cannot be told from {other.__name__}"
    own = "acts_on" in vars(effect)
    if issubclass(effect, OnExercises) and not own and effect.model_fields[effect.key()].annotation is not Selector:
        yield "acts on exercises, and its key holds no selector"


def _of_names(effect: type[EffectModel]) -> Iterator[str]:
    fields = effect.model_json_schema()["properties"]
    for field, schema in fields.items():
        if field not in effect.NAMES and _holds_ids(schema):
            yield f"does not say which entries '{field}' names"
    for field, kinds in effect.NAMES.items():
        if field not in fields or not set(kinds) <= set(MODELS):
            yield f"has no field '{field}' with names of {kinds}"


def _of_graph(effect: type[EffectModel]) -> Iterator[str]:
    """Whatever holds a selector is drawn, each under the name of its field, and so is what else acts on exercises."""
    fields = {
        field
        for field, info in effect.model_fields.items()
        if Selector in (info.annotation, *get_args(info.annotation))
    }
    drawn = fields | ({effect.key()} if issubclass(effect, OnExercises) else set())
    for field in sorted(drawn - RELATIONS.keys()):
        yield f"has '{field}', which is no relation of the graph"
    every = dict.fromkeys(fields, Selector(demand=("prone",)))
    made = effect.model_construct(**{**dict.fromkeys(effect.model_fields, ("prone",)), **every})
    for field in sorted(drawn - {edge.relation for edge in made.edges() if edge.name == "prone"}):
        yield f"has '{field}', which the graph does not draw"


def _holds_ids(schema: Any) -> bool:
    return schema.get("pattern", schema.get("items", {}).get("pattern")) == ID


def test_every_effect_is_known_everywhere() -> None:
    assert list(lacking(EFFECTS)) == []
    assert set(WORDS.says) == set(EFFECTS)
    assert {stage for effect in EFFECTS for stage in effect.AT} == set(STAGES)


def test_a_selector_says_which_entries_its_fields_name() -> None:
    fields = Selector.model_json_schema()["properties"]
    assert {field for field, schema in fields.items() if _holds_ids(schema)} == set(Selector.NAMES)


def test_a_forgotten_effect_is_named_with_what_it_lacks() -> None:
    class Praise(OnExercises):
        """Says something nice about an exercise."""

        AT = ("selection",)
        praise: Id

    class Warm(EffectModel):
        """Asks for a warm-up before the dose given."""

        AT = ("dosage",)
        NAMES = {"cold": ("advice",)}
        dose: Selector
        ahead: Selector | None = None

        def edges(self) -> Iterator[Edge]:
            return (Edge("dose", "demand", demand) for demand in self.dose.demand)

    assert list(lacking((Praise, Warm))) == [
        "Praise: is not read at the stage selection",
        "Praise: acts on exercises, and its key holds no selector",
        "Praise: does not say which entries 'praise' names",
        "Praise: has 'praise', which is no relation of the graph",
        "Praise: has 'praise', which the graph does not draw",
        "Praise: has no words",
        "Warm: is not read at the stage dosage",
        "Warm: cannot be told from SetDose",
        "Warm: has no field 'cold' with names of ('advice',)",
        "Warm: has 'ahead', which is no relation of the graph",
        "Warm: has 'ahead', which the graph does not draw",
        "Warm: has no words",
    ]
