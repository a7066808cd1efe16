"""What was worked out for a library goes with it, and never grows beyond a bound while somebody has it."""

from __future__ import annotations

import ast
import copy
import gc
import pickle
import re
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.people import example

import loosen
from loosen._library.remembered import Memory, remembered
from loosen._outputs.questions import questions_as


def _planned(library: loosen.Library) -> object:
    return loosen.recommend(example("desk_worker"), library)


def _told(library: loosen.Library) -> object:
    made = loosen.recommend(example("desk_worker"), library)
    return loosen.why_not(made, "superman", library=library), loosen.what_if(made, {"minutes": 25}, library)


def _reported(library: loosen.Library) -> object:
    made = loosen.recommend(example("desk_worker"), library.in_language("de"))
    return loosen.replay(made, library), loosen.report(made, library), loosen.prov(made)


def _asked(library: loosen.Library) -> object:
    questionnaire = loosen.Questionnaire(library)
    return questionnaire.next(), questions_as(library, "text", width=80)


WORD = re.compile(r"\w+")
HOLDERS = {
    "Library",
    "KnowledgeGraph",
    "Entries",
    "Assessor",
    "Recommender",
    "Questionnaire",
    "Work",
    "_Index",
    "Rules",
}
"""Classes of which an object holds a library, or much of it."""
USES: dict[str, Callable[[loosen.Library], object]] = {
    "plans": _planned, "explanations": _told, "reports": _reported, "interviews": _asked,
    "pictures": lambda library: library.graph.network.number_of_nodes(),
}  # fmt: skip


@pytest.mark.parametrize("use", USES)
def test_a_library_that_nobody_has_any_more_is_gone_with_all_that_was_made_of_it(use: str) -> None:
    library = loosen.load()
    seen = [weakref.ref(library), weakref.ref(library.graph)]
    made = USES[use](library)
    assert made is not None
    del library, made
    gc.collect()
    assert [one() for one in seen] == [None, None]


def test_no_cache_of_a_module_is_keyed_by_a_library_or_what_holds_one() -> None:
    """What `lru_cache` of a module takes is kept for as long as the program runs."""
    keyed = []
    for file in sorted(Path(loosen.__file__).parent.rglob("*.py")):
        functions = [one for one in ast.walk(ast.parse(file.read_bytes())) if isinstance(one, ast.FunctionDef)]
        for one in functions:
            if any("cache" in ast.unparse(mark).split("(")[0] for mark in one.decorator_list):
                taken = {
                    word
                    for arg in one.args.args
                    if arg.annotation
                    for word in WORD.findall(ast.unparse(arg.annotation))
                }
                keyed += [f"{file.name}: {one.name}"] if taken & HOLDERS else []
    assert keyed == []


class Holder:
    """Something that things are worked out for."""

    def __init__(self) -> None:
        self.memory = Memory()


def test_no_more_is_kept_than_was_said() -> None:
    worked_out = []

    @remembered(2)
    def double(_: Holder, number: int) -> int:
        worked_out.append(number)
        return 2 * number

    one, other = Holder(), Holder()
    assert [double(one, number) for number in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert worked_out == [1, 2, 3, 2]
    assert double(other, 1) == 2
    assert worked_out[-1] == 1
    assert [copy.copy(one.memory), pickle.loads(pickle.dumps(one.memory))] == [{}, {}]  # noqa: S301  # made here
