"""The type of an event: the word's own, else that of the things it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.events import acting, tree
from timeline.events.lexicon import Lexicon
from timeline.model import EventType, Participant
from timeline.syntax import Sentence, Token, remembered

# A theme is named by this many words at least, and by this share of all topic words.
_THEME_WORDS, _THEME_SHARE = 4, 0.35
# Words of trade and government stand in every article: these themes need more of them, and what
# nobody does whose trade that is (see `lent`) is not of the theme.
_BROAD, _BROAD_SHARE = frozenset({"economy", "finance", "politics"}), 0.5
_CROWDS: frozenset[EventType] = frozenset({"protest", "migration", "military"})
_NAMING = ("compound", "flat", "flat:name")
_QUALIFIERS = ("amod", "compound", "nmod", "flat", "flat:name", "appos")
_MODIFIERS = ("amod", "compound", "nmod", "nmod:poss", "appos", "flat", "flat:name", "obl")


@remembered
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


@remembered
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
    key = tree.known_verb(sentence, index, words)
    own = words.verbs.get(key)
    if key in words.grammar["speaks"] and tree.closes_quotation(sentence, index):
        return "statement"
    if (told := acting.by_actor_or_target(sentence, index, words, key, own)) is not None:
        return told
    if (told := _by_people(sentence, index, words, key, own)) is not None:
        return told
    if own is not None and own != "other" and key not in words.frames_generic:
        return own
    if (held := acting.office(sentence, index, words)) is not None:
        return held
    if own == "meeting" and tree.direct_object(sentence, index, words) is None:
        # "the ministers gathered", not "gathered signatures"
        return own
    return about(sentence, index, words) or own or "other"


def _by_people(
    sentence: Sentence, index: int, words: Lexicon, key: str, own: EventType | None
) -> EventType | None:
    """What it is to do something to a person, with one, or as a crowd."""
    appointing = key in words.grammar["appointing"]
    if (appointing or key in words.with_person) and _person(sentence, index, words):
        return "politics" if appointing else "meeting"
    if key in words.grammar["with_somebody"] and _in_company(sentence, index, words):
        return "meeting"
    crowding = key in words.grammar["crowding"] and own in (None, "other", "meeting", "visit")
    return _crowd(sentence, index, words) if crowding else None


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


def lent(theme: EventType | None, actors: Sequence[Participant]) -> EventType:
    """The type an article's theme lends to an event that has none: of trade, to what firms do."""
    if theme is None or theme == "politics":
        return "other"
    firm = any(p.kind == "organisation" and p.role != "other" for p in actors)
    return theme if firm or theme not in _BROAD else "other"


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
        tree.lemma(t) in words.grammar["crowds"] or sum(map(str.isdigit, t.text)) > 2 for t in below
    )
    return "protest" if many and not kinds else None


def _person(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True when the object is a person by name or by office."""
    target = tree.direct_object(sentence, index, words) or sentence.child(index, "nsubj:pass")
    if target is None and words.own.misread_objects:
        target = sentence.child(index, *words.own.misread_objects)
        return target is not None and target.text.lower() in words.grammar["person_objects"]
    if target is None:
        return False
    if target.pos == "PRON":
        return target.text.lower() in words.grammar["person_objects"]
    entity = tree.entity_at(sentence, target.index)
    office = words.people.get(tree.lemma(target))
    return (entity is not None and entity.label == "PERSON") or office not in (None, "groups")


def _in_company(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for time spent with a person ("dined with Ann Lee")."""
    for t in sentence.children(index):
        entity = tree.entity_at(sentence, t.index)
        person = entity is not None and entity.label == "PERSON"
        if person and tree.cases(sentence, t.index) in words.grammar["company"]:
            return True
    return False


@remembered
def about(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """The topic of a verb's arguments: object first, then subject, then obliques."""
    for t in _ranked(sentence, index, words):
        entity = tree.entity_at(sentence, t.index)
        key = tree.lemma(t)
        body = entity is not None and entity.label in ("ORG", "GPE")
        # "the Union" is no act of uniting.
        named = body and key in words.weak and key not in words.topics
        found = None if named else topic(sentence, t.index, words)
        if found is not None:
            return found
    return None


def _ranked(sentence: Sentence, index: int, words: Lexicon) -> list[Token]:
    """A verb's arguments, and the objects of the verbs below it, by how much they tell of it."""
    oblique = [
        t
        for t in sentence.children(index)
        if t.dep.startswith("obl")
        and not tree.is_time(sentence, t.index, words)
        and not _named_place(sentence, t, words)
    ]
    subject = tree.subject(sentence, index)
    # "beat Lyon to win the cup"
    below = [
        t.index for t in sentence.children(index) if t.dep in ("advcl", "xcomp") and t.index > index
    ]
    first, *aims = (tree.direct_object(sentence, verb, words) for verb in (index, *below))
    # What a person is barred from says more than who that is.
    person = subject is not None and _human(sentence, subject, words)
    middle = [*oblique, subject] if person else [subject, *oblique]
    return [t for t in (first, *middle, *aims) if t is not None]


def _named_place(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for "at the Lenin Factory", where something happened, not what it was about."""
    if tree.cases(sentence, t.index) not in words.grammar["place"]:
        return False
    return any(c.pos == "PROPN" and c.dep in _NAMING for c in sentence.children(t.index))


def _human(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    near = [t, *(c for c in sentence.children(t.index) if c.dep in ("appos", "flat", "flat:name"))]
    entities = (tree.entity_at(sentence, c.index) for c in near)
    return any(e is not None and e.label == "PERSON" for e in entities)


@remembered
def topic(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """What a noun phrase is about, by its head, then by what modifies the head."""
    key = noun_key(sentence, index, words)
    own = words.topics.get(key) or words.nouns.get(key)
    if own is not None and own != "other" and key not in words.frames_generic:
        return own
    found = modifiers(sentence, index, words) or own or words.weak.get(key)
    return None if found == "other" else found


@remembered
def modifiers(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """The first topic named by the modifiers of a noun, two levels down."""
    near = [
        t
        for t in sentence.children(index)
        if t.dep in _MODIFIERS
        and tree.cases(sentence, t.index) not in words.grammar["parties"]
        and tree.lemma(t) not in words.time["months"]
    ]
    below = [c for t in near for c in sentence.children(t.index) if c.dep in _MODIFIERS]
    for t in near + below:
        found = words.topics.get(tree.lemma(t))
        if found is None and t.dep != "amod":
            found = words.nouns.get(tree.lemma(t)) or words.weak.get(tree.lemma(t))
        if found is not None and found != "other":
            return found
    return None
