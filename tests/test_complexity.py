"""The gate of `make complexity` counts what it says."""

from pathlib import Path

import pytest

from complexity import CEILINGS, counted, functions, language_branches

CODES = {"en", "fr"}


@pytest.mark.parametrize(
    "code",
    [
        'if language == "de": pass',
        'if self.article.language != "de": pass',
        'if x in ("en", "fr"): pass',
        'y = 1 if "fr" == code else 2',
        'match lang:\n    case "it": pass',
        'z = [w for w in words if w.spoken not in {"de"}]',
    ],
)
def test_asking_for_a_language_counts(code: str) -> None:
    assert list(language_branches(code, CODES)) == [1]


@pytest.mark.parametrize(
    "code",
    ['if word == "des": pass', "if language in known: pass", 'table = {"fr": 1}', 'of("fr")'],
)
def test_asking_for_something_else_does_not(code: str) -> None:
    assert list(language_branches(code, CODES)) == []


def test_and_and_or_are_branches_of_methods_too() -> None:
    code = "class A:\n    def f(self, a, b, c):\n        return 1 if a and b or c else 2\n"
    assert list(functions(code)) == [("A.f", 2, 4)]


def test_a_package_is_counted(tmp_path: Path) -> None:
    branches = "".join(f"    if x == {n}: return {n}\n" for n in range(16))
    (tmp_path / "a.py").write_text(f"def f(x):\n{branches}")
    (tmp_path / "b.py").write_text("x = 1\n" * 451)
    lines, found = counted(tmp_path)
    assert lines == 17 + 451
    assert [*map(len, found.values())] == [1, 1, 0, 0]
    assert found["functions of complexity over 15"] == ["a.py:1 f: 17"]
    assert list(CEILINGS)[1:] == list(found)
