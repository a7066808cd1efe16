"""What is wrong with poses is told with the file, the line and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from loosen._library.loading import look_over
from loosen.errors import Fault

OF = "id: {name}\nview: side\nkeys:\n  - key: start\n    base: {base}\n"


def standing(name: str) -> str:
    """Poses that are sound: somebody stands."""
    return OF.format(name=name, base="standing")


POSES = {
    "bridge": (OF.format(name="bridge", base="supine_knees_bend"),
               5, "'supine_knees_bend' is no", "Did you mean 'supine_knees_bent'?"),
    "clam": (OF.format(name="clam", base="side_lying") + "    left:\n      hipp: {flexion: 20}\n",
             7, "'hipp' is no joint of left.", "Did you mean 'hip'?"),
    "dead_bug": (standing("dead_bug") + "    both:\n      hip: {bend: 20}\n",
                 7, "'bend' is no movement of the hip.", "Mend the name."),
    "bird_dog": (standing("bird_dog") + "    rests: {foots: floor}\n",
                 6, "'foots' is no part of the body.", "Mend the name."),
    "cat_cow": (standing("cat_cow") + "    rests: {feet: flour}\n",
                6, "'flour' is no surface.", "Did you mean 'floor'?"),
    "no_such_exercise": (standing("no_such_exercise"), 1, "'no_such_exercise' is no exercise.", "Mend"),
    "downward_dog": (standing("downward_dog") + "props:\n  - {thing: strap, along: [left_hand, moon]}\n",
                     7, "'moon' is no part of the body.", "Mend"),
    "superman": (standing("superman") + "  - key: hold\n    mirrors: other\n",
                 7, "'other' is no earlier key pose.", "Mend"),
    "reverse_crunch": (standing("reverse_crunch") + "unshown: {flying: nobody does it here}\n",
                       6, "'flying' is no demand.", "Mend"),
    "side_bend_standing": (standing("side_bend_standing").replace("side\n", "sied\n"), 2, "view: input should be",
                           "Did you mean 'side'?"),
    "arm_circles_big": (standing("arm_circles_big").replace("side\n", "{turn: up}\n"), 2, "view.turn: input should be",
                        ""),
    "wall_plank": (standing("wall_plank").replace("view: side\n", "") + "    rests: {feeet: floor}\n",
                   5, "'feeet' is no part", "Did you mean 'feet'?"),
    "heel_raise": (standing("heel_raise") + "tilt: 5\n", 6, "is not a field that exists here", ""),
}  # fmt: skip
"""Poses with one slip each: the text, and the line, the fault and the remedy that are told."""

AGAINST_THE_WORLD = {
    "bridge": (standing("bridge") + "  - key: hold\n    middle:\n      neck: {turn: 120}\n",
               8, "neck turn of 120 degrees is beyond the joint", "Stay within the range"),
    "free_squat": (standing("free_squat") + "    rests: {left_hand: floor}\n",
                   6, "left_hand is", "Change the angles until it touches"),
    "standing_y": (standing("standing_y") + "    left: {shoulder: {flexion: 150}}\n",
                   4, "left and right differ (shoulder flexion)", "`uneven`"),
    "prone_lying": (standing("prone_lying"), 4, "does not show prone", "Mend the pose"),
    "single_leg_stand": (OF.format(name="single_leg_stand", base="round_and_round"),
                         4, "round_and_round -> and_round -> round_and_round", "Break the circle."),
    "wall_angel": (OF.format(name="wall_angel", base="prone"),
                   4, "shows prone", "List it there"),
}  # fmt: skip
"""Poses of which every name is known, and that no body takes or no exercise names."""
BASES = {
    "round_and_round": "id: round_and_round\nname: One that stands on another\nbase: and_round\n",
    "and_round": "id: and_round\nname: One that stands on the first\nbase: round_and_round\n",
}


def faults_with(poses: dict[str, str], bases: dict[str, str], root: Path) -> list[Fault]:
    """All that is wrong with a library to which these files were added."""
    for kind, files in (("poses", poses), ("base_poses", bases)):
        for name, text in files.items():
            (root / "knowledge" / kind).mkdir(parents=True, exist_ok=True)
            (root / "knowledge" / kind / f"{name}.yaml").write_text(text, "utf-8")
    return list(look_over(overlay=root).faults)


@pytest.mark.parametrize(("slips", "bases"), [(POSES, {}), (AGAINST_THE_WORLD, BASES)], ids=["names", "world"])
def test_every_slip_is_told_with_its_line_and_what_helps(
    slips: dict[str, tuple[str, int, str, str]], bases: dict[str, str], tmp_path: Path
) -> None:
    faults = faults_with({name: text for name, (text, *_) in slips.items()}, bases, tmp_path)
    for name, (_, line, what, remedy) in slips.items():
        where = f"knowledge/poses/{name}.yaml:{line}"
        found = [fault for fault in faults if fault.where.endswith(where) and what in fault.what]
        assert found, (where, what, [fault for fault in faults if name in fault.where])
        assert len(found) == 1
        assert remedy in (found[0].remedy or "")
