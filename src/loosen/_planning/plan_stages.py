"""The stages of a plan as a list: what each decides, whose rules it considers, and what else it looks at.

Recommending, and trying other answers, go through this list; there is no other telling of their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from loosen._model.base import Stage

from .session.wishes import read_wishes
from .stages import candidates, dosage, focus, progression, safety, selection
from .state import Work

Decision = Literal["focus", "candidates", "safety", "start", "dosing", "wishes", "chosen"]
"""What a stage decides: the field of `Work` that it fills."""


class PlanStage(NamedTuple):
    """One stage: the field of `Work` that it `decides`, the `rules` it considers, what else it `needs`, and `how`.

    Where the same rules speak and all it needs is equal, the decision is equal.
    """

    decides: Decision
    rules: Stage | None
    needs: tuple[str, ...]
    how: Callable[[Work], Any]

    def decide(self, work: Work) -> None:
        """Decide, and put it down."""
        setattr(work, self.decides, self.how(work))


def _focus(work: Work) -> Any:
    return focus.find_focus(work.certain_findings, work.self_tests, work.outcomes["focus"], work.graph)


def _candidates(work: Work) -> Any:
    return candidates.gather(work.muscles_in_focus, work.owned, work.wanted, work.graph)


def _safety(work: Work) -> Any:
    return safety.apply_safety(work.outcomes["safety"], work.owned, work.graph)


def _start(work: Work) -> Any:
    return progression.find_start(work.outcomes["progression"], work.graph)


def _dosing(work: Work) -> Any:
    return dosage.read_rules(work.outcomes["dosage"], work.safety.limits, work.graph)


def _wishes(work: Work) -> Any:
    return read_wishes(work.outcomes["selection"], work.graph, work.library.policy.packing)


def _chosen(work: Work) -> Any:
    """What fills the programme asked for, as far as it is safe and within reach; else what serves the person best."""
    names = work.safe_and_within_reach
    shared: Mapping[str, Any] = {"wishes": work.wishes, "dosing": work.dosing, "library": work.library}
    if work.parts:
        wanted = [name for name in names if name in work.wanted]
        return selection.follow(work.parts, wanted, work.dosed, work.seconds_wanted, swaps=work.swaps, **shared)
    return selection.choose(names, work.dosed, work.seconds_wanted, focus=work.focus, levels=work.levels,
                            aims=work.aims, safer=work.safety.preferred, swaps=work.swaps, **shared)  # fmt: skip


PLAN_STAGES: tuple[PlanStage, ...] = (
    PlanStage("focus", "focus", ("certain_findings", "self_tests"), _focus),
    PlanStage("candidates", None, ("muscles_in_focus", "owned", "wanted"), _candidates),
    PlanStage("safety", "safety", ("owned",), _safety),
    PlanStage("start", "progression", (), _start),
    PlanStage("dosing", "dosage", ("safety",), _dosing),
    PlanStage("wishes", "selection", (), _wishes),
    PlanStage(
        "chosen", None,
        ("focus", "candidates", "safety", "start", "dosing", "wishes", "aims", "seconds_wanted", "rhythm", "swaps"),
        _chosen,
    ),
)  # fmt: skip
"""From what is in focus to the session, in the order taken."""
