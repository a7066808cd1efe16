"""How long it takes to read words of one's own, how much the first text costs, and how much memory it takes.

Times are medians of CPU time in one run, as ratios to one plan made from the same person's ticked answers.

python benchmarks/words.py
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.people import example

from loosen._assessment.lexicon import Listener
from loosen._library import load
from loosen._planning.recommender import Recommender

TEXT = (
    "I have had a dull ache across my lower back for three weeks, worse at my desk and better when I walk. "
    "My right leg tingles down to the foot since Tuesday and I keep tripping over the rug. No fever, no numbness "
    "between the legs, and my bladder is fine. I blame the new chair, honestly, and 20 years of driving."
)
WORST = {
    "signs again and again": "my leg is numb and weak, ",
    "only “no”": "no ",
    "only numbers": "39 ",
    "no letters": "😀",
    "right to left": "ظهري يؤلمني ",
    "slips": "shivvering numbnes temprature ",
}
LONGEST = 2_000
TIMES = 30


def main() -> None:
    """Print the figures, one a line."""
    library = load()
    recommender, answers = Recommender(library), example("desk_worker")
    plan = _milliseconds(lambda: recommender.recommend(answers))
    before = _megabytes()
    started = time.process_time()
    listener = Listener(library.lexicon, library.vocabulary)
    listener.read(TEXT)
    first = time.process_time() - started
    print(f"one plan without words: {plan:.1f} ms")
    print(
        f"the first text: {1000 * first:.0f} ms ({1000 * first / plan:.1f} plans), {_megabytes() - before:.0f} MB more"
    )
    _told(f"{len(TEXT)} characters", TEXT, listener, plan)
    for name, part in WORST.items():
        _told(f"{LONGEST} characters, {name}", (part * LONGEST)[:LONGEST], listener, plan)


def _told(name: str, text: str, listener: Listener, plan: float) -> None:
    taken = _milliseconds(lambda: listener.read(text))
    print(f"{name}: {taken:.1f} ms ({taken / plan:.2f} plans)")


def _milliseconds(do: Callable[[], object]) -> float:
    do()
    taken = []
    for _ in range(TIMES):
        started = time.process_time()
        do()
        taken.append(time.process_time() - started)
    return 1000 * statistics.median(taken)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
