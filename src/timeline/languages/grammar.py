"""What a language's grammar decides, a class a language: its labels, its repairs, its little words.

`Grammar` names what a language must, may or need not override; `<xx>/grammar.py` holds the class
`Own` of that language. Code outside this folder asks `of(code)` and never which language it is in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import ClassVar

from timeline.syntax import Tree, Word

# One fault of a model mended in place, wherever a sentence has it; known by the function's name.
Repair = Callable[[Tree], None]


class Grammar:
    """What every language shares; each member says what a language that overrides it means."""

    code = ""
    """Must be overridden. ISO 639-1: "en"."""

    # -- parse ----------------------------------------------------------------------------------

    whole_words: tuple[str, ...] = ()
    """May be overridden. Words with a hyphen that the tokenizer cuts though they are one, and their
    plural in -s: "cessez-le-feu"."""

    prefixes: frozenset[str] = frozenset()
    """May be overridden. What is one word with what follows its hyphen: "re" of "re-election"."""

    repairs: tuple[Repair, ...] = ()
    """May be overridden. The frequent faults of the language's models, in the order in which they
    are mended; they see Universal Dependencies."""

    setting: frozenset[str] = frozenset()
    """Should be overridden. Prepositions that set one event beside another: "after the vote"."""

    located: frozenset[str] = frozenset()
    """Should be overridden. Prepositions of the place where one is: "in Vienna"."""

    examples: frozenset[str] = frozenset()
    """Should be overridden. The noun of "for instance"."""

    def relabel(self, tree: Tree) -> None:
        """Must be overridden where the models' labels are not Universal Dependencies, or negation
        has no Polarity=Neg; the result is a tree of the labels that `syntax` names."""
        for node in tree:
            node.dep = "root" if node.dep == "ROOT" else node.dep

    def ends(self, words: Sequence[Word], start: int, last: int, glued: bool) -> bool:
        """May be overridden. Whether the sentence that begins at words[start] ends at words[last],
        as the model has it; there is a next word, glued: no blank stands before it."""
        return True

    def named(self, tree: Tree, inside: list[int], text: str) -> tuple[list[int], str]:
        """May be overridden. The tokens of a name and how it is written, without what is only said
        of the named. inside, text: what the recogniser found."""
        return inside, text

    # -- anchor ---------------------------------------------------------------------------------

    past_participles_describe = False
    """May be overridden. Whether a past participle behind its noun only describes it, so that its
    event is none of the news: « la loi votée en commission »."""

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
