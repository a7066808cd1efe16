"""What a physiotherapist adds to the library, first as it should be, then with the slips that people make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_WHENCE = "evidence:\n  - {source: OUR_CLINIC, supports: what our clinic has seen for years, certainty: expert}\n"
_REVIEWED = "reviewed: {by: none, on: none}\n"

SOUND: Mapping[str, str] = {
    "knowledge/sources/OUR_CLINIC.yaml": """id: OUR_CLINIC
title: What our clinic has seen
authors: The team
year: "2026"
locator: kept in our own files
retrieved: page
""",
    "knowledge/conditions/sore_on_stairs.yaml": """id: sore_on_stairs
name: Sore knees on the stairs
kind: state
plain: Going down stairs hurts at the front of a knee.
""",
    "knowledge/questions/stairs.yaml": """id: stairs
section: preferences
order: 700
text: How do your knees feel on the stairs?
type: choice
options:
  - {id: fine, text: They feel fine}
  - {id: sore, text: They are sore, means: sore_on_stairs}
default: fine
""",
    "knowledge/questions/lifts.yaml": """id: lifts
section: preferences
order: 701
text: How many floors do you walk up in a day?
type: number
unit: floors
minimum: 0
maximum: 40
ask_when:
  all:
    - {question: stairs, is: sore}
    - {question: age, at_least: 40}
default: 2
""",
    "rules/safety/SAF-890-sore-knees-do-not-kneel.yaml": f"""id: SAF-890
name: sore-knees-do-not-kneel
status: active
since: 2026-11-26
summary: No kneeling with knees that are sore on the stairs.
when:
  any:
    - {{finding: sore_on_stairs, is: present}}
    - {{question: abilities, is: kneel}}
unknown: caution
then:
  - exclude: {{demand: [kneeling]}}
    instead: {{demand_none: [kneeling], position: [standing]}}
  - caution: {{kind: [strengthening]}}
say: "{{exercise}} is left out: your knees are sore."
{_WHENCE}{_REVIEWED}""",
    "rules/safety/SAF-890-sore-knees-do-not-kneel.cases.yaml": """rule: SAF-890
cases:
  - name: Sore on the stairs
    answers: {stairs: sore}
    expect: fires
  - name: Knees that are fine
    answers: {stairs: fine}
    expect: silent
  - name: Somebody who cannot tell
    findings: {sore_on_stairs: unknown}
    expect: unknown
""",
    "rules/focus/FOC-890-many-floors-ask-for-calves.yaml": f"""id: FOC-890
name: many-floors-ask-for-calves
status: active
since: 2026-11-26
summary: People who walk up many floors train their calves.
when: {{question: lifts, at_least: 10}}
then:
  - {{focus: gastrocnemius, weight: 20}}
say: "You walk up many floors: your calves do much of that."
{_WHENCE}{_REVIEWED}""",
    "rules/focus/FOC-890-many-floors-ask-for-calves.cases.yaml": """rule: FOC-890
cases:
  - name: Twelve floors a day
    answers: {stairs: sore, age: 50, lifts: 12}
    expect: fires
  - name: Two floors a day
    answers: {stairs: sore, age: 50, lifts: 2}
    expect: silent
""",
    "rules/triage/TRI-890-sore-knees-are-looked-at.yaml": f"""id: TRI-890
name: sore-knees-are-looked-at
status: draft
since: 2026-11-26
summary: Knees sore on the stairs are looked at in time.
when: {{finding: sore_on_stairs, is: present}}
unknown: ignore
then:
  - {{level: proceed_with_caution}}
  - {{advise: [clinician_not_improving]}}
say: Let somebody look at your knees.
{_WHENCE}{_REVIEWED}""",
    "rules/dosage/DOS-890-sore-knees-do-less.yaml": f"""id: DOS-890
name: sore-knees-do-less
status: active
since: 2026-11-26
summary: Sore knees do less strength work.
when: {{finding: sore_on_stairs, is: present}}
unknown: as_present
then:
  - {{limit: {{kind: [strengthening], muscle: [quadriceps]}}, repetitions: 8, days_per_week: 3}}
say: "{{exercise}} is kept short for your knees."
{_WHENCE}{_REVIEWED}""",
    "rules/dosage/DOS-890-sore-knees-do-less.cases.yaml": """rule: DOS-890
cases:
  - name: Sore on the stairs
    findings: {sore_on_stairs: present}
    expect: fires
  - name: Knees that are fine
    answers: {stairs: fine}
    expect: silent
  - name: Somebody who cannot tell
    findings: {sore_on_stairs: unknown}
    expect: unknown
""",
    "knowledge/exercises/stair_calf_hang.yaml": f"""id: stair_calf_hang
name: Heel hang on a stair
status: active
kind: stretch
level: 2
targets:
  - muscle: gastrocnemius
    share: primary
    evidence:
      - {{source: OUR_CLINIC, supports: lengthens the calf, certainty: expert}}
demands: [standing_balance, end_range_stretch_any]
no_demands:
  bearing: feet_or_seat
  bending: upright
  arching: upright
  turning: still
  neck: in_line
  shoulders: low
  legs: together
  hips: still
  nerves: The hips stay straight, so that the nerves of the legs are hardly drawn.
  strain: light
  speed: slow
position: standing
equipment: [rail, step, wall]
sides: both
steps:
  - Stand on a stair with both hands on the rail.
  - Let both heels sink, breathe, and come up again.
feel: A pull in both calves.
stop_signs:
  - Stop if you feel unsteady.
adaptations:
  - removes: [standing_balance]
    replaces: [1]
    how: Hold the rail with both hands and lean on the wall.
dose: heel_raise_repetitions
inferred: [steps, position]
{_WHENCE}{_REVIEWED}""",
    "knowledge/poses/stair_calf_hang.yaml": """id: stair_calf_hang
view: side
follows: right_heel
keys:
  - key: start
    base: standing
    body: {lean: 4.5}
    both:
      hip: {flexion: 0}
      shoulder: {flexion: 60}
      elbow: {flexion: 40}
      ankle: {flexion: 3}
    rests: {feet: none, toes: step, hands: rail}
  - key: hold
    body: {lean: 6}
    both:
      ankle: {flexion: 16}
      hip: {flexion: 2}
      knee: {flexion: 0}
      shoulder: {flexion: 58}
      elbow: {flexion: 44.5}
""",
    "knowledge/ladders/stair_calf_hang.yaml": f"""id: stair_calf_hang
name: Heel hang on a stair
steps: [stair_calf_hang]
{_WHENCE}""",
}
"""A folder to lay over the library, in which nothing is wrong: text by file."""


class Slip(NamedTuple):
    """A slip in a file of `SOUND`: what should stand there, what somebody wrote, and the words of the message about it.

    It is told on the line where `at` stands (in what was written, if empty), or without a line (`None`).
    """

    file: str
    good: str
    bad: str
    told: str
    at: str | None = ""


_SAF, _FOC, _TRI, _DOS = (
    "rules/safety/SAF-890-sore-knees-do-not-kneel",
    "rules/focus/FOC-890-many-floors-ask-for-calves",
    "rules/triage/TRI-890-sore-knees-are-looked-at",
    "rules/dosage/DOS-890-sore-knees-do-less",
)
_STAIRS, _LIFTS = "knowledge/questions/stairs.yaml", "knowledge/questions/lifts.yaml"
_HANG, _LADDER = "knowledge/exercises/stair_calf_hang.yaml", "knowledge/ladders/stair_calf_hang.yaml"
_POSES = "knowledge/poses/stair_calf_hang.yaml"
_SOURCE, _CONDITION = "knowledge/sources/OUR_CLINIC.yaml", "knowledge/conditions/sore_on_stairs.yaml"

SLIPS: tuple[Slip, ...] = (
    # a rule: an unknown finding, option, demand, position and certainty, an effect of another stage, a wrong blank
    Slip(f"{_SAF}.yaml", "sore_on_stairs, is", "sore_on_stair, is", "'sore_on_stair' is not among the conditions or "
         "symptoms. Did you mean 'sore_on_stairs'?"),
    Slip(f"{_SAF}.yaml", "is: kneel", "is: kneal", "abilities has no option 'kneal'. Did you mean 'kneel'?"),
    Slip(f"{_SAF}.yaml", "{demand: [kneeling]}", "{demand: [kneling]}", "'kneling' is not among the demands. Did you "
         "mean 'kneeling'?"),
    Slip(f"{_SAF}.yaml", "[standing]", "[standding]", "Did you mean 'standing'?"),
    Slip(f"{_SAF}.yaml", "certainty: expert", "certainty: experts", "Did you mean 'expert'?"),
    Slip(f"{_SAF}.yaml", "caution: {kind: [strengthening]}", "prefer: {kind: [strengthening]}\n    points: 5",
         "a rule of safety cannot have the effect Prefer.", "id: SAF-890"),
    Slip(f"{_SAF}.yaml", "{exercise} is", "{exersise} is", "uses {exersise}. Only {exercise} can stand in a sentence."),
    # its cases: a wrong option, a wrong word for what is expected
    Slip(f"{_SAF}.cases.yaml", "stairs: sore", "stairs: soar", "'soar' is not an option. Did you mean 'sore'?"),
    Slip(f"{_SAF}.cases.yaml", "expect: silent", "expect: silnt", "Did you mean 'silent'?"),
    # a rule without cases: words that YAML reads otherwise, a muscle, two numbers, no source
    Slip(f"{_FOC}.yaml", '"You walk up many floors: your calves do much of that."', "You walk: your calves do much.",
         "is not valid YAML: mapping values are not allowed in this context."),
    Slip(f"{_FOC}.yaml", "focus: gastrocnemius", "focus: gastrocnemus", "'gastrocnemus' is not among the muscles. Did "
         "you mean 'gastrocnemius'?"),
    Slip(f"{_FOC}.yaml", "weight: 20", "weight: 200", "less than or equal to 100"),
    Slip(f"{_FOC}.yaml", _WHENCE, "", "evidence: is missing.", "id: FOC-890"),
    Slip(f"{_FOC}.cases.yaml", SOUND[f"{_FOC}.cases.yaml"], "", "has no case for: fires, silent.", None),
    # a draft: a level, a piece of advice, a field
    Slip(f"{_TRI}.yaml", "proceed_with_caution", "proceed_with_cautoin", "Did you mean 'proceed_with_caution'?"),
    Slip(f"{_TRI}.yaml", "clinician_not_improving", "clinician_not_improvin", "Did you mean "
         "'clinician_not_improving'?"),
    Slip(f"{_TRI}.yaml", "summary:", "sumary:", "sumary: is not a field that exists here. Did you mean 'summary'?"),
    # a rule in the folder of another stage: a tab, a word twice, a day that there is not
    Slip(f"{_DOS}.yaml", "", "rules/progression/DOS-890-sore-knees-do-less.yaml", "DOS-890 is a rule of dosage. "
         "Move it to rules/dosage/.", "id: DOS-890"),
    Slip(f"{_DOS}.yaml", "  - {limit", "\t- {limit", "is indented with a tab. Use spaces."),
    Slip(f"{_DOS}.yaml", "status: active", "status: active\nstatus: active", "'status' is given twice.",
         "status: active\nsince"),
    Slip(f"{_DOS}.yaml", "2026-11-26", "2026-13-26", "since: "),
    # cases that can be run all the same: one does not hold
    Slip(f"{_DOS}.cases.yaml", "{sore_on_stairs: present}", "{sore_on_stairs: absent}",
         "“Sore on the stairs” should be 'fires' and is 'silent'.", "Sore on the stairs"),
    # questions: a field, a section, a type, another question, a word for a number
    Slip(_STAIRS, "default: fine", "defalt: fine", "defalt: is not a field that exists here. Did you mean 'default'?"),
    Slip(_STAIRS, "section: preferences", "section: preference", "Did you mean 'preferences'?"),
    Slip(_LIFTS, "type: number", "type: nubmer", "Did you mean 'number'?"),
    Slip(_LIFTS, "question: stairs", "question: stiars", "'stiars' is not among the questions. Did you mean 'stairs'?"),
    Slip(_LIFTS, "at_least: 40", "at_least: 400", "age can never be 400. Its range is 0 to 120."),
    Slip(_LIFTS, "minimum: 0", "minimum: none", "minimum: "),
    # an exercise: a position, a thing, a demand, a dose, a source, an indentation, an adaptation, no ladder
    Slip(_HANG, "position: standing", "position: standin", "Did you mean 'standing'?"),
    Slip(_HANG, "[rail, step, wall]", "[rail, stepp, wall]", "Did you mean 'step'?"),
    Slip(_HANG, "end_range_stretch_any", "end_range_strech_any", "Did you mean 'end_range_stretch_any'?"),
    Slip(_HANG, "heel_raise_repetitions", "heel_raise_repetitons", "Did you mean 'heel_raise_repetitions'?"),
    Slip(_HANG, "OUR_CLINIC, supports: lengthens", "OUR_CLINC, supports: lengthens", "Did you mean 'OUR_CLINIC'?"),
    Slip(_HANG, "feel: A", "  feel: A", "is not valid YAML"),
    Slip(_HANG, "removes: [standing_balance]", "removes: [kneeling]", "takes away kneeling, which it does not ask for.",
         "- removes:"),
    Slip(_LADDER, SOUND[_LADDER], "", "stands on no ladder.", None),
    # its poses: the pose to begin from, a joint, what a part rests on
    Slip(_POSES, "base: standing", "base: standig", "Did you mean 'standing'?"),
    Slip(_POSES, "hip: {flexion: 2}", "hipp: {flexion: 2}", "Did you mean 'hip'?"),
    Slip(_POSES, "hands: rail", "hands: rial", "Did you mean 'rail'?"),
    # what others rest on: how much was read, a sentence left out
    Slip(_SOURCE, "retrieved: page", "retrieved: pages", "Did you mean 'page'?"),
    Slip(_CONDITION, "plain: Going down stairs hurts at the front of a knee.\n", "", "plain: is missing.", "id:"),
)  # fmt: skip
"""Slips of many kinds, several in a file and over many files."""


def write(root: Path, slips: Iterable[Slip] = SLIPS) -> None:
    """Write `SOUND` with these slips under `root`, which is empty or holds what was written so before.

    A slip that takes the whole text away takes the file away; one that changes no text puts it into another place.
    """
    for name in (*SOUND, *(slip.bad for slip in SLIPS if not slip.good)):
        (root / name).unlink(missing_ok=True)
    for name, text in _texts(slips).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def places(slips: Iterable[Slip] = SLIPS) -> Mapping[Slip, str]:
    """Where each slip is told: its file as it lies there, and its line."""
    texts, moved = _texts(slips), _moved(slips)
    return {slip: _place(slip, moved.get(slip.file, slip.file), texts) for slip in slips}


def _place(slip: Slip, file: str, texts: Mapping[str, str]) -> str:
    if slip.at is None:
        return ""
    before = texts[file].partition(slip.at or slip.bad.lstrip("\n"))[0]
    return f"{file}:{before.count(chr(10)) + 1}"


def _moved(slips: Iterable[Slip]) -> Mapping[str, str]:
    return {slip.file: slip.bad for slip in slips if not slip.good}


def _texts(slips: Iterable[Slip]) -> Mapping[str, str]:
    texts = dict(SOUND)
    for slip in slips:
        assert not slip.good or texts[slip.file].count(slip.good) == 1, slip
        texts[slip.file] = texts[slip.file].replace(slip.good, slip.bad) if slip.good else texts[slip.file]
    moved = _moved(slips)
    return {moved.get(name, name): text for name, text in texts.items() if text}
