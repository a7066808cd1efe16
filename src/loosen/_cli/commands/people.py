"""Commands about the people in a store: who is there, somebody added, handed on, taken in or deleted."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from loosen._cli.options import Language, Out, StoreKey, Where, Whose, no_dash

if TYPE_CHECKING:
    from loosen._store.people import Person
    from loosen._store.store import Store
    from loosen._words.speech import Speech

people = typer.Typer(help="The people in a store; alone it lists them.", invoke_without_command=True)
LARGEST: Final = 200_000_000
"""Bytes of one person's whole record that are read at most: a thousand plans."""
Named = Annotated[str, typer.Argument(help="Whose: the id, or its first digits.")]


@people.callback()
def listed(context: typer.Context, store: Where = None, key: StoreKey = None, lang: Language = "en") -> None:
    """List the people in a store: plans, sessions, and when the last entry was; or do something with one of them."""
    if context.invoked_subcommand is not None:
        for option in (option for option, value in {"--store": store, "--key": key}.items() if value is not None):
            _refuse_before(option, context.invoked_subcommand)
        return
    from loosen._cli.console import emit

    with _opened(store, key, make=False) as opened:
        found, where = opened.people(), opened.where
    speech = _speech(lang)
    lines = [_line(one, speech) for one in found] or [speech("commands.nobody", where=where)]
    emit("".join(f"{line}\n" for line in lines), None)


@people.command("add")
def add(store: Where = None, key: StoreKey = None, lang: Language = "en") -> None:
    """Add somebody to a store, who has a random id and no name there."""
    from loosen._cli.console import emit

    speech = _speech(lang)
    with _opened(store, key) as opened:
        emit(f"{speech('commands.added', person=opened.add_person(), where=opened.where)}\n", None)


@people.command("record")
def record(
    person: Whose = None,
    number: Annotated[
        int | None, typer.Option("--number", help="Which, by the number that `keep` told; without it the last.")
    ] = None,
    out: Out = None,
    store: Where = None,
    key: StoreKey = None,
) -> None:
    """Write a record of one person as it was kept, for `why`, `report` and every other command that reads one."""
    from loosen._cli.case.given import whose
    from loosen._cli.console import emit_bytes, keep_apart

    with _opened(store, key, make=False) as opened:
        keep_apart(out, Path(opened.where), key)
        found = whose(opened, person)
        emit_bytes(opened.record(found, _seal_of(opened, found, number)), out)


def _seal_of(store: Store, person: str, number: int | None) -> str:
    """The seal of the record with this number, or of the last. Raises `FileError` where the person has none such."""
    from loosen.errors import Fault, FaultCode, FileError

    kept = {plan.number: plan.seal for plan in store.plans(person)}
    wanted = max(kept, default=0) if number is None else number
    if wanted not in kept:
        numbers = ", ".join(map(str, kept)) or "none"
        where = "--number" if number is not None else f"person {person}"
        fault = Fault(FaultCode.UNKNOWN_ENTRY, where, "names no record of this person.", f"There are: {numbers}.")
        raise FileError("Nothing was written.", [fault])
    return kept[wanted]


@people.command("export")
def export(
    person: Named,
    out: Annotated[Path, typer.Option("--out", help="The file to write; - is standard output.")],
    store: Where = None,
    key: StoreKey = None,
    lang: Language = "en",
) -> None:
    """Write everything of one person to a file: answers, plans with their records, and the diary."""
    from loosen._cli.case.given import whose
    from loosen._cli.console import emit_bytes, keep_apart, tell_of

    speech = _speech(lang)
    with _opened(store, key, make=False) as opened:
        keep_apart(out, Path(opened.where), key)
        found = whose(opened, person)
        emit_bytes(opened.export(found), out)
    tell_of(f"{speech('commands.exported', file=str(out), person=found)}\n", out)


@people.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="What `people export` wrote; - is standard input.")],
    store: Where = None,
    key: StoreKey = None,
    lang: Language = "en",
) -> None:
    """Take one person's whole record in; what is there already stays, and what differs is refused."""
    from loosen._cli.console import emit
    from loosen._cli.given import bytes_of, called

    raw, speech = bytes_of(file, LARGEST), _speech(lang)
    with _opened(store, key) as opened:
        person = opened.take_in(raw)
        emit(f"{speech('commands.imported', file=called(file), person=person, where=opened.where)}\n", None)


@people.command("take-over")
def take_over(
    folder: Annotated[Path, typer.Argument(help="A folder of records with a chain.", callback=no_dash)],
    person: Whose = None,
    store: Where = None,
    key: StoreKey = None,
    lang: Language = "en",
) -> None:
    """Take an old folder of records over, whole and with its links, for one person; the folder stays as it is."""
    from loosen._cli.case.given import whose
    from loosen._cli.console import emit

    speech = _speech(lang)
    with _opened(store, key) as opened:
        theirs = whose(opened, person) if person else None
        new = opened.take_over(folder, None if theirs is None else lambda _: theirs)
        told = speech("commands.taken_over", file=str(folder), count=new, where=opened.where)
    emit(f"{told}\n", None)


@people.command("copy")
def copy(
    target: Annotated[Path, typer.Argument(help="The new file.", callback=no_dash)],
    new_key: Annotated[
        Path | None,
        typer.Option(
            "--new-key", help="Encrypt it with the key in this file; a new key is put there if there is none."
        ),
    ] = None,
    without_key: Annotated[bool, typer.Option("--without-key", help="Leave it as anybody can read it.")] = False,
    store: Where = None,
    key: StoreKey = None,
    lang: Language = "en",
) -> None:
    """Copy a store of one file whole into a new file, encrypted or not; the chain and its links stay."""
    from loosen._cli.console import emit, keep_apart
    from loosen.errors import Fault, FaultCode, FileError

    if (new_key is None) != without_key:
        remedy = "Give --new-key FILE for an encrypted copy, or --without-key for one that anybody can read."
        fault = Fault(FaultCode.BAD_OPTION, "--new-key", "and --without-key: one of the two has to be said.", remedy)
        raise FileError("Nothing was done.", [fault])
    speech = _speech(lang)
    keep_apart(new_key, target)
    with _opened(store, key, make=False) as opened:
        opened.copy_to(target, new_key)
        told = speech("commands.copied", where=opened.where, file=str(target))
    emit(f"{told}\n", None)


@people.command("delete")
def delete(
    persons: Annotated[list[str], typer.Argument(help="Whom: the ids, or their first digits.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    store: Where = None,
    key: StoreKey = None,
    lang: Language = "en",
) -> None:
    """Delete people for good, with all that the store has of them; the chain of the others stays whole."""
    from loosen._cli.case.given import whose
    from loosen._cli.console import emit

    speech = _speech(lang)
    with _opened(store, key, make=False) as opened:
        found = list(dict.fromkeys(whose(opened, person) for person in persons))
        if not yes:
            _make_sure([one for one in opened.people() if one.id in found], speech)
        gone = opened.delete(*found)
    plans = speech("commands.plans", count=gone.records)
    entries = speech("commands.entries", count=gone.entries)
    told = speech("commands.deleted", count=len(found), plans=plans, entries=entries)
    emit(f"{told}\n{speech('commands.copies')}\n", None)


def _make_sure(going: list[Person], speech: Speech) -> None:
    """Raise `Interrupted` unless whoever typed it types yes."""
    from loosen._cli.interview.hold import Stop
    from loosen._cli.interview.plain import next_line
    from loosen._cli.streams import put, settled
    from loosen.errors import Interrupted

    yes = speech("commands.yes")
    put("".join(f"{_line(one, speech)}\n" for one in going))
    put(f"{speech('commands.sure', yes=yes)}\n> ")
    settled()
    try:
        said = next_line().strip().casefold()
    except (Stop, KeyboardInterrupt):
        said = ""
    if said != yes:
        raise Interrupted(speech("commands.not_deleted"))


def _line(person: Person, speech: Speech) -> str:
    plans = speech("commands.plans", count=person.plans)
    sessions = speech("commands.sessions", count=person.sessions)
    if person.last is None:
        return speech("commands.somebody_new", person=person.id, plans=plans)
    return speech("commands.somebody", person=person.id, plans=plans, sessions=sessions, day=f"{_day(person.last)}")


def _day(moment: str) -> date:
    """The day here on which something was that began at a moment in UTC, or that is of a day."""
    return datetime.fromisoformat(moment).astimezone().date() if "T" in moment else date.fromisoformat(moment)


def _speech(language: str) -> Speech:
    from loosen._cli.console import loading
    from loosen._words.speech import speech_of

    return speech_of(loading(None).in_language(language).language_id)


def _opened(where: str | None, key: Path | None, *, make: bool = True) -> AbstractContextManager[Store]:
    from loosen._store import open_store

    return open_store(where, make=make, key=key)


def _refuse_before(option: str, command: str) -> None:
    from loosen.errors import Fault, FaultCode, FileError

    fault = Fault(FaultCode.BAD_OPTION, option, f"stands before {command}.", f"Put it after: people {command} …")
    raise FileError("Nothing was done.", [fault])
