"""A second language changes words and nothing else, and says the warning signs whole."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.people import EVERYBODYS, completed, plan_of
from tests.personas import load_personas

from loosen._assessment.stages.intake import Intake, open_facts
from loosen._library import Library, bundled_root, load
from loosen._library.checks.languages import looked_at
from loosen._library.wording import parts_of, said_in
from loosen._model.language import AnswerWords, Language, ReferralWords
from loosen._model.plan import Recommendation
from loosen._model.wordings import WORDED
from loosen._outputs.export import export
from loosen._outputs.handout import handout
from loosen._outputs.session.today import NoSession, today
from loosen._planning.recommender import recommender_of
from loosen._words.speech import speech_of
from loosen.errors import Fault, LanguageUnknown, LibraryError

ENGLISH = EVERYBODYS.library
LANGUAGES = tuple(ENGLISH.languages)
IN = {name: recommender_of(ENGLISH.in_language(name)) for name in LANGUAGES}
PERSONAS = {persona.id: persona for persona in load_personas()}
EMERGENCY = {"flags_bladder_bowel": ["saddle_numbness"]}


WORDS = ("name", "say", "title", "resolution", "says", "part", "because")
"""Fields of a record that hold words, or a reason that holds them."""
OF_WORDS = ("conflicts", "language", "entries", "usual")
"""Parts of the audit that are words alone."""


def without_words(value: Any) -> Any:
    """The same value without the fields that hold words."""
    if isinstance(value, dict):
        return {key: without_words(part) for key, part in value.items() if key not in WORDS}
    return [without_words(part) for part in value] if isinstance(value, list) else value


def decided(recommendation: Recommendation) -> dict[str, Any]:
    """All that was decided, without the words: of the audit without its conflicts, what it quotes and the usual."""
    whole = recommendation.model_dump(mode="json")
    plan = whole["plan"]
    return {
        "level": whole["triage"]["level"],
        "rules": [reason["rule"] for reason in whole["triage"]["reasons"]],
        "again": whole["triage"]["ask_again"],
        "items": plan and [(item["exercise"], item["dose"], item["seconds"]) for item in plan["items"]],
        "advice": [given["id"] for given in (*whole["interim"], *whole["advice"])],
        "excluded": [(entry.exercise, entry.rules) for entry in recommendation.excluded],
        "audit": without_words({key: part for key, part in whole["audit"].items() if key not in OF_WORDS}),
    }


def test_there_is_a_second_language() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_same_answers_lead_to_the_same_decisions(name: str, persona: str) -> None:
    answers = completed(PERSONAS[persona].told)
    assert decided(IN[name].recommend(answers)) == decided(plan_of(persona))


@pytest.mark.parametrize("name", LANGUAGES)
def test_only_words_differ_from_english(name: str) -> None:
    other = ENGLISH.in_language(name)
    words = {"text": True, "help": True, "none_text": True, "taken": True, "options": {"__all__": {"text", "help"}}}
    for key, question in ENGLISH.questions.items():
        assert other.questions[key].model_dump(exclude=words) == question.model_dump(exclude=words)
        assert other.questions[key].option_ids == question.option_ids
    for key, advice in ENGLISH.advice.items():
        assert other.advice[key].model_dump(exclude={"say"}) == advice.model_dump(exclude={"say"})
    for kind in WORDED:
        for key, entry in getattr(ENGLISH, kind).items():
            parts = {name: part and ("-",) * len(part) if isinstance(part, tuple) else part and "-"
                     for name, part in parts_of(entry).items()}  # fmt: skip
            assert blanked(getattr(other, kind)[key], parts) == blanked(entry, parts)
    said = {"title", "text", "short", "none_text", "not_sure"}
    for key, screen in ENGLISH.screens.items():
        assert other.screens[key].model_dump(exclude=said) == screen.model_dump(exclude=said)
    assert other.digest == ENGLISH.digest


def blanked(entry: Any, parts: Mapping[str, Any]) -> Any:
    """An entry with a mark in the place of each of its texts."""
    return entry.model_copy(update=said_in(entry, parts))


def names(name: str) -> Iterator[tuple[str, str]]:
    """Every name that a language has, beside its English."""
    other = ENGLISH.in_language(name)
    for kind in WORDED:
        for key, entry in getattr(ENGLISH, kind).items():
            if getattr(other, kind)[key] is not entry and "name" in parts_of(entry):
                yield getattr(other, kind)[key].name, entry.name


def both(other: Any, english: Any) -> Iterator[tuple[str, str]]:
    """Every text of an entry but its name beside its English, as far as it is worded."""
    if other is english:
        return
    here = parts_of(english)
    for part, said in parts_of(other).items():
        if part == "name":
            continue
        pair = (said, here[part]) if isinstance(said, tuple) else ((said,), (here[part],))
        yield from ((one, two) for one, two in zip(*pair, strict=True) if one and two)


def texts(name: str) -> Iterator[tuple[str, str]]:
    """Every text that a language has, beside its English."""
    other, language = ENGLISH.in_language(name), ENGLISH.languages[name]
    for key in language.questions:
        said, english = other.questions[key], ENGLISH.questions[key]
        pairs = [
            (said.text, english.text),
            (said.help, english.help),
            (said.none_text, english.none_text),
            (said.taken, english.taken),
        ]
        for there, here in zip(said.options, english.options, strict=True):
            pairs += [(there.text, here.text), (there.help, here.help)]
        yield from ((one, two) for one, two in pairs if one and two)
    yield from ((other.advice[key].say, ENGLISH.advice[key].say) for key in language.advice)
    yield from ((other.rules[key].say, ENGLISH.rules[key].say) for key in language.rules)
    for key in language.screens:
        pairs = [(getattr(other.screens[key], part), getattr(ENGLISH.screens[key], part)) for part in ("title", "text")]
        yield from ((one, two) for one, two in pairs if one and two)
    for kind in WORDED:
        for key, entry in getattr(ENGLISH, kind).items():
            yield from both(getattr(other, kind)[key], entry)
    yield from (
        (getattr(language.referral, part), getattr(ReferralWords(), part)) for part in ReferralWords.model_fields
    )


def in_measure(said: int, english: int) -> bool:
    """Whether a wording is about as long as its English; a word or two more are none too many."""
    return 0.5 * english <= said <= max(2.5 * english, english + 20)


@pytest.mark.parametrize("name", LANGUAGES)
def test_nothing_is_left_in_english_or_grossly_shorter_or_longer(name: str) -> None:
    assert [said for said, english in texts(name) if said == english] == []
    assert [said for said, english in texts(name) if not in_measure(len(said), len(english))] == []
    assert [said for said, english in names(name) if said == english] == []
    assert [said for said, english in names(name) if not len(english) / 2 <= len(said) <= 2.5 * len(english) + 35] == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_numbers_are_the_same_in_every_language(name: str) -> None:
    def numbers(text: str) -> list[str]:
        return sorted("".join(sign if sign.isdigit() else " " for sign in text).split())

    assert [(said, english) for said, english in texts(name) if numbers(said) != numbers(english)] == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_wording_that_nobody_reviewed_says_so_in_plans_and_referrals(name: str) -> None:
    language = ENGLISH.languages[name]
    assert (language.reviewed.by, language.made_by) == ("none", "machine")
    for told in (EMERGENCY, {}):
        recommendation = IN[name].recommend(completed(told))
        assert (recommendation.plan is None) == bool(told)
        first = export(recommendation, "text", width=1000).splitlines()[:5]
        assert language.note in first
        assert f"{language.name}: worded by a machine and reviewed by nobody." in first
        assert language.levels[recommendation.triage.level].upper() in first[0].upper()


def test_a_session_in_a_wording_that_nobody_reviewed_says_so_too() -> None:
    note = str(ENGLISH.languages["de"].note)
    assert note in today(IN["de"].recommend(completed({}))).notes
    assert note not in today(EVERYBODYS.recommend(completed({}))).notes
    with pytest.raises(NoSession, match=note):
        today(IN["de"].recommend(completed(EMERGENCY)))


def test_english_says_nothing_about_languages() -> None:
    recommendation = EVERYBODYS.recommend(completed(EMERGENCY))
    assert recommendation.loosen.language is None
    assert "worded by" not in export(recommendation, "text")


def test_a_referral_tells_what_to_do_in_the_language() -> None:
    recommendation = IN["de"].recommend(completed(EMERGENCY))
    assert recommendation.loosen.language is not None
    assert recommendation.loosen.language.id == "de"
    said = {given.say for given in recommendation.advice if given.kind == "emergency"}
    assert said
    assert said <= {wording.say for wording in ENGLISH.languages["de"].advice.values()}


def test_a_library_goes_from_language_to_language_and_back() -> None:
    german = ENGLISH.in_language("de")
    assert german.in_language("en") is ENGLISH.in_language("en") is ENGLISH
    assert german.in_language("de") is german is ENGLISH.in_language("de")
    assert ENGLISH.answer_words == AnswerWords()
    assert german.answer_words.yes == "Ja"
    assert ENGLISH.language is None


def test_a_remembered_library_has_its_languages() -> None:
    load()
    assert load().in_language("de").questions["age"].text == ENGLISH.languages["de"].questions["age"].text


def test_answers_for_this_library_are_good_in_every_language() -> None:
    answers = {**completed({}), "library": ENGLISH.digest}
    assert IN["de"].recommend(answers).loosen.library_digest == ENGLISH.digest


def test_an_unknown_language_is_told_with_those_there_are() -> None:
    for name in ("fr", "", "DE"):
        with pytest.raises(LanguageUnknown, match="en \\(English\\), de \\(Deutsch\\)"):
            ENGLISH.in_language(name)


def all_said(language: Language) -> set[str]:
    """Every sentence that stands in a language's file, whole."""
    questions = (wording.text for wording in language.questions.values())
    says = (wording.say for part in (language.advice, language.rules) for wording in part.values())
    return {*questions, *says, *language.levels.values(), *language.referral.model_dump().values(), str(language.note)}


COMPOSED = ("to_leave_out", "you_answered")
"""The headings of a referral under which lines stand that are put together: of an answer, or of what to leave out."""


def composed(recommendation: Recommendation) -> set[str]:
    """Those lines with their headings, and the questions to answer again."""
    speech, under, lines = speech_of(recommendation.audit.language), "", set(recommendation.triage.ask_again_words)
    heads = {speech(f"handout.{head}") for head in COMPOSED}
    for block in handout(recommendation):
        under = block.lines[0] if block.form == "heading" else under
        if under in heads and block.form in ("heading", "list"):
            lines |= set(block.lines)
    return lines


def in_own_words(line: str, words: tuple[str, ...], referral: ReferralWords) -> str:
    """A line without the words that the person wrote, which are in no language but the person's."""
    quoted = f" {referral.joined_by} ".join(f"“{one}”" for one in words)
    return line.removeprefix(f"{referral.you_wrote} {quoted}. ") if words else line


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_referral_has_no_sentence_in_english(name: str) -> None:
    language = ENGLISH.languages[name]
    known = all_said(language)
    told = [PERSONAS[persona].told for persona in PERSONAS]
    told += [{question: "unknown"} for question in language.questions if ENGLISH.questions[question].safety]
    seen = set()
    for given in told:
        recommendation = IN[name].recommend(completed(given))
        if recommendation.plan is None:
            heard = [reason.words for reason in recommendation.triage.reasons] or [()]
            lines = {line for block in handout(recommendation) for line in block.lines}
            put_together = composed(recommendation)
            assert put_together.isdisjoint(composed(EVERYBODYS.recommend(completed(given))))
            lines -= put_together
            lines -= {speech_of(name)("handout.who_can_help")}
            lines -= {f"{language.name}: worded by a {language.made_by} and reviewed by nobody."}
            for words in heard:
                lines = {in_own_words(line, words, language.referral) for line in lines}
            assert lines <= known
            seen.add(recommendation.triage.level)
    assert seen == {"emergency_now", "urgent_same_day", "clinician_before_exercise"}


def test_what_triage_can_look_at_is_followed_through_findings_and_tallies() -> None:
    found = looked_at([ENGLISH.rules["TRI-035"]], ENGLISH)
    assert {"pain_onset_age", "spondyloarthritis_signs", "pain_duration", "pain_areas"} <= found
    assert "goal" not in looked_at(ENGLISH.rules_of("triage"), ENGLISH)
    assert "own_words" in looked_at([ENGLISH.rules["TRI-200"]], ENGLISH)


def test_triage_waits_for_no_question_that_need_not_be_said() -> None:
    """The interview finds out by other means which questions a rule waits for."""
    intake = Intake()
    missing = frozenset(ENGLISH.questions)
    for question in ENGLISH.questions.values():
        intake.facts.update(open_facts(question))
    waiting = EVERYBODYS.assessor.outlook(intake, missing).waiting
    asked_by_triage = {question for question, rules in waiting.items() if any(rule[:3] == "TRI" for rule in rules)}
    assert len(asked_by_triage) > 40
    assert asked_by_triage <= looked_at(ENGLISH.rules_of("triage"), ENGLISH)
    assert asked_by_triage <= set(ENGLISH.languages["de"].questions)


def copied(folder: Path) -> Path:
    """The bundled library in a folder of its own."""
    for top in ("rules", "knowledge"):
        shutil.copytree(bundled_root() / top, folder / top)
    return folder


def changed(file: Path, *changes: tuple[str, str]) -> None:
    """Change a text in its first place, once for each change."""
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def faults(root: Path) -> Sequence[Fault]:
    with pytest.raises(LibraryError) as caught:
        load(root=root)
    return caught.value.faults


def told(what: str, found: Sequence[Fault]) -> bool:
    """Whether a fault of the German file says this."""
    return any(what in str(fault) and "de.yaml:" in fault.where for fault in found)


LEFT_OUT = {
    "questions": ("flags_leg_power", "pain_constancy", "own_words", "hip_limits"),
    "rules": ("TRI-001",),
    "advice": ("emergency_chest", "clinician_first", "interim_easy_walking", "safety_net_neck"),
    "screens": ("pain_story",),
    "levels": ("urgent_same_day",),
    "referral": ("watch_out",),
}
"""What a language must say: warning signs, what triage looks at, other questions of safety, and all of a referral."""


def test_whatever_a_referral_says_or_asks_must_be_said_in_every_language(tmp_path: Path) -> None:
    file = copied(tmp_path) / "knowledge" / "languages" / "de.yaml"
    text = file.read_text("utf-8")
    for part, names in LEFT_OUT.items():
        head, _, rest = text.partition(f"\n{part}:\n")
        for name in names:
            rest, count = re.subn(rf"^  {name}:.*\n(?: {{3,}}.*\n)*", "", rest, count=1, flags=re.MULTILINE)
            assert count == 1, name
        text = f"{head}\n{part}:\n{rest}"
    file.write_text(text, "utf-8")
    found = faults(tmp_path)
    missing = [f"does not say {name} ({part})" for part, names in LEFT_OUT.items() for name in names]
    assert [what for what in missing if not told(what, found)] == []
    assert len(found) == len(missing)


IN_PLACE = (
    ("      foot_drop:\n", "      foot_dorp:\n", ("flags_leg_power has no option 'foot_dorp'",
                                                   "does not say the option foot_drop")),
    ("    none_text: Nichts davon\n", "", ("lacks the none_text of flags_bladder_bowel",)),
    ("text: Beide Beine sind schwach", "text: Ein Bein ist deutlich schwach oder wird schwächer", ("the same words",)),
    ("  age:\n    of: ", "  age:\n    of: aaaaaaaa # ", ("says age as it was before its English",)),
)  # fmt: skip
"""What is put in the place of what, and the faults that are told then."""


def test_a_question_has_the_same_parts_in_every_language(tmp_path: Path) -> None:
    file = copied(tmp_path) / "knowledge" / "languages" / "de.yaml"
    changed(file, *((old, new) for old, new, _ in IN_PLACE))
    found = faults(tmp_path)
    assert [what for _, _, whats in IN_PLACE for what in whats if not told(what, found)] == []


NAMES = (
    ("  age:\n", "  aeg:\n", "'aeg' is not among the questions"),
    ("  interim_easy_walking:", "  interim_walk:", "'interim_walk' is not among the advice"),
    ("  TRI-001:\n", "  TRI-999:\n", "'TRI-999' is not among the rules"),
    ("  pain_story:\n", "  pain_tale:\n", "'pain_tale' is not among the screens"),
)


def test_a_wording_of_nothing_is_a_fault(tmp_path: Path) -> None:
    file = copied(tmp_path) / "knowledge" / "languages" / "de.yaml"
    changed(file, *((old, new) for old, new, _ in NAMES))
    found = faults(tmp_path)
    assert [what for _, _, what in NAMES if not told(what, found)] == []


UNREADABLE = {
    "a question given twice": ("  flags_mood:\n", "  flags_illness:\n", "'flags_illness' is given twice"),
    "a review beside the note": ("{by: none, on: none}", "{by: Somebody, on: 2026-11-21}", "note that says so"),
    "a language called English": ("id: de\n", "id: en\n", "has no file"),
    "no mark": ("  age:\n    of: ", "  age:\n    # ", "questions.age.of: is missing"),
    "a heading that is not there": ("  watch_out:", "  watch:", "is not a field that exists here"),
    "a rule of another stage": ("  TRI-001:\n", "  SAF-001:\n", "rules.SAF-001"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_language_that_cannot_be_read_is_a_fault(what: str, tmp_path: Path) -> None:
    old, new, fault = UNREADABLE[what]
    changed(copied(tmp_path) / "knowledge" / "languages" / "de.yaml", (old, new))
    assert told(fault, faults(tmp_path))


CHANGED = {
    "flags_mood": ("knowledge/questions/flags_mood.yaml", "text: ", "text: Please tell us. "),
    "flags_leg_power": ("knowledge/questions/flags_leg_power.yaml", "For example, ", "Say, "),
    "emergency_call": ("knowledge/advice/emergency_call.yaml", "Do not drive", "Never drive"),
    "warning_legs": ("knowledge/screens/warning_legs.yaml", "at once", "right now"),
    "TRI-006": ("rules/triage/TRI-006-weak-or-weakening-leg.yaml", "say: ", "say: Please note. "),
}
"""English that changes after it was translated, by its entry: the file, and what is put in the place of what."""


def test_english_that_changed_after_it_was_translated_is_a_fault(tmp_path: Path) -> None:
    copied(tmp_path)
    for where, old, new in CHANGED.values():
        changed(tmp_path / where, (old, new))
    found = faults(tmp_path)
    assert len(found) == len(CHANGED)
    for name, (where, _, _) in CHANGED.items():
        assert any(f"says {name} as it was before its English ({where}) changed" in str(fault) for fault in found)
    _paste(found, tmp_path / "knowledge" / "languages" / "de.yaml")
    assert load(root=tmp_path).in_language("de").language is not None


def _paste(found: Sequence[Fault], file: Path) -> None:
    """Do what each fault says to do on its line."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    for fault in found:
        number = int(fault.where.removeprefix("knowledge/languages/de.yaml:")) - 1
        assert lines[number].startswith("    of: ")
        lines[number] = f"    {fault.remedy.partition('then write here: ')[2]}\n"
    file.write_text("".join(lines), "utf-8")


def test_a_change_that_says_the_same_needs_no_translator(tmp_path: Path) -> None:
    file = copied(tmp_path) / "knowledge" / "advice" / "emergency_call.yaml"
    file.write_text(re.sub(r"certainty: \w+", "certainty: low", file.read_text("utf-8")), "utf-8")
    assert load(root=tmp_path).languages["de"].advice == ENGLISH.languages["de"].advice


def test_english_that_an_overlay_changed_stands_there_in_place_of_a_wording_of_something_else(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "questions"
    folder.mkdir(parents=True)
    text = (bundled_root() / "knowledge" / "questions" / "flags_mood.yaml").read_text("utf-8")
    (folder / "flags_mood.yaml").write_text(text.replace("text: ", "text: Please tell us. ", 1), "utf-8")
    german = load(overlay=tmp_path).in_language("de")
    assert german.questions["flags_mood"].text.startswith("Please tell us. ")
    assert german.questions["flags_illness"].text == ENGLISH.languages["de"].questions["flags_illness"].text


def test_an_overlay_may_leave_its_own_entries_in_english_but_for_warning_signs(tmp_path: Path) -> None:
    for folder in ("questions", "advice"):
        (tmp_path / "knowledge" / folder).mkdir(parents=True)
    text = (bundled_root() / "knowledge" / "questions" / "arm_symptoms.yaml").read_text("utf-8")
    mine = tmp_path / "knowledge" / "questions" / "own_arm.yaml"
    mine.write_text(text.replace("id: arm_symptoms", "id: own_arm", 1), "utf-8")
    assert load(overlay=tmp_path).in_language("de").questions["own_arm"].text == ENGLISH.questions["arm_symptoms"].text
    mine.write_text(re.sub("section: \\w+", "section: red_flags", mine.read_text("utf-8")), "utf-8")
    with pytest.raises(LibraryError, match="does not say own_arm"):
        load(overlay=tmp_path)


def test_a_file_of_a_second_of_the_same_language_is_a_fault(tmp_path: Path) -> None:
    folder = copied(tmp_path) / "knowledge" / "languages"
    shutil.copy(folder / "de.yaml", folder / "german.yaml")
    with pytest.raises(LibraryError, match="gives the id de again"):
        load(root=tmp_path)


def test_an_overlay_may_bring_a_language(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "languages"
    folder.mkdir(parents=True)
    text = (bundled_root() / "knowledge" / "languages" / "de.yaml").read_text("utf-8")
    (folder / "nds.yaml").write_text(text.replace("id: de\n", "id: nds\n", 1), "utf-8")
    both: Library = load(overlay=tmp_path)
    assert set(both.languages) == {"de", "nds"}
    assert both.in_language("nds").questions["age"].text == both.in_language("de").questions["age"].text
