"""The arguments and options that several commands share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loosen._outputs import document
from loosen.errors import Fault, FaultCode, FileError

from .completing import exercises, languages
from .streams import DASH


def no_dash(path: Path | None) -> Path | None:
    """What an option is given that cannot be a standard stream. Raises `FileError` where it is one."""
    if path == DASH:
        remedy = "Give a name; ./- is one that is called so."
        raise FileError("Nothing was done.", [Fault(FaultCode.BAD_OPTION, "-", "cannot be a stream here.", remedy)])
    return path


Record = Annotated[Path, typer.Argument(help="A plan or referral written with --format json; - is standard input.")]
RecordOrStore = Annotated[
    Path | None,
    typer.Argument(
        help="A plan written with --format json; - is standard input. Without it, the plan that a store has.",
        show_default=False,
    ),
]
DiaryFile = Annotated[
    Path | None,
    typer.Option("--diary", help="The file of the diary; it is begun when it is not there.", callback=no_dash),
]
Where = Annotated[
    str | None,
    typer.Option("--store", help="The store: a file, or postgresql://…; without it, the one in your folder of data."),
]
StoreKey = Annotated[
    Path | None,
    typer.Option(
        "--key", help="The file with the key of an encrypted store; a new store gets a new key there.", callback=no_dash
    ),
]
Whose = Annotated[
    str | None, typer.Option("--person", help="Whose it is, where the store has several people; the first digits do.")
]
KeepIt = Annotated[
    bool, typer.Option("--keep", help="Keep what is made, with the answers, in a store for the weeks to come.")
]
ForWhom = Annotated[
    str | None,
    typer.Option("--person", help="Whose it is, by the first digits, or new; needed where somebody is there already."),
]
ExerciseNamed = Annotated[str, typer.Argument(help="The id or the name of an exercise.", autocompletion=exercises)]
Form = Annotated[document.Form, typer.Option("--format", help="How to write it.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of the screen; - is the screen.")]
Overlay = Annotated[
    Path | None, typer.Option("--library", help="A folder with rules/ and knowledge/ of your own.", callback=no_dash)
]
Language = Annotated[
    str,
    typer.Option(
        "--lang",
        help="The language of questions and advice, as far as it has them, such as de.",
        autocompletion=languages,
    ),
]
