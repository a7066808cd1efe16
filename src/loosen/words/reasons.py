"""Reasons in words: for every code of `loosen.model.reason` a sentence, with its parameters put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from loosen.model.reason import (
    Because,
    DoseSource,
    Failed,
    PackingStep,
    PickedFor,
    Purpose,
    SetBy,
    VerdictReason,
)
from loosen.model.reserved import NOT_AT_HAND

from .conditions import describe

RuleSays = Callable[[str, str], str]
"""What a rule (by id) says of an exercise (by id)."""

VERDICT_REASONS: Mapping[VerdictReason, str] = {
    VerdictReason.NOT_ASKED_FOR: "It is no part of the routine asked for.",
    VerdictReason.OFF_FOCUS: "It works on no muscle that is in focus.",
    VerdictReason.NEEDS: "It needs: {things}.",
    VerdictReason.LADDER: "Not chosen: {clause}",
    VerdictReason.FULL: "Not chosen: {clause}",
    VerdictReason.ENOUGH_OF_KIND: "Not chosen: {clause}",
    VerdictReason.OUTSCORED: "Not chosen: {clause}",
    VerdictReason.NO_TIME: "Not chosen: {clause}",
    VerdictReason.ENOUGH_STRETCHING: "Not chosen: {clause}",
    VerdictReason.PART_FILLED: "Not chosen: {clause}",
    VerdictReason.RATHER: "Not chosen: {clause}",
    VerdictReason.DRAFT: "It is a draft and is not given yet.",
    VerdictReason.ENTRY: "{about}",
    VerdictReason.BY_RULES: "{rules}",
    VerdictReason.PICKED: "Chosen because {purpose}.",
    VerdictReason.SAID: "{about}",
}

CLAUSES: Mapping[VerdictReason, str] = {
    VerdictReason.NEEDS: "it needs {things}.",
    VerdictReason.LADDER: "another step of the same ladder was chosen.",
    VerdictReason.FULL: "the session has its {about} exercises.",
    VerdictReason.ENOUGH_OF_KIND: "the session has enough {about} work.",
    VerdictReason.OUTSCORED: "exercises with more points filled the time.",
    VerdictReason.NO_TIME: "the session has no time left.",
    VerdictReason.ENOUGH_STRETCHING: "its muscles have as much stretching as is useful.",
    VerdictReason.PART_FILLED: "another exercise fills its part of the routine.",
    VerdictReason.RATHER: "{rule}",
    VerdictReason.DRAFT: "it is a draft and is not given yet.",
    VerdictReason.ENTRY: "{about}",
}
"""The reasons that also end a longer sentence."""

HIDDEN_NEED = Because(VerdictReason.NEEDS)
IT_NEEDS_SOMETHING = f"It needs {NOT_AT_HAND}."
"""That equipment is not at hand, where a redacted record hides which."""

PURPOSES: Mapping[PickedFor, str] = {
    PickedFor.KIND: "every session needs {kind}",
    PickedFor.FOCUS: "it serves muscles that matter most for you",
    PickedFor.REST: "it uses the time that is left",
    PickedFor.PART: "it is a part of the routine you asked for ({about})",
    PickedFor.SAID: "{about}",
}

A_KIND: Mapping[str, str] = {
    "aerobic": "a warm-up", "release": "some release work", "mobilisation": "some easy movement",
    "stretch": "a stretch", "strengthening": "some strength work", "relaxation": "a quiet end",
}  # fmt: skip

DOSE_SENTENCES: Mapping[DoseSource | PackingStep, str] = {
    DoseSource.DOSE: "This is how exercises of this kind are started.",
    DoseSource.ANSWER: "You told us on how many days you can do it.",
    DoseSource.PROGRAMME: "The routine “{said}” asks for it.",
    DoseSource.SELF_TEST: "A self-test found this side to be tighter.",
    DoseSource.SESSION: "{step}",
    DoseSource.RULE: "{said}",
    DoseSource.LIMIT: "{said}",
    DoseSource.SAID: "{about}",
    PackingStep.SHORTEST: "It starts with the shortest time that is of use, so that others fit in.",
    PackingStep.REST: "It uses the time that is left.",
    PackingStep.LITTLE_TIME: "There is little time.",
}
"""What set a value of a dose, told to the person."""

NOT_SAID = "You did not say on how many days you can do it, so we take the usual number."
"""What set the days, where the person did not say how many."""

DOSE_CAUSES: Mapping[DoseSource | PackingStep, str] = {
    DoseSource.DOSE: "the usual dose",
    DoseSource.ANSWER: "as often as asked for",
    DoseSource.PROGRAMME: "as the routine asks",
    DoseSource.SELF_TEST: "self-test: this side is tighter",
    DoseSource.SESSION: "{step}",
    DoseSource.RULE: "{said}",
    DoseSource.LIMIT: "{said}",
    DoseSource.SAID: "{about}",
    PackingStep.SHORTEST: "the shortest time that is of use",
    PackingStep.REST: "it uses the time that is left",
    PackingStep.LITTLE_TIME: "there is little time",
}
"""The same as the cause of a difference."""

DOSE_NOTES: Mapping[DoseSource | PackingStep, str] = {
    DoseSource.DOSE: "dose:{about}",
    DoseSource.ANSWER: "answer:{about}",
    DoseSource.PROGRAMME: "programme:{about}",
    DoseSource.SELF_TEST: "self-test: this side is tighter",
    DoseSource.SESSION: "session: {step}",
    DoseSource.RULE: "rule:{about}",
    DoseSource.LIMIT: "limit:{about}",
    DoseSource.SAID: "{about}",
    PackingStep.SHORTEST: "shortest useful bout first",
    PackingStep.REST: "uses the time that is left",
    PackingStep.LITTLE_TIME: "little time",
}
"""The same as a reviewer reads it, with the ids of entries."""


def because_words(why: Because, rule_says: RuleSays, *, purpose: str = "", rules: str = "") -> str:
    """Why an exercise met its verdict, in a sentence; `purpose` is what it was picked for, `rules` what rules said."""
    if why == HIDDEN_NEED:
        return IT_NEEDS_SOMETHING
    clause = clause_words(why, rule_says) if why.code in CLAUSES else ""
    return VERDICT_REASONS[why.code].format(
        about=why.about, things=things_words(why.names), clause=clause, purpose=purpose, rules=rules
    )


def clause_words(why: Because, rule_says: RuleSays) -> str:
    """The same as the end of a longer sentence, for a reason that can stand there."""
    rule = rule_says(*why.names) if why.code is VerdictReason.RATHER else ""
    return CLAUSES[why.code].format(about=why.about, things=things_words(why.names), rule=rule)


def things_words(equipment: Iterable[str]) -> str:
    """Equipment that is not at hand, in words, also where a redacted record hides which."""
    return ", ".join(name.replace("_", " ") for name in equipment) or NOT_AT_HAND


def purpose_words(purpose: Purpose) -> str:
    """What an exercise was picked for, to stand after "because"."""
    return PURPOSES[purpose.code].format(about=purpose.about, kind=A_KIND.get(purpose.about, ""))


def chosen_words(purpose: Purpose) -> str:
    """That an exercise was picked, and what for, in a sentence."""
    return VERDICT_REASONS[VerdictReason.PICKED].format(purpose=purpose_words(purpose))


def dose_words_in(words: Mapping[DoseSource | PackingStep, str], by: SetBy, said: str = "") -> str:
    """What set a value of a dose in the words of a table; `said` is what its rule or routine says."""
    step = words[PackingStep(by.about)] if by.code is DoseSource.SESSION else ""
    return words[by.code].format(about=by.about, said=said, step=step)


def failed_words(failed: Failed | None) -> str:
    """The first test that did not hold, in words; empty where there is none or it is hidden."""
    test = failed.test if failed else None
    return describe(test) if test else failed.said if failed else ""
