"""Files to models: reads what was found of rules/ and knowledge/, keeping all faults."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from loosen._model.base import Model
from loosen._model.body import BasePose, Joint, Poses, Segment, Surface
from loosen._model.demanded import DemandClass, Thing
from loosen._model.exercise import Dose, Exercise, Ladder
from loosen._model.knowledge import Advice, Condition, Demand, Muscle, SelfTest, Source, Symptom
from loosen._model.language import Language
from loosen._model.lexicon import Lexicon, Vocabulary
from loosen._model.messages import Topic
from loosen._model.policy import SessionPolicy
from loosen._model.programme import Programme
from loosen._model.provenance import Contradiction, Ledger, Principle
from loosen._model.question import Question, Tally
from loosen._model.rule import Rule, RuleCases
from loosen._model.screen import Screen
from loosen._model.wordings import Wordings
from loosen.errors import Fault, FaultCode

from .broken_yaml import rescued
from .form import faults_of
from .overlay import weakened
from .partial import as_far_as_read, misfits, part_of
from .steering import steering
from .unfilled import unfilled
from .yaml_text import Text, read_text

MODELS: Mapping[str, type[Model]] = {
    "questions": Question, "screens": Screen, "tallies": Tally, "sources": Source, "muscles": Muscle,
    "symptoms": Symptom, "self_tests": SelfTest, "conditions": Condition, "demands": Demand,
    "demand_classes": DemandClass, "equipment": Thing, "advice": Advice,
    "exercises": Exercise, "ladders": Ladder, "doses": Dose, "programmes": Programme, "lexicon": Lexicon,
    "vocabulary": Vocabulary, "joints": Joint, "segments": Segment, "surfaces": Surface, "base_poses": BasePose,
    "poses": Poses,
    "principles": Principle, "contradictions": Contradiction, "ledger": Ledger, "languages": Language, "rules": Rule,
    "cases": RuleCases, "policies": SessionPolicy, "words": Topic, "wordings": Wordings,
}  # fmt: skip
"""The model of each kind of authored file."""

CASES = ".cases.yaml"
"""How the name of a file with the cases of a rule ends."""


@dataclass
class Entry:
    """One entry as read: its model, and the text it came from so that later faults can name a line.

    `overlay` says that it came from an overlay, `whole` that all of it could be read: else its model lacks some fields.
    """

    kind: str
    key: str
    model: Any
    text: Text
    overlay: bool = False
    whole: bool = True


@dataclass
class Shelf:
    """Everything read so far, by kind and id, with the faults met on the way.

    `parts` are the entries that are not whole; `mentioned` holds every word of the files that are not, by file.
    """

    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {kind: {} for kind in MODELS})
    faults: list[Fault] = field(default_factory=list)
    unreadable: dict[str, set[str]] = field(default_factory=dict)
    parts: list[Entry] = field(default_factory=list)
    mentioned: dict[str, set[str]] = field(default_factory=dict)

    def models(self, kind: str) -> dict[str, Any]:
        """The models of one kind, sorted by id."""
        return {key: self.entries[kind][key].model for key in sorted(self.entries[kind])}

    def may_name(self, name: str, besides: Entry) -> bool:
        """Whether a file with faults, other than that of `besides`, has this word: who knows what it is there for."""
        return any(name in words for file, words in self.mentioned.items() if file != besides.text.where)


@dataclass(frozen=True)
class DataFile:
    """One YAML file of a library folder: where it is, what it is called there, what kind it holds, its bytes."""

    name: str
    kind: str
    raw: bytes


def digest_of(files: list[DataFile]) -> str:
    """SHA-256 over names and contents; line endings do not matter."""
    digest = hashlib.sha256()
    for file in files:
        content = file.raw.replace(b"\r\n", b"\n")
        digest.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def put_on(shelf: Shelf, files: list[DataFile], *, overlay: bool = False) -> None:
    """Read `files` onto the shelf. An overlay may add and replace; what keeps people safe only with a reason."""
    here: dict[tuple[str, str], str] = {}
    for file in files:
        read, found = _read(file)
        shelf.faults.extend(found)
        entry = read and replace(read, overlay=overlay)
        if entry is None or not entry.whole:
            _put_aside(shelf, file, entry, overlay=overlay)
            continue
        if (first := here.setdefault((entry.kind, entry.key), file.name)) != file.name:
            shelf.faults.append(
                Fault(
                    FaultCode.TWICE, file.name, f"gives the id {entry.key} again; {first} has it.", "Choose a new id."
                )
            )
        else:
            shelf.faults.extend(_of_overriding(shelf.entries[entry.kind].get(entry.key) if overlay else None, entry))
            shelf.faults.extend(_of_own_messages(entry) if overlay else ())
            shelf.entries[entry.kind][entry.key] = entry


def _put_aside(shelf: Shelf, file: DataFile, entry: Entry | None, *, overlay: bool) -> None:
    shelf.unreadable.setdefault(file.kind, set()).update({_stem(file), _stem(file)[:7]})
    shelf.mentioned[file.name] = set(re.findall(r"[\w-]+", file.raw.decode("utf-8", "replace")))
    if entry:
        shelf.unreadable[file.kind].add(entry.key)
        shelf.parts.append(entry)
        below = shelf.entries[entry.kind].get(entry.key) if overlay else None
        shelf.faults.extend(as_far_as_read(_of_overriding(below, entry), whole=False))


def _of_own_messages(entry: Entry) -> Iterator[Fault]:
    """Messages in an overlay, which nothing would read: what the program says belongs to the program."""
    if entry.kind == "words" or (entry.kind == "wordings" and entry.model.words):
        yield Fault(
            FaultCode.OVERRIDES,
            entry.text.where,
            "holds messages of the program.",
            "An overlay cannot change these: remove it.",
        )


def _of_overriding(old: Entry | None, new: Entry) -> Iterator[Fault]:
    """An entry that weakens one below it without a reason, or gives a reason where it weakens nothing."""
    what = weakened(old.model, new.model) if old else ""
    if what and new.model.overrides is None:
        remedy = "Leave it as it is, or say why with 'overrides: <reason>' in this file; every plan will tell it first."
        yield Fault(FaultCode.OVERRIDES, new.text.where, f"{what}.", remedy)
    elif getattr(new.model, "overrides", None) is not None and not what:
        yield Fault(
            FaultCode.OVERRIDES,
            new.text.at(("overrides",)),
            "overrides nothing that keeps people safe.",
            "Remove this line.",
        )


@lru_cache(maxsize=4096)
def _read(file: DataFile) -> tuple[Entry | None, tuple[Fault, ...]]:
    """What a file holds, and its faults; remembered, for most files are the same below every overlay."""
    faults: list[Fault] = []
    return _entry_in(file, faults), tuple(faults)


def _entry_in(file: DataFile, faults: list[Fault]) -> Entry | None:
    text = read_text(file.raw, file.name)
    if text.value is None:
        text = rescued(file.raw, text)
    text.faults.extend((*unfilled(text), *steering(file.raw, text)))
    faults.extend(text.faults)
    if text.faults and not isinstance(text.value, dict):
        return None
    try:
        model: Any = MODELS[file.kind].model_validate(text.value)
    except ValidationError as error:
        told = {fault.where for fault in text.faults}
        faults.extend(fault for fault in faults_of(error, text, MODELS[file.kind]) if fault.where not in told)
        return _read_in_part(file, text, faults)
    key = _key(file, model)
    faults.extend(_misnamed(file, key, model, text))
    return Entry(file.kind, key, model, text)


def _read_in_part(file: DataFile, text: Text, faults: list[Fault]) -> Entry | None:
    if not isinstance(text.value, dict):
        return None
    part = part_of(MODELS[file.kind], text.value, text.unread)
    faults.extend(Fault(FaultCode.MISNAMED, text.at(()), f"{what}.") for what in misfits(part))
    try:
        key = _key(file, part)
    except AttributeError:
        key = _stem(file)
    faults.extend(as_far_as_read(_misnamed(file, key, part, text), whole=False))
    return Entry(file.kind, key, part, text, whole=False)


def _key(file: DataFile, model: Any) -> str:
    if file.kind == "wordings":
        return "/".join(file.name.removesuffix(".yaml").split("/")[-2:])
    return str(model.rule if file.kind == "cases" else model.id)


def _stem(file: DataFile) -> str:
    return file.name.rpartition("/")[2].removesuffix(CASES).removesuffix(".yaml")


def _misnamed(file: DataFile, key: str, model: Any, text: Text) -> Iterator[Fault]:
    stem = _stem(file)
    if file.kind == "rules":
        if f"rules/{model.stage}/" not in file.name:
            yield Fault(
                FaultCode.MISNAMED,
                text.at(("id",)),
                f"{key} is a rule of {model.stage}.",
                f"Move it to rules/{model.stage}/.",
            )
        expected = f"{key}-{model.name}"
    elif file.kind == "wordings":
        expected = " and ".join(sorted(model.model_fields_set)) or "nothing"
    else:
        expected = key
    if stem != expected and not (file.kind == "cases" and stem.startswith(f"{key}-")):
        yield Fault(
            FaultCode.MISNAMED,
            text.at(("id",)),
            f"the file is called {stem}, yet holds {expected}.",
            "Rename one of the two.",
        )
