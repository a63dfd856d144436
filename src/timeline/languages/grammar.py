"""What a language's grammar decides, a class a language: its labels, its repairs, its little words.

`Grammar` names what a language must, may or need not override; `<xx>/grammar.py` holds the class
`Own` of that language. Code outside this folder asks `of(code)` and never which language it is in.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module


class Grammar:
    """What every language shares; each member says what a language that overrides it means."""

    # -- headlines -----------------------------------------------------------------------------

    # May: relative pronouns in small letters that its model does not mark as such ("who").
    relatives: frozenset[str] = frozenset()
    # May: subjects in small letters that stand for nobody (« on apprend que »).
    impersonal: frozenset[str] = frozenset()

    # May: words in small letters before a date that it can't be taken from (« ne … qu'en mai »).
    bound_to_dates: frozenset[str] = frozenset()

    def stands_for(self, pronoun: str, noun: str, gender: str | None) -> bool:
        """Must, where pronouns are named: whether a pronoun may mean a noun that is no name.

        noun: its lemma; gender: Masc, Fem or None. ("it", "minister", None) -> False.
        """
        return False

    def possessive(self, owner: str) -> str:
        """May: a name as the owner before what it owns: "the budget" -> "the budget's"."""
        return owner


@cache
def of(code: str) -> Grammar:
    """The grammar of a language (ISO 639-1); the shared one where it has none of its own."""
    try:
        own = import_module(f"timeline.languages.{code}.grammar")
    except ModuleNotFoundError:
        return Grammar()
    grammar: Grammar = own.Own()
    return grammar
