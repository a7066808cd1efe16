"""A folder of stored plans made again, by several processes, in the order of their names."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from loosen._explain.compare.types import Comparison
from loosen._library import Library, load
from loosen._library.files import read_bytes
from loosen.errors import Fault, FaultCode, FileError, Interrupted, LoosenError

from .found import Task, found_in
from .one import replay_bytes
from .types import Person, Refused, Summary

FEW = 24
"""Files that are done sooner than further processes have started."""
AT_ONCE = 8
"""Files handed to a process at a time."""
_OF_THIS_PROCESS: list[Library] = []
"""The library of a process that was started to help."""
Advance = Callable[[float], None]


def replay_folder(
    folder: Path, *, overlay: Path | None = None, jobs: int | None = None, advance: Advance = lambda _: None
) -> Summary:
    """Every plan in a folder and below it, each made again; one that cannot be read is named, and the rest is done.

    `overlay` is the folder of a library of one's own, `jobs` how many processes to use (None: one a processor).
    `advance` is told the share that is done. Raises `FileError` when there is no plan in the folder.
    """
    tasks, people = found_in(folder)
    if not (tasks or people):
        raise FileError(
            f"{folder} holds no plans.",
            [Fault(FaultCode.NOTHING_THERE, str(folder), "has no file that ends in .json.")],
        )
    library = load(overlay=overlay)
    done = 0
    try:
        for person in _people(tasks, library, overlay, _workers(len(tasks), jobs)):
            people.append(person)
            done += 1
            advance(done / len(tasks))
    except KeyboardInterrupt:
        raise Interrupted(f"Stopped after {done:,} of {len(tasks):,} plans.") from None
    return Summary(library_digest=library.digest, people=tuple(sorted(people, key=lambda person: person.file)))


def _workers(files: int, jobs: int | None) -> int:
    wanted = jobs or os.cpu_count() or 1
    return 1 if files <= FEW else min(wanted, files // AT_ONCE + 1)


def _people(tasks: Sequence[Task], library: Library, overlay: Path | None, workers: int) -> Iterator[Person]:
    if workers == 1:
        yield from (_person(task, library) for task in tasks)
        return
    # Started afresh, not forked: the rule engine's own code must not be copied while in use.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(overlay,)) as pool:
        try:
            yield from pool.map(_in_a_process, tasks, chunksize=AT_ONCE)
        except BrokenProcessPool:
            what = "were not done by several processes, perhaps for want of memory."
            raise FileError(
                "A process ended too soon.", [Fault(FaultCode.INTERRUPTED, "The plans", what, "Try: --jobs 1")]
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin(overlay: Path | None) -> None:
    """An interrupt is for the process that a person started, which ends the others; what is read now stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _OF_THIS_PROCESS.append(load(overlay=overlay))
    gc.freeze()


def _in_a_process(task: Task) -> Person:
    return _person(task, _OF_THIS_PROCESS[0])


def _person(task: Task, library: Library) -> Person:
    """What comes of one file."""
    try:
        return _of(task.path, task.name, library)
    except LoosenError as error:
        faults = " ".join(f"{fault.what} {fault.remedy}".strip() for fault in error.faults[:1])
        return Person(file=task.name, outcome="unreadable", says=faults or error.headline)


def _of(path: str, name: str, library: Library) -> Person:
    found = replay_bytes(read_bytes(path), path, library)
    comparison = found.comparison
    return Person(
        file=name,
        outcome=found.outcome,
        before=comparison.before.level if comparison else None,
        after=comparison.after.level if comparison else None,
        touched_by=tuple(touching(comparison)) if comparison else (),
        first=found.first,
        says=" ".join(map(_refusal, found.refused)),
    )


def _refusal(refused: Refused) -> str:
    return f"{refused.question} {refused.what}"


def touching(comparison: Comparison) -> Iterator[str]:
    """The changed entries of the library that speak, or spoke, for a person, or are in a plan, and what changed."""
    spoken = {rule.rule for rule in comparison.rules if not {rule.before, rule.after}.isdisjoint(("fired", "unknown"))}
    planned = {item.exercise for side in (comparison.before, comparison.after) for item in side.items}
    for entry in comparison.library:
        kind, _, name = entry.entry.partition(":")
        if entry.change == "changed" or name in (spoken if kind == "rule" else planned):
            yield f"{entry.entry} {entry.change}"
