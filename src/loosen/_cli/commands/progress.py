"""The command that shows how it went over the weeks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from loosen._cli.options import Out, no_dash


def progress(
    diary: Annotated[Path, typer.Argument(help="A diary, as `loosen session --diary` writes it.", callback=no_dash)],
    plan: Annotated[Path, typer.Option("--plan", help="The plan that it is of, written with --format json.")],
    form: Annotated[
        Literal["text", "svg", "png"], typer.Option("--format", help="How to show it (svg and png: extra `draw`).")
    ] = "text",
    out: Out = None,
) -> None:
    """Show sessions, pain, minutes for each muscle, own activities and where each exercise stands, week by week."""
    from loosen._cli.console import emit, emit_bytes, keep_apart, loading, not_on_a_screen, width
    from loosen._cli.given import record_of
    from loosen._diary.reading import read_diary
    from loosen._outputs.document import to_text
    from loosen._outputs.progress import drawn, in_words, progress_of
    from loosen._outputs.session import today

    keep_apart(out, diary, plan)
    if form == "png":
        not_on_a_screen(out, form)
    recommendation = record_of(plan)
    day = today(recommendation)
    library = loading(None)
    language = day.speech.language
    known = library.in_language(language) if language in library.languages else library
    found = progress_of(read_diary(diary), day.plan, known)
    if form == "text":
        emit(to_text(in_words(found, day.speech), width()), out)
    else:
        emit_bytes(drawn(found, day.speech, form), out)
