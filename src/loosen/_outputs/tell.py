"""Whatever can be told, as plain text."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from loosen._explain.compare.types import Comparison, WhatIf
from loosen._explain.replay.types import Replay, Summary
from loosen._explain.why.types import Why, WhyNot
from loosen._model.language import ENGLISH
from loosen._model.plan import Recommendation
from loosen._words.speech import speech_of

from .comparison import told_comparison, told_what_if
from .document import WIDTH, to_text
from .export import export
from .replay import told_replay, told_summary
from .side_by_side import Names
from .why import story
from .why_not import refusal


@singledispatch
def tell(what: Any, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    """A recommendation, or an answer about one, in plain words, wrapped at `width` columns.

    Takes what `recommend`, `why`, `why_not`, `diff`, `what_if` and `replay` give. `language` is for what `why` and
    `why_not` give; everything else is told in its own. Raises `TypeError` for anything else.
    """
    raise TypeError(f"a {type(what).__name__} cannot be told")


@tell.register
def _(what: Recommendation, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    return export(what, "text", width=width)


@tell.register
def _(what: Why, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    return to_text(story(what, speech_of(language)), width)


@tell.register
def _(what: WhyNot, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    return to_text(refusal(what, speech_of(language)), width)


@tell.register
def _(what: Comparison, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    speech = speech_of(what.after.language)
    names = Names(speech("comparison.before"), speech("comparison.after"))
    return told_comparison(what, "text", names=names, width=width)


@tell.register
def _(what: WhatIf, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    return told_what_if(what, "text", width=width)


@tell.register
def _(what: Replay, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    return told_replay(what, "text", name=speech_of(ENGLISH)("replay.record"), width=width)


@tell.register
def _(what: Summary, *, width: int = WIDTH, language: str = ENGLISH) -> str:
    return told_summary(what, "text", width=width)
