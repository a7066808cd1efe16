"""Folders of records with a chain, as the release before kept them."""

from __future__ import annotations

from pathlib import Path

from loosen._records.chain import CHAIN, Kept, lines_of
from loosen._records.keep import sound


def keep_in(folder: Path, *records: bytes) -> list[Kept]:
    """Put records into a folder one after the other, each with its line in the chain; the lines are what comes back."""
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = [line for line in lines_of(folder)[0] if isinstance(line, Kept)]
    before = len(kept)
    for record in records:
        kept.append(Kept.after(kept[-1] if kept else None, sound(record, "It").seal))
        (folder / kept[-1].file).write_bytes(record)
    (folder / CHAIN).write_text("".join(line.line for line in kept), "utf-8")
    return kept[before:]
