"""The benchmarks name functions of the library by their names: each must be there."""

from benchmarks.run import STAGES


def test_every_stage_that_is_timed_is_a_function_of_the_library() -> None:
    assert STAGES
    missing = [name for name, (module, function) in STAGES.items() if not callable(getattr(module, function, None))]
    assert missing == []
