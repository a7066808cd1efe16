"""The interview question by question, kept in a file after each answer, so that it goes on where it was.

python interview.py STATE.json     asks on the terminal: the numbers of what fits, or a number, or an empty line
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import loosen


def main(state: Path) -> int:
    """Ask what is left to ask, then print the level. 0 for a plan, 3 for a referral."""
    interview = loosen.Questionnaire()
    if state.exists():
        interview = loosen.Questionnaire.from_data(json.loads(state.read_text("utf-8")))
    while (ask := interview.next()) is not None:
        print(f"\n{ask.title}  [{interview.progress:.0%}]")
        try:
            if ask.form == "fields":
                there = ask.before  # an empty line keeps what is there already
                interview.answer({one.id: answered(one.text) or there.get(one.id, "none") for one in ask.questions})
            elif ask.lines:
                for number, line in enumerate(ask.lines, start=1):
                    print(f"{number:>3} {line.text}")
                chosen = [ask.lines[int(number) - 1].key for number in answered("Which?").split() or "?"]
                interview.answer(chosen if ask.form == "list" or ask.question.takes.several else chosen[0])
            else:
                interview.answer(answered(ask.question.unit or "Your words") or "none")
        except (loosen.AnswersError, ValueError, IndexError) as error:
            print(error)
            continue
        state.write_text(json.dumps(interview.as_data()), "utf-8")
    made = interview.recommendation()
    print(made.triage.level)
    return 0 if made.plan else 3


def answered(question: str) -> str:
    """What is typed."""
    return input(f"{question} ").strip()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
