"""What systems, editors and version control leave in folders: passed over by name, as it was never meant to be read.

It is a list of names and no more: whatever is not on it, and has no place in a library, is told and stops everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import translate

FILES = (
    ".ds_store", "._*", "icon\r", ".localized",  # macOS; the second stands beside files on disks of other systems
    "thumbs.db", "ehthumbs.db", "desktop.ini", "~$*",  # Windows and its office programs
    ".directory", ".nfs*", ".fuse_hidden*", ".goutputstream-*", ".~lock.*#",  # Linux desktops, file systems, offices
    "*~", "#*#", ".#*", ".*.sw?",  # Emacs, Vim and others: copies, what was not saved, locks
    ".*.part",  # what this program was writing when it was killed
    ".git", ".gitkeep", ".keep", ".gitignore", ".gitattributes", ".hgignore", ".editorconfig", ".yamllint",
    "readme", "readme.md", "readme.rst", "readme.txt", "license", "license.md", "license.txt",
)  # fmt: skip
"""Files, in small letters; `*` stands for any letters, `?` for one."""
FOLDERS = (
    ".git", ".hg", ".svn", ".idea", ".vscode", "__pycache__",
    ".appledouble", ".spotlight-*", ".trashes", ".fseventsd", ".trash-*", "$recycle.bin", "@eadir", "lost+found",
)  # fmt: skip
"""Folders with all that is in them, in small letters."""


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)), re.IGNORECASE)


_FILE, _FOLDER = _any_of(FILES), _any_of(FOLDERS)


def is_left_behind(name: str, *, folder: bool) -> bool:
    """Whether a file or folder of this name is passed over, in whatever case it is written."""
    return bool((_FOLDER if folder else _FILE).match(name))
