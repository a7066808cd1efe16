"""Commands about what happened: a session told afterwards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from loosen._cli import completing
from loosen._cli.options import DiaryFile, RecordOrStore, StoreKey, Where, Whose

Points = Annotated[int | None, typer.Option(help="0 to 10.", show_default=False)]


def log(
    plan: RecordOrStore = None,
    diary: DiaryFile = None,
    store: Where = None,
    key: StoreKey = None,
    person: Whose = None,
    entry: Annotated[
        Path | None, typer.Option("--entry", help="What happened, as YAML or JSON; - is standard input.")
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", help="A weekly check from a file, as YAML or JSON; - is standard input.")
    ] = None,
    weekly: Annotated[
        bool, typer.Option("--weekly", help="Ask how the week was instead: new signs, sleep, what you can do.")
    ] = False,
    started: Annotated[
        str | None, typer.Option("--started", help="When it began, such as 2026-11-27T18:00+01:00; without it now.")
    ] = None,
    pain_before: Points = None,
    pain_worst: Points = None,
    pain_after: Points = None,
    pain_usual: Points = None,
    effort: Points = None,
    morning: Annotated[
        int | None, typer.Option("--morning", help="Pain the morning after the session before this one, 0 to 10.")
    ] = None,
    moved: Annotated[
        str | None, typer.Option("--moved", help="Whether symptoms moved: down a limb, back towards the spine, or no.")
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option("--skip", help="An exercise left out and why, such as cat_cow=hurt; the rest was done."),
    ] = None,
    sign: Annotated[
        list[str] | None, typer.Option("--sign", help="A warning sign that is new, such as flags_illness=fever.")
    ] = None,
    no_signs: Annotated[bool, typer.Option("--no-signs", help="No warning sign is new.")] = False,
    note: Annotated[str | None, typer.Option("--note", help="Anything else, in your words.")] = None,
    lang: Annotated[
        str,
        typer.Option(
            "--lang", help="The language of the questions; without it that of the plan.",
            autocompletion=completing.languages,
        ),
    ] = "",
) -> None:  # fmt: skip
    """Put a session into a diary, or how the week was: asks a few questions, or takes what options or a file tell."""
    from loosen._cli.case.given import case_of
    from loosen._cli.console import keep_apart, loading
    from loosen._cli.diary.putting import Given, put_check, put_session, put_week
    from loosen._diary.of import Of

    keep_apart(diary, plan, entry, check)
    fields: dict[str, Any] = {
        "started": started, "pain_before": pain_before, "pain_worst": pain_worst, "pain_after": pain_after,
        "pain_usual": pain_usual, "effort": effort, "moved": moved, "note": note,
        "new_signs": sign or ([] if no_signs else None),
    }  # fmt: skip
    given = Given(entry, {name: value for name, value in fields.items() if value is not None}, skip or [], morning)
    with case_of(plan, diary, store, person, key=key) as case:
        of = Of.this(case, loading(None), lang, datetime.now().astimezone())
        if weekly:
            put_week(of, given, check)
        elif check is None:
            put_session(of, given)
        else:
            put_check(of, given, check)
