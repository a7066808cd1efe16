"""What the person gets: a plan or a referral, with its reasons and its record."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ModelWrapValidatorHandler, computed_field, model_validator

from .audit import Audit
from .base import Evidence, Id, Kind, Level, Model, Position, RuleId
from .effects import Criterion, GateVerdict
from .exercise import Equipment
from .knowledge import MuscleClass
from .language import LanguageId, ReferralWords
from .reason import Because
from .review import VerdictKind


class TriageReason(Model):
    """Why the level is what it is: the rule, what the person is told, and the evidence.

    `certain` is false when the rule only may apply, because an answer it looks at is not known. `words` is what the
    person wrote that led to it, if it was that.
    """

    rule: RuleId
    level: Level
    certain: bool
    say: str
    words: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]


class Triage(Model):
    """The triage level, its reasons from the gravest down, and the questions worth asking again (ids and words)."""

    level: Level
    """`proceed` or `proceed_with_caution`: a plan; graver ones, as `urgent_same_day`, are a referral."""
    reasons: tuple[TriageReason, ...]
    """Each with its `rule`, its `level`, what to `say`, whether it is `certain`, and its `evidence`."""
    ask_again: tuple[Id, ...]
    """The ids of questions worth asking again."""
    ask_again_words: tuple[str, ...]
    """The same questions in words."""


class GivenAdvice(Model):
    """Advice as shown."""

    id: Id
    kind: str
    say: str
    evidence: tuple[Evidence, ...]


class GivenDose(Model):
    """The dose of one item. One repetition takes `hold_s` plus `settle_s` seconds (moving in and out).

    `sides` is how often the repetitions are done: once, or 2 for once on each side. `get_ready_s` comes first;
    `change_sides_s` lies between the sides, 0 where there is nothing to change.
    """

    sides: Literal[1, 2]
    """1, or 2 where all of it is done on each side."""
    get_ready_s: int
    """Seconds to get into place."""
    change_sides_s: int
    """Seconds between the sides."""
    hold_s: int
    """Seconds that each repetition is held."""
    repetitions: int
    """How often in a set, on each side."""
    sets: int
    """How many sets."""
    rest_s: int
    """Seconds of rest between two sets."""
    settle_s: int
    """Seconds to move in and out of each repetition."""
    times_per_day: int
    """How often a day."""
    days_per_week: int
    """Days a week, 1 to 7; may be fewer than those of the plan."""


class Extra(Model):
    """One side's extra repetitions, because a self-test found it tighter (fact TE-18)."""

    side: Literal["left", "right"]
    repetitions: int


class Reason(Model):
    """One reason for an item, in words, with the path through the graph; the audit's entries say what it rests on."""

    say: str
    path: tuple[str, ...] = ()
    rule: RuleId | None = None


class ProgressionRule(Model):
    """When to move on, stay, step back, leave out, stop or see somebody: with `all` of its criteria or with `any`."""

    verdict: GateVerdict
    needs: Literal["all", "any"]
    criteria: tuple[Criterion, ...]
    rule: RuleId


class Progression(Model):
    """Where an item stands on its ladder (`step` counts from 1) and what comes next; the plan says when."""

    ladder: Id
    step: int
    steps: int
    next: Id | None


class Item(Model):
    """One exercise of the session with its dose; `seconds` counts getting ready, both sides, changes and rests."""

    exercise: Id
    """The id of the exercise."""
    name: str
    """What it is called, for people."""
    kind: Kind
    """`aerobic`, `release`, `mobilisation`, `stretch`, `strengthening` or `relaxation`."""
    targets: tuple[Id, ...]
    """The ids of the muscles it works on."""
    target_classes: tuple[MuscleClass, ...]
    """What kinds of muscles these are."""
    demands: tuple[Id, ...]
    """What it still asks of the body, by id, after the adaptations."""
    position: Position
    """How the body is placed, such as `supine` or `standing`."""
    equipment: tuple[Equipment, ...] = ()
    """The things that must be at hand."""
    side: Literal["both", "each", "alternate"]
    """`both` sides at once, `each` by itself, or `alternate`: in turns."""
    dose: GivenDose
    """How long, how often."""
    extra: Extra | None = None
    """More repetitions on one side, where a self-test found that tighter."""
    seconds: int
    """All of one session of it, in seconds."""
    in_short: str = ""
    """How it is done in a few words; empty where the person does it in another way, or where nobody wrote it."""
    steps: tuple[str, ...]
    """How it is done, a sentence or two each."""
    feel: str
    """Where and how it is felt."""
    stop_signs: tuple[str, ...]
    """When to stop."""
    adaptations: tuple[str, ...] = ()
    """How it is done more easily here, because a rule asked for that; one among the steps stands for others."""
    cautions: tuple[str, ...] = ()
    """What to mind here, because a rule asked for that."""
    reasons: tuple[Reason, ...]
    """Why it is there: each has `say`, its `path` through the graph, and a `rule` where one led to it."""
    progression: Progression
    """Its `ladder`, its `step` there, and the exercise that comes `next`."""
    reviewed: bool = False
    """Whether a clinician has signed the exercise off."""
    inferred: tuple[str, ...] = ()
    """Its parts that come from general practice and not from a source, of those that are worth marking."""


class Change(Model):
    """What becomes of one exercise in a week of the outline.

    `what` names the value of the dose that grows and is `to` that number from then on, or says that the movement goes
    further (`range`), that this exercise takes the place of a milder one (`variant`) or of one that is not allowed any
    more (`safer`), that it is left out (`left_out`), done less (`eased`), in an easier way (`adapted`), or with more
    care (`caution`). In a review it may also go a step `back`, or come in as a `swap` that the person wanted;
    after a break it is done `again` as before.
    """

    exercise: Id
    what: Literal[
        "range", "hold_s", "repetitions", "sets", "variant", "safer", "left_out", "eased", "adapted", "caution",
        "back", "swap", "again",
    ]  # fmt: skip
    to: int | None = None
    instead_of: Id | None = None


class Week(Model):
    """One week of the outline: what changes, that the plan is reviewed, or that it ends.

    `focus` is what the first change is about, `safety` where exercises are not what they were because the person is
    not, and `end` where the answers tell nothing of the weeks that follow.
    """

    week: int
    focus: Literal[
        "start", "range", "hold_s", "repetitions", "sets", "variant", "again", "safety", "review", "steady", "end",
    ]  # fmt: skip
    say: str
    changes: tuple[Change, ...] = ()


class ChangedSince(Model):
    """One change since the plan before, the rules that it rests on, and that in words."""

    change: Change
    rules: tuple[RuleId, ...] = ()
    say: str


class Offer(Model):
    """An exercise with nowhere further to go, those that could take its place for variety, and that in words."""

    exercise: Id
    instead: tuple[Id, ...]
    say: str


class Since(Model):
    """What became of the plan before: the week of the course, what that means in words, why, and every change.

    `offers` are changes for variety that nobody has to take.
    """

    week: int
    kind: VerdictKind
    say: str
    reasons: tuple[Reason, ...] = ()
    changes: tuple[ChangedSince, ...] = ()
    offers: tuple[Offer, ...] = ()


class GivenChange(Model):
    """How a programme differs from the one in its source, and the contradiction that this settles, if any."""

    say: str
    contradiction: str | None


class GivenPart(Model):
    """A part of a programme: the exercise wished for first, the one given (None: nothing), and why they differ.

    `lacking` are the words in `say` (where they stand last) that name what is not at hand, so that they can be taken
    out; empty where none do.
    """

    part: str
    wished: Id
    given: Id | None
    say: str
    lacking: str = ""


class GivenProgramme(Model):
    """The programme asked for: what it is, how it differs from its source, and what its parts are filled with."""

    id: Id
    name: str
    plain: str
    times_per_day: int
    changes: tuple[GivenChange, ...]
    parts: tuple[GivenPart, ...]
    evidence: tuple[Evidence, ...]
    reviewed: bool


class Unanswered(Model):
    """Something that the person named or tested and that no exercise answers: its node, why not, and that in words."""

    node: str
    because: Because
    say: str


class Plan(Model):
    """The routine: one session of `seconds` (at most `minutes` x 60), and the weeks ahead.

    `shortfall` says why the session is shorter than asked for, or is empty. A `programme` asked for sets the minutes
    and days. `moving_on` says when an item moves on, stays, steps back or stops.
    """

    programme: GivenProgramme | None
    """The routine asked for by name; None for a plan of one's own."""
    minutes: int
    """How long a session may take, in minutes."""
    seconds: int
    """How long it takes, in seconds."""
    shortfall: str
    """Why it is shorter, in words."""
    unanswered: tuple[Unanswered, ...] = ()
    """What the person named or tested and no exercise answers, each with the reason (`say`)."""
    days_per_week: int
    """Days a week, 1 to 7."""
    items: tuple[Item, ...]
    """The exercises, in the order in which they are done."""
    moving_on: tuple[ProgressionRule, ...]
    """Each `verdict` (`advance`, `hold`, `step_back`, `drop`, `stop`, `refer`) with the criteria that it `needs`."""
    outline: tuple[Week, ...]
    """The weeks ahead: each with its number (`week`), its `focus`, and what to `say`."""
    since: Since | None = None
    """What became of the plan before; None for an opening plan."""
    reviewed: bool
    """Whether a clinician has signed off everything that led to it."""
    review_note: str
    """What to say of that."""


class Excluded(Model):
    """An exercise left out for safety, the rules that did it, and what the person is told."""

    exercise: Id
    name: str
    rules: tuple[RuleId, ...]
    say: str


class Barred(Model):
    """What a rule of safety keeps a person from while there is no plan: `what` it is, and what the person is told."""

    rule: RuleId
    what: str
    say: str


class Override(Model):
    """An entry that an overlay put in the place of one that keeps people safe, and the reason it gave."""

    entry: str
    reason: str


class GivenLanguage(Model):
    """The language of a recommendation, as far as it has words for it; `title` says the triage level.

    `note` is what is said first where nobody has reviewed the wording; empty otherwise. `referral` are its headings.
    """

    id: LanguageId
    name: str
    made_by: Literal["machine", "person"]
    title: str
    note: str
    referral: ReferralWords


class MadeBy(Model):
    """Which program and which data made this, and what of the data that keeps people safe was overridden.

    `language` is None for English, the language of the entries.
    """

    version: str
    library_digest: str
    overridden: tuple[Override, ...] = ()
    language: GivenLanguage | None = None


class Seal(Model):
    """The SHA-256 over the digests of all parts of a record, and the first 8 hex digits of each part's own."""

    digest: str
    parts: dict[str, str]


EXCLUDED = "excluded"
"""The part of a recommendation that follows from its audit, and is written out for programs that do not read that."""


class Recommendation(Model):
    """A plan, or a referral without one. One that was written to a file has a `seal`."""

    loosen: MadeBy
    """The `version` of the program, the `library_digest`, what was `overridden`, and the `language`."""
    triage: Triage
    """Whether somebody else comes first, whom, and why."""
    plan: Plan | None
    """The routine; None for a referral."""
    interim: tuple[GivenAdvice, ...]
    """What is safe meanwhile, where there is no plan; each with what to `say` and its `evidence`."""
    barred: tuple[Barred, ...] = ()
    """What is not, where something is; each with `what` to leave out, and the `rule` that says so."""
    advice: tuple[GivenAdvice, ...]
    """What else is good to know."""
    audit: Audit
    """How all this was decided; explanations read nothing else."""
    seal: Seal | None = None
    """What `read_record` checks; None until it was written and read again."""

    @model_validator(mode="wrap")
    @classmethod
    def _says_the_same_twice(cls, data: Any, handler: ModelWrapValidatorHandler[Recommendation]) -> Recommendation:
        """What is written out of `excluded` is taken back only if it is what the audit says."""
        if not (isinstance(data, dict) and EXCLUDED in data):
            return handler(data)
        made = handler({name: part for name, part in data.items() if name != EXCLUDED})
        if data[EXCLUDED] != made.model_dump(mode="json", include={EXCLUDED})[EXCLUDED]:
            raise ValueError(f"'{EXCLUDED}' says otherwise than the audit, from which it follows")
        return made

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way, and mypy's (its issue 1362)
    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """The exercises left out for safety, by id, as the audit tells of them; written out for other programs."""
        rules = self.audit.rules_on_each("excluded")
        return tuple(
            [
                Excluded.shared(
                    exercise=record.exercise,
                    name=record.name,
                    rules=rules.get(record.exercise, ()),
                    say=self.audit.said_by(rules.get(record.exercise, ()), record.name),
                )
                for record in self.audit.exercises
                if record.verdict == "excluded"
            ]
        )
