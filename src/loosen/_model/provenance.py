"""Where the knowledge comes from: what became of every item of the sources, and how disagreements were settled."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from .base import Authored, Evidence, Id, Model, RuleId, Sentence, SourceId

PrincipleId = Annotated[str, StringConstraints(pattern=r"^P\d$")]
ContradictionId = Annotated[str, StringConstraints(pattern=r"^C-\d{2}$")]
ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$", max_length=20)]
"""An item of a source as the ledger counts it: `S0-014` of a seed article, `CI-12` of the evidence table."""


class Entry(Model):
    """One entry of the library, named by its kind and id, for example `{exercise: superman}`."""

    exercise: Id | None = None
    ladder: Id | None = None
    dose: Id | None = None
    rule: RuleId | None = None
    advice: Id | None = None
    programme: Id | None = None
    self_test: Id | None = None
    muscle: Id | None = None
    symptom: Id | None = None
    condition: Id | None = None
    demand: Id | None = None
    question: Id | None = None
    tally: Id | None = None
    lexicon: Id | None = None
    source: SourceId | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Entry:
        if len(self.model_fields_set) != 1:
            raise ValueError("names exactly one entry, such as {exercise: …} or {rule: …}")
        return self

    @property
    def node(self) -> str:
        """The entry as `kind:id`, as the audit and the knowledge graph name it."""
        (kind,) = self.model_fields_set
        return f"{kind}:{getattr(self, kind)}"


class Principle(Authored):
    """A principle by which disagreements between sources are settled; P1 goes before P2, and so on."""

    id: PrincipleId
    name: Sentence
    plain: Sentence


class Statement(Model):
    """One side of a contradiction: what it says in our words, and where. `loses` marks a side that was overruled."""

    says: Sentence
    where: Sentence
    items: tuple[ItemId, ...] = ()
    loses: bool = False


class Contradiction(Authored):
    """A disagreement between sources, the resolution, and the entries that carry the resolution out.

    A recommendation that one of `settled_in` took part in names the contradiction in its audit. `evidence` may be
    empty where no source says anything and the principle alone decides.
    """

    id: ContradictionId
    title: Sentence
    statements: Annotated[tuple[Statement, ...], Field(min_length=2)]
    resolution: Sentence
    principles: Annotated[tuple[PrincipleId, ...], Field(min_length=1)]
    evidence: tuple[Evidence, ...] = ()
    settled_in: tuple[Entry, ...] = ()
    outside: Sentence | None = None

    @model_validator(mode="after")
    def _names_a_loser(self) -> Contradiction:
        if not any(statement.loses for statement in self.statements):
            raise ValueError("names the statement that loses")
        return self

    @model_validator(mode="after")
    def _is_settled_somewhere(self) -> Contradiction:
        if bool(self.settled_in) == (self.outside is not None):
            raise ValueError("says where it is settled or, with 'outside', why nothing in the library carries it")
        return self


class LedgerRow(Model):
    """What became of one item: entries of the library, or a reason why there are none.

    `rejected`: the item is wrong or unsafe; `not_encoded`: there is nothing in it for the library. `changed` says how
    what it became differs from what the source says. `contradictions` are those that settled it.
    """

    item: ItemId
    says: Sentence
    became: tuple[Entry, ...] = ()
    changed: Sentence | None = None
    rejected: Sentence | None = None
    not_encoded: Sentence | None = None
    contradictions: tuple[ContradictionId, ...] = ()

    @model_validator(mode="after")
    def _has_one_end(self) -> LedgerRow:
        if sum((bool(self.became), self.rejected is not None, self.not_encoded is not None)) != 1:
            raise ValueError("says one of: became, rejected, not_encoded")
        if self.changed is not None and not self.became:
            raise ValueError("only what became something can say 'changed'")
        return self


class Ledger(Authored):
    """The account of one source: `items` is the whole list of its ids, and every one has exactly one row."""

    id: Id
    title: Sentence
    source: SourceId | None = None
    items: Annotated[tuple[ItemId, ...], Field(min_length=1)]
    rows: tuple[LedgerRow, ...]
