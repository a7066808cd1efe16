"""The interview: what to ask next and why, what is settled, what is still open. The same object serves every face.

    questionnaire = Questionnaire()
    while ask := questionnaire.next():
        questionnaire.answer(...)
    questionnaire.recommendation()

An instance is for one person and for one thread at a time. All it knows is what it was answered, in which order; what
comes next follows from that and from the library, so the same answers always lead to the same questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from loosen._version import __version__
from loosen.answers import INTERVIEW, LIBRARY, answers_in
from loosen.asking import Asking
from loosen.engine import compile_condition
from loosen.errors import AnswersError, Fault, FileError
from loosen.lexicon import Listener
from loosen.library import Library, load
from loosen.model.audit import AskedRecord, Conflict
from loosen.model.base import Id, Model
from loosen.model.screen import Screen
from loosen.model.when import QuestionTest, tests_of
from loosen.relevance import CODE, Known, Outlook, Relevance
from loosen.screens import Ask, Given, ask, read
from loosen.stages.intake import Intake, faults_of, is_telling, open_facts, take_one

if TYPE_CHECKING:  # what only the end needs is loaded at the end, so that the first question comes fast
    from loosen.model.plan import Recommendation

SCHEMA = 1
"""Version of a saved interview; it rises whenever an older program could misread one."""


class Step(Model):
    """One thing the person did: on which screen, and what the answers that it touched were before (None: not given).

    `unsure` are questions of a list about which the person was not sure: each is then asked by itself. `asked_again`
    are those of a conflict that was shown.
    """

    screen: str
    before: dict[Id, Any]
    unsure: tuple[Id, ...] = ()
    asked_again: tuple[tuple[Id, ...], ...] = ()


class _Saved(Model):
    """The part of a saved interview that is not answers."""

    schema_version: Literal[1]
    version: str
    progress: float = Field(ge=0, le=1)
    earlier: dict[Id, Any]
    trail: tuple[Step, ...]


class _State(NamedTuple):
    """What follows from the answers: how they read, and what they leave open."""

    intake: Intake
    applies: Mapping[str, str]
    outlook: Outlook


class _Tools:
    """What is made ready once for a library and shared by all its interviews."""

    def __init__(self, library: Library) -> None:
        self.asking = Asking(library)
        self.listener = Listener(library.lexicon)
        self.relevance = Relevance(library)


@lru_cache(maxsize=4)
def _tools(library: Library) -> _Tools:
    return _Tools(library)


@lru_cache(maxsize=1)
def _bundled() -> Library:
    return load()


class Questionnaire:
    """One person's interview."""

    def __init__(self, library: Library | None = None) -> None:
        """An interview from the beginning, about the bundled library or `library`."""
        self.library = library or _bundled()
        self._tools = _tools(self.library)
        self._answers: dict[str, Any] = {}
        self._earlier: dict[str, Any] = {}
        self._trail: list[Step] = []
        self._progress = 0.0

    # What comes next

    def next(self) -> Ask | None:
        """What to ask now; None when nothing is left whose answer could change the outcome."""
        return self._next

    @cached_property
    def _next(self) -> Ask | None:
        if self._state.outlook.mildest == "emergency_now":
            return None
        if conflicts := self._to_show:
            return self._ask_again(conflicts)
        for screen in self.library.screens_in_order:
            names = [name for name in screen.questions if self._is_to_ask(name)]
            if names:
                return self._ask(screen, names)
        return None

    def _ask(self, screen: Screen, names: list[str]) -> Ask:
        singly = {name for step in self._trail for name in step.unsure}
        together = [name for name in names if name not in singly]
        if not together:
            screen, together = self._alone(names[0]), names[:1]
        waiting = sorted({rule for name in together for rule in self._state.outlook.waiting[name]})
        return ask(screen, together, self._earlier, why_words(waiting), self.library)

    @property
    def _to_show(self) -> list[Conflict]:
        """The first conflict that was not shown yet, with the others about the same earlier answer."""
        shown = {questions for step in self._trail for questions in step.asked_again}
        left = [conflict for conflict in self.conflicts if conflict.questions not in shown]
        return [conflict for conflict in left if conflict.questions[0] == left[0].questions[0]]

    def _ask_again(self, conflicts: list[Conflict]) -> Ask:
        text = "Please look at these answers again. If you leave them, we go by the more careful one."
        names = list(dict.fromkeys(name for conflict in conflicts for name in conflict.questions))
        alone = self._alone(names[0])
        several = Screen(id=alone.id, order=0, form="fields", title="These answers do not fit together.", text=text,
                         questions=tuple(names))  # fmt: skip
        screen = several if len(names) > 1 else alone
        return ask(screen, names, self._answers, text, self.library, conflict="\n".join(one.say for one in conflicts))

    def _alone(self, name: str) -> Screen:
        question = self.library.questions[name]
        return Screen(id=name, order=question.order, form="one", title=question.text, questions=(name,))

    def _is_to_ask(self, name: str) -> bool:
        """Whether a question is open, applies as far as one can tell by now, and matters."""
        _, applies, outlook = self._state
        if name in self._answers or name not in outlook.waiting or applies[name] == "no":
            return False
        return applies[name] == "yes" or not any(self._is_coming(parent) for parent in self._parents(name))

    def _is_coming(self, name: str) -> bool:
        """Whether a question will still be asked."""
        return name not in self._answers and name in self._state.outlook.waiting and self._state.applies[name] != "no"

    def _parents(self, name: str) -> Iterator[str]:
        for test in tests_of(self.library.questions[name].ask_when):
            if isinstance(test, QuestionTest):
                yield test.question

    @cached_property
    def _state(self) -> _State:
        intake, applies = self._take(self._answers)
        heard = self._tools.listener.heard(intake.records.values(), self.library)
        missing = frozenset(self.library.questions) - self._answers.keys()
        known = Known(intake.facts, missing, heard, contradictory=bool(intake.conflicts))
        return _State(intake, applies, self._tools.relevance.outlook(known))

    def _take(self, answers: Mapping[str, Any]) -> tuple[Intake, dict[str, str]]:
        """How the answers read, with the facts of open questions open; and which questions apply."""
        intake, applies = Intake(), dict[str, str]()
        for question in self.library.questions_in_order:
            applies[question.id] = self._tools.asking.applies(question.id, intake.facts)
            if question.id in answers:
                take_one(answers, question, applies[question.id], intake)
            elif applies[question.id] != "no":
                intake.facts.update(open_facts(question))
        return intake, applies

    # What the person does

    def answer(self, value: Any) -> None:
        """Answer what `next()` asks; see `screens.read` for what an answer may be.

        Raises `AnswersError` with the remedy when it cannot be used; then nothing has changed.
        """
        shown = self.next()
        if shown is None:
            raise AnswersError("The interview is over.", [Fault("answer", "nothing is asked.", "Change an answer.")])
        given = read(shown, value)
        self._check(given.answers)
        again = tuple(conflict.questions for conflict in self._to_show) if shown.conflict else ()
        if shown.conflict:
            given = Given({name: new for name, new in given.answers.items() if new != self._answers.get(name)})
        self._do(shown.id, given, asked_again=again)

    def change(self, question: str, value: Any) -> None:
        """Change an answer that was given. What depended on it is asked again, with the old answer shown.

        An answer that says something that now cannot be stays, and both are asked again. Raises `AnswersError`.
        """
        if question not in self._answers:
            what = "has not been answered." if question in self.library.questions else "there is no such question."
            raise AnswersError("There is nothing to change.", [Fault(question, what)])
        shown = ask(self._alone(question), [question], self._answers, "", self.library)
        given = read(shown, {question: value})
        self._check(given.answers)
        self._do(question, given)

    def back(self) -> None:
        """Take back the last thing that was answered or changed. Raises `AnswersError` at the beginning."""
        if not self._trail:
            raise AnswersError("This is the beginning.", [Fault("back", "nothing has been answered yet.")])
        step = self._trail.pop()
        for name, value in step.before.items():
            if name in self._answers:
                self._earlier[name] = self._answers.pop(name)
            if value is not None:
                self._answers[name] = value
        self._forget()

    def note(self, values: Mapping[str, Any]) -> None:
        """Keep what is in fields that are not answered yet, so that it is saved and shown as what is there already."""
        self._check(values)
        self._earlier |= values
        self._forget()

    def _check(self, given: Mapping[str, Any]) -> None:
        questions = self.library.questions
        faults = [fault for name, value in given.items() for fault in faults_of(value, questions[name])]
        if faults:
            raise AnswersError(f"{'These are' if len(faults) > 1 else 'That is'} no answer here.", faults)

    def _do(self, screen: str, given: Given, asked_again: tuple[tuple[str, ...], ...] = ()) -> None:
        """Put down one step: new answers, and those withdrawn because they depended on others."""
        changed = {name for name in given.answers if name in self._answers}
        answers = {**self._answers, **given.answers}
        withdrawn = self._withdrawn(answers, changed) if changed else ()
        before = {name: self._answers.get(name) for name in (*given.answers, *withdrawn)}
        self._trail.append(Step(screen=screen, before=before, unsure=given.unsure, asked_again=asked_again))
        self._earlier |= {name: answers.pop(name) for name in withdrawn}
        self._answers = answers
        self._forget()
        self._progress = max(self._progress, self._estimate())

    def _withdrawn(self, answers: Mapping[str, Any], changed: set[str]) -> tuple[str, ...]:
        """The answers that hang on what was changed, unless they say what can no longer be (then both are shown)."""
        moved, old = set(changed), self._answers
        for question in self.library.questions_in_order:
            if question.id in answers and question.id not in moved and self._hangs_on(question.id, moved, old, answers):
                moved.add(question.id)
        hanging = moved - changed
        _, applies = self._take({name: value for name, value in answers.items() if name not in hanging})
        kept = {name for name in hanging if applies[name] == "no" and self._is_sign(name, answers[name])}
        return tuple(sorted(hanging - kept))

    def _is_sign(self, name: str, value: Any) -> bool:
        """Whether an answer tells of signs, which are never dropped without a word; a number or a choice may be."""
        question = self.library.questions[name]
        return question.type in ("choices", "yes_no") and is_telling(value, question)

    def _hangs_on(self, name: str, moved: set[str], old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """Whether a test that decides if a question is asked looks at something that has moved."""
        for test in tests_of(self.library.questions[name].ask_when):
            if isinstance(test, QuestionTest) and test.question in moved:
                condition = compile_condition(test)
                keys_differ = self._facts_of(test.question, old) != self._facts_of(test.question, new)
                if test.any_of and keys_differ and self._named_differ(test, old, new):
                    return True
                facts = (self._facts_of(test.question, answers) for answers in (old, new))
                if len({condition.truth(one) for one in facts}) > 1:
                    return True
        return False

    def _named_differ(self, test: QuestionTest, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """Whether one of several options that a test names was ticked or unticked."""
        for option in test.any_of or ():
            single = compile_condition(QuestionTest.model_validate({"question": test.question, "is": option}))
            if len({single.truth(self._facts_of(test.question, answers)) for answers in (old, new)}) > 1:
                return True
        return False

    def _facts_of(self, name: str, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        intake = Intake()
        if name in answers:
            take_one(answers, self.library.questions[name], "yes", intake)
        return intake.facts

    def _forget(self) -> None:
        """Work out anew what follows from the answers."""
        self.__dict__.pop("_state", None)
        self.__dict__.pop("_next", None)

    # How far it is

    @property
    def answers(self) -> dict[str, Any]:
        """The answers given so far, by question, as a file of answers would hold them."""
        return dict(self._answers)

    @property
    def settled(self) -> dict[str, str]:
        """Every question that will not be asked any more: `answered`, `skipped` or `not_applicable`."""
        state: dict[str, str] = {}
        for name in self.library.questions:
            if name in self._answers:
                state[name] = "answered"
            elif self._state.applies[name] == "no":
                state[name] = "not_applicable"
            elif not self._is_coming(name) or self.next() is None:
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
        return 1.0 if self.next() is None else self._progress

    def _estimate(self) -> float:
        if self.next() is None:
            return 1.0
        applies = self._state.applies
        coming = (
            [applies[name] for name in screen.questions if self._is_coming(name)]
            for screen in self.library.screens_in_order
        )
        left = sum(1.0 if "yes" in found else 0.3 for found in coming if found)
        return len(self._trail) / (len(self._trail) + max(left, 1.0))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The answers that do not fit together; where they stay so, the more careful one counts."""
        return tuple(self._state.intake.conflicts)

    # What comes of it

    def recommendation(self) -> Recommendation:
        """The plan or referral, with the record of why each question was asked or skipped.

        Raises `AnswersError` while something is still to be asked.
        """
        from loosen.recommend import recommend

        shown = self.next()
        if shown is not None:
            fault = Fault(shown.question.id, "is not answered.", shown.title)
            raise AnswersError("The interview is not over.", [fault])
        made = recommend(self._answers, self.library)
        audit = made.audit.model_copy(update={"interview": tuple(self._records())})
        return made.model_copy(update={"audit": audit})

    def _records(self) -> Iterator[AskedRecord]:
        from loosen.export.words import condition_words

        settled, asked = self.settled, self._asked_for()
        for question in self.library.questions_in_order:
            match settled[question.id]:
                case "answered":
                    rules = asked.get(question.id, ())
                    record = AskedRecord(question=question.id, outcome="asked", because=why_words(rules), rules=rules)
                case "not_applicable":
                    because = f"It is asked only when {condition_words(question.ask_when)}."
                    record = AskedRecord(question=question.id, outcome="not_applicable", because=because)
                case _:
                    because = SKIPPED.get(self._state.outlook.mildest, NO_MATTER)
                    record = AskedRecord(question=question.id, outcome="skipped", because=because)
            yield record

    def _asked_for(self) -> dict[str, tuple[str, ...]]:
        """The rules that waited for each answer when it was given, found by going through the interview again."""
        past = Questionnaire(self.library)
        past._answers, past._trail = dict(self._answers), list(self._trail)
        waited: dict[str, tuple[str, ...]] = {}
        while past._trail:
            names = past._trail[-1].before
            past.back()
            for name in names:
                waited.setdefault(name, past._state.outlook.waiting.get(name, ()))
        return waited

    # Stop and go on

    def as_data(self) -> dict[str, Any]:
        """All of it as plain data for JSON. Without its part `interview` it is a file of answers."""
        saved = _Saved(
            schema_version=1, version=__version__, progress=self._progress, earlier=self._earlier,
            trail=tuple(self._trail),
        )  # fmt: skip
        answers = {name: self._answers[name] for name in sorted(self._answers)}
        return {LIBRARY: self.library.digest, "answers": answers, INTERVIEW: saved.model_dump(mode="json")}

    @classmethod
    def from_data(cls, data: Any, library: Library | None = None, *, where: str = "The interview") -> Questionnaire:
        """Go on with an interview. Raises `FileError` when it is none, or was made by or for something else."""
        self = cls(library)
        try:
            answers = answers_in(data, where)
            saved = _Saved.model_validate(data[INTERVIEW])
        except (AnswersError, KeyError, ValidationError) as error:
            raise not_resumed(where, _reason(error, data)) from error
        if answers.pop(LIBRARY, None) != self.library.digest:
            raise not_resumed(where, "was made with another library of questions and rules.")
        questions = self.library.questions
        named = {*answers, *saved.earlier, *(name for step in saved.trail for name in (*step.before, *step.unsure))}
        if named - set(questions) or any(faults_of(value, questions[name]) for name, value in answers.items()):
            raise not_resumed(where, "holds answers that cannot be.")
        self._answers, self._earlier = answers, dict(saved.earlier)
        self._trail, self._progress = list(saved.trail), saved.progress
        return self


def _reason(error: Exception, data: Any) -> str:
    interview = data.get(INTERVIEW) if isinstance(data, dict) else None
    if isinstance(interview, dict) and interview.get("schema_version") != SCHEMA:
        return f"was saved by another version ({str(interview.get('version'))[:20]}) of this program."
    return "is not a whole interview." if isinstance(error, (KeyError, ValidationError, AnswersError)) else str(error)


def not_resumed(where: str, what: str) -> FileError:
    """What is said where a saved interview cannot be used."""
    remedy = "It is left as it is. Start anew with: loosen ask"
    return FileError("The interview cannot be resumed.", [Fault(where, what, remedy)])


_STAGES = (
    ("TRI", "find out whether you should see somebody before you exercise"),
    ("SAF", "leave out what is not safe for you"),
    ("", "fit the plan to you"),
)
NO_MATTER = "No answer to it could change the outcome."
SKIPPED = {
    "emergency_now": "The answers already ask for help at once.",
    "urgent_same_day": "The answers already ask for a doctor today; only what could be graver was asked.",
    "clinician_before_exercise": "The answers already ask for a doctor first; only what could be graver was asked.",
}


def why_words(rules: tuple[str, ...] | list[str]) -> str:
    """Why a question is asked, in one sentence, from the rules that wait for it."""
    kinds = {_kind(rule) for rule in rules} or {""}
    return f"We ask this to {', and to '.join(words for kind, words in _STAGES if kind in kinds)}."


def _kind(rule: str) -> str:
    return rule[:3] if rule != CODE and rule[:3] in ("TRI", "SAF") else ""
