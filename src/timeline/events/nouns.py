"""Titles of events that a noun names: "Arctic summit in Oslo", "Trial to begin in Lyon"."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events import tree
from timeline.events.arguments import Frame
from timeline.events.clauses import Clauses
from timeline.events.lexicon import Lexicon
from timeline.events.parts import Unwritable
from timeline.events.phrases import Phraser, Shape
from timeline.events.triggers import Candidate
from timeline.model import Status
from timeline.syntax import Sentence, Token


@dataclass(frozen=True, slots=True)
class Nouns:
    """Writes the nominal titles of one sentence."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    def alone(self, candidate: Candidate, frame: Frame, how: Status) -> bool:
        """True when the verb adds nothing that a headline would say."""
        if candidate.verb is None or candidate.rule.startswith("starting:"):
            return True
        key = tree.lemma(self.sentence.tokens[candidate.verb])
        known = tree.verb_key(self.sentence, candidate.verb, self.words.happening)
        if known in self.words.happening or key in self.words.status["planned_verbs"]:
            return frame.subject is None
        if frame.passive and key in self.words.grammar["bare_passive"]:
            return frame.subject is None
        return frame.subject is None and not frame.passive

    def text(self, candidate: Candidate, frame: Frame, how: Status, shape: Shape, room: int) -> str:
        """The phrase of the noun, with what its verb says of it."""
        head = self.sentence.tokens[candidate.head]
        skip = {t.index for t in tree.conjuncts(self.sentence, candidate.head) if t is not head}
        text = self.phraser.noun(head, shape, skip)
        if self.words.language == "fr":
            text = self._bare(head, text)
        if candidate.verb is None:
            return text
        text += self._awaited(candidate, how)
        # "avoir lieu": what is governed belongs to the verb, which the title leaves out.
        inside = {
            t.index for t in self.sentence.children(candidate.verb) if t.dep in ("obj", "iobj")
        }
        done = frozenset({candidate.head, *inside, candidate.verb})
        clauses = Clauses(self.sentence, self.phraser, self.words)
        try:
            rest = clauses.after((candidate.verb,), shape, room, done, optional=True)
        except Unwritable:
            rest = ""
        return f"{text} {rest}".strip()

    def _awaited(self, candidate: Candidate, how: Status) -> str:
        """What tells a reader that the event is still to come, with a space before it."""
        verb = self.sentence.tokens[candidate.verb if candidate.verb is not None else 0]
        head = self.sentence.tokens[candidate.head]
        if how != "planned" or candidate.rule.startswith("starting:"):
            return ""
        if self.words.language == "fr":
            gender = "e" if head.morph.get("Gender") == "Fem" else ""
            plural = "s" if head.morph.get("Number") == "Plur" else ""
            return f" prévu{gender}{plural}"
        key = tree.lemma(verb)
        if key in self.words.status["planned_verbs"] and tree.is_participle(verb):
            return f" {verb.text.lower()}"
        if tree.is_passive(self.sentence, verb.index):
            return f" to be {verb.text.lower()}"
        known = tree.verb_key(self.sentence, verb.index, self.words.happening)
        if known in self.words.happening:
            return f" to {known.replace('_', ' ')}"
        return ""

    def _bare(self, head: Token, text: str) -> str:
        """Without its first article; a possessive becomes "de" and its owner's name."""
        det = self.sentence.child(head.index, "det", "nmod:poss")
        if det is None or not text.lower().startswith(det.text.lower()):
            return text
        rest = text[len(det.text) :].strip()
        if det.morph.get("Poss") == "Yes" or det.lemma in ("son", "leur"):
            owner = self.phraser.cast.owner(self.sentence, det)
            if owner:
                de = "d'" if owner[:1].lower() in "aeiouyéèh" else "de "
                return f"{rest} {de}{owner}"
        return rest
