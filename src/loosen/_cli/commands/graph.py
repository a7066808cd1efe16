"""The command that draws: the knowledge graph, what lies round one entry, or the body with the muscles of a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from loosen._cli.options import Overlay
from loosen._cli.streams import DASH, put_exactly
from loosen.errors import Fault, FaultCode, FileError

Form = Literal["svg", "pdf", "png", "dot", "graphml"]


def graph(
    out: Annotated[
        Path,
        typer.Option(
            "--out", help="Ends in .svg, .pdf, .png, or .dot, .graphml for other programs; - is standard output."
        ),
    ],
    form: Annotated[
        Form | None, typer.Option("--format", help="What to draw where the name of the file does not say it.")
    ] = None,
    around: Annotated[
        str | None, typer.Option("--around", help="The id of an entry to draw the surroundings of.")
    ] = None,
    steps: Annotated[int, typer.Option("--steps", min=1, max=4, help="How many links away from it to go.")] = 2,
    body: Annotated[
        Path | None,
        typer.Option("--body", metavar="PLAN", help="A record: draw the body with the muscles in focus, as SVG."),
    ] = None,
    library: Overlay = None,
) -> None:
    """Draw the knowledge graph, the part around one entry, or the body with the muscles that a plan is for."""
    if body is not None:
        _draw_body(body, out, form, around, library)
        return
    from loosen._cli.console import loading, not_on_a_screen, progress, tell_of
    from loosen._outputs.graph.draw import draw

    if form in ("pdf", "png"):
        not_on_a_screen(out, form)
    knowledge = loading(library).graph
    with progress("Drawing"):
        drawn = draw(knowledge, around=around, steps=steps, out=None if out == DASH else out, form=form)
    if out == DASH:
        put_exactly(drawn.content)
    hint = f"{drawn.hint}\n" if drawn.hint else ""
    tell_of(f"{out}: {drawn.nodes} entries, {drawn.edges} links.\n{hint}", out)


def _draw_body(plan: Path, out: Path, form: Form | None, around: str | None, library: Path | None) -> None:
    from loosen._cli.console import emit, keep_apart, loading
    from loosen._cli.given import record_of
    from loosen._outputs.pictures import body_map

    keep_apart(out, plan)
    _refuse_other_forms(out, form, around)
    known = loading(library)
    audit = record_of(plan).audit
    emit(body_map([record.muscle for record in audit.focus if record.muscle in known.muscles], known), out, "svg")


def _refuse_other_forms(out: Path, form: Form | None, around: str | None) -> None:
    """Raises `FileError` for anything that the body cannot be drawn as."""
    faults = []
    if (form or out.suffix[1:] or "svg") != "svg":
        faults.append(Fault(FaultCode.BAD_OPTION, str(out), "the body is drawn as SVG alone.", "Name it .svg."))
    if around is not None:
        faults.append(Fault(FaultCode.BAD_OPTION, "--around", "does not go with --body.", "Leave one of them out."))
    if faults:
        raise FileError("The body cannot be drawn so.", faults)
