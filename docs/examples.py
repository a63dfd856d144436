"""Run the README's examples and keep their printed output true: `python docs/examples.py`.

A fenced `text` block under a comment `<!-- output of: COMMAND -->` holds what COMMAND prints; this
script runs each in a scratch copy of the samples and rewrites the block. `--check` only compares
and exits with 1 on a difference. Commands of `sh` blocks are run too; one that fails ends the run.
Commands with `make` or `source`, and those that need a tool which is not installed, are left out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "README.md"
# The page that decides for good is run over a folder of its own (tests/test_howto_review.py).
REVIEW = ROOT / "docs" / "howto" / "review.md"
# The pages of the site whose shell blocks are run; their output is not shown.
SITE = [
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(set((ROOT / "docs" / "howto").glob("*.md")) - {REVIEW}),
]
OUTPUT = re.compile(r"(<!-- output of: (?P<command>.+?) -->\n```\w*\n)(?P<told>.*?)(```)", re.S)
SHELL = re.compile(r"```sh\n(?P<body>.*?)```", re.S)
TOOLS = ("dask", "jq", "csvlook", "sqlite3", "datasette", "duckdb")
WIDTH = "88"


def commands(page: str) -> list[str]:
    """The commands of the page's shell blocks that can be run here, in order."""
    lines = [
        line.split("  #")[0].strip()
        for block in SHELL.finditer(page)
        for line in block["body"].splitlines()
    ]
    missing = [tool for tool in TOOLS if shutil.which(tool, path=_path()) is None]
    return [
        line
        for line in lines
        if line
        and not line.startswith(("make", "source", "#"))
        and not any(re.search(rf"\b{tool}\b", line) for tool in missing)
    ]


def _path() -> str:
    """Where commands are looked for: beside this Python first."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def run(command: str, folder: Path) -> str:
    """Standard output of a command run by bash in the folder; raises when it fails."""
    env = os.environ | {
        "PATH": _path(),
        "COLUMNS": WIDTH,
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"{command}\nended with {done.returncode}: {done.stderr}")
    return done.stdout


def refreshed(page: str, folder: Path) -> str:
    """The page with every output block as the commands print it now."""

    def renew(match: re.Match[str]) -> str:
        told = run(match["command"], folder)
        return f"{match[1]}{told.rstrip()}\n{match[4]}"

    return OUTPUT.sub(renew, page)


def main() -> int:
    """Run everything; rewrite the page or compare."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
        for command in commands(page):
            run(command, folder)
        renewed = refreshed(page, folder)
    if "--check" in sys.argv:
        return int(renewed != page)
    PAGE.write_text(renewed, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
