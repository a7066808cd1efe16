"""Tells what came of making plans again: of one, and of a folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loosen._explain.replay.types import ALL_WELL, OUTCOMES, Person, Replay, Summary
from loosen._model.language import ENGLISH
from loosen._records.origin import SHOWN
from loosen._words.speech import Speech, speech_of

from .comparison import told_comparison
from .document import Block, Form, in_form, to_json
from .side_by_side import Names

MOST = 20
"""People who are named one by one; the rest are counted."""
_CARRIED: Mapping[str, str] = {
    "audit.interview": "interview", "loosen.version": "version", "audit.schema_version": "form",
}  # fmt: skip


def told_replay(
    found: Replay, form: Form, *, name: str, width: int = 80, deep: bool = False, speech: Speech | None = None
) -> str:
    """A record made again, as text, Markdown or JSON, ending in a line break.

    Without a `speech` it is told in the record's language where it did not come out the same, and else in English.
    """
    if form == "json":
        return to_json(found.model_dump(mode="json"))
    speech = speech or speech_of(found.comparison.after.language if found.comparison else ENGLISH)
    head = in_form(_blocks(found, speech), form, width)
    if found.comparison is None or not found.comparison.parts:
        return head
    names = Names(name, speech("replay.made_again"))
    told = told_comparison(found.comparison, form, names=names, width=width, deep=deep, speech=speech)
    return f"{head}\n{told}"


def _blocks(found: Replay, speech: Speech) -> Iterator[Block]:
    yield Block("title", (speech.one_of("outcome", found.outcome),))
    then, now = found.made_with[:SHOWN], found.replayed_with[:SHOWN]
    if found.same_library:
        yield Block("text", (speech("replay.same_library", library=then),))
    else:
        yield Block("text", (speech("replay.libraries", then=then, now=now),))
    if found.outcome == "identical":
        yield Block("text", (speech("replay.reformatted" if found.reformatted else "replay.every_byte"),))
    if found.carried:
        carried = speech.both(speech.one_of("carried", _CARRIED[part]) for part in found.carried)
        yield Block("text", (speech("replay.carried", parts=carried),))
    if found.first:
        first = found.first
        yield Block("text", (speech("replay.first", step=first.step, path=first.path),))
        before, after = str(first.before), str(first.after)
        yield Block("list", (speech("replay.in_record", what=before), speech("replay.again", what=after)))
    if found.refused and not found.same_library:
        yield Block("text", (speech("replay.refused"),))
        yield Block("list", tuple(f"{one.question} {one.what}" for one in found.refused))


def told_summary(found: Summary, form: Form, *, width: int = 80, speech: Speech | None = None) -> str:
    """A folder of plans made again, as text, Markdown or JSON, ending in a line break."""
    if form == "json":
        told = {"counts": found.counts, "touched": [_row(*row) for row in found.touched]}
        return to_json({**told, **found.model_dump(mode="json")})
    return in_form(_summary(found, speech or speech_of(ENGLISH)), form, width)


def _row(entry: str, people: int, changed: int) -> dict[str, str | int]:
    return {"entry": entry, "people": people, "changed": changed}


def _summary(found: Summary, speech: Speech) -> Iterator[Block]:
    yield Block("title", (speech("replay.plans_made_again", count=len(found.people)),))
    yield Block("text", (speech("replay.with_library", library=found.library_digest[:SHOWN]),))
    yield Block("list", tuple(
        speech("replay.counted", outcome=speech.one_of("outcome", outcome), people=count)
        for outcome, count in found.counts.items() if count
    ))  # fmt: skip
    if found.touched:
        yield Block("heading", (speech("replay.whom_it_touches"),))
        yield Block("list", tuple(_touched(*row, speech) for row in found.touched))
    for outcome in OUTCOMES:
        people = [person for person in found.people if person.outcome == outcome]
        if people and outcome not in ALL_WELL:
            yield Block("heading", (speech.one_of("outcome", outcome),))
            yield Block("list", tuple(_named(people, speech, everybody=outcome == "unreadable")))


def _touched(entry: str, people: int, changed: int, speech: Speech) -> str:
    kind, _, said = entry.partition(":")
    name, _, change = said.partition(" ")
    what = name if kind == "rule" else speech("comparison.the_exercise", name=name)
    told = speech.one_of("change", change, what=what)
    return speech("replay.touched", what=told, people=speech("replay.people", count=people), changed=changed)


def _named(people: list[Person], speech: Speech, *, everybody: bool) -> Iterator[str]:
    shown = people if everybody else people[:MOST]
    yield from (_person(person, speech) for person in shown)
    if more := len(people) - len(shown):
        yield speech("replay.more", more=more)


def _person(person: Person, speech: Speech) -> str:
    said = [person.says] if person.says else []
    if person.outcome == "changed_level":
        said.append(f"{person.before} → {person.after}".replace("_", " "))
    if person.first:
        said.append(speech("replay.first_in", step=person.first.step, path=person.first.path))
    return f"{person.file}: {'; '.join(said)}" if said else person.file
