"""What speaks for the type of an event: the families of the words about it, each by its place.

A sign is a name such as "object=finance": the object of the verb lends the type finance. How much
each sign speaks for each type stands in `typed.toml`, which bench/typed.py writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.events import tree, types
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.model import EventType, Participant
from timeline.syntax import Sentence, Token

_CONTENT = ("NOUN", "PROPN", "ADJ")
_BELOW = ("xcomp", "advcl", "ccomp")
# An article of fewer such words than this is not sure to have a theme.
_FEW_NOUNS, _FEW_VERBS = 12, 12


@dataclass(frozen=True, slots=True)
class Article:
    """What an article is about: the share of each type among its nouns, and among its verbs."""

    themes: Mapping[EventType, float]
    acts: Mapping[EventType, float]


def article(sentences: Iterable[Sentence], words: Lexicon) -> Article:
    """What an article is about throughout."""
    nouns: Counter[EventType] = Counter()
    verbs: Counter[EventType] = Counter()
    for t in (t for sentence in sentences for t in sentence.tokens):
        if t.pos in _CONTENT and (lent := _lent(t, words)) is not None:
            nouns[lent] += 1
        elif t.pos == "VERB" and (own := words.verbs.get(tree.lemma(t), "other")) != "other":
            verbs[own] += own != "statement"
    return Article(_shares(nouns, _FEW_NOUNS), _shares(verbs, _FEW_VERBS))


def _shares(count: Counter[EventType], few: int) -> dict[EventType, float]:
    total = max(count.total(), few)
    return {kind: n / total for kind, n in sorted(count.items())}


def _lent(t: Token, words: Lexicon) -> EventType | None:
    key = tree.lemma(t)
    found = words.topics.get(key) or words.nouns.get(key) or words.weak.get(key)
    return None if found == "other" else found


@dataclass(slots=True)
class Signs:
    """The signs of one candidate, each with its strength from 0 to 1.

    told: the type its words have by the rules; of a clear one what stands around it says less, so
    that some places count apart for the clear, for "other" and for "statement".
    """

    sentence: Sentence
    candidate: Candidate
    words: Lexicon
    told: EventType
    found: dict[str, float] = field(default_factory=lambda: {"always": 1.0})

    def note(self, place: str, kind: str | None, much: float = 1.0, *, apart: bool = False) -> None:
        """Note that what stands in a place lends a type; None lends none."""
        if kind is None or kind == "other":
            return
        self._add(f"{place}={kind}", much)
        if apart:
            by = self.told if self.told in ("other", "statement") else "clear"
            self._add(f"{place}-{by}={kind}", much)

    def _add(self, name: str, much: float = 1.0) -> None:
        self.found[name] = max(self.found.get(name, 0.0), much)

    def own(self) -> None:
        """What the word itself says, by the rules and by the lexicon alone."""
        candidate, words = self.candidate, self.words
        self._add(f"told={self.told}")
        self._add("nominal" if candidate.nominal else "verbal")
        if candidate.nominal:
            known = types.of_noun(self.sentence, candidate.head, words)
        else:
            known = words.verbs.get(candidate.rule.rpartition(":")[2])
            if tree.lemma(self.sentence.tokens[candidate.head]) in words.reporting:
                self._add("reporting")
        self._add(f"own={known or 'none'}")

    def frame(self) -> None:
        """Who acts on what, and what the verbs above and below say."""
        sentence, words, candidate = self.sentence, self.words, self.candidate
        if candidate.nominal:
            self.note("modifier", types.modifiers(sentence, candidate.head, words))
            above = sentence.tokens[sentence.tokens[candidate.head].head]
            if above.pos == "VERB" and above.index != candidate.head:
                self.note("above", self._verb(above))
        if candidate.verb is None:
            return
        verb = candidate.chain[-1]
        actor = tree.subject(sentence, candidate.chain[0])
        target = tree.direct_object(sentence, verb, words)
        if tree.is_passive(sentence, verb):
            self._add("passive")
            actor, target = sentence.child(verb, "obl:agent"), actor
        self._head("subject", actor)
        self._head("object", target, apart=True)
        for t in sentence.children(verb):
            oblique = t.dep.startswith("obl") and t.dep != "obl:agent"
            if oblique and not tree.is_time(sentence, t.index, words):
                self.note("oblique", types.topic(sentence, t.index, words))
            elif t.dep in _BELOW:
                self.note("below", self._verb(t))
                self.note("below", types.about(sentence, t.index, words))

    def _head(self, place: str, t: Token | None, *, apart: bool = False) -> None:
        if t is None:
            return
        self.note(place, types.topic(self.sentence, t.index, self.words), apart=apart)
        entity = tree.entity_at(self.sentence, t.index)
        office = self.words.people.get(tree.lemma(t))
        kind = "pronoun" if t.pos == "PRON" else office
        if (kind := entity.label if entity is not None else kind) is not None:
            self._add(f"{place}-is={kind}")

    def _verb(self, t: Token) -> EventType | None:
        return self.words.verbs.get(tree.known_verb(self.sentence, t.index, self.words))

    def around(self) -> None:
        """The other words of the clause and of the sentence."""
        trigger = {self.candidate.head, *self.candidate.chain}
        clause = {t.index for index in trigger for t in self.sentence.subtree(index)}
        for t in self.sentence.tokens:
            if t.index in trigger:
                continue
            if t.pos == "VERB":
                self.note("sentence-verb", self._verb(t))
            elif t.pos in _CONTENT:
                inside = t.index in clause
                kind = _lent(t, self.words)
                self.note("clause" if inside else "sentence", kind, apart=inside)

    def theme(self, about: Article) -> None:
        """What the article is about."""
        for kind, share in about.acts.items():
            self.note("acts", kind, share)
        for kind, share in about.themes.items():
            self.note("theme", kind, share, apart=True)
        if about.themes:
            self.note("first-theme", max(about.themes, key=lambda k: (about.themes[k], k)))

    def actors(self, participants: Sequence[Participant]) -> None:
        """Which kinds of participants there are, by role."""
        for p in participants:
            self._add(f"{p.role}-{p.kind}")
