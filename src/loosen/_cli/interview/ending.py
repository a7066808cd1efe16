"""What comes after the plan: what to do with it, why an item is in it, and answering more to make it again."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterator

from loosen._cli.console import emit, width
from loosen._interview import Questionnaire
from loosen._interview.screens import Ask, Line
from loosen._model.plan import Plan, Recommendation
from loosen._words.speech import speech_of

from .hold import CHANGE, Back, Face, Stop, asking, change_answer, hold
from .keeping import Keeper, free_name, plan_beside

ENOUGH, KEEP, MORE = "end", "keep", "more"
"""The keys of the lines that ask for no more, for files that stay, and for the questions that are left."""


class Ending:
    """What came of an interview, shown, kept, explained and made again for as long as the person wants."""

    def __init__(self, questionnaire: Questionnaire, face: Face, keeper: Keeper) -> None:
        self._questionnaire, self._face, self._keeper = questionnaire, face, keeper
        self._speech = speech_of(questionnaire.library.language_id)

    def go_on(self, made: Recommendation, before: Recommendation | None) -> Recommendation:
        """Show it, and go on until that is all; what came of it in the end. `before` is what came of it the last time.

        Nobody is asked where nobody sits. Raises `Stop` and `KeyboardInterrupt` where an answer was changed, and not
        all was answered that then had to be: what was made before counts no longer.
        """
        self._show(made, before)
        try:
            while (key := self._face.choose(self._menu(made), 1.0, several=False)[-1]) != ENOUGH:
                made = self._done(key, made)
        except (Stop, Back, KeyboardInterrupt):
            if not self._questionnaire.ready:
                raise
        return made

    def _done(self, key: str, made: Recommendation) -> Recommendation:
        """What there is after a line of the menu was chosen. Raises `Stop`, and then what was made before stays."""
        if key == CHANGE:
            return self._made_again(made, enough=True) if change_answer(self._questionnaire, self._face) else made
        if (plan := made.plan) is None:
            return made
        if key == KEEP and not self._keeper.named:
            self._keeper.stay(self._questionnaire, made)
            self._face.say(self._what_next(plan))
        elif key == MORE and self._questionnaire.next() is not None:
            return self._made_again(made)
        elif key in {item.exercise for item in plan.items}:
            self._explain(made, key)
        return made

    def _made_again(self, before: Recommendation, *, enough: bool = False) -> Recommendation:
        """What comes of it with more answers, or with other ones that are `enough`. Raises `Stop`."""
        self._keeper.keep(self._questionnaire)
        made = hold(self._questionnaire, self._face, self._keeper.keep, refining=True, enough=enough)
        self._show(made, before)
        return made

    def _show(self, made: Recommendation, before: Recommendation | None) -> None:
        from loosen._outputs.export import export

        self._keeper.keep_plan(made)
        emit(f"\n{export(made, 'text', width=width())}", None)
        if before is not None:
            emit(f"\n{self._changes(before, made)}", None)
        if made.plan is not None:
            emit(f"\n{self._what_next(made.plan)}\n", None)

    def _changes(self, before: Recommendation, made: Recommendation) -> str:
        from loosen._explain.compare.diff import diff
        from loosen._outputs.comparison import told_comparison
        from loosen._outputs.side_by_side import Names

        names = Names(self._speech("interview.before"), self._speech("interview.now"))
        return told_comparison(diff(before, made, self._questionnaire.library), "text", names=names, width=width())

    def _what_next(self, plan: Plan) -> str:
        """Where plan and answers are kept, and what can be typed next, in rows."""
        told = (textwrap.fill(say, width(), break_on_hyphens=False) for say in self._next_steps(plan))
        return "\n".join(told)

    def _next_steps(self, plan: Plan) -> Iterator[str]:
        say = self._speech
        yield say("interview.next")
        if not self._keeper.named:
            yield say("interview.next_not_kept")
            return
        answers, kept = str(self._keeper.file), shlex.quote(str(self._keeper.plan_file))
        yield say("interview.next_kept", plan=str(self._keeper.plan_file), answers=answers)
        yield say("interview.next_session", plan=kept)
        if plan.items:
            yield say("interview.next_why", plan=kept, exercise=plan.items[-1].exercise)
            yield say("interview.next_swap", plan=kept, exercise=plan.items[-1].exercise)
        if self._questionnaire.next() is not None:
            yield say("interview.next_more", answers=shlex.quote(answers))

    def _explain(self, made: Recommendation, exercise: str) -> None:
        from loosen._explain.why.chain import why
        from loosen._outputs.document import to_text
        from loosen._outputs.why import story

        self._face.say(to_text(story(why(made.audit, exercise), self._speech), width()))

    def _menu(self, made: Recommendation) -> Ask:
        """What may be done now; of a referral only to look at the answers that led to it."""
        say, plan = self._speech, made.plan
        lines = [Line(ENOUGH, "", ENOUGH, say("interview.that_is_all"))]
        if plan is None:
            lines.append(Line(CHANGE, "", CHANGE, say("interview.ticked_by_mistake")))
            return asking("referred", say("interview.why_this"), say("interview.counts_until"), lines)
        if self._questionnaire.next() is not None:
            lines.append(Line(MORE, "", MORE, say("interview.more_and_again")))
        if not self._keeper.named:
            file = free_name()
            lines.append(
                Line(KEEP, "", KEEP, say("interview.keep_here", plan=str(plan_beside(file)), answers=str(file)))
            )
        lines += [Line(item.exercise, "", item.exercise, item.name) for item in plan.items]
        lines.append(Line(CHANGE, "", CHANGE, say("interview.change_answer")))
        return asking("why", say("interview.why_this"), say("interview.choose_an_item"), lines)
