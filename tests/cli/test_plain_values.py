"""Values of options that need no conversion."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from timeline.cli import plain_values


def _param(annotation: Any, parser: Any = None, *, many: bool = False) -> Any:
    told = SimpleNamespace(
        annotation=annotation, parameter_info=SimpleNamespace(parser=parser, min=1, max=None)
    )
    made = SimpleNamespace(
        type_descriptor=told, multiple=many, nargs=1, _runtime_param=None, left=[]
    )
    made.get_runtime_param = lambda: SimpleNamespace(
        coerce=lambda value, **_: made.left.append(value)
    )
    return plain_values.eased([made])[0]


@pytest.mark.parametrize(
    ("annotation", "many", "given", "taken"),
    [
        (str, False, "a", "a"),
        (str, False, None, None),
        (bool, False, None, None),
        (float, False, 60, 60.0),
        (int, False, "7", 7),
        (list[str], True, ("a", "b"), ["a", "b"]),
        (list[str], True, None, ()),
    ],
)
def test_texts_are_taken_as_they_are(annotation: Any, many: bool, given: Any, taken: Any) -> None:
    param = _param(annotation, many=many)
    assert param._runtime_param.coerce(given, param, None) == taken
    assert param.left == []


def test_a_parser_of_ours_reads_the_value() -> None:
    param = _param(int, parser=len)
    assert param._runtime_param.coerce("abc", param, None) == 3


def test_all_else_is_for_the_parser_of_command_lines() -> None:
    for param, given in (
        (_param(int), "0"),
        (_param(int), "x"),
        (_param(str), b"x"),
        (_param(float, float), "x"),
    ):
        param._runtime_param.coerce(given, param, None)
        assert param.left == [given]


def test_a_decision_loads_no_model_and_no_validator() -> None:
    told = (
        "import sys; from timeline.cli import main; main(['hide', 'x', '-o', '/nowhere/at/all']);"
        "print([m for m in ('pydantic', 'spacy', 'rich', 'babel') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
