"""A redacted record: what is gone, what stays, and how the answers can be proven."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.people import EVERYBODYS, completed, example

from loosen._explain.why.chain import why
from loosen._model.reason import VerdictReason
from loosen._outputs.export import export
from loosen._planning.recommender import recommend
from loosen._records.checking import checked
from loosen._records.keys import KEY_BYTES, fingerprint_of, key_in
from loosen._records.origin import answers_of
from loosen._records.reading import record_in
from loosen._records.redaction import is_made_from, not_hashed, original_of, redact
from loosen._records.sealing import to_json
from loosen._words.record import because_of
from loosen.errors import FileError

KEY, OTHER = bytes(range(KEY_BYTES)), bytes(KEY_BYTES)
WORDS = "I am a zookeeper and my saddle area went numb"


def made(name: str = "osteoporosis_72", **more: Any) -> Any:
    return EVERYBODYS.recommend({**example(name), **more})


def test_a_redacted_record_is_written_sealed_and_read_again() -> None:
    without = redact(made(), KEY)
    raw = to_json(without).encode()
    assert checked(raw).state == "whole"
    assert record_in(raw, "x").model_copy(update={"seal": None}) == without
    assert without.audit.redacted is not None
    assert without.audit.redacted.key == fingerprint_of(KEY)
    assert without.audit.redacted.original == original_of(record_in(to_json(made()).encode(), "x"), KEY)


def test_words_of_ones_own_are_nowhere() -> None:
    whole = made(own_words=WORDS)
    assert any(reason.words for reason in whole.triage.reasons)
    assert "zookeeper" in to_json(whole)
    text = to_json(redact(whole, KEY)) + export(redact(whole, KEY), "text")
    assert "zookeeper" not in text
    for heard in whole.audit.heard:
        assert f"“{heard.words}”" not in text
        assert f"lexicon:{heard.lexicon}" not in text
    assert "You wrote" not in text


def test_what_stands_in_place_of_an_answer_is_in_the_language_of_the_plan() -> None:
    german = EVERYBODYS.library.in_language("de")
    whole = recommend({**example("desk_worker"), "equipment": ["mat"], "programme": "core_session"}, german)
    text = to_json(redact(whole, KEY))
    assert "Eine Antwort, die hier verdeckt ist" in text
    assert [words for words in ("hidden here", "may go with", "not at hand") if words in text] == []


def test_the_order_of_the_answers_tells_nothing_of_how_they_were_given() -> None:
    """In a record the questions that were left out stand last; which ones depends on the other answers."""
    answers = completed(example("cauda_equina_warning"))
    fewer = {name: answer for name, answer in answers.items() if name not in ("bone_joint", "surgery")}
    whole = [EVERYBODYS.recommend(told) for told in (answers, fewer)]
    orders = {tuple(record.question for record in made.audit.answers) for made in whole}
    assert len(orders) > 1
    assert len({tuple(record.question for record in redact(made, KEY).audit.answers) for made in whole}) == 1


def test_what_is_lacking_is_not_named() -> None:
    without = redact(made("desk_worker", equipment=["mat"]), KEY)
    lacking = [
        record for record in without.audit.exercises if without.audit.reason_for(record).code is VerdictReason.NEEDS
    ]
    assert lacking
    for record in lacking:
        assert without.audit.reason_for(record).names == ()
        assert because_of(without.audit, record) == "It needs something that is not at hand."
    for thing in EVERYBODYS.library.questions["equipment"].option_ids:
        assert f"needs:{thing}" not in to_json(without)
        assert f"It needs: {thing}" not in to_json(without)


def test_a_programmes_parts_do_not_name_what_is_lacking() -> None:
    library = EVERYBODYS.library
    routines = (completed({"programme": name, "equipment": "none"}) for name in library.programmes)
    asked = [plan for plan in map(EVERYBODYS.recommend, routines) if plan.plan and plan.plan.programme]
    lacking = [one for one in asked if any(part.lacking for part in one.plan.programme.parts)]  # type: ignore[union-attr]
    assert lacking
    for whole in lacking:
        without = redact(whole, KEY)
        assert not any(part.lacking for part in without.plan.programme.parts)  # type: ignore[union-attr]
        for thing in library.questions["equipment"].option_ids:
            assert f"t needs {thing.replace('_', ' ')}." not in to_json(without)
            assert f"needs:{thing}" not in to_json(without)


def test_the_rules_are_still_named() -> None:
    whole, without = made(), redact(made(), KEY)
    for stage, after in zip(whole.audit.stages, without.audit.stages, strict=True):
        assert [(rule.rule, rule.result) for rule in stage.spoke] == [(rule.rule, rule.result) for rule in after.spoke]
        assert stage.silent.keys() == after.silent.keys()
        assert {str(failed) for failed in after.silent.values()} <= {""}
    for record in whole.audit.exercises:
        said = [(one.rule, one.say) for one in why(without.audit, record.exercise).rules]
        effects = whole.audit.effects_on(record.exercise)
        assert said == [(effect.rule, whole.audit.say_of(effect.rule, record.name)) for effect in effects]
    assert without.audit.entries["rule:SAF-001"] == whole.audit.entries["rule:SAF-001"]


def test_the_plan_is_the_same_to_do() -> None:
    whole, without = made("sciatica").plan, redact(made("sciatica"), KEY).plan
    for before, after in zip(whole.items, without.items, strict=True):
        assert before.model_copy(update={"reasons": ()}) == after.model_copy(update={"reasons": ()})
        assert not any(reason.say.startswith(("You told us", "Your self-test")) for reason in after.reasons)


def test_nothing_can_be_computed_again_from_it() -> None:
    with pytest.raises(FileError, match="holds no answers"):
        answers_of(redact(made(), KEY).audit)


def test_it_is_done_once() -> None:
    with pytest.raises(FileError, match="redacted already"):
        redact(redact(made(), KEY), KEY)


def test_answers_are_proven_or_named() -> None:
    whole = made()
    audit = redact(whole, KEY).audit
    assert not_hashed(whole.audit.answers, audit, KEY) == ()
    assert not_hashed(made(age=73, minutes=25).audit.answers, audit, KEY) == ("age", "minutes")
    assert not_hashed(whole.audit.answers[1:], audit, KEY) == (whole.audit.answers[0].question,)
    with pytest.raises(FileError, match="is not the one that was used"):
        not_hashed(whole.audit.answers, audit, OTHER)
    with pytest.raises(FileError, match="is not redacted"):
        not_hashed(whole.audit.answers, whole.audit, KEY)


def test_another_key_gives_other_hashes_everywhere() -> None:
    one, two = (redact(made(), key).audit for key in (KEY, OTHER))
    assert not {record.hashed for record in one.answers} & {record.hashed for record in two.answers}
    assert len({record.hashed for record in one.answers}) == len(one.answers)
    hidden = [{node for node in audit.entries if "an_answer_" in node} for audit in (one, two)]
    assert hidden[0]
    assert hidden[0].isdisjoint(hidden[1])
    assert one.redacted is not None
    assert two.redacted is not None
    assert one.redacted.original != two.redacted.original


def test_it_is_known_again_which_record_it_was() -> None:
    audit = redact(made(), KEY).audit
    assert is_made_from(audit, made(), KEY)
    assert not is_made_from(audit, made(age=73), KEY)
    assert not is_made_from(audit, made(), OTHER)
    assert not is_made_from(made().audit, made(), KEY)


def test_a_key_that_could_be_guessed_is_refused() -> None:
    for key in (b"", b"x", KEY[1:]):
        with pytest.raises(FileError, match="the least is 32"):
            redact(made(), key)


def test_the_key_is_nowhere_in_the_record() -> None:
    text = to_json(redact(made(), KEY))
    assert KEY.hex() not in text
    assert KEY.hex()[:16] not in text


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = key_in(path, make=True)
    assert len(key) == KEY_BYTES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key_in(path) == key_in(path, make=True) == key
    assert key_in(tmp_path / "another", make=True) != key


@pytest.mark.parametrize("content", [b"", b"x", b"00" * 31, b"00" * 33, b"\xff" * 64, b"zz" * 32, b"0" * 1_000_000])
def test_a_file_that_holds_no_key_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(FileError, match="holds no key"):
        key_in(path, make=True)
    assert path.read_bytes() == content


def test_a_key_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "key", tmp_path, tmp_path / "nowhere" / "key"):
        with pytest.raises(FileError, match="There is no key"):
            key_in(path)
    with pytest.raises(FileError, match="There is no key"):
        key_in(tmp_path / "nowhere" / "key", make=True)


def test_what_is_hidden_is_hidden_in_every_place() -> None:
    """Whatever names an option, a symptom or a self-test in the record before is nowhere in the one after."""
    whole = made("desk_neck")
    nodes = {reason.via for record in whole.audit.focus for reason in record.reasons if "rule:" not in reason.via}
    assert nodes
    text = to_json(redact(whole, KEY))
    for node in nodes:
        assert f'"{node}' not in text
    data = json.loads(text)
    assert not [node for node in data["audit"]["entries"] if node.startswith("question:")]
