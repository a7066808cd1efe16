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
position: standing
equipment: [step]
sides: both
steps:
  - Stand on a stair with both hands on the rail.
  - Let both heels sink, breathe, and come up again.
feel: A pull in both calves.
stop_signs:
  - Stop if you feel unsteady.
adaptations:
  - removes: [standing_balance]
    how: Hold the rail with both hands and lean on the wall.
dose: heel_raise_repetitions
inferred: [steps, position]
{_WHENCE}{_REVIEWED}""",
    "knowledge/ladders/stair_calf_hang.yaml": f"""id: stair_calf_hang
name: Heel hang on a stair
steps: [stair_calf_hang]
{_WHENCE}""",
}
"""A folder to lay over the library, in which nothing is wrong: text by file."""


class Slip(NamedTuple):
    """A slip in a file of `SOUND`: what should stand there, what somebody wrote, and what is told about it.

    `told` are the words that its one message must hold; `line` is where it is told, or 0 where it has no line.
    """

    file: str
    good: str
    bad: str
    line: int
    told: tuple[str, ...]


def write(root: Path, slips: Iterable[Slip] = ()) -> None:
    """Write `SOUND` with these slips under `root`. A slip that takes everything away takes the file away."""
    texts = dict(SOUND)
    for slip in slips:
        assert texts[slip.file].count(slip.good) == 1, (slip, texts[slip.file])
        texts[slip.file] = texts[slip.file].replace(slip.good, slip.bad)
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if text:
            path.write_text(text, "utf-8")
