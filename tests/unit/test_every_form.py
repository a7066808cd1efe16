"""Every form that a command offers can be written, and leaves out nothing of a document."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from loosen._outputs.document import LAYOUTS, Block, Form, in_form
from loosen._outputs.side_by_side import APART, BESIDE

KINDS = get_args(get_type_hints(Block)["form"])


def test_what_a_command_offers_has_a_layout_or_is_data() -> None:
    assert set(get_args(Form)) == {*LAYOUTS, "json"}


def test_every_layout_can_set_two_plans_beside_each_other() -> None:
    assert BESIDE.keys() == APART.keys() == LAYOUTS.keys()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", LAYOUTS)
def test_a_layout_leaves_out_nothing(form: Form, kind: str) -> None:
    lines = ("first", "second") if kind in ("list", "steps", "facts") else ("first",)
    names = ("one", "other") if kind == "facts" else ()
    found = in_form([Block(kind, lines, names)], form, 80).lower()  # type: ignore[arg-type]
    assert all(line in found for line in (*lines, *names))
