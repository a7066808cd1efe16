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
    from .assessment.answers_file import read_answers
    from .errors import LoosenError
    from .explain.compare.diff import diff
    from .explain.compare.types import Comparison, WhatIf
    from .explain.compare.what_if import what_if
    from .explain.replay import Replay, replay
    from .explain.why.chain import why
    from .explain.why.types import Why, WhyNot
    from .explain.why_not.why_not import why_not
    from .interview import Questionnaire
    from .library import Library, load
    from .model.plan import Recommendation
    from .outputs.prov import prov
    from .outputs.report.report import report
    from .outputs.tell import tell
    from .planning.recommender import Recommender, recommend
    from .records.keep import keep
    from .records.look_over import look_over
    from .records.reading import read_record
    from .records.redaction import redacted
    from .records.sealing import written

__all__ = [
    "Comparison", "Library", "LoosenError", "Questionnaire", "Recommendation", "Recommender", "Replay", "WhatIf", "Why",
    "WhyNot", "__version__", "diff", "keep", "load", "look_over", "prov", "read_answers", "read_record", "recommend",
    "redacted", "replay", "report", "tell", "what_if", "why", "why_not", "written",
]  # fmt: skip

_HOME = {
    "Comparison": "explain.compare.types", "Library": "library", "LoosenError": "errors",
    "Questionnaire": "interview", "Recommendation": "model.plan", "Recommender": "planning.recommender",
    "Replay": "explain.replay", "WhatIf": "explain.compare.types", "Why": "explain.why.types",
    "WhyNot": "explain.why.types", "diff": "explain.compare.diff", "keep": "records.keep", "load": "library",
    "look_over": "records.look_over", "prov": "outputs.prov", "read_answers": "assessment.answers_file",
    "read_record": "records.reading", "recommend": "planning.recommender", "redacted": "records.redaction",
    "replay": "explain.replay", "report": "outputs.report.report", "tell": "outputs.tell",
    "what_if": "explain.compare.what_if", "why": "explain.why.chain", "why_not": "explain.why_not.why_not",
    "written": "records.sealing",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'loosen' has no attribute '{name}'")
    import_module("._former", __name__)
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
