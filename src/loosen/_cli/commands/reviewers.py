"""Commands about reviewers: who may look at the records of a store, and what they looked at."""

from __future__ import annotations

import getpass
import sys
from types import ModuleType
from typing import Annotated

import typer

from loosen._cli.options import Language, StoreKey, Where

reviewers = typer.Typer(help="Who may review the records of a store; alone it lists them.", invoke_without_command=True)
Name = Annotated[str, typer.Argument(help="The name to log in with, such as anna or anna@clinic.")]


@reviewers.callback()
def listed(context: typer.Context, store: Where = None, key: StoreKey = None, lang: Language = "en") -> None:
    """List who may review the records of a store; or add or remove somebody, or list the looks."""
    if context.invoked_subcommand is not None:
        return
    from loosen._cli.console import emit
    from loosen._store import open_store
    from loosen._words.speech import speech_of

    with open_store(store, make=False, key=key) as opened:
        names = opened.reviewers.names() or (speech_of(lang)("reviewing.no_reviewers"),)
    emit("".join(f"{name}\n" for name in names), None)


@reviewers.command("add")
def add(name: Name, store: Where = None, key: StoreKey = None, lang: Language = "en") -> None:
    """Let somebody review the records. The password is asked for twice and not shown; it may come by standard input."""
    from loosen._cli.console import emit
    from loosen._store import open_store
    from loosen._words.speech import speech_of

    _must_be_a_name(name)
    speech = speech_of(lang)
    kept = _kept(_typed(speech("reviewing.type_password", name=name), speech("reviewing.type_again")))
    with open_store(store, key=key) as opened:
        opened.reviewers.add(name, kept)
    emit(f"{speech('reviewing.added', name=name)}\n", None)


@reviewers.command("remove")
def remove(name: Name, store: Where = None, key: StoreKey = None, lang: Language = "en") -> None:
    """Let somebody review no more, from this moment on. What they looked at stays written down."""
    from loosen._cli.console import emit
    from loosen._store import open_store
    from loosen._words.speech import speech_of

    with open_store(store, make=False, key=key) as opened:
        opened.reviewers.remove(name)
    emit(f"{speech_of(lang)('reviewing.removed', name=name)}\n", None)


@reviewers.command("looks")
def looks(store: Where = None, key: StoreKey = None, lang: Language = "en") -> None:
    """List what reviewers looked at: when, who, what, of which person and record; the oldest first."""
    from loosen._cli.console import emit
    from loosen._store import open_store
    from loosen._words.speech import speech_of

    with open_store(store, make=False, key=key) as opened:
        found = opened.looks.all()
    lines = [
        "  ".join(part for part in (one.at, one.reviewer, one.what, one.person, one.record) if part) for one in found
    ]
    emit("".join(f"{line}\n" for line in lines or [speech_of(lang)("reviewing.no_looks")]), None)


def _must_be_a_name(name: str) -> None:
    from loosen.errors import Fault, FaultCode, LoosenError

    if not _passwords().is_name(name):
        remedy = "Take letters, digits, and . _ @ - after the first, 40 at most."
        fault = Fault(FaultCode.BAD_OPTION, name[:60], "is no name for a reviewer.", remedy)
        raise LoosenError("Nobody was added.", [fault])


def _passwords() -> ModuleType:
    from .serve import of_the_web

    return of_the_web("review.passwords")


def _kept(password: str) -> str:
    kept: str = _passwords().kept(password)
    return kept


def _typed(ask: str, again: str) -> str:
    """A password: typed twice and not shown, or the line that another program sends. Raises `LoosenError`."""
    from loosen.errors import Fault, FaultCode, LoosenError

    if not sys.stdin.isatty():
        return _sent()
    password = getpass.getpass(f"{ask}: ")
    if getpass.getpass(f"{again}: ") != password:
        fault = Fault(FaultCode.BAD_OPTION, "the password", "was not the same twice.", "Try again.")
        raise LoosenError("Nobody was added.", [fault])
    return password


def _sent() -> str:
    """The first line of standard input. Raises `FileError` for what is no text."""
    from loosen._characters import NotText, decoded
    from loosen._cli.given import STANDARD_INPUT, bytes_of
    from loosen._cli.streams import DASH
    from loosen.errors import Fault, FaultCode, FileError

    try:
        return decoded(bytes_of(DASH)).partition("\n")[0].rstrip("\r")
    except NotText:
        fault = Fault(FaultCode.NOT_UTF_8, STANDARD_INPUT, "is no text in UTF-8.")
        raise FileError("Nobody was added.", [fault]) from None
