"""Overlays: what they may replace freely, and what only with a reason that every plan then tells first."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.people import example

from loosen._library import bundled_root, load
from loosen._outputs.export import export
from loosen._planning.recommender import Recommender
from loosen.errors import LibraryError


def test_an_overlay_adds_and_replaces(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge/muscles"
    folder.mkdir(parents=True)
    bundled = (bundled_root() / "knowledge/muscles/hamstrings.yaml").read_text("utf-8")
    name = load().muscles["hamstrings"].name
    (folder / "hamstrings.yaml").write_text(bundled.replace(f"name: {name}", "name: Clinic name", 1), "utf-8")
    library = load(overlay=tmp_path)
    assert library.muscles["hamstrings"].name == "Clinic name"
    assert library.digest != load().digest


def test_an_overlay_may_not_redefine_a_rule_that_keeps_people_safe(tmp_path: Path) -> None:
    rule = next(path for path in sorted((bundled_root() / "rules/triage").glob("*.yaml")) if "cases" not in path.name)
    folder = tmp_path / "rules/triage"
    folder.mkdir(parents=True)
    shutil.copy(rule, folder)
    with pytest.raises(LibraryError, match="keeps people safe"):
        load(overlay=tmp_path)


@pytest.mark.parametrize(
    ("entry", "old", "new"),
    [
        ("exercises/neck_circles", "status: never", "status: draft"),
        ("exercises/superman", "level: 4", "level: 3"),
        ("exercises/knee_plank", ", breath_hold_risk", ""),
        ("exercises/shoulder_slides_lying", "position: supine", "position: semi_reclined"),
        ("exercises/front_of_hip_tuck_standing", "equipment: [chair, wall]", "equipment: [chair]"),
        ("demands/impact", "belongs_to: speed", "belongs_to: strain"),
        ("demand_classes/speed", "one foot is always", "a foot is always"),
        ("equipment/chair", "stands_in_for: [support]", "stands_in_for: [support, worktop]"),
        ("questions/flags_bladder_bowel", "safety: true", "safety: false\ndefault: none"),
    ],
)
def test_an_overlay_weakens_only_with_a_reason_and_then_every_plan_says_so(
    entry: str, old: str, new: str, tmp_path: Path
) -> None:
    text = (bundled_root() / f"knowledge/{entry}.yaml").read_text("utf-8")
    assert old in text
    text = re.sub(r"^reason: .*\n(  .*\n)*", "", text, flags=re.M) if "draft" in new else text
    target = tmp_path / f"knowledge/{entry}.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LibraryError, match=f"{target.name}.*overrides: <reason>"):
        load(overlay=tmp_path)

    target.write_text(text.replace(old, new, 1) + "overrides: Our clinic supervises this one itself.\n", "utf-8")
    library = load(overlay=tmp_path)
    assert library.overridden == {target.stem: "Our clinic supervises this one itself."}
    for name in ("desk_worker", "cauda_equina_warning"):
        recommendation = Recommender(library).recommend(example(name))
        assert target.stem in export(recommendation, "text", width=1000).splitlines()[0]


def test_no_reason_takes_away_what_the_poses_show(tmp_path: Path) -> None:
    text = (bundled_root() / "knowledge/exercises/double_knee_to_chest.yaml").read_text("utf-8")
    target = tmp_path / "knowledge/exercises/double_knee_to_chest.yaml"
    target.parent.mkdir(parents=True)
    less = text.replace("hip_end_range_any, ", "", 1)
    target.write_text(less + "overrides: Our clinic supervises this one itself.\n", "utf-8")
    with pytest.raises(LibraryError, match=r"poses/double_knee_to_chest\.yaml:\d+: shows hip_end_range_any"):
        load(overlay=tmp_path)


def test_a_new_wording_or_a_stricter_entry_needs_no_reason_and_may_give_none(tmp_path: Path) -> None:
    for entry, old, new in (
        ("questions/flags_bladder_bowel", "text: ", "text: Please tell us. "),
        ("exercises/superman", "demands: [prone, ", "demands: [prone, isometric_hold_long, "),
    ):
        text = (bundled_root() / f"knowledge/{entry}.yaml").read_text("utf-8")
        target = tmp_path / f"knowledge/{entry}.yaml"
        target.parent.mkdir(parents=True)
        target.write_text(text.replace(old, new, 1), "utf-8")
    assert not load(overlay=tmp_path).overridden
    target.write_text(target.read_text("utf-8") + "overrides: There is nothing to override here.\n", "utf-8")
    with pytest.raises(LibraryError, match="overrides nothing"):
        load(overlay=tmp_path)


def test_a_triage_rule_with_a_lower_level_needs_a_reason_and_the_referral_says_so(tmp_path: Path) -> None:
    found = load().rules["TRI-001"]
    rule = bundled_root() / f"rules/triage/{found.id}-{found.name}.yaml"
    folder = tmp_path / "rules/triage"
    folder.mkdir(parents=True)
    milder = re.sub(r"level: \w+", "level: urgent_same_day", rule.read_text("utf-8"), count=1)
    (folder / rule.name).write_text(milder, "utf-8")
    with pytest.raises(LibraryError, match="TRI-001, a rule that keeps people safe"):
        load(overlay=tmp_path)
    (folder / rule.name).write_text(milder + "overrides: Used inside an emergency department only.\n", "utf-8")
    recommendation = Recommender(load(overlay=tmp_path)).recommend(example("cauda_equina_warning"))
    assert recommendation.loosen.overridden[0].entry == "TRI-001"
    for form in ("text", "markdown"):
        assert "TRI-001 (Used inside an emergency department only." in export(recommendation, form, width=1000)[:300]
