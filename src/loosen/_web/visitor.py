"""Who is asking: a visitor with an interview under way, or with plans and a diary, known by the token in a cookie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData, UploadFile
from starlette.status import HTTP_404_NOT_FOUND

from loosen._interview import Questionnaire
from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._records.origin import answers_of
from loosen._store.case import StoreCase
from loosen._store.interviews import Interview
from loosen._words.speech import Speech, speech_of
from loosen.errors import FileError

from .clock import ZONE
from .guard.cookies import id_of, is_token, name_of_token, new_token
from .guard.forms import MOST_FIELDS, Form, check, mark_of
from .language import language_for
from .site import Site, site_of


class AnsweredElsewhere(Exception):
    """A form answers a step of the interview that is not the last any more; nothing was changed."""


class Visitor:
    """Whoever made this request, for as long as it takes."""

    def __init__(self, request: Request) -> None:
        self._site: Site = site_of(request)
        self._cookies: dict[str, str] = request.state.cookies
        self._cookie = name_of_token(self._site.settings.https)
        told = request.cookies.get(self._cookie)
        self._token = told if is_token(told) else None
        self.language = language_for(request, self._site)

    @property
    def mark(self) -> str:
        """The mark that forms carry; whoever is shown one gets a cookie."""
        return mark_of(self._token or self._take(new_token()))

    def sent(self, fields: FormData, site: str | None) -> Form:
        """A form that was sent in, where it has this visitor's mark. Raises `NotFromHere`."""
        check(fields, self._token, site)
        return Form(fields)

    def _take(self, token: str) -> str:
        self._token = self._cookies[self._cookie] = token
        return token

    @property
    def _id(self) -> str:
        return id_of(self._token or "")

    @property
    def speech(self) -> Speech:
        """Says the program's messages in this visitor's language."""
        return speech_of(self.language)

    @property
    def library(self) -> Library:
        """The library in this visitor's language."""
        return self._site.library.in_language(self.language)

    # The interview

    @cached_property
    def _interview(self) -> Interview | None:
        return self._site.store.interviews.found(self._id) if self._token else None

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The interview as it was kept, or a new one. Raises `FileError` where it cannot be gone on with."""
        if self._interview is None:
            return Questionnaire(self.library, self._site.standings)
        return Questionnaire.from_data(self._interview.saved, self.library, self._site.standings)

    @property
    def step(self) -> int:
        """How many steps of the interview were kept; 0 before the first. Forms carry it."""
        return self._interview.step if self._interview else 0

    @property
    def has_begun(self) -> bool:
        """Whether there is an interview to go on with."""
        return self._interview is not None

    @contextmanager
    def answering(self, form: Form) -> Iterator[Questionnaire]:
        """The interview, to do one thing in it, which is kept when that is done.

        Raises `AnsweredElsewhere` where the form was not made for the last step, or that was overtaken meanwhile.
        """
        if form.step != self.step:
            raise AnsweredElsewhere
        yield self.questionnaire
        self.save()

    def save(self) -> None:
        """Keep the interview as it is now, as the step after the one it was read at. Raises `AnsweredElsewhere`.

        The first step is kept under a new token: nobody who had a browser take a token knows that of an interview.
        """
        saved, interviews = self.questionnaire.as_data(), self._site.store.interviews
        if self._interview is None:
            interviews.begin(id_of(self._take(new_token())), saved)
        elif not interviews.keep(self._id, self.step, saved):
            raise AnsweredElsewhere
        self.__dict__.pop("_interview", None)

    def start_anew(self) -> None:
        """Have nothing answered; what was kept of plans and of the diary stays."""
        self._go_on_with(Questionnaire(self.library, self._site.standings))

    def go_on_from(self, saved: Any) -> None:
        """Go on with an interview that was saved, in place of this one. Raises `FileError` where it is none."""
        self._go_on_with(Questionnaire.from_data(saved, self.library, self._site.standings))

    def _go_on_with(self, questionnaire: Questionnaire) -> None:
        self.__dict__["questionnaire"] = questionnaire
        self.save()

    # What came of it

    @property
    def person(self) -> str | None:
        """Whose plans and diary are this visitor's, by the id in the store; None before the first plan."""
        return self._interview.person if self._interview else None

    @property
    def is_planned(self) -> bool:
        """Whether the interview, as it is now, has led to a plan or referral that is kept."""
        return self._interview is not None and self._interview.planned == self._interview.step

    @cached_property
    def case(self) -> StoreCase:
        """The plans and the diary. A visitor without any has no such page (404)."""
        if self.person is None:
            raise HTTPException(HTTP_404_NOT_FOUND)
        return StoreCase(self._site.store, self.person)

    def keep(self, made: Recommendation) -> None:
        """Keep what was made from the interview: it is the plan in force. With the first, the token is a new one."""
        renewed = new_token()
        if self._site.store.keep_for(self._id, id_of(renewed), made, answers_of(made.audit)):
            self._take(renewed)
        for known in ("_interview", "case"):
            self.__dict__.pop(known, None)

    def export(self) -> bytes | None:
        """What `loosen people export` writes of this visitor; None before the first plan."""
        return self._site.store.export(self.person) if self.person else None

    def forget(self) -> None:
        """Delete everything of this visitor, in the store and in the cookies but that of the language.

        Raises `FileError` where that cannot be done now. Where only the files could not be wiped yet, that is made up
        for by the next tidying.
        """
        store, person = self._site.store, self.person
        try:
            if person:
                store.delete(person)
            elif self._token:
                store.interviews.forget(self._id)
        except FileError:
            if store.interviews.found(self._id):
                raise
        self._site.standings.forget()
        self._token = None
        self._cookies.update({self._cookie: "", ZONE: ""})
        for known in ("_interview", "questionnaire", "case"):
            self.__dict__.pop(known, None)


def visitor_of(request: Request) -> Visitor:
    """Who makes this request; the same one wherever it is asked for."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None:
        found = request.state.visitor = Visitor(request)
    return found


async def form_of(request: Request, visitor: Annotated[Visitor, Depends(visitor_of)]) -> Form:
    """The form that was sent in. Raises `NotFromHere` for one that this visitor was not shown by a page of ours."""
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as fields:
        form = visitor.sent(fields, request.headers.get("sec-fetch-site"))
        handed_in = [one for one in fields.values() if isinstance(one, UploadFile)]
        return form._replace(file=await handed_in[0].read() if handed_in else b"")
