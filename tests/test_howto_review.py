"""The how-to of a review, from a messy folder to what was accepted, does what it says."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

from messy_press import lay_out
from timeline.review import terminal

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "howto" / "review.md").read_text(encoding="utf-8")
STEP = re.compile(r"<!-- by hand: (?P<hand>.+?) -->|```sh\n(?P<shell>.*?)```", re.DOTALL)
# What the page's ID and ID2 stand for here, by a word of their titles.
MEANT = {"ID2": "ribbon", "ID": "(opened|opens) its new bridge"}


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples", ROOT / "docs" / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def steps(examples: ModuleType) -> Iterator[tuple[str, int]]:
    """(command, how it ends) in the order of the page, what it says is done by hand too."""
    for step in STEP.finditer(PAGE):
        if step["hand"]:
            yield step["hand"], 0
            continue
        told = {
            line.split("  #")[0].strip(): int(ends[1]) if ends else 0
            for line in step["shell"].splitlines()
            for ends in [re.search(r"  # ends with (\d)", line)]
        }
        for command in examples.commands(step[0]):
            yield command, told[command]


def filled_in(command: str, examples: ModuleType, folder: Path) -> str:
    """The command with an id for each ID of the page."""
    for name, word in MEANT.items():
        if re.search(rf"\b{name}\b", command):
            found = examples.run(f"timeline show --all --jsonl --grep '{word}'", folder)
            ids = [json.loads(line)["id"] for line in found.splitlines()]
            command = re.sub(rf"\b{name}\b", ids[0], command)
    return command


@pytest.fixture(scope="module")
def reviewed(
    examples: ModuleType, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """The folder in which all commands of the page were run, and what each printed."""
    folder = tmp_path_factory.mktemp("review")
    printed: dict[str, str] = {}
    lay_out(folder / "press")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_VALUE_0", "Ana")  # its key is user.name in all tests
        patch.setenv("EMAIL", "ana@example.org")
        for command, ends in steps(examples):
            try:
                printed[command] = examples.run(filled_in(command, examples, folder), folder)
            except RuntimeError as error:
                assert f"\nended with {ends}:" in str(error), error
            else:
                assert ends == 0, command
    return folder, printed


@pytest.mark.skipif(shutil.which("git") is None, reason="two people share their decisions by git")
def test_every_command_of_the_page_runs_in_its_order(
    reviewed: tuple[Path, dict[str, str]], examples: ModuleType
) -> None:
    folder, printed = reviewed
    made = examples.run("timeline decisions --jsonl", folder)
    told = [json.loads(line) for line in made.splitlines()]
    assert {"Ana", "Ben"} <= {d["author"] for d in told}
    assert {"hide", "accept", "set", "tag", "add"} <= {d["action"] for d in told}
    assert "The council chose Owen Blake" in printed["timeline apply edits.csv --yes"]
    assert "named its new bridge" in printed["timeline show --verdict none --since 2023"]
    for name in ("chronology.html", "accepted.html", "accepted.csv", "short.html"):
        assert (folder / name).stat().st_size


def test_the_keys_it_tells_are_keys_of_both_reviews() -> None:
    told = re.findall(r"^\| (\S) \|", PAGE, re.MULTILINE)
    assert told[:8] == ["a", "r", "e", "j", "s", "n", "t", "z"]
    assert set(told) <= {key for key, _ in terminal.KEYS}
    page = files("timeline.review.web").joinpath("keys.js").read_text(encoding="utf-8")
    assert set(told) <= set(re.findall(r'\["(\S)", "', page))
