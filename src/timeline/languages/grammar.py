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

    # -- names and merging ---------------------------------------------------------------------

    def looks_plural(self, word: str) -> bool:
        """May be overridden: whether a noun without a capital may be a plural ("protesters")."""
        return word.endswith("s") and not word.endswith(("ss", "us", "is"))

    def forms_of_people(self, name: str) -> tuple[str, ...]:
        """May be overridden: the forms of an adjective that names a people, itself first.

        "Russian": "Russian", "Russians"; French "russe": "russe", "russes".
        """
        plain = name.endswith(("s", "sh", "ch", "ese", "men"))
        return (name,) if plain else (name, f"{name}s")


@cache
def of(code: str) -> Grammar:
    """The grammar of a language (ISO 639-1); the shared one where it has none of its own."""
    try:
        own = import_module(f"timeline.languages.{code}.grammar")
    except ModuleNotFoundError:
        return Grammar()
    grammar: Grammar = own.Own()
    return grammar
