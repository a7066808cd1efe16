"""The commands. Each imports what it needs when it runs, so that a command starts fast."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from loosen._model.base import Kind, Stage
from loosen._outputs import document
from loosen._version import __version__
from loosen.errors import ExitCode, Fault, FaultCode, LoosenError

from . import completing
from .commands import compare as comparing
from .commands import diary as noting
from .commands import entries as showing
from .commands import explain as explaining
from .commands import graph as drawing
from .commands import outputs as reporting
from .commands import people as peopling
from .commands import progress as showing_progress
from .commands import records as keeping
from .commands import review as reviewing
from .commands import reviewers as allowing
from .commands import serve as serving
from .commands import session as guiding
from .options import ForWhom, KeepIt, Language, Out, Overlay, StoreKey, Where, no_dash
from .streams import NobodyReads, put, put_beside, settled, take_over, tell

app = typer.Typer(
    name="loosen", no_args_is_help=True, pretty_exceptions_enable=False,
    help="A personal, safe stretching routine for back and neck trouble, with the reason for every choice.",
)  # fmt: skip


def main() -> None:
    """Run a command; anything a person may meet ends in one clear message and its exit code."""
    gc.set_threshold(_SELDOM)
    take_over()
    try:
        try:
            app()
        finally:
            settled()
    except LoosenError as error:
        sys.exit(tell(error))
    except NobodyReads:
        sys.exit(ExitCode.NOBODY_READS)
    except (OSError, RuntimeError) as error:  # the latter where the system knows no home of this user
        if _COMPLETION not in sys.argv:
            raise
        sys.exit(tell(_not_installed(error)))


_COMPLETION = "--install-completion"
_SELDOM = 100_000
"""After how many new objects Python looks for what nobody has any more: a library is as many, and all of it stays."""


def _not_installed(error: OSError | RuntimeError) -> LoosenError:
    reason = str(getattr(error, "strerror", None) or error).lower().rstrip(".")
    remedy = "Set HOME to a folder of yours, or put what `loosen --show-completion` prints where your shell reads it."
    return LoosenError("Nothing was installed.", [Fault(FaultCode.NO_ACCESS, _COMPLETION, f"{reason}.", remedy)])


def _show_version(wanted: bool) -> None:
    if wanted:
        put(f"loosen {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A personal, safe stretching routine for back and neck trouble, with the reason for every choice."""


@app.command()
def plan(
    answers: Annotated[Path, typer.Argument(help="A file of answers, YAML or JSON; - is standard input.")],
    form: Annotated[
        document.PlanForm, typer.Option("--format", help="How to write it; html and pdf are an illustrated hand-out.")
    ] = "text",
    programme: Annotated[
        str | None,
        typer.Option(
            "--programme",
            help="A routine by its name; `loosen programmes` lists them.",
            autocompletion=completing.programmes,
        ),
    ] = None,
    out: Out = None,
    library: Overlay = None,
    lang: Language = "en",
    brief: Annotated[bool, typer.Option("--brief", help="On one screen: the exercises with their doses.")] = False,
    redact: Annotated[
        Path | None, typer.Option("--redact", help="Replace answers by hashes made with the key in this file.")
    ] = None,
    paper: Annotated[
        document.Paper | None, typer.Option("--paper", help="What a pdf is printed on; without it a4.")
    ] = None,
    name: Annotated[
        str,
        typer.Option("--name", help="Whom the hand-out (html, pdf) is for; without it there is a line to write on."),
    ] = "",
    with_answers: Annotated[
        bool, typer.Option("--with-answers", help="Put what was answered on the hand-out, for whoever sees the person.")
    ] = False,
    keep: KeepIt = False,
    store: Where = None,
    key: StoreKey = None,
    person: ForWhom = None,
) -> None:
    """Make a plan, or a referral, from a file of answers."""
    from loosen._assessment.answers_file import asking_for
    from loosen._planning.recommender import Recommender
    from loosen._words.speech import speech_of

    from .case.keeping import keeping_if
    from .commands.outputs import Wanted, put_plan, refuse_what_does_not_fit
    from .commands.records import refuse_to_keep, without_answers
    from .console import keep_apart, loading
    from .given import answers_of, called

    keep_apart(out, answers, redact, key)
    wanted = Wanted(form, out, brief, paper, name, with_answers)
    refuse_what_does_not_fit(wanted)
    if keep:
        refuse_to_keep(redact)
    with keeping_if(keep, store, person, key=key) as there:
        given = answers_of(answers)
        known = loading(library).in_language(lang)
        asked = asking_for(programme, given, known) if programme else given
        recommendation = Recommender(known).recommend(asked)
        kept = there.keep(recommendation, asked) if there else None
    put_plan(without_answers(recommendation, redact), known, wanted)
    if kept:
        put_beside(kept.said(called(answers), speech_of(known.language_id)))
    if recommendation.plan is None:
        raise typer.Exit(ExitCode.REFERRAL)


@app.command()
def ask(
    save: Annotated[
        Path | None,
        typer.Option("--save", help="Keep the answers in this file, from the first on.", callback=no_dash),
    ] = None,
    resume: Annotated[
        Path | None,
        typer.Option("--resume", help="Go on with the interview, or the answers, in this file.", callback=no_dash),
    ] = None,
    library: Overlay = None,
    lang: Language = "en",
    keep: KeepIt = False,
    store: Where = None,
    key: StoreKey = None,
    person: ForWhom = None,
) -> None:
    """Ask a few questions, then show the plan, or whom to see first; every answer is kept as it is given."""
    from loosen._library.loading import asked_for
    from loosen._records.origin import answers_of
    from loosen._words.speech import speech_of

    from .case.keeping import keeping_if
    from .interview.talk import talk

    with keeping_if(keep, store, person, key=key) as there:
        made = talk(asked_for(library).in_language(lang), save, resume)
        if there:
            speech = speech_of(made.audit.language)
            put_beside(there.keep(made, answers_of(made.audit)).said(speech("commands.your_plan"), speech))
    if made.plan is None:
        raise typer.Exit(ExitCode.REFERRAL)


app.command()(showing.questions)
app.command()(showing.programmes)
app.command()(showing.rule)
app.command()(showing.exercise)


app.command()(explaining.why)
app.command()(explaining.why_not)


app.command("what-if")(comparing.what_if)
app.command()(comparing.swap)
app.command()(comparing.diff)
app.command()(comparing.replay)


app.command()(guiding.session)
app.command()(noting.log)
app.command()(reviewing.review)
app.command()(showing_progress.progress)
app.command()(serving.serve)
app.command()(reporting.report)
app.command()(reporting.prov)
app.command()(drawing.graph)
app.command()(keeping.verify)
app.command()(keeping.keep)
app.command()(keeping.redact)
app.add_typer(peopling.people, name="people")
app.add_typer(allowing.reviewers, name="reviewers")


@app.command()
def check(
    library: Overlay = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to write what was found.")] = "text",
) -> None:
    """Check the rules and the knowledge, run every rule's cases, and name every fault with its file and line."""
    from loosen._model.language import ENGLISH
    from loosen._outputs.check import check_as_data, sound_words
    from loosen._proof.check import checkup
    from loosen._words.speech import speech_of

    from .console import emit, progress

    try:
        with progress("Checking") as advance:
            found = checkup(library, advance)
    except LoosenError as error:
        if form == "text":
            raise
        emit(check_as_data(error), None, form)
        raise typer.Exit(error.exit_code) from error
    if form == "json":
        emit(check_as_data(found), None, form)
    elif found.error:
        raise found.error
    else:
        emit(sound_words(found, speech_of(ENGLISH)), None)
    if found.error:
        raise typer.Exit(found.error.exit_code)


new = typer.Typer(no_args_is_help=True, help="Start a rule or an exercise of your own: a draft to fill in.")
app.add_typer(new, name="new")
Into = Annotated[
    Path | None,
    typer.Option("--library", help="The folder to write to, instead of this checkout.", callback=no_dash),
]


@new.command("rule")
def new_rule(
    sentence: Annotated[str, typer.Argument(help="What the rule does, in a few words; it gives the rule its name.")],
    stage: Annotated[Stage, typer.Option("--stage", help="The stage it belongs to.")],
    library: Into = None,
) -> None:
    """Write a draft rule and its cases, with the next free id."""
    from datetime import datetime

    from loosen._library.scaffold import new_rule as start

    from .console import emit, library_to_extend

    known, root = library_to_extend(library)
    emit(_started(start(sentence, stage, known.ids("rules"), root, datetime.now().astimezone().date()), library), None)


@new.command("exercise")
def new_exercise(
    name: Annotated[str, typer.Argument(help="The name of the exercise, in any script; its id is made from it.")],
    kind: Annotated[Kind, typer.Option("--kind", help="The kind of exercise.")],
    library: Into = None,
    key: Annotated[str, typer.Option("--id", help="Its id: small letters from a to z, digits and _.")] = "",
) -> None:
    """Write a draft exercise."""
    from loosen._library.scaffold import new_exercise as start

    from .console import emit, library_to_extend

    known, root = library_to_extend(library)
    classes = known.library.demand_classes.values()
    files = start(name, kind, known.library.exercises, known.ids("exercises"), classes, root, key)
    emit(_started(files, library), None)


def _started(files: list[Path], library: Path | None) -> str:
    lines = "".join(f"  {file}\n" for file in files)
    where = f" --library {library}" if library else ""
    return f"Started:\n{lines}Fill it in, set its status to active, then run: loosen check{where}\n"
