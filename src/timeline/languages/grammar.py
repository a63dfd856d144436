"""What a language's grammar decides, a class a language: its labels, its repairs, its little words.

`Grammar` names what a language must, may or need not override; `<xx>/grammar.py` holds the class
`Own` of that language. Code outside this folder asks `of(code)` and never which language it is in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import ClassVar

from timeline.syntax import Token, Tree, Word

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

    link_names: frozenset[str] = frozenset()
    """May be overridden. The last words of what brackets name a link by: "[text, PDF]"."""

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

    relatives: frozenset[str] = frozenset()
    """May be overridden. Relative pronouns that its model does not mark as such: "who"."""

    impersonal: frozenset[str] = frozenset()
    """May be overridden. Subjects that stand for nobody: « on apprend que »."""

    bound_to_dates: frozenset[str] = frozenset()
    """May be overridden. Words before a date that it can't be taken from: « ne … qu'en mai »."""

    bound_when_denied: frozenset[str] = frozenset()
    """May be overridden. The same where the verb is denied: "not expected before May"."""

    leading_to_dates: frozenset[tuple[str, str]] = frozenset()
    """May be overridden. Two words that only lead to a date: « à compter » of « du 3 mai »."""

    of_persons: frozenset[str] = frozenset()
    """May be overridden. Relative pronouns of persons alone, whom they follow: "who"."""

    genitive: frozenset[str] = frozenset()
    """May be overridden. Prepositions of what a noun is of: "of"."""

    relational: frozenset[str] = frozenset()
    """May be overridden. Nouns that tell nothing without what follows: "millions of votes"."""

    aiming: frozenset[str] = frozenset()
    """May be overridden. Nouns that an infinitive completes: "the right to strike"."""

    making: frozenset[str] = frozenset()
    """May be overridden. Verbs that a participle behind their object completes: "ordered the shops
    closed"."""

    harming: frozenset[str] = frozenset()
    """May be overridden. Verbs whose participle tells what something came to: "crashed, killing
    ten"."""

    accusing: frozenset[str] = frozenset()
    """May be overridden. Verbs that a clause behind their object completes: "accused the guards of
    beating clerks"."""

    ranking: frozenset[str] = frozenset()
    """May be overridden. Words by which an infinitive completes their noun: "the first to win"."""

    being: frozenset[str] = frozenset()
    """May be overridden. Words that lead to what something is said to be: "confirmed as dead"."""

    def stands_for(self, pronoun: str, noun: str, gender: str | None) -> bool:
        """Must, where pronouns are named: whether a pronoun may mean a noun that is no name.

        noun: its lemma; gender: Masc, Fem or None. ("it", "minister", None) -> False.
        """
        return False

    def possessive(self, owner: str) -> str:
        """May: a name as the owner before what it owns: "the budget" -> "the budget's"."""
        return owner

    # -- pronouns (centering.py) ---------------------------------------------------------------

    subject_forms: ClassVar[Mapping[str, str]] = {}
    """Must, where pronouns are named. Pronouns of the third person in small letters, each with its
    form as a subject: "their" -> "they", "it" -> "it"."""

    plural_pronouns: frozenset[str] = frozenset()
    """Must, where pronouns are named. Those subject forms that mean several: "they"."""

    expletives: frozenset[str] = frozenset()
    """Must, where pronouns are named. Those that may stand for nothing: "it", « il »."""

    impersonal_verbs: frozenset[str] = frozenset()
    """May be overridden. Verbs whose subject may stand for nothing: "it rained", « il faut »."""

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

    names_misread = False
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
