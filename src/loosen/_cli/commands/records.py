"""Commands about records as files: whether they are whole, keeping them in a store, and taking the answers out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosen._cli.options import ForWhom, Record, StoreKey, Where, no_dash

if TYPE_CHECKING:
    from loosen._model.plan import Recommendation
    from loosen._records.verify import Verified
    from loosen.errors import Fault

KeyFile = Annotated[
    Path,
    typer.Option("--key", help="The file with the key. To redact, a new key is put there if there is no such file."),
]


def verify(
    records: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Plans or referrals written with --format json, or folders of them; - is standard input. "
            "Without any, the store.",
            show_default=False,
        ),
    ] = None,
    link: Annotated[
        str | None, typer.Option("--link", help="A link that was noted: check that the chain still holds it.")
    ] = None,
    store: Where = None,
    key: StoreKey = None,
) -> None:
    """Say of each record whether it is whole, and of a store whether its chain is; name what was altered."""
    from loosen._cli.console import emit
    from loosen.errors import Fault, FaultCode, FileError, NotAsKept

    places: list[Path | None] = list(records or [])
    if store is not None or key is not None or not places:
        places.append(None)  # the store
    if link is not None and not (len(places) == 1 and (places[0] is None or places[0].is_dir())):
        fault = Fault(
            FaultCode.BAD_OPTION, "--link", "is about one store.", "Name the folder of the store, and nothing else."
        )
        raise FileError("Nothing was checked.", [fault])
    faults: list[Fault] = []
    for path in places:
        try:
            for line in _looked_at(path, store, key, link, faults):
                emit(f"{line}\n", None)
        except FileError as error:
            faults.extend(error.faults)
    if faults:
        raise NotAsKept("Not everything is as it was written.", faults)


def _looked_at(
    path: Path | None, store: str | None, key: Path | None, link: str | None, faults: list[Fault]
) -> Iterator[str]:
    """What is said of a file, a folder, or a store; faults are added to those found so far."""
    if path is None:
        return _store(store, key, link, faults)
    return _folder(path, link, faults) if path.is_dir() else _file(path, faults)


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
        yield from _chained_folder(folder, link, faults)
    elif link is not None:
        faults.append(
            Fault(
                FaultCode.BROKEN_STORE,
                str(folder),
                "is no store: it has no chain.",
                "Name a folder that has one.",
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


def _chained_folder(folder: Path, link: str | None, faults: list[Fault]) -> Iterator[str]:
    from loosen._cli.console import progress
    from loosen._records.verify import verify_store
    from loosen.errors import Fault, FaultCode

    with progress("Checking") as advance:
        found = verify_store(folder, advance)
    faults += [Fault(FaultCode.BROKEN_STORE, str(folder / trouble.where), trouble.what) for trouble in found.troubles]
    yield from _chain(str(folder), found, link, faults)


def _store(where: str | None, key: Path | None, link: str | None, faults: list[Fault]) -> Iterator[str]:
    from loosen._store import open_store
    from loosen.errors import Fault, FaultCode

    with open_store(where, make=False, key=key) as store:
        found, name = store.verify(), store.where
    faults += [Fault(FaultCode.BROKEN_STORE, f"{name}, {trouble.where}", trouble.what) for trouble in found.troubles]
    yield from _chain(name, found, link, faults)


def _chain(where: str, found: Verified, link: str | None, faults: list[Fault]) -> Iterator[str]:
    """What is said of a chain, and of a link in it."""
    from loosen._records.verify import SHORTEST_LINK, place_of
    from loosen.errors import Fault, FaultCode

    if not found.troubles:
        each = "each " if found.records > 1 else ""
        yield f"{where}: {_counted(found.records)}, {each}whole and in its place. The last link: {found.last}"
    if link is None:
        return
    if place := place_of(link.strip().lower(), found.links):
        yield f"{where}: the link is that of line {place} of {len(found.links)}."
    else:
        what = f"is not in the chain: it is of another one, or this was made anew. Give {SHORTEST_LINK} digits or more."
        faults.append(Fault(FaultCode.BROKEN_STORE, f"{where}, link {link[:64]}", what))


def _counted(records: int) -> str:
    return f"{records:,} record{'' if records == 1 else 's'}"


def keep(
    plan: Record,
    store: Where = None,
    key: StoreKey = None,
    person: ForWhom = None,
    folder: Annotated[str | None, typer.Option("--in", hidden=True)] = None,
) -> None:
    """Keep a record in a store, where any later change to it, or to the order of records, can be found."""
    from loosen._cli.case.keeping import keeping
    from loosen._cli.console import emit
    from loosen._cli.given import bytes_of, called
    from loosen._records.keep import sound
    from loosen._records.reading import record_in
    from loosen._words.speech import speech_of

    if folder is not None:
        _refuse_folder(folder)
    raw = bytes_of(plan)
    whole, language = sound(raw, called(plan)), record_in(raw, called(plan)).audit.language
    with keeping(store, person, whole.seal, key=key) as there:
        emit(there.keep(whole.text).said(called(plan), speech_of(language)), None)


def refuse_to_keep(key: Path | None) -> None:
    """Raise `FileError` where what is to be kept in a store is to be without its answers."""
    if key is not None:
        from loosen.errors import Fault, FaultCode, FileError

        what = "takes the answers out, and what is kept is carried on from them."
        fault = Fault(FaultCode.BAD_OPTION, "--redact", what, "Keep the plan as it is, or leave out --keep.")
        raise FileError("Nothing was done.", [fault])


def _refuse_folder(folder: str) -> None:
    from loosen.errors import Fault, FaultCode, FileError

    remedy = f"Take what is there over: loosen people take-over {folder}"
    fault = Fault(FaultCode.BAD_OPTION, "--in", "goes no more: records are kept in a store of people.", remedy)
    raise FileError("Nothing was kept.", [fault])


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
