"""Forms that are sent in: only from a page of ours that this very visitor was shown.

Every form carries a mark, made from the secret token of the visitor's cookie. A page of somebody else can have a
browser send a form with the cookie, but cannot know the mark.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Final, NamedTuple

from starlette.datastructures import FormData

MARK: Final = "mark"
STEP: Final = "step"
MOST_FIELDS: Final = 2000
"""Fields of one form: more than any page of ours has."""


class NotFromHere(Exception):
    """A form was sent that this visitor was not shown, or by a page that is not ours."""


class Form(NamedTuple):
    """A form that was sent in from a page of ours; what is in the fields is text, as it was typed.

    `file` is what is in a file that was handed in with it; empty where there was none.
    """

    fields: FormData
    file: bytes = b""

    def get(self, name: str, default: str = "") -> str:
        """What is in a field; of several of one name, the last."""
        found = self.fields.get(name, default)
        return found if isinstance(found, str) else default

    def all(self, name: str) -> tuple[str, ...]:
        """What is in all fields of one name, in their order."""
        return tuple(one for one in self.fields.getlist(name) if isinstance(one, str))

    def __contains__(self, name: object) -> bool:
        return name in self.fields

    @property
    def step(self) -> int:
        """The step that the interview was at when the page was shown; -1 where the form does not say."""
        told = self.get(STEP)
        return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else -1


def mark_of(token: str) -> str:
    """The mark that a visitor's forms carry."""
    return hmac.new(token.encode(), b"loosen form", sha256).hexdigest()


def check(fields: FormData, token: str | None, site: str | None) -> None:
    """Raise `NotFromHere` for a form without this visitor's mark, or sent by a page of somebody else.

    `site` is what the browser says of the page that sent it (`Sec-Fetch-Site`).
    """
    told = fields.get(MARK)
    right = token is not None and isinstance(told, str) and hmac.compare_digest(told.encode(), mark_of(token).encode())
    if not right or site not in (None, "same-origin", "none"):
        raise NotFromHere
