"""What the words around a sign make of it: said, perhaps said, or not said of this person and this time.

The kinds of cue are those of ConText (Harkema et al. 2009): denied, somebody else's, past, supposed. The words of each
are data: the groups `cue_…` of a language in `knowledge/vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from .cues import Cues
from .found import Reading
from .text import Break, Text
from .walk import Place, Walk

Counts = Literal["now", "lately", "ever"]


class Told(NamedTuple):
    """A sign found between two words; `denials` is how many words such as "no" belong to the sign itself."""

    start: int
    end: int
    denials: int


_NEAR = 5
_FAR = 25
"""How many words back a fear, and a "no", are looked for."""
_OPENING = 4
"""Within how many words of a sentence the person stands that it is about."""
_SUBJECT = 9
"""How many words back the person is looked for that a sign is told of."""


class Sense:
    """The cues of a language at work in one text; `known` are the places of all words that belong to some sign."""

    def __init__(self, cues: Cues, walk: Walk, text: Text, known: set[int]) -> None:
        self._cues, self._walk, self._text, self._known = cues, walk, text, known
        self._own = self._tells_of_oneself()

    def reading_of(self, told: Told, counts: Counts) -> Reading:
        """How a sign reads where it stands; `counts` says until when it matters: now, lately, or ever."""
        reading = min(self._answered_after(told), self._denied_before(told))
        inside = self._text.words[told.start : told.end]
        if told.denials < sum(word in self._cues.no for word in inside):
            reading = min(reading, self._denied_within(inside, told))
        if reading is Reading.DENIED and (told.denials or self._was_there_once(told.end)):
            return Reading.PERHAPS
        if reading is Reading.DENIED or self._is_over(told, counts):
            return Reading.DENIED
        if self._of_another(told):
            reading = min(reading, self._for_another(counts))
        return min(reading, Reading.PERHAPS) if self._only_thought_of(told) else reading

    def _denied_within(self, words: Sequence[str], told: Told) -> Reading:
        """How a sign reads that has a "no" in its gap: "leg is not weak", "wound … no pus", "not only numb"."""
        cues = self._cues
        at = max(place for place, word in enumerate(words) if word in cues.no)
        after = words[at + 1 : -1]
        if not cues.turns.isdisjoint(after):
            return Reading.SURE
        of_the_last = not after and words[at] in cues.no_such
        said_of_it = words[at - 1] in cues.copulas and cues.small.issuperset(after)
        plain = not told.denials and (of_the_last or said_of_it) and not self._no_in_front(told.start)
        return Reading.DENIED if plain else Reading.PERHAPS

    def _no_in_front(self, start: int) -> bool:
        """Whether the clause has a "no" shortly before, which may turn a denial around: "cannot say that … not"."""
        for at in range(start - 1, max(-1, start - 1 - _NEAR), -1):
            if self._text.breaks[at + 1] is not Break.NONE:
                return False
            if self._text.words[at] in self._cues.no:
                return True
        return False

    def _answered_after(self, told: Told) -> Reading:
        """How "…: no", "…? no" or, where a language says it so, "… not" after the sign makes it read."""
        text, cues, at = self._text, self._cues, told.end
        if at == len(text.words):
            return Reading.SURE
        if self._denied_behind(at):
            return Reading.DENIED
        if text.words[at] not in cues.answers_no:
            return Reading.SURE
        ends_there = at + 1 == len(text.words) or text.breaks[at + 1] is not Break.NONE
        mark = text.marks[at]
        if not ends_there or mark not in (":", "?", "=", "-"):
            return Reading.SURE
        return Reading.PERHAPS if mark == "-" else Reading.DENIED

    def _denied_behind(self, at: int) -> bool:
        """Whether the clause goes on with small words alone to a "no" that is said behind what it denies."""
        for place in range(at, min(at + _NEAR, len(self._text.words))):
            if self._text.breaks[place] is not Break.NONE:
                return False
            if self._text.words[place] in self._cues.no_behind:
                return place + 1 == len(self._text.words) or self._text.breaks[place + 1] is not Break.NONE
            if self._text.words[place] not in self._cues.small:
                return False
        return False

    def _denied_before(self, told: Told) -> Reading:
        """Looks back for a "no" whose reach goes as far as the sign."""
        text, cues = self._text, self._cues
        plain, listed = True, False
        for at in range(told.start - 1, max(-1, told.start - 1 - _FAR), -1):
            gap, word = text.breaks[at + 1], text.words[at]
            if gap in (Break.LINE, Break.STOP):
                return Reading.SURE
            if gap is Break.COMMA:
                if not self._goes_on_with_a_list(told, at + 1):
                    return Reading.SURE
                listed = True
                plain = plain and self._has_or_later(at + 1)
            if word in cues.no:  # in "I didn't, and fell" it belongs to what came before
                return Reading.SURE if gap is Break.COMMA else self._denied_by(at, plain=plain)
            if word in cues.turns or self._begins_anew(at):
                return Reading.SURE
            in_list = at in self._known or word in cues.signs
            if listed and not in_list and word not in cues.small | cues.links:
                return Reading.SURE
            runs_on = at + 1 == told.start and gap is Break.NONE  # "no pain numb toes": two things, no "or" between
            if word not in cues.small and (runs_on or not in_list):
                plain = False
        return Reading.SURE

    def _begins_anew(self, at: int) -> bool:
        """Whether a new clause about the writer begins here: "cannot sleep and my leg is weak", "and keep falling"."""
        words, cues = self._text.words, self._cues
        begins = cues.self_words | cues.verbs
        return words[at] in cues.links - cues.ors and at + 1 < len(words) and words[at + 1] in begins

    def _goes_on_with_a_list(self, told: Told, after_comma: int) -> bool:
        """Whether what follows a comma can be the next thing of a list, such as that of "no fever, chills or …"."""
        cues, words = self._cues, self._text.words
        between = range(after_comma, told.start)
        adds_nothing = all(words[at] in cues.links or at in self._known or words[at] in cues.signs for at in between)
        return adds_nothing and not told.denials and words[told.start] not in cues.states

    def _has_or_later(self, start: int) -> bool:
        """Whether a list without "or" so far has one further on."""
        text = self._text
        for at in range(start, min(len(text.words), start + _FAR)):
            if text.breaks[at] in (Break.LINE, Break.STOP) and at > start:
                return False
            if text.words[at] in self._cues.ors:
                return True
            if text.words[at] in self._cues.no:
                return False
        return False

    def _denied_by(self, at: int, *, plain: bool) -> Reading:
        """What a "no" that reaches the sign does: it denies, unless it is doubtful or denied itself."""
        text, cues = self._text, self._cues
        if not plain or (at and text.breaks[at] is Break.NONE and text.words[at - 1] in cues.doubtful_before_no):
            return Reading.PERHAPS
        for before in range(at - 1, max(-1, at - _FAR), -1):
            if text.breaks[before + 1] is not Break.NONE:
                break
            if text.words[before] in cues.no:
                return Reading.PERHAPS
            if text.words[before] not in cues.small:
                break
        return Reading.DENIED

    def _was_there_once(self, end: int) -> bool:
        """Whether a denial is followed by "any more", "now" or the like."""
        for at in range(end, min(end + 3, len(self._text.words))):
            if self._text.breaks[at] is not Break.NONE:
                return False
            if self._text.words[at] in self._cues.once:
                return True
        return False

    def _is_over(self, told: Told, counts: Counts) -> bool:
        """Whether the sentence says that the sign is long past, or gone, and not that it goes on."""
        if counts == "ever":
            return False
        sentence = self._text.sentence_of(told.start)
        over = self._said_in(sentence, ("cue_long_past", "cue_gone") if counts == "now" else ("cue_long_past",))
        goes_on = self._said_in(sentence, ("cue_goes_on",)) and not self._said_in(sentence, ("cue_well_since",))
        return over and not goes_on

    def _said_in(self, sentence: range, groups: Iterable[str]) -> bool:
        places = (place for group in groups for place in self._places_of(group))
        return any(place.start in sentence for place in places)

    def _places_of(self, group: str) -> list[Place]:
        return self._walk.group_places(group)

    def _tells_of_oneself(self) -> bool:
        """Whether the writer speaks of the writer too, and does not answer for somebody else."""
        words, cues = self._text.words, self._cues
        if self._places_of("cue_on_behalf"):
            return False
        after = [*words[1:], ""]
        beyond = [*words[2:], "", ""]
        return any(
            word in cues.self_words and next_one not in cues.others and next_but_one not in cues.others
            for word, next_one, next_but_one in zip(words, after, beyond, strict=False)
        )

    def _for_another(self, counts: Counts) -> Reading:
        """What a sign of another person is for the reading.

        Whoever writes of themselves too tells it in passing. A text about another person alone is written for that
        person, unless it is an illness that may just as well be told of the family.
        """
        if self._own:
            return Reading.DENIED
        return Reading.PERHAPS if counts == "ever" and not self._places_of("cue_on_behalf") else Reading.SURE

    def _of_another(self, told: Told) -> bool:
        """Whether the clause is about another person, and the writer is not named nearer to the sign."""
        text, cues, words = self._text, self._cues, self._text.words
        if not self._mine_in(told).isdisjoint(words[told.start : told.end]):
            return False
        if self._led_by(words[told.end : told.end + _NEAR], cues.family, cues.in_the) or self._begins_with_another(
            told
        ):
            return True
        for at in range(told.start - 1, max(-1, told.start - _SUBJECT), -1):
            if text.breaks[at + 1] is not Break.NONE or words[at] in cues.clinicians:
                return False
            if words[at] in cues.self_words and not self._is_of_another(at):
                return False
            if words[at] in cues.others:
                return cues.clinicians.isdisjoint(words[max(0, at - 4) : at])
        return False

    def _begins_with_another(self, told: Told) -> bool:
        """Whether the sentence sets out with another person, and the writer is not named up to the sign."""
        words, cues, start = self._text.words, self._cues, self._text.sentence_of(told.start).start
        first = next((at for at in range(start, min(start + _OPENING, told.start)) if words[at] in cues.others), None)
        if first is None or not cues.clinicians.isdisjoint(words[start:first]):
            return False
        return not any(words[at] in cues.self_words and not self._is_of_another(at) for at in range(start, told.start))

    def _mine_in(self, told: Told) -> frozenset[str]:
        """The words for oneself that count when they stand within the sign."""
        within = range(told.start, told.end)
        of_another = {self._text.words[at] for at in within if self._is_of_another(at)}
        return self._cues.self_words - of_another

    def _is_of_another(self, at: int) -> bool:
        """Whether a word such as "my" only leads to another person: "my sister", "my old aunt"."""
        return not self._cues.others.isdisjoint(self._text.words[at + 1 : at + 3])

    def _only_thought_of(self, told: Told) -> bool:
        """Whether the sign is feared, prevented, asked about or only supposed."""
        text, cues = self._text, self._cues
        first = told.start
        while (
            first
            and told.start - first < _NEAR
            and (
                text.breaks[first] is Break.NONE
                or (text.breaks[first] is Break.COMMA and text.words[first - 1] in cues.fears)
            )
        ):
            first -= 1
        before = text.words[first : told.start][::-1]
        return (
            (len(before) > 1 and (before[1], before[0]) in cues.asks)
            or self._led_by(before, cues.fears, cues.of_fears)
            or self._led_by(before, cues.may_be, cues.of_fears)
            or self._led_by(before, cues.supposes, cues.small)
        )

    def _led_by(self, before: Sequence[str], leaders: frozenset[str], through: frozenset[str]) -> bool:
        """Whether one of `leaders` comes, with nothing but words of `through` between (the nearest word first)."""
        for number, word in enumerate(before):
            if word in leaders:
                return not self._cues.not_supposed.intersection(before[number + 1 : number + 2])
            if word not in through:
                return False
        return False
