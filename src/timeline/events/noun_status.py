"""How real an event is that a noun alone names: its own words, then what its clause lets it be."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events import hedges, infinitives, tree
from timeline.events.lexicon import Lexicon
from timeline.events.tenses import Tense, group
from timeline.events.triggers import Candidate
from timeline.model import PassageKind, Status
from timeline.syntax import Sentence, Token

# What a present tense announces when it is of such a type: "the council meets on Thursday".
AGENDA = frozenset({"meeting", "visit", "election", "sport"})
_ARRANGED = AGENDA | {"agreement", "protest", "politics"}


def _above(sentence: Sentence, index: int) -> Iterator[Token]:
    for t in sentence.ancestors(index):
        yield t
        if t.pos in tree.VERBAL or sentence.child(t.index, "cop") is not None:
            return


def _under_way(sentence: Sentence, clause: int, words: Lexicon) -> bool:
    """True for "is under way", "est en cours", "continues"."""
    if tree.known_verb(sentence, clause, words) in words.grammar["goes_on"]:
        return True
    near = [sentence.tokens[clause], *sentence.children(clause)]
    return any(
        f"{tree.cases(sentence, t.index)}_{tree.lemma(t)}".lstrip("_") in words.grammar["goes_on"]
        for t in near
    )


def _since_then(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for "since the April floods", which are over; since its start, a strike lasts."""
    case = tree.cases(sentence, index).split("_")[0]
    phase = tree.lemma(sentence.tokens[index]) in words.phase_nouns
    return case in words.grammar["since"] and not phase


def nominal(
    sentence: Sentence, candidate: Candidate, words: Lexicon, kind: PassageKind
) -> tuple[Status, Tense]:
    """A noun alone: its own words first, then what the clause it stands in lets it be."""
    clause = tree.clause_verb(sentence, candidate.head)
    own = _own(sentence, candidate.head, words)
    lasting = hedges.since(sentence, candidate, words)
    if clause is None:
        return own or ("ongoing" if lasting else "happened"), "none"
    outer = group(sentence, clause, words)
    tense = outer.tense if outer.tense != "none" else hedges.outer_tense(sentence, clause, words)
    own = _called_off(sentence, candidate, clause, words) or own
    if own is not None:
        unsure = own == "denied" and hedges.conditioned(sentence, clause, words)
        return "possible" if unsure else own, tense
    if (let := _let_be(sentence, candidate, clause, words)) is not None:
        key = tree.known_verb(sentence, clause, words)
        ahead = let == "planned" and key not in words.status["planned_verbs"]
        return let, "future" if ahead else tense
    if candidate.type not in AGENDA and lasting:
        return ("happened" if _since_then(sentence, candidate.head, words) else "ongoing"), tense
    return "happened", tense


def _own(sentence: Sentence, head: int, words: Lexicon) -> Status | None:
    """What a noun's own words make of it."""
    charged = hedges.charged(sentence, head, words)
    return "possible" if charged else hedges.modified(sentence, head, words)


def _governed(sentence: Sentence, head: int) -> bool:
    return sentence.tokens[head].dep in ("obj", "nsubj", "nsubj:pass", "obl:arg")


def _anything(sentence: Sentence, head: int, clause: int, words: Lexicon) -> bool:
    """True for what a denied verb leaves no place for: "did not report any attacks", but "did not
    comment on the attack", "did not stop attacks"."""
    if tree.known_verb(sentence, clause, words) not in words.reporting | words.light:
        return False
    noun = sentence.tokens[head]
    below = [t for t in sentence.children(head) if t.index < head]
    known = any(
        t.dep == "nmod:poss" or t.morph.get("Definite") == "Def" or t.morph.get("PronType") == "Dem"
        for t in below
    )
    above = noun if noun.head == clause else sentence.tokens[noun.head]
    direct = above.head == clause and above.dep in ("obj", "obl:arg", "xcomp")
    return direct and noun.pos == "NOUN" and not known


def _called_off(
    sentence: Sentence, candidate: Candidate, clause: int, words: Lexicon
) -> Status | None:
    """What the verb of its clause makes of a noun that is cancelled or prevented."""
    outer = group(sentence, clause, words)
    if outer.negated and _anything(sentence, candidate.head, clause, words):
        return "denied"
    direct = sentence.tokens[candidate.head].head == clause
    off = tree.known_verb(sentence, clause, words) in words.status["denied_verbs"]
    if not (off and direct and _governed(sentence, candidate.head)) or outer.negated:
        return None
    return "possible" if outer.modal else "denied"


def _sets_scene(sentence: Sentence, head: int, words: Lexicon) -> bool:
    """Whether a noun only says when or where ("after the vote")."""
    phrase = (sentence.tokens[head], *_above(sentence, head))
    return any(tree.cases(sentence, t.index) in words.time["events"] for t in phrase)


def _let_be(sentence: Sentence, candidate: Candidate, clause: int, words: Lexicon) -> Status | None:
    """What the verb of its clause lets a noun be: under way, planned, possible; nothing where it
    only says when or where ("after the vote")."""
    outer = group(sentence, clause, words)
    if _governed(sentence, candidate.head):
        if outer.tense == "present" and _under_way(sentence, clause, words):
            return "ongoing"
        if tree.known_verb(sentence, clause, words) in words.status["planned_verbs"]:
            return "planned"
    if candidate.type not in _ARRANGED or _sets_scene(sentence, candidate.head, words):
        return None
    near = len(list(_above(sentence, candidate.head))) <= 1
    direct = near and _governed(sentence, candidate.head)
    if outer.tense == "future" or outer.expected:
        return "planned"
    if direct and infinitives.foretold(sentence, clause, words):
        return "planned"
    return "possible" if direct and (outer.modal or outer.infinitive) else None
