"""All that belongs to one language, a folder each: `<xx>/` holds the tables of words that the
rooms read (calendar, dates, lexicon, names, meanings, retold, passages, files, signals, lines) and
`grammar.py`.

A new language is one folder, and one line in `parse.models` that names its spaCy model. `detect`
tells which language a text is in.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

__all__ = ["having", "table"]


@cache
def having(name: str) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a table of this name, sorted."""
    folder = resources.files(__package__)
    return tuple(sorted(f.name for f in folder.iterdir() if (f / f"{name}.toml").is_file()))


def table(code: str, name: str) -> dict[str, Any]:
    """One table of a language, parsed anew. Raises FileNotFoundError where there is none."""
    import tomllib  # what is only shown as data needs no table

    return tomllib.loads((resources.files(__package__) / code / f"{name}.toml").read_text("utf-8"))
