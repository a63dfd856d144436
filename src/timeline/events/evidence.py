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
    _signs: dict[str, dict[str, float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def signs(self, by: str) -> Mapping[str, float]:
        """What the article is about as signs of an event told so (see `Signs.by`)."""
        found = self._signs.get(by)
        if found is None:
            found = self._signs[by] = {}
            for kind, share in self.acts.items():
                found[f"acts={kind}"] = share
            for kind, share in self.themes.items():
                found[f"theme={kind}"] = found[f"theme-{by}={kind}"] = share
            if self.themes:
                first = max(self.themes, key=lambda k: (self.themes[k], k))
                found[f"first-theme={first}"] = 1.0
        return found


def article(sentences: Iterable[Sentence], words: Lexicon) -> Article:
    """What an article is about throughout."""
    nouns: Counter[EventType] = Counter()
    verbs: Counter[EventType] = Counter()
    for t in (t for sentence in sentences for t in sentence.tokens):
        if t.pos in _CONTENT:
            if (lent := words.lends.get(tree.lemma(t))) is not None:
                nouns[lent] += 1
        elif t.pos == "VERB" and (own := words.verbs.get(tree.lemma(t), "other")) != "other":
            verbs[own] += own != "statement"
    return Article(_shares(nouns, _FEW_NOUNS), _shares(verbs, _FEW_VERBS))


def _shares(count: Counter[EventType], few: int) -> dict[EventType, float]:
    total = max(count.total(), few)
    return {kind: n / total for kind, n in sorted(count.items())}


@dataclass(slots=True)
class Signs:
    """The signs of one candidate, each with its strength from 0 to 1.

    told: the type its words have by the rules. by: "clear", "other" or "statement"; of a clear one
    what stands around it says less, so that some places count apart for these.
    """

    sentence: Sentence
    candidate: Candidate
    words: Lexicon
    told: EventType
    found: dict[str, float] = field(default_factory=lambda: {"always": 1.0})
    by: str = field(init=False)

    def __post_init__(self) -> None:
        self.by = self.told if self.told in ("other", "statement") else "clear"

    def note(self, place: str, kind: str | None, much: float = 1.0, *, apart: bool = False) -> None:
        """Note that what stands in a place lends a type; None lends none."""
        if kind is None or kind == "other":
            return
        self._add(f"{place}={kind}", much)
        if apart:
            self._add(f"{place}-{self.by}={kind}", much)

    def _add(self, name: str, much: float = 1.0) -> None:
        if much > self.found.get(name, -1.0):
            self.found[name] = much

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
        sentence = self.sentence
        trigger = {self.candidate.head, *self.candidate.chain}
        clause = frozenset().union(*map(sentence.governed, trigger))
        for index, verb, kind in sentence.once("lending", self._lending):
            if index in trigger:
                continue
            if verb:
                self.note("sentence-verb", kind)
            else:
                inside = index in clause
                self.note("clause" if inside else "sentence", kind, apart=inside)

    def _lending(self) -> list[tuple[int, bool, EventType]]:
        """The words of the sentence that lend a type: index, whether it is a verb, the type."""
        lends = self.words.lends
        found = (
            (
                t.index,
                t.pos == "VERB",
                self._verb(t) if t.pos == "VERB" else lends.get(tree.lemma(t)),
            )
            for t in self.sentence.tokens
            if t.pos == "VERB" or t.pos in _CONTENT
        )
        return [(index, verb, kind) for index, verb, kind in found if kind and kind != "other"]

    def theme(self, about: Article) -> None:
        """What the article is about."""
        self.found.update(about.signs(self.by))

    def actors(self, participants: Sequence[Participant]) -> None:
        """Which kinds of participants there are, by role."""
        for p in participants:
            self._add(f"{p.role}-{p.kind}")
