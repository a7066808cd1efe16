"""Sources with what rests on them, the account of every item, contradictions, and what nobody has reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from loosen._library import Library
from loosen._library.library import KNOWLEDGE
from loosen._model.base import STAGES, Evidence
from loosen._model.provenance import Contradiction, Ledger, LedgerRow
from loosen._outputs.document import table

from .markup import bullets, certainty, entry_link, evidence, exercise_link, link, page, rule_link, words

RETRIEVED = {"page": "the page", "abstract": "the abstract", "mirror": "a copy", "memory": "nothing; from memory"}


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """One page for each subject, and one for each part of the account."""
    yield "sources.md", _sources(library)
    yield "contradictions.md", _contradictions(library)
    yield "unreviewed.md", _unreviewed(library)
    toc = "```{toctree}\n:maxdepth: 1\n\n" + "\n".join(library.ledger) + "\n```"
    intro = "What became of every item of the sources: an entry of the library, or the reason why there is none."
    yield "account/index.md", page("Account of the sources", intro, [toc, _counts(library)])
    for ledger in library.ledger.values():
        yield f"account/{ledger.id}.md", page(ledger.title, _count_words(ledger), [_account(ledger, library)])


def _sources(library: Library) -> str:
    resting = _resting(library)
    parts = []
    for key, source in library.sources.items():
        parts.append(f"## {key}")
        parts.append(f"{source.authors} ({source.year}). *{source.title}*. {source.locator}")
        note = f" {source.note}" if source.note else ""
        parts.append(f"Read of it: {RETRIEVED[source.retrieved]}.{note}")
        parts.append(bullets(resting[key]))
    return page("Sources", "Every source, how much of it was read, and what rests on it.", parts)


def _resting(library: Library) -> dict[str, list[str]]:
    """What rests on each source, with its certainty: entries by kind, in the order of their ids."""
    resting: dict[str, dict[str, None]] = defaultdict(dict)
    for kind in (*KNOWLEDGE, "rules"):
        for key, entry in getattr(library, kind).items():
            for item in _evidence_in(entry):
                name = rule_link(library, key) if kind == "rules" else f"{words(kind)}: `{key}`"
                name = exercise_link(library, key) if kind == "exercises" else name
                resting[item.source][f"{name} ({certainty(item.certainty)}): {item.supports}"] = None
    return {source: list(lines) for source, lines in resting.items()} | {
        source: [] for source in library.sources if source not in resting
    }


def _evidence_in(value: Any) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence_in(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _evidence_in(getattr(value, name))


def _contradictions(library: Library) -> str:
    principles = bullets(f"**{key}, {entry.name}**: {entry.plain}" for key, entry in library.principles.items())
    parts = ["## Principles", principles]
    for entry in library.contradictions.values():
        parts.extend(_contradiction(entry, library))
    intro = "Where sources disagree, what was decided, by which principle, and where it is carried out."
    return page("Contradictions", intro, parts)


def _contradiction(entry: Contradiction, library: Library) -> Iterator[str]:
    yield f"## {entry.id}"
    yield f"**{entry.title}**"
    yield bullets(
        f"{statement.says} *({statement.where})*" + (" **Overruled.**" if statement.loses else "")
        for statement in entry.statements
    )
    principles = ", ".join(f"{key} ({library.principles[key].name.lower()})" for key in entry.principles)
    yield f"Decided by {principles}: {entry.resolution}"
    yield entry.outside or f"Carried out in: {', '.join(entry_link(library, item) for item in entry.settled_in)}."
    yield evidence(entry.evidence)


def _unreviewed(library: Library) -> str:
    parts = []
    rows = []
    for stage in STAGES:
        rules = [rule for rule in library.rules.values() if rule.stage == stage]
        open_ = [rule for rule in rules if rule.reviewed.by == "none"]
        rows.append((f"rules of {stage}", str(len(rules)), str(len(open_))))
        parts += [f"## Rules of {stage}", bullets(f"{rule_link(library, rule.id)}: {rule.summary}" for rule in open_)]
    for kind in ("exercises", "programmes"):
        entries = getattr(library, kind)
        open_ = [entry for entry in entries.values() if entry.reviewed.by == "none"]
        rows.append((kind, str(len(entries)), str(len(open_))))
        parts += [f"## {kind.capitalize()}", bullets(_unread(kind, entry, library) for entry in open_)]
    intro = "No clinician has signed these off yet. Every plan made with one of them says so."
    return page("Not reviewed", intro, [table(("what", "there are", "not reviewed"), rows), *parts])


def _unread(kind: str, entry: Any, library: Library) -> str:
    if kind == "exercises":
        inferred = f" (filled in from general practice: {', '.join(entry.inferred)})" if entry.inferred else ""
        return exercise_link(library, entry.id) + inferred
    return link(entry.name, f"{kind}.md", entry.name)


def _counts(library: Library) -> str:
    books = library.ledger.values()
    rows = ((f"[{ledger.title}]({ledger.id}.md)", str(len(ledger.items)), *_ends(ledger)) for ledger in books)
    return table(("source", "items", "carried", "rejected", "nothing to encode"), rows)


def _ends(ledger: Ledger) -> tuple[str, str, str]:
    carried = sum(bool(row.became) for row in ledger.rows)
    rejected = sum(row.rejected is not None for row in ledger.rows)
    return str(carried), str(rejected), str(len(ledger.rows) - carried - rejected)


def _count_words(ledger: Ledger) -> str:
    carried, rejected, nothing = _ends(ledger)
    return f"{len(ledger.items)} items: {carried} carried, {rejected} rejected, {nothing} with nothing to encode."


def _account(ledger: Ledger, library: Library) -> str:
    rows = ((f"`{row.item}`", row.says, _became(row, library)) for row in ledger.rows)
    return table(("item", "says", "what became of it"), rows)


def _became(row: LedgerRow, library: Library) -> str:
    settled = "".join(f" ({link(key, '../contradictions.md', key)})" for key in row.contradictions)
    if row.became:
        carried = ", ".join(entry_link(library, entry, "../") for entry in row.became)
        return f"{carried}. {row.changed or ''}".rstrip() + settled
    return (f"**Rejected.** {row.rejected}" if row.rejected else f"Nothing to encode. {row.not_encoded}") + settled
