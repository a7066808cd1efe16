"""What differs between two plans, and what would differ with other answers, each difference with its cause."""

from .differences import Comparison, WhatIf
from .diffing import diff
from .supposing import read_change, what_if
from .telling import told_comparison, told_what_if

__all__ = ["Comparison", "WhatIf", "diff", "read_change", "told_comparison", "told_what_if", "what_if"]
