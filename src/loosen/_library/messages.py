"""The program's own messages: read from their files alone, without the rest of the library.

They are compiled apart from it, one line for each language that has any, so that the first sentence comes fast.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from loosen._model.language import ENGLISH
from loosen._model.messages import Message
from loosen.errors import LibraryError

from .reading import DataFile, Shelf, digest_of, put_on
from .stored import bundled_root, installed, is_installed, keep, kept
from .walking import files_called

Text = str | Mapping[str, str]
"""A message: its text, or its texts for `one` and `other`."""


@lru_cache(maxsize=8)
def messages_in(language: str) -> Mapping[str, Text]:
    """What a language has of the messages, by `<topic>.<key>`; nothing of a language without any.

    Raises `LibraryError` naming every fault with file and line.
    """
    there = _compiled_before()
    lines = there.split(b"\n") if there else [_line(language)]
    messages = next((line for line in lines if line.startswith(language.encode() + b" ")), b"")
    return cast("dict[str, Text]", json.loads(messages.partition(b" ")[2] or "{}"))


def compiled_messages() -> bytes:
    """The messages of every language as bytes. Raises `LibraryError` naming every fault with file and line."""
    if there := _compiled_before():
        return there
    body = b"\n".join(map(_line, _languages()))
    keep("messages", digest_of(_all_files()), body)
    return body


def _compiled_before() -> bytes | None:
    return installed("messages") if is_installed() else kept("messages", digest_of(_all_files()))


def _all_files() -> list[DataFile]:
    return [file for language in _languages() for file in _files(language)]


def _languages() -> list[str]:
    """English, and every language that words messages."""
    return [ENGLISH, *(path.parent.name for path in files_called("knowledge/languages/*/words.yaml", bundled_root()))]


def _files(language: str) -> Iterator[DataFile]:
    """The files that hold the messages in a language."""
    kind, pattern = ("words", "words/*") if language == ENGLISH else ("wordings", f"languages/{language}/words")
    for path in files_called(f"knowledge/{pattern}.yaml", bundled_root()):
        yield DataFile(path.relative_to(bundled_root()).as_posix(), kind, path.read_bytes())


def _line(language: str) -> bytes:
    """The messages in a language as one line of the compiled form."""
    shelf = Shelf()
    put_on(shelf, list(_files(language)))
    if shelf.faults:
        raise LibraryError(f"The messages have {len(shelf.faults)} faults.", sorted(shelf.faults))
    messages = {**_english(shelf), **_worded(shelf)}.items()
    plain = {key: one if isinstance(one, str) else one.model_dump() for key, one in messages}
    return f"{language} {json.dumps(plain, ensure_ascii=False)}".encode()


def _english(shelf: Shelf) -> dict[str, Message]:
    topics = shelf.models("words").values()
    return {f"{topic.id}.{key}": message for topic in topics for key, message in topic.messages.items()}


def _worded(shelf: Shelf) -> dict[str, Message]:
    topics = [topic for file in shelf.models("wordings").values() for topic in file.words.items()]
    return {f"{topic}.{key}": wording.message for topic, wordings in topics for key, wording in wordings.items()}
