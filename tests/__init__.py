"""Tests; a package of its own, because some installed packages bring a package of this name."""
