"""One page that a reviewer can file: the whole record, told, drawn and listed, in a file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from loosen._characters import harmless
from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen.errors import Fault, FaultCode, LoosenError

from .contents import page_of

if TYPE_CHECKING:
    from jinja2 import Environment


def report(recommendation: Recommendation, library: Library | None = None, *, unfolded: bool = False) -> str:
    """The report as HTML; `unfolded` shows every table open.

    The record alone decides what it says; `library` only lends the titles and addresses of sources. Raises
    `LoosenError` when the report's extra is not installed.
    """
    templates = _templates()
    page = page_of(recommendation, library)
    style = templates.get_template("report.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    from markupsafe import Markup

    speech = page.speech
    return templates.get_template("report.html").render(
        page=page,
        say=speech,
        title=speech("report.of_referral" if recommendation.plan is None else "report.of_plan"),
        style=Markup(style),  # noqa: S704  # our own file
        style_hash=f"sha256-{digest}",
        unfolded=unfolded,
    )


def _templates() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        remedy = [
            Fault(FaultCode.NOT_INSTALLED, "jinja2", "is not installed.", "Install loosen with its 'report' extra.")
        ]
        raise LoosenError("The report needs one more package.", remedy) from None
    return Environment(
        loader=PackageLoader("loosen._outputs.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=lambda value: harmless(value) if type(value) is str else value,
    )  # fmt: skip
