"""Every muscle of trunk, hips and legs has a choice in every position, without equipment, and at each level."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from loosen._library.loading import bundled
from loosen._model.exercise import Exercise

LIBRARY = bundled()

MUSCLES = (
    "adductors", "back_extensors", "deep_core", "diaphragm", "erector_spinae", "gastrocnemius", "gluteus_maximus",
    "gluteus_medius", "hamstrings", "iliopsoas", "obliques", "piriformis", "quadratus_lumborum", "quadriceps",
    "rectus_abdominis", "rectus_femoris", "soleus", "tensor_fasciae_latae", "whole_body_walking",
)  # fmt: skip
CELLS: Mapping[str, Callable[[Exercise], bool]] = {
    "lying on the back": lambda exercise: exercise.position in ("supine", "semi_reclined"),
    "seated": lambda exercise: exercise.position in ("sitting", "floor_sitting"),
    "upright": lambda exercise: exercise.position in ("standing", "walking"),
    "side or hands and knees": lambda exercise: exercise.position in ("side_lying", "hands_and_knees"),
    "no equipment, no floor": lambda exercise: (
        not exercise.equipment and "floor_transfer" not in LIBRARY.demands_of[exercise.id]
    ),
    "level 1": lambda exercise: exercise.level == 1,
    "level 2": lambda exercise: exercise.level == 2,
    "level 3": lambda exercise: exercise.level == 3,
}
EMPTY_ON_PURPOSE = {
    # It is lengthened or loaded only with the foot drawn up or weight on it, and the knee bent.
    ("soleus", "side or hands and knees"),
    # Nobody can keep up a bout for heart and lungs there.
    ("whole_body_walking", "side or hands and knees"),
    # Calm breathing has no hard step.
    ("diaphragm", "level 3"),
}


def _choices(muscle: str, cell: str) -> list[str]:
    return [
        exercise.id
        for exercise in LIBRARY.active_exercises.values()
        if any(target.muscle == muscle for target in exercise.targets) and CELLS[cell](exercise)
    ]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_has_a_choice(muscle: str, cell: str) -> None:
    assert bool(_choices(muscle, cell)) != ((muscle, cell) in EMPTY_ON_PURPOSE)


@pytest.mark.parametrize("muscle", [muscle for muscle in MUSCLES if muscle not in ("diaphragm", "whole_body_walking")])
def test_one_ladder_leads_from_easy_to_hard(muscle: str) -> None:
    """Breathing has no hard step, and warm-ups, machines and walking stand on ladders of their own."""
    levels = [
        {
            LIBRARY.exercises[step].level
            for step in ladder.steps
            if any(target.muscle == muscle for target in LIBRARY.exercises[step].targets)
        }
        for ladder in LIBRARY.ladders.values()
    ]
    assert any({1, 2, 3} <= found for found in levels)
