"""The type of an event: the word's own, else that of the things it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.model import EventType
from timeline.syntax import Sentence, Token

# A theme is named by this many words at least, and by this share of all topic words.
_THEME_WORDS, _THEME_SHARE = 4, 0.35
# Words of trade and government stand in every article: these themes need more of them.
_BROAD, _BROAD_SHARE = frozenset({"economy", "finance", "politics"}), 0.5
_CROWDS: frozenset[EventType] = frozenset({"protest", "migration", "military"})
# What a crash or a storm does as well as an armed man.
_VIOLENT = ("conflict", "protest")
# What voters do by voting.
_STANDS = ("statement", "politics", "other", None)
_QUALIFIERS = ("amod", "compound", "nmod", "flat", "flat:name", "appos")
_MODIFIERS = ("amod", "compound", "nmod", "nmod:poss", "appos", "flat", "flat:name", "obl")


def noun_key(sentence: Sentence, index: int, words: Lexicon) -> str:
    """Lemma of a noun, with the word that qualifies it where the lexicon lists the pair.

    "emergency_landing", "prix_nobel": in text order.
    """
    base = tree.lemma(sentence.tokens[index])
    if base not in words.nouns and base not in words.weak:
        written = sentence.tokens[index].text.lower()
        if written in words.nouns:
            # The lemmatizer makes singulars that are none ("obsèque").
            base = written
    if base not in words.paired:
        return base
    for t in sentence.children(index):
        if t.dep in _QUALIFIERS:
            other = tree.lemma(t)
            pair = f"{other}_{base}" if t.index < index else f"{base}_{other}"
            if pair in words.nouns or pair in words.weak:
                return pair
    return base


def of_noun(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """Type of a noun that names an event, None when it names none."""
    key = noun_key(sentence, index, words)
    own = words.nouns.get(key) or words.weak.get(key)
    if own is None:
        return None
    if key in words.grammar["calls"]:
        return "meeting" if _paid(sentence, index, words) else own
    if own == "statement":
        # "a letter against the war" is a letter.
        return own
    if own == "other" or key in words.weak or key in words.frames_generic:
        return modifiers(sentence, index, words) or own
    return own


def _paid(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for a visit that is a meeting: a state visit, one that a named person pays."""
    for t in sentence.children(index):
        if tree.lemma(t) in words.grammar["official"]:
            return True
        entity = tree.entity_at(sentence, t.index)
        whose = t.dep in ("nmod:poss", "nmod") and entity is not None and entity.label == "PERSON"
        if whose and tree.cases(sentence, t.index) in words.grammar["of"] | {"'s", "'", "’s", ""}:
            return True
    return False


def is_strong(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True when the noun names an event by itself, without a date beside it."""
    return noun_key(sentence, index, words) in words.nouns


def of_verb(sentence: Sentence, index: int, words: Lexicon) -> EventType:
    """Type of a verb: its own, or for a verb that says little that of its object, then subject."""
    key = tree.verb_key(sentence, index, words.known_verbs)
    own = words.verbs.get(key)
    if key in words.grammar["speaks"] and tree.closes_quotation(sentence, index):
        return "statement"
    if (told := _by_actor(sentence, index, words, key, own)) is not None:
        return told
    if key in words.grammar["appointing"] and _person(sentence, index, words):
        return "politics"
    crowding = key in words.grammar["crowding"] and own in (None, "other", "meeting", "visit")
    if crowding and (crowd := _crowd(sentence, index, words)) is not None:
        return crowd
    if key in words.with_person and _person(sentence, index, words):
        return "meeting"
    if own is not None and own != "other" and key not in words.frames_generic:
        return own
    if own == "meeting" and tree.direct_object(sentence, index, words) is None:
        # "the ministers gathered", not "gathered signatures"
        return own
    return about(sentence, index, words) or own or "other"


def theme(sentences: Sequence[Sentence], words: Lexicon) -> EventType | None:
    """What an article is about throughout: the type most of its topic words lend, if any does.

    An event whose own words say nothing ("it was opened in May") is of the article's theme.
    """
    count: Counter[EventType] = Counter(
        words.topics[key]
        for sentence in sentences
        for t in sentence.tokens
        if (key := tree.lemma(t)) in words.topics and t.pos in ("NOUN", "PROPN", "ADJ")
    )
    if not count:
        return None
    kind, most = min(count.items(), key=lambda pair: (-pair[1], pair[0]))
    share = _BROAD_SHARE if kind in _BROAD else _THEME_SHARE
    return kind if most >= _THEME_WORDS and most >= share * count.total() else None


def _by_actor(
    sentence: Sentence, index: int, words: Lexicon, key: str, own: EventType | None
) -> EventType | None:
    """The type that who acts, or what is acted on, gives a verb that has another by itself."""
    actor = tree.subject(sentence, index)
    passive = tree.is_passive(sentence, index)
    if passive:
        agent = sentence.child(index, "obl:agent")
        actor, target = agent, actor
    else:
        target = tree.direct_object(sentence, index, words)
    if own in _VIOLENT and (blind := _blind(sentence, index, actor, passive, words)) is not None:
        return blind
    if actor is not None and tree.entity_at(sentence, actor.index) is None:
        if key in words.grammar["hits"] and tree.lemma(actor) in words.grammar["vehicles"]:
            return "accident"
        if own in _STANDS and tree.lemma(actor) in words.grammar["electorate"]:
            return "election"
    if target is None or tree.entity_at(sentence, target.index) is not None:
        return None
    kind = _kind(target, words)
    if key in words.grammar["hits"] and kind == "sport" and own is not None:
        return "sport"
    if key in words.grammar["blows"] and not passive and own == "protest":
        # To strike something is no strike.
        return "conflict"
    if key in words.grammar["struggles"] and kind in ("disaster", "election", "justice", "sport"):
        return kind
    if key in words.grammar["halts"] and kind in ("economy", "science"):
        return None if tree.lemma(target) in words.people else kind
    return None


def _blind(
    sentence: Sentence, index: int, actor: Token | None, passive: bool, words: Lexicon
) -> EventType | None:
    """What kills, wounds or hits without being anybody's deed: a storm, a crash."""
    causes = []
    if actor is not None:
        causes = [actor]
        causes += [t for t in sentence.children(actor.index) if t.dep in ("compound", "flat:name")]
    elif passive:
        # "wounded in the crash"
        causes = [t for t in sentence.children(index) if t.dep.startswith("obl")]
    for t in causes:
        kind = _kind(t, words)
        if kind in ("disaster", "accident") and tree.lemma(t) not in words.people:
            return kind
    return None


def _kind(token: Token, words: Lexicon) -> EventType | None:
    key = tree.lemma(token)
    return words.topics.get(key) or words.nouns.get(key) or words.weak.get(key)


def _crowd(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """What a crowd makes of its gathering, None where the subject is no crowd.

    "Thousands", "100,000 people" and "the demonstrators" protest; refugees and soldiers do as they
    are.
    """
    actor = tree.subject(sentence, index)
    if actor is None or tree.entity_at(sentence, actor.index) is not None:
        return None
    below = [t for t in sentence.subtree(actor.index) if t.index <= actor.index + 4]
    kinds = sorted({k for t in below if (k := words.topics.get(tree.lemma(t)))} & _CROWDS)
    if len(kinds) == 1:
        return kinds[0]
    many = any(
        tree.lemma(t) in words.grammar["crowds"] or (t.pos == "NUM" and _large(t.text, words))
        for t in below
    )
    return "protest" if many and not kinds else None


def _large(text: str, words: Lexicon) -> bool:
    """True for a number of hundreds and more, in digits or words."""
    digits = "".join(c for c in text if c.isdigit())
    return len(digits) > 2 or text.lower() in words.grammar["crowds"]


def _person(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True when the object is a person by name or by office."""
    target = tree.direct_object(sentence, index, words) or sentence.child(index, "nsubj:pass")
    if target is None:
        return False
    if target.pos == "PRON":
        return target.text.lower() in words.grammar["person_objects"]
    entity = tree.entity_at(sentence, target.index)
    office = words.people.get(tree.lemma(target))
    return (entity is not None and entity.label == "PERSON") or office not in (None, "groups")


def about(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """The topic of a verb's arguments: object first, then subject, then obliques."""
    ranked: list[Token] = []
    first = tree.direct_object(sentence, index, words)
    if first is not None:
        ranked.append(first)
    subject = tree.subject(sentence, index)
    if subject is not None:
        ranked.append(subject)
    ranked.extend(
        t
        for t in sentence.children(index)
        if t.dep.startswith("obl") and not tree.is_time(sentence, t.index, words)
    )
    for t in sentence.children(index):
        # "beat Lyon to win the cup"
        below = t.dep in ("advcl", "xcomp") and t.index > index
        aim = tree.direct_object(sentence, t.index, words) if below else None
        if aim is not None:
            ranked.append(aim)
    for t in ranked:
        entity = tree.entity_at(sentence, t.index)
        key = tree.lemma(t)
        body = entity is not None and entity.label in ("ORG", "GPE")
        if body and key in words.weak and key not in words.topics:
            # "the Union" is no act of uniting.
            continue
        found = topic(sentence, t.index, words)
        if found is not None:
            return found
    return None


def topic(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """What a noun phrase is about, by its head, then by what modifies the head."""
    key = noun_key(sentence, index, words)
    own = words.topics.get(key) or words.nouns.get(key)
    if own is not None and own != "other" and key not in words.frames_generic:
        return own
    found = modifiers(sentence, index, words) or own or words.weak.get(key)
    return None if found == "other" else found


def modifiers(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """The first topic named by the modifiers of a noun, two levels down."""
    near = [
        t
        for t in sentence.children(index)
        if t.dep in _MODIFIERS and tree.cases(sentence, t.index) not in words.grammar["parties"]
    ]
    below = [c for t in near for c in sentence.children(t.index) if c.dep in _MODIFIERS]
    for t in near + below:
        found = words.topics.get(tree.lemma(t))
        if found is None and t.dep != "amod":
            found = words.nouns.get(tree.lemma(t)) or words.weak.get(tree.lemma(t))
        if found is not None and found != "other":
            return found
    return None
