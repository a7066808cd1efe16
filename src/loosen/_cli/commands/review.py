"""The command that carries a plan on: from the last plan and the diary to the next plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loosen._cli.options import Overlay, RecordOrStore, StoreKey, Where, Whose, no_dash
from loosen._cli.streams import DASH
from loosen._outputs.document import Paper, PlanForm
from loosen.errors import ExitCode, Fault, FaultCode, FileError

if TYPE_CHECKING:
    from loosen._diary.case import Case
    from loosen._library import Library
    from loosen._model.plan import Recommendation

    from .outputs import Wanted

RECORD = ".json"
"""How the name of a file ends that takes the next plan's record."""


def review(
    plan: RecordOrStore = None,
    diary: Annotated[
        Path | None, typer.Option("--diary", help="The file of the diary of this plan.", callback=no_dash)
    ] = None,
    store: Where = None,
    key: StoreKey = None,
    person: Whose = None,
    look: Annotated[bool, typer.Option("--look", help="Only look: nothing is kept.")] = False,
    swap: Annotated[
        list[str] | None,
        typer.Option("--swap", help="An exercise to change for variety, such as cat_cow, or cat_cow=heel_slide."),
    ] = None,
    form: Annotated[
        PlanForm | None, typer.Option("--format", help="How to write it, as `loosen plan` does.", show_default="text")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="The file for the next plan: one that ends in .json takes its record, and the diary knows it then.",
        ),
    ] = None,
    library: Overlay = None,
    brief: Annotated[bool, typer.Option("--brief", help="On one screen: the exercises with their doses.")] = False,
    paper: Annotated[Paper | None, typer.Option("--paper", help="What a pdf is printed on; without it a4.")] = None,
    name: Annotated[str, typer.Option("--name", help="Whom the hand-out (html, pdf) is for.")] = "",
    with_answers: Annotated[
        bool, typer.Option("--with-answers", help="Put what was answered on the hand-out.")
    ] = False,
) -> None:
    """Look at what happened since the last plan, and make the next one: what changed and why, and then the plan."""
    from loosen._cli.case.given import case_of
    from loosen._cli.console import keep_apart, loading

    from .outputs import Wanted, put_plan, refuse_what_does_not_fit

    keep_apart(out, plan, diary)
    record = _record_file(form, out)
    shown = Wanted(_form_shown(form, record), None if record else out, brief, paper, name, with_answers)
    _refuse_a_page_in_a_record(shown, record)
    refuse_what_does_not_fit(shown)
    known, now = loading(library), datetime.now().astimezone()
    with case_of(plan, diary, store, person, key=key, carried_on=record) as case:
        made = _made(case, known, swap or [], now)
        where = "" if look else _keep(case, made, now, in_files=plan is not None, file=record)
    put_plan(made, known.in_language(made.audit.language), shown)
    _tell(made, where, shown.form, in_files=plan is not None)
    if made.plan is None:
        raise typer.Exit(ExitCode.REFERRAL)


def _record_file(form: PlanForm | None, out: Path | None) -> Path | None:
    """The file for the record, where what is to be written is that."""
    if out is None or out == DASH:
        return None
    return out if form == "json" or out.suffix.lower() == RECORD else None


def _form_shown(form: PlanForm | None, record: Path | None) -> PlanForm:
    """How the plan is shown; beside its record it is shown to a person."""
    return "text" if form is None or (record and form == "json") else form


def _refuse_a_page_in_a_record(shown: Wanted, record: Path | None) -> None:
    if record and shown.form in ("html", "pdf"):
        what = f"ends in {RECORD} and takes the record, not {shown.form}."
        remedy = f"Call it once more with a file for the {shown.form}: all day it is the same plan."
        raise FileError("Nothing was written.", [Fault(FaultCode.BAD_OPTION, f"--out {record}", what, remedy)])


def _made(case: Case, library: Library, swaps: list[str], now: datetime) -> Recommendation:
    """The next plan of a case. Raises `FileError` and `AnswersError`."""
    from loosen._diary.case import last_plan
    from loosen._diary.next_record import next_record

    return next_record(case, library, now, _wishes(last_plan(case), swaps, library))


def _wishes(last: Recommendation, swaps: list[str], library: Library) -> dict[str, str | None]:
    """The exercises to be changed, each by its id or name, with the one wished for. Raises `UnknownEntry`."""
    from loosen._explain.why.naming import exercise_called

    names = {key: entry.name for key, entry in library.in_language(last.audit.language).exercises.items()}
    pairs = (wish.partition("=") for wish in swaps)
    return {
        exercise_called(what.strip(), names): exercise_called(wished.strip(), names) if wished.strip() else None
        for what, _, wished in pairs
    }


def _keep(case: Case, made: Recommendation, now: datetime, *, in_files: bool, file: Path | None) -> str:
    """Keep the next record where it is to be kept, and say where that is; a store that has it stays as it is.

    That the plan ended is noted in the diary also where the record is not kept.
    """
    from loosen._diary.entering import with_plan
    from loosen._diary.next_record import keep_next

    if in_files and file is None:
        if made.plan is None:
            case.change(lambda diary: with_plan(diary, made, now))
        return "" if made.plan else case.where
    if in_files:
        case.carry_on(made, now)
    else:
        keep_next(case, made, now)
    return str(file) if file else case.where


def _tell(made: Recommendation, kept: str, form: PlanForm, *, in_files: bool) -> None:
    """Where it is kept, or how to keep it, and the way on after a stop: beside what other programs read."""
    from loosen._cli.streams import put, put_beside
    from loosen._words.speech import speech_of

    speech = speech_of(made.audit.language)
    if kept:
        said = speech("review.kept" if made.plan else "review.referral_kept", where=kept)
    else:
        said = speech("review.not_kept_in_a_file" if in_files else "review.not_kept")
    (put if form in ("text", "markdown") else put_beside)(f"\n{said}\n")
