"""How real an event is (happened, ongoing, planned, possible, denied), and in which tense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.model import PassageKind, Status
from timeline.syntax import Sentence, Token, remembered

Tense = Literal["past", "present", "future", "none"]
# What a present tense announces when it is of such a type: "the council meets on Thursday".
_AGENDA = frozenset({"meeting", "visit", "election", "sport"})
_DONE = frozenset(
    {"sanction", "justice", "agreement", "politics", "election", "finance", "economy", "media"}
)
_PAST_ENDINGS = ("ait", "aient", "ais", "ions", "iez")
_CONDITIONAL_ENDINGS = ("rait", "raient", "rais", "rions", "riez")


@dataclass(frozen=True, slots=True)
class Group:
    """The verb group of a clause: its words that carry tense, mood and negation."""

    tense: Tense
    negated: bool
    modal: bool
    expected: bool
    progressive: bool
    have: bool
    infinitive: bool
    passive: bool


@remembered
def group(sentence: Sentence, index: int, words: Lexicon) -> Group:
    """Read the verb group of a verb or of a predicate with a copula."""
    token = sentence.tokens[index]
    parts = tree.auxiliaries(sentence, index)
    texts = {t.text.lower() for t in parts}
    finite = [t for t in [*parts, token] if t.morph.get("VerbForm") == "Fin"]
    forms = {t.morph.get("Tense") for t in finite}
    conditional = any(_conditional(t) for t in [*parts, token]) and words.language == "fr"
    marks = [t.text.lower() for t in sentence.children(index) if t.dep in ("mark", "case")]
    have = any(tree.lemma(t) in words.grammar["have"] for t in parts)
    infinitive = not finite and (
        token.morph.get("VerbForm") == "Inf" or "to" in marks or any(m == "to" for m in texts)
    )
    future = bool(texts & words.status["future"]) or "Fut" in forms
    future = future or (words.language == "fr" and not parts and _simple_future(token))
    if words.language == "fr" and any(_simple_past(t) or _imperfect(t) for t in finite):
        forms.add("Past")
    tense: Tense = "none"
    if future or _is_to(sentence, index, words):
        tense = "future"
    elif "Past" in forms or "Imp" in forms or have or _composed(sentence, index, parts, words):
        tense = "past"
    elif finite:
        tense = "present"
    elif tree.is_participle(token):
        tense = "past"
    return Group(
        tense=tense,
        negated=_negated(sentence, index, words),
        modal=bool(texts & words.status["modal"]) or conditional,
        expected=any(t.text.lower() in words.status["expected"] for t in [*parts, token]),
        progressive=token.morph.get("Aspect") == "Prog" and bool(parts),
        have=have,
        infinitive=infinitive,
        passive=tree.is_passive(sentence, index),
    )


def _composed(sentence: Sentence, index: int, parts: tuple[Token, ...], words: Lexicon) -> bool:
    """True for a French passé composé: "a signé", "est mort", but not the passive "est signé"."""
    token = sentence.tokens[index]
    if words.language != "fr" or not parts or not tree.is_participle(token):
        return False
    present = all(t.dep in ("aux:pass", "cop") and t.morph.get("Tense") == "Pres" for t in parts)
    reflexive = any(t.morph.get("Reflex") == "Yes" for t in sentence.children(index))
    return not present or reflexive or tree.lemma(token) in words.grammar["etre"]


def _imperfect(token: Token) -> bool:
    """True for "montrait", "ouvrait": the r is the stem's, whatever the model says."""
    text, base = token.text.lower(), tree.lemma(token)
    alike = base.endswith(("rer", "rir")) and text.startswith(base[:-2])
    return alike and text[len(base) - 2 :] in _PAST_ENDINGS


def _conditional(token: Token) -> bool:
    if _imperfect(token):
        return False
    ending = token.text.lower().endswith(_CONDITIONAL_ENDINGS)
    return token.morph.get("Mood") == "Cnd" or (token.pos in tree.VERBAL and ending)


def _simple_future(token: Token) -> bool:
    """True for a French future the model did not see ("recevra"), not for "entra"."""
    text, base = token.text.lower(), tree.lemma(token)
    if token.pos != "VERB" or not text.endswith(("ra", "ront")) or token.morph.get("Mood") == "Cnd":
        return False
    stem = text.removesuffix("ront").removesuffix("ra") + "r"
    regular = stem in (base, base.removesuffix("e")) or len(stem) > len(base)
    return regular or (base.endswith("oir") and stem[-2:] in ("vr", "rr", "dr"))


def _simple_past(token: Token) -> bool:
    """True for a French passé simple, which the model often takes for a present."""
    text, base = token.text.lower(), tree.lemma(token)
    if base.endswith("er") and text.endswith("a"):
        return len(text) == len(base) - 1 and text[:2] == base[:2]
    return len(text) > 4 and text.endswith(("èrent", "irent", "urent", "inrent", "int", "înt"))


def _is_to(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True below "is to", "are to", "was to" ("is to be held")."""
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    return (
        words.language == "en"
        and token.dep == "xcomp"
        and tree.lemma(head) in words.grammar["copula"]
        and any(t.text.lower() == "to" for t in sentence.children(index))
    )


def _negated(sentence: Sentence, index: int, words: Lexicon) -> bool:
    if tree.polarity_negative(sentence, index, words):
        return True
    subject = sentence.child(index, *tree.SUBJECTS)
    return subject is not None and tree.polarity_negative(sentence, subject.index, words)


def read(
    sentence: Sentence, candidate: Candidate, words: Lexicon, kind: PassageKind
) -> tuple[Status, Tense]:
    """Status and tense of one candidate."""
    if candidate.verb is None:
        return _nominal(sentence, candidate, words, kind)
    top = candidate.chain[0]
    reading = group(sentence, top, words)
    status = _verbal(sentence, candidate, reading, words, kind)
    tense = reading.tense
    if tense == "none" or (reading.infinitive and tense != "future"):
        tense = _outer_tense(sentence, top, words)
    if candidate.nominal:
        own = _modified(sentence, candidate.head, words)
        if own is not None and status in ("happened", "ongoing"):
            status = own
    return status, tense


def _verbal(
    sentence: Sentence, candidate: Candidate, top: Group, words: Lexicon, kind: PassageKind
) -> Status:
    verb = candidate.chain[-1]
    inner = group(sentence, verb, words) if verb != candidate.chain[0] else top
    keys = [tree.verb_key(sentence, v, words.known_verbs) for v in candidate.chain]
    frames = keys if candidate.nominal else keys[:-1]
    if candidate.rule.startswith("starting:"):
        return "ongoing"
    if any(k in words.grammar["acts"] for k in keys[:-1]):
        # To threaten or to promise is done, whatever comes of it.
        return "denied" if top.negated else "happened"
    if top.modal and top.have:
        # "Would (not) have": what might have been.
        return "possible"
    if top.negated or inner.negated or _no(sentence, candidate, words):
        # Not to recognise is a stand that is taken, not a thing that failed to happen.
        return "happened" if keys[-1] in words.states else "denied"
    if any(k in words.status["denied_verbs"] for k in frames):
        return "denied"
    awaited = candidate.rule.startswith("motion:") and keys[-1] in words.status["planned_verbs"]
    if (
        awaited
        or top.tense == "future"
        or inner.tense == "future"
        or _going_to(sentence, candidate, words)
    ):
        return "planned"
    if top.expected:
        return "planned"
    if _hedged(sentence, candidate, words):
        return "possible"
    if top.modal or _conditioned(sentence, candidate.chain[0], words):
        return "possible"
    if any(k in words.status["planned_verbs"] for k in frames):
        return "planned"
    if any(k in words.status["possible_verbs"] for k in frames):
        return "possible"
    token = sentence.tokens[candidate.chain[0]]
    gerund = top.tense == "none" and token.dep in ("xcomp", "ccomp") and not top.passive
    if top.infinitive and kind == "headline" and words.language == "en":
        # "Miller to visit Vienna"
        return "planned"
    if top.infinitive or gerund:
        return _of_infinitive(sentence, candidate.chain[0], words)
    return _told(sentence, candidate, top, words, kind)


def _told(
    sentence: Sentence, candidate: Candidate, top: Group, words: Lexicon, kind: PassageKind
) -> Status:
    """Status of an event told in a plain past or present."""
    lasting = since(sentence, candidate, words)
    if top.tense == "present" and kind not in ("headline", "heading", "caption"):
        if candidate.type == "statement" and not candidate.nominal and not top.progressive:
            return "happened"
        if candidate.type in _AGENDA and not lasting:
            return "planned"
        # "His assets are frozen" tells of an act that is done.
        done = top.passive and not top.progressive and candidate.type in _DONE and not lasting
        return "happened" if done else "ongoing"
    if top.progressive:
        return "planned" if "being prepared" in _words_of(sentence, candidate) else "ongoing"
    if lasting and candidate.type != "agreement":
        return "ongoing"
    return "happened"


def _words_of(sentence: Sentence, candidate: Candidate) -> str:
    parts = [*tree.auxiliaries(sentence, candidate.chain[0]), sentence.tokens[candidate.chain[0]]]
    return " ".join(t.text.lower() for t in sorted(parts, key=lambda t: t.index))


def since(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True when a time beside the event says that it goes on ("since 2014", "in recent weeks")."""
    heads = {candidate.head, *candidate.chain}
    for head in sorted(heads):
        for t in sentence.children(head):
            case = tree.cases(sentence, t.index).split("_")
            if case and case[0] in words.grammar["since"]:
                return True
            if tree.is_time(sentence, t.index, words) and any(
                c.text.lower() in words.grammar["recent"] for c in sentence.children(t.index)
            ):
                return True
    return False


def _no(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True when the noun of a light verb is negated ("held no talks")."""
    if candidate.nominal:
        return tree.polarity_negative(sentence, candidate.head, words)
    target = sentence.child(candidate.chain[-1], "obj")
    return target is not None and target.text.lower() in words.grammar["nothing"]


def _going_to(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    first = sentence.tokens[candidate.chain[0]]
    return (
        len(candidate.chain) > 1
        and tree.lemma(first) in words.grammar["going"]
        and (words.language == "fr" or first.morph.get("Aspect") == "Prog")
    )


def _hedged(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True for "allegedly", "peut-être" beside one of the verbs."""
    return any(
        t.dep == "advmod" and tree.lemma(t) in words.status["possible_adverbs"]
        for verb in candidate.chain
        for t in sentence.children(verb)
    )


def _conditioned(sentence: Sentence, index: int, words: Lexicon) -> bool:
    return any(
        t.dep == "mark" and t.text.lower() in words.status["conditional"]
        for t in sentence.children(index)
    )


def _of_infinitive(sentence: Sentence, index: int, words: Lexicon) -> Status:
    """An infinitive is as real as the verb above lets it be."""
    for above in sentence.ancestors(index):
        if above.pos in tree.VERBAL:
            key = tree.lemma(above)
            if key in words.status["seen_verbs"]:
                # "watched him take the oath": as real as the watching.
                outer = group(sentence, above.index, words)
                return "happened" if outer.tense == "past" and not outer.negated else "possible"
            if _on_the_way(sentence, index, above, words):
                outer = group(sentence, above.index, words)
                return "planned" if outer.tense == "future" or outer.expected else "possible"
            if key in words.status["planned_verbs"]:
                return "planned"
            if key in words.status["denied_verbs"]:
                return "denied"
            break
    return "possible"


def _on_the_way(sentence: Sentence, index: int, above: Token, words: Lexicon) -> bool:
    """True for what somebody goes somewhere for ("will fly to Rome to meet …")."""
    key = tree.verb_key(sentence, above.index, words.known_verbs)
    going = words.verbs.get(key) == "visit" or key in words.grammar["motion"]
    return going and sentence.tokens[index].dep in ("advcl", "xcomp")


def _above(sentence: Sentence, index: int) -> Iterator[Token]:
    for t in sentence.ancestors(index):
        yield t
        if t.pos in tree.VERBAL or sentence.child(t.index, "cop") is not None:
            return


def _outer_tense(sentence: Sentence, index: int, words: Lexicon) -> Tense:
    """Tense of the nearest finite clause above."""
    for above in sentence.ancestors(index):
        if above.pos in tree.VERBAL or sentence.child(above.index, "cop") is not None:
            found = group(sentence, above.index, words).tense
            if found != "none":
                return found
    return "none"


def _modified(sentence: Sentence, index: int, words: Lexicon) -> Status | None:
    """What the words on the noun itself say of it."""
    if tree.polarity_negative(sentence, index, words):
        return "denied"
    for t in sentence.children(index):
        if t.dep in ("amod", "acl", "compound"):
            if tree.lemma(t) in words.status["planned_words"] or (
                t.text.lower() in words.status["planned_words"]
            ):
                return "planned"
            if tree.lemma(t) in words.status["possible_words"] or (
                t.text.lower() in words.status["possible_words"]
            ):
                return "possible"
        if (
            t.dep == "acl"
            and tree.lemma(t) in words.grammar["starting"]
            and (not tree.is_participle(t))
        ):
            return "ongoing"
    return None


def _nominal(
    sentence: Sentence, candidate: Candidate, words: Lexicon, kind: PassageKind
) -> tuple[Status, Tense]:
    """A noun alone: its own words first, then what the clause it stands in lets it be."""
    clause = tree.clause_verb(sentence, candidate.head)
    tense: Tense = "none"
    outer: Group | None = None
    if clause is not None:
        outer = group(sentence, clause, words)
        tense = outer.tense if outer.tense != "none" else _outer_tense(sentence, clause, words)
    own = _modified(sentence, candidate.head, words)
    if own is not None:
        return own, tense
    if outer is None or clause is None:
        return ("ongoing" if since(sentence, candidate, words) else "happened"), tense
    key = tree.verb_key(sentence, clause, words.known_verbs)
    path = [t.dep for t in _above(sentence, candidate.head)]
    governed = sentence.tokens[candidate.head].dep in ("obj", "nsubj", "nsubj:pass", "obl:arg")
    if governed and key in words.status["denied_verbs"]:
        return "denied", tense
    if governed and key in words.status["planned_verbs"]:
        return "planned", tense
    setting = any(
        tree.cases(sentence, t.index) in words.time["events"]
        for t in [sentence.tokens[candidate.head], *_above(sentence, candidate.head)]
    )
    if not setting and candidate.type in _AGENDA | {"agreement", "protest", "politics"}:
        if outer.tense == "future" or outer.expected:
            return "planned", "future"
        if (outer.modal or outer.infinitive) and governed and len(path) <= 1:
            return "possible", tense
    if candidate.type not in _AGENDA and since(sentence, candidate, words):
        return "ongoing", tense
    if outer.tense == "present" and not setting and kind not in ("headline", "heading", "caption"):
        around = Candidate(
            clause, clause, (clause,), False, candidate.type, "", (clause, clause + 1), True
        )
        if since(sentence, around, words):
            return "ongoing", tense
    return "happened", tense
