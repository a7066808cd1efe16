"""Has Graphviz draw a picture, where it is installed."""

from __future__ import annotations

import shutil
import subprocess

from loosen.errors import Fault, FaultCode, LoosenError

from .dot import to_dot
from .hover import with_hover
from .picture import Picture

PROGRAM = "dot"
_LONGEST_S = 120


def is_installed() -> bool:
    """Whether Graphviz is there."""
    return shutil.which(PROGRAM) is not None


def drawn_by_graphviz(picture: Picture, form: str) -> bytes:
    """A picture as `svg`, `pdf` or `png`. Raises `LoosenError` when Graphviz fails."""
    command = [shutil.which(PROGRAM) or PROGRAM, f"-T{form}"]
    try:
        done = subprocess.run(  # noqa: S603  # the program is found by its name, and its input comes from the library
            command, input=to_dot(picture).encode(), capture_output=True, check=False, timeout=_LONGEST_S
        )
    except subprocess.TimeoutExpired:
        raise _failed(f"did not end within {_LONGEST_S} seconds.") from None
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise _failed(f"ended with: {lines[-1]}.")
    return with_hover(done.stdout) if form == "svg" else done.stdout


def _failed(how: str) -> LoosenError:
    remedy = "Write the picture to a .dot file, and draw that with another program."
    return LoosenError("Graphviz could not draw it.", [Fault(FaultCode.INTERRUPTED, PROGRAM, how, remedy)])
