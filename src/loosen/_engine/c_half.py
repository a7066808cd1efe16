"""Loads durable-rules, whose C half is the one thing loosen needs that can be installed and still be of no use."""

from __future__ import annotations

import shlex
import sys
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from loosen.errors import EngineUnusable, Fault, FaultCode

PINNED = "durable-rules==2.0.28"
FLAG = 'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject"'
"""Python 3.13 took the first function away; the second takes the same arguments."""


class DurableLibrary(NamedTuple):
    """What of durable-rules is used."""

    ruleset: Any
    c_half: Any


@cache
def durable_library() -> DurableLibrary:
    """durable-rules, loaded when it is first needed: what only reads a record does without it.

    Raises `EngineUnusable` with what to type when it is missing or was built for something else.
    """
    try:
        from durable.engine import Ruleset, durable_rules_engine
    except ImportError as error:
        raise EngineUnusable("The rule engine cannot be loaded.", [_fault(error)]) from error
    return DurableLibrary(Ruleset, durable_rules_engine)


def _fault(error: ImportError) -> Fault:
    install = _install()
    return Fault(
        FaultCode.ENGINE_UNUSABLE,
        "durable-rules",
        f"{error}.",
        f"""Install it anew.
      With a C compiler, type:
        {FLAG} {install} --no-deps --no-binary durable-rules {PINNED}
      Without one, with the wheel that belongs to loosen's release, for Linux:
        {install} --no-deps durable_rules-{PINNED.partition("==")[2]}-….whl""",
    )


def _install() -> str:
    """Without what pip has built and kept, which would be broken again; uv makes environments without pip."""
    python = shlex.quote(sys.executable)
    if find_spec("pip"):
        return f"{python} -m pip install --no-cache-dir --force-reinstall"
    return f"uv pip install --python {python} --no-cache --reinstall"
