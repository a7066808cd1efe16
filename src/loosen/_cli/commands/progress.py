"""The command that shows how it went over the weeks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from loosen._cli.options import Out, StoreKey, Where, Whose, no_dash


def progress(
    diary: Annotated[
        Path | None,
        typer.Argument(
            help="A diary, as `loosen session --diary` writes it; without it, the one that a store has.",
            callback=no_dash,
        ),
    ] = None,
    plan: Annotated[
        Path | None, typer.Option("--plan", help="The plan that it is of, written with --format json.")
    ] = None,
    form: Annotated[
        Literal["text", "svg", "png"], typer.Option("--format", help="How to show it (svg and png: extra `draw`).")
    ] = "text",
    out: Out = None,
    store: Where = None,
    key: StoreKey = None,
    person: Whose = None,
) -> None:
    """Show sessions, pain, minutes for each muscle, own activities and where each exercise stands, week by week."""
    from loosen._cli.case.given import case_of
    from loosen._cli.console import emit, emit_bytes, keep_apart, library_in, not_on_a_screen, width
    from loosen._diary.case import last_plan
    from loosen._diary.checking import refuse_impossible
    from loosen._diary.reading import read_diary
    from loosen._outputs.document import to_text
    from loosen._outputs.progress import drawn, in_words, progress_of
    from loosen._outputs.session import today

    keep_apart(out, diary, plan)
    if form == "png":
        not_on_a_screen(out, form)
    with case_of(plan, diary, store, person, key=key) as case:
        day = today(last_plan(case))
        noted = read_diary(diary) if diary else case.diary()  # one that is not there is not begun by looking at it
        library = library_in(day.speech.language)
        refuse_impossible(noted, case.records, library, datetime.now().astimezone())
        plans = {seal: record.plan for seal, record in case.records.items() if record.plan is not None}
    found = progress_of(noted, day.plan, library, plans)
    if form == "text":
        emit(to_text(in_words(found, day.speech), width()), out)
    else:
        emit_bytes(drawn(found, day.speech, form), out)
