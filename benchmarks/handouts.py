"""Measures how long the illustrated hand-out of a plan takes, beside the plan itself; nothing here is asserted.

python benchmarks/handouts.py --times 20
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from loosen._assessment.answers_file import read_answers
from loosen._library import load
from loosen._outputs.export import export, hand_out
from loosen._planning.recommender import Recommender

EXAMPLE = Path(__file__).parents[1] / "examples" / "desk_worker.yaml"
"""Somebody with a plan of a quarter of an hour."""


def median_of(call: Callable[[], object], times: int) -> float:
    """Seconds, the first call left out."""
    spent = []
    for _ in range(times + 1):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent[1:])


def command(form: str) -> None:
    """The command in a process of its own."""
    words = [sys.executable, "-m", "loosen", "plan", str(EXAMPLE), "--format", form]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def main() -> None:
    """Print seconds, and how many times as long as the text each form takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    library = load()
    made = Recommender(library).recommend(read_answers(EXAMPLE))
    text = median_of(lambda: export(made, "text"), times)
    html = median_of(lambda: hand_out(made, library, "html"), times)
    pdf = median_of(lambda: hand_out(made, library, "pdf"), times)
    for name, spent in (("text", text), ("html", html), ("pdf", pdf)):
        sys.stdout.write(f"{name:<24} {1000 * spent:7.1f} ms {spent / text:7.1f} times the text\n")
    plain = median_of(lambda: command("text"), 3)
    for form in ("text", "html", "pdf"):
        whole = median_of(lambda form=form: command(form), 3)  # type: ignore[misc]
        sys.stdout.write(f"loosen plan, {form:<11} {whole:7.2f} s  {whole / plain:7.1f} times the text\n")


if __name__ == "__main__":
    main()
