"""One page that a reviewer can file: the whole record, told, drawn and listed, in a file that needs nothing else."""

from __future__ import annotations

from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._outputs.pages import style_of, templates_of

from .contents import page_of


def report(recommendation: Recommendation, library: Library | None = None, *, unfolded: bool = False) -> str:
    """The report as HTML; `unfolded` shows every table open.

    The record alone decides what it says; `library` only lends the titles and addresses of sources. Raises
    `LoosenError` when the report's extra is not installed.
    """
    templates = templates_of("loosen._outputs.report")
    page, style = page_of(recommendation, library), style_of(templates, "report.css")
    speech = page.speech
    return templates.get_template("report.html").render(
        page=page,
        say=speech,
        title=speech("report.of_referral" if recommendation.plan is None else "report.of_plan"),
        style=style.text,
        style_hash=style.digest,
        unfolded=unfolded,
    )
