"""Whatever can be told, as plain text."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from loosen.explain.compare.types import Comparison, WhatIf
from loosen.explain.replay.types import Replay, Summary
from loosen.explain.why.types import Why, WhyNot
from loosen.model.plan import Recommendation

from .comparison import told_comparison, told_what_if
from .document import WIDTH, to_text
from .formats import export
from .replay import told_replay, told_summary
from .side_by_side import Names
from .why import story
from .why_not import refusal


@singledispatch
def tell(what: Any, *, width: int = WIDTH) -> str:
    """A recommendation, or an answer about one, in plain words, wrapped at `width` columns.

    Takes what `recommend`, `why`, `why_not`, `diff`, `what_if` and `replay` give. Raises `TypeError` for anything else.
    """
    raise TypeError(f"a {type(what).__name__} cannot be told")


@tell.register
def _(what: Recommendation, *, width: int = WIDTH) -> str:
    return export(what, "text", width=width)


@tell.register
def _(what: Why, *, width: int = WIDTH) -> str:
    return to_text(story(what), width)


@tell.register
def _(what: WhyNot, *, width: int = WIDTH) -> str:
    return to_text(refusal(what), width)


@tell.register
def _(what: Comparison, *, width: int = WIDTH) -> str:
    return told_comparison(what, "text", names=Names("Before", "After"), width=width)


@tell.register
def _(what: WhatIf, *, width: int = WIDTH) -> str:
    return told_what_if(what, "text", width=width)


@tell.register
def _(what: Replay, *, width: int = WIDTH) -> str:
    return told_replay(what, "text", name="The record", width=width)


@tell.register
def _(what: Summary, *, width: int = WIDTH) -> str:
    return told_summary(what, "text", width=width)
