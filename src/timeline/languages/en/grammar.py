"""The grammar of English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar

from timeline import languages
from timeline.languages.en import labels, repairs
from timeline.languages.grammar import Grammar
from timeline.syntax import Token, Tree, Word

# Nouns that end like persons but are things.
_THINGS = frozenset(
    """
    newspaper paper tower river power quarter centre center number order letter tanker
    steamer theater computer tractor reactor sector factor motor error terror harbor border
    corner charter chapter master cluster disaster bunker carrier cruiser freighter trawler
    helicopter meter water winter summer matter register mortar list
    """.split()  # noqa: SIM905
)

_PERSON_ENDINGS = ("man", "woman", "ist", "er", "or", "eer")
# Of the nouns for persons those of bodies, which are "it".
_BODIES = frozenset({
    "army", "airline", "company", "court", "crowd", "government", "group", "parliament", "union",
})  # fmt: skip


@cache
def _people() -> frozenset[str]:
    """Nouns for persons, from the lexicon."""
    families = languages.table("en", "lexicon")["people"].values()
    return frozenset(word for words in families for word in words.split())


# Nouns that tell nothing without what follows.
_RELATIONAL_WORDS = (
    "million billion thousand hundred dozen score majority half third quarter most part number "
    "pair series couple handful lot end beginning start middle course rest top edge form sort "
    "kind member vicinity outskirts midst back wake brink verge heels"
)

# What the brackets of a link name.
_LINK_WORDS = (
    "archive backgrounder materials op-ed pdf profile release report reports site text transcript "
    "video website"
)

# Nouns of which an infinitive tells what they are.
_AIMING_WORDS = (
    "ability agreement attempt authority bid call campaign chance deadline decision duty effort "
    "failure freedom intention invitation motion move need obligation offer opportunity order "
    "permission plan pledge power promise proposal readiness refusal request right threat "
    "willingness wish"
)


class Own(Grammar):
    """What English decides for itself."""

    code = "en"

    # -- parse ----------------------------------------------------------------------------------

    whole_words = ("tête-à-tête", "sit-in", "post-mortem")
    prefixes = frozenset(
        {"re", "co", "by", "run", "walk", "cease", "break", "take", "bail", "lift"}
    )
    repairs = repairs.REPAIRS
    link_names = frozenset(_LINK_WORDS.split())
    setting = frozenset({"after", "since", "before", "until", "following", "during"})
    located = frozenset({"in", "at", "near"})
    examples = frozenset({"instance", "example"})

    def relabel(self, tree: Tree) -> None:
        """ClearNLP's labels become Universal Dependencies."""
        labels.convert(tree)

    def ends(self, words: Sequence[Word], start: int, last: int, glued: bool) -> bool:
        """The models cut behind brackets of what only opens: "At Orm (3 May 1825) | Ann won"."""
        if words[last].text != ")" or words[start].pos != "ADP":
            return True
        return any(w.pos in ("VERB", "AUX") for w in words[start : last + 1])

    # -- headlines -----------------------------------------------------------------------------

    relatives = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
    leading_to_dates = frozenset({("as", "of"), ("as", "from"), ("as", "early"), ("as", "late")})
    bound_to_dates = frozenset({"only", "until", "till"})
    bound_when_denied = frozenset({"before"})
    impersonal = frozenset({"it"})
    of_persons = frozenset({"who", "whom"})
    genitive = frozenset({"of"})
    relational = frozenset(_RELATIONAL_WORDS.split())
    aiming = frozenset(_AIMING_WORDS.split())
    making = frozenset({"declare", "find", "leave", "keep", "order", "pronounce", "report"})
    harming = frozenset({"kill", "injure", "wound"})
    accusing = frozenset({"accuse", "acquit", "clear", "convict", "suspect"})
    ranking = frozenset({"first", "second", "third", "only", "last", "next", "latest"})
    being = frozenset({"as"})

    def stands_for(self, pronoun: str, noun: str, gender: str | None) -> bool:
        """See Grammar. "It" is no office and none of the endings that make persons of verbs."""
        if pronoun == "they":
            return True
        person = noun in _people() or (noun.endswith(_PERSON_ENDINGS) and noun not in _THINGS)
        if pronoun == "it":
            return noun in _BODIES or not person
        man = noun.endswith("man") and not noun.endswith("woman")
        woman = noun.endswith("woman")
        return person and noun not in _BODIES and not (woman if pronoun == "he" else man)

    def possessive(self, owner: str) -> str:
        """See Grammar."""
        return f"{owner}'s"

    # -- pronouns --

    subject_forms: ClassVar[Mapping[str, str]] = {
        "it": "it", "its": "it", "they": "they", "them": "they", "their": "they", "he": "he",
        "she": "she",
    }  # fmt: skip
    plural_pronouns = frozenset({"they"})
    expletives = frozenset({"it"})
    impersonal_verbs = frozenset(
        {"rain", "snow", "seem", "appear", "emerge", "transpire", "turn", "happen"}
    )

    # -- stems --

    snowball = "english"

    # -- events ---------------------------------------------------------------------------------

    months_capitalised = True
    day_behind_month = True
    nobody_denies = True
    present_looks_infinitive = True
    infinitive_announces = True
    being_with_infinitive_is_due = True

    def going_is_future(self, verb: Token) -> bool:
        """Only "is going to", not "goes to"."""
        return verb.morph.get("Aspect") == "Prog"
