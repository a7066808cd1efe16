"""Loads the bundled library, lays overlays over it, and reports every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from loosen.errors import Fault, FaultCode, FileError, LibraryError

from .checks.check import check
from .compiled import KINDS, compiled, digest_of_bytes, library_in, messages_behind, named
from .files import reading
from .library import Library
from .messages import compiled_messages
from .reading import DataFile, Entry, Shelf, digest_of, put_on
from .stored import bundled_root, changed, installed, is_installed, keep, kept
from .walking import TOPS, data_files


def load(*, overlay: str | Path | None = None, root: str | Path | None = None) -> Library:
    """The validated library.

    `overlay` is a folder with rules/ and knowledge/ of your own: it may add entries and replace others; what keeps
    people safe it may replace only with `overrides` and a reason. `root` replaces the bundled folder. Raises
    `LibraryError` naming every fault with file and line, and `FileError` when a folder is missing.

    Without either, what was compiled before is read, in milliseconds; with one always the files, in about a second.
    """
    if overlay is None and root is None and (library := _ready()):
        return library
    looked = look_over(overlay=overlay, root=root)
    if looked.faults:
        raise faulty(looked.faults)
    return looked.library


class LookedOver(NamedTuple):
    """A library with every fault in it, in the order of files and lines.

    `parts` are the entries that could be read in part, `unread` the files of which nothing could be. `compiled` is the
    compiled form of a library without faults.
    """

    library: Library
    faults: tuple[Fault, ...] = ()
    parts: tuple[Entry, ...] = ()
    unread: tuple[str, ...] = ()
    compiled: bytes = b""

    def ids(self, kind: str) -> set[str]:
        """The ids that the entries of a kind have, also of those with faults; a file is named after its id."""
        stems = (Path(name).stem for name in self.unread)
        return {*getattr(self.library, kind), *(part.key for part in self.parts if part.kind == kind), *stems}


def look_over(*, overlay: str | Path | None = None, root: str | Path | None = None) -> LookedOver:
    """The library as far as it is sound, and what is wrong with the rest. Raises `FileError` for a missing folder."""
    faults: list[Fault] = []
    layers = [_layer(Path(root) if root else bundled_root(), faults)]
    if root is None:
        faults.extend(changed(digest_of(layers[0])))
    if overlay is not None:
        layers.append(_layer(Path(overlay), faults))
    looked = _build(layers, faults)
    if looked.compiled and overlay is None and root is None:
        keep("library", digest_of(layers[0]), looked.compiled)
    return looked


def _ready() -> Library | None:
    """The bundled library as it was compiled; None where a checkout has to compile it first."""
    if is_installed():
        return library_in(installed("library"))
    faults: list[Fault] = []
    body = kept("library", digest_of(_layer(bundled_root(), faults)))
    if faults or body is None or messages_behind(body) != digest_of_bytes(compiled_messages()):
        return None
    try:
        return library_in(body)
    except ValueError:
        return None


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
    if TOPS.isdisjoint(_names_in(root)):
        remedy = "Give the folder that holds rules/ or knowledge/."
        raise FileError(
            f"No library at {root}.",
            [Fault(FaultCode.NOTHING_THERE, str(root), "has neither rules/ nor knowledge/.", remedy)],
        )
    return list(data_files(root, faults))


def _names_in(root: Path) -> list[str]:
    """What is in a folder; nothing where it is none. Raises `FileError` when that cannot be looked at."""
    with reading(root), suppress(FileNotFoundError, NotADirectoryError):
        return [path.name for path in root.iterdir()]
    return []


def _build(layers: Sequence[list[DataFile]], faults: list[Fault]) -> LookedOver:
    shelf = Shelf(faults=faults)
    for number, files in enumerate(layers):
        put_on(shelf, files, overlay=number > 0)
    kinds: dict[str, Any] = {kind: shelf.models(kind) for kind in KINDS}
    kinds["wordings"] = {key: file for key, file in kinds["wordings"].items() if not file.words}
    library = Library(**kinds, digest=digest_of([file for files in layers for file in files]))
    shelf.faults.extend(check(library, shelf))
    if not shelf.faults:
        body = compiled(kinds, library.graph.index, digest_of_bytes(compiled_messages()))
        return LookedOver(named(library, body), compiled=body)
    unread = shelf.mentioned.keys() - {part.text.where for part in shelf.parts}
    return LookedOver(library, tuple(in_file_order(shelf.faults)), tuple(shelf.parts), tuple(sorted(unread)))


@lru_cache(maxsize=1)
def bundled() -> Library:
    """The library that comes with the package, read once."""
    return load()


def asked_for(overlay: Path | None) -> Library:
    """The bundled library, read once, or where an overlay is asked for the files of both. Raises as `load` does."""
    return bundled() if overlay is None else load(overlay=overlay)
