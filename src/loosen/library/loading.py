"""Loads the bundled library, lays overlays over it, and reports every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from loosen.errors import Fault, FileError, LibraryError

from .cache import recall, remember
from .checks.check import check
from .library import KNOWLEDGE, Library
from .reading import DataFile, Shelf, data_files, digest_of, put_on


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
    faults: list[Fault] = []
    layers = [_layer(Path(root) if root else bundled_root(), faults)]
    if overlay is not None:
        layers.append(_layer(Path(overlay), faults))
    digest = digest_of([file for layer in layers for file in layer])
    if not faults and (library := recall(digest)):
        return library
    library = _build(layers, digest, faults)
    remember(library)
    return library


def _layer(root: Path, faults: list[Fault]) -> list[DataFile]:
    if not any((root / top).is_dir() for top in ("rules", "knowledge")):
        remedy = "Give the folder that holds rules/ or knowledge/."
        raise FileError(f"No library at {root}.", [Fault(str(root), "has neither rules/ nor knowledge/.", remedy)])
    return list(data_files(root, faults))


def _build(layers: Sequence[list[DataFile]], digest: str, faults: list[Fault]) -> Library:
    shelf = Shelf(faults=faults)
    for number, files in enumerate(layers):
        put_on(shelf, files, overlay=number > 0)
    parts: dict[str, Any] = {kind: shelf.models(kind) for kind in (*KNOWLEDGE, "wordings", "rules", "cases")}
    parts["wordings"] = {key: file for key, file in parts["wordings"].items() if not file.words}
    library = Library(**parts, digest=digest)
    shelf.faults.extend(check(library, shelf, whole=not shelf.faults))
    if shelf.faults:
        raise LibraryError(f"The library has {len(shelf.faults)} faults.", sorted(shelf.faults))
    return library


@lru_cache(maxsize=1)
def bundled() -> Library:
    """The library that comes with the package, read once."""
    return load()
