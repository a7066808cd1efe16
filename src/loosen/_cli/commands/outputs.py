"""The commands that hand a record on: as a page to file, and as W3C PROV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loosen._cli.options import Out, Overlay, Record


def report(
    plan: Record,
    out: Annotated[Path, typer.Option("--out", help="The page to write, such as report.html; - is standard output.")],
    unfold: Annotated[bool, typer.Option("--unfold", help="Show every table open.")] = False,
    library: Overlay = None,
) -> None:
    """Write the whole record of a plan as one page to read, print and file; it needs no network and no script."""
    from loosen._cli.console import emit, keep_apart, loading
    from loosen._cli.given import record_of
    from loosen._outputs.report import report as page

    keep_apart(out, plan)
    recommendation = record_of(plan)
    emit(page(recommendation, loading(library), unfolded=unfold), out, "html")


def prov(
    plan: Record,
    out: Out = None,
) -> None:
    """Write how a plan came about as W3C PROV (PROV-JSON), for other programs to read."""
    from loosen._cli.console import emit, keep_apart
    from loosen._cli.given import record_of
    from loosen._outputs.prov import prov as document

    keep_apart(out, plan)
    emit(document(record_of(plan)), out, "json")
