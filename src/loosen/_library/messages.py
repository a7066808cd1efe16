"""The program's own messages: read from their files alone, without the rest of the library.

They are remembered between runs under the digest of these files, so that the first sentence comes fast.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from loosen._model.language import ENGLISH
from loosen.errors import LibraryError

from . import kept
from .loading import bundled_root
from .reading import DataFile, Shelf, digest_of, put_on

Text = str | Mapping[str, str]
"""A message: its text, or its texts for `one` and `other`."""


@lru_cache(maxsize=8)
def messages_in(language: str) -> Mapping[str, Text]:
    """What a language has of the messages, by `<topic>.<key>`; nothing of a language without any.

    Raises `LibraryError` naming every fault with file and line.
    """
    files = list(_files(language))
    digest = digest_of(files)
    if (body := kept.recall("words", digest)) is not None:
        return cast("dict[str, Text]", json.loads(body))
    shelf = Shelf()
    put_on(shelf, files)
    if shelf.faults:
        raise LibraryError(f"The messages have {len(shelf.faults)} faults.", sorted(shelf.faults))
    found = dict(_texts(shelf))
    kept.remember("words", digest, json.dumps(found, ensure_ascii=False).encode())
    return found


def _files(language: str) -> list[DataFile]:
    root = bundled_root()
    if language == ENGLISH:
        paths = sorted((root / "knowledge" / "words").glob("*.yaml"))
        return [DataFile(f"knowledge/words/{path.name}", "words", path.read_bytes()) for path in paths]
    path = root / "knowledge" / "languages" / language / "words.yaml"
    name = f"knowledge/languages/{language}/words.yaml"
    return [DataFile(name, "wordings", path.read_bytes())] if path.is_file() else []


def _texts(shelf: Shelf) -> Mapping[str, Text]:
    english = {
        f"{topic.id}.{key}": message
        for topic in shelf.models("words").values()
        for key, message in topic.messages.items()
    }
    worded = {
        f"{topic}.{key}": wording.message
        for file in shelf.models("wordings").values()
        for topic, wordings in file.words.items()
        for key, wording in wordings.items()
    }
    return {key: one if isinstance(one, str) else one.model_dump() for key, one in {**english, **worded}.items()}
