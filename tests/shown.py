"""The Python that a page shows, run as a reader would run it: block after block, in one go."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run_page(name: str) -> dict[str, object]:
    """Run the Python blocks of a page (its place below the checkout) in the working folder; the names they leave."""
    names: dict[str, object] = {"__name__": "shown"}
    for code in re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), flags=re.DOTALL):
        exec(compile(code, name, "exec", dont_inherit=True), names)  # noqa: S102
    return names
