"""The library: everything under rules/ and knowledge/, read, checked and frozen."""

from .library import Library
from .loading import bundled_root, load

__all__ = ["Library", "bundled_root", "load"]
