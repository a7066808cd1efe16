"""What the code says: the messages it asks for, and the sentences that still stand in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, nodes

SRC = Path(__file__).parents[1] / "src" / "loosen"
TEMPLATES = (SRC / "_outputs" / "report" / "templates", SRC / "_web" / "templates")
SPEECHES = {"speech", "say", "english", "self"}
KEPT_SPEECHES = {"speech", "_speech"}
"""What a `Speech` is called wherever it is asked for a message: by itself, and as a part of something."""
ERRORS = (
    "Error", "Fault", "NoSession", "NotAsKept", "Interrupted", "ValueError", "LanguageUnknown", "EnginesDisagree",
    "UnknownEntry", "refusing", "Trouble", "_Refusal",
)  # fmt: skip
HELP = ("Option", "Argument", "Typer", "Field", "Query", "Path")
"""What is called with a help text: of commands, and of fields and parameters of the API."""
SQL = ("execute", "exec_driver_sql", "text", "CheckConstraint")
"""What is called with a statement for a database."""


class Asked(NamedTuple):
    """A message that is asked for: where, by which keys, with which parameters; or one of a table's, in a form."""

    where: str
    keys: tuple[str, ...]
    parameters: frozenset[str]
    table: str = ""
    form: str = ""


def asked() -> Iterator[Asked]:
    """Every message that the code or a template asks for."""
    for path in sorted(SRC.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for scope in ast.walk(tree):
            if isinstance(scope, (ast.FunctionDef, ast.Module)):
                yield from _in_scope(scope, path.relative_to(SRC).as_posix())
    for path in sorted(path for folder in TEMPLATES for path in folder.rglob("*.html")):
        yield from _in_template(path)


def _in_scope(scope: ast.FunctionDef | ast.Module, where: str) -> Iterator[Asked]:
    """The messages asked for in a function itself, not in those inside it."""
    inner = [node for part in scope.body for node in _own(part)]
    named: dict[str, list[ast.expr]] = {}
    for node in inner:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in inner:
        if isinstance(node, ast.Call) and node.args:
            place = f"{where}:{node.lineno}"
            parameters = frozenset(str(word.arg) for word in node.keywords)
            if isinstance(node.func, ast.Attribute) and node.func.attr == "one_of" and _is_speech(node.func.value):
                table, form = node.args[0], node.args[2] if len(node.args) > 2 else ast.Constant("")
                yield Asked(place, (), parameters, *(_literals(part, named)[0] for part in (table, form)))
            elif _is_speech(node.func):
                yield Asked(place, _literals(node.args[0], named), parameters)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _own(child)


def _is_speech(node: ast.expr) -> bool:
    match node:
        case ast.Name(id=name):
            return name in SPEECHES
        case ast.Attribute(attr=name):
            return name in KEPT_SPEECHES
        case ast.Call(func=ast.Name(id=name)):
            return name == "speech_of"
    return False


def _literals(node: ast.expr, named: dict[str, list[ast.expr]]) -> tuple[str, ...]:
    """The texts that an expression can be; none where that cannot be seen."""
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.IfExp():
            return (*_literals(node.body, named), *_literals(node.orelse, named))
        case ast.Name() if node.id in named:
            return tuple(text for value in named[node.id] for text in _literals(value, named))
    return ()


def _in_template(path: Path) -> Iterator[Asked]:
    for call in Environment(autoescape=True).parse(path.read_text("utf-8")).find_all(nodes.Call):
        words = [part.value for part in call.args if isinstance(part, nodes.Const)]
        where, parameters = f"{path.name}:{call.lineno}", frozenset(word.key for word in call.kwargs)
        match call.node:
            case nodes.Name(name="say"):
                yield Asked(where, tuple(words), parameters)
            case nodes.Getattr(attr="one_of"):
                yield Asked(where, (), parameters, words[0], words[1] if len(words) > 1 else "")


PARTS_OF_FAULTS = ("headline", "what", "remedy")
"""What a part of a fault is called where it is written before the fault is made."""


def sentences_in(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of three words or more in a file, but for docstrings, help texts, errors, faults and SQL."""
    yield from _sentences(ast.parse(path.read_text("utf-8")))


def _sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Expr(value=ast.Constant(value=str())) | ast.Raise():
            return
        case ast.Call() if (called := _said(node.func)).endswith(ERRORS) or called in (*HELP, *SQL):
            return
        case ast.Assign(targets=[ast.Name() | ast.Tuple() as target]) if _is_of_faults(target):
            return
        case ast.AnnAssign(target=ast.Name() as target) if _is_of_faults(target):
            return
        case ast.Constant(value=str(text)) if len(_words(text)) > 2:
            yield node.lineno, text
        case ast.JoinedStr():
            text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
            if len(_words(text)) > 2:
                yield node.lineno, text
            return
    for child in ast.iter_child_nodes(node):
        yield from _sentences(child)


def _is_of_faults(target: ast.Name | ast.Tuple) -> bool:
    names = [target] if isinstance(target, ast.Name) else target.elts
    return all(_said(name).strip("_").casefold() in PARTS_OF_FAULTS for name in names)


def _said(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _words(text: str) -> list[str]:
    return [word for word in text.split() if word.strip(".,:;!?()“”\"'").isalpha()]
