"""Passwords of reviewers: kept as what they can be checked by (Argon2id), never as they are."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from loosen.errors import Fault, FaultCode, LoosenError

SHORTEST: Final = 12
LONGEST: Final = 200
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,39}")


def is_name(name: str) -> bool:
    """Whether a reviewer can be called so."""
    return _NAME.fullmatch(name) is not None


def kept(password: str) -> str:
    """What a password can be checked by. Raises `LoosenError` for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        what = f"has {len(password)} characters; it takes {SHORTEST} to {LONGEST}."
        fault = Fault(FaultCode.BAD_OPTION, "the password", what, "Some words in a row are easy to keep in mind.")
        raise LoosenError("This password is not taken.", [fault])
    return _hasher().hash(password)


def is_right(password: str, known: str | None) -> bool:
    """Whether a password is the one; where there is none it takes as long, so that nobody finds out who reviews."""
    try:
        _hasher().verify(known or _of_nobody(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return known is not None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _of_nobody() -> str:
    return _hasher().hash("nobody")
