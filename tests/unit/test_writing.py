"""Files are written whole or not at all, where a shell would write them, and never with more rights than before."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands import disk_of, largest_file
from tests.rights import ANYBODY, without_rights

from loosen._library.writing import PRIVATE, PUBLIC, tidy, write_whole, writing
from loosen.errors import ExitCode, FileError, StreamError

OLD, NEW = b"as it was\n", b"as it is now\n" * 1000
IS_ROOT = os.geteuid() == 0


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@contextlib.contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Links, pipes, devices


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing yet"])
def test_a_link_stays_and_what_it_leads_to_is_written(there: bool, tmp_path: Path) -> None:
    far = tmp_path / "far"
    far.mkdir()
    if there:
        (far / "real").write_bytes(OLD)
    (tmp_path / "link").symlink_to("far/real")
    (tmp_path / "link to link").symlink_to("link")
    write_whole(tmp_path / "link to link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "link to link").is_symlink()
    assert (far / "real").read_bytes() == NEW
    assert (names(tmp_path), names(far)) == (["far", "link", "link to link"], ["real"])


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(FileError), writing(tmp_path / "a"):
        write_whole(tmp_path / "a", NEW)
    assert names(tmp_path) == ["a", "b"]


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, NEW * 20)
    reader.join(20)
    assert got == [NEW * 20]
    assert pipe.is_fifo()


def test_a_device_is_written_to_and_stays() -> None:
    before = Path("/dev/null").stat()
    write_whole(Path("/dev/null"), NEW)
    after = Path("/dev/null").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    with pytest.raises(StreamError, match="no space left"), writing(Path("/dev/full")):
        write_whole(Path("/dev/full"), NEW)
    assert StreamError.exit_code is ExitCode.STREAM


@pytest.mark.parametrize(
    ("name", "redirect"), [("/dev/stdout", ">"), ("/dev/fd/1", ">>"), ("/proc/self/fd/1", ">"), ("LINK", ">>")]
)
def test_an_open_stream_by_its_name_goes_on_where_it_is(name: str, redirect: str, tmp_path: Path) -> None:
    """What is there stays there, before and after: a shell does the same with `cat >/dev/fd/1`."""
    out = tmp_path / "out"
    out.write_bytes(OLD)
    (tmp_path / "link").symlink_to("/dev/stdout")
    name = name.replace("LINK", str(tmp_path / "link"))
    line = 'exec >"$2"; echo before; "$0" -c "$3" "$1"; echo after'.replace(">", redirect, 1)
    code = "import sys; from loosen._library.writing import *; write_whole(Path(sys.argv[1]), b'within\\n')"
    subprocess.run(["/bin/sh", "-c", line, sys.executable, name, str(out), code], check=True)
    kept = OLD.decode() if redirect == ">>" else ""
    assert out.read_text("utf-8") == f"{kept}before\nwithin\nafter\n"


def test_a_folder_and_a_disk_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a directory"), writing(tmp_path):
        write_whole(tmp_path, NEW)
    disk = tmp_path / "disk"
    if IS_ROOT:
        try:
            os.mknod(disk, stat.S_IFBLK | 0o600, os.makedev(7, 250))
        except PermissionError:  # in a container
            return
        with pytest.raises(FileError), writing(disk):
            write_whole(disk, NEW)
        assert stat.S_ISBLK(disk.stat().st_mode)


# Rights


@pytest.mark.parametrize(
    ("most", "mask", "gets"),
    [
        (PRIVATE, 0o022, 0o600), (PRIVATE, 0o000, 0o600), (PRIVATE, 0o277, 0o400),
        (PUBLIC, 0o022, 0o644), (PUBLIC, 0o000, 0o666), (PUBLIC, 0o077, 0o600),
    ],
)  # fmt: skip
def test_a_new_file_has_its_mode_less_the_umask(most: int, mask: int, gets: int, tmp_path: Path) -> None:
    for new in (False, True):
        with umask(mask):
            write_whole(tmp_path / f"file {new}", NEW, mode=most, new=new)
        assert mode(tmp_path / f"file {new}") == gets


@pytest.mark.parametrize("had", [0o600, 0o640, 0o644, 0o666, 0o200, 0o755])
@pytest.mark.parametrize("most", [PRIVATE, PUBLIC])
def test_a_file_that_is_there_keeps_its_mode(had: int, most: int, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(OLD)
    file.chmod(had)
    with umask(0o077):
        write_whole(file, NEW, mode=most)
    assert (mode(file), file.stat().st_size) == (had, len(NEW))


@pytest.mark.skipif(not IS_ROOT, reason="only root gives files away")
def test_owner_and_group_stay_where_the_system_lets_them(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(OLD)
    os.chown(file, 1234, 4321)
    file.chmod(0o640)
    write_whole(file, NEW)
    there = file.stat()
    assert (there.st_uid, there.st_gid, mode(file)) == (1234, 4321, 0o640)


@pytest.mark.skipif(not IS_ROOT, reason="only root makes a file of another group")
def test_where_the_group_cannot_stay_another_gets_no_more_than_everybody(anybodys: Path) -> None:
    file = anybodys / "file"
    file.write_bytes(OLD)
    os.chown(file, ANYBODY, 4321)
    file.chmod(0o660)
    with without_rights():
        write_whole(file, NEW)
    assert (file.stat().st_gid, mode(file)) == (ANYBODY, 0o600)


def test_a_file_that_may_only_be_read_is_not_replaced(anybodys: Path) -> None:
    file = anybodys / "file"
    file.write_bytes(OLD)
    file.chmod(0o444)
    with without_rights(), pytest.raises(FileError, match="permission denied"), writing(file):
        write_whole(file, NEW)
    assert (file.read_bytes(), names(anybodys)) == (OLD, ["file"])


# Failures


def test_a_folder_that_may_only_be_read_takes_nothing(anybodys: Path) -> None:
    folder = anybodys / "folder"
    with without_rights():
        folder.mkdir()
        (folder / "file").write_bytes(OLD)
        folder.chmod(0o500)
        for name in ("file", "new"):
            with pytest.raises(FileError, match="permission denied"), writing(folder / name):
                write_whole(folder / name, NEW)
        folder.chmod(0o700)
    assert names(folder) == ["file"]
    assert (folder / "file").read_bytes() == OLD


def test_a_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileError, match="no such file"), writing(Path("file")):
        write_whole(Path("file"), NEW)


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("new", [True, False])
def test_a_limit_on_the_size_of_files_leaves_nothing_behind(there: bool, new: bool, tmp_path: Path) -> None:
    file = tmp_path / "file"
    if there:
        file.write_bytes(OLD)
    with largest_file(4096), pytest.raises(FileError), writing(file):
        write_whole(file, NEW, new=new)
    assert names(tmp_path) == (["file"] if there else [])
    assert not there or file.read_bytes() == OLD


def test_a_full_disk_leaves_nothing_behind(small_disk: Path) -> None:
    (small_disk / "file").write_bytes(OLD)
    with contextlib.suppress(OSError), (small_disk / "all the rest").open("wb") as rest:
        while True:
            rest.write(bytes(4096))
    for name in ("file", "other"):
        with pytest.raises(StreamError, match=r"no space left|too large"), writing(small_disk / name):
            write_whole(small_disk / name, NEW)
    assert names(small_disk) == ["all the rest", "file"]
    assert (small_disk / "file").read_bytes() == OLD


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    with disk_of(tmp_path / "disk", kilobytes=64) as disk:
        yield disk


# What was left, and who writes at the same time


def test_what_a_killed_writer_left_goes_and_nothing_else_does(tmp_path: Path) -> None:
    for name in (".file.0123abcd.part", ".file.part", ".other.0123abcd.part", ".file.0123abcdef.part"):
        (tmp_path / name).write_bytes(OLD)
    write_whole(tmp_path / "file", NEW)
    assert names(tmp_path) == [".file.0123abcdef.part", ".file.part", ".other.0123abcd.part", "file"]
    tidy(tmp_path, "oth*")
    assert ".other.0123abcd.part" not in names(tmp_path)


def test_many_write_one_file_at_once_and_it_is_always_whole(tmp_path: Path) -> None:
    file, texts = tmp_path / "file", [bytes([65 + n]) * 50_000 for n in range(4)]
    file.write_bytes(texts[0])
    failed: list[BaseException] = []

    def again(text: bytes) -> None:
        try:
            for _ in range(40):
                write_whole(file, text, lasting=False)
                assert file.read_bytes() in texts
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=again, args=(text,)) for text in texts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (failed, names(tmp_path)) == ([], ["file"])


def test_a_new_file_takes_the_place_of_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "link").symlink_to("nothing")
    for name in ("file", "link"):
        with pytest.raises(FileExistsError) as refused:
            write_whole(tmp_path / name, NEW, new=True)
        assert refused.value.errno == errno.EEXIST
    assert ((tmp_path / "file").read_bytes(), names(tmp_path)) == (OLD, ["file", "link"])


@pytest.mark.parametrize("name", ["[a]*?", "ä" * 127, "x" * 255, ".hidden", "-"])
def test_any_name_that_the_system_takes(name: str, tmp_path: Path) -> None:
    for text in (OLD, NEW):
        write_whole(tmp_path / name, text)
    assert ((tmp_path / name).read_bytes(), names(tmp_path)) == (NEW, [name])
