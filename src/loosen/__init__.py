"""loosen turns a symptom questionnaire into a safe stretching routine, and can answer for every choice.

    import loosen

    recommendation = loosen.recommend({"age": 45, ...})      # or loosen.read_answers("answers.yaml")
    recommendation.triage.level
    recommendation.plan.items

Names are loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .answers import read_answers
    from .errors import LoosenError
    from .library import Library, load
    from .lineage import prov
    from .model.plan import Recommendation
    from .questionnaire import Questionnaire
    from .recommend import Recommender, recommend
    from .reporting import report

__all__ = [
    "Library", "LoosenError", "Questionnaire", "Recommendation", "Recommender", "__version__", "load", "prov",
    "read_answers", "recommend", "report",
]  # fmt: skip

_HOME = {
    "Library": "library", "load": "library", "LoosenError": "errors", "read_answers": "answers",
    "Questionnaire": "questionnaire", "Recommendation": "model.plan", "Recommender": "recommend",
    "recommend": "recommend", "report": "reporting", "prov": "lineage",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'loosen' has no attribute '{name}'")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


class _Package(ModuleType):
    """Keeps `loosen.recommend` the function when the module of the same name is imported and would take its place."""

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value.recommend if name == "recommend" and isinstance(value, ModuleType) else value)


sys.modules[__name__].__class__ = _Package
