"""The grammar of French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from timeline.languages.fr import clauses, repairs
from timeline.languages.grammar import Grammar
from timeline.syntax import Token, Tree, Word

# Signs that no sentence begins with.
_NEVER_FIRST = frozenset(",;-»).")
# Words up to which a sentence without a verb may be a part of one.
_SHORTEST = 20
_NEGATIVE = frozenset({"ne", "n'", "pas", "jamais", "aucun", "aucune", "nul", "nulle"})


_VERBAL = ("VERB", "AUX")
_PAST_ENDINGS = ("ait", "aient", "ais", "ions", "iez")
_FUTURE_ENDINGS = ("ront", "rons", "rez", "ra")
# Stems that are shorter than their verb.
_FUTURE_STEMS = {"fer": "faire", "aur": "avoir", "ser": "être", "ir": "aller", "saur": "savoir"}
_CONDITIONAL_ENDINGS = ("rait", "raient", "rais", "rions", "riez")
# Nouns that tell nothing without what follows.
_RELATIONAL_WORDS = (
    "million milliard millier centaine cinquantaine trentaine vingtaine quinzaine douzaine "
    "dizaine majorité moitié tiers quart partie plupart nombre série paire ensemble fin début "
    "cours suite issue milieu reste sorte forme cadre sein chef membre"
)

# Nouns of which an infinitive tells what they are.
_AIMING_WORDS = (
    "accord appel autorisation besoin capacité chance demande droit décision désir devoir effort "
    "intention interdiction invitation liberté menace nécessité obligation occasion offre ordre "
    "pouvoir possibilité projet promesse proposition refus souhait tentative volonté"
)


def _opens_an_aside(words: Sequence[Word], start: int, last: int) -> bool:
    """Whether a comma stands before or behind a participle that only describes: « La cour, | réunie
    à Lyon, | a jugé »."""
    verbs = (w for w in words[start : last + 2] if w.pos == "VERB" or w.morph.get("VerbForm"))
    first = next(verbs, None)
    part = first is not None and first.pos == "VERB" and first.morph.get("VerbForm") == "Part"
    return words[last].text == "," and part


def _cuts_a_name(before: Word, after: Word) -> bool:
    """Whether what follows a name has a capital and no full stop before it, so that it is no verb:
    « a battu Anna | Costa »."""
    capital = after.pos == "VERB" and after.text[:1].isupper()
    return before.pos == "PROPN" and capital and after.morph.get("VerbForm") == "Fin"


class Own(Grammar):
    """What French decides for itself."""

    code = "fr"

    # -- parse ----------------------------------------------------------------------------------

    whole_words = (
        "volte-face", "tête-à-tête", "cessez-le-feu", "contre-offensive", "sit-in", "post-mortem",
        "mini-sommet", "contre-attaque",
    )  # fmt: skip
    prefixes = frozenset({"re", "co"})
    repairs = repairs.REPAIRS
    setting = frozenset({"depuis", "après", "avant", "dès", "pendant", "lors", "durant"})
    located = frozenset({"à", "en"})
    examples = frozenset({"exemple"})

    def relabel(self, tree: Tree) -> None:
        """The labels are Universal Dependencies already; negation is marked, and what was cut
        where no sentence ends is made one tree."""
        clauses.one_tree(tree)
        for node in tree:
            node.dep = {"ROOT": "root", "flat:foreign": "flat"}.get(node.dep, node.dep)
            if node.low in _NEGATIVE and node.pos in ("ADV", "DET", "PRON", "PART"):
                node.morph.setdefault("Polarity", "Neg")

    def ends(self, words: Sequence[Word], start: int, last: int, glued: bool) -> bool:
        """The models cut at commas, before small letters and inside names."""
        before, after = words[last], words[last + 1]
        if after.text in _NEVER_FIRST and (glued or after.text != "-"):
            return False
        if glued and before.text == "-":
            return False  # « le Musée- | Bibliothèque »
        # « née à Lyon | le 24 octobre »
        inside = before.text[-1:].isalnum() and after.text[:1].islower()
        if inside and not before.space and not after.space:
            return False
        # "La présidente Elena": no verb, no full stop, and a name on both sides.
        named = before.pos == after.pos == "PROPN" and last - start < _SHORTEST
        told = any(w.morph.get("VerbForm") == "Fin" for w in words[start : last + 1])
        return (told or not (named or _opens_an_aside(words, start, last))) and not _cuts_a_name(
            before, after
        )

    def named(self, tree: Tree, inside: list[int], text: str) -> tuple[list[int], str]:
        """ "Les Lions, champions" are the lions; "Premier ministre a promis" is a minister."""
        cut = text.find(",")
        if cut > 0 and text[cut + 1 :].strip()[:1].islower():
            stop = next((n for n in inside if tree[n].text == ","), inside[-1] + 1)
            return [n for n in inside if n < stop], text[:cut]
        helped = next((n for n in inside if tree[n].dep.startswith("aux")), inside[0])
        if helped > inside[0] and tree[inside[0] - 1].text != "«":
            before = text.split(f" {tree[helped].text} ", maxsplit=1)[0]
            return [n for n in inside if n < helped], before
        return inside, text

    # -- anchor ---------------------------------------------------------------------------------

    past_participles_describe = True

    # -- headlines -----------------------------------------------------------------------------

    relatives = frozenset({"qui", "que", "qu'", "dont", "où"})
    leading_to_dates = frozenset({("à", "compter"), ("à", "partir"), ("d'", "ici"), ("d’", "ici")})
    bound_to_dates = frozenset({"que", "qu'", "qu’", "jusqu'", "jusqu’"})
    bound_when_denied = frozenset({"avant"})
    impersonal = frozenset({"on"})
    genitive = frozenset({"de", "d'", "d’", "du", "des"})
    relational = frozenset(_RELATIONAL_WORDS.split())
    aiming = frozenset(_AIMING_WORDS.split())
    making = frozenset({"déclarer", "laisser", "retrouver", "juger"})
    being = frozenset({"comme"})

    def stands_for(self, pronoun: str, noun: str, gender: str | None) -> bool:
        """See Grammar: « il » and « ils » mean masculine nouns, « elle » and « elles » feminine."""
        wanted = {"il": "Masc", "ils": "Masc", "elle": "Fem", "elles": "Fem"}
        return gender is not None and wanted.get(pronoun) == gender

    # -- pronouns --

    subject_forms: ClassVar[Mapping[str, str]] = {
        "il": "il", "ils": "ils", "elle": "elle", "elles": "elles",
    }  # fmt: skip
    plural_pronouns = frozenset({"ils", "elles"})
    expletives = frozenset({"il", "elle"})
    impersonal_verbs = frozenset(
        {"falloir", "pleuvoir", "neiger", "suffire", "agir", "sembler", "rester", "manquer"}
    )

    # -- stems --

    snowball = "french"

    # -- names and merging --

    def looks_plural(self, word: str) -> bool:
        """Ends in s or x ("manifestants", "chevaux")."""
        return word[-1] in "sx" and not word.endswith("ss")

    def forms_of_people(self, name: str) -> tuple[str, ...]:
        """Masculine and feminine, singular and plural, by the regular rules."""
        if name.endswith("e"):
            return name, f"{name}s"
        feminine = name + ("ne" if name.endswith(("ien", "éen")) else "e")
        plural = name if name.endswith(("s", "x")) else f"{name}s"
        return name, plural, feminine, f"{feminine}s"

    # -- events ---------------------------------------------------------------------------------

    things_have_gender = True
    names_follow_offices = True
    possessives = frozenset({"son", "sa", "ses"})
    recipient_articles = frozenset({"la", "l'"})
    misread_objects = ("det",)
    names_misread = True
    compound_past = True

    def going_is_future(self, verb: Token) -> bool:
        """« Va signer », « allait signer », but « alla vivre » tells of a way."""
        return not self.is_simple_past(verb)

    def is_finite(self, verb: Token) -> bool:
        """True for "s'effondre", "réunit", which the model may take for the infinitive."""
        base = verb.lemma.lower()
        tagged = verb.pos == "VERB" and verb.morph.get("VerbForm") == "Inf"
        alike = base.endswith(("er", "ir", "re")) and base[:3] == verb.text.lower()[:3]
        return tagged and alike and verb.text.lower() != base and not verb.text.endswith("r")

    def is_simple_past(self, verb: Token) -> bool:
        """True for a French passé simple, which the model often takes for a present."""
        text, base = verb.text.lower(), verb.lemma.lower()
        if base.endswith("er") and text.endswith("a"):
            return len(text) == len(base) - 1 and text[:2] == base[:2]
        return len(text) > 4 and text.endswith(("èrent", "irent", "urent", "inrent", "int", "înt"))

    def is_imperfect(self, verb: Token) -> bool:
        """True for "montrait", "ouvrait": the r is the stem's, whatever the model says."""
        text, base = verb.text.lower(), verb.lemma.lower()
        alike = base.endswith(("rer", "rir")) and text.startswith(base[:-2])
        return alike and text[len(base) - 2 :] in _PAST_ENDINGS

    def is_simple_future(self, verb: Token) -> bool:
        """True for a French future the model did not see ("recevra"), not for "entra"."""
        text, base = verb.text.lower(), verb.lemma.lower()
        ending = next((e for e in _FUTURE_ENDINGS if text.endswith(e)), None)
        if verb.pos != "VERB" or ending is None or verb.morph.get("Mood") == "Cnd":
            return False
        stem = text.removesuffix(ending) + "r"
        if stem in _FUTURE_STEMS:
            return _FUTURE_STEMS[stem] == base
        regular = stem in (base, base.removesuffix("e")) or len(stem) > len(base)
        return regular or (base.endswith("oir") and stem[-2:] in ("vr", "rr", "dr"))

    def is_conditional(self, verb: Token) -> bool:
        """« Viendrait », not « montrait », whose r is the stem's."""
        if self.is_imperfect(verb):
            return False
        ending = verb.text.lower().endswith(_CONDITIONAL_ENDINGS)
        return verb.morph.get("Mood") == "Cnd" or (verb.pos in _VERBAL and ending)
