"""Ids that the code itself knows by name; everything else is data."""

from __future__ import annotations

from collections.abc import Mapping

from .base import Side

PROGRAMME = "programme"
"""The question by which a programme is asked for."""
NOT_THESE = "not_these"
"""The name beside the questions under which a person rules out exercises."""
OWN_PLAN = "own_plan"
"""The answer to it that asks for none."""
EQUIPMENT = "equipment"
"""The question by which things at hand are asked for."""
PAIN_USUAL = "pain_usual"
"""The question by which what a diary says of pain is compared with what is usual."""
SPREADS_WITH = "spreads_with"
"""The question on movements that send signs down a limb: a diary may answer it anew."""
SPREAD_IN_SESSIONS = "spread_in_sessions"
"""The question whether signs moved down a limb in a session; a diary answers it where it does that on movements."""
LOOKED_AT = "seen_clinician"
"""The question whose yes, in a weekly check, says that somebody looked at what had stopped a plan."""
READ_BY_CODE = frozenset({"minutes", "days_per_week", EQUIPMENT, "place", PROGRAMME})
"""Questions that the stages read themselves, so that no rule needs to."""
CONTRADICTORY = "contradictory_answers"
"""The finding that answers do not fit together."""
FOUND_BY_CODE = frozenset({CONTRADICTORY})
"""Findings that no option and no rule makes: the intake finds them."""
SIDE_OF_RESULT: Mapping[str, Side] = {"tight_left": "left", "tight_right": "right", "tight_both": "both"}
SELF_TEST_SIDES = tuple(SIDE_OF_RESULT)
NOT_DONE = "not_done"
"""The answer that a self-test was not done."""
NOT_AT_HAND = "something that is not at hand"
"""What the words of a redacted record say in place of the equipment that is lacking."""
