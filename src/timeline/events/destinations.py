"""Verbs that say little, made events by where somebody goes or what is given to whom."""

from __future__ import annotations

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Entity, Sentence, Token


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
    """True for "gave 40 million euros", "rise to 19 %", "rendu la statue à l'Égypte"."""
    if key not in words.grammar["handing"]:
        return False
    target = tree.direct_object(sentence, verb, words) or sentence.child(verb, "nsubj:pass")
    near = [t for t in sentence.children(verb) if t.dep.startswith("obl")]
    rates = (t.text.lower() for n in near for t in sentence.subtree(n.index))
    if any(text in ("%", "percent", "cent") for text in rates):
        return target is not None
    if target is None:
        return False
    money = [
        t
        for t in sentence.subtree(target.index)
        if t.dep != "nummod" and words.topics.get(tree.lemma(t)) == "finance"
    ]
    counted = any(t.pos in ("NUM", "SYM") for t in sentence.subtree(target.index))
    counted = counted or tree.lemma(target) in words.grammar["measures"]
    if counted and (money or any(t.text in "$€£¥" for t in sentence.subtree(target.index))):
        return True
    return any(
        tree.cases(sentence, t.index) in words.grammar["recipient"]
        and tree.entity_at(sentence, t.index) is not None
        for t in near
    )
