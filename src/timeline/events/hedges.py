"""What words around an event tell of how real it is, whether a verb or a noun names it."""

from __future__ import annotations

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.events.tenses import Tense, group
from timeline.events.triggers import Candidate
from timeline.model import Status
from timeline.syntax import Sentence


def charged(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for what someone is charged with, accused or suspected of ("charged with hiding").

    The charge is made, the deed may be or not. Of nouns only those without an article: "charged
    with murder", but "charged with the murder of the clerk", which someone has done.
    """
    for token in sentence.shared(index, "conj"):
        near = [c for c in sentence.children(token.index) if c.index < token.index]
        if any(c.dep == "det" or c.dep.startswith("nmod:poss") for c in near):
            return False
        if token.dep != "conj" or any(c.dep in ("mark", "case") for c in near):
            break
    above = sentence.tokens[token.head]
    with_ = {c.text.lower() for c in near if c.dep in ("mark", "case")}
    if not with_ & words.status["charged_with"] or above is token:
        return False
    key = tree.known_verb(sentence, above.index, words)
    return key in words.status["charging"] or tree.lemma(above) in words.status["charging"]


def since(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True when a time beside the event says that it goes on ("since 2014", "in recent weeks").

    What has a time of its own before that ("died in 1941, a member since 1930") does not.
    """
    heads = {candidate.head, *candidate.chain}
    for head in sorted(heads):
        for t in sentence.children(head):
            case = tree.cases(sentence, t.index).split("_")
            time = tree.is_time(sentence, t.index, words)
            if case and case[0] in words.grammar["since"]:
                return True
            if time and any(
                c.text.lower() in words.grammar["recent"] for c in sentence.children(t.index)
            ):
                return True
            if time and t.index > head and t.dep.startswith("obl"):
                break
    return False


def conditioned(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True below "if", which holds for what is coordinated too ("if he pays and leaves")."""
    for token in sentence.shared(index, "conj"):
        marks = [t.text.lower() for t in sentence.children(token.index) if t.dep == "mark"]
        if any(mark in words.status["conditional"] for mark in marks):
            return True
        own = marks or sentence.child(token.index, *tree.SUBJECTS) is not None
        if own or sentence.tokens[token.head].pos not in tree.VERBAL:
            return False
    return False


def outer_tense(sentence: Sentence, index: int, words: Lexicon) -> Tense:
    """Tense of the nearest finite clause above."""
    for above in sentence.ancestors(index):
        if above.pos in tree.VERBAL or sentence.child(above.index, "cop") is not None:
            found = group(sentence, above.index, words).tense
            if found != "none":
                return found
    return "none"


def modified(sentence: Sentence, index: int, words: Lexicon) -> Status | None:
    """What the words on the noun itself say of it."""
    if tree.polarity_negative(sentence, index, words):
        return "denied"
    for t in sentence.children(index):
        if t.dep not in ("amod", "acl", "compound"):
            continue
        said = {tree.lemma(t), t.text.lower()}
        if said & words.status["planned_words"]:
            return "planned"
        if said & words.status["possible_words"]:
            return "possible"
    return None
