"""What the shell may complete: the ids of entries, which their files are called after, so that no library is loaded.

Every command names these functions when it starts, so what they need is imported when the shell asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer


def exercises(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of exercises."""
    return _beginning(incomplete, _stems(context, "knowledge/exercises"))


def rules(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of rules."""
    ids = ("-".join(stem.split("-")[:2]) for stem in _stems(context, "rules/*"))
    return _beginning(incomplete, ids)


def programmes(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of programmes, and that of a plan of one's own."""
    from loosen._model.reserved import OWN_PLAN

    return _beginning(incomplete, [OWN_PLAN, *_stems(context, "knowledge/programmes")])


def languages(context: typer.Context, incomplete: str) -> list[str]:
    """The languages that there are."""
    from loosen._model.language import ENGLISH

    return _beginning(incomplete, [ENGLISH, *_stems(context, "knowledge/languages")])


def _stems(context: typer.Context, folder: str) -> Iterator[str]:
    """What the files in a folder of the library are called after, and those in an overlay that was named before."""
    from loosen._library.stored import bundled_root
    from loosen._library.walking import files_called

    overlay = context.params.get("library")
    for root in (bundled_root(), *([Path(overlay)] if overlay else [])):
        yield from (path.stem for path in files_called(f"{folder}/*.yaml", root))


def _beginning(with_: str, names: Iterator[str] | list[str]) -> list[str]:
    return sorted({name for name in names if name.startswith(with_)})
