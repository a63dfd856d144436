"""What who acts, and what is acted on, make of a verb that by itself has another type, or none.

A storm that kills fights no battle, what parliament rejects it does not merely say, and whom
policemen beat has lost no match.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.model import EventType
from timeline.syntax import Sentence, Token

# What a crash or a storm does as well as an armed man.
_VIOLENT = ("conflict", "protest")
# What voters do by voting.
_STANDS = ("statement", "politics", "other", None)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb with its lexicon key and own type; who acts and what is acted on, where told.

    A name lends no type: actor_kind and target_kind are those of common nouns.
    """

    sentence: Sentence
    index: int
    words: Lexicon
    key: str
    own: EventType | None
    actor: Token | None
    target: Token | None
    passive: bool

    @property
    def common_actor(self) -> Token | None:
        """Who acts, where it is no name."""
        return self._common(self.actor)

    @property
    def common_target(self) -> Token | None:
        """What is acted on, where it is no name."""
        return self._common(self.target)

    def _common(self, t: Token | None) -> Token | None:
        named = t is not None and tree.entity_at(self.sentence, t.index) is not None
        return None if named else t

    def is_of(self, name: str) -> bool:
        """Whether the verb is in a set of the lexicon's grammar."""
        return self.key in self.words.grammar[name]

    def has(self, t: Token | None, name: str) -> bool:
        """Whether a noun is in a set of the lexicon's grammar."""
        return t is not None and tree.lemma(t) in self.words.grammar[name]


def by_actor_or_target(
    sentence: Sentence, index: int, words: Lexicon, key: str, own: EventType | None
) -> EventType | None:
    """The type that who acts, or what is acted on, gives a verb that has another by itself."""
    actor = tree.subject(sentence, index)
    passive = tree.is_passive(sentence, index)
    if passive:
        actor, target = sentence.child(index, "obl:agent"), actor
    else:
        target = tree.direct_object(sentence, index, words)
    deed = _Deed(sentence, index, words, key, own, actor, target, passive)
    found = (rule(deed) for rule in _RULES)
    return next((kind for kind in found if kind is not None), None)


def _violence(deed: _Deed) -> EventType | None:
    """What crashes and storms do, vehicles and armed men: "the storm killed ten"."""
    actor = deed.common_actor
    if deed.own in _VIOLENT and (blind := _blind(deed)) is not None:
        return blind
    if deed.is_of("hits") and deed.has(actor, "vehicles"):
        return "accident"
    if deed.is_of("plunges") and _into_water(deed.sentence, deed.index, deed.words):
        return "accident"
    if deed.is_of("beats") and actor is not None and _armed(actor, deed.words):
        return "conflict"
    return None


def _rule_of_law(deed: _Deed) -> EventType | None:
    """What voters, chambers and courts do: "the chamber rejected the bill"."""
    if deed.own in _STANDS and deed.has(deed.common_actor, "electorate"):
        return "election"
    if deed.is_of("decides") and (
        deed.has(deed.actor, "chambers") or deed.has(deed.target, "laws")
    ):
        return "politics"
    if deed.is_of("judged") and _tried(deed.sentence, deed.index, deed.actor, deed.words):
        return "justice"
    return None


def _shown(deed: _Deed) -> EventType | None:
    """To demonstrate a product is no demonstration."""
    shown = deed.sentence.child(deed.index, "obj", "aux:pass") is not None
    if not (deed.is_of("shows") and shown) or deed.target is None:
        return None
    return _kind(deed.target, deed.words) or "other"


def _phoned(deed: _Deed) -> EventType | None:
    """« Appeler Anne » is a call, « appeler Anne à partir » a demand."""
    entity = None if deed.target is None else tree.entity_at(deed.sentence, deed.target.index)
    if not deed.is_of("phones") or entity is None or entity.label != "PERSON":
        return None
    asked = deed.sentence.child(deed.index, "xcomp", "obl:arg", "iobj")
    return "diplomacy" if asked is None else None


def _struck(deed: _Deed) -> EventType | None:
    """What is hit, fought or halted."""
    target, words = deed.common_target, deed.words
    if target is None:
        return None
    if deed.is_of("blocks") and deed.has(target, "roads"):
        return "protest"
    kind = _kind(target, words)
    if deed.is_of("hits") and kind == "sport" and deed.own is not None:
        return "sport"
    if deed.is_of("blows") and not deed.passive and deed.own == "protest":
        # To strike something is no strike.
        return "conflict"
    fought = deed.is_of("struggles") and kind in ("disaster", "election", "justice", "sport")
    halted = deed.is_of("halts") and kind in ("economy", "science")
    return kind if fought or (halted and tree.lemma(target) not in words.people) else None


# In this order: the first that says something decides.
_RULES = (_violence, _rule_of_law, _shown, _phoned, _struck)


def _into_water(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for "plunged into the sea": no price does so."""
    return any(
        t.dep.startswith("obl")
        and tree.cases(sentence, t.index) in words.grammar["inwards"]
        and tree.lemma(t) in words.grammar["waters"]
        for t in sentence.children(index)
    )


def _armed(actor: Token, words: Lexicon) -> bool:
    """True for men, policemen, soldiers: whom they beat loses no match."""
    if actor.pos == "PRON":
        return False
    kind = _kind(actor, words)
    return kind in ("military", "justice", "conflict", "protest") or (
        tree.lemma(actor) in words.grammar["men"]
    )


def _tried(sentence: Sentence, index: int, actor: Token | None, words: Lexicon) -> bool:
    """True for what a court does, or does to a penalty ("condamné à deux ans de prison")."""
    if actor is not None and _kind(actor, words) == "justice":
        return True
    for t in sentence.children(index):
        if t.dep.startswith("obl") and tree.cases(sentence, t.index) in words.grammar["penalty"]:
            below = sentence.subtree(t.index)
            if any(tree.lemma(c) in words.grammar["penalties"] for c in below):
                return True
    return False


def _blind(deed: _Deed) -> EventType | None:
    """What kills, wounds or hits without being anybody's deed: a storm, a crash."""
    sentence, words = deed.sentence, deed.words
    causes: list[Token] = []
    if deed.actor is not None:
        beside = sentence.children(deed.actor.index)
        causes = [deed.actor, *(t for t in beside if t.dep in ("compound", "flat:name"))]
    elif deed.passive:
        # "wounded in the crash"
        causes = [t for t in sentence.children(deed.index) if t.dep.startswith("obl")]
    kinds = (_kind(t, words) for t in causes if tree.lemma(t) not in words.people)
    return next((kind for kind in kinds if kind in ("disaster", "accident")), None)


def _kind(token: Token, words: Lexicon) -> EventType | None:
    key = tree.lemma(token)
    return words.topics.get(key) or words.nouns.get(key) or words.weak.get(key)


def office(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """What it is to become the holder of an office ("became mayor"): politics, or of a firm."""
    if tree.lemma(sentence.tokens[index]) not in words.grammar["becoming"]:
        return None
    for t in sentence.children(index):
        family = words.people.get(tree.lemma(t)) if t.dep in ("xcomp", "obj") else None
        if family is not None and words.topics.get(tree.lemma(t)) == "sport":
            return "sport"
        if family in ("head", "government", "minister", "lawmaker", "diplomat"):
            return "politics"
        if family == "executive":
            return "economy"
    return None
