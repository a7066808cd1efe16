"""The system's own voice: one program that is there, started anew for each thing that is said.

A voice never holds up the clock: it is a program beside this one, and what is said next cuts off what is being said. It
gets its words on its standard input, so that none of them counts as an option.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import Protocol

from loosen._characters import harmless

WORDS_A_MINUTE = 130
"""Slower than programs speak by themselves, for people who move while they listen."""
_MAC_VOICES = {"en": "Samantha", "de": "Anna"}
"""The voices that each Mac has, by language."""
_PATIENCE_S = 1.0


class Voice(Protocol):
    """Says things aloud."""

    def say(self, text: str) -> bool:
        """Begin to say something, in place of what is being said; whether there is still a voice that can."""

    @property
    def speaks(self) -> bool:
        """Whether something is being said now."""

    def hush(self) -> None:
        """Be silent at once."""


class SystemVoice:
    """A program of the system that reads its standard input aloud."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = tuple(command)
        self._program: subprocess.Popen[bytes] | None = None
        self._lost = False

    def say(self, text: str) -> bool:
        self.hush()
        if not self._lost:
            try:
                self._begin(f"{harmless(text)}\n".encode())
            except OSError:
                self._lost = True
        return not self._lost

    @property
    def speaks(self) -> bool:
        if self._program is None:
            return False
        code = self._program.poll()
        if code is None:
            return True
        self._lost = self._lost or code != 0  # it has no sound to speak with
        self._program = None
        return False

    def hush(self) -> None:
        if self.speaks and self._program is not None:
            program, self._program = self._program, None
            program.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(_PATIENCE_S)
                return
            program.kill()
            program.wait()

    def _begin(self, words: bytes) -> None:
        self._program = subprocess.Popen(  # noqa: S603  # a program of the system, and the words are no arguments
            self.command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if self._program.stdin is not None:
            with contextlib.suppress(BrokenPipeError), self._program.stdin as to:
                to.write(words)


def system_voice(language: str) -> SystemVoice | None:
    """The voice of this system in a language; None where none is installed."""
    command = _command(language)
    return SystemVoice(command) if command else None


def _command(language: str) -> tuple[str, ...]:
    if sys.platform == "darwin" and (say := shutil.which("say")):
        voice = _MAC_VOICES.get(language)
        return (say, *(("-v", voice) if voice else ()), "-r", str(WORDS_A_MINUTE), "-f", "-")
    for name in ("espeak-ng", "espeak"):
        if program := shutil.which(name):
            return program, "-v", language, "-s", str(WORDS_A_MINUTE), "--stdin"
    return ()
