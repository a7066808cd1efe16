"""Measures speed and memory in one run and prints the figures; nothing here is asserted.

make bench                     or   python benchmarks/run.py --runs 2000 --memory-runs 50000
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loosen._assessment.answers_file import read_answers
from loosen._assessment.stages import findings, intake, triage
from loosen._engine.evaluator import Evaluator
from loosen._interview import Questionnaire
from loosen._library import load
from loosen._model.question import UNKNOWN
from loosen._planning import plan_stages
from loosen._planning import recommender as planning
from loosen._planning.recommender import Recommender
from loosen._planning.stages import candidates, dosage, focus, progression, safety, selection
from loosen.errors import AnswersError

ROOT = Path(__file__).parents[1]
STAGES: dict[str, tuple[Any, str]] = {
    "intake": (intake, "take_in"), "findings": (findings, "derive_findings"), "triage": (triage, "judge"),
    "focus": (focus, "find_focus"), "candidates": (candidates, "gather"), "safety": (safety, "apply_safety"),
    "start": (progression, "find_start"), "dosage": (dosage, "read_rules"), "wishes": (plan_stages, "read_wishes"),
    "selection": (selection, "choose"), "the weeks ahead": (planning, "weeks_ahead"),
}  # fmt: skip


def people() -> list[dict[str, Any]]:
    """The example people, and each of them with one other answer to every question that has options."""
    given = [read_answers(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    recommender, varied = Recommender(load()), list(given)
    for answers in given:
        for question in recommender.library.questions_in_order:
            for option in question.option_ids[:2]:
                other = {**answers, question.id: [option] if question.type == "choices" else option}
                try:
                    planned = recommender.recommend(other).plan
                except AnswersError:
                    continue
                if planned:
                    varied.append(other)
    return varied


def seconds_of(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


@contextmanager
def timers() -> Iterator[dict[str, float]]:
    """Adds up the time spent in each stage's function while open."""
    spent = dict.fromkeys(STAGES, 0.0)
    originals = {name: getattr(module, function) for name, (module, function) in STAGES.items()}

    def timed(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            result = original(*args, **kwargs)
            spent[name] += time.perf_counter() - start
            return result

        return call

    for name, (module, function) in STAGES.items():
        setattr(module, function, timed(name, originals[name]))
    try:
        yield spent
    finally:
        for name, (module, function) in STAGES.items():
            setattr(module, function, originals[name])


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def show(label: str, value: str) -> None:
    sys.stdout.write(f"{label:<46} {value}\n")
    sys.stdout.flush()


def measure_speed(recommender: Recommender, everybody: list[dict[str, Any]], runs: int) -> None:
    chosen = [everybody[number % len(everybody)] for number in range(runs)]
    for answers in chosen[:200]:
        recommender.recommend(answers)
    times = [1000 * seconds_of(lambda a=answers: recommender.recommend(a)) for answers in chosen]
    show("recommend(), ms: median", f"{statistics.median(times):.2f}")
    show("recommend(), ms: p95, p99", f"{percentile(times, 0.95):.2f}, {percentile(times, 0.99):.2f}")
    measure_stages(recommender, chosen[:500])
    measure_ratio(recommender, chosen[:500])


def measure_stages(recommender: Recommender, chosen: list[dict[str, Any]]) -> None:
    with timers() as spent:
        total = seconds_of(lambda: [recommender.recommend(answers) for answers in chosen])
    for name, seconds in spent.items():
        show(f"  share of {name}", f"{100 * seconds / total:.0f} %")
    show(
        "  share of the rest (engine after findings, words, audit)", f"{100 * (1 - sum(spent.values()) / total):.0f} %"
    )


def measure_ratio(recommender: Recommender, chosen: list[dict[str, Any]]) -> None:
    """The whole recommendation against the independent evaluator alone on the same rules and facts."""
    rules = [rule for rule in recommender.library.rules.values() if rule.status == "active"]
    evaluator = Evaluator(rules, {rule.id for rule in rules if rule.unknown not in (None, "ignore")})
    facts = [intake.take_in(answers, recommender.library, recommender.assessor.applies).facts for answers in chosen]
    alone = statistics.median(seconds_of(lambda f=one: evaluator.run(f)) for one in facts)
    whole = statistics.median(seconds_of(lambda a=answers: recommender.recommend(a)) for answers in chosen)
    show("evaluator alone, all rules, ms: median", f"{1000 * alone:.2f}")
    show("recommend() / evaluator alone", f"{whole / alone:.1f}")


def measure_memory(recommender: Recommender, everybody: list[dict[str, Any]], runs: int) -> None:
    readings = []
    for number in range(1, runs + 1):
        recommender.recommend(everybody[number % len(everybody)])
        if number in (1000, runs):
            gc.collect()
            readings.append((number, resident_mb()))
    for number, megabytes in readings:
        show(f"memory after {number:,} runs, MB", f"{megabytes:.1f}")


def measure_start(times: int) -> None:
    def run(*command: str) -> float:
        return statistics.median(
            seconds_of(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))  # noqa: S603
            for _ in range(times)
        )

    python, example = sys.executable, str(ROOT / "examples" / "desk_worker.yaml")
    bare = run(python, "-c", "pass")
    show("python alone, s", f"{bare:.2f}")
    show("import loosen, s (python included)", f"{run(python, '-c', 'import loosen'):.2f}")
    show("loosen plan, s (library remembered)", f"{run(python, '-m', 'loosen', 'plan', example):.2f}")
    show("loosen --version, s", f"{run(python, '-m', 'loosen', '--version'):.2f}")


def measure_interview(everybody: list[dict[str, Any]]) -> None:
    """Every person interviewed: how long an answer takes until the next question is there."""
    spent, screens = [], []
    for answers in everybody:
        questionnaire, count = Questionnaire(), 0
        start = time.perf_counter()
        while (shown := questionnaire.next()) is not None:
            spent.append(time.perf_counter() - start)
            count += 1
            given = {q.id: answers.get(q.id, shown.before.get(q.id, UNKNOWN)) for q in shown.questions}
            start = time.perf_counter()
            questionnaire.answer(given)
        screens.append(count)
    show("next question, ms (median)", f"{1000 * statistics.median(spent):.1f}")
    show("next question, ms (p99)", f"{1000 * percentile(spent, 0.99):.1f}")
    show("screens of an interview (median)", f"{statistics.median(screens):g}")


def measure_first_question(times: int) -> None:
    """From the command to the first question, with the library remembered."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        command = [sys.executable, "-m", "loosen", "ask"]
        program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        assert program.stdout is not None  # noqa: S101
        while b"Legs" not in program.stdout.readline():
            pass
        spent.append(time.perf_counter() - start)
        program.communicate(b"chest_pain\n")
    show("loosen ask, s until the first question", f"{statistics.median(spent):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--memory-runs", type=int, default=50_000)
    options = parser.parse_args()
    show("load(), s", f"{seconds_of(load):.2f}")
    recommender = Recommender(load())
    everybody = people()
    show("different people", str(len(everybody)))
    measure_speed(recommender, everybody, options.runs)
    measure_interview(everybody[:200])
    measure_start(5)
    measure_first_question(5)
    measure_memory(recommender, everybody, options.memory_runs)


if __name__ == "__main__":
    main()
