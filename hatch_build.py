"""Puts the checked library into the wheel as compiled data, and into the program the digests of what it was built with.

A library with a fault cannot be built. Installing for development (`pip install --editable`) builds nothing: there the
files themselves are read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLibrary(BuildHookInterface[Any]):
    """The hook that hatchling calls before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the library of this folder and have it packed. Raises `LibraryError` naming every fault in it."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        self._folder = (
            TemporaryDirectory()
        )  # outside the project: only then may a file take the place of one of its own
        for place, content in _built().items():
            made = Path(self._folder.name) / Path(place).name
            made.write_bytes(content)
            build_data["force_include"][str(made)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the wheel that is packed now."""
        if version != "editable":
            self._folder.cleanup()


def _built() -> dict[str, bytes]:
    """What comes into the wheel beside code and authored files, by its place there."""
    from loosen._library.compiled import digest_of_bytes
    from loosen._library.loading import faulty, look_over
    from loosen._library.messages import compiled_messages
    from loosen._library.reading import digest_of
    from loosen._library.stored import bundled_root
    from loosen._library.walking import data_files
    from loosen._outputs.pictures.store import sketches

    looked = look_over()
    if looked.faults:
        raise faulty(looked.faults)
    pieces = {
        "library": looked.compiled, "messages": compiled_messages(), "pictures": sketches(looked.library),
    }  # fmt: skip
    digests = {piece: digest_of_bytes(body) for piece, body in pieces.items()}
    digests["files"] = digest_of(list(data_files(bundled_root(), [])))
    lines = "".join(f'    "{name}": "{digest}",\n' for name, digest in digests.items())
    told = f'"""What this program was built with."""\n\nDIGESTS = {{\n{lines}}}\n'
    places = {f"loosen/data/{piece}.json": body for piece, body in pieces.items()}
    return {**places, "loosen/_library/built.py": told.encode()}
