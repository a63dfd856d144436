"""How real an event is (happened, ongoing, planned, possible, denied), and in which tense."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events import infinitives, tree
from timeline.events.lexicon import Lexicon
from timeline.events.tenses import Group, Tense, group
from timeline.events.triggers import Candidate
from timeline.model import PassageKind, Status
from timeline.syntax import Sentence, Token

__all__ = ["Group", "group", "read", "since"]

# What a present tense announces when it is of such a type: "the council meets on Thursday".
_AGENDA = frozenset({"meeting", "visit", "election", "sport"})
_DONE = frozenset(
    {"sanction", "justice", "agreement", "politics", "election", "finance", "economy", "media"}
)
_SOUGHT = frozenset({"agreement", "meeting", "diplomacy", "election"})


def read(
    sentence: Sentence, candidate: Candidate, words: Lexicon, kind: PassageKind
) -> tuple[Status, Tense]:
    """Status and tense of one candidate."""
    if candidate.verb is None:
        return _nominal(sentence, candidate, words, kind)
    top = candidate.chain[0]
    reading = group(sentence, top, words)
    status = _verbal(sentence, candidate, reading, words, kind)
    tense = "past" if _just_done(sentence, candidate, words) else reading.tense
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
    verb, first = candidate.chain[-1], candidate.chain[0]
    inner = group(sentence, verb, words) if verb != candidate.chain[0] else top
    keys = [tree.known_verb(sentence, v, words) for v in candidate.chain]
    frames = keys if candidate.nominal else keys[:-1]
    if candidate.rule.startswith("starting:"):
        return "ongoing"
    if any(k in words.grammar["acts"] for k in keys[:-1]):
        # To threaten or to promise is done, whatever comes of it.
        return "denied" if top.negated else "happened"
    if (top.modal and top.have) or _charged(sentence, first, words):
        # "Would (not) have": what might have been.
        return "possible"
    stance = _stance(sentence, first, words)
    if stance == "denied":
        return "happened" if top.negated else "denied"
    if top.negated or inner.negated or _no(sentence, candidate, words):
        # Not to recognise is a stand that is taken, not a thing that failed to happen.
        return "happened" if keys[-1] in words.states else "denied"
    # To fail to do something is done, the agreement that was not reached is not.
    sought = candidate.nominal and candidate.type in _SOUGHT
    undone = words.status["unreached"] if sought else frozenset()
    if not undone.isdisjoint(keys[:-1]) or not words.status["denied_verbs"].isdisjoint(frames):
        # What may be cancelled may take place.
        return "possible" if top.modal or top.expected else "denied"
    awaited = candidate.rule.startswith("motion:") and keys[-1] in words.status["planned_verbs"]
    if (
        awaited
        or top.tense == "future"
        or inner.tense == "future"
        or _going_to(sentence, candidate, words)
    ):
        return "planned"
    if top.expected or _awaited(sentence, candidate, top, keys[-1], words):
        return "planned"
    if stance == "possible" or _hedged(sentence, candidate, words):
        return "possible"
    if top.modal or _conditioned(sentence, candidate.chain[0], words):
        return "planned" if infinitives.foretold(sentence, first, words) else "possible"
    if any(k in words.status["planned_verbs"] for k in frames):
        return "planned"
    if any(k in words.status["possible_verbs"] for k in frames):
        return "possible"
    token = sentence.tokens[candidate.chain[0]]
    gerund = top.tense == "none" and token.dep in ("xcomp", "ccomp") and not top.passive
    if top.infinitive and kind == "headline" and words.own.infinitive_announces:
        return "planned"
    if top.infinitive or gerund:
        return infinitives.status(sentence, candidate.chain[0], words)
    return _told(sentence, candidate, top, words, kind)


def _charged(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for what someone is charged with, accused or suspected of ("charged with hiding").

    The charge is made, the deed may be or not. Of nouns only those without an article: "charged
    with murder", but "charged with the murder of the clerk", which someone has done.
    """
    token = sentence.tokens[index]
    near = [c for c in sentence.children(index) if c.index < index]
    if any(c.dep == "det" or c.dep.startswith("nmod:poss") for c in near):
        return False
    above = sentence.tokens[token.head]
    if token.dep == "conj" and not any(c.dep in ("mark", "case") for c in near):
        return _charged(sentence, above.index, words)
    with_ = {c.text.lower() for c in near if c.dep in ("mark", "case")}
    if not with_ & words.status["charged_with"] or above.index == index:
        return False
    key = tree.known_verb(sentence, above.index, words)
    return key in words.status["charging"] or tree.lemma(above) in words.status["charging"]


def _stance(sentence: Sentence, index: int, words: Lexicon) -> Status | None:
    """What the verb above makes of a whole clause: "denied that …", "demanded that …"."""
    token = sentence.tokens[index]
    above = sentence.tokens[token.head]
    if token.dep not in ("ccomp", "xcomp") or above.pos != "VERB" or above.index > index:
        return None
    key = tree.known_verb(sentence, above.index, words)
    outer = group(sentence, above.index, words)
    if key in words.status["denied_verbs"]:
        return None if outer.negated else "denied"
    finite = group(sentence, index, words)
    if key in words.status["possible_verbs"] and token.dep == "ccomp" and not finite.infinitive:
        return "possible"
    return None


def _awaited(
    sentence: Sentence, candidate: Candidate, top: Group, key: str, words: Lexicon
) -> bool:
    """True for "images are expected next summer", and for "should arrive in June"."""
    waiting = key in words.status["planned_verbs"] and top.passive and not candidate.nominal
    due = not words.status["due"].isdisjoint(
        t.text.lower() for t in tree.auxiliaries(sentence, candidate.chain[0])
    )
    if not due and not (waiting and top.tense == "present"):
        return False
    return any(True for _ in tree.times(sentence, candidate.chain[-1], words))


def _told(
    sentence: Sentence, candidate: Candidate, top: Group, words: Lexicon, kind: PassageKind
) -> Status:
    """Status of an event told in a plain past or present."""
    lasting = since(sentence, candidate, words)
    if _just_done(sentence, candidate, words) or _ruled(sentence, candidate):
        return "happened"
    if top.tense == "present" and kind not in ("headline", "heading", "caption"):
        if candidate.type == "statement" and not candidate.nominal and not top.progressive:
            return "happened"
        if candidate.nominal and words.grammar["comes"] & {_key(sentence, candidate, words)}:
            # "The attack comes days after …": news of what was done.
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


def _just_done(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True for « vient de voter », which tells what is done."""
    first, *rest = candidate.chain
    if not rest or tree.lemma(sentence.tokens[first]) not in words.grammar["just"]:
        return False
    marks = {t.text.lower() for t in sentence.children(rest[0]) if t.index < rest[0]}
    return bool(marks & words.grammar["of"])


def _ruled(sentence: Sentence, candidate: Candidate) -> bool:
    """True for the verb of a ruling, which judges set in capitals (« INFIRME le jugement »)."""
    verb = sentence.tokens[candidate.chain[-1]]
    others = (t for t in sentence.tokens[verb.index + 1 :] if t.text.isalpha())
    return verb.text.isupper() and len(verb.text) > 3 and any(t.text.islower() for t in others)


def _key(sentence: Sentence, candidate: Candidate, words: Lexicon) -> str:
    return tree.known_verb(sentence, candidate.chain[-1], words)


def _words_of(sentence: Sentence, candidate: Candidate) -> str:
    parts = [*tree.auxiliaries(sentence, candidate.chain[0]), sentence.tokens[candidate.chain[0]]]
    return " ".join(t.text.lower() for t in sorted(parts, key=lambda t: t.index))


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
        and words.own.going_is_future(first)
    )


def _hedged(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True for "allegedly", "peut-être" beside one of the verbs."""
    return any(
        t.dep == "advmod" and tree.lemma(t) in words.status["possible_adverbs"]
        for verb in candidate.chain
        for t in sentence.children(verb)
    )


def _conditioned(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True below "if", which holds for what is coordinated too ("if he pays and leaves")."""
    marks = [t.text.lower() for t in sentence.children(index) if t.dep == "mark"]
    if any(mark in words.status["conditional"] for mark in marks):
        return True
    token = sentence.tokens[index]
    own = marks or sentence.child(index, *tree.SUBJECTS) is not None
    if token.dep != "conj" or own or sentence.tokens[token.head].pos not in tree.VERBAL:
        return False
    return _conditioned(sentence, token.head, words)


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


def _under_way(sentence: Sentence, clause: int, words: Lexicon) -> bool:
    """True for "is under way", "est en cours", "continues"."""
    if tree.known_verb(sentence, clause, words) in words.grammar["goes_on"]:
        return True
    near = [sentence.tokens[clause], *sentence.children(clause)]
    return any(
        f"{tree.cases(sentence, t.index)}_{tree.lemma(t)}".lstrip("_") in words.grammar["goes_on"]
        for t in near
    )


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


def _since_then(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for "since the April floods", which are over; since its start, a strike lasts."""
    case = tree.cases(sentence, index).split("_")[0]
    phase = tree.lemma(sentence.tokens[index]) in words.phase_nouns
    return case in words.grammar["since"] and not phase


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
    governed = sentence.tokens[candidate.head].dep in ("obj", "nsubj", "nsubj:pass", "obl:arg")
    key = "" if clause is None else tree.known_verb(sentence, clause, words)
    called_off = governed and key in words.status["denied_verbs"]
    direct = sentence.tokens[candidate.head].head == clause
    if _charged(sentence, candidate.head, words):
        return "possible", tense
    if called_off and direct and outer is not None and not outer.negated:
        return ("possible" if outer.modal else "denied"), tense
    if own is not None:
        return own, tense
    if outer is None or clause is None:
        return ("ongoing" if since(sentence, candidate, words) else "happened"), tense
    path = [t.dep for t in _above(sentence, candidate.head)]
    if governed and outer.tense == "present" and _under_way(sentence, clause, words):
        return "ongoing", tense
    if governed and key in words.status["planned_verbs"]:
        return "planned", tense
    setting = any(
        tree.cases(sentence, t.index) in words.time["events"]
        for t in [sentence.tokens[candidate.head], *_above(sentence, candidate.head)]
    )
    if not setting and candidate.type in _AGENDA | {"agreement", "protest", "politics"}:
        direct = governed and len(path) <= 1
        if outer.tense == "future" or outer.expected or (
            direct and infinitives.foretold(sentence, clause, words)
        ):  # fmt: skip
            return "planned", "future"
        if (outer.modal or outer.infinitive) and direct:
            return "possible", tense
    if candidate.type not in _AGENDA and since(sentence, candidate, words):
        return ("happened" if _since_then(sentence, candidate.head, words) else "ongoing"), tense
    if outer.tense == "present" and not setting and kind not in ("headline", "heading", "caption"):
        around = Candidate(
            clause, clause, (clause,), False, candidate.type, "", (clause, clause + 1), True
        )
        if since(sentence, around, words):
            return "ongoing", tense
    return "happened", tense
