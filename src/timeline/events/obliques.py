"""Nouns with their prepositions behind the verb of a headline, and which of them it keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.events.phrases import CLOCK, Phraser, Shape
from timeline.syntax import Sentence, Token

# "à la hauteur du 37", rue …
_ADDRESS = re.compile(r"\bdu \d+$")
_NUMBERS = re.compile(r"[\d.,–—-]+")


@dataclass(frozen=True, slots=True)
class Obliques:
    """Reads and writes the complements with prepositions of one sentence's verbs."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    def oblique(self, t: Token, shape: Shape) -> str:
        """A complement with its preposition, "" for one that a title drops."""
        sentence, words = self.sentence, self.words
        case = tree.cases(sentence, t.index)
        known = (
            not case or case in words.grammar["relations"] or case in words.headline["relations"]
        )
        first = case.split("_")[0]
        if not known and "_" in case:
            known = first in words.headline["relations"] | words.grammar["relations"]
        if not known or self.is_time(t.index):
            return ""
        if not case and (t.dep.endswith(("tmod", "npmod")) or words.language == "fr"):
            return ""
        first_below = min(b.index for b in sentence.subtree(t.index))
        if not case and words.language == "fr" and sentence.tokens[first_below - 1].text == ",":
            # "…, 1,8 % de plus": said beside the clause
            return ""
        if not case and not (t.pos == "NUM" or _NUMBERS.search(t.text)):
            return ""
        if t.pos not in (*tree.NOMINAL, "PRON", "NUM", "SYM") and not (t.pos == "VERB" and case):
            return ""
        if any(c.text.lower() == "même" and c.dep == "amod" for c in sentence.children(t.index)):
            # "au même endroit": as what, the title would not tell.
            return ""
        if f"{first}_{tree.lemma(t)}" in words.grammar["idioms"] and "acl" in t.dep:
            return ""
        relational = tree.lemma(t) in words.headline["relational"]
        inner = replace(shape, depth=max(shape.depth, 1)) if relational else shape
        text = self.phraser.noun(t, inner)
        if words.language == "fr" and _ADDRESS.search(text):
            return ""
        if not text or (t.pos == "PRON" and not text[:1].isupper()):
            return ""
        if relational and " " not in text and tree.lemma(t) not in words.headline["whole"]:
            return ""
        return f"{self.case(t)} {text}".strip()

    def rank(self, verb: int, t: Token) -> bool:
        """True for "deuxième" in "termine deuxième"."""
        key = tree.lemma(self.sentence.tokens[verb])
        ranked = key in ("terminer", "finir", "arriver", "classer") and t.index == verb + 1
        return self.words.language == "fr" and ranked and t.pos == "ADJ"

    def before(self, t: Token) -> str:
        """A degree or a preposition that the French parser hangs elsewhere ("plus de mille")."""
        if self.words.language != "fr":
            return ""
        case = [c for c in self.sentence.children(t.index) if c.dep == "case"]
        if case:
            return f"{case[0].text} "
        first = min(c.index for c in self.sentence.subtree(t.index))
        tokens = self.sentence.tokens
        if first >= 2 and tokens[first - 1].dep == "fixed":
            return f"{tokens[first - 2].text} {tokens[first - 1].text} "
        return ""

    def case(self, t: Token) -> str:
        """The prepositions of a noun as written, with what belongs to them ("à travers")."""
        parts: set[int] = set()
        for c in self.sentence.children(t.index):
            if c.dep in ("case", "fixed"):
                parts |= {b.index for b in self.sentence.subtree(c.index)}
        return " ".join(self.sentence.tokens[i].text.lower() for i in sorted(parts))

    def is_time(self, index: int) -> bool:
        """True for a time expression, a time of day included."""
        return self.sentence.once(("time", index), lambda: self._is_time(index))

    def _is_time(self, index: int) -> bool:
        written = self.sentence.tokens[index].text
        if written not in (written.lower(), written.capitalize(), written.upper()):
            # "NeXT" is a company.
            return False
        token = self.sentence.tokens[index]
        if tree.lemma(token) in ("past", "passé") and self.sentence.child(index, "amod", "det"):
            # "a criminal past"
            return False
        if tree.is_time(self.sentence, index, self.words):
            return True
        near = [
            t for t in self.sentence.children(index) if t.dep in ("nummod", "compound", "advmod")
        ]
        texts = [self.sentence.tokens[index], *near]
        if texts[0].text.isdigit() and tree.cases(self.sentence, index) in ("on", "le"):
            return True
        return any(CLOCK.fullmatch(t.text) for t in texts)

    def partitive(self, verb: int, t: Token) -> bool:
        """True for the object of a negated French verb ("ne vendra plus de billets")."""
        case = tree.cases(self.sentence, t.index)
        return (
            self.words.language == "fr" and case in self.words.grammar["of"]
            and tree.lemma(self.sentence.tokens[verb]) in self.words.headline["needs"]
            and self.sentence.child(verb, "obj") is None
        )  # fmt: skip

    def granted(self, verb: int, t: Token) -> bool:
        """True for a time that is given ("gives the staff 24 hours to leave")."""
        key = tree.lemma(self.sentence.tokens[verb])
        if tree.cases(self.sentence, t.index) == "until":
            return key in ("give", "grant", "allow")
        counted = self.sentence.child(t.index, "nummod") is not None
        return counted and key in ("give", "grant", "allow", "spend")

    def complete(self, verb: int, done: frozenset[int]) -> bool:
        """Whether a verb that needs an object has one, or a complement that stands for it."""
        for t in self.sentence.children(verb):
            reflexive = t.morph.get("Reflex") == "Yes" or t.text.lower() in ("se", "s'")
            if t.index in done and not reflexive:
                continue
            if t.dep in ("obj", "xcomp", "ccomp") or reflexive:
                return True
            case = tree.cases(self.sentence, t.index).split("_")[0]
            serving = t.dep.startswith("obl") and case in self.words.headline["serving"]
            if serving and not self.is_time(t.index):
                return True
        return self._partly(verb)

    def _partly(self, verb: int) -> bool:
        """True for "ne vendra plus de billets"."""
        return any(
            c.dep == "obl:arg"
            for t in self.sentence.children(verb)
            if t.dep in ("advmod", "obl:arg", "iobj")
            for c in (*self.sentence.children(t.index), t)
            if tree.cases(self.sentence, c.index) in self.words.grammar["of"]
        )
