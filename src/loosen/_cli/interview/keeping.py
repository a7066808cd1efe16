"""Where an interview and what came of it are kept: in files that the person names, or until it is over."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from platformdirs import user_state_path

from loosen._assessment.answers_file import INTERVIEW
from loosen._interview import Questionnaire, not_resumed
from loosen._library import Library
from loosen._library.files import read_bytes, refusing
from loosen._library.writing import tidy, write_whole
from loosen._library.yaml_text import read_text
from loosen._model.plan import Recommendation
from loosen._records.reading import record_in
from loosen._records.sealing import to_json
from loosen.errors import Fault, FaultCode, FileError

HERE = Path("loosen-answers.json")
"""Where answers are kept by somebody who decides only in the end to keep them."""


class Keeper:
    """Keeps an interview in a file, which is always whole: what was there before, or all that was answered.

    The plan is kept beside it. `named` says that the person wants both to stay.
    """

    def __init__(self, file: Path | None) -> None:
        """`file` is where the person wants it; without one it goes to a file of its own until it is over."""
        self.named = file is not None
        self.file = file or _own_file()
        if file is None:
            tidy(self.file.parent, "interview-*.json")

    @property
    def plan_file(self) -> Path:
        """Where the plan is kept: beside the answers."""
        return plan_beside(self.file)

    def keep(self, questionnaire: Questionnaire) -> None:
        """Write what was answered so far. Raises `FileError` when the file cannot be written."""
        text = json.dumps(questionnaire.as_data(), indent=1, ensure_ascii=False) + "\n"
        _write(text.encode(), self.file)

    def keep_plan(self, made: Recommendation) -> None:
        """Write what came of it, where the person wants it to stay. Raises `FileError` when it cannot be written."""
        if self.named:
            _write(to_json(made).encode(), self.plan_file)

    def kept_plan(self) -> Recommendation | None:
        """What came of it the last time, None where nothing was kept. Raises `FileError` for a file that is none."""
        if not (self.named and self.plan_file.exists()):
            return None
        return record_in(read_bytes(self.plan_file), str(self.plan_file))

    def stay(self, questionnaire: Questionnaire, made: Recommendation) -> None:
        """Keep both here from now on, under names that nothing has yet. Raises `FileError`."""
        own, self.file, self.named = self.file, free_name(), True
        self.keep(questionnaire)
        self.keep_plan(made)
        own.unlink(missing_ok=True)

    def finish(self) -> None:
        """The interview is over: a file that nobody asked for goes."""
        if not self.named:
            self.file.unlink(missing_ok=True)


def plan_beside(answers: Path) -> Path:
    """Where the plan that comes of these answers is kept."""
    return answers.with_suffix(".plan.json")


def free_name() -> Path:
    """A name in this folder under which neither answers nor a plan are kept yet."""
    names = (HERE.with_stem(f"{HERE.stem}-{number}") if number > 1 else HERE for number in range(1, 1000))
    return next((name for name in names if not (name.exists() or plan_beside(name).exists())), HERE)


def new_file(save: Path) -> None:
    """Raise `FileError` where answers or a plan are kept already under a name that is meant to be new."""
    for file in (save, plan_beside(save)):
        if file.exists():
            fault = Fault(
                FaultCode.ALREADY_THERE,
                str(file),
                "is there already.",
                f"Go on with it (--resume {save}) or choose another name.",
            )
            raise FileError("Nothing was asked.", [fault])


def resume(file: Path, library: Library, save: Path | None = None) -> Questionnaire:
    """The interview in a file, or one that begins with the answers in it, to be kept in `save` or the same file.

    Raises `FileError` when it is neither, is cut off, or would be written over although it is no interview. Where it
    was made with an older questionnaire a copy of it stays.
    """
    raw = read_bytes(file)
    text = read_text(raw, str(file), as_json=file.suffix.lower() not in (".yaml", ".yml"))
    if any(fault.code is FaultCode.NOT_UTF_8 for fault in text.faults):
        raise FileError("The interview cannot be resumed.", text.faults)
    if text.faults:
        raise not_resumed(str(file), "is cut off, or is no saved interview.")
    questionnaire = Questionnaire.from_data(text.value, library, where=str(file))
    if save in (None, file):
        if INTERVIEW not in text.value:
            raise not_resumed(str(file), "is a file of answers, and would be written over: give --save FILE as well.")
        if questionnaire.asked_anew:
            _write(raw, former_of(file))
    return questionnaire


def former_of(file: Path) -> Path:
    """A name that nothing has yet, for an interview as it was before it is carried to another questionnaire."""
    names = (file.with_suffix(f".before-{number}{file.suffix}") for number in range(1, 1000))
    return next((name for name in names if not name.exists()), file.with_suffix(f".before{file.suffix}"))


def _write(content: bytes, file: Path) -> None:
    with refusing("Your answers cannot be saved.", file, "Choose another place with --save."):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)  # readable for nobody else: it is about health


def _own_file() -> Path:
    """A file of its own for this interview. Raises `FileError` where the system knows no home of this user."""
    try:
        folder = user_state_path("loosen")
    except RuntimeError:  # of a user without a name and without HOME, as in a container; older versions give back `~`
        folder = Path("~")
    if not folder.is_absolute():
        remedy = "Choose a place with --save, or set HOME or XDG_STATE_HOME."
        fault = Fault(FaultCode.NO_ACCESS, "home folder", "is not known for this user.", remedy)
        raise FileError("Your answers cannot be saved.", [fault])
    return folder / f"interview-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.json"
