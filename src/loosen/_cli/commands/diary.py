"""Commands about what happened: a session told afterwards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from loosen._cli import completing
from loosen._cli.options import DiaryFile, RecordOrStore, StoreKey, Where, Whose

if TYPE_CHECKING:
    from loosen._cli.case.case import Case
    from loosen._cli.diary.asking import Sign
    from loosen._library import Library
    from loosen._library.yaml_text import Text
    from loosen._model.diary import Diary, SessionEntry
    from loosen._model.plan import Plan, Recommendation
    from loosen._model.review import Verdict
    from loosen._words.speech import Speech

_NAMED = {"done": "--skip", "new_signs": "--sign"}
"""The options that are not called as the fields that they fill."""
Points = Annotated[int | None, typer.Option(help="0 to 10.", show_default=False)]


def log(
    plan: RecordOrStore = None,
    diary: DiaryFile = None,
    store: Where = None,
    key: StoreKey = None,
    person: Whose = None,
    entry: Annotated[
        Path | None, typer.Option("--entry", help="What happened, as YAML or JSON; - is standard input.")
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", help="A weekly check instead, as YAML or JSON; - is standard input.")
    ] = None,
    started: Annotated[
        str | None, typer.Option("--started", help="When it began, such as 2026-11-27T18:00+01:00; without it now.")
    ] = None,
    pain_before: Points = None,
    pain_worst: Points = None,
    pain_after: Points = None,
    pain_usual: Points = None,
    effort: Points = None,
    morning: Annotated[
        int | None, typer.Option("--morning", help="Pain the morning after the session before this one, 0 to 10.")
    ] = None,
    moved: Annotated[
        str | None, typer.Option("--moved", help="Whether symptoms moved: down a limb, back towards the spine, or no.")
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option("--skip", help="An exercise left out and why, such as cat_cow=hurt; the rest was done."),
    ] = None,
    sign: Annotated[
        list[str] | None, typer.Option("--sign", help="A warning sign that is new, such as flags_illness=fever.")
    ] = None,
    no_signs: Annotated[bool, typer.Option("--no-signs", help="No warning sign is new.")] = False,
    note: Annotated[str | None, typer.Option("--note", help="Anything else, in your words.")] = None,
    lang: Annotated[
        str,
        typer.Option(
            "--lang", help="The language of the questions; without it that of the plan.",
            autocompletion=completing.languages,
        ),
    ] = "",
) -> None:  # fmt: skip
    """Put a session into a diary: asks a few questions, or takes what options or a file tell. Or put a check in."""
    from loosen._cli.case.given import case_of
    from loosen._cli.console import keep_apart

    keep_apart(diary, plan, entry, check)
    fields: dict[str, Any] = {
        "started": started, "pain_before": pain_before, "pain_worst": pain_worst, "pain_after": pain_after,
        "pain_usual": pain_usual, "effort": effort, "moved": moved, "note": note,
        "new_signs": sign or ([] if no_signs else None),
    }  # fmt: skip
    given = Given(entry, {name: value for name, value in fields.items() if value is not None}, skip or [], morning)
    with case_of(plan, diary, store, person, key=key) as case:
        of = _Of.this(case, lang)
        if check is None:
            _put(of, given)
        else:
            _put_check(of, given, check)


class Given(NamedTuple):
    """What a command is told of a session: a file, or options; nothing of either where it is to ask."""

    entry: Path | None
    fields: dict[str, Any]
    skip: list[str]
    morning: int | None

    @property
    def is_asked(self) -> bool:
        """Whether the person is asked."""
        return self.entry is None and not self.fields and not self.skip and self.morning is None


class _Of(NamedTuple):
    """What a session is of: the case, the plan with its record and seal, the library, and the moment it is."""

    case: Case
    record: Recommendation
    plan: Plan
    seal: str
    library: Library
    now: datetime

    @property
    def speech(self) -> Speech:
        """Says messages in the language of the library."""
        from loosen._words.speech import speech_of

        return speech_of(self.library.language_id)

    @classmethod
    def this(cls, case: Case, language: str) -> _Of:
        """The last plan of a case, now. Raises `FileError` where there is only a referral."""
        from loosen._cli.case.case import last_plan
        from loosen._cli.console import loading
        from loosen._records.sealing import digest_of_record
        from loosen.errors import Fault, FaultCode, FileError

        record = last_plan(case)
        if record.plan is None:
            fault = Fault(FaultCode.REFERRED, "the record", "is a referral, not a plan: there is no session in it.")
            raise FileError("Nothing was kept.", [fault])
        library = loading(None).in_language(language or record.audit.language)
        return cls(case, record, record.plan, digest_of_record(record), library, datetime.now().astimezone())

    def refuse_impossible(self, diary: Diary) -> None:
        """Raise `FileError` naming everything in the diary that cannot be."""
        from loosen._diary.checking import refuse_impossible

        refuse_impossible(diary, self.case.records, self.library, self.now)


def _put(of: _Of, given: Given) -> None:
    from loosen._diary.entering import just_before, session_told, with_session

    before = of.case.diary()
    of.refuse_impossible(before)
    told, morning = _asked(before, of) if given.is_asked else (_told(given, of), given.morning)
    session = session_told(told, of.seal, of.now, began=just_before(of.plan, of.seal, before, of.now))
    last = _with_morning(before, of, morning)

    def change(diary: Diary) -> Diary:
        for one in (*([last] if last else []), session):
            diary = with_session(diary, one)
        of.refuse_impossible(diary)
        return diary

    kept = of.case.change(change)
    _tell(of.speech("diary.kept", file=of.case.where, count=len(kept.sessions)), kept, of)


def _put_check(of: _Of, given: Given, path: Path) -> None:
    from loosen._cli.given import bytes_of, called
    from loosen._diary.entering import check_told
    from loosen._library.yaml_text import read_text
    from loosen.errors import Fault, FaultCode, FileError

    if not given.is_asked:
        what = "is no session, and other options tell of one."
        fault = Fault(FaultCode.BAD_OPTION, "--check", what, "Give one or the other.")
        raise FileError("Nothing was kept.", [fault])
    check = check_told(read_text(bytes_of(path), called(path)), of.seal, of.now)

    def change(diary: Diary) -> Diary:
        diary = diary.model_copy(update={"checks": (*diary.checks, check)})
        of.refuse_impossible(diary)
        return diary

    kept = of.case.change(change)
    _tell(of.speech("diary.check_kept", file=of.case.where), kept, of)


def _with_morning(diary: Diary, of: _Of, pain: int | None) -> SessionEntry | None:
    """The session before, with the pain of its next morning. Raises `FileError` where there is none to tell it of."""
    from loosen._diary.entering import with_morning, without_morning
    from loosen.errors import Fault, FaultCode, FileError

    if pain is None:
        return None
    last = without_morning(diary, of.seal, of.now)
    if last is None:
        what = "is of no session: none before today lacks its next morning."
        raise FileError("Nothing was kept.", [Fault(FaultCode.BAD_OPTION, "--morning", what, "Leave it out.")])
    if not 0 <= pain <= 10:
        what = f"is {pain}, and pain is 0 to 10."
        raise FileError("Nothing was kept.", [Fault(FaultCode.OUT_OF_RANGE, "--morning", what)])
    return with_morning(last, pain, of.now)


def _told(given: Given, of: _Of) -> Text:
    """What a file tells of a session, or options. Raises `FileError` where both do."""
    from loosen._cli.given import bytes_of, called
    from loosen._diary.entering import Options
    from loosen._library.yaml_text import read_text
    from loosen.errors import Fault, FaultCode, FileError

    if given.entry is None:
        reasons = dict(one.partition("=")[::2] for one in given.skip)
        planned = [item.exercise for item in of.plan.items]
        done: list[dict[str, str]] = [{"exercise": name} for name in planned if name not in reasons]
        done += [{"exercise": name, "skipped": why or "other"} for name, why in reasons.items()]
        return Options({**given.fields, "done": done}, _NAMED)
    if given.fields or given.skip:
        what = "tells of the session, and so do other options."
        fault = Fault(FaultCode.BAD_OPTION, "--entry", what, "Give one or the other.")
        raise FileError("Nothing was kept.", [fault])
    return read_text(bytes_of(given.entry), called(given.entry))


def _asked(diary: Diary, of: _Of) -> tuple[Text, int | None]:
    """What the person tells when asked, and how the morning after the session before was."""
    from loosen._cli.diary.asking import Asking
    from loosen._cli.interview.hold import Stop
    from loosen._cli.streams import put
    from loosen._diary.entering import Options, asks_usual_pain, without_morning
    from loosen.errors import Interrupted

    speech, asking = of.speech, Asking(of.speech)
    try:
        put(f"{speech('diary.opening')}\n")
        last = without_morning(diary, of.seal, of.now)
        morning = asking.morning(f"{last.started:%Y-%m-%d}") if last else None
        usual = asks_usual_pain(diary, of.record, of.now)
        told = asking.session(of.plan, _signs(of), usual=usual)
    except (Stop, KeyboardInterrupt):
        raise Interrupted(speech("diary.stopped")) from None
    return Options(told, _NAMED), morning


def _signs(of: _Of) -> list[Sign]:
    """The warning signs that the person did not have when the plan was made, of the questions that applied."""
    from loosen._cli.diary.asking import Sign
    from loosen._diary.measures import QUIET

    had = {one.question: one.value for one in of.record.audit.answers if one.state != "not_applicable"}
    return [
        Sign(f"{question.id}={option.id}", option.text)
        for question in of.library.questions_in_order
        if question.section == "red_flags" and question.id in had
        for option in question.options
        if option.id not in QUIET and option.id != had[question.id] and option.id not in _options(had[question.id])
    ]


def _options(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _tell(what: str, diary: Diary, of: _Of) -> None:
    """What is kept; and whom to see first, or to stop, where what happened asks for that."""
    from loosen._cli.console import emit
    from loosen._diary.verdict import verdict

    emit(f"{what}\n", None)
    if why := _why_stop(verdict(diary, of.record, of.library, of.now), of):
        emit(f"{of.speech('diary.stop', why=' '.join(why))}\n", None)


def _why_stop(found: Verdict, of: _Of) -> list[str]:
    """Whom to see and why, where triage with what is new sends the person to somebody, or what the rules say."""
    from loosen._diary.triage import referral_now
    from loosen._words.recommendation import level_words

    if again := referral_now(of.record, found.new_answers, of.library):
        level = again.triage.level
        return [f"{level_words(again)}.", *(one.say for one in again.triage.reasons if one.level == level)]
    if found.kind not in ("stop", "refer"):
        return []
    rules = dict.fromkeys(ground.rule for ground in found.reasons if ground.kind == found.kind)
    return list(dict.fromkeys(of.library.rules[rule].say for rule in rules if rule in of.library.rules))
