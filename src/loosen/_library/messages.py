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
from loosen._model.wordings import Wordings
from loosen.errors import LibraryError

from .reading import DataFile, Shelf, digest_of, put_on
from .stored import bundled_root, installed, is_installed, keep, kept

Text = str | Mapping[str, str]
"""A message: its text, or its texts for `one` and `other`."""


@lru_cache(maxsize=8)
def messages_in(language: str) -> Mapping[str, Text]:
    """What a language has of the messages, by `<topic>.<key>`; nothing of a language without any.

    Raises `LibraryError` naming every fault with file and line.
    """
    for line in compiled_messages().split(b"\n"):
        name, _, messages = line.partition(b" ")
        if name == language.encode():
            return cast("dict[str, Text]", json.loads(messages))
    return {}


@lru_cache(maxsize=1)
def compiled_messages() -> bytes:
    """The messages of every language as bytes. Raises `LibraryError` naming every fault with file and line."""
    if is_installed():
        return installed("messages")
    files = list(_files())
    digest = digest_of(files)
    if (body := kept("messages", digest)) is not None:
        return body
    body = b"\n".join(_lines(files))
    keep("messages", digest, body)
    return body


def _files() -> Iterator[DataFile]:
    """The files that hold messages, English ones first."""
    knowledge = bundled_root() / "knowledge"
    for path in sorted((knowledge / "words").glob("*.yaml")):
        yield DataFile(f"knowledge/words/{path.name}", "words", path.read_bytes())
    for path in sorted((knowledge / "languages").glob("*/words.yaml")):
        yield DataFile(f"knowledge/languages/{path.parent.name}/words.yaml", "wordings", path.read_bytes())


def _lines(files: list[DataFile]) -> Iterator[bytes]:
    shelf = Shelf()
    put_on(shelf, files)
    if shelf.faults:
        raise LibraryError(f"The messages have {len(shelf.faults)} faults.", sorted(shelf.faults))
    wordings = shelf.models("wordings").items()
    languages = {ENGLISH: _english(shelf), **{name.partition("/")[0]: _worded(file) for name, file in wordings}}
    for language, messages in languages.items():
        plain = {key: one if isinstance(one, str) else one.model_dump() for key, one in messages.items()}
        yield f"{language} {json.dumps(plain, ensure_ascii=False)}".encode()


def _english(shelf: Shelf) -> dict[str, Message]:
    topics = shelf.models("words").values()
    return {f"{topic.id}.{key}": message for topic in topics for key, message in topic.messages.items()}


def _worded(file: Wordings) -> dict[str, Message]:
    topics = file.words.items()
    return {f"{topic}.{key}": wording.message for topic, wordings in topics for key, wording in wordings.items()}
