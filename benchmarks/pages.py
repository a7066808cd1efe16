"""How fast pages come while many people answer at once, over HTTP on this machine.

Each of them answers a whole interview, thinking a second or so about each page, and then looks at the plan. What is
measured is all that a person waits for: the form that is sent, where that leads, and the page there.

python benchmarks/pages.py [--people 20] [--thinking 1.5] [--seconds 60]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.people import EVERYBODYS
from tests.web.asking import hidden
from tests.web.filling import filled, value_typed
from tests.web.walking import truth_of

from loosen._interview import Questionnaire

PERSONAS = ("afraid_to_bend", "back_pain_for_years", "bendy_joints", "headache_after_desk_work", "no_pain_desk_worker")
Filled = dict[str, list[str]]


class Measured(NamedTuple):
    """How long people waited for each kind of page in seconds, and how large the largest was, packed, in bytes."""

    waits: defaultdict[str, list[float]]
    sizes: defaultdict[str, int]

    def take(self, kind: str, began: float, answer: httpx.Response) -> None:
        """Put down one page."""
        self.waits[kind].append(time.perf_counter() - began)
        self.sizes[kind] = max(self.sizes[kind], answer.num_bytes_downloaded)


def forms_of(persona: str) -> list[Filled]:
    """What somebody fills in, page after page."""
    truth, questionnaire, forms = truth_of(persona), Questionnaire(EVERYBODYS.library), []
    while (shown := questionnaire.next()) is not None:
        forms.append(filled(shown, truth))
        questionnaire.answer(value_typed(shown, forms[-1]))
    return forms


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, float]]:
    """Pages that are served by a program of their own: where, and how many seconds it took to start."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    command = [sys.executable, "-m", "loosen", "serve", "--port", str(port), "--no-open"]
    program = subprocess.Popen([*command, "--store", str(folder / "people.sqlite")], stdout=subprocess.DEVNULL)  # noqa: S603
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                httpx.get(url).raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.02)
        yield url, time.perf_counter() - began
    finally:
        program.terminate()
        program.wait(10)


async def person(url: str, forms: list[Filled], thinking: float, until: float, found: Measured) -> None:
    """Answer every page, then look at the plan twice: when it is made, and again."""
    chance = random.Random(str(forms))  # noqa: S311  # how long somebody thinks
    async with httpx.AsyncClient(base_url=url, follow_redirects=True, timeout=30) as client:
        page = await client.get("/interview?more=1")
        for form in forms:
            await asyncio.sleep(thinking * chance.uniform(0.2, 1.8))
            if time.perf_counter() > until:
                return
            began = time.perf_counter()
            page = await client.post(str(page.url), data={**hidden(page.text), **form})
            found.take("next page", began, page.raise_for_status())
            if "/interview?more=1" in page.text:
                page = await client.get("/interview?more=1")
        for kind in ("plan page, made", "plan page, again"):
            await asyncio.sleep(thinking)
            began = time.perf_counter()
            found.take(kind, began, (await client.get("/plan")).raise_for_status())


async def everybody(url: str, people: int, thinking: float, seconds: float) -> Measured:
    """Have so many people answer at once, for no longer than so many seconds."""
    found, until = Measured(defaultdict(list), defaultdict(int)), time.perf_counter() + seconds
    answering = {persona: forms_of(persona) for persona in PERSONAS}
    who = (answering[PERSONAS[number % len(PERSONAS)]] for number in range(people))
    await asyncio.gather(*(person(url, forms, thinking, until, found) for forms in who))
    return found


def main() -> None:
    """Print one line for each kind of page."""
    told = argparse.ArgumentParser()
    told.add_argument("--people", type=int, default=20)
    told.add_argument("--thinking", type=float, default=1.5)
    told.add_argument("--seconds", type=float, default=60)
    given = told.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (url, start):
        print(f"started in {start:.2f} s")
        found = asyncio.run(everybody(url, given.people, given.thinking, given.seconds))
    times = sum(map(len, found.waits.values()))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{1000 * (used.ru_utime + used.ru_stime) / times:.1f} ms of a core for each page, with the start")
    for kind, waits in found.waits.items():
        ranked = sorted(waits)
        p50, p95 = (1000 * ranked[int(share * (len(ranked) - 1))] for share in (0.5, 0.95))
        print(
            f"{kind:24} {len(ranked):5} times  p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  {found.sizes[kind] / 1000:6.1f} kB"
        )


if __name__ == "__main__":
    main()
