"""Tells what came of making plans again: of one, and of a folder of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from loosen.explain.replay.types import ALL_WELL, Outcome, Person, Replay, Summary
from loosen.records.origin import SHOWN

from .comparison import told_comparison
from .document import Block, Form, laid_out
from .side_by_side import Names

MOST = 20
"""People who are named one by one; the rest are counted."""
WORDS: Mapping[Outcome, str] = {
    "identical": "Identical",
    "unchanged": "Another library, and nothing would change for the person",
    "differs": "The same library, and not the same record",
    "changed_plan": "Another library, and another plan",
    "changed_level": "Another library, and another level",
    "refused": "Another library, and it does not accept the answers",
    "unreadable": "Could not be read or made again",
}
EVERY_BYTE = "It came out the same, to the last byte."
REFORMATTED = "Every value came out the same, but the file was laid out anew."
_CARRIED = {
    "audit.interview": "how the questions were asked", "loosen.version": "the name of the version that made it",
}  # fmt: skip


def told_replay(found: Replay, form: Form, *, name: str, width: int = 80, deep: bool = False) -> str:
    """A record made again, as text, Markdown or JSON, ending in a line break."""
    if form == "json":
        return json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    blocks = tuple(_blocks(found))
    head = laid_out(blocks, form, width)
    if found.comparison is None or not found.comparison.parts:
        return head
    names = Names(name, "Made again")
    return head + "\n" + told_comparison(found.comparison, form, names=names, width=width, deep=deep)


def _blocks(found: Replay) -> Iterator[Block]:
    yield Block("title", (WORDS[found.outcome],))
    if found.same_library:
        yield Block("text", (f"Made again from its own answers with the same library, {found.made_with[:SHOWN]}.",))
    else:
        libraries = f"made with the library {found.made_with[:SHOWN]}, and again with {found.replayed_with[:SHOWN]}"
        yield Block("text", (f"It was {libraries}.",))
    if found.outcome == "identical":
        yield Block("text", (REFORMATTED if found.reformatted else EVERY_BYTE,))
    if found.carried:
        carried = " and ".join(_CARRIED[part] for part in found.carried)
        yield Block("text", (f"Taken over from the record, because it is no result: {carried}.",))
    if found.first:
        first = found.first
        yield Block("text", (f"The first step that differs: {first.step}, at {first.path}.",))
        yield Block("list", (f"In the record: {first.before}", f"Made again: {first.after}"))
    if found.refused and not found.same_library:
        yield Block("text", ("Answers that the library does not accept as they are:",))
        yield Block("list", tuple(f"{one.question} {one.what}" for one in found.refused))


def told_summary(found: Summary, form: Form, *, width: int = 80) -> str:
    """A folder of plans made again, as text, Markdown or JSON, ending in a line break."""
    if form == "json":
        told = {"counts": found.counts, "touched": [_row(*row) for row in found.touched]}
        return json.dumps({**told, **found.model_dump(mode="json")}, ensure_ascii=False, indent=2) + "\n"
    blocks = tuple(_summary(found))
    return laid_out(blocks, form, width)


def _row(entry: str, people: int, changed: int) -> dict[str, str | int]:
    return {"entry": entry, "people": people, "changed": changed}


def _summary(found: Summary) -> Iterator[Block]:
    plans = len(found.people)
    yield Block("title", (f"{plans:,} plan{'s' * (plans != 1)} made again",))
    yield Block("text", (f"With the library {found.library_digest[:SHOWN]}.",))
    yield Block("list", tuple(f"{WORDS[outcome]}: {count:,}" for outcome, count in found.counts.items() if count))
    if found.touched:
        yield Block("heading", ("What changed in the library, and whom it touches",))
        yield Block("list", tuple(_touched(*row) for row in found.touched))
    for outcome in WORDS:
        people = [person for person in found.people if person.outcome == outcome]
        if people and outcome not in ALL_WELL:
            yield Block("heading", (WORDS[outcome],))
            yield Block("list", tuple(_named(people, everybody=outcome == "unreadable")))


def _touched(entry: str, people: int, changed: int) -> str:
    kind, _, said = entry.partition(":")
    name, _, change = said.partition(" ")
    what = f"{name} was {change}" if kind == "rule" else f"The {kind} {name} was {change}"
    return f"{what}: {people:,} {'person' if people == 1 else 'people'}, {changed:,} with another plan or level"


def _named(people: list[Person], *, everybody: bool) -> Iterator[str]:
    shown = people if everybody else people[:MOST]
    yield from map(_person, shown)
    if more := len(people) - len(shown):
        yield f"and {more:,} more; --format json names them all"


def _person(person: Person) -> str:
    said = [person.says] if person.says else []
    if person.outcome == "changed_level":
        said.append(f"{person.before} → {person.after}".replace("_", " "))
    if person.first:
        said.append(f"first in {person.first.step}, at {person.first.path}")
    return f"{person.file}: {'; '.join(said)}" if said else person.file
