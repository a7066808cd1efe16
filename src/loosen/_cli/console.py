"""Where output goes, how wide it is, and how waiting is shown."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from loosen._characters import harmless
from loosen._library import Library, bundled_root, load
from loosen._library.files import reading, write_whole, writing
from loosen._library.loading import LookedOver, look_over
from loosen._library.walking import TOPS
from loosen.errors import Fault, FaultCode, FileError

_HIDES = (FaultCode.STRAY, FaultCode.LEADS_OUT, FaultCode.NO_FILE, FaultCode.NO_ACCESS, FaultCode.NOTHING_THERE)
"""What hides an entry that may be there."""
WIDEST = 100
"""Columns beyond which lines are hard to read."""


def width() -> int:
    """The columns to write for."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def emit(text: str, out: Path | None) -> None:
    """Write to the screen, or to a file that is complete or not there at all."""
    text = harmless(text)
    if out is None:
        sys.stdout.write(text)
        return
    with writing(out):
        write_whole(out, text.encode(), mode=0o644, lasting=False)


def keep_apart(out: Path | None, *read: Path | None) -> None:
    """Raise `FileError` where what is written would take the place of something that is read.

    `read` are files, and folders with all that is in them.
    """
    for path in read if out else ():
        if out and path and (_is_same(out, path) or (path.is_dir() and path.resolve() in out.resolve().parents)):
            within = "in the folder that is read" if path.is_dir() else "the same file as the one that is read"
            fault = Fault(FaultCode.BAD_OPTION, str(out), f"is {within}: {path}.", "Choose another place.")
            raise FileError("Nothing was written.", [fault])


def _is_same(out: Path, path: Path) -> bool:
    """Whether two names are of one file, also where it is not there yet."""
    with contextlib.suppress(OSError):
        return out.samefile(path)
    return out.resolve() == path.resolve()


def loading(overlay: Path | None) -> Library:
    """The library, with a sign of life on a terminal when it takes a moment."""
    with progress("Loading the library"):
        return load(overlay=overlay)


def library_to_extend(folder: Path | None) -> tuple[LookedOver, Path]:
    """The library that a new entry joins, and the folder it is written to: `folder`, or the checkout in use.

    Other drafts there may be full of faults still.
    """
    if folder is None:
        root = bundled_root()
        if not (root / "pyproject.toml").is_file():
            raise _nothing_written(root, "belongs to the installed program.", "Give a folder of your own: --library.")
        return look_over(), root
    with reading(folder):
        if not folder.is_dir():
            raise _nothing_written(folder, "is no folder.", "Make it first.")
        has_data = not TOPS.isdisjoint(path.name for path in folder.iterdir())
    looked = look_over(overlay=folder if has_data else None)
    if unseen := [fault for fault in looked.faults if fault.code in _HIDES]:
        raise FileError("Nothing was written: what cannot be seen may have the next id.", unseen)
    return looked, folder


def _nothing_written(where: Path, what: str, remedy: str) -> FileError:
    return FileError("Nothing was written.", [Fault(FaultCode.CANNOT_WRITE, str(where), what, remedy)])


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[float], None]]:
    """A progress bar on a terminal, and nothing anywhere else; the function it gives takes the share done (0 to 1)."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def advance(share: float) -> None:
            bar.update(task, total=1.0, completed=share)

        yield advance
