"""What only shows after a while: memory that grows, threads left over, and forks in the middle of a run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

ENGINE = """
import os, signal, sys, threading
from loosen._engine import Fact, RuleEngine
from loosen._model.rule import Rule

def rule(number):
    bound = {"question": f"q{number % 5}", "at_least": number}
    return Rule.model_validate({
        "id": f"SAF-{number:03d}", "name": "x", "status": "active", "since": "2026-01-01", "summary": "For tests.",
        "when": {"any": [{"all": [bound, {"finding": "fever"}]}, {"finding": "chills", "is": "absent"}]},
        "unknown": "caution", "then": [{"caution": {}}], "say": "For tests.",
        "evidence": [{"source": "MEM", "supports": "For tests.", "certainty": "expert"}],
    })

def person(number):
    facts = {f"q{n}": Fact(f"q{n}", number % 12, number % 12 + n) for n in range(5)}
    for n, name in enumerate(("finding:fever", "finding:chills")):
        facts[name] = Fact(name, number >> n & 1, 1)
    return facts

engine = RuleEngine({"safety": [rule(number) for number in range(12)]})
"""

MEMORY = """
def megabytes():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

people = [person(number) for number in range(24)]
for number in range(22_000):
    engine.run("safety", people[number % 24])
    if number == 2_000:
        before = megabytes()
print(megabytes() - before, threading.active_count())
"""

REBUILT = """
def megabytes():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

for number in range(400):
    RuleEngine({"safety": [rule(number) for number in range(12)]}).run("safety", person(number))
    if number == 100:
        before = megabytes()
print(megabytes() - before)
"""

FORKS = """
people = [person(number) for number in range(24)]
expected = [engine.run("safety", facts) for facts in people]
stop = threading.Event()

def busy():
    while not stop.is_set():
        for facts in people:
            engine.run("safety", facts)

threads = [threading.Thread(target=busy) for _ in range(3)]
for thread in threads:
    thread.start()
sys.setswitchinterval(1e-5)
wrong = 0
for _ in range(30):
    child = os.fork()
    if not child:
        signal.alarm(5)
        os._exit([engine.run("safety", facts) for facts in people] != expected)
    wrong += os.waitpid(child, 0)[1] != 0
    if wrong:
        break
stop.set()
for thread in threads:
    thread.join()
print(wrong)
"""


def _run(script: str) -> list[float]:
    source = Path(__file__).parents[3] / "src"
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        f"import sys\nsys.path.insert(0, {str(source)!r})\n{ENGINE}{script}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return [float(number) for number in done.stdout.split()]


@LINUX
def test_20_000_runs_need_no_more_memory_and_no_threads() -> None:
    growth, threads = _run(MEMORY)
    assert growth < 2
    assert threads == 1


@LINUX
def test_engines_that_are_no_longer_used_give_their_memory_back() -> None:
    assert _run(REBUILT)[0] < 8


@LINUX
def test_children_forked_in_the_middle_of_other_threads_runs_are_right() -> None:
    assert _run(FORKS) == [0]
