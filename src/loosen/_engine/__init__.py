"""Which rules speak: durable-rules decides, and an independent evaluator checks every run."""

from .checked import RuleEngine
from .conditions import Condition, compile_condition
from .facts import Fact, Facts
from .outcome import Outcome, Reading, Result
from .strata import strata

__all__ = [
    "Condition",
    "Fact",
    "Facts",
    "Outcome",
    "Reading",
    "Result",
    "RuleEngine",
    "compile_condition",
    "strata",
]
