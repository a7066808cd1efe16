"""Which exercise is meant: by its id, or by its name as people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loosen._model.names import near
from loosen.errors import Fault, FaultCode, UnknownEntry


def exercise_called(wanted: str, names: Mapping[str, str]) -> str:
    """The id of an exercise by its id or name (`names` by id). Raises `UnknownEntry` naming the nearest one."""
    if wanted in names:
        return wanted
    ids = {_bare(key): key for key in names} | {_bare(name): key for key, name in names.items()}
    bare = _bare(wanted)
    if bare in ids:
        return ids[bare]
    meant = near(bare, ids)
    remedy = f"Did you mean '{ids[meant[0]]}' ({names[ids[meant[0]]]})?" if meant else "Give its id or its name."
    raise UnknownEntry(
        "There is no such exercise.",
        [Fault(FaultCode.UNKNOWN_ENTRY, wanted[:60], "is not in the library of this plan.", remedy)],
    )


def _bare(name: str) -> str:
    """Letters and digits alone, so that `Bird-dog` and `bird_dog` are the same."""
    return re.sub(r"\W|_", "", name.casefold())
