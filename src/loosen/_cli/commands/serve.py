"""The command that serves the pages for a browser."""

from __future__ import annotations

import re
import sys
import webbrowser
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Final

import typer

from loosen._cli.completing import languages
from loosen._cli.options import StoreKey, Where
from loosen._cli.streams import put, settled
from loosen._model.language import ENGLISH
from loosen.errors import Fault, FaultCode, LoosenError

if TYPE_CHECKING:
    from loosen._web.settings import Settings

PORT: Final = 8765
HERE: Final = "127.0.0.1"
_NUMBER: Final = re.compile(r"[+*#0-9][-*#0-9 ]{0,19}")


def serve(
    host: Annotated[
        str, typer.Option("--host", help="The address to serve at; any but this machine's own lets others in.")
    ] = HERE,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")] = PORT,
    store: Where = None,
    key: StoreKey = None,
    lang: Annotated[
        str,
        typer.Option(
            "--lang", help="The language of whoever chose none; without it the browser's.", autocompletion=languages
        ),
    ] = "",
    emergency_number: Annotated[
        str, typer.Option("--emergency-number", help="The number to call in an emergency where you are, such as 112.")
    ] = "",
    https: Annotated[
        bool, typer.Option("--https", help="A reverse proxy on this machine speaks HTTPS in front of it.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name that browsers ask for, such as that of the proxy.")
    ] = None,
    review: Annotated[bool, typer.Option("--review", help="Show records to reviewers, at /review.")] = False,
    review_by_proxy: Annotated[
        str,
        typer.Option("--review-by-proxy", help="The header in which a proxy on this machine says who was logged in."),
    ] = "",
    look: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open the first page in the browser; by default where this is a screen."),
    ] = None,
) -> None:
    """Serve the questionnaire, the plan, the session and the diary as pages for a browser, until you press Ctrl-C."""
    web = of_the_web("serving")
    settings = _settings(store, key, lang, emergency_number, https, name or [])
    settings = replace(settings, review=review or bool(review_by_proxy), review_by_proxy=review_by_proxy)
    if review_by_proxy and not web.is_loopback(host):
        raise _not_by_proxy(host)
    with web.bound(host, port) as taken:
        app, address = web.make_app(settings), web.address_of(taken, host)
        put(_said(address, web.is_loopback(host), settings, app.state.site.store.where))
        settled()
        if look or (look is None and sys.stdout.isatty()):
            webbrowser.open(address)
        web.serve(app, taken)


def of_the_web(module: str) -> ModuleType:
    """A module of the pages. Raises `LoosenError` where the extra for it is not installed."""
    try:
        return import_module(f"loosen._web.{module}")
    except ModuleNotFoundError as error:
        named = error.name or "fastapi"
        fault = Fault(FaultCode.NOT_INSTALLED, named, "is not installed.", "Install loosen with its 'web' extra.")
        raise LoosenError("Pages for a browser need more packages.", [fault]) from None


def _not_by_proxy(host: str) -> LoosenError:
    what = "lets others in, who could say themselves who they are."
    fault = Fault(FaultCode.BAD_OPTION, f"--host {host[:60]}", what, "Leave it out, so that only the proxy gets here.")
    return LoosenError("The pages are not served.", [fault])


def _settings(
    store: str | None, key: Path | None, lang: str, emergency_number: str, https: bool, names: list[str]
) -> Settings:
    """What was chosen. Raises `LoosenError` naming every fault."""
    from loosen._cli.console import library_in
    from loosen._web.settings import Settings

    faults = []
    if lang and lang != ENGLISH and lang not in library_in(ENGLISH).languages:
        faults.append(Fault(FaultCode.BAD_OPTION, f"--lang {lang[:40]}", "is no language it has.", "Try: en, de"))
    if emergency_number and not _NUMBER.fullmatch(emergency_number):
        what = "is no number that can be called."
        remedy = "Give digits, such as 112."
        faults.append(Fault(FaultCode.BAD_OPTION, f"--emergency-number {emergency_number[:40]}", what, remedy))
    if faults:
        raise LoosenError("The pages are not served.", faults)
    return Settings(
        store=store, key=key, language=lang, emergency_number=emergency_number, https=https, names=frozenset(names)
    )


def _said(address: str, only_here: bool, settings: Settings, where: str) -> str:
    from loosen._words.speech import speech_of

    speech = speech_of(settings.language or ENGLISH)
    lines = [speech("web.open_this", address=address), speech("web.kept_in", where=where)]
    if only_here:
        lines.append(speech("web.only_here"))
    else:
        lines.append(speech("web.others_reach_it"))
    if not only_here and not settings.https:
        lines.append(speech("web.not_encrypted"))
    if settings.review:
        lines.append(speech("reviewing.reviewed_at", address=address))
    return "".join(f"{line}\n" for line in [*lines, speech("web.how_to_stop")])
