"""The README's examples do what it says, and print what it shows."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples", ROOT / "docs" / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def extracted(examples: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples, and their chronology as it is stored."""
    folder = tmp_path_factory.mktemp("extracted")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    examples.run("timeline extract data/raw -q", folder)
    return folder


def test_the_page_has_examples_to_run(examples: ModuleType) -> None:
    found = examples.commands(examples.PAGE.read_text(encoding="utf-8"))
    assert "timeline extract data/raw" in found
    assert "timeline show --since 2020-08" in found
    assert not any(command.startswith("make") for command in found)


def test_the_demo_ends_with_the_digest_and_the_name_of_the_page_it_wrote() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    demo = makefile.partition("\ndemo:")[2].partition("\n\n")[0]
    digest, page, last = (line.strip() for line in demo.splitlines()[-3:])
    assert digest == "$(BIN)/timeline digest --format table"
    assert page.startswith("$(BIN)/timeline show -o data/out/chronology.html")
    assert last.endswith('data/out/chronology.html"')


@pytest.mark.skipif(shutil.which("jq") is None, reason="an example's output is made with jq")
def test_every_example_runs_and_its_output_is_as_shown(
    examples: ModuleType, extracted: Path, tmp_path: Path
) -> None:
    page = examples.PAGE.read_text(encoding="utf-8")
    shutil.copytree(extracted, tmp_path, dirs_exist_ok=True)
    for command in examples.commands(page):
        examples.run(command, tmp_path)
    assert examples.refreshed(page, tmp_path) == page


def test_every_command_of_the_site_runs(
    examples: ModuleType, extracted: Path, tmp_path: Path
) -> None:
    shutil.copytree(extracted, tmp_path, dirs_exist_ok=True)
    found = [
        command
        for path in examples.SITE
        for command in examples.commands(path.read_text(encoding="utf-8"))
    ]
    assert len(found) > 12
    for command in found:
        examples.run(command, tmp_path)


def test_a_failing_example_is_an_error(examples: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 2"):
        examples.run("timeline show --no-such-option", tmp_path)
