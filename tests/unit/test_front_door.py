"""The front door: what programs may rely on, and that it is all there is without an underscore."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import json
import pkgutil
import re
from dataclasses import asdict, fields
from itertools import pairwise
from pathlib import Path

import pytest

import loosen
import loosen.errors


def test_every_public_name_is_there_and_no_other_is_shown() -> None:
    assert dir(loosen) == sorted(loosen.__all__)
    for name in loosen.__all__:
        assert getattr(loosen, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'wizard'"):
        _ = loosen.wizard


def test_what_is_not_public_stands_under_an_underscore() -> None:
    modules = [one.name for one in pkgutil.walk_packages(loosen.__path__, "loosen.")]
    public = {name for name in modules if not any(part.startswith("_") for part in name.split("."))}
    assert public == {"loosen.errors"}
    source = importlib.util.find_spec("loosen.errors")
    assert source is not None
    assert source.origin is not None
    defined = [node.name for node in ast.parse(Path(source.origin).read_text("utf-8")).body if hasattr(node, "name")]
    assert sorted(defined) == sorted(loosen.errors.__all__)


@pytest.mark.parametrize(("former", "now"), [("look_over", "verify"), ("redacted", "redact"), ("written", "to_json")])
def test_former_names_still_work_and_say_what_to_call(former: str, now: str) -> None:
    with pytest.warns(DeprecationWarning, match=rf"call loosen\.{now} instead"):
        assert getattr(loosen, former) is getattr(loosen, now)


def test_every_code_of_a_fault_is_given_by_somebody() -> None:
    source = importlib.util.find_spec("loosen")
    assert source is not None
    assert source.origin is not None
    code = [path.read_text("utf-8") for path in Path(source.origin).parent.rglob("*.py") if path.name != "errors.py"]
    given = {name for text in code for name in re.findall(r"\bFaultCode\.([A-Z_0-9]+)", text)}
    assert given == set(loosen.errors.FaultCode.__members__)


def test_a_fault_is_plain_data() -> None:
    with pytest.raises(loosen.AnswersError) as caught:
        loosen.recommend({"age": 400, "shoe_size": 43})
    faults = {fault.where: asdict(fault) for fault in caught.value.faults}
    assert faults["age"]["code"] == "out-of-range"
    assert faults["shoe_size"]["code"] == "unknown-question"
    assert json.loads(json.dumps(faults)) == faults


def test_every_field_and_method_that_the_reference_shows_is_explained() -> None:
    classes = [found for name in loosen.__all__ if isinstance(found := getattr(loosen, name), type)]
    for one in classes:
        (body,) = (node.body for node in ast.parse(inspect.getsource(one)).body if isinstance(node, ast.ClassDef))
        for node, after in pairwise([*body, ast.Pass()]):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{one.__name__}.{node.name}"
            if isinstance(node, ast.AnnAssign) and one is not loosen.Library:  # the page says what a library holds
                explained = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                assert explained, f"{one.__name__}.{ast.unparse(node.target)}"


def test_the_page_names_everything_that_a_library_holds() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    kinds = [one.name for one in fields(loosen.Library) if str(one.type).startswith("Mapping[str, ")]
    assert kinds
    assert [kind for kind in kinds if f"`{kind}`" not in page] == []


def test_the_reference_has_every_public_name_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    shown = re.findall(r"^\.\. auto(?:function|class|exception):: (\w+)", page, flags=re.MULTILINE)
    assert sorted(shown) == sorted({*loosen.__all__, *loosen.errors.__all__} - {"__version__"})
    for name in shown:
        found = getattr(loosen, name, None) or getattr(loosen.errors, name)
        assert (found.__doc__ or "").strip().endswith("."), name


def test_type_checkers_know_every_public_name_and_no_other() -> None:
    tree = ast.parse(Path(loosen.__file__).read_text("utf-8"))
    (seen,) = (node for node in tree.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name))
    known = {alias.name for node in seen.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert known | {"__version__"} == set(loosen.__all__)
