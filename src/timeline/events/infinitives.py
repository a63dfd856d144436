"""How real an infinitive is, and a future told in the past: as the verb above lets it be."""

from __future__ import annotations

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.events.tenses import Group, group
from timeline.model import Status
from timeline.syntax import Sentence, Token

_ASSERTED = ("xcomp", "ccomp")


def foretold(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for a future told in the past: "said it would close", "dit qu'il fermerait"."""
    for token in sentence.shared(index, "conj"):
        own = group(sentence, token.index, words)
        if not (own.would or shares(sentence, token, own)):
            return False
    above = sentence.tokens[token.head]
    if token.dep != "ccomp" or above.pos != "VERB":
        return False
    key = tree.known_verb(sentence, above.index, words)
    told = group(sentence, above.index, words)
    return key in words.status["announcing"] and told.tense == "past" and not told.negated


def shares(sentence: Sentence, token: Token, own: Group) -> bool:
    """True for the second of "would resign and call", which has the first one's auxiliary."""
    if token.dep != "conj" or not own.infinitive or tree.auxiliaries(sentence, token.index):
        return False
    return not any(c.dep == "mark" for c in sentence.children(token.index))


def managed(sentence: Sentence, above: Token, words: Lexicon) -> bool:
    """True for « a pu décoller », which took off; what « pouvait décoller » only might have."""
    told = group(sentence, above.index, words)
    able = tree.lemma(above) in words.status["able"] & words.status["possible_verbs"]
    past = told.tense == "past" and not (told.modal or told.negated)
    return able and past and tree.is_participle(above)


def status(sentence: Sentence, index: int, words: Lexicon) -> Status:
    """An infinitive is as real as the verb above lets it be."""
    token = sentence.tokens[index]
    if (told := _told_with(sentence, token, words)) is not None:
        return told
    for above in sentence.ancestors(index):
        if above.pos == "ADJ" and tree.lemma(above) in words.status["planned_verbs"]:
            return "planned"  # "is due to reopen"
        outer = group(sentence, above.index, words)
        if tree.lemma(above) in words.grammar["under_way"] and not outer.negated:
            # "en train de"
            return "possible" if outer.modal else "ongoing"
        if token.dep == "acl" and _counted(sentence, above):
            # "ils étaient dix mille à défiler"
            return _seen(outer)
        if above.pos in tree.VERBAL:
            return _below(sentence, token, above, outer, words)
    return "possible"


def _seen(outer: Group) -> Status:
    """As real as what is told of it: "watched him sign", « fait venir une machine »."""
    if outer.negated or outer.modal or outer.tense not in ("past", "present"):
        return "possible"
    return "happened" if outer.tense == "past" else "ongoing"


def _below(sentence: Sentence, token: Token, above: Token, outer: Group, words: Lexicon) -> Status:
    """What the verb above, of the group `outer`, lets an infinitive be."""
    key = tree.known_verb(sentence, above.index, words)
    if key in words.status["seen_verbs"]:
        # "watched him take the oath"
        return _seen(outer)
    if _on_the_way(sentence, token.index, above, words):
        return "planned" if outer.tense == "future" or outer.expected else "possible"
    if key in words.status["denied_verbs"] | words.status["unreached"]:
        return "denied"
    if key in words.status["asserting"] and token.dep in _ASSERTED:
        if outer.negated or outer.modal:
            return "possible"
        finite = not group(sentence, token.index, words).infinitive
        return "happened" if finite or _perfect(sentence, token.index) else "ongoing"
    return "planned" if key in words.status["planned_verbs"] else "possible"


def _ranked(sentence: Sentence, noun: Token, words: Lexicon) -> Group | None:
    """The verb group by which a noun with a rank is told of ("became the first woman")."""
    marks = [noun, *(t for t in sentence.children(noun.index) if t.dep == "amod")]
    ranks = words.grammar["ranks"]
    if not any(tree.lemma(t) in ranks or t.morph.get("Degree") == "Sup" for t in marks):
        return None
    if sentence.child(noun.index, "cop") is not None:
        return group(sentence, noun.index, words)
    above = sentence.tokens[noun.head]
    told = noun.dep in ("xcomp", "obj", "obl") and above.pos in tree.VERBAL
    return group(sentence, above.index, words) if told else None


def _told_with(sentence: Sentence, token: Token, words: Lexicon) -> Status | None:
    """What the word it is tied to says of it: an auxiliary that two verbs share, a rank."""
    above = sentence.tokens[token.head]
    if shares(sentence, token, group(sentence, token.index, words)):
        # "will monitor, explore and witness"
        while shares(sentence, above, group(sentence, above.index, words)):
            above = sentence.tokens[above.head]
        return _told_with_first(sentence, above, words)
    if not token.dep.startswith("acl"):
        return None
    if above.dep == "nsubj" and sentence.child(above.head, "expl", "expl:subj") is not None:
        # "there will be a forum to discuss the plan on 3 May"
        return "planned" if group(sentence, above.head, words).tense == "future" else None
    # "became the first woman to win": as real as what is said of her.
    said = _ranked(sentence, above, words)
    if said is None or said.tense == "future" or said.modal:
        return None
    return "denied" if said.negated else "happened"


def _told_with_first(sentence: Sentence, first: Token, words: Lexicon) -> Status | None:
    """What is said of the first of several verbs that share an auxiliary or a verb above them."""
    if group(sentence, first.index, words).tense == "future" or foretold(
        sentence, first.index, words
    ):
        return "planned"
    if first.dep != "xcomp":
        return None
    if managed(sentence, sentence.tokens[first.head], words):
        return "happened"
    # "is set to open and close"
    return status(sentence, first.index, words) if _marked(sentence, first) else None


def _marked(sentence: Sentence, verb: Token) -> bool:
    """Whether an infinitive has a mark of its own: "to open"."""
    return any(c.dep == "mark" for c in sentence.children(verb.index))


def _counted(sentence: Sentence, above: Token) -> bool:
    """True for a number as the predicate ("ils étaient dix mille")."""
    number = above.pos == "NUM" or any(
        t.dep == "nummod" or t.pos == "NUM" for t in sentence.children(above.index)
    )
    return number and sentence.child(above.index, "cop") is not None


def _perfect(sentence: Sentence, index: int) -> bool:
    """True for "avoir signé", "to have signed"."""
    return any(
        tree.lemma(t) in ("avoir", "être", "have") for t in tree.auxiliaries(sentence, index)
    )


def _on_the_way(sentence: Sentence, index: int, above: Token, words: Lexicon) -> bool:
    """True for what somebody goes somewhere for ("will fly to Rome to meet …")."""
    key = tree.known_verb(sentence, above.index, words)
    going = words.verbs.get(key) == "visit" or key in words.grammar["motion"]
    return going and sentence.tokens[index].dep in ("advcl", "xcomp")
