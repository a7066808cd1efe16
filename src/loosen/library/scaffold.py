"""Starts a new rule or exercise: a valid draft in the right folder, for somebody to fill in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from loosen.errors import Fault, FileError
from loosen.model.base import Kind, Stage
from loosen.model.rule import PREFIX

from .checks.drafts import FILL_IN
from .files import writing
from .library import Library

LAST_NUMBER = 899
"""The numbers from 900 on belong to the rules of triage that speak when answers are open or contradict."""
LONGEST_NAME = 60

_THEN: Mapping[Stage, str] = {
    "findings": "- find: any_pain  # the condition that follows",
    "triage": "- {level: clinician_before_exercise, interim: []}",
    "focus": "- {focus: hamstrings, weight: 20}  # percent",
    "safety": "- exclude: {demand: [lumbar_flexion_end_range]}  # exclude, modify, caution or limit\n"
    "    instead: {demand_none: [lumbar_flexion_end_range]}",
    "selection": "- {prefer: {kind: [stretch]}, points: 5}",
    "dosage": "- {dose: {kind: [stretch]}, hold_s: 20}  # seconds",
    "progression": "- {start: {kind: [strengthening]}, level_at_most: 2}",
}
_UNKNOWN: Mapping[Stage, str] = {
    "triage": "unknown: ignore  # or the level that 'not sure' leads to\n",
    "safety": "unknown: as_present  # what 'not sure' does: as_present, caution or ignore\n",
}


def new_rule(sentence: str, stage: Stage, library: Library, root: Path, today: date) -> list[Path]:
    """Write a draft rule and its cases under `root`, with the next free id of its stage; the files written.

    `sentence` says what the rule does and gives its name. Raises `FileError` when that cannot be.
    """
    prefix = next(prefix for prefix, known in PREFIX.items() if known == stage)
    taken = (int(key[4:]) for key in library.rules if key.startswith(prefix))
    number = 1 + max((number for number in taken if number <= LAST_NUMBER), default=0)
    if number > LAST_NUMBER:
        raise _refused(sentence, f"there is no number left after {prefix}-{LAST_NUMBER}.")
    rule, name = f"{prefix}-{number:03d}", "-".join(_words(sentence))
    files = {
        f"rules/{stage}/{rule}-{name}.yaml": _rule(rule, name, sentence, stage, today),
        f"rules/{stage}/{rule}-{name}.cases.yaml": _cases(rule, stage),
    }
    return _write(files, root)


def new_exercise(name: str, kind: Kind, library: Library, root: Path) -> list[Path]:
    """Write a draft exercise under `root`, its id made from its name; the file written. Raises `FileError`."""
    key = "_".join(_words(name))
    if key in library.exercises:
        raise _refused(name, f"there is an exercise {key} already.")
    dose = next(key for key, dose in library.doses.items() if dose.manner == "dynamic")
    text = _exercise(key, name, kind, muscle=next(iter(library.muscles)), dose=dose)
    return _write({f"knowledge/exercises/{key}.yaml": text}, root)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    if not words or not words[0][0].isalpha() or len(" ".join(words)) > LONGEST_NAME:
        raise _refused(name, f"does not make a name of letters and at most {LONGEST_NAME} characters.")
    return words


def _refused(name: str, what: str) -> FileError:
    return FileError("Nothing was written.", [Fault(f"“{name}”", what, "Choose another name.")])


def _write(files: Mapping[str, str], root: Path) -> list[Path]:
    targets = {root / name: text for name, text in files.items()}
    for target in targets:
        if target.exists():
            raise FileError("Nothing was written.", [Fault(str(target), "is there already.", "Choose another name.")])
    for target, text in targets.items():
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    return list(targets)


def _rule(rule: str, name: str, sentence: str, stage: Stage, today: date) -> str:
    return f"""id: {rule}
name: {name}
status: draft  # active, when it is filled in and its cases hold
since: {today.isoformat()}
summary: {_quoted(sentence)}
when:
  any:
    - {{finding: any_pain, is: present}}
{_UNKNOWN.get(stage, "")}then:
  {_THEN[stage]}
say: "{FILL_IN} what the person is told."
evidence:
  - source: MEM
    supports: "{FILL_IN} what the source says; name the source and, if it has one, the fact."
    certainty: expert
reviewed: {{by: none, on: none}}
"""


def _cases(rule: str, stage: Stage) -> str:
    unsure = f"""  - name: "{FILL_IN} somebody who is not sure."
    findings: {{any_pain: unknown}}
    expect: unknown
"""
    return f"""rule: {rule}
cases:
  - name: "{FILL_IN} somebody whom the rule is for."
    findings: {{any_pain: present}}
    expect: fires
  - name: "{FILL_IN} somebody whom it leaves alone."
    findings: {{any_pain: absent}}
    expect: silent
{unsure if stage in _UNKNOWN else ""}"""


def _exercise(key: str, name: str, kind: Kind, *, muscle: str, dose: str) -> str:
    return f"""id: {key}
name: {_quoted(name)}
status: draft  # active, when it is filled in and stands on a ladder in knowledge/ladders/
kind: {kind}
level: 1  # 1, the easiest, to 4
targets:
  - muscle: {muscle}
    share: primary
    evidence:
      - {{source: MEM, supports: "{FILL_IN} what the source says.", certainty: expert}}
demands: []  # everything it asks of the body: the ids in knowledge/demands/
position: standing
equipment: []
sides: both  # both at once, each in its turn, or alternate inside one set
steps:
  - "{FILL_IN} how to get into position."
  - "{FILL_IN} how to move, and how to come out of it."
feel: "{FILL_IN} where it is felt."
stop_signs:
  - "{FILL_IN} when to stop."
dose: {dose}
inferred: [steps, position, dose, targets, demands]  # take out what a source describes
evidence:
  - {{source: MEM, supports: "{FILL_IN} what the source says.", certainty: expert}}
reviewed: {{by: none, on: none}}
"""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
