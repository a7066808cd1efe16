"""What this program was built with.

A checkout was not built, so nothing stands here; a build puts a file of its own in this place.
"""

from __future__ import annotations

from collections.abc import Mapping

DIGESTS: Mapping[str, str] = {}
"""The SHA-256 of what came with the program: `library`, `messages`, `pictures` as compiled, the `files` behind them."""
