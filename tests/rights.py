"""Somebody who may not do everything: what the system refuses is refused to root, too, while this lasts."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

ANYBODY = 65534
"""The user that owns nothing."""


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Do what is inside as a user who is not root; for one who is not, nothing changes."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(ANYBODY)
    os.seteuid(ANYBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
