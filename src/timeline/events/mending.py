"""Who acts in a clause that the parser hung wrongly, told by what a title is to be made of.

Frames are read by `arguments`; here only what a headline cannot bear is put right, and only where
the form of the words leaves no doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.events import tree
from timeline.events.arguments import Frame
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.syntax import Sentence, Token

# What may stand between a French subject and its verb.
_BETWEEN = frozenset({"AUX", "ADV", "PRON"})
_CLOSING = frozenset({"»", "”"})
_QUOTED = frozenset({",", "»", '"', "”"})


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends the frames of one sentence."""

    sentence: Sentence
    words: Lexicon

    def frame(self, candidate: Candidate, frame: Frame) -> Frame:
        """The frame of a verb with its true subject, or as it was."""
        if candidate.nominal or candidate.rule.startswith("predicate:"):
            return frame
        verb = self.sentence.tokens[candidate.chain[0]]
        if self.sentence.child(verb.index, *tree.SUBJECTS) is not None:
            return frame
        who = self._said_within(verb) or self._whose(verb)
        if self.words.language == "fr" and who is None and not frame.passive:
            speaker = self.speaker(candidate)
            if speaker is not None:
                return Frame(speaker, None, frame.others, False)
            who = self._right_before(verb) or self._of_compound(verb)
        return frame if who is None else replace(frame, subject=who)

    def speaker(self, candidate: Candidate) -> Token | None:
        """Who says what stands before the verb ("…, a annoncé jeudi le ministère")."""
        if self.words.language != "fr" or candidate.nominal or len(candidate.chain) != 1:
            return None
        verb = self.sentence.tokens[candidate.chain[0]]
        first = self._first(verb)
        before = [t.text for t in self.sentence.tokens[max(0, first - 2) : first]]
        if not before or before[-1] not in _QUOTED:
            return None
        says = tree.lemma(verb) in self.words.reporting or candidate.type == "statement"
        if not says and not _CLOSING & set(before):
            return None
        if self.sentence.child(verb.index, "ccomp", "xcomp") is not None:
            return None
        done = self.sentence.child(verb.index, "obj")
        acting = self.sentence.child(verb.index, *tree.SUBJECTS)
        if acting is not None:
            if done is not None:
                return None
            done = acting
        if done is None or done.index < verb.index or done.pos not in tree.NOMINAL:
            return None
        after = self.sentence.subtree(done.index)[-1].index + 1
        for e in self.sentence.entities:
            beside = e.first in (after, after + 1) and e.label == "PERSON"
            if beside and self.sentence.tokens[e.first - 1].text == ",":
                # "…, a dit le maire, Ann Lee"
                return self.sentence.tokens[e.first]
        return done

    def _first(self, verb: Token) -> int:
        """Index of the first word of a verb's group."""
        group = [
            t.index for t in self.sentence.children(verb.index)
            if t.dep in tree.AUXILIARIES or t.dep.startswith("expl")
        ]  # fmt: skip
        return min([verb.index, *group])

    def _said_within(self, verb: Token) -> Token | None:
        """In "he noted the storm did damage while killing ten" the storm kills."""
        head = self.sentence.tokens[verb.head]
        if verb.dep != "advcl" or tree.lemma(head) not in self.words.reporting:
            return None
        inner = self.sentence.child(head.index, "ccomp")
        if inner is None or not head.index < inner.index < verb.index:
            return None
        return tree.subject(self.sentence, inner.index)

    def _whose(self, verb: Token) -> Token | None:
        """In "two makers whose larger plane flew in May" the plane flew."""
        if verb.dep != "acl:relcl":
            return None
        for t in self.sentence.tokens[verb.head + 1 : verb.index]:
            owned = self.sentence.tokens[t.head]
            if t.text.lower() == "whose" and verb.head < owned.index < verb.index:
                return owned if owned.pos in tree.NOMINAL else None
        return None

    def _right_before(self, verb: Token) -> Token | None:
        """The noun that stands right before a verb with which another is coordinated."""
        tokens = self.sentence.tokens
        first = self._first(verb)
        finite = tokens[first].morph.get("VerbForm") == "Fin"
        if verb.dep != "conj" or not finite or first < 2:
            return None
        at = first - 1
        while at > verb.head and tokens[at].pos in _BETWEEN:
            at -= 1
        noun = tokens[at]
        if noun.pos not in tree.NOMINAL or at <= verb.head:
            return None
        while noun.dep in ("nmod", "amod", "flat:name", "flat") and noun.head > verb.head:
            noun = tokens[noun.head]
        start = min(t.index for t in self.sentence.subtree(noun.index))
        joined = any(t.dep == "cc" and t.head == noun.index for t in tokens[start:at])
        number = tokens[first].morph.get("Number")
        alike = number is None or noun.morph.get("Number") in (None, number)
        return noun if noun.dep == "conj" and joined and alike else None

    def _of_compound(self, verb: Token) -> Token | None:
        """In "a dispersé ceux qui lançaient des pierres et arrêté dix d'entre eux" the first."""
        head = self.sentence.tokens[verb.head]
        bare = verb.dep == "conj" and verb.morph.get("VerbForm") == "Part"
        if not bare or tree.auxiliaries(self.sentence, verb.index):
            return None
        if head.morph.get("VerbForm") != "Fin" or tree.auxiliaries(self.sentence, head.index):
            return None
        for above in self.sentence.ancestors(head.index):
            if self.sentence.child(above.index, "aux:tense") is not None:
                return tree.subject(self.sentence, above.index)
        return None
