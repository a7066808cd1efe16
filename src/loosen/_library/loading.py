"""Loads the bundled library, lays overlays over it, and reports every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from loosen.errors import Fault, FileError, LibraryError

from .cache import recall, remember
from .checks.check import check
from .library import KNOWLEDGE, Library
from .reading import DataFile, Entry, Shelf, data_files, digest_of, put_on


def bundled_root() -> Path:
    """The folder that holds rules/ and knowledge/: inside the installed package, or the top of a checkout."""
    inside = Path(__file__).parents[1] / "data"
    return inside if inside.is_dir() else Path(__file__).parents[3]


def load(*, overlay: str | Path | None = None, root: str | Path | None = None) -> Library:
    """The validated library.

    `overlay` is a folder with rules/ and knowledge/ of your own: it may add entries and replace others; what keeps
    people safe it may replace only with `overrides` and a reason. `root` replaces the bundled folder. Raises
    `LibraryError` naming every fault with file and line, and `FileError` when a folder is missing.
    """
    looked = look_over(overlay=overlay, root=root)
    if looked.faults:
        raise faulty(looked.faults)
    return looked.library


class LookedOver(NamedTuple):
    """A library with every fault in it, in the order of files and lines.

    `parts` are the entries that could be read in part, `unread` the files of which nothing could be.
    """

    library: Library
    faults: tuple[Fault, ...] = ()
    parts: tuple[Entry, ...] = ()
    unread: tuple[str, ...] = ()

    def ids(self, kind: str) -> set[str]:
        """The ids that the entries of a kind have, also of those with faults; a file is named after its id."""
        stems = (Path(name).stem for name in self.unread)
        return {*getattr(self.library, kind), *(part.key for part in self.parts if part.kind == kind), *stems}


def look_over(*, overlay: str | Path | None = None, root: str | Path | None = None) -> LookedOver:
    """The library as far as it is sound, and what is wrong with the rest. Raises `FileError` for a missing folder."""
    faults: list[Fault] = []
    layers = [_layer(Path(root) if root else bundled_root(), faults)]
    if overlay is not None:
        layers.append(_layer(Path(overlay), faults))
    digest = digest_of([file for layer in layers for file in layer])
    if not faults and (library := recall(digest)):
        return LookedOver(library)
    looked = _build(layers, digest, faults)
    if not looked.faults:
        remember(looked.library)
    return looked


def faulty(faults: Sequence[Fault]) -> LibraryError:
    """The error that names these faults."""
    return LibraryError(f"The library has {len(faults)} faults.", faults)


def in_file_order(faults: Iterable[Fault]) -> list[Fault]:
    """Each fault once, by file and line."""
    return sorted(set(faults), key=_place)


def _place(fault: Fault) -> tuple[str, int, Fault]:
    file, _, line = fault.where.rpartition(":")
    return (file, int(line), fault) if line.isdecimal() else (fault.where, 0, fault)


def _layer(root: Path, faults: list[Fault]) -> list[DataFile]:
    if not any((root / top).is_dir() for top in ("rules", "knowledge")):
        remedy = "Give the folder that holds rules/ or knowledge/."
        raise FileError(f"No library at {root}.", [Fault(str(root), "has neither rules/ nor knowledge/.", remedy)])
    return list(data_files(root, faults))


def _build(layers: Sequence[list[DataFile]], digest: str, faults: list[Fault]) -> LookedOver:
    shelf = Shelf(faults=faults)
    for number, files in enumerate(layers):
        put_on(shelf, files, overlay=number > 0)
    parts: dict[str, Any] = {kind: shelf.models(kind) for kind in (*KNOWLEDGE, "wordings", "rules", "cases")}
    parts["wordings"] = {key: file for key, file in parts["wordings"].items() if not file.words}
    library = Library(**parts, digest=digest)
    shelf.faults.extend(check(library, shelf))
    unread = shelf.mentioned.keys() - {part.text.where for part in shelf.parts}
    return LookedOver(library, tuple(in_file_order(shelf.faults)), tuple(shelf.parts), tuple(sorted(unread)))


@lru_cache(maxsize=1)
def bundled() -> Library:
    """The library that comes with the package, read once."""
    return load()
