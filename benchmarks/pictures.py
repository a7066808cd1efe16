"""Measures how long pictures take to draw and to put together, how large they are, and what poses add to the check.

python benchmarks/pictures.py --times 20
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from loosen._library import Library, load
from loosen._library.checks import check as checks
from loosen._library.loading import look_over
from loosen._outputs.pictures import picture, svg
from loosen._outputs.pictures.store import sketch_of, sketches

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.handouts import median_of


def seconds_of(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def show(what: str, figure: str) -> None:
    sys.stdout.write(f"{what:<58} {figure:>10}\n")


def measure_all(library: Library) -> None:
    """Everything that a wheel brings along, and how large the pictures made of it are."""
    show("all sketches drawn, s", f"{seconds_of(lambda: sketches(library)):.2f}")
    stills = {key: picture(key, library) or "" for key in library.active_exercises}
    moving = {key: picture(key, library, moving=True) or "" for key in library.active_exercises}
    for form, drawn in (("still", stills), ("moving", moving)):
        sizes = sorted(len(one.encode()) for one in drawn.values() if one)
        show(f"{form} pictures", str(len(sizes)))
        show("  bytes: mean", f"{statistics.mean(sizes):.0f}")
        show("  bytes: most", f"{sizes[-1]}")


def measure_one(library: Library, times: int) -> None:
    """One picture: drawn, and put together from the sketch that an installed program brings along."""
    show("one picture drawn, ms", f"{1000 * median_of(lambda: picture('cat_cow', library), times):.2f}")
    brought = sketch_of("cat_cow", library)
    assert brought is not None  # noqa: S101
    together = median_of(lambda: svg.still(brought, "auto", "A title", "How it is done"), times)
    show("one picture of a sketch that is there, ms", f"{1000 * together:.3f}")


def measure_check(times: int) -> None:
    """The whole check in one run, and what of it the poses take."""
    spent = {"poses": 0.0}
    of_poses = checks.poses

    def timed(*given: object) -> list[object]:
        start = time.perf_counter()
        found = list(of_poses(*given))  # type: ignore[arg-type]
        spent["poses"] += time.perf_counter() - start
        return found

    checks.poses = timed  # type: ignore[assignment]
    try:
        whole = [seconds_of(look_over) for _ in range(times)]
    finally:
        checks.poses = of_poses
    poses = spent["poses"] / times
    show("the library read and checked, s", f"{statistics.mean(whole):.2f}")
    show("  without its poses, s", f"{statistics.mean(whole) - poses:.2f}")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    library = load()
    measure_all(library)
    measure_one(library, options.times)
    measure_check(3)


if __name__ == "__main__":
    main()
