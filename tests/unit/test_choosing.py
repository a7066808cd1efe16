"""Lists to tick on the whole screen: no line of any warning list is accepted before it was on the screen."""

import io

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from tests.people import EVERYBODYS

from loosen._cli.interview.choosing import Choosing
from loosen._interview.screens import Ask, ask
from loosen._words.speech import speech_of

SPEECH = speech_of("en")
SIZES = {"80 by 24": Size(rows=24, columns=80), "40 by 15": Size(rows=15, columns=40)}


def warning_lists() -> list[Ask]:
    """Every list about safety, with all lines that it can have."""
    library = EVERYBODYS.library
    safe = {question.id for question in library.questions.values() if question.safety}
    screens = [one for one in library.screens_in_order if safe & {*one.questions}]
    asked = [ask(screen, screen.questions, {}, "", library) for screen in screens]
    return [shown for shown in asked if "none" in [line.key for line in shown.lines]]


def rows_seen_before_enter_counts(shown: Ask, size: Size) -> set[str]:
    """What was on the screen while "none of these" and then nothing but Enter was pressed, until the list closed."""
    seen: set[str] = set()
    presses: list[str] = []

    def look(app: object) -> None:
        screen = application.renderer.last_rendered_screen
        if screen is not None:
            for row in screen.data_buffer.values():
                seen.add("".join(row[at].char for at in range(size.columns)).strip())
            presses.append("q" if len(presses) > len(shown.lines) else "\r")
            keys.send_text(presses[-1])

    with create_pipe_input() as keys:
        output = Vt100_Output(io.StringIO(), lambda: size, term="xterm")
        with create_app_session(input=keys, output=output):
            application = Choosing(shown, 0.5, "", SPEECH, several=True).application()
            application.after_render += look
            keys.send_text("n")
            assert application.run() == ["none"], shown.id
    return seen


@pytest.mark.parametrize("name", SIZES)
def test_every_line_of_every_warning_list_is_on_the_screen_before_it_is_accepted(name: str) -> None:
    assert len(warning_lists()) >= 4
    for shown in warning_lists():
        seen = " ".join(sorted(rows_seen_before_enter_counts(shown, SIZES[name])))
        for line in shown.lines:
            last_words = line.text.split()[-2:]
            assert all(word in seen for word in last_words), f"{shown.id}: {line.text}"
