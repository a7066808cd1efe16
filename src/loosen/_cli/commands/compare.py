"""The commands that compare: what other answers would bring, what differs between two plans, the same again later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosen._cli.completing import exercises
from loosen._cli.options import ExerciseNamed, Form, Out, Overlay, Record
from loosen.errors import ExitCode

if TYPE_CHECKING:
    from loosen._library import Library
    from loosen._model.plan import Recommendation

Deep = Annotated[bool, typer.Option("--deep", help="Tell a reviewer everything: rules, findings, every exercise.")]


def what_if(
    plan: Annotated[
        Path,
        typer.Argument(
            help="A plan or referral written with --format json, or a file of answers; - is standard input."
        ),
    ],
    changes: Annotated[
        list[str],
        typer.Option(
            "--set", help="A changed answer, such as minutes=20 or equipment=chair,wall; may be given several times."
        ),
    ],
    form: Form = "text",
    deep: Deep = False,
    out: Out = None,
    library: Overlay = None,
) -> None:
    """Show what other answers would change in a plan, and why."""
    from loosen._cli.console import emit, keep_apart, loading, width
    from loosen._explain.compare.what_if import read_changes
    from loosen._explain.compare.what_if import what_if as suppose
    from loosen._outputs.comparison import told_what_if

    keep_apart(out, plan)
    known = loading(library)
    found = suppose(_made(plan, known), read_changes(changes, known), known)
    emit(told_what_if(found, form, width=width(), deep=deep), out, form)
    if found.after.plan is None:
        raise typer.Exit(ExitCode.REFERRAL)


def swap(
    plan: Record,
    exercise: ExerciseNamed,
    instead: Annotated[
        str | None,
        typer.Option("--for", help="The exercise to put in its place, by id or name.", autocompletion=exercises),
    ] = None,
    because: Annotated[str, typer.Option("--because", help="Why, in your own words; it is kept in the record.")] = "",
    form: Form = "text",
    out: Out = None,
    library: Overlay = None,
) -> None:
    """Make a plan again without an exercise, or with another one in its place, as far as that is safe."""
    from loosen._cli.console import emit, keep_apart, loading, tell_of, width
    from loosen._cli.given import record_of
    from loosen._explain.compare.swap import swap as swapped
    from loosen._outputs.comparison import told_comparison
    from loosen._outputs.export import export
    from loosen._outputs.side_by_side import Names
    from loosen._words.speech import speech_of

    keep_apart(out, plan)
    found = swapped(record_of(plan), exercise, instead=instead, because=because, library=loading(library))
    speech = speech_of(found.after.audit.language)
    names = Names(speech("interview.before"), speech("interview.now"))
    if out is not None or form != "json":  # whoever pipes JSON on wants nothing else on the same stream
        told = told_comparison(
            found.comparison, "markdown" if form == "markdown" else "text", names=names, width=width()
        )
        tell_of(f"{told}\n", out)
    emit(export(found.after, form, width=width()), out, form)
    if found.after.plan is None:
        raise typer.Exit(ExitCode.REFERRAL)


def diff(
    before: Record,
    after: Annotated[Path, typer.Argument(help="Another one.")],
    form: Form = "text",
    deep: Deep = False,
    out: Out = None,
) -> None:
    """Show what differs between two plans, and why; also when they were made with different rules."""
    from loosen._cli.console import emit, keep_apart, loading, width
    from loosen._cli.given import called, record_of
    from loosen._explain.compare.diff import diff as compare
    from loosen._outputs.comparison import told_comparison
    from loosen._outputs.side_by_side import Names

    keep_apart(out, before, after)
    found = compare(record_of(before), record_of(after), loading(None))
    names = Names(called(before), called(after))
    emit(told_comparison(found, form, names=names, width=width(), deep=deep), out, form)
    if not found.is_same:
        raise typer.Exit(ExitCode.DIFFERS)


def _made(path: Path, library: Library) -> Recommendation:
    """The plan in a file, or one made from the answers in it."""
    from loosen._cli.given import answers_of, bytes_of, called
    from loosen._planning.recommender import recommend
    from loosen._records.reading import record_in

    if path.suffix.lower() in (".yaml", ".yml"):
        return recommend(answers_of(path), library)
    raw = bytes_of(path)
    return recommend(answers_of(path), library) if _holds_answers(raw, path) else record_in(raw, called(path))


def _holds_answers(raw: bytes, path: Path) -> bool:
    from loosen._assessment.answers_file import begins_as_json
    from loosen._characters import decoded
    from loosen._cli.given import is_piped

    try:
        data = json.loads(decoded(raw))
    except (ValueError, RecursionError):
        return is_piped(path) and not begins_as_json(raw)  # which has no name that ends in .yaml
    return isinstance(data, dict) and "answers" in data and "audit" not in data


def replay(
    plan: Annotated[
        Path,
        typer.Argument(help="A plan or referral written with --format json, or a folder of them; - is standard input."),
    ],
    form: Form = "text",
    deep: Deep = False,
    out: Out = None,
    library: Overlay = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="Processes to use for a folder.")] = None,
) -> None:
    """Make a plan again from its own record, or a folder of plans, and tell whether it comes out the same."""
    from loosen._cli.console import emit, keep_apart, loading, progress, width
    from loosen._cli.given import bytes_of, called
    from loosen._explain.replay import replay_bytes, replay_folder
    from loosen._explain.replay.types import exit_code_of
    from loosen._outputs.replay import told_replay, told_summary

    keep_apart(out, plan)
    if plan.is_dir():
        with progress("Making plans again") as advance:
            summary = replay_folder(plan, overlay=library, jobs=jobs, advance=advance)
        emit(told_summary(summary, form, width=width()), out, form)
        code = summary.exit_code
    else:
        found = replay_bytes(bytes_of(plan), called(plan), loading(library))
        emit(told_replay(found, form, name=Path(called(plan)).name, width=width(), deep=deep), out, form)
        code = exit_code_of([found.outcome])
    if code is not ExitCode.PLAN:
        raise typer.Exit(code)
