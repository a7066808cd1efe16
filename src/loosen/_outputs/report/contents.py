"""What the report says, part by part: read from the record, and ready to be set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from loosen._library import Library
from loosen._model.audit import Audit
from loosen._model.plan import Recommendation
from loosen._records.origin import SHOWN, is_made_with
from loosen._version import __version__
from loosen._words.recommendation import FIRST, advice_of, level_words
from loosen._words.record import Words
from loosen._words.speech import Speech
from loosen._words.vocabulary import in_words

from .picture import Picture, pictures
from .rows import Advised, Dosed, Entry, Group, Row, Settled, StageRows, Told
from .sources import Cited, cited
from .story import (
    advised,
    left_out,
    muscles_in_focus,
    notes,
    reasons_of_level,
    session_in_short,
    session_items,
    what_was_found,
    which_muscles,
)
from .tables import (
    VERDICTS,
    answer_rows,
    disagreement,
    exercise_groups,
    finding_rows,
    focus_rows,
    interview_rows,
    part_rows,
    quoted_entries,
    stage_rows,
)


class Page(NamedTuple):
    """The whole report."""

    title: str
    level: str
    level_id: str
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    first: tuple[str, ...]
    told: tuple[Row, ...]
    quiet: int
    found: tuple[Told, ...]
    muscles: tuple[Told, ...]
    left_out: tuple[Told, ...]
    session: str
    shortfall: str
    advice: tuple[Advised, ...]
    items: tuple[Dosed, ...]
    body: str
    pictures: tuple[Picture, ...]
    answers: tuple[Row, ...]
    interview: tuple[Row, ...]
    conflicts: tuple[Row, ...]
    heard: tuple[Row, ...]
    tallies: tuple[Row, ...]
    findings: tuple[Row, ...]
    stages: tuple[StageRows, ...]
    focus: tuple[Row, ...]
    parts: tuple[Row, ...]
    groups: tuple[Group, ...]
    contradictions: tuple[Settled, ...]
    entries: tuple[Entry, ...]
    sources: tuple[Cited, ...]
    sources_note: str
    seal: str
    seal_parts: tuple[tuple[str, str], ...]
    made: tuple[tuple[str, str], ...]
    speech: Speech
    redacted: str
    language: str
    known_rules: frozenset[str]


def page_of(recommendation: Recommendation, library: Library | None) -> Page:
    """The report of a recommendation; the library gives the titles and addresses of sources, and the pictures.

    There are pictures only where the record was made with this very library: others might show something else.
    """
    audit = recommendation.audit
    drawn_from = library if library and is_made_with(audit, library) else None
    words = Words(audit)
    speech = words.speech
    told = [row for row in answer_rows(words, ("answered", "unknown")) if not _is_nothing(row, speech)]
    seal, entries = recommendation.seal, tuple(quoted_entries(audit, speech))
    return Page(
        title=level_words(recommendation),
        level=speech.one_of("level", audit.level),
        level_id=audit.level,
        notes=tuple(notes(recommendation, speech)),
        reasons=tuple(reasons_of_level(recommendation, speech)),
        first=tuple(advice_of(recommendation, FIRST)),
        told=tuple(told),
        quiet=sum(record.state == "answered" for record in words.view.answers.values()) - len(told),
        found=tuple(what_was_found(audit, words)),
        muscles=tuple(which_muscles(audit, words)),
        left_out=tuple(left_out(audit, words)),
        session=session_in_short(recommendation, speech),
        shortfall=recommendation.plan.shortfall if recommendation.plan else "",
        advice=tuple(advised(recommendation, speech)),
        items=tuple(session_items(recommendation, words, drawn_from)),
        body=muscles_in_focus(audit, drawn_from) if drawn_from else "",
        pictures=pictures(recommendation),
        answers=tuple(answer_rows(words)),
        interview=tuple(interview_rows(audit, words)),
        conflicts=tuple(
            Row("", (conflict.say, "; ".join(map(words.question, conflict.questions)))) for conflict in audit.conflicts
        ),
        heard=tuple(
            Row("", (one.words, in_words(one.finding), _how_sure(speech, certain=one.certain), one.lexicon))
            for one in audit.heard
        ),
        tallies=tuple(Row("", (in_words(one.tally), str(one.least), str(one.most))) for one in audit.tallies),
        findings=tuple(finding_rows(audit, words)),
        stages=tuple(stage_rows(stage, words) for stage in audit.stages),
        focus=tuple(focus_rows(audit, words)),
        parts=tuple(part_rows(audit, words)),
        groups=tuple(exercise_groups(audit, words)),
        contradictions=tuple(disagreement(one, words) for one in audit.contradictions),
        entries=entries,
        sources=cited(recommendation, library, speech),
        sources_note=_sources_note(audit, library, speech),
        seal=seal.digest if seal else "",
        seal_parts=tuple(sorted(seal.parts.items())) if seal else (),
        made=tuple(_made(recommendation, speech)),
        speech=speech,
        redacted=audit.redacted.original if audit.redacted else "",
        language=audit.language,
        known_rules=frozenset(entry.node[5:] for entry in entries if entry.node.startswith("rule:")),
    )


def _is_nothing(row: Row, speech: Speech) -> bool:
    return row.cells[1] in (speech("names.answer.no"), speech("names.answer.none_of_these"))


def _how_sure(speech: Speech, *, certain: bool) -> str:
    return speech("report.certain" if certain else "report.possible")


def _sources_note(audit: Audit, library: Library | None, speech: Speech) -> str:
    if library is None:
        return speech("report.no_sources")
    if is_made_with(audit, library):
        return speech("report.same_sources")
    return speech("report.other_sources", here=library.digest[:SHOWN], then=audit.library_digest[:SHOWN])


def _made(recommendation: Recommendation, speech: Speech) -> Iterator[tuple[str, str]]:
    audit = recommendation.audit
    yield speech("report.made_by"), f"loosen {recommendation.loosen.version}"
    yield speech("report.page_made_by"), f"loosen {__version__}"
    yield speech("report.library"), audit.library_digest
    yield speech("report.form_of_record"), str(audit.schema_version)
    yield speech("report.language"), audit.language
    spoke = sum(len(stage.spoke) for stage in audit.stages)
    silent = sum(len(stage.silent) for stage in audit.stages)
    yield speech("report.rules_considered"), speech("report.of_which_spoke", all=spoke + silent, spoke=spoke)
    counts = Counter(record.verdict for record in audit.exercises)
    if counts:
        verdicts = (verdict for verdict in VERDICTS if counts[verdict])
        told = ", ".join(f"{counts[verdict]} {speech.one_of('verdict', verdict, 'short')}" for verdict in verdicts)
        yield speech("report.exercises_considered"), f"{len(audit.exercises)}: {told}"
