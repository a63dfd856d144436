"""The grammar of French."""

from __future__ import annotations

from timeline.languages.grammar import Grammar
from timeline.syntax import Token

_VERBAL = ("VERB", "AUX")
_PAST_ENDINGS = ("ait", "aient", "ais", "ions", "iez")
_FUTURE_ENDINGS = ("ront", "rons", "rez", "ra")
# Stems that are shorter than their verb.
_FUTURE_STEMS = {"fer": "faire", "aur": "avoir", "ser": "être", "ir": "aller", "saur": "savoir"}
_CONDITIONAL_ENDINGS = ("rait", "raient", "rais", "rions", "riez")


class Own(Grammar):
    """What French decides for itself."""

    # -- events ---------------------------------------------------------------------------------

    things_have_gender = True
    names_follow_offices = True
    possessives = frozenset({"son", "sa", "ses"})
    recipient_articles = frozenset({"la", "l'"})
    misread_objects = ("det",)
    names_misread_behind_verbs = True
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
