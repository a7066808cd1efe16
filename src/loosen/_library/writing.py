"""The one place where files are written: whole or not at all, through links, into pipes and devices, never with more
rights than there were."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, NamedTuple

from .files import refusing

PRIVATE, PUBLIC = 0o600, 0o666
"""The most that a new file lets others do; the umask may take more away. What tells about health is private."""
PART = ".part"
"""How the name of a file ends that is still being written."""
_TOKEN = 8
"""Hex digits that tell two writers of one file apart."""
_LONGEST = 200
"""Bytes of a name that leave room for the rest of the name of its part."""
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self|(?P<of>\d+)))/fd/(?P<number>\d{1,4})")
_MOST_LINKS = 40
_ACCESS = "system.posix_acl_access"
"""The list of who else may do what with a file; its mode alone does not tell."""


class _There(NamedTuple):
    """What stands at the place to be written: open for writing, and whether it is written as it is, not replaced."""

    handle: int
    as_it_is: bool


def writing(path: Path) -> AbstractContextManager[None]:
    """Raises `FileError` where a file cannot be written, `StreamError` where the disk is full."""
    return refusing(f"{path} cannot be written.", path, "Choose another place.")


def write_whole(file: Path, content: bytes, *, mode: int = PRIVATE, new: bool = False, lasting: bool = True) -> None:
    """Write a file so that it has all of this, or stays as it was.

    A link stays, and what it leads to is written. A file that is there keeps its mode, its list of access, and its
    owner where the system lets it; a new one gets `mode` less the umask. A pipe, a terminal or another device gets the
    content as it is, and so does an open stream by its name, such as /dev/stdout.
    A `new` one takes the place of none: `FileExistsError` where there is one. A `lasting` one is on the disk when this
    ends. Raises `OSError`, also where a shell could not write there: a folder, a disk, a file that may only be read.
    """
    if new:
        _put(file, content, mode, None, new=True, lasting=lasting)
        return
    with _opened(file) as there:
        if there is not None and there.as_it_is:
            pour(there.handle, content)
        else:
            target = Path(os.path.realpath(file))
            _put(target, content, mode, there and there.handle, new=False, lasting=lasting)


@contextlib.contextmanager
def filled_by_others(target: Path) -> Iterator[Path]:
    """An empty file beside a target that is not there, which only its owner can read, for another library to fill.

    At the end it is on the disk and has the name of the target; where anything was raised, nothing is left of it.
    Raises `FileExistsError` where there is a target, and `OSError`.
    """
    tidy(target.parent, glob.escape(_stem(target)))
    if os.path.lexists(target):
        raise _is_there(target)
    with _part(target, PRIVATE) as (part, handle):
        try:
            yield part
            os.fsync(handle)
            _name(part, target, new=True)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)
    settle(target.parent)


def tidy(folder: Path, name: str) -> None:
    """Take away what writers of files with such a name (a pattern) left when they were killed; none that is at work."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f".{name}.{'[0-9a-f]' * _TOKEN}{PART}"):
            with contextlib.suppress(OSError):
                _take_away(left)


def sync(file: IO[bytes]) -> None:
    """Bring what was written to an open file to the disk."""
    file.flush()
    os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[_There | None]:
    """What is there, opened as a shell would, so that the system refuses what it would refuse; None for nothing."""
    number = _stream(file)
    try:
        handle = os.dup(number) if number is not None else os.open(file, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    except FileNotFoundError:
        yield None
        return
    try:
        kind = os.fstat(handle).st_mode
        if stat.S_ISBLK(kind):
            raise PermissionError(errno.EPERM, "a disk is not written to")
        yield _There(handle, as_it_is=number is not None or not stat.S_ISREG(kind))
    finally:
        os.close(handle)


def _stream(file: Path) -> int | None:
    """The number of the open stream that a name such as /dev/stdout, or a link to it, stands for; None for a file."""
    name = os.path.abspath(file)  # noqa: PTH100  # without following links
    for _ in range(_MOST_LINKS):
        if name in _STREAMS:
            return _STREAMS[name]
        found = _DESCRIPTOR.fullmatch(name)
        if found and found["of"] in (None, str(os.getpid())):
            return int(found["number"])
        if not os.path.islink(name):  # noqa: PTH114
            return None
        name = os.path.normpath(os.path.join(os.path.dirname(name), os.readlink(name)))  # noqa: PTH115, PTH118, PTH120
    return None


def pour(handle: int, content: bytes) -> None:
    """Write to something that is open, however little it takes at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _put(target: Path, content: bytes, mode: int, there: int | None, *, new: bool, lasting: bool) -> None:
    """Write a part beside the file, with the rights of what is `there`, and give it the name of the file."""
    tidy(target.parent, glob.escape(_stem(target)))
    if new and os.path.lexists(target):
        raise _is_there(target)
    with _part(target, mode if there is None else PRIVATE) as (part, handle):
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                if there is not None and os.name == "posix":
                    _keep_rights(handle, there)
                if lasting:
                    sync(out)
            _name(part, target, new=new)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    if lasting:
        settle(target.parent)


@contextlib.contextmanager
def _part(target: Path, mode: int) -> Iterator[tuple[Path, int]]:
    """A new file beside the target, and its handle, which is closed by whoever writes it. It is locked until it has its
    name, so that nobody takes it for one that was left."""
    while True:
        part = target.with_name(f".{_stem(target)}.{secrets.token_hex(_TOKEN // 2)}{PART}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        lock = _locked(handle)
        if os.fstat(handle).st_nlink or os.name != "posix":
            break
        os.close(handle)  # somebody took it away before it was locked
        os.close(lock)
    try:
        yield part, handle
    finally:
        if lock >= 0:
            os.close(lock)


def _locked(handle: int) -> int:
    """Another handle of the same file, which holds a lock on it; -1 where the system has none, and needs none."""
    try:
        import fcntl
    except ImportError:
        return -1  # such a system does not let a file be taken away that somebody has open
    lock = os.dup(handle)
    with contextlib.suppress(OSError):  # a disk without locks
        fcntl.flock(lock, fcntl.LOCK_EX)  # who has it is about to take the file away: that shows once it is free again
    return lock


def _take_away(left: Path) -> None:
    """Remove a part that is ours and that nobody is writing. Raises `OSError` where that is not so."""
    handle = os.open(left, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        if os.name == "posix":
            import fcntl

            if os.fstat(handle).st_uid != os.geteuid():
                return
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()
    finally:
        os.close(handle)
    if os.name != "posix":
        left.unlink()


def _name(part: Path, target: Path, *, new: bool) -> None:
    """Give the part its name; a `new` one takes the place of none."""
    if not new:
        part.replace(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names
        if os.path.lexists(target):
            raise _is_there(target) from None
        part.replace(target)
    else:
        part.unlink()


def _is_there(target: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _keep_rights(handle: int, there: int) -> None:
    """Give a new file the owner, group, mode and list of access of the one it replaces, and never more than it had."""
    old = os.fstat(there)
    mode = stat.S_IMODE(old.st_mode) & 0o777
    with contextlib.suppress(OSError):
        os.fchown(handle, -1, old.st_gid)
    with contextlib.suppress(OSError):
        os.fchown(handle, old.st_uid, -1)
    if os.fstat(handle).st_gid != old.st_gid:  # another group gets what everybody else has
        mode = mode & ~0o070 | (mode & 0o007) << 3
    os.fchmod(handle, mode)
    if hasattr(os, "setxattr"):
        _keep_access(handle, there, mode)


def _keep_access(handle: int, there: int, mode: int) -> None:
    try:
        access = os.getxattr(there, _ACCESS)
    except OSError:  # it has none
        with contextlib.suppress(OSError):
            os.removexattr(handle, _ACCESS)  # nor has the new one what its folder gave it
        return
    try:
        os.setxattr(handle, _ACCESS, access)
    except OSError:
        os.fchmod(handle, mode & ~0o070)  # without the list these are the rights of others than it says


def _stem(target: Path) -> str:
    """What the part of a file is called after: its name, or what stands for a very long one."""
    raw = os.fsencode(target.name)
    return target.name if len(raw) <= _LONGEST else hashlib.sha256(raw).hexdigest()[:16]
