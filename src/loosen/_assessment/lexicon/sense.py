"""What the words around a phrase make of it: said, perhaps said, or plainly denied."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from .text import Break, Text


class Reading(IntEnum):
    """What the words around a phrase make of it; the highest of all places counts."""

    DENIED = 0
    PERHAPS = 1
    SURE = 2


class Match(NamedTuple):
    """A phrase found between two words; `denials` is how many words such as "no" belong to the phrase itself."""

    entry: str
    start: int
    end: int
    counts: bool
    denials: int


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NO = _words("no not never without none nor neither nothing nil zero deny denies denied denying")
_DOUBTFUL_NO = _words("can could will would should may might")
"""Before "not", these leave open what is denied: "would not", "could not"."""
_SMALL = _words(
    """
    a an any at all of or sign signs symptom symptoms history have has had having get gets got getting feel
    feels feeling felt ever been be is are am was were problem problems trouble troubles issue issues difficulty
    difficulties with kind sort i we do does did to suffer suffers suffered suffering from experience
    experienced experiencing notice noticed noticing seen other such in my new real particular known significant
    obvious actual sudden severe whatsoever bad on take takes taking took using thought thoughts chance chances
    evidence trace hint
    """
)
"""Words that may stand between "no" and what it denies."""
_TURNS = _words(
    """
    but however although though yet except apart because since due when while until till unless despite why so
    then after before which who where as only just merely change changes changed changing improvement improving
    improve better relief difference end letup doubt wonder question help helps helping one matter use surprise
    let luck joke point idea clue stop stopping reason cure recovery sense escape
    """
)
"""Words after which a "no" before them says nothing of what follows: "no change in …", "not only …", "… but …"."""
_IS = _words("is are was were am feels feel")
_LINKS = _words("or and nor any other a an of no")
_STATES = _words(
    """
    numb weak unable lost losing leaking leaked wet swollen bleeding dropping dragging tripping coughing can
    cannot i my legs it pooed soiled peed weed wetting having am is are
    """
)
"""First words of phrases that say how things are: after a comma they begin something new, and no list goes on."""
_SIGNS = _words(
    """
    numbness tingling pins needles weakness fever fevers chills sweats pain pains swelling dizziness nausea
    headache headaches injury injuries accident accidents trauma fall falls cancer infection infections lump
    lumps rash stiffness bleeding surgery operation operations illness illnesses diabetes asthma tumour tumor
    spasms cramps cough incontinence breathlessness
    """
)
_ONCE = _words("anymore more longer now today yet currently moment presently")
"""After what is denied, these say that it was there once."""
_OTHERS = _words(
    """
    mother mum mom mam dad father parent parents sister brother wife husband son daughter aunt uncle auntie
    grandmother grandma gran nan granny grandfather grandad grandpa friend friends cousin neighbour neighbor
    partner girlfriend boyfriend fiance fiancee colleague boss niece nephew someone somebody people relative
    relatives family he she his her dog cat
    """
)
_SELF = _words("i me my myself mine we our us")
_CLINICIANS = _words("doctor doctors gp physio physiotherapist nurse consultant surgeon osteopath chiropractor")
_FEARS = _words("worried worry worrying afraid scared fear fearing frightened terrified anxious")
_OF_FEARS = _words("about of that it this is be being could might may a an having getting some")
_SUPPOSES = _words("if whether imagine suppose risk prevent prevents preventing avoid avoids avoiding against")
_MAY_BE = _words("could might may")
_IN_THE = _words("in on of my the our this runs run running is was throughout side close")
"""Words between what is named and "family"."""
_NEAR = 5
_FAR = 25
"""How many words back a fear, and a "no", are looked for."""


def reading_of(text: Text, match: Match, known: set[int]) -> Reading:
    """How a phrase reads where it stands; `known` are the places of all words that belong to some phrase."""
    reading = min(_answered_after(text, match), _denied_before(text, match, known))
    if match.denials < sum(word in NO for word in text.words[match.start : match.end]):
        reading = min(reading, _denied_within(text.words[match.start : match.end], match))
    if reading is Reading.DENIED and (match.denials or _was_there_once(text, match.end)):
        return Reading.PERHAPS
    if reading is Reading.SURE and (_of_somebody_else(text, match) or _only_thought_of(text, match)):
        return Reading.PERHAPS
    return reading


def _denied_within(words: Sequence[str], match: Match) -> Reading:
    """How a phrase reads that has a "no" in its gap: "leg is not weak", "wound … no pus", "not only numb"."""
    at = max(place for place, word in enumerate(words) if word in NO)
    after = words[at + 1 : -1]
    if not _TURNS.isdisjoint(after):
        return Reading.SURE
    of_the_last = not after and words[at] in ("no", "without", "zero")
    said_of_it = words[at - 1] in _IS and _SMALL.issuperset(after)
    return Reading.DENIED if not match.denials and (of_the_last or said_of_it) else Reading.PERHAPS


def _answered_after(text: Text, match: Match) -> Reading:
    """How "…: no" or "…? no" right after the phrase makes it read."""
    at = match.end
    if at == len(text.words) or text.words[at] not in ("no", "none", "nope", "nil", "never", "negative"):
        return Reading.SURE
    ends_there = at + 1 == len(text.words) or text.breaks[at + 1] is not Break.NONE
    mark = text.marks[at]
    if not ends_there or mark not in (":", "?", "=", "-"):
        return Reading.SURE
    return Reading.PERHAPS if mark == "-" else Reading.DENIED


def _denied_before(text: Text, match: Match, known: set[int]) -> Reading:
    """Looks back for a "no" whose reach goes as far as the phrase."""
    plain, listed = True, False
    for at in range(match.start - 1, max(-1, match.start - 1 - _FAR), -1):
        gap, word = text.breaks[at + 1], text.words[at]
        if gap in (Break.LINE, Break.STOP):
            return Reading.SURE
        if gap is Break.COMMA:
            if not _goes_on_with_a_list(text, match, at + 1, known):
                return Reading.SURE
            listed = True
            plain = plain and _has_or_later(text, at + 1)
        if word in NO:
            return _denied_by(text, at, plain=plain)
        if word in _TURNS:
            return Reading.SURE
        in_list = at in known or word in _SIGNS
        if listed and not in_list and word not in _SMALL | _LINKS:
            return Reading.SURE
        runs_on = at + 1 == match.start and gap is Break.NONE  # "no pain numb toes": two things, and no "or" between
        if word not in _SMALL and (runs_on or not in_list):
            plain = False
    return Reading.SURE


def _goes_on_with_a_list(text: Text, match: Match, after_comma: int, known: set[int]) -> bool:
    """Whether what follows a comma can be the next thing of a list, such as that of "no fever, chills or …"."""
    between = range(after_comma, match.start)
    adds_nothing = all(text.words[at] in _LINKS or at in known or text.words[at] in _SIGNS for at in between)
    return adds_nothing and not match.denials and text.words[match.start] not in _STATES


def _has_or_later(text: Text, start: int) -> bool:
    """Whether a list without "or" so far has one further on."""
    for at in range(start, min(len(text.words), start + _FAR)):
        if text.breaks[at] in (Break.LINE, Break.STOP) and at > start:
            return False
        if text.words[at] in ("or", "nor"):
            return True
        if text.words[at] in NO:
            return False
    return False


def _denied_by(text: Text, at: int, *, plain: bool) -> Reading:
    """What a "no" that reaches the phrase does: it denies, unless it is doubtful or denied itself."""
    if not plain or (at and text.breaks[at] is Break.NONE and text.words[at - 1] in _DOUBTFUL_NO):
        return Reading.PERHAPS
    for before in range(at - 1, max(-1, at - _FAR), -1):
        if text.breaks[before + 1] is not Break.NONE:
            break
        if text.words[before] in NO:
            return Reading.PERHAPS
        if text.words[before] not in _SMALL:
            break
    return Reading.DENIED


def _was_there_once(text: Text, end: int) -> bool:
    """Whether a denial is followed by "any more", "now" or the like."""
    for at in range(end, min(end + 3, len(text.words))):
        if text.breaks[at] is not Break.NONE:
            return False
        if text.words[at] in _ONCE:
            return True
    return False


def _of_somebody_else(text: Text, match: Match) -> bool:
    """Whether the clause is about another person, and the writer is not named nearer to the phrase."""
    words = text.words
    if not _SELF.isdisjoint(words[match.start : match.end]):
        return False
    if _led_by(words[match.end : match.end + _NEAR], frozenset({"family"}), _IN_THE):
        return True
    for at in range(match.start - 1, max(-1, match.start - 9), -1):
        if text.breaks[at + 1] is not Break.NONE or words[at] in _SELF or words[at] in _CLINICIANS:
            return False
        if words[at] in _OTHERS:
            return _CLINICIANS.isdisjoint(words[max(0, at - 4) : at])
    return False


def _only_thought_of(text: Text, match: Match) -> bool:
    """Whether the phrase is feared, prevented, asked about or only supposed."""
    first = match.start
    while first and text.breaks[first] is Break.NONE and match.start - first < _NEAR:
        first -= 1
    before = text.words[first : match.start][::-1]
    return (
        before[:2] in (["it", "is"], ["this", "is"])
        or _led_by(before, _FEARS, _OF_FEARS)
        or _led_by(before, _MAY_BE, _OF_FEARS)
        or _led_by(before, _SUPPOSES, _SMALL)
    )


def _led_by(before: Sequence[str], leaders: frozenset[str], through: frozenset[str]) -> bool:
    """Whether one of `leaders` comes before, with nothing but words of `through` between (the nearest word first)."""
    for number, word in enumerate(before):
        if word in leaders:
            return before[number + 1 : number + 2] not in (["as"], ["even"])
        if word not in through:
            return False
    return False
