"""What hands a plan or a record on: a plan in any of its forms, a record as a page to file, and as W3C PROV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from loosen._cli.options import Out, Overlay, Record
from loosen._outputs.document import Paper, PlanForm
from loosen.errors import Fault, FaultCode, FileError

if TYPE_CHECKING:
    from loosen._library import Library
    from loosen._model.plan import Recommendation

LONGEST_NAME = 100
"""Letters of a name that a hand-out has room for."""


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


class Wanted(NamedTuple):
    """How a plan is to be written: its form, where to, and what stands on a hand-out."""

    form: PlanForm
    out: Path | None
    brief: bool
    paper: Paper | None
    name: str
    answers: bool


def refuse_what_does_not_fit(wanted: Wanted) -> None:
    """Raise `FileError`, before anything is done, where options do not go with a form, or a form not with a screen."""
    from loosen._cli.console import not_on_a_screen

    if faults := list(_misfits(wanted)):
        raise FileError("Nothing was written.", faults)
    if wanted.form == "pdf":
        not_on_a_screen(wanted.out, wanted.form)


def _misfits(wanted: Wanted) -> Iterator[Fault]:
    if wanted.paper and wanted.form != "pdf":
        yield Fault(FaultCode.BAD_OPTION, "--paper", "is for pdf alone.", "Leave it out, or add --format pdf.")
    given = (("--name", wanted.name), ("--with-answers", wanted.answers))
    for option in (option for option, is_given in given if is_given and wanted.form not in ("html", "pdf")):
        remedy = "Leave it out, or add --format html or --format pdf."
        yield Fault(FaultCode.BAD_OPTION, option, "is for the hand-out alone.", remedy)
    if len(wanted.name) > LONGEST_NAME:
        yield Fault(FaultCode.BAD_OPTION, "--name", f"has more than {LONGEST_NAME} letters.", "Give a shorter one.")


def put_plan(recommendation: Recommendation, library: Library, wanted: Wanted) -> None:
    """Write a recommendation in any of its forms."""
    from loosen._cli.console import emit, emit_bytes, width
    from loosen._outputs.export import export, hand_out
    from loosen._outputs.illustrated.model import Private

    form, out = wanted.form, wanted.out
    if form == "html" or form == "pdf":
        private = Private(wanted.name, wanted.answers)
        emit_bytes(hand_out(recommendation, library, form, paper=wanted.paper or "a4", private=private), out)
    else:
        emit(export(recommendation, form, width=width(), brief=wanted.brief), out, form)
