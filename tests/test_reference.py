"""The reference pages and the manual page say what the code says."""

import importlib.util
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["reference/commands.md", "reference/output.md", "man/timeline.1"])
def test_a_page_is_what_the_code_says(reference: ModuleType, name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == reference.PAGES[name](), "run: python docs/reference.py"


def test_every_command_and_option_is_told(reference: ModuleType) -> None:
    page = reference.commands_page()
    for name, command in reference.commands().items():
        assert f"## timeline {name}\n" in page
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name != "help":
                assert parameter.opts[-1] in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_page_is_sound() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(DOCS / "man/timeline.1")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
