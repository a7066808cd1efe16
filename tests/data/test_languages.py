"""A second language changes words and nothing else, and says the warning signs whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.people import EVERYBODYS, completed
from tests.personas import load_personas

from loosen.errors import LanguageUnknown, LibraryError
from loosen.export import export
from loosen.library import Library, load
from loosen.library.loading import bundled_root
from loosen.model.language import AnswerWords
from loosen.model.plan import Recommendation
from loosen.recommend import Recommender
from loosen.session.telling import NoSession, today

ENGLISH = EVERYBODYS.library
LANGUAGES = tuple(ENGLISH.languages)
IN = {name: Recommender(ENGLISH.in_language(name)) for name in LANGUAGES}
PERSONAS = {persona.id: persona for persona in load_personas()}
EMERGENCY = {"flags_bladder_bowel": ["saddle_numbness"]}


def decided(recommendation: Recommendation) -> dict[str, Any]:
    """All that was decided, without the words: of the audit without its conflicts and what it quotes."""
    whole = recommendation.model_dump(mode="json")
    plan = whole["plan"]
    return {
        "level": whole["triage"]["level"],
        "rules": [reason["rule"] for reason in whole["triage"]["reasons"]],
        "again": whole["triage"]["ask_again"],
        "items": plan and [(item["exercise"], item["dose"], item["seconds"]) for item in plan["items"]],
        "advice": [given["id"] for given in (*whole["interim"], *whole["advice"])],
        "excluded": recommendation.excluded,
        "audit": {key: part for key, part in whole["audit"].items() if key not in ("conflicts", "language", "entries")},
    }


def test_there_is_a_second_language() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_same_answers_lead_to_the_same_decisions(name: str, persona: str) -> None:
    answers = completed(PERSONAS[persona].told)
    assert decided(IN[name].recommend(answers)) == decided(EVERYBODYS.recommend(answers))


@pytest.mark.parametrize("name", LANGUAGES)
def test_only_words_differ_from_english(name: str) -> None:
    other = ENGLISH.in_language(name)
    words = {"text": True, "help": True, "none_text": True, "options": {"__all__": {"text", "help"}}}
    for key, question in ENGLISH.questions.items():
        assert other.questions[key].model_dump(exclude=words) == question.model_dump(exclude=words)
        assert other.questions[key].option_ids == question.option_ids
    for key, advice in ENGLISH.advice.items():
        assert other.advice[key].model_dump(exclude={"say"}) == advice.model_dump(exclude={"say"})
    assert (other.digest, other.rules, other.exercises) == (ENGLISH.digest, ENGLISH.rules, ENGLISH.exercises)


def texts(name: str) -> Iterator[tuple[str, str]]:
    """Every text that a language has, beside its English."""
    other, language = ENGLISH.in_language(name), ENGLISH.languages[name]
    for key in language.questions:
        said, english = other.questions[key], ENGLISH.questions[key]
        pairs = [(said.text, english.text), (said.help, english.help), (said.none_text, english.none_text)]
        for there, here in zip(said.options, english.options, strict=True):
            pairs += [(there.text, here.text), (there.help, here.help)]
        yield from ((one, two) for one, two in pairs if one and two)
    yield from ((other.advice[key].say, ENGLISH.advice[key].say) for key in language.advice)


@pytest.mark.parametrize("name", LANGUAGES)
def test_nothing_is_left_in_english_or_grossly_shorter_or_longer(name: str) -> None:
    assert [said for said, english in texts(name) if said == english] == []
    assert [said for said, english in texts(name) if not 0.5 <= len(said) / len(english) <= 2.5] == []


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
    assert said <= set(ENGLISH.languages["de"].advice.values())


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


FAULTS = {
    "a warning sign left out": ("  flags_leg_power:\n", "  goal:\n", "does not say flags_leg_power"),
    "an emergency left out": ("  emergency_chest:", "  comfort_heat:", "does not say emergency_chest"),
    "a level left out": ("  urgent_same_day: Holen Sie heute ärztlichen Rat\n", "", "does not say urgent_same_day"),
    "a question that is not there": ("  age:\n", "  aeg:\n", "'aeg' is not among the questions"),
    "advice that is not there": ("  interim_easy_walking:", "  interim_walk:", "'interim_walk' is not among the"),
    "an option that is not there": ("      foot_drop:\n", "      foot_dorp:\n", "no option 'foot_dorp'"),
    "an option left out": ("      foot_drop:\n", "      foot_dorp:\n", "does not say the option foot_drop"),
    "help left out": ("    none_text: Nichts davon\n", "", "lacks the none_text of flags_bladder_bowel"),
    "two options in the same words": (
        "text: Beide Beine sind schwach", "text: Ein Bein ist deutlich schwach oder wird schwächer", "the same words",
    ),
    "a question given twice": ("  flags_mood:\n", "  flags_illness:\n", "'flags_illness' is given twice"),
    "a review beside the note": ("{by: none, on: none}", "{by: Somebody, on: 2026-11-21}", "note that says so"),
    "a language called English": ("id: de\n", "id: en\n", "has no file"),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_a_gap_in_a_language_is_a_fault(what: str, tmp_path: Path) -> None:
    old, new, fault = FAULTS[what]
    for top in ("rules", "knowledge"):
        shutil.copytree(bundled_root() / top, tmp_path / top)
    file = tmp_path / "knowledge" / "languages" / "de.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LibraryError) as caught:
        load(root=tmp_path)
    assert any(fault in str(told) and "de.yaml" in told.where for told in caught.value.faults), caught.value


def test_a_file_of_a_second_of_the_same_language_is_a_fault(tmp_path: Path) -> None:
    for top in ("rules", "knowledge"):
        shutil.copytree(bundled_root() / top, tmp_path / top)
    folder = tmp_path / "knowledge" / "languages"
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
