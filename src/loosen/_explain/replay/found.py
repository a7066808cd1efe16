"""Finds the plans in a folder and below it; what cannot be looked into is named, so that none is left out unseen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loosen._characters import in_one_line
from loosen._library.left_behind import is_left_behind

from .types import Person


class Task(NamedTuple):
    """A file, and what it is called in the summary."""

    path: str
    name: str


def found_in(folder: Path) -> tuple[list[Task], list[Person]]:
    """Every plan in a folder and below it by name, and all that may hold some and cannot be read.

    A link to a file is read. One to a folder is named: what it leads to may be in here, too, or have no end.
    """
    found = sorted(_below(str(folder), ""), key=lambda one: one[0].name)
    tasks = [task for task, why in found if not why]
    return tasks, [Person(file=task.name, outcome="unreadable", says=why) for task, why in found if why]


def _below(folder: str, place: str) -> Iterator[tuple[Task, str]]:
    """Each with why it cannot be read; empty where it can."""
    try:
        with os.scandir(folder) as entries:
            there = [one for one in entries if not is_left_behind(one.name, folder=one.is_dir(follow_symlinks=False))]
    except OSError as error:
        yield Task(folder, place.rstrip("/") or "."), f"cannot be read: {(error.strerror or str(error)).lower()}."
        return
    for entry in there:
        task = Task(entry.path, f"{place}{in_one_line(entry.name)}")
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{task.name}/")
        elif entry.is_symlink() and entry.is_dir():
            yield task, "is a link to a folder. Give that folder, too."
        elif entry.name.endswith(".json") and not entry.name.startswith("."):
            yield task, "" if entry.is_file() else "is a broken link, a pipe or the like."
