"""Whether a library is sound and does what its examples say: every fault of both, told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from loosen._assessment.lexicon import Reading
from loosen._assessment.stages.intake import faults_of
from loosen._library import Library
from loosen._library.loading import LookedOver, faulty, in_file_order, look_over
from loosen._library.stored import place_of
from loosen._library.yaml_text import Text, read_text
from loosen.errors import AnswersError, Fault, FaultCode, LibraryError

from .cases import Casebook, SentenceRun
from .runnable import Example, Runnable, examples, runnable

_READS = {Reading.SURE: "found in it", Reading.PERHAPS: "perhaps found in it", Reading.DENIED: "not found in it"}


class Checkup(NamedTuple):
    """What a check found: the library as far as it is sound, how many of its cases were run, and every fault."""

    library: Library
    cases: int
    error: LibraryError | None


def check(*, overlay: str | Path | None = None) -> Library:
    """The library, read from its files and held against all its cases, as `loosen check` does.

    `overlay` is as in `load`. Raises `LibraryError` naming every fault with file and line, and `FileError` for a folder
    that is not there.
    """
    found = checkup(Path(overlay) if overlay is not None else None)
    if found.error:
        raise found.error
    return found.library


def checkup(overlay: Path | None, advance: Callable[[float], None] = lambda _: None) -> Checkup:
    """What a check of the library finds. Raises `FileError` for a missing folder.

    Of a library with faults those examples are run that look at nothing faulty; of an installed one that is not what
    was built, none.
    """
    looked = look_over(overlay=overlay)
    if any(fault.code is FaultCode.ALTERED for fault in looked.faults):
        return Checkup(looked.library, 0, _error(looked.faults, ()))
    ready = runnable(looked)
    book, faults = _book(ready.library)
    told = list(examples(looked))
    places = _Places(looked, overlay)
    for number, example in enumerate(told, start=1):
        faults += _of_example(book, ready, example, places)
        advance(number / len(told))
    faults += _of_sentences(book, overlay) if book else ()
    run = sum(ready.may_run(example) for example in told)
    return Checkup(looked.library, run, _error(looked.faults, faults))


def _error(of_files: Sequence[Fault], of_examples: Sequence[Fault]) -> LibraryError | None:
    if of_files:
        return faulty(in_file_order([*of_files, *of_examples]))
    if of_examples:
        return LibraryError(f"The library is sound, but {len(of_examples)} of its cases do not hold.", of_examples)
    return None


def _book(library: Library) -> tuple[Casebook | None, list[Fault]]:
    """The library's examples made ready, or what is wrong with its rules taken together."""
    try:
        return Casebook(library), []
    except LibraryError as error:
        return None, list(error.faults)


class _Places:
    """Where in its file an example stands."""

    def __init__(self, looked: LookedOver, overlay: Path | None) -> None:
        self._texts = {part.key: part.text for part in looked.parts if part.kind == "cases"}
        self._overlay = overlay

    def of(self, example: Example, *part: str) -> str:
        """File and line of an example, or of a part of it."""
        text = self._texts.get(example.rule) or _text(f"rules/*/{example.rule}*.cases.yaml", self._overlay)
        return text.at(("cases", example.number, *part))


def _text(pattern: str, overlay: Path | None) -> Text:
    """The first file of this name, in the overlay if it is there."""
    found = place_of(pattern, overlay)
    if found is None:
        raise LookupError(pattern)
    root, path = found
    return read_text(path.read_bytes(), path.relative_to(root).as_posix())


def _of_example(book: Casebook | None, ready: Runnable, example: Example, places: _Places) -> Iterator[Fault]:
    case, questions = example.case, ready.library.questions
    wrong = [
        Fault(FaultCode.WRONG_EXAMPLE, places.of(example, "answers", name), f"“{case.name}” cannot be: {fault}")
        for name, value in case.answers.items()
        if name in questions
        for fault in faults_of(value, questions[name])
    ]
    yield from wrong
    if wrong or book is None or not ready.may_run(example):
        return
    try:
        run = book.run(ready.library.rules[example.rule], case)
    except AnswersError as error:
        yield from (
            Fault(FaultCode.WRONG_EXAMPLE, places.of(example), f"“{case.name}” cannot be: {fault}")
            for fault in error.faults
        )
        return
    if not run.passed:
        what = f"“{case.name}” should be '{case.expect}' and is '{run.result}'."
        yield Fault(FaultCode.WRONG_EXAMPLE, places.of(example), what, "Mend the rule or the case.")


def _of_sentences(book: Casebook, overlay: Path | None) -> Iterator[Fault]:
    for entry in book.library.lexicon.values():
        yield from (_misread(run, overlay) for run in book.sentences(entry) if not run.passed)


def _misread(run: SentenceRun, overlay: Path | None) -> Fault:
    where = _text(f"knowledge/lexicon/{run.entry.id}.yaml", overlay).at(("words", run.language, run.part, run.number))
    sentence = getattr(run.entry.words[run.language], run.part)[run.number]
    what = f"{run.entry.id} should be {_READS[run.expected]} and is {_READS[run.reading]}: “{sentence}”"
    return Fault(FaultCode.WRONG_EXAMPLE, where, what, "Mend the phrases or the sentence.")
