"""Finds the files of a library folder, and names whatever there cannot be read or has no place.

What is left out in silence may be what keeps somebody safe. So only known folders are gone into, everything in them is
either read, named with its remedy, or on the list of what systems leave behind, and no error of the system is lost.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from loosen._characters import is_whole
from loosen._model.base import STAGES
from loosen._model.names import near
from loosen.errors import Fault, FaultCode

from .files import MAX_BYTES
from .left_behind import is_left_behind
from .reading import CASES, MODELS, DataFile

TOPS = frozenset(("knowledge", "rules"))
"""The folders of a library."""
_LANGUAGES = "knowledge/languages"
_KNOWLEDGE = tuple(kind for kind in MODELS if kind not in ("rules", "cases", "wordings"))
_KINDS: Mapping[str, str] = {
    **{f"knowledge/{kind}": kind for kind in _KNOWLEDGE},
    **dict.fromkeys((f"rules/{stage}" for stage in STAGES), "rules"),
}
"""Each folder that holds files, with the kind of entry in them."""
_BESIDE = re.compile(rf"{_LANGUAGES}/[a-z]{{2,3}}")
"""The folder of what a language words in files of their own."""
_MEANT_FOR_YAML = re.compile(r"(\.cases)?\.(yaml|yml|json)(\.txt)?", re.IGNORECASE)
_BEGINS_AN_ENTRY = re.compile(rb"^(id|rule):", re.MULTILINE)
_ALIKE = 0.8
"""How like `rules` or `knowledge` a folder beside them is called before it is taken for one of them."""


def data_files(root: Path, faults: list[Fault]) -> Iterator[DataFile]:
    """Every YAML file of the library folder `root`, sorted by name; all that is wrong on the way goes to `faults`.

    A link is followed where it stays inside `root`, and what it leads to is read once, under the name of the link.
    """
    walk = _Walk(root, faults)
    yield from sorted(walk.files(), key=lambda file: file.name)


def files_called(pattern: str, root: Path) -> Iterator[Path]:
    """The files of the library folder `root` that match and can be read, sorted by name; what is wrong is not told."""
    for path in sorted(root.glob(pattern)):
        readable = os.path.isfile(path) and os.access(path, os.R_OK)  # noqa: PTH113  # a Path would raise what is wrong
        inside = readable and _is_in(os.path.realpath(root), os.path.realpath(path))
        if inside and not is_left_behind(path.name, folder=False):
            yield path


class _Walk:
    """One way through a library folder."""

    def __init__(self, root: Path, faults: list[Fault]) -> None:
        self._root = os.path.realpath(root)
        self._faults = faults

    def files(self) -> Iterator[DataFile]:
        """Every file of the library, with a look at what stands beside its folders."""
        for entry in self._entries(""):
            name = entry.name
            if name not in TOPS:
                self._look_beside(name, entry)
            elif (sort := self._sort_of(name, entry)) == "folder":
                yield from self._files_in(name)
            elif sort:
                self._stray(name, "does not belong here.", "This is the name of a folder: give the file another.")

    def _files_in(self, place: str) -> Iterator[DataFile]:
        """Every file in a known folder, and in the known folders in it."""
        for entry in self._entries(f"{place}/"):
            there = f"{place}/{entry.name}"
            sort = self._sort_of(there, entry)
            if sort == "folder" and _is_known(there):
                yield from self._files_in(there)
            elif sort == "file" and _kind_of(there) and there.endswith(".yaml") and is_whole(there):
                yield from self._read(there)
            elif sort:
                self._stray(there, "does not belong here.", _remedy(there, sort))

    def _look_beside(self, name: str, entry: os.DirEntry[str]) -> None:
        """Name what stands beside the folders and was meant to be in them; all else is no part of the library."""
        if meant := _meant_at_the_top(name):
            self._stray(name, "does not belong here.", f"If it is meant to be read: {meant}")
        elif _MEANT_FOR_YAML.search(name) and self._is_file(name, entry):
            for file in self._read(name):
                if _BEGINS_AN_ENTRY.search(file.raw):
                    remedy = "Move it into its folder under rules/ or knowledge/, or take it away."
                    self._stray(name, "holds an entry and does not belong here.", remedy)

    def _is_file(self, name: str, entry: os.DirEntry[str]) -> bool:
        """Whether something beside the folders can be read, wherever it is; it is told where nobody can know."""
        there = os.path.isfile(self._path(name))  # noqa: PTH113  # a Path would raise what is wrong
        return there or self._sort_of(name, entry) == "file"

    def _entries(self, place: str) -> list[os.DirEntry[str]]:
        """What is in a folder (its name ends in `/`), but for what systems leave behind."""
        try:
            with os.scandir(f"{self._root}/{place}") as found:
                entries = sorted(found, key=lambda entry: entry.name)
            return [one for one in entries if not is_left_behind(one.name, folder=one.is_dir(follow_symlinks=False))]
        except OSError as error:
            self._refused(place.rstrip("/") or self._root, error)
            return []

    def _sort_of(self, place: str, entry: os.DirEntry[str]) -> str:
        """`file` or `folder`; empty where it is neither, or leads nowhere or out of the library, which is then told."""
        if entry.is_symlink() and not self._leads_inside(place):
            return ""
        if entry.is_dir():
            return "folder"
        if entry.is_file():
            return "file"
        self._tell(FaultCode.NO_FILE, place, "is a pipe, a device or the like.", "Put a file in its place.")
        return ""

    def _leads_inside(self, place: str) -> bool:
        """Whether a link leads to something in the library folder; what is wrong with it is told."""
        try:
            real = os.path.realpath(self._path(place), strict=True)
        except FileNotFoundError:
            self._tell(FaultCode.NOTHING_THERE, place, "is a link that leads to nothing.", "Mend it, or take it away.")
            return False
        except (OSError, RuntimeError) as error:
            self._refused(place, error)
            return False
        if _is_in(self._root, real):
            return True
        remedy = "Put what it leads to into this folder itself."
        self._tell(FaultCode.LEADS_OUT, place, "is a link that leads out of this folder.", remedy)
        return False

    def _read(self, place: str) -> Iterator[DataFile]:
        try:
            with open(self._path(place), "rb") as file:  # noqa: PTH123  # a Path for each takes longer than reading it
                raw = file.read(min(os.fstat(file.fileno()).st_size, MAX_BYTES) + 1)
        except OSError as error:
            self._refused(place, error)
            return
        yield DataFile(place, "cases" if place.endswith(CASES) else _kind_of(place), raw)

    def _path(self, place: str) -> str:
        return f"{self._root}/{place}"

    def _refused(self, place: str, error: OSError | RuntimeError) -> None:
        circle = "too many levels of symbolic links"  # for which Python 3.11 and 3.12 have an error of their own
        reason = (getattr(error, "strerror", None) or circle).lower()
        remedy = "Mend it so that it may be read, or take it away."
        self._tell(FaultCode.NO_ACCESS, place, f"cannot be read: {reason}.", remedy)

    def _stray(self, place: str, what: str, remedy: str) -> None:
        self._tell(FaultCode.STRAY, place, what, remedy)

    def _tell(self, code: FaultCode, place: str, what: str, remedy: str) -> None:
        self._faults.append(Fault(code, place, what, remedy))


def _is_in(root: str, path: str) -> bool:
    """Whether a place is in a folder, or is that folder itself; both without links."""
    return f"{path}{os.sep}".startswith(f"{root.rstrip(os.sep)}{os.sep}")


def _is_known(folder: str) -> bool:
    return folder in _KINDS or bool(_BESIDE.fullmatch(folder))


def _kind_of(file: str) -> str:
    """The kind of entry in a file at this place; empty where files have none."""
    folder = file.rpartition("/")[0]
    return "wordings" if _BESIDE.fullmatch(folder) else _KINDS.get(folder, "")


def _remedy(place: str, sort: str) -> str:
    """What to do about a file or folder that has no place here."""
    folder, _, name = place.rpartition("/")
    if sort == "folder":
        known = [one.rpartition("/")[2] for one in _KINDS if one.rpartition("/")[0] == folder]
        meant = near(name.casefold(), known)
        if meant:
            return f"Did you mean {folder}/{meant[0]}?"
        return f"Folders here are: {', '.join(known)}." if known else "Put its files into the folder that it is in."
    if not _kind_of(place):
        return "Data files are <kind>/<id>.yaml in a known folder."
    if not is_whole(name):
        return "Give it a name in UTF-8."
    if as_meant := _as_yaml(name):
        return f"Call it {as_meant}."
    return "Data files end in .yaml; take it away."


def _as_yaml(name: str) -> str:
    """The name of a file that was meant to be YAML as it should be written; empty for any other."""
    found = _MEANT_FOR_YAML.search(name)
    if found is None or found.end() != len(name):
        return ""
    return f"{name[: found.start()]}{(found[1] or '').lower()}.yaml"


def _meant_at_the_top(name: str) -> str:
    """Where a folder beside `rules` and `knowledge` may have been meant to be, in words; empty for any other."""
    plain = name.casefold()
    if top := near(plain, sorted(TOPS), least=_ALIKE):
        return f"call it {top[0]}."
    places = [place for place in _KINDS if place.rpartition("/")[2] == plain]
    return f"move it to {places[0]}." if places else ""
