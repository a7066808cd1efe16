"""What the release before called by another name; it works for one release more, with a warning."""

from __future__ import annotations

from typing import Any
from warnings import warn

from loosen._explain.why.types import Why, WhyNot
from loosen._model.audit import Audit, ExerciseRecord


def _warn(former: str, now: str) -> None:
    warn(f"{former} goes with the next release; call {now} instead.", DeprecationWarning, stacklevel=3)


def _why(audit: Audit, exercise: str, *, deep: bool = False) -> Why:
    _warn("audit.why(...)", "loosen.why(recommendation, ...)")
    from loosen._explain.why.chain import why  # loaded by whoever still calls it, and by nobody else

    return why(audit, exercise, deep=deep)


def _why_not(audit: Audit, exercise: str, *, library: Any = None) -> WhyNot:
    _warn("audit.why_not(...)", "loosen.why_not(recommendation, ...)")
    from loosen._explain.why_not.why_not import why_not

    return why_not(audit, exercise, library=library)


def _because_of(audit: Audit, record: ExerciseRecord) -> str:
    _warn("audit.because_of(...)", "loosen.why(recommendation, ...).because")
    from loosen._words.record import because_of

    return because_of(audit, record)


def _told(what: Why | WhyNot) -> str:
    _warn(f"str() of a {type(what).__name__}", "loosen.tell(...)")
    from loosen._outputs.tell import tell

    return tell(what)


RENAMED = {"look_over": "verify", "redacted": "redact", "written": "to_json"}
"""What `loosen` itself offered by another name."""
GONE = {"keep": "open_store() gives the store of people, and its keep_plan keeps a record there."}
"""What it offered and does no more, with what to do now."""


def renamed(name: str) -> Any:
    """What `loosen` called by this name before."""
    import loosen

    _warn(f"loosen.{name}", f"loosen.{RENAMED[name]}")
    return getattr(loosen, RENAMED[name])


FORMER = (
    (Audit, "why", _why), (Audit, "why_not", _why_not), (Audit, "because_of", _because_of), (Why, "__str__", _told),
    (WhyNot, "__str__", _told),
)  # fmt: skip
for owner, name, function in FORMER:
    setattr(owner, name, function)
