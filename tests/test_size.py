"""What an installation takes stays below what bench/size.py says."""

from pathlib import Path

import size


def test_what_is_installed_is_not_too_large() -> None:
    found = size.sizes()
    assert {"spacy", "numpy", "timeline"} <= set(found)
    assert "pytest" not in found, "what developers alone need"
    assert sum(plain for plain, _ in found.values()) <= size.MOST * 1e6


def test_compiled_modules_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    for name in (
        "a.py",
        "b.txt",
        "__pycache__/a.cpython-311.pyc",
        "__pycache__/gone.cpython-311.pyc",
    ):
        (tmp_path / name).write_bytes(b"x" * 10_000)
    plain, compiled = size.sized([tmp_path / "a.py", tmp_path / "b.txt", tmp_path / "none.py"])
    assert 20_000 <= plain <= 40_000
    assert 10_000 <= compiled <= 20_000
