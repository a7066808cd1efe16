"""A store whose file is encrypted as a whole: SQLCipher in the place of SQLite, with a key that is kept elsewhere.

The 32 bytes of the key are the key of the cipher: nobody can try words on them, and no time is spent on making a key
out of words each time the file is opened.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from loosen._records.keys import KEY_BYTES, key_in
from loosen.errors import Fault, FaultCode, FileError, LoosenError

Key = bytes | str | Path
"""32 bytes, or the file that holds them as `loosen redact` writes it."""
_PLAIN: Final = b"SQLite format 3\x00"
"""What every file of SQLite begins with that is not encrypted."""
_PAGE: Final = 4096
"""An encrypted file has whole pages, and the first of them is no text."""
_HEADLINE: Final = "The store cannot be opened."


def driver() -> Any:
    """The module that speaks to encrypted files. Raises `LoosenError` where it is not installed."""
    try:
        return import_module("sqlcipher3.dbapi2")
    except ImportError:
        remedy = "Install loosen with its 'encrypted' extra."
        fault = Fault(FaultCode.NOT_INSTALLED, "sqlcipher3", "is not installed.", remedy)
        raise LoosenError("An encrypted store needs one more package.", [fault]) from None


def key_for(file: Path, key: Key | None, *, make: bool) -> bytes | None:
    """The key of a store in a file; with `make` a new one is put there where neither it nor the store is there.

    Raises `FileError` where the key is none, where a store that is there needs one, or is not encrypted and needs none.
    """
    beginning, length = _first_page(file)
    is_plain = beginning.startswith(_PLAIN)
    if key is None:
        if beginning and not is_plain and length % _PAGE == 0 and _is_no_text(beginning):
            raise _refused(file, FaultCode.NO_KEY, "is encrypted, or no store.", "Give its key: --key FILE")
        return None
    if not isinstance(key, bytes) and os.path.realpath(key) == os.path.realpath(file):
        raise _refused(file, FaultCode.BAD_OPTION, "is named as the file of its own key.", "Name another file.")
    if is_plain:
        raise _refused(file, FaultCode.BAD_OPTION, "is not encrypted, so it has no key.", "Open it without a key.")
    return key_bytes(key, make=make and not beginning)


def key_bytes(key: Key, *, make: bool) -> bytes:
    """The 32 bytes of a key; with `make` a new one is put into a file that is not there. Raises `FileError`."""
    found = key if isinstance(key, bytes) else key_in(key, make=make)
    if len(found) != KEY_BYTES:
        fault = Fault(FaultCode.NO_KEY, "The key", f"has {len(found)} bytes and not {KEY_BYTES}.")
        raise FileError(_HEADLINE, [fault])
    return found


def raw(key: bytes) -> str:
    """A key as SQLCipher takes one that is not made out of words."""
    return f"x'{key.hex()}'"


def unlocking(key: bytes | None) -> Callable[[Any, object], None]:
    """What is done first with each new connection. Nothing is told on standard error, as the library would."""

    def unlock(connection: Any, _: object) -> None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            connection.execute(f'PRAGMA key = "{raw(key)}"')

    return unlock


def no_key(where: str) -> FileError:
    """Says that a database of a server gets no key from here."""
    what, remedy = "is not encrypted by loosen.", "Give no key, and encrypt the disk of the server."
    return FileError(_HEADLINE, [Fault(FaultCode.BAD_OPTION, where, what, remedy)])


def _first_page(file: Path) -> tuple[bytes, int]:
    """The beginning of a file and its length; nothing of one that is not there or cannot be read, as is told later."""
    try:
        with file.open("rb") as opened:
            return opened.read(_PAGE), file.stat().st_size
    except OSError:
        return b"", 0


def _is_no_text(beginning: bytes) -> bool:
    try:
        beginning.decode()
    except UnicodeDecodeError:
        return True
    return False


def _refused(file: Path, code: FaultCode, what: str, remedy: str) -> FileError:
    return FileError(_HEADLINE, [Fault(code, str(file), what, remedy)])
