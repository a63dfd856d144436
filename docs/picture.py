"""Draw the README's terminal picture from what the command really prints: `make picture`.

docs/terminal.svg shows `timeline show` over the sample articles, at 96 columns. Nothing in it is
fetched from anywhere: the reader's own monospace font sets it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from functools import partial
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "terminal.svg"
COMMAND = "timeline show --since 2020-09-11 --until 2020-09-25 --status happened --limit 16"
WIDTH = 96
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def printed(folder: Path) -> str:
    """What the command prints on a terminal that knows colours."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(WIDTH),
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
    }
    environment.pop("NO_COLOR", None)
    run = partial(
        subprocess.run, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    run(["timeline", "extract", str(ROOT / "data/raw"), "-q"])
    return str(run([*COMMAND.split(), "--format", "table"]).stdout)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as name:
        text = printed(Path(name))
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "green"), COMMAND))
    console.print(Text.from_ansi(text.rstrip("\n")))
    svg = console.export_svg(title="timeline", code_format=FRAME, unique_id="timeline")
    PICTURE.write_text(re.sub(r"[ \t]+\n", "\n", svg), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
