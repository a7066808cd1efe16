"""What became of the person's own words: the signs heard in them, that there were none, or that they were not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from loosen._model.audit import HeardRecord
from loosen._outputs.document import Block
from loosen._words.record import Words
from loosen._words.speech import Speech

from .pieces import Piece


def own_words(words: Words) -> Iterator[Piece]:
    """One paragraph for each text that was written; none is passed over."""
    audit = words.view.audit
    for text in audit.written:
        heard = [record for record in audit.heard if record.question == text.question]
        told = told_of_words(
            heard, lambda sign: words.name(f"lexicon:{sign}"), words.speech, understood=text.understood
        )
        yield Piece((Block("text", (told,)),))


def told_of_words(heard: Sequence[HeardRecord], name: Callable[[str], str], speech: Speech, *, understood: bool) -> str:
    """What became of one text; `name` has the name of an entry of the lexicon."""
    if heard:
        signs = {record.lexicon: record.words for record in reversed(heard)}
        things = (speech("handout.heard_one", words=quote, sign=name(sign)) for sign, quote in reversed(signs.items()))
        return speech("handout.heard", things="; ".join(things))
    return speech("handout.heard_nothing") if understood else speech("handout.not_understood")
