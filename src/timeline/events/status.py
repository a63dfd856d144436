"""How real an event is (happened, ongoing, planned, possible, denied), and in which tense."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events import hedges, infinitives, noun_status, tree
from timeline.events.lexicon import Lexicon
from timeline.events.tenses import Group, Tense, group
from timeline.events.triggers import Candidate
from timeline.model import PassageKind, Status
from timeline.syntax import Sentence, Token

__all__ = ["Group", "group", "read"]

_DONE = frozenset(
    {"sanction", "justice", "agreement", "politics", "election", "finance", "economy", "media"}
)
# Passages that tell in the present what happened.
_TITLES = ("headline", "heading", "caption")
_SOUGHT = frozenset({"agreement", "meeting", "diplomacy", "election"})


def read(
    sentence: Sentence, candidate: Candidate, words: Lexicon, kind: PassageKind
) -> tuple[Status, Tense]:
    """Status and tense of one candidate."""
    if candidate.verb is None:
        status, tense = noun_status.nominal(sentence, candidate, words, kind)
        given_up = status == "planned" and _at_first(sentence, _beside(sentence, candidate), words)
        return "denied" if given_up else status, tense
    top = candidate.chain[0]
    reading = group(sentence, top, words)
    status = _verbal(sentence, candidate, reading, words, kind)
    tense = _tense(sentence, candidate, reading, words)
    near = _group(sentence, candidate)
    if candidate.nominal:
        own = hedges.modified(sentence, candidate.head, words)
        if own is not None and status in ("happened", "ongoing"):
            status, near = own, _beside(sentence, candidate)
    if status == "planned" and not candidate.nominal and _off(sentence, top, words):
        return "denied", tense
    # "will initially open at weekends" gives nothing up.
    plan = status == "planned" and reading.tense != "future"
    return "denied" if plan and _at_first(sentence, near, words) else status, tense


def _tense(sentence: Sentence, candidate: Candidate, reading: Group, words: Lexicon) -> Tense:
    """The tense of a verb; of one without, that of the clause above."""
    tense = "past" if _just_done(sentence, candidate, words) else reading.tense
    bare = tense == "none" or (reading.infinitive and tense != "future")
    return hedges.outer_tense(sentence, candidate.chain[0], words) if bare else tense


def _beside(sentence: Sentence, candidate: Candidate) -> set[int]:
    """The participles that say something of a noun."""
    return {t.index for t in sentence.children(candidate.head) if t.dep == "acl"}


def _group(sentence: Sentence, candidate: Candidate) -> set[int]:
    """The verbs of a candidate; "due" with the infinitive below it."""
    first = sentence.tokens[candidate.chain[0]]
    due = first.dep == "xcomp" and sentence.tokens[first.head].pos == "ADJ"
    return {*candidate.chain, *((first.head,) if due else ())}


def _at_first(sentence: Sentence, near: set[int], words: Lexicon) -> bool:
    """Whether a plan is told of as one that was given up: "originally due on 3 May".

    near: the words that make it a plan.
    """
    said = {t.text.lower() for i in near for t in sentence.children(i) if t.dep == "advmod"}
    return not words.status["at_first"].isdisjoint(said)


def _off(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """Whether a clause tells the plan of a thing that its own verb calls off or puts off: "the
    fair, which was due to open on 3 May, has been cancelled"."""
    clause = sentence.tokens[index]
    if _but_called_off(sentence, clause, words):
        return True
    while clause.dep in ("xcomp", "conj") and clause.head != clause.index:
        clause = sentence.tokens[clause.head]
        if _but_called_off(sentence, clause, words):
            return True
    noun = sentence.tokens[clause.head]
    if not clause.dep.startswith(("acl", "amod")) or noun.pos not in ("NOUN", "PROPN"):
        return False
    outer = group(sentence, noun.head, words)
    patient = noun.dep == "obj" or (
        noun.dep in ("nsubj", "nsubj:pass")
        and outer.passive
        and sentence.child(noun.head, "obj") is None
    )
    off = tree.known_verb(sentence, noun.head, words) in words.status["called_off"]
    return off and patient and not (outer.negated or outer.modal)


def _but_called_off(sentence: Sentence, planned: Token, words: Lexicon) -> bool:
    """Whether the next clause calls off what this one tells: "was due on 3 May, but the launch has
    been put off"."""
    return any(
        _called_off(sentence, verb.index, words)
        for t in sentence.children(planned.index)
        if t.dep == "conj" and t.index > planned.index and _same_thing(sentence, t.index, words)
        for verb in (t, *(c for c in sentence.children(t.index) if c.dep == "xcomp"))
    )


def _same_thing(sentence: Sentence, verb: int, words: Lexicon) -> bool:
    """Whether the subject of a clause may be what the one before tells: "it", "the launch"."""
    subject = sentence.child(verb, *tree.SUBJECTS)
    if subject is None:
        return False
    thing = tree.lemma(subject)
    bare = all(c.dep == "det" for c in sentence.children(subject.index))
    return subject.pos == "PRON" or (bare and (thing in words.nouns or thing in words.weak))


def _called_off(sentence: Sentence, verb: int, words: Lexicon) -> bool:
    told = group(sentence, verb, words)
    off = tree.known_verb(sentence, verb, words) in words.status["called_off"]
    # The models may take a rare participle for what completes "was".
    token = sentence.tokens[verb]
    completes = token.dep == "xcomp" and tree.is_participle(token)
    was = completes and tree.lemma(sentence.tokens[token.head]) in words.grammar["copula"]
    return off and (told.passive or was) and not (told.negated or told.modal)


@dataclass(frozen=True, slots=True)
class _Verbal:
    """A candidate with a verb, and what its rules ask of it.

    top: the group of the finite verb; inner: that of the naming one; keys: the verbs of the chain
    as the lexicon knows them; frames: those of them that only frame the event; stance: what the
    verb above makes of the whole clause.
    """

    sentence: Sentence
    candidate: Candidate
    words: Lexicon
    kind: PassageKind
    top: Group
    inner: Group
    keys: tuple[str, ...]
    frames: tuple[str, ...]
    stance: Status | None

    @classmethod
    def of(
        cls, sentence: Sentence, candidate: Candidate, top: Group, words: Lexicon, kind: PassageKind
    ) -> _Verbal:
        """What the rules ask of a candidate."""
        first, *_, verb = (candidate.chain[0], *candidate.chain)
        keys = tuple(tree.known_verb(sentence, v, words) for v in candidate.chain)
        return cls(
            sentence,
            candidate,
            words,
            kind,
            top,
            group(sentence, verb, words) if verb != first else top,
            keys,
            keys if candidate.nominal else keys[:-1],
            _stance(sentence, first, words),
        )

    def framed_by(self, name: str) -> bool:
        """Whether a verb that frames the event is in a set of the lexicon's status words."""
        return not self.words.status[name].isdisjoint(self.frames)


def _begun(told: _Verbal) -> Status | None:
    """What is told by its beginning, and what is done whatever comes of it: to promise."""
    verb = told.sentence.tokens[told.candidate.chain[-1]]
    starts = told.candidate.head < verb.index and told.keys[-1] in told.words.grammar["starting"]
    if starts and verb.morph.get("VerbForm") == "Part" and not tree.is_participle(verb):
        return "ongoing"
    if any(k in told.words.grammar["acts"] for k in told.keys[:-1]):
        return "denied" if told.top.negated else "happened"
    settled = told.keys[0] in told.words.status["resolves"] and told.top.tense == "past"
    against = told.inner.negated and not (told.top.negated or told.top.modal)
    return "happened" if settled and against else None  # "decided not to strike"


def _unreal(told: _Verbal) -> Status | None:
    """What might have been ("would have"), and what someone is charged with."""
    would_have = told.top.modal and told.top.have
    charged = hedges.charged(told.sentence, told.candidate.chain[0], told.words)
    return "possible" if would_have or charged else None


def _negated(told: _Verbal) -> Status | None:
    """What is denied by a word of its own, by the verb above or by the one that frames it."""
    top, words = told.top, told.words
    if told.stance == "denied":
        return "happened" if top.negated else "denied"
    if hedges.conditioned(told.sentence, told.candidate.chain[0], words):
        return None  # "if no deal is reached"
    if top.negated or told.inner.negated or _no(told.sentence, told.candidate, words):
        # Not to recognise is a stand that is taken, not a thing that failed to happen.
        return "happened" if told.keys[-1] in words.states else "denied"
    # To fail to do something is done, the agreement that was not reached is not.
    sought = told.candidate.nominal and told.candidate.type in _SOUGHT
    unreached = sought and not words.status["unreached"].isdisjoint(told.keys[:-1])
    if not unreached and not told.framed_by("denied_verbs"):
        return None
    # What may be cancelled may take place.
    return "possible" if top.modal or top.expected else "denied"


def _to_come(told: _Verbal) -> Status | None:
    """What is said to be ahead."""
    sentence, candidate, words, top = told.sentence, told.candidate, told.words, told.top
    planned = told.keys[-1] in words.status["planned_verbs"]
    ahead = (
        (candidate.rule.startswith("motion:") and planned)
        or "future" in (top.tense, told.inner.tense)
        or _going_to(sentence, candidate, words)
        or top.expected
        or _has_until(sentence, candidate, words)
        or _awaited(sentence, candidate, top, told.keys[-1], words)
    )
    return "planned" if ahead else None


def _has_until(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True for "has until 3 May to submit a plan"."""
    first, *rest = candidate.chain
    has = bool(rest) and tree.lemma(sentence.tokens[first]) in words.grammar["have"]
    return has and any(
        tree.cases(sentence, t.index) in words.status["until"] for t in sentence.children(first)
    )


def _unsure(told: _Verbal) -> Status | None:
    """What may be, by an adverb, a modal, a condition, or the verb that frames it."""
    sentence, words, first = told.sentence, told.words, told.candidate.chain[0]
    if told.stance == "possible" or _hedged(sentence, told.candidate, words):
        return "possible"
    if told.top.modal or hedges.conditioned(sentence, first, words):
        return "planned" if infinitives.foretold(sentence, first, words) else "possible"
    if told.framed_by("planned_verbs"):
        return "planned"
    could = infinitives.managed(sentence, sentence.tokens[first], words)
    return "possible" if told.framed_by("possible_verbs") and not could else None


def _infinite(told: _Verbal) -> Status | None:
    """An infinitive or a gerund, as real as what stands above it."""
    token = told.sentence.tokens[told.candidate.chain[0]]
    top = told.top
    if top.infinitive and told.kind == "headline" and told.words.own.infinitive_announces:
        return "planned"
    gerund = top.tense == "none" and token.dep in ("xcomp", "ccomp") and not top.passive
    if not top.infinitive and not gerund:
        return None
    return infinitives.status(told.sentence, token.index, told.words)


# In this order: the first that says something decides.
_RULES = (_begun, _unreal, _negated, _to_come, _unsure, _infinite)


def _verbal(
    sentence: Sentence, candidate: Candidate, top: Group, words: Lexicon, kind: PassageKind
) -> Status:
    told = _Verbal.of(sentence, candidate, top, words, kind)
    for rule in _RULES:
        if (found := rule(told)) is not None:
            return found
    return _told(sentence, candidate, top, words, kind)


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
    if token.dep != "ccomp" or group(sentence, index, words).infinitive:
        return None
    accused = any(
        c.dep in tree.SUBJECTS and tree.lemma(c) in words.status["accusers"]
        for c in sentence.children(above.index)
    )
    return "possible" if accused or key in words.status["possible_verbs"] else None


def _awaited(
    sentence: Sentence, candidate: Candidate, top: Group, key: str, words: Lexicon
) -> bool:
    """True for "images are expected next summer", and for "should arrive in June"."""
    waiting = key in words.status["planned_verbs"] and top.passive and not candidate.nominal
    bare = tree.is_participle(sentence.tokens[candidate.chain[0]]) and top.tense != "future"
    bare = bare and sentence.tokens[candidate.chain[0]].dep.startswith("acl")
    due = not words.status["due"].isdisjoint(
        t.text.lower() for t in tree.auxiliaries(sentence, candidate.chain[0])
    )
    # « La fête, prévue dimanche, … »
    if not due and not (waiting and (top.tense == "present" or bare)):
        return False
    return tree.dated(sentence, candidate.chain[-1], words)


def _told(
    sentence: Sentence, candidate: Candidate, top: Group, words: Lexicon, kind: PassageKind
) -> Status:
    """Status of an event told in a plain past or present."""
    lasting = hedges.since(sentence, candidate, words)
    if _just_done(sentence, candidate, words):
        return "happened"
    if top.tense == "present" and kind not in _TITLES:
        return _present(sentence, candidate, top, words, lasting)
    if top.progressive and top.have and top.tense == "past" and candidate.verb is not None:
        had = tree.auxiliaries(sentence, candidate.chain[0])
        if any(t.morph.get("Tense") == "Past" and t.morph.get("VerbForm") == "Fin" for t in had):
            return "happened"  # "had been making pianos since 1870"
    if top.progressive:
        return "ongoing"
    return "ongoing" if lasting and candidate.type != "agreement" else "happened"


def _present(
    sentence: Sentence, candidate: Candidate, top: Group, words: Lexicon, lasting: bool
) -> Status:
    """Status of an event told in a plain present; lasting: a time says since when."""
    if candidate.nominal:
        # "The attack comes days after …": news of what was done.
        done = _key(sentence, candidate, words) in words.grammar["comes"]
    else:
        done = candidate.type == "statement" and not top.progressive
    if done:
        return "happened"
    if candidate.type in noun_status.AGENDA and not lasting:
        return "planned"
    # "His assets are frozen" tells of an act that is done.
    done = top.passive and not top.progressive and candidate.type in _DONE and not lasting
    return "happened" if done else "ongoing"


def _just_done(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True for « vient de voter », which tells what is done."""
    first, *rest = candidate.chain
    if not rest or tree.lemma(sentence.tokens[first]) not in words.grammar["just"]:
        return False
    marks = {t.text.lower() for t in sentence.children(rest[0]) if t.index < rest[0]}
    return bool(marks & words.grammar["of"])


def _key(sentence: Sentence, candidate: Candidate, words: Lexicon) -> str:
    return tree.known_verb(sentence, candidate.chain[-1], words)


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
