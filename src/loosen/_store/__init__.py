"""Many people's answers, plans and diaries in one database: SQLite in a file, or PostgreSQL.

What is told to be kept is on the disk. Plans are chained as in a folder of records, and somebody's deletion leaves the
chain as sound as it was. It needs the extra `store`; nothing else in loosen needs this room.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from loosen.errors import Fault, FaultCode, LoosenError

if TYPE_CHECKING:
    from .store import Store

PATIENCE_S = 5.0
"""For how many seconds a call waits for others, by default."""


def open_store(
    where: str | Path | None = None,
    *,
    patience: float = PATIENCE_S,
    make: bool = True,
    key: bytes | str | Path | None = None,
) -> Store:
    """The store at a path or URL, or by default in the folder of this user's data; use it with `with`.

    A call waits for others for `patience` seconds. Where there is none yet, one is made, or without `make` refused.
    With a `key`, 32 bytes or the file that holds it, the file of SQLite is an encrypted one; a new key is put there
    where neither it nor the store is there yet.

    Raises `LoosenError` when the extra for it is not installed, and what `Store` raises.
    """
    try:
        from .store import Store
    except ModuleNotFoundError as error:
        named = error.name or "sqlalchemy"
        fault = Fault(FaultCode.NOT_INSTALLED, named, "is not installed.", "Install loosen with its 'store' extra.")
        raise LoosenError("A store of people needs more packages.", [fault]) from None
    return Store(where, patience, make=make, key=key)
