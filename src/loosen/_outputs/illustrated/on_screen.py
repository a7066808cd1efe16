"""The illustrated hand-out as one page for a browser, which needs nothing else."""

from __future__ import annotations

from loosen._outputs.pages import digests_in, style_of, templates_of

from .model import Page

BODY = ""
"""Stands for the picture of the muscles, where exercises have their ids."""


def as_html(page: Page) -> str:
    """The hand-out as HTML. Raises `LoosenError` when the extra for pages is not installed."""
    templates = templates_of("loosen._outputs.illustrated")
    from markupsafe import Markup

    style = style_of(templates, "handout.css")
    drawn = {one.key: one.picture for one in page.exercises if one.picture}
    if page.muscles:
        drawn[BODY] = page.muscles.picture
    digests = (style.digest, *(digest for one in drawn.values() for digest in digests_in(one)))
    return templates.get_template("handout.html").render(
        page=page,
        drawn={key: Markup(one) for key, one in drawn.items()},  # noqa: S704  # our own drawings
        body=BODY,
        style=style.text,
        digests=tuple(dict.fromkeys(digests)),
    )
