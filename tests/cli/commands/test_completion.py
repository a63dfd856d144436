import os
import subprocess
import sys
from pathlib import Path

import pytest

from driven import Run
from timeline.cli.command_group import ASKS_FOR_COMPLETIONS
from timeline.cli.commands.completion import SHELLS

COMPLETIONS = Path(__file__).parents[3] / "docs/completions"


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_a_script_that_asks_timeline(run: Run, shell: str) -> None:
    ended = run("completion", shell)
    assert ended.code == 0
    assert "timeline" in ended.out
    assert ASKS_FOR_COMPLETIONS in ended.out


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", "timeline"), ("zsh", "_timeline"), ("fish", "timeline.fish")]
)
def test_the_scripts_that_are_installed_are_those(run: Run, shell: str, name: str) -> None:
    told = (COMPLETIONS / name).read_text(encoding="utf-8")
    assert run("completion", shell).out == told, f"timeline completion {shell} prints it"


def test_an_unknown_shell_is_wrong_usage(run: Run) -> None:
    ended = run("completion", "bsh")
    assert ended.code == 2
    assert "did you mean bash?" in ended.err


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [("timeline sh", 1, "show"), ("timeline show --sin", 2, "--since")],
)
def test_commands_and_options_complete(words: str, at: int, expected: str) -> None:
    asked = {ASKS_FOR_COMPLETIONS: "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    done = subprocess.run(
        [sys.executable, "-m", "timeline"],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert expected in done.stdout.split()
