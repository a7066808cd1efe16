"""The library: everything under rules/ and knowledge/, read, checked and frozen."""

from .library import Library
from .loading import load
from .stored import bundled_root

__all__ = ["Library", "bundled_root", "load"]
