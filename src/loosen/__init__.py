"""loosen turns a symptom questionnaire into a safe stretching routine, and can answer for every choice.

    import loosen

    recommendation = loosen.recommend({"age": 45, ...})      # or loosen.read_answers("answers.yaml")
    recommendation.triage.level
    recommendation.plan.items

What stands here, and in `loosen.errors`, is all that programs may rely on. Names are loaded when first used, so that
importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from loosen._version import __version__

if TYPE_CHECKING:
    from ._assessment.answers_file import read_answers
    from ._diary.entering import with_plan, with_session
    from ._diary.reading import read_diary
    from ._diary.reviewing import review
    from ._diary.verdict import verdict
    from ._explain.compare.diff import diff
    from ._explain.compare.types import Comparison, WhatIf
    from ._explain.compare.what_if import what_if
    from ._explain.replay import Replay, replay
    from ._explain.why.chain import why
    from ._explain.why.types import Why, WhyNot
    from ._explain.why_not.why_not import why_not
    from ._interview import Questionnaire
    from ._interview.screens import Ask
    from ._library import Library, load
    from ._library.graph import KnowledgeGraph
    from ._model.answers import Answers
    from ._model.audit import Audit
    from ._model.diary import Diary, Done, InForce, SessionEntry, WeeklyCheck
    from ._model.plan import GivenDose, Item, Plan, Recommendation, Triage
    from ._model.review import Ancestor, Verdict
    from ._outputs.pictures import body_map, picture
    from ._outputs.prov import prov
    from ._outputs.report.report import report
    from ._outputs.tell import tell
    from ._planning.recommender import Recommender, recommend
    from ._proof.check import check
    from ._records.line import ancestors_of
    from ._records.reading import read_record
    from ._records.redaction import redact
    from ._records.sealing import to_json
    from ._records.verify import Verified, verify
    from ._store import open_store
    from .errors import (
        AnswersError,
        EnginesDisagree,
        EngineUnusable,
        Fault,
        FileError,
        LanguageUnknown,
        LibraryError,
        LoosenError,
        NotAsKept,
        UnknownEntry,
    )  # fmt: skip

_HOME = {
    "Ancestor": "_model.review", "Answers": "_model.answers", "AnswersError": "errors", "Ask": "_interview.screens",
    "Audit": "_model.audit", "Comparison": "_explain.compare.types", "Diary": "_model.diary", "Done": "_model.diary",
    "EngineUnusable": "errors", "EnginesDisagree": "errors", "Fault": "errors", "FileError": "errors",
    "GivenDose": "_model.plan", "InForce": "_model.diary", "Item": "_model.plan", "KnowledgeGraph": "_library.graph",
    "LanguageUnknown": "errors", "Library": "_library", "LibraryError": "errors", "LoosenError": "errors",
    "NotAsKept": "errors", "Plan": "_model.plan", "Questionnaire": "_interview", "Recommendation": "_model.plan",
    "Recommender": "_planning.recommender", "Replay": "_explain.replay", "SessionEntry": "_model.diary",
    "Triage": "_model.plan", "UnknownEntry": "errors", "Verdict": "_model.review", "Verified": "_records.verify",
    "WeeklyCheck": "_model.diary", "WhatIf": "_explain.compare.types", "Why": "_explain.why.types",
    "WhyNot": "_explain.why.types", "ancestors_of": "_records.line", "body_map": "_outputs.pictures",
    "check": "_proof.check", "diff": "_explain.compare.diff", "load": "_library", "open_store": "_store",
    "picture": "_outputs.pictures", "prov": "_outputs.prov", "read_answers": "_assessment.answers_file",
    "read_diary": "_diary.reading", "read_record": "_records.reading", "recommend": "_planning.recommender",
    "redact": "_records.redaction", "replay": "_explain.replay", "report": "_outputs.report.report",
    "review": "_diary.reviewing", "tell": "_outputs.tell", "to_json": "_records.sealing", "verdict": "_diary.verdict",
    "verify": "_records.verify", "what_if": "_explain.compare.what_if", "why": "_explain.why.chain",
    "why_not": "_explain.why_not.why_not", "with_plan": "_diary.entering", "with_session": "_diary.entering",
}  # fmt: skip
"""Where each public name is defined."""

__all__ = [
    "Ancestor", "Answers", "AnswersError", "Ask", "Audit", "Comparison", "Diary", "Done", "EngineUnusable",
    "EnginesDisagree", "Fault", "FileError", "GivenDose", "InForce", "Item", "KnowledgeGraph", "LanguageUnknown",
    "Library", "LibraryError", "LoosenError", "NotAsKept", "Plan", "Questionnaire", "Recommendation", "Recommender",
    "Replay", "SessionEntry", "Triage", "UnknownEntry", "Verdict", "Verified", "WeeklyCheck", "WhatIf", "Why", "WhyNot",
    "__version__", "ancestors_of", "body_map", "check", "diff", "load", "open_store", "picture", "prov", "read_answers",
    "read_diary", "read_record", "recommend", "redact", "replay", "report", "review", "tell", "to_json", "verdict",
    "verify", "what_if", "why", "why_not", "with_plan", "with_session",
]  # fmt: skip


if not TYPE_CHECKING:  # type checkers know every name from above, and tell of any other

    def __getattr__(name: str) -> Any:
        former = import_module("._former", __name__)
        if name in former.RENAMED:
            return former.renamed(name)
        if name in former.GONE:
            raise AttributeError(f"module 'loosen' has no '{name}' any more: {former.GONE[name]}")
        if name not in _HOME:
            raise AttributeError(f"module 'loosen' has no attribute '{name}'")
        return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
