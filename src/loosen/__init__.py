"""loosen turns a symptom questionnaire into a safe stretching routine, and can answer for every choice.

    import loosen

    recommendation = loosen.recommend({"age": 45, ...})      # or loosen.read_answers("answers.yaml")
    recommendation.triage.level
    recommendation.plan.items

Names are loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from loosen._version import __version__

if TYPE_CHECKING:
    from ._assessment.answers_file import read_answers
    from ._explain.compare.diff import diff
    from ._explain.compare.types import Comparison, WhatIf
    from ._explain.compare.what_if import what_if
    from ._explain.replay import Replay, replay
    from ._explain.why.chain import why
    from ._explain.why.types import Why, WhyNot
    from ._explain.why_not.why_not import why_not
    from ._interview import Questionnaire
    from ._library import Library, load
    from ._model.plan import Recommendation
    from ._outputs.prov import prov
    from ._outputs.report.report import report
    from ._outputs.tell import tell
    from ._planning.recommender import Recommender, recommend
    from ._records.keep import keep
    from ._records.look_over import look_over
    from ._records.reading import read_record
    from ._records.redaction import redacted
    from ._records.sealing import written
    from .errors import LoosenError

__all__ = [
    "Comparison", "Library", "LoosenError", "Questionnaire", "Recommendation", "Recommender", "Replay", "WhatIf", "Why",
    "WhyNot", "__version__", "diff", "keep", "load", "look_over", "prov", "read_answers", "read_record", "recommend",
    "redacted", "replay", "report", "tell", "what_if", "why", "why_not", "written",
]  # fmt: skip

_HOME = {
    "Comparison": "_explain.compare.types", "Library": "_library", "LoosenError": "errors",
    "Questionnaire": "_interview", "Recommendation": "_model.plan", "Recommender": "_planning.recommender",
    "Replay": "_explain.replay", "WhatIf": "_explain.compare.types", "Why": "_explain.why.types",
    "WhyNot": "_explain.why.types", "diff": "_explain.compare.diff", "keep": "_records.keep", "load": "_library",
    "look_over": "_records.look_over", "prov": "_outputs.prov", "read_answers": "_assessment.answers_file",
    "read_record": "_records.reading", "recommend": "_planning.recommender", "redacted": "_records.redaction",
    "replay": "_explain.replay", "report": "_outputs.report.report", "tell": "_outputs.tell",
    "what_if": "_explain.compare.what_if", "why": "_explain.why.chain", "why_not": "_explain.why_not.why_not",
    "written": "_records.sealing",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'loosen' has no attribute '{name}'")
    import_module("._former", __name__)
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
