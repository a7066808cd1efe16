"""What differs between two plans, and what would differ with other answers, each difference with its cause."""

from .differences import Comparison, WhatIf
from .diffing import diff
from .supposing import bundled, read_changes, what_if
from .telling import Names, told_comparison, told_what_if

__all__ = [
    "Comparison",
    "Names",
    "WhatIf",
    "bundled",
    "diff",
    "read_changes",
    "told_comparison",
    "told_what_if",
    "what_if",
]
