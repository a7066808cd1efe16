"""The arguments and options that several commands share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loosen._outputs import document

Record = Annotated[Path, typer.Argument(help="A plan or referral written with --format json.")]
Form = Annotated[document.Form, typer.Option("--format", help="How to write it.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of the screen.")]
Overlay = Annotated[Path | None, typer.Option("--library", help="A folder with rules/ and knowledge/ of your own.")]
