"""Where what was compiled stands: beside the rules of an installed program, and in build/ of a checkout.

An installed program reads only what it was built with. A checkout has files that change, so what it keeps says what it
was made from, and is made anew when that is no longer so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal

from loosen._version import __version__
from loosen.errors import Fault, FaultCode, LibraryError

from .built import DIGESTS
from .compiled import digest_of_bytes
from .walking import files_called
from .writing import PUBLIC, write_whole

Piece = Literal["library", "messages", "pictures"]
PIECES: tuple[Piece, ...] = ("library", "messages", "pictures")
_PACKAGE = Path(__file__).parents[1]
_CODE = ("_model", "_library")
"""The rooms whose code decides what is compiled from the files."""


def bundled_root() -> Path:
    """The folder that holds rules/ and knowledge/: inside the installed package, or the top of a checkout."""
    return _PACKAGE / "data" if is_installed() else _PACKAGE.parents[1]


def place_of(pattern: str, overlay: Path | None) -> tuple[Path, Path] | None:
    """A file by its name, in the overlay if it is there, and the folder that it is in; None where there is none."""
    roots = (root for root in (overlay, bundled_root()) if root is not None)
    return next(((root, path) for root in roots for path in files_called(pattern, root)), None)


def name_of_file(name: str, overlay: Path | None) -> str:
    """A file of the library as a person finds it: by its name there, or by its path where it is in the overlay."""
    found = place_of(name, overlay)
    return str(found[1]) if found and found[0] == overlay else name


def is_installed() -> bool:
    """Whether this program was built, and so brings compiled data; a checkout was not."""
    return bool(DIGESTS)


def installed(piece: Piece) -> bytes:
    """A piece of an installed program. Raises `LibraryError` when it is not the one that the program was built with."""
    try:
        body = (bundled_root() / f"{piece}.json").read_bytes()
    except OSError:
        body = b""
    if digest_of_bytes(body) != DIGESTS[piece]:
        raise LibraryError("The installed library cannot be used.", [_not_as_built(f"{piece}.json")])
    return body


def changed(files: str) -> Iterator[Fault]:
    """What of an installed program is not as it was built. `files` is the digest of its rules and knowledge."""
    if is_installed():
        for piece in PIECES:
            try:
                installed(piece)
            except LibraryError as error:
                yield from error.faults
        if files != DIGESTS["files"]:
            yield _not_as_built("rules/ and knowledge/")


def _not_as_built(name: str) -> Fault:
    return Fault(
        FaultCode.ALTERED,
        f"{bundled_root()}, {name}",
        "not what the program was built with.",
        "Install it again: pip install --force-reinstall --no-deps loosen",
    )


def kept(piece: Piece, files: str) -> bytes | None:
    """What this checkout keeps of a piece made from files with this digest; None when it has to be made anew."""
    with suppress(OSError):
        made_from, _, body = _place(piece).read_bytes().partition(b"\n")
        if made_from.decode("ascii", "replace") == f"{_maker(files)} {digest_of_bytes(body)}":
            return body
    return None


def keep(piece: Piece, files: str, body: bytes) -> None:
    """Keep a piece for later runs; a checkout that cannot be written to only means that nothing is kept."""
    if not is_installed():
        with suppress(OSError):
            _place(piece).parent.mkdir(parents=True, exist_ok=True)
            head = f"{_maker(files)} {digest_of_bytes(body)}\n".encode()
            write_whole(_place(piece), head + body, mode=PUBLIC, lasting=False)


def _place(piece: Piece) -> Path:
    return bundled_root() / "build" / "compiled" / f"{piece}.json"


def _maker(files: str) -> str:
    """The digest of everything that a piece comes from: the files, the version, and the code that compiles them."""
    return hashlib.sha256(f"{files} {__version__} {_code()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    digest = hashlib.sha256()
    for room in _CODE:
        for file in sorted((_PACKAGE / room).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
