"""What is said where a page cannot be shown."""

from __future__ import annotations

from typing import NamedTuple

from loosen._words.speech import Speech


class Fault(NamedTuple):
    """What happened and what can be done, in a heading and a sentence or two; a number where it is in the log.

    `on` is where the person can go on, and what that is called.
    """

    status: int
    title: str
    text: str
    on: tuple[str, str]
    number: str = ""


def fault_of(status: int, speech: Speech, number: str = "") -> Fault:
    """The fault that a status stands for."""
    return Fault(status, *_words(status, speech), ("/", speech("web.to_the_start")), number)


def answered_elsewhere(speech: Speech) -> Fault:
    """What is said of a form that was overtaken by an answer in another window."""
    on = ("/interview", speech("web.go_on"))
    return Fault(409, speech("web.elsewhere"), speech("web.elsewhere_more"), on)


def not_from_here(speech: Speech) -> Fault:
    """What is said of a form that this visitor was not shown."""
    return Fault(403, speech("web.old_form"), speech("web.old_form_more"), ("/", speech("web.to_the_start")))


def _words(status: int, speech: Speech) -> tuple[str, str]:
    match status:
        case 404:
            return speech("web.nothing_here"), speech("web.nothing_here_more")
        case 405:
            return speech("web.not_so"), speech("web.not_so_more")
        case 408:
            return speech("web.too_slow"), speech("web.too_slow_more")
        case 413:
            return speech("web.too_much"), speech("web.too_much_more")
        case 429:
            return speech("web.too_often"), speech("web.too_often_more")
        case 503:
            return speech("web.busy"), speech("web.busy_more")
        case status if status < 500:
            return speech("web.not_understood"), speech("web.not_understood_more")
        case _:
            return speech("web.our_fault"), speech("web.our_fault_more")
