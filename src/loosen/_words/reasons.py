"""Reasons in words: for every code of `loosen._model.reason` a sentence, with its parameters put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from loosen._model.reason import Because, DoseSource, Failed, PickedFor, Purpose, SetBy, VerdictReason

from .conditions import describe
from .speech import Speech

RuleSays = Callable[[str, str], str]
"""What a rule (by id) says of an exercise (by id)."""

NameOf = Callable[[str], str]
"""What an entry is called, by its node in the graph."""

HIDDEN_NEED = Because(VerdictReason.NEEDS)
"""That equipment is not at hand, where a redacted record hides which."""


def because_words(why: Because, rule_says: RuleSays, speech: Speech, *, purpose: str = "", rules: str = "") -> str:
    """Why an exercise met its verdict, in a sentence; `purpose` is what it was picked for, `rules` what rules said."""
    match why.code:
        case VerdictReason.SAID | VerdictReason.ENTRY:
            return why.about
        case VerdictReason.BY_RULES:
            return rules
        case VerdictReason.PICKED:
            return speech("reasons.picked", purpose=purpose)
        case VerdictReason.RULED_OUT:
            said = speech("reasons.ruled_out")
            return f"{said} {speech('why.you_wrote', words=why.about)}" if why.about else said
        case VerdictReason.NEEDS if why == HIDDEN_NEED:
            return speech("reasons.needs_something")
        case VerdictReason.NEEDS:
            return speech("reasons.needs", things=things_words(why.names, speech))
        case VerdictReason.NOT_ASKED_FOR | VerdictReason.OFF_FOCUS | VerdictReason.DRAFT:
            return speech.one_of("because", why.code, "sentence")
    return speech("reasons.not_chosen", clause=clause_words(why, rule_says, speech))


def clause_words(why: Because, rule_says: RuleSays, speech: Speech) -> str:
    """The same as the end of a longer sentence, for a reason that can stand there."""
    match why.code:
        case VerdictReason.ENTRY:
            return why.about
        case VerdictReason.RATHER:
            return rule_says(*why.names)
        case VerdictReason.NEEDS:
            return speech("reasons.needs_in_short", things=things_words(why.names, speech))
        case VerdictReason.FULL:
            return speech("reasons.full", exercises=why.about)
        case VerdictReason.MOVED_DOWN:
            return speech("reasons.moved_down")
        case VerdictReason.ENOUGH_OF_KIND:
            return speech("reasons.enough", work=speech.one_of("kind", why.about, "enough"))
    return speech.one_of("because", why.code, "clause")


def things_words(equipment: Iterable[str], speech: Speech) -> str:
    """Equipment that is not at hand, in words, also where a redacted record hides which."""
    return ", ".join(_thing(name, speech) for name in equipment) or speech("reasons.not_at_hand")


def _thing(name: str, speech: Speech) -> str:
    """One piece of equipment; by its id where an older record has one that is there no more."""
    known = f"names.equipment.{name}.needed" in speech
    return speech.one_of("equipment", name, "needed") if known else name.replace("_", " ")


def purpose_words(purpose: Purpose, name_of: NameOf, speech: Speech) -> str:
    """What an exercise was picked for, to stand in the sentence that it was chosen."""
    match purpose.code:
        case PickedFor.SAID:
            return purpose.about
        case PickedFor.PART:
            return speech("reasons.for_part", part=purpose.about)
        case PickedFor.AIM:
            return speech("reasons.for_aim", what=speech.inside(name_of(purpose.about)))
        case PickedFor.INSTEAD:
            return speech("reasons.for_instead", name=name_of(f"exercise:{purpose.about}"))
        case PickedFor.STEP | PickedFor.BACK | PickedFor.SAFER | PickedFor.SWAP:
            return speech.one_of("picked_for", purpose.code, "one", name=name_of(f"exercise:{purpose.about}"))
        case PickedFor.KIND:
            return speech("reasons.for_kind", kind=speech.one_of("kind", purpose.about, "some"))
    return speech.one_of("picked_for", purpose.code)


def chosen_words(purpose: Purpose, name_of: NameOf, speech: Speech) -> str:
    """That an exercise was picked, and what for, in a sentence."""
    return speech("reasons.picked", purpose=purpose_words(purpose, name_of, speech))


def unanswered_words(because: Because, what: str, speech: Speech) -> str:
    """That nothing answers what a person named or tested, and why."""
    match because.code:
        case VerdictReason.FULL:
            return speech("plan.list_full_for", what=what)
        case VerdictReason.LADDER:
            return speech("plan.movement_used_for", what=what)
        case VerdictReason.ENOUGH_STRETCHING:
            return speech("plan.stretched_enough_for", what=what)
        case VerdictReason.NO_TIME:
            return speech("plan.no_room_for", what=what)
        case VerdictReason.RULED_OUT:
            return speech("plan.ruled_out_for", what=what)
    return speech("plan.none_safe_for", what=what)


def dose_sentence(by: SetBy, speech: Speech, said: str = "") -> str:
    """What set a value of a dose, told to the person; `said` is what its rule or routine says."""
    match by.code:
        case DoseSource.RULE | DoseSource.LIMIT:
            return said
        case DoseSource.SAID:
            return by.about
        case DoseSource.PROGRAMME:
            return speech("reasons.dose_of_routine", routine=said)
        case DoseSource.SESSION:
            return speech.one_of("packing", by.about, "sentence")
    return speech.one_of("dose_source", by.code, "sentence")


def dose_cause(by: SetBy, speech: Speech, said: str = "") -> str:
    """The same as the cause of a difference."""
    match by.code:
        case DoseSource.RULE | DoseSource.LIMIT:
            return said
        case DoseSource.SAID:
            return by.about
        case DoseSource.SESSION:
            return speech.one_of("packing", by.about, "cause")
    return speech.one_of("dose_source", by.code, "cause")


def dose_note(by: SetBy, speech: Speech) -> str:
    """The same as a reviewer reads it, with the ids of entries."""
    match by.code:
        case DoseSource.SAID:
            return by.about
        case DoseSource.SELF_TEST:
            return speech.one_of("dose_source", DoseSource.SELF_TEST, "cause")
        case DoseSource.SESSION:
            return speech.one_of("packing", by.about, "note")
    return str(by)


def failed_words(failed: Failed | None, speech: Speech) -> str:
    """The first test that did not hold, in words; empty where there is none or it is hidden."""
    test = failed.test if failed else None
    return describe(test, speech) if test else failed.said if failed else ""
