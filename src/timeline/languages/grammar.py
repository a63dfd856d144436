"""What a language's grammar decides, a class a language: its labels, its repairs, its little words.

`Grammar` names what a language must, may or need not override; `<xx>/grammar.py` holds the class
`Own` of that language. Code outside this folder asks `of(code)` and never which language it is in.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from timeline.syntax import Token


class Grammar:
    """What every language shares; each member says what a language that overrides it means."""

    # -- events ---------------------------------------------------------------------------------

    months_capitalised = False
    """Must be overridden where months have a capital: "march" is then no month."""

    day_behind_month = False
    """May be overridden. Whether a day may stand behind its month: "the March 23 strikes" are not
    23 of them."""

    things_have_gender = False
    """Must be overridden where every noun has a gender, so that a pronoun of a person may mean a
    thing: « elle » of « la banque »."""

    names_follow_offices = False
    """May be overridden. Whether a name stands beside the office that is the subject and is one
    with it: « l'économiste Anne Roy a … »."""

    possessives: frozenset[str] = frozenset()
    """May be overridden. The possessives that stand as articles before what someone owns: "son"."""

    recipient_articles: frozenset[str] = frozenset()
    """May be overridden. The articles with which a preposition says to which state, not where:
    « à la Hongrie »."""

    misread_objects: tuple[str, ...] = ()
    """May be overridden. The labels that the models give to the pronoun before its verb: "det" for
    the « la » of « la recevra »."""

    names_misread_behind_verbs = False
    """May be overridden. Whether the models take a name right behind its verb for a predicate."""

    nobody_denies = False
    """Must be overridden where "nobody" denies its verb without a negation: "nobody came"."""

    present_looks_infinitive = False
    """Must be overridden where a plain present has the form of the infinitive: "they meet"."""

    infinitive_announces = False
    """May be overridden. Whether the infinitive of a headline tells what is to come: "Miller to
    visit Vienna"."""

    being_with_infinitive_is_due = False
    """May be overridden. Whether "is" with an infinitive is a future: "is to be held"."""

    compound_past = False
    """Must be overridden where the present of an auxiliary with a participle is a past, and
    with that of the passive does not: « est mort », but « est signé »."""

    def going_is_future(self, verb: Token) -> bool:
        """Must be overridden where a form of "to go" with an infinitive is a future: "is going"."""
        return False

    def is_finite(self, verb: Token) -> bool:
        """May be overridden. Whether a verb that the models take for an infinitive is finite."""
        return False

    def is_simple_past(self, verb: Token) -> bool:
        """May be overridden. Whether a verb is a past by its ending, whatever the models say."""
        return False

    def is_imperfect(self, verb: Token) -> bool:
        """May be overridden. Whether a verb is an imperfect that looks like another form."""
        return False

    def is_simple_future(self, verb: Token) -> bool:
        """May be overridden. Whether a verb is a future by its ending, whatever the models say."""
        return False

    def is_conditional(self, verb: Token) -> bool:
        """May be overridden. Whether a verb is a conditional: « viendrait »."""
        return False


@cache
def of(code: str) -> Grammar:
    """The grammar of a language (ISO 639-1); the shared one where it has none of its own."""
    try:
        own = import_module(f"timeline.languages.{code}.grammar")
    except ModuleNotFoundError:
        return Grammar()
    grammar: Grammar = own.Own()
    return grammar
