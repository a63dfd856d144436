"""timeline completion: the script that teaches a shell to complete timeline's command lines."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import completions, streams
from timeline.cli.command_group import ASKS_FOR_COMPLETIONS
from timeline.cli.options import Debug
from timeline.errors import UnknownChoiceError

SHELLS = ("bash", "zsh", "fish", "powershell")


def command(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL", help=", ".join(SHELLS) + ".", autocompletion=completions.among(SHELLS)
        ),
    ],
    debug: Debug = False,
) -> None:
    """Print a shell's completion script.

    bash: timeline completion bash > ~/.local/share/bash-completion/completions/timeline;
    zsh: timeline completion zsh > a file named _timeline in a directory of $fpath;
    fish: timeline completion fish > ~/.config/fish/completions/timeline.fish.
    """
    if shell not in SHELLS:
        raise UnknownChoiceError("SHELL", shell, SHELLS)
    # Typer's own scripts; the module is private but the only home of the function.
    from typer._completion_shared import get_completion_script

    script = get_completion_script(
        prog_name="timeline", complete_var=ASKS_FOR_COMPLETIONS, shell=shell
    )
    with streams.data("text") as out:
        out.write(f"{script}\n")
