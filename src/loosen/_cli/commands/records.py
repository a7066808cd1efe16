"""Commands about records as files: whether they are whole, keeping them in a chain, and taking the answers out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosen._cli.options import Record, no_dash

if TYPE_CHECKING:
    from loosen._model.plan import Recommendation
    from loosen.errors import Fault

KeyFile = Annotated[
    Path,
    typer.Option("--key", help="The file with the key. To redact, a new key is put there if there is no such file."),
]


def verify(
    records: Annotated[
        list[Path],
        typer.Argument(help="Plans or referrals written with --format json, or folders of them; - is standard input."),
    ],
    link: Annotated[
        str | None, typer.Option("--link", help="A link that was noted: check that the chain still holds it.")
    ] = None,
) -> None:
    """Say of each record whether it is whole, and of a store whether its chain is; name what was altered."""
    from loosen._cli.console import emit
    from loosen.errors import Fault, FaultCode, FileError, NotAsKept

    if link is not None and not (len(records) == 1 and records[0].is_dir()):
        fault = Fault(
            FaultCode.BAD_OPTION, "--link", "is about one store.", "Name the folder of the store, and nothing else."
        )
        raise FileError("Nothing was checked.", [fault])
    faults: list[Fault] = []
    for path in records:
        try:
            for line in _folder(path, link, faults) if path.is_dir() else _file(path, faults):
                emit(f"{line}\n", None)
        except FileError as error:
            faults.extend(error.faults)
    if faults:
        raise NotAsKept("Not everything is as it was written.", faults)


def _file(path: Path, faults: list[Fault]) -> Iterator[str]:
    """What is said of one record; a fault is added to those found so far."""
    from loosen._cli.given import bytes_of, called
    from loosen._records.checking import checked
    from loosen.errors import Fault, FaultCode

    found = checked(bytes_of(path))
    if found.is_fault:
        faults.append(Fault(FaultCode.ALTERED, called(path), found.said))
    else:
        yield f"{called(path)}: {found.said}"


def _folder(folder: Path, link: str | None, faults: list[Fault]) -> Iterator[str]:
    from loosen._records.verify import is_store, no_records
    from loosen.errors import Fault, FaultCode, FileError

    if is_store(folder):
        yield from _store(folder, link, faults)
    elif link is not None:
        faults.append(
            Fault(
                FaultCode.BROKEN_STORE,
                str(folder),
                "is no store: it has no chain.",
                "Keep records there with: loosen keep",
            )
        )
    elif files := sorted(folder.glob("*.json")):
        for file in files:
            try:
                yield from _file(file, faults)
            except FileError as error:
                faults.extend(error.faults)
    else:
        faults.extend(no_records(folder).faults)


def _store(folder: Path, link: str | None, faults: list[Fault]) -> Iterator[str]:
    from loosen._cli.console import progress
    from loosen._records.verify import SHORTEST_LINK, place_of, verify_store
    from loosen.errors import Fault, FaultCode

    with progress("Checking") as advance:
        found = verify_store(folder, advance)
    faults += [Fault(FaultCode.BROKEN_STORE, str(folder / trouble.where), trouble.what) for trouble in found.troubles]
    if not found.troubles:
        each = "each " if found.records > 1 else ""
        yield f"{folder}: {_counted(found.records)}, {each}whole and in its place. The last link: {found.last}"
    if link is None:
        return
    if place := place_of(link.strip().lower(), found.links):
        yield f"{folder}: the link is that of record {place} of {found.records}."
    else:
        what = f"is not in the chain: it is of another one, or this was made anew. Give {SHORTEST_LINK} digits or more."
        faults.append(Fault(FaultCode.BROKEN_STORE, f"{folder}, link {link[:64]}", what))


def _counted(records: int) -> str:
    return f"{records:,} record{'' if records == 1 else 's'}"


def keep(
    plan: Record,
    folder: Annotated[
        Path, typer.Option("--in", help="The folder of the store; it is made when it is not there.", callback=no_dash)
    ],
) -> None:
    """Keep a record in a store, where any later change to it, or to the order of records, can be found."""
    from loosen._cli.console import emit
    from loosen._cli.given import bytes_of, called
    from loosen._records.keep import keep_bytes

    kept, was_there = keep_bytes(bytes_of(plan), called(plan), folder)
    what = "was kept before as" if was_there else "is kept as"
    emit(
        f"{called(plan)} {what} record {kept.number}: {folder / kept.file}\nIts link, to note elsewhere: {kept.link}\n",
        None,
    )


def redact(
    plan: Record,
    key: KeyFile,
    out: Annotated[Path | None, typer.Option("--out", help="To redact: the file to write.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Check that answers are those of a record that was redacted.")
    ] = False,
    answers: Annotated[
        Path | None, typer.Option("--answers", help="With --check: the file of answers, or the record as it was.")
    ] = None,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library", help="With --check: the folder of rules that the plan was made with.", callback=no_dash
        ),
    ] = None,
) -> None:
    """Replace the answers in a record by hashes; or check that answers are the ones that were replaced."""
    from loosen.errors import Fault, FaultCode, FileError

    if check == (answers is None) or check == (out is not None):
        remedy = "Give --out FILE to redact, or --check and --answers FILE to check."
        raise FileError(
            "Nothing was done.", [Fault(FaultCode.BAD_OPTION, "loosen redact", "does one of two things.", remedy)]
        )
    if answers is not None:
        _check_answers(plan, key, answers, library)
    elif out is not None:
        _redact(plan, key, out)


def _redact(plan: Path, key: Path, out: Path) -> None:
    from loosen._cli.console import emit, keep_apart, tell_of
    from loosen._cli.given import record_of
    from loosen._records.sealing import to_json
    from loosen._words.speech import speech_of

    keep_apart(out, plan, key)
    record = record_of(plan)
    speech = speech_of(record.audit.language)
    emit(to_json(_without_answers(record, key)), out, "json")
    tell_of(f"{speech('commands.redacted', file=str(out))}\n", out)


def _check_answers(plan: Path, key: Path, answers: Path, library: Path | None) -> None:
    from loosen._cli.console import emit
    from loosen._cli.given import called, key_given, record_of
    from loosen._records.redaction import is_made_from, not_hashed
    from loosen._words.speech import speech_of
    from loosen.errors import Fault, FaultCode, NotAsKept

    record, secret, proof = record_of(plan), key_given(key), _proof(answers, library)
    others = not_hashed(proof.audit.answers, record.audit, secret, proof.audit.ruled_out)
    if others:
        faults = [Fault(FaultCode.OTHER_ANSWER, name, "is not the answer that was replaced.") for name in others]
        raise NotAsKept(f"{len(others)} of {len(record.audit.answers)} answers are others.", faults)
    speech = speech_of(record.audit.language)
    emit(f"{speech('commands.same_answers', file=called(plan), answers=len(record.audit.answers))}\n", None)
    if is_made_from(record.audit, proof, secret):
        emit(f"{speech('commands.very_record')}\n", None)


def _proof(path: Path, library: Path | None) -> Recommendation:
    """The record in a file, or the one that the answers in it give today."""
    from loosen._cli.console import loading
    from loosen._cli.given import answers_of, bytes_of, called
    from loosen._planning.recommender import Recommender
    from loosen._records.checking import is_record
    from loosen._records.reading import record_in

    raw = bytes_of(path)
    if is_record(raw):
        return record_in(raw, called(path))
    return Recommender(loading(library)).recommend(answers_of(path))


def without_answers(recommendation: Recommendation, key: Path | None) -> Recommendation:
    """The recommendation, with its answers replaced where there is a file for the key; a new key is made there."""
    return recommendation if key is None else _without_answers(recommendation, key)


def _without_answers(recommendation: Recommendation, key: Path) -> Recommendation:
    from loosen._cli.given import key_given
    from loosen._records.redaction import redact as redacted

    return redacted(recommendation, key_given(key, make=True))
