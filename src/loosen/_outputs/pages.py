"""Pages for a browser: templates that take what people wrote as text, and styles that a page vouches for."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from loosen._characters import harmless
from loosen._outputs.document import CODE, SOFT, STRONG
from loosen.errors import Fault, FaultCode, LoosenError

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


_STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Style(NamedTuple):
    """A style sheet as it stands in a page, and what the page's policy calls it."""

    text: Markup
    digest: str


def templates_of(package: str) -> Environment:
    """The templates of a package. Raises `LoosenError` when the extra for pages is not installed."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        remedy = [
            Fault(FaultCode.NOT_INSTALLED, "jinja2", "is not installed.", "Install loosen with its 'report' extra.")
        ]
        raise LoosenError("The page needs one more package.", remedy) from None
    return Environment(
        loader=PackageLoader(package), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=lambda value: harmless(value) if type(value) is str else value,
    )  # fmt: skip


def style_of(templates: Environment, name: str) -> Style:
    """One of our own style sheets."""
    from markupsafe import Markup

    style = templates.get_template(name).render()
    return Style(Markup(style), digest_of(style))  # noqa: S704  # our own file


def in_html(line: str) -> Markup:
    """A line as HTML that shows it as it is; what stands out in a document stands out here."""
    from markupsafe import Markup, escape

    told = str(escape(harmless(line)))
    for sign, tag in ((STRONG, "strong"), (SOFT, "em"), (CODE, "code")):
        parts = enumerate(told.split(sign))
        told = "".join(f"<{tag}>{part}</{tag}>" if number % 2 else part for number, part in parts)
    return Markup(told)  # noqa: S704  # escaped above


def policy_of(page: str) -> str:
    """What a page that needs nothing else may do, for the header that it is sent with: show its own styles."""
    digests = " ".join(f"'{digest}'" for digest in digests_in(page))
    rules = ("default-src 'none'", f"style-src {digests}", "img-src data:", "base-uri 'none'", "form-action 'none'")
    return "; ".join(rules)


def digests_in(page: str) -> tuple[str, ...]:
    """What the policy of a page calls the styles that stand in this part of it, each once."""
    return tuple(dict.fromkeys(map(digest_of, _STYLES.findall(page))))


def digest_of(style: str) -> str:
    """What the policy of a page calls a style that stands in it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
