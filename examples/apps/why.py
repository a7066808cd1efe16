"""Why an exercise is in a plan, why another is not, and what would change that.

python why.py PLAN.json
"""

from __future__ import annotations

import sys

import loosen


def main(path: str) -> int:
    """Tell of the first exercise of the plan, and of safe ones that were not chosen."""
    made = loosen.read_record(path)
    if made.plan is None:
        print("This is a referral: nothing was chosen.")
        return 3
    first = made.plan.items[0]
    why = loosen.why(made, first.name)
    for pointer in why.pointers:
        print(" -> ".join(pointer.path), [source.source for source in pointer.basis.evidence])
    print(loosen.tell(why))
    others = [record.exercise for record in made.audit.exercises if record.verdict == "not_chosen"]
    for why_not in (loosen.why_not(made, other) for other in others[:5]):
        print(loosen.tell(why_not))
        if why_not.change:
            supposed = loosen.what_if(made, why_not.change.answers)
            print(supposed.after.triage.level, len(supposed.comparison.exercises), "exercises change")
            break
    try:
        loosen.why(made, "handstand")
    except loosen.UnknownEntry as error:
        print(error.faults[0].remedy)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
