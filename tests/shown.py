"""The Python that a page shows, run as a reader would run it: block after block, in one go."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run_page(name: str) -> dict[str, object]:
    """Run the Python blocks of a page (its place below the checkout) in the working folder; the names they leave.

    A block that begins with the name of a file, as `# service.py`, is put into that file and not run.
    """
    names: dict[str, object] = {"__name__": "shown"}
    for code in blocks_of(name):
        file = _file_of(code)
        if file:
            Path(file).write_text(code, "utf-8")
        else:
            exec(compile(code, name, "exec", dont_inherit=True), names)  # noqa: S102
    return names


def file_shown(page: str, file: str) -> str:
    """What a page shows as the content of a file."""
    (code,) = (code for code in blocks_of(page) if _file_of(code) == file)
    return code


def blocks_of(name: str) -> list[str]:
    """The Python blocks of a page, in order."""
    return re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), flags=re.DOTALL)


def _file_of(code: str) -> str:
    named = re.match(r"# (\w+\.py)\n", code)
    return named[1] if named else ""
