"""The arguments and options that several commands share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loosen._outputs import document

from .completing import exercises, languages

Record = Annotated[Path, typer.Argument(help="A plan or referral written with --format json; - is standard input.")]
ExerciseNamed = Annotated[str, typer.Argument(help="The id or the name of an exercise.", autocompletion=exercises)]
Form = Annotated[document.Form, typer.Option("--format", help="How to write it.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of the screen.")]
Overlay = Annotated[Path | None, typer.Option("--library", help="A folder with rules/ and knowledge/ of your own.")]
Language = Annotated[
    str,
    typer.Option(
        "--lang",
        help="The language of questions and advice, as far as it has them, such as de.",
        autocompletion=languages,
    ),
]
