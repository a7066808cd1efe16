"""Starts a new rule or exercise: a draft in the right folder, with a note wherever somebody has to think."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from loosen._characters import in_one_line
from loosen._model.base import Kind, Stage
from loosen._model.demanded import DemandClass
from loosen._model.exercise import Exercise
from loosen._model.rule import PREFIX
from loosen.errors import Fault, FaultCode, FileError

from .unfilled import FILL_IN
from .writing import PUBLIC, tidy, write_whole, writing

LAST_NUMBER = 899
"""The numbers from 900 on belong to the rules of triage that speak when answers are open or contradict."""
LONGEST_NAME = 60
_ID = re.compile("[a-z][a-z0-9_]*")
_ANOTHER = "Choose another name."
_OF_ONES_OWN = "Choose another name, or give an id of your own: --id."

_THEN: Mapping[Stage, str] = {
    "findings": "the condition that follows, such as {find: early_pain} without the quotation marks.",
    "triage": "the level, such as {level: urgent_same_day} without the quotation marks.",
    "focus": "a muscle and its weight in percent, such as {focus: hamstrings, weight: 20} without quotation marks.",
    "safety": "exclude, modify, caution or limit, such as {exclude: {demand: [head_down]}} without quotation marks.",
    "selection": "what is preferred, such as {prefer: {kind: [stretch]}, points: 5} without the quotation marks.",
    "dosage": "the dose in seconds and counts, such as {dose: {kind: [stretch]}, hold_s: 20} without quotation marks.",
    "progression": "such as {start: {kind: [strengthening]}, level_at_most: 2} without the quotation marks.",
}
_MILDER = "as_present, if somebody who is not sure gets this milder dose too; else take this line out."
_UNKNOWN: Mapping[Stage, str] = {
    "triage": "what 'not sure' leads to: ignore, or a level.",
    "safety": "what 'not sure' does: as_present, caution or ignore.",
    "dosage": _MILDER,
    "progression": _MILDER,
}


def new_rule(sentence: str, stage: Stage, taken: Collection[str], root: Path, today: date) -> list[Path]:
    """Write a draft rule and its cases under `root`, with the next free id of its stage; the files written.

    `taken` are the ids of the rules that there are. `sentence` says what the rule does and gives its name.
    Raises `FileError` when that cannot be.
    """
    tidy(root / "rules" / stage, "*.yaml")
    prefix = next(prefix for prefix, known in PREFIX.items() if known == stage)
    numbers = (int(key[4:7]) for key in taken if key.startswith(prefix) and key[4:7].isdecimal())
    number = 1 + max((number for number in numbers if number <= LAST_NUMBER), default=0)
    if number > LAST_NUMBER:
        raise _refused(sentence, f"there is no number left after {prefix}-{LAST_NUMBER}.")
    rule, name = f"{prefix}-{number:03d}", "-".join(_words(sentence))
    files = {
        f"rules/{stage}/{rule}-{name}.yaml": _rule(rule, name, sentence, stage, today),
        f"rules/{stage}/{rule}-{name}.cases.yaml": _cases(rule, stage),
    }
    return _write(files, root)


def new_exercise(
    name: str,
    kind: Kind,
    known: Mapping[str, Exercise],
    taken: Collection[str],
    classes: Iterable[DemandClass],
    root: Path,
    key: str = "",
) -> list[Path]:
    """Write a draft exercise and its poses under `root`; the files written. Raises `FileError`.

    Its id is `key`, or made from its name, which may be in any script. `taken` are the ids of the exercises that there
    are, `known` those of them that can be read: the draft names the doses that such exercises have. `classes` are those
    of the demands that it has to speak of.
    """
    for kind_of_file in ("exercises", "poses"):
        tidy(root / "knowledge" / kind_of_file, "*.yaml")
    if (shown := in_one_line(name)) != name:
        raise _refused(shown, "holds a character that is not seen.")
    key = _id_given(key) if key else _id_made(name, kind)
    if key in taken:
        raise _refused(name, f"there is an exercise {key} already.", _OF_ONES_OWN)
    doses = sorted(
        {exercise.dose for exercise in known.values() if (exercise.kind, exercise.status) == (kind, "active")}
    )
    files = {
        f"knowledge/exercises/{key}.yaml": _exercise(key, name, kind, doses, classes),
        f"knowledge/poses/{key}.yaml": _poses(key),
    }
    return _write(files, root)


def _id_given(key: str) -> str:
    if not _ID.fullmatch(key) or len(key) > LONGEST_NAME:
        what = f"is no id: a small letter from a to z, then such letters, digits and _, at most {LONGEST_NAME}."
        raise _refused(key, what, "Choose another id.")
    return key


def _id_made(name: str, kind: Kind) -> str:
    words = _words(name, _OF_ONES_OWN)
    beginning = () if words[0][0].isalpha() else (kind,)  # an id begins with a letter
    return _id_given("_".join((*beginning, *words)))


def _words(name: str, remedy: str = _ANOTHER) -> list[str]:
    """A name in any script as words of small Latin letters and digits."""
    from anyascii import anyascii  # only who starts something waits for its tables

    words = re.findall(r"[a-z0-9]+", anyascii(name).lower().replace("'", ""))
    if not words or len(" ".join(words)) > LONGEST_NAME:
        raise _refused(name, f"does not make 1 to {LONGEST_NAME} letters and digits.", remedy)
    return words


def _refused(name: str, what: str, remedy: str = _ANOTHER) -> FileError:
    return FileError("Nothing was written.", [Fault(FaultCode.BAD_OPTION, f"“{name}”", what, remedy)])


def _write(files: Mapping[str, str], root: Path) -> list[Path]:
    targets = {root / name: text for name, text in files.items()}
    for target in targets:
        if target.exists():
            raise FileError(
                "Nothing was written.",
                [Fault(FaultCode.ALREADY_THERE, str(target), "is there already.", "Choose another name.")],
            )
    written: list[Path] = []
    try:
        for target, text in targets.items():
            with writing(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, text.encode(), mode=PUBLIC, new=True)
            written.append(target)
    except FileError:
        for file in written:  # all of them or none
            file.unlink(missing_ok=True)
        raise
    return written


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _note(what: str) -> str:
    return _quoted(f"{FILL_IN}{what}")


_SOURCE = _note("the id of the source, a file in knowledge/sources/.")
_SUPPORTS = _note("what the source says, in your own words.")
_CERTAINTY = _note("how sure that makes it: high, moderate, low, very_low or expert.")


def _evidence(indent: str) -> str:
    return f"""{indent}- source: {_SOURCE}
{indent}  supports: {_SUPPORTS}
{indent}  certainty: {_CERTAINTY}"""


def _rule(rule: str, name: str, sentence: str, stage: Stage, today: date) -> str:
    unknown = f"unknown: {_note(_UNKNOWN[stage])}\n" if stage in _UNKNOWN else ""
    return f"""id: {rule}
name: {name}
status: draft  # active, when it is filled in and its cases hold
since: {today.isoformat()}
summary: {_quoted(sentence)}
when: {_note("whom it is for, such as {question: age, at_least: 65} without the quotation marks.")}
{unknown}then:
  - {_note(_THEN[stage])}
say: {_note("what the person is told.")}
inferred: {_note("true, if no source describes part of it and it comes from general practice; else false.")}
evidence:
{_evidence("  ")}
reviewed: {{by: none, on: none}}
"""


_EXAMPLES: Mapping[str, str] = {
    "fires": "somebody whom the rule is for.",
    "silent": "somebody whom it leaves alone.",
    "unknown": "somebody who is not sure.",
}


def _cases(rule: str, stage: Stage) -> str:
    told = [expect for expect in _EXAMPLES if expect != "unknown" or stage in _UNKNOWN]
    cases = "".join(
        f"""  - name: {_note(_EXAMPLES[expect])}
    answers: {_note("what such a person answers, such as {age: 70} without the quotation marks.")}
    expect: {expect}
"""
        for expect in told
    )
    return f"rule: {rule}\ncases:\n{cases}"


def _no_demand(of_class: DemandClass) -> str:
    """The note on a class: what to ask oneself, and which reasons there are for making no demand of it."""
    reasons = ", ".join(of_class.none)
    what = f"{of_class.asks} If so, list it above and take this line out; else say why not, by {reasons} or a sentence."
    return f"  {of_class.id}: {_note(what)}\n"


def _exercise(key: str, name: str, kind: Kind, doses: Sequence[str], classes: Iterable[DemandClass]) -> str:
    others = f", such as {', '.join(doses)}" if doses else ""
    no_demands = "".join(map(_no_demand, classes))
    return f"""id: {key}
name: {_quoted(name)}
status: draft  # active, when it is filled in and stands on a ladder in knowledge/ladders/
kind: {kind}
level: {_note("1, the easiest, to 4, as a number without the quotation marks.")}
targets:
  - muscle: {_note("the id of a muscle, a file in knowledge/muscles/.")}
    share: {_note("primary, if it is what the exercise is for, or secondary.")}
    evidence:
{_evidence("      ")}
demands:
  - {_note("everything it asks of the body, one a line: the ids of files in knowledge/demands/.")}
no_demands:
{no_demands}position: {_note("how the body is: supine, prone, side_lying, sitting, standing, and so on.")}
equipment:
  - {_note("what is needed, one a line, such as chair; write equipment: [] if nothing is.")}
aids:
  - {_note("what helps and can be done without, one a line, such as cushion; write aids: [] if nothing does.")}
sides: {_note("both at once, each in its turn, or alternate inside one set.")}
in_short: {_note("the same as the steps in at most 32 words, with where to stop.")}
steps:
  - {_note("how to get into position.")}
  - {_note("how to move, and how to come out of it.")}
feel: {_note("where it is felt.")}
stop_signs:
  - {_note("when to stop.")}
dose: {_note(f"the id of a dose, a file in knowledge/doses/{others}.")}
inferred:
  - {_note("which of steps, position, dose, targets and demands no source describes, one a line; [] if none.")}
evidence:
{_evidence("  ")}
reviewed: {{by: none, on: none}}
"""


def _poses(key: str) -> str:
    return f"""id: {key}
view: {_note("where one sees the movement best from: side, left, front, back, corner, above, and so on.")}
keys:
  - key: start
    base: {_note("the id of the pose to begin from, a file in knowledge/base_poses/.")}
  - key: hold
    middle:
      low_back: {_note("joints of the spine and how far they move, such as {flexion: 20} without quotation marks.")}
    right:
      hip: {_note("joints of the right side; left: and both: go the same way. Take out what does not move.")}
    rests:
      feet: {_note("what carries a part of the body, a file in knowledge/surfaces/, or none.")}
"""
