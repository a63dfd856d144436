"""What a language's grammar decides, a class a language: its labels, its repairs, its little words.

`Grammar` names what a language must, may or need not override; `<xx>/grammar.py` holds the class
`Own` of that language. Code outside this folder asks `of(code)` and never which language it is in.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import ClassVar


class Grammar:
    """What every language shares; each member says what a language that overrides it means."""

    # -- stems (languages/stems.py) ------------------------------------------------------------

    snowball: ClassVar[str | None] = None
    """May be overridden: what Snowball calls the language ("english"); None: words as they are."""


@cache
def of(code: str) -> Grammar:
    """The grammar of a language (ISO 639-1); the shared one where it has none of its own."""
    try:
        own = import_module(f"timeline.languages.{code}.grammar")
    except ModuleNotFoundError:
        return Grammar()
    grammar: Grammar = own.Own()
    return grammar
