"""Verbs that say little, made events by where somebody goes or what is given to whom."""

from __future__ import annotations

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Entity, Sentence, Token

_RATES = ("%", "percent", "cent")


def goes_somewhere(sentence: Sentence, verb: int, key: str, words: Lexicon) -> bool:
    """True when a person's coming or going has a named place for its end."""
    actor = tree.subject(sentence, verb)
    if actor is None:
        return False
    entity = tree.entity_at(sentence, actor.index)
    person = actor.pos == "PRON" or (entity is not None and entity.label == "PERSON")
    office = tree.lemma(actor) in words.people
    near = list(sentence.children(verb))
    if sentence.tokens[verb].dep == "acl":
        # "Martin attendu à Lyon": the parser may hang the place on the name.
        near += [t for t in sentence.children(sentence.tokens[verb].head) if t.index > verb]
    for t in near:
        goal = tree.entity_at(sentence, t.index)
        if t.dep.startswith(("obl", "nmod")) and _is_place(sentence, t, goal):
            awaited = key in words.status["planned_verbs"]
            where = words.grammar["place"] if awaited else words.grammar["to"]
            to = tree.cases(sentence, t.index) in where
            return to and (person or office)
    return False


def _is_place(sentence: Sentence, t: Token, entity: Entity | None) -> bool:
    from timeline import names

    if entity is not None and entity.label in ("GPE", "LOC"):
        return True
    # The recogniser takes many a town for a body, or for nothing.
    alone = entity is None or (entity.label == "ORG" and entity.last - entity.first == 1)
    return alone and t.pos == "PROPN" and bool(names.places(t.text, sentence.language))


def hands_over(sentence: Sentence, verb: int, key: str, words: Lexicon) -> bool:
    """True for "gave 40 million euros", "portée à 19 %" and "rendu la statue à l'Égypte"."""
    target = tree.direct_object(sentence, verb, words) or sentence.child(verb, "nsubj:pass")
    if key not in words.grammar["handing"] or target is None:
        return False
    to = [t for t in sentence.children(verb) if t.dep.startswith("obl")]
    rated = any(t.text.lower() in _RATES for n in to for t in sentence.subtree(n.index))
    received = any(
        tree.cases(sentence, t.index) in words.grammar["recipient"]
        and tree.entity_at(sentence, t.index) is not None
        for t in to
    )
    return rated or received or _sum(sentence, target, words)


def _sum(sentence: Sentence, target: Token, words: Lexicon) -> bool:
    """True for an amount of money."""
    whole = sentence.subtree(target.index)
    counted = tree.lemma(target) in words.grammar["measures"] or any(
        t.pos in ("NUM", "SYM") for t in whole
    )
    return counted and any(
        t.text in "$€£¥" or (t.dep != "nummod" and words.topics.get(tree.lemma(t)) == "finance")
        for t in whole
    )
