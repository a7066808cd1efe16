"""Why an exercise is not in a plan, and the smallest change of answers that would put it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from loosen._explain.why.chain import acted, audit_in, race_of, record_called, triage_of
from loosen._explain.why.facts import Facts
from loosen._explain.why.naming import exercise_called
from loosen._explain.why.types import Acted, AnswerChange, Counterfactual, Searched, WhyNot
from loosen._library import Library
from loosen._model.audit import Audit, EffectName, ExerciseRecord, RuleRecord
from loosen._model.plan import Recommendation
from loosen._model.reason import Because, VerdictReason
from loosen._model.reserved import EQUIPMENT
from loosen._planning.recommender import Recommender, recommender_of
from loosen._planning.review.review import made_again
from loosen._records.origin import answers_of, is_made_with
from loosen._words.record import because_of, option_words
from loosen._words.speech import Speech, speech_of
from loosen.errors import AnswersError, LanguageUnknown

from .changes import Change, single_changes
from .search import smallest_change
from .trial import GUARDED, Trials


def why_not(made: Audit | Recommendation, exercise: str, *, library: Library | None = None) -> WhyNot:
    """Why an exercise, by its id or name, is not in a plan, and the smallest change of answers that puts it there.

    The reasons are told from the record. The change is searched with `library` (the bundled one when left out), and
    only where that made the record; the plan is made with it to see that it does what it says. None is ever offered
    where the exercise was left out for safety or the plan is a referral, nor one that changes the triage level or
    silences a rule of safety. Raises `UnknownEntry` when there is no such exercise, naming the nearest.
    """
    audit = audit_in(made)
    if not audit.exercises:
        return _referral(made, exercise, recommender_of(library).library)
    record = record_called(audit, exercise)
    told = _reasons(audit, record)
    if told.unsearched:
        return told
    recommender = recommender_of(library)
    if not is_made_with(audit, recommender.library):
        return told.model_copy(update={"unsearched": speech_of(audit.language)("why.unsearched.other_library")})
    if audit.redacted is not None:
        return told.model_copy(update={"unsearched": speech_of(audit.language)("why.unsearched.no_answers")})
    return told.model_copy(update=_searched(audit, record.exercise, recommender))


def _referral(made: Audit | Recommendation, exercise: str, library: Library) -> WhyNot:
    audit = audit_in(made)
    names = {key: entry.name for key, entry in _in_the_language_of(audit, library).exercises.items()}
    known = is_made_with(audit, library)
    name = exercise_called(exercise, names) if known else exercise
    return WhyNot(
        exercise=name, name=names.get(name, exercise), verdict="referral", level=audit.level,
        triage=triage_of(audit), unsearched=speech_of(audit.language)("why.unsearched.referral"),
    )  # fmt: skip


def _reasons(audit: Audit, record: ExerciseRecord) -> WhyNot:
    return WhyNot(
        exercise=record.exercise,
        name=record.name,
        verdict=record.verdict,
        level=audit.level,
        because=because_of(audit, record),
        rules=_rules_against(audit, record),
        points=sum(record.score.values()),
        race=race_of(audit, record),
        unsearched=_unsearched(record, audit.reason_for(record), speech_of(audit.language)),
    )


def _unsearched(record: ExerciseRecord, why: Because, speech: Speech) -> str:
    """Why no other answers are tried; empty where they are."""
    match record.verdict:
        case "not_candidate" if why.code is VerdictReason.RULED_OUT:
            return speech("why.unsearched.ruled_out")
        case "chosen":
            return speech("why.unsearched.in_the_plan")
        case "excluded":
            return speech("why.unsearched.for_safety")
        case "withdrawn":
            return speech("why.unsearched.never")
    return ""


def _rules_against(audit: Audit, record: ExerciseRecord) -> tuple[Acted, ...]:
    effect: EffectName = "excluded" if record.verdict == "excluded" else "held_back"
    if record.verdict not in ("excluded", "held_back"):
        return ()
    facts = Facts(audit)
    done = [one for one in audit.effects_on(record.exercise) if one.effect == effect]
    return tuple(acted(audit, one, record.name, facts) for one in done)


def _searched(audit: Audit, exercise: str, recommender: Recommender) -> dict[str, Any]:
    """The change found and how far the search went, as fields of `WhyNot`."""
    answers = answers_of(audit)
    trials = Trials(recommender, answers, exercise)
    library = recommender.library
    needed = set(library.exercises[exercise].equipment).difference(library.at_hand(trials.taken.chosen(EQUIPMENT)))
    lacking = tuple(sorted(map(library.to_ask_for, needed)))
    singles = single_changes(recommender.assessor, trials.taken, lacking)
    plans = _Plans(audit, answers, exercise, recommender)
    search = smallest_change(trials, singles, plans.hold_it)
    searched = Searched(singles=search.singles, pairs=search.pairs, pairs_there_are=search.pairs_there_are)
    if search.found is None:
        return {"searched": searched}
    words = _in_the_language_of(audit, recommender.library)
    change = Counterfactual(
        changes=tuple(_told(one, answers, words) for one in search.found), leaving=plans.leaving(search.found)
    )
    return {"searched": searched, "change": change}


class _Plans:
    """Plans really made with changed answers."""

    def __init__(self, audit: Audit, answers: Mapping[str, Any], exercise: str, recommender: Recommender) -> None:
        self._audit, self._answers, self._exercise, self._recommender = audit, answers, exercise, recommender

    def hold_it(self, changes: Iterable[Change]) -> bool:
        """Whether the plan holds the exercise, at the same triage level, and no rule of safety says less."""
        made = self._made(changes)
        return made is not None and (
            made.audit.level == self._audit.level
            and made.audit.record_of(self._exercise).verdict == "chosen"
            and not any(_says_less(self._audit, made.audit, stage) for stage in GUARDED)
        )

    def leaving(self, changes: Iterable[Change]) -> tuple[str, ...]:
        """The names of the exercises that are in the plan and would no longer be."""
        made = self._made(changes)
        stay = {step.exercise for step in made.audit.selection} if made else set()
        gone = [step.exercise for step in self._audit.selection if step.exercise not in stay]
        return tuple(self._audit.record_of(name).name for name in gone)

    def _made(self, changes: Iterable[Change]) -> Recommendation | None:
        """The plan; None when the answers would not be enough for one."""
        other = {change.question.id: change.value for change in changes}
        try:
            changed, library = {**self._answers, **other}, self._recommender.library
            return made_again(self._audit.course, changed, library, self._answers)
        except AnswersError:
            return None


def _says_less(before: Audit, after: Audit, stage: str) -> bool:
    now = _spoke(after, stage)
    return any(
        rule not in now or (one.result == "fired" and now[rule].result != "fired")
        for rule, one in _spoke(before, stage).items()
    )


def _spoke(audit: Audit, stage: str) -> dict[str, RuleRecord]:
    return {rule.rule: rule for record in audit.stages if record.stage == stage for rule in record.spoke}


def _in_the_language_of(audit: Audit, library: Library) -> Library:
    try:
        return library.in_language(audit.language)
    except LanguageUnknown:
        return library


def _told(change: Change, answers: Mapping[str, Any], library: Library) -> AnswerChange:
    """A change with the words of its question and options."""
    question = library.questions[change.question.id]
    before = answers.get(question.id, question.default)
    value = tuple(change.value) if isinstance(change.value, list) else change.value
    return AnswerChange(
        question=question.id,
        kind=question.changeable or "by_choice",
        self_test=question.section == "self_tests",
        text=question.text,
        value=value,
        before=option_words(before, question),
        after=option_words(value, question),
        added=option_words(change.added, question),
    )
