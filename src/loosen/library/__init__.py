"""The library: everything under rules/ and knowledge/, read, checked and frozen."""

from .library import Library
from .loading import load

__all__ = ["Library", "load"]
