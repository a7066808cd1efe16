"""The keys that do the same everywhere in the interview; what the prompt calls them is said in `interview.keys`."""

from typing import Final

BACK: Final = "b"
HELP: Final = "?"
STOP: Final = "q"
PLAN: Final = "p"
