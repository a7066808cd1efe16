"""Measures how long stored plans take to be made again, in one process and in several; nothing here is asserted.

python benchmarks/replaying.py --plans 1000 --jobs 2
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from loosen._assessment.answers_file import read_answers
from loosen._explain.compare.diff import diff
from loosen._explain.compare.what_if import what_if
from loosen._explain.replay import replay, replay_folder
from loosen._library import Library, load
from loosen._model.question import Question
from loosen._planning.recommender import Recommender
from loosen._records.reading import record_in
from loosen._records.sealing import to_json
from loosen.errors import AnswersError

ROOT = Path(__file__).parents[1]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--plans", type=int, default=1000)
    arguments.add_argument("--jobs", type=int, default=2)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        records = write_plans(Path(folder), asked.plans)
        for jobs in dict.fromkeys((asked.jobs, 1)):
            start, busy = time.perf_counter(), processor_seconds()
            found = replay_folder(Path(folder), jobs=jobs)
            show(f"{asked.plans} plans made again, {jobs} processes", f"{time.perf_counter() - start:.1f} s")
            show("  seconds of processors used", f"{processor_seconds() - busy:.1f} s")
            show("  of them identical", str(found.counts["identical"]))
    measure_single(records[:100])


def processor_seconds() -> float:
    """What this process and those it started have used, so that a busy machine can be told from slow code."""
    return sum(os.times()[:4])


def write_plans(folder: Path, count: int) -> list[bytes]:
    """Plans of people like the examples, each with a few other answers, as files."""
    recommender, source = Recommender(load()), random.Random(8)  # noqa: S311 -- people, not secrets
    examples = [read_answers(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    records: list[bytes] = []
    while len(records) < count:
        try:
            person = like(source.choice(examples), recommender.library, source)
            record = to_json(recommender.recommend(person)).encode()
        except AnswersError:
            continue
        (folder / f"{len(records):05}.json").write_bytes(record)
        records.append(record)
    with_a_plan = sum(b'"plan":{' in record for record in records)
    show(f"{count} plans written, with a routine", f"{with_a_plan}")
    show("  bytes of each, median", f"{statistics.median(map(len, records)):,.0f}")
    return records


def like(answers: dict[str, Any], library: Library, source: random.Random) -> dict[str, Any]:
    """Somebody like an example, with three other answers that are not about warning signs."""
    questions = [question for question in library.questions_in_order if question.section != "red_flags"]
    return {**answers, **{question.id: answer(question, source) for question in source.sample(questions, 3)}}


def answer(question: Question, source: random.Random) -> Any:
    if question.type == "number":
        return source.randint(question.minimum or 0, question.maximum or 0)
    if question.type == "text":
        return "none"
    if question.type == "choices":
        return source.sample(question.option_ids, min(2, len(question.option_ids)))
    return source.choice(question.option_ids)


def measure_single(records: list[bytes]) -> None:
    """One record at a time: read and made again, what if, and compared with its neighbour."""
    made = [record_in(raw, "a record") for raw in records]
    show("replay() of a record, ms: median", f"{median_ms(replay, [(one,) for one in made]):.1f}")
    show("diff() of two people, ms: median", f"{median_ms(diff, list(pairwise(made))):.1f}")
    changes = {"minutes": 25, "goal": "relax"}
    show("what_if() of two answers, ms: median", f"{median_ms(what_if, [(one, changes) for one in made]):.1f}")


def median_ms(call: Any, arguments: list[tuple[Any, ...]]) -> float:
    times = []
    for given in arguments:
        start = time.perf_counter()
        call(*given)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def show(label: str, value: str) -> None:
    sys.stdout.write(f"{label:<50} {value}\n")
    sys.stdout.flush()


if __name__ == "__main__":  # each process starts from this file
    main()
