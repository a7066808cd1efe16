"""A clinic's own exercise and rule, laid over the rules and the knowledge that come with loosen."""

from __future__ import annotations

from pathlib import Path

import loosen

HERE = Path(__file__).parent


def main() -> None:
    """Print what they change for somebody who sits all day and takes half an hour."""
    answers = {**loosen.read_answers(HERE.parent / "desk_worker.yaml"), "minutes": 30}
    clinic = loosen.load(overlay=HERE / "clinic")
    ours = loosen.Recommender(clinic).recommend(answers)
    print(f"Library {clinic.digest[:12]}, with {len(clinic.rules)} rules")
    compared = loosen.diff(loosen.recommend(answers), ours, clinic)
    for change in compared.exercises:
        if change.in_plan:
            print(f"{change.in_plan}: {change.name}")


if __name__ == "__main__":
    main()
