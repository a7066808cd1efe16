"""One person's interview, from the first question to the plan or referral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from loosen._assessment.assessor import assessor_of
from loosen._assessment.stages.intake import faults_of
from loosen._engine.c_half import durable_library
from loosen._library import Library
from loosen._library.loading import bundled
from loosen._model.audit import Conflict
from loosen._model.interview import InterviewRecord
from loosen._model.reserved import NOT_THESE
from loosen._model.screen import Screen
from loosen._words.speech import speech_of
from loosen.errors import AnswersError, Fault, FaultCode

from .carrying import Why
from .history import History, Step
from .saved import WHERE, of_data, to_data
from .screens import Ask, Given, ask, read, screen_of
from .standing import Standing
from .standings import Standings
from .taken_back import Sign, signs_taken_back
from .why_asked import records, why_words
from .withdrawal import withdrawn

if TYPE_CHECKING:  # what only the end needs is loaded at the end, so that the first question comes fast
    from loosen._assessment.lexicon import Listened
    from loosen._model.plan import Recommendation


class Questionnaire:
    """One person's interview.

    An instance is for one person and for one thread at a time. All it knows is what it was answered, in which order;
    what comes next follows from that and from the library, so the same answers always lead to the same questions.
    """

    def __init__(self, library: Library | None = None, standings: Standings | None = None) -> None:
        """An interview from the beginning, about the bundled library or `library`.

        `standings` are what many interviews share. Raises `EngineUnusable` at once, and not after the last answer.
        """
        durable_library()
        self.library = library or bundled()
        self._assessor, self._standings = assessor_of(self.library), standings or Standings()
        self._history = History()
        self.asked_anew: Mapping[str, Why] = {}
        self._speech = speech_of(self.library.language_id)

    # What comes next

    def next(self) -> Ask | None:
        """What to ask now; None when nothing is left whose answer could change the outcome."""
        return self._next

    @cached_property
    def _next(self) -> Ask | None:
        if self.is_emergency:
            return None
        if conflicts := self._to_show:
            return self._ask_again(conflicts)
        found = self._standing.now()
        return self._ask(*found) if found else None

    @cached_property
    def _standing(self) -> Standing:
        return self._standings.of(self._history.answers, self._assessor)

    def _ask(self, screen: Screen, names: list[str]) -> Ask:
        singly = self._history.unsure
        together = [name for name in names if name not in singly]
        if not together:
            screen, together = self._alone(names[0]), names[:1]
        waiting = (rule for name in together for rule in self._standing.outlook.waiting[name])
        shown = ask(screen, together, self._history.earlier, why_words(waiting, self._speech), self.library)
        ready = not self._standing.for_safety
        return replace(shown, ready=ready, refines=ready and screen.refines)

    @property
    def _to_show(self) -> list[Conflict]:
        """The first conflict that was not shown yet, with the others about the same earlier answer."""
        shown = self._history.asked_again
        left = [conflict for conflict in self.conflicts if conflict.questions not in shown]
        return [conflict for conflict in left if conflict.questions[0] == left[0].questions[0]]

    def _ask_again(self, conflicts: list[Conflict]) -> Ask:
        names = list(dict.fromkeys(name for conflict in conflicts for name in conflict.questions))
        screen, look_again = self._alone(names[0]), self._speech("interview.look_again")
        if len(names) > 1:
            screen = Screen(id=screen.id, order=0, form="fields", title=self._speech("interview.not_fitting"),
                            text=look_again, questions=tuple(names))  # fmt: skip
        say = "\n".join(conflict.say for conflict in conflicts)
        return ask(screen, names, self._history.answers, look_again, self.library, conflict=say)

    def _alone(self, name: str) -> Screen:
        return screen_of(self.library.questions[name], self._speech)

    # What the person does

    def answer(self, value: Any) -> None:
        """Answer what `next()` asks.

        `value` is what an answers file would hold (where `Ask.form` is `one`), the keys of the lines ticked (`list`),
        or a mapping from questions to answers (`fields`, and any form). What a mapping leaves out of a list counts as
        "none of these", and what it leaves out of fields as `Ask.before`. Raises `AnswersError` with the remedy when
        it cannot be used; then nothing has changed.
        """
        shown = self.next()
        if shown is None:
            raise AnswersError(
                "The interview is over.",
                [Fault(FaultCode.NOTHING_ASKED, "answer", "nothing is asked.", "Change an answer.")],
            )
        given = read(shown, value)
        self._check(given.answers)
        again = tuple(conflict.questions for conflict in self._to_show) if shown.conflict else ()
        if shown.conflict:
            old = self._history.answers
            given = Given({name: new for name, new in given.answers.items() if new != old.get(name)})
        self._do(shown.id, given, asked_again=again)

    def change(self, question: str, value: Any) -> None:
        """Change an answer that was given. What depended on it is asked again, with the old answer shown.

        An answer that says something that now cannot be stays, and both are asked again. What the person is to be asked
        before, `taken_back` says; the record keeps it. Raises `AnswersError`.
        """
        given = self._given_anew(question, value)
        self._do(question, given, taken_back=tuple(sign.id for sign in self._signs(question, given)))

    def taken_back(self, question: str, value: Any) -> tuple[Sign, ...]:
        """The signs that another answer would take back, each with its words; until that is confirmed, they count.

        Raises `AnswersError` where `change` would.
        """
        return self._signs(question, self._given_anew(question, value))

    def _signs(self, question: str, given: Given) -> tuple[Sign, ...]:
        old, new = self._history.answers[question], given.answers[question]
        return tuple(signs_taken_back(question, old, new, self._assessor))

    def answered(self, question: str) -> Ask:
        """A question that was answered, to be asked again by itself, with its answer. Raises `AnswersError`."""
        if question not in self._history.answers:
            what = "has not been answered." if question in self.library.questions else "there is no such question."
            raise AnswersError("There is nothing to change.", [Fault(FaultCode.UNKNOWN_QUESTION, question, what)])
        return ask(self._alone(question), [question], self._history.answers, "", self.library)

    def _given_anew(self, question: str, value: Any) -> Given:
        given = read(self.answered(question), {question: value})
        self._check(given.answers)
        return given

    def back(self) -> None:
        """Take back the last thing that was answered or changed. Raises `AnswersError` at the beginning."""
        if not self._history.trail:
            raise AnswersError(
                "This is the beginning.", [Fault(FaultCode.NOTHING_ASKED, "back", "nothing has been answered yet.")]
            )
        self._go_to(self._history.back())

    def note(self, values: Mapping[str, Any]) -> None:
        """Keep what is in fields that are not answered yet, so that it is saved and shown as what is there already."""
        self._check(values)
        self._go_to(replace(self._history, earlier={**self._history.earlier, **values}))

    def _check(self, given: Mapping[str, Any]) -> None:
        questions = self.library.questions
        faults = [fault for name, value in given.items() for fault in faults_of(value, questions[name])]
        if faults:
            raise AnswersError(f"{'These are' if len(faults) > 1 else 'That is'} no answer here.", faults)

    def _do(
        self,
        screen: str,
        given: Given,
        asked_again: tuple[tuple[str, ...], ...] = (),
        taken_back: tuple[str, ...] = (),
    ) -> None:
        """Put down one step, without the answers that a changed one takes with it."""
        old = self._history.answers
        gone = withdrawn(given.answers.keys() & old.keys(), old, {**old, **given.answers}, self._assessor)
        self._go_to(self._history.forth(screen, given, gone, asked_again, taken_back))
        self._history = replace(self._history, progress=max(self._history.progress, self._estimate()))

    def _go_to(self, history: History) -> None:
        """Take this for what was done, and work out anew what follows from it."""
        self._history = history
        for remembered in ("_standing", "_next"):
            self.__dict__.pop(remembered, None)

    # How far it is

    @property
    def answers(self) -> dict[str, Any]:
        """The answers given so far, by question, as a file of answers would hold them."""
        return dict(self._history.answers)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What the person did, in order; `back` takes back the last of it."""
        return self._history.trail

    @property
    def ready(self) -> bool:
        """Whether `recommendation()` can be asked for now: nothing that matters for safety is open any more.

        What is still to be asked then can only fit a plan better to the person, or add care to it.
        """
        shown = self.next()
        return shown is None or shown.ready

    @property
    def settled(self) -> dict[str, str]:
        """Every question that will not be asked any more: `answered`, `skipped` or `not_applicable`."""
        state: dict[str, str] = {}
        for name in self.library.questions:
            if name in self._history.answers:
                state[name] = "answered"
            elif self._standing.applies[name] == "no":
                state[name] = "not_applicable"
            elif not self._standing.may_come(name) or self.next() is None:
                state[name] = "skipped"
        return state

    @property
    def open(self) -> tuple[str, ...]:
        """The questions that may still be asked, in order."""
        settled = self.settled
        return tuple(question.id for question in self.library.questions_in_order if question.id not in settled)

    @property
    def progress(self) -> float:
        """A fair estimate of how far along this is, 0 to 1; it never falls."""
        return 1.0 if self.next() is None else self._history.progress

    def _estimate(self) -> float:
        if self.next() is None:
            return 1.0
        done = len(self._history.trail)
        return done / (done + max(self._standing.screens_left(), 1.0))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The answers that do not fit together; where they stay so, the more careful one counts."""
        return self._standing.conflicts

    @property
    def listened(self) -> Listened:
        """What was heard in words of one's own, each with the words that made it, and which texts were understood."""
        return self._standing.listened

    # What comes of it

    @property
    def is_emergency(self) -> bool:
        """Whether help is needed now, whatever else would be answered; then nothing more is asked."""
        return self._standing.outlook.mildest == "emergency_now"

    def recommendation(self) -> Recommendation:
        """The plan or referral, with the record of why each question was asked or skipped.

        From when it is `ready` on; then what was not asked is taken as it is most often, and the plan says so. Raises
        `AnswersError` before that.
        """
        from loosen._planning.recommender import recommend

        shown = self.next()
        if shown is not None and not shown.ready:
            fault = Fault(FaultCode.MISSING_ANSWER, shown.question.id, "is not answered.", shown.title)
            raise AnswersError("The interview is not over.", [fault])
        not_these = {NOT_THESE: self._history.not_these} if self._history.not_these else {}
        made = recommend({**self._history.answers, **not_these}, self.library)
        asked = records(self._history, self.settled, self._assessor, self._standings)
        interview = InterviewRecord.of(asked, self._history.taken_back)
        return made.model_copy(update={"audit": made.audit.model_copy(update={"interview": interview})})

    # Stop and go on

    def as_data(self) -> dict[str, Any]:
        """All of it as plain data for JSON. Without its part `interview` it is a file of answers."""
        return to_data(self._history, self.library)

    @classmethod
    def from_data(
        cls, data: Any, library: Library | None = None, standings: Standings | None = None, *, where: str = WHERE
    ) -> Questionnaire:
        """Go on with an interview, or from a file of answers. Raises `FileError` when it is neither.

        Of one made with another library, answers to questions that mean the same are kept; `asked_anew` has the others.
        """
        self = cls(library, standings)
        self._history, self.asked_anew = of_data(data, self.library, where)
        return self
