"""What there is: the library, its languages, its questions and its exercises."""

from __future__ import annotations

from fastapi import APIRouter, Response

from loosen._api.library import InWords, TheLibrary
from loosen._api.reading import Strict
from loosen._api.told import About, ExerciseTold, LanguageKnown, QuestionsTold, written
from loosen._model.audit import AUDIT_SCHEMA
from loosen._model.language import ENGLISH
from loosen._version import __version__

router = APIRouter(tags=["about"], route_class=Strict)


@router.get("/about", response_model=About)
def about(library: TheLibrary) -> Response:
    """The version, the digest of the library, and the languages."""
    english = LanguageKnown(id=ENGLISH, name="English", made_by="person", reviewed_by="none")
    others = (
        LanguageKnown(id=key, name=one.name, made_by=one.made_by, reviewed_by=one.reviewed.by)
        for key, one in sorted(library.languages.items())
    )
    told = About(
        version=__version__, library=library.digest, record_form=AUDIT_SCHEMA, languages=(english, *others)
    )  # fmt: skip
    return written(told)


@router.get("/questions", response_model=QuestionsTold)
def questions(library: InWords) -> Response:
    """Every question that may be asked, in the order asked."""
    return written(QuestionsTold.of(library))


@router.get("/exercises", response_model=list[ExerciseTold])
def exercises(library: InWords) -> list[ExerciseTold]:
    """Every exercise that there is, by id."""
    return [
        ExerciseTold(id=key, name=one.name, kind=one.kind, has_picture=key in library.poses)
        for key, one in sorted(library.exercises.items())
    ]
