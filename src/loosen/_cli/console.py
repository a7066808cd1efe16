"""Where output goes, how wide it is, and how waiting is shown."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from loosen._characters import harmless
from loosen._library import Library, bundled_root
from loosen._library.files import reading, refusing
from loosen._library.loading import LookedOver, asked_for, look_over
from loosen._library.walking import TOPS
from loosen._library.writing import PRIVATE, write_whole, writing
from loosen.errors import Fault, FaultCode, FileError

from .streams import DASH, NAMES, NobodyReads, put, put_beside, put_exactly, settled

_HIDES = (FaultCode.STRAY, FaultCode.LEADS_OUT, FaultCode.NO_FILE, FaultCode.NO_ACCESS, FaultCode.NOTHING_THERE)
"""What hides an entry that may be there."""
WIDEST = 100
"""Columns beyond which lines are hard to read."""
FOR_PROGRAMS = ("json", "html")
"""The forms that other programs read: always UTF-8, the same bytes everywhere."""


def width() -> int:
    """The columns to write for."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def emit(text: str, out: Path | None, form: str = "text", *, mode: int = PRIVATE) -> None:
    """Write to the screen, or to a file that is complete or not there at all; `mode` is that of a new one.

    On the screen, what a person reads is in its encoding, and what is `FOR_PROGRAMS` in UTF-8 as it is in files.
    """
    if form in FOR_PROGRAMS or (out is not None and out != DASH):
        emit_bytes(harmless(text).encode(), out, mode=mode)
    else:
        put(text)


def emit_bytes(content: bytes, out: Path | None, *, mode: int = PRIVATE) -> None:
    """The same for bytes, which are written as they are."""
    if out is not None and out != DASH:
        to_file(content, out, mode)
    else:
        put_exactly(content)


def not_on_a_screen(out: Path | None, form: str) -> None:
    """Raise `FileError` where what only a program can show would be written to a terminal."""
    if _is_a_screen(out):
        remedy = f"Name a file, such as --out loosen.{form}, or pipe it on."
        fault = Fault(
            FaultCode.BAD_OPTION,
            str(out) if out and out != DASH else NAMES[1],
            f"is a screen, and cannot show {form}.",
            remedy,
        )
        raise FileError("Nothing was written.", [fault])


def _is_a_screen(out: Path | None) -> bool:
    if out is None or out == DASH:
        return sys.stdout.isatty()
    with contextlib.suppress(OSError):
        if out.is_char_device():
            handle = os.open(out, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
            try:
                return os.isatty(handle)
            finally:
                os.close(handle)
    return False


def to_file(content: bytes, out: Path, mode: int) -> None:
    """Write to a file, a pipe or a device, after all that was put out before."""
    settled()
    try:
        with writing(out):
            write_whole(out, content, mode=mode, lasting=False)
    except BrokenPipeError:
        raise NobodyReads from None


def tell_of(text: str, out: Path | None) -> None:
    """Say something about what was written: not among it, where that was the screen."""
    if out == DASH:
        put_beside(text)
    else:
        put(text)


def keep_apart(out: Path | None, *read: Path | None) -> None:
    """Raise `FileError` where what is written would take the place of something that is read.

    `read` are files, and folders with all that is in them.
    """
    if out is None or out == DASH:
        return
    for path in (path for path in read if path not in (None, DASH)):
        with refusing("Nothing was written.", out, "Choose another place."):
            is_within = path.is_dir() and path.resolve() in out.resolve().parents
            is_read = is_within or _is_same(out, path)
        if is_read:
            within = "in the folder that is read" if path.is_dir() else "the same file as the one that is read"
            fault = Fault(FaultCode.BAD_OPTION, str(out), f"is {within}: {path}.", "Choose another place.")
            raise FileError("Nothing was written.", [fault])


def _is_same(out: Path, path: Path) -> bool:
    """Whether two names are of one file, also where it is not there yet; a terminal is read and written."""
    with contextlib.suppress(OSError):
        return out.samefile(path) and not stat.S_ISCHR(out.stat().st_mode)
    return out.resolve() == path.resolve()


def loading(overlay: Path | None) -> Library:
    """The library, with a sign of life on a terminal when it takes a moment."""
    with progress("Loading the library"):
        return asked_for(overlay)


def library_in(language: str) -> Library:
    """The library in a language, as far as it is worded in it; else in English."""
    library = loading(None)
    return library.in_language(language) if language in library.languages else library


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
