"""Messages in other languages: each is one that the program has, with its parameters, and up to date."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library.reading import Entry, Shelf
from loosen._model.messages import Counted, MessageWording, mark_of_message, parameters_of
from loosen.errors import Fault, FaultCode


def messages(shelf: Shelf) -> Iterator[Fault]:
    """Every fault of the wordings of messages; one that a language lacks is said in English and is none."""
    for entry in shelf.entries["wordings"].values():
        for topic, wordings in entry.model.words.items():
            english = shelf.entries["words"].get(topic)
            if english is None:
                known = f"There are: {', '.join(shelf.entries['words'])}."
                yield Fault(
                    FaultCode.WORDING, entry.text.at(("words", topic)), f"'{topic}' is no topic of messages.", known
                )
                continue
            for key, wording in wordings.items():
                yield from _of_one(entry, english, key, wording)


def _of_one(entry: Entry, english: Entry, key: str, wording: MessageWording) -> Iterator[Fault]:
    path, name = ("words", english.key, key), f"{english.key}.{key}"
    message = english.model.messages.get(key)
    if message is None:
        yield Fault(
            FaultCode.WORDING,
            entry.text.at(path),
            f"there is no message {name}.",
            f"Mend the key, or look into {english.text.where}.",
        )
        return
    if wording.of != (mark := mark_of_message(message)):
        what = f"says {name} as it was before its English ({english.text.at(('messages', key))}) changed."
        remedy = f"Compare the two and mend this one; then write here: of: {mark}"
        yield Fault(FaultCode.WORDING, entry.text.at((*path, "of")), what, remedy)
    elif isinstance(wording.message, Counted) != isinstance(message, Counted):
        forms = "one and other" if isinstance(message, Counted) else "say"
        yield Fault(
            FaultCode.WORDING, entry.text.at(path), f"says {name} in other forms than its English.", f"Give {forms}."
        )
    elif (wanted := parameters_of(message)) != (given := parameters_of(wording.message)):
        told = ", ".join(sorted(given)) or "none"
        remedy = f"Its English has: {', '.join(sorted(wanted)) or 'none'}."
        yield Fault(FaultCode.WORDING, entry.text.at(path), f"has other parameters in {name}: {told}.", remedy)
