"""The library that is asked, in the language that is asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import Field

from loosen._library import Library
from loosen._model.language import ENGLISH

Language = Annotated[
    str, Field(description="The language of what is told, as `about` lists them.", max_length=20, examples=[ENGLISH])
]


async def the_library(request: Request) -> Library:
    """The library of the application, in English."""
    library: Library = request.app.state.library
    return library


TheLibrary = Annotated[Library, Depends(the_library)]


async def in_words(library: TheLibrary, language: Annotated[Language, Query()] = ENGLISH) -> Library:
    """The library in the language behind the question mark. Raises `LanguageUnknown`."""
    return library.in_language(language)


InWords = Annotated[Library, Depends(in_words)]
