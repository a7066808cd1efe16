"""Somebody who keeps a diary on pages: sends the forms as a browser does, and looks at what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import hidden
from tests.web.planned import COOKIE, Planned, somebody_planned

from loosen._web.site import Site

_MOMENT = re.compile(r'name="(\w+)" type="(?:date|time)"[^>]* value="([^"]*)"')


class Diarist:
    """One person with a plan, and the browser that they have."""

    def __init__(self, client: TestClient, name: str = "desk_worker") -> None:
        self.client = client
        self.who: Planned = somebody_planned(client.app, name)  # type: ignore[arg-type]
        client.cookies.set(COOKIE, self.who.token)

    @property
    def site(self) -> Site:
        """What the pages share."""
        found: Site = self.client.app.state.site  # type: ignore[attr-defined]
        return found

    def note(self, days_ago: int, *, at: str = "08:00", **told: Any) -> Response:
        """Note a session of so many days ago, by a clock of this machine."""
        day = datetime.now().astimezone() - timedelta(days=days_ago)
        return self.send("/diary/session", **{"began_day": f"{day:%Y-%m-%d}", "began_time": at, **told})

    def send(self, path: str, **told: Any) -> Response:
        """Send the form of a page."""
        _, sent = self.shown(path)
        return sent(**told)

    def shown(self, path: str) -> tuple[str, Callable[..., Response]]:
        """A page, and what sends its form, later."""
        page = self.client.get(path).text
        there = {**hidden(page), **dict(_MOMENT.findall(page))}
        return page, lambda **told: self.client.post(path, data={**there, **told})

    def get(self, path: str) -> str:
        """The text of a page."""
        found = self.client.get(path)
        assert found.status_code == 200, found.text
        return found.text

    def weeks(self, days: int = 27) -> None:
        """Sessions every other day since so many days ago, all of them easy."""
        for day in range(days, 0, -2):
            easy = {"pain_before": "2", "pain_worst": "2", "pain_after": "1", "effort": "3", "moved": "no", "new": "no"}
            noted = self.note(day, morning="1", pain_usual="2", **easy)
            assert noted.url.path == "/diary/noted", noted.text
