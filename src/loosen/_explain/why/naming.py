"""Which exercise or rule is meant: by its id, or by its name as people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loosen._model.names import near
from loosen.errors import Fault, FaultCode, UnknownEntry


def exercise_called(wanted: str, names: Mapping[str, str]) -> str:
    """The id of an exercise by its id or name (`names` by id). Raises `UnknownEntry` naming the nearest ones."""
    return entry_called(wanted, names, "exercise", of="plan")


def entry_called(wanted: str, names: Mapping[str, str], kind: str, of: str = "") -> str:
    """The id of an entry of a kind by its id or name (`names` by id).

    Raises `UnknownEntry` naming the nearest ones; `of` says whose library it was looked for in.
    """
    if wanted in names:
        return wanted
    ids = {_bare(key): key for key in names} | {_bare(name): key for key, name in names.items()}
    bare = _bare(wanted)
    if bare in ids:
        return ids[bare]
    meant = dict.fromkeys(ids[match] for match in near(bare, ids, most=3))
    nearest = " or ".join(f"'{key}' ({names[key]})" for key in meant)
    remedy = f"Did you mean {nearest}?" if meant else "Give its id or its name."
    fault = Fault(FaultCode.UNKNOWN_ENTRY, wanted[:60], f"is not in the library{of and ' of this '}{of}.", remedy)
    raise UnknownEntry(f"There is no such {kind}.", [fault])


def _bare(name: str) -> str:
    """Letters and digits alone, so that `Bird-dog` and `bird_dog` are the same, and `saf-1` is `SAF-001`."""
    return re.sub(r"\W|_|(?<!\d)0+(?=\d)", "", name.casefold())
