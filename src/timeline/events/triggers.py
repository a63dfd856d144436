"""Which words of a sentence name an event: verbs, nouns, and the two together.

One candidate an event: an auxiliary, a copula or a verb that only frames another ("began to",
"held talks", "the summit took place") names none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, takewhile

from timeline.events import destinations, nouns, tree, types
from timeline.events.lexicon import Lexicon
from timeline.events.tenses import group
from timeline.model import EventType, PassageKind
from timeline.syntax import Sentence, Token

# A trigger is a few words; a longer stretch is cut to the word that matters.
LONGEST = 6
# Within so many words the comma behind an opening participle stands.
_OPENING = 16
# Types of events that strike, hit or shake a place.
_BEFALL = frozenset({"disaster", "accident", "conflict"})
# Where a verb of being is a predicate of its own.
_BEING = frozenset({"root", "conj", "ccomp", "acl:relcl", "advcl", "parataxis"})
_MAIN = frozenset({"root", "conj", "parataxis"})
_NOT_VERBAL = frozenset(
    {"aux", "aux:pass", "aux:tense", "cop", "amod", "compound", "case", "mark", "fixed", "det"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event. head: the token that names it; verb: the verb of its own clause, if any.

    chain: the verbs from the finite one to the naming one; span: tokens [first, last) of the
    trigger; strong: the word names an event whatever stands beside it.
    """

    head: int
    verb: int | None
    chain: tuple[int, ...]
    nominal: bool
    type: EventType
    rule: str
    span: tuple[int, int]
    strong: bool


def find(
    sentence: Sentence, words: Lexicon, kind: PassageKind, *, recounted: bool = False
) -> list[Candidate]:
    """The candidates of one sentence, in text order.

    recounted: a date heads it, so that whatever its main clause says is done is an event.
    """
    finder = _Finder(sentence, words, recounted=recounted)
    finder.verbs()
    finder.rest(kind)
    return sorted(finder.found, key=lambda c: c.head)


class _Finder:
    def __init__(self, sentence: Sentence, words: Lexicon, *, recounted: bool = False) -> None:
        self.sentence, self.words, self.recounted = sentence, words, recounted
        self.named, self.of = nouns.find(sentence, words)
        self.taken: set[int] = set(self.of.values())
        self.found: list[Candidate] = []

    def _dated(self, index: int) -> bool:
        return tree.dated(self.sentence, index, self.words)

    # -- verbs ---------------------------------------------------------------------------------

    def verbs(self) -> None:
        """Candidates of all verbs, from the top of the tree down, so that frames come first."""
        verbal = (t for t in self.sentence.tokens if t.pos in tree.VERBAL)
        for t in sorted(verbal, key=lambda t: (self._depth(t.index), t.index)):
            if t.index in self.taken:
                continue
            if t.pos == "AUX":
                self._being(t)
            elif (t.dep not in _NOT_VERBAL or self._opens(t)) and not self._describes(t):
                self._verb(t)

    def _describes(self, t: Token) -> bool:
        """True for a participle that only says how something is."""
        if not tree.is_participle(t):
            return False
        if t.dep == "conj" and tree.auxiliaries(self.sentence, t.index):
            return False  # "pleaded guilty and will be sentenced"
        if t.dep == "conj":
            # "tall and bearded": a participle beside an adjective is one itself.
            head = self.sentence.tokens[t.head]
            beside = (c for c in self.sentence.children(head.index) if c.dep == "xcomp")
            return any(c.pos == "ADJ" for c in (head, *beside))
        # "remains divided", "se dit prête": a state, said of the subject.
        return t.dep == "xcomp" and not tree.auxiliaries(self.sentence, t.index)

    def _opens(self, t: Token) -> bool:
        """True for "Appointed director in 1984, she …", which the parser takes for an adjective."""
        if t.index or t.dep != "amod":
            return False
        comma = any(c.text == "," for c in self.sentence.tokens[1:_OPENING])
        return tree.is_participle(t) and comma and self._dated(t.head)

    def _being(self, t: Token) -> None:
        """A dated state: "has been in prison since May"."""
        sentence, words = self.sentence, self.words
        if t.dep not in _BEING:
            return
        dated = self._dated(t.index)
        for c in sentence.children(t.index):
            case = tree.cases(sentence, c.index)
            alone = tree.lemma(c) in words.grammar["conditions"] and case in words.grammar["place"]
            pair = f"{case}_{tree.lemma(c)}" in words.grammar["conditions"]
            if not (c.dep.startswith("obl") and (alone or pair)):
                continue
            if dated or self._dated(c.index):
                kind = types.topic(sentence, c.index, words) or "other"
                self.taken.update({t.index, c.index})
                rule = f"being:{kind}:{tree.lemma(c)}"
                span = self._span([t.index, c.index], c.index)
                self.found.append(
                    Candidate(c.index, t.index, (t.index,), True, kind, rule, span, True)
                )
                return

    def _depth(self, index: int) -> int:
        return sum(1 for _ in self.sentence.ancestors(index))

    def _verb(self, t: Token) -> None:
        """Note what a verb tells, alone or with the noun that it only frames."""
        chain = [t.index]
        while (below := self._framed(chain[-1])) is not None:
            chain.append(below)
        self.taken.update(chain)
        key = tree.known_verb(self.sentence, chain[-1], self.words)
        found = self._with_noun(chain, key) or self._alone(t, chain, key)
        if found is not None:
            self.found.append(found)

    def _with_noun(self, chain: list[int], key: str) -> Candidate | None:
        """The event of a noun, to which the verb only gives tense, actor and date."""
        sentence, words, verb = self.sentence, self.words, chain[-1]
        noun = self._noun_of(verb, key)
        if noun is None:
            return None
        self.taken.add(noun)
        kind = self.named[noun]
        if kind == "other":
            kind = types.about(sentence, verb, words) or kind
        rule = f"light:{kind}:{tree.lemma(sentence.tokens[noun])}"
        # Of two words far apart the first is the trigger: "a loan … was granted", "wins …".
        span = self._span([chain[0], verb, noun], min(noun, chain[0]))
        strong = types.is_strong(sentence, noun, words)
        return Candidate(noun, verb, tuple(chain), True, kind, rule, span, strong)

    def _tells_nothing(self, t: Token, chain: list[int], key: str) -> bool:
        """Whether a verb only says how things stand, or what a noun beside it tells as well."""
        words, sentence, verb = self.words, self.sentence, chain[-1]
        if (key in words.light and self._told_above(verb)) or self._leads_in(verb, key):
            return True
        return (key in words.status["planned_verbs"] and self._planned(verb)) or (
            _standing(sentence, verb, key, words) and not any(self._dated(v) for v in chain)
        )

    def _alone(self, t: Token, chain: list[int], key: str) -> Candidate | None:
        """The event of a verb, with its particle or companion; None where it tells none."""
        words, sentence, verb = self.words, self.sentence, chain[-1]
        if self._tells_nothing(t, chain, key):
            return None
        ends, shown, known = [chain[0], verb], verb, key in words.verbs
        motion = key in words.grammar["motion"]
        if motion and destinations.goes_somewhere(sentence, verb, key, words):
            span = self._span(ends, verb)
            rule = f"motion:visit:{key}"
            return Candidate(verb, verb, tuple(chain), False, "visit", rule, span, True)
        if key in words.skip and not known and self._skipped(t, chain, key):
            return None
        kind = types.of_verb(sentence, verb, words)
        if any(tree.lemma(sentence.tokens[v]) in words.grammar["acts"] for v in chain[:-1]):
            kind = "statement"
        _, pair, last = key.partition("_")
        beside = [c.index for c in sentence.children(verb) if pair and tree.lemma(c) == last]
        # The noun of "took the oath" names no second event.
        self.taken.update(n for n in beside if n in self.named)
        ends += [n for n in beside if abs(n - verb) <= 2][:1]
        if (part := tree.particle(sentence, verb)) is not None:
            ends.append(part.index)
        if (noun := self._befalling(verb, key)) is not None:
            self.taken.add(noun)
            kind, known, shown = self.named[noun], True, noun
            ends.append(noun)
        rule, span = f"verb:{kind}:{key}", self._span(ends, shown)
        return Candidate(verb, verb, tuple(chain), False, kind, rule, span, known)

    def _skipped(self, t: Token, chain: list[int], key: str) -> bool:
        """Whether a verb of the skip list tells nothing here, for want of a time of its own."""
        words, sentence, verb = self.words, self.sentence, chain[-1]
        timed = any(self._dated(v) for v in chain)
        done = key in words.dated or (
            # « a été mesurée cette nuit » is an act, "has been based here since 2010" a state.
            tree.is_passive(sentence, verb) and len(tree.auxiliaries(sentence, verb)) > 1
        )
        if (done and timed) or destinations.hands_over(sentence, verb, key, words):
            return False
        timed |= self.recounted and t.dep in _MAIN
        return key not in words.done or not timed

    def _framed(self, verb: int) -> int | None:
        """The verb below one that only frames it ("stopped buying")."""
        key = tree.known_verb(self.sentence, verb, self.words)
        if key not in self.words.phase:
            return None
        if tree.direct_object(self.sentence, verb, self.words) is not None:
            # "forced the bank to close": two events, the first has an object of its own.
            return None
        for t in self.sentence.children(verb):
            if t.dep in ("xcomp", "ccomp") and t.pos == "VERB" and t.index > verb:
                if t.dep == "ccomp" and t.morph.get("VerbForm") == "Fin":
                    continue
                own = self.sentence.child(t.index, *tree.SUBJECTS)
                if own is None or t.dep == "xcomp":
                    return t.index
        return None

    def _noun_of(self, verb: int, key: str) -> int | None:
        """The noun that names what a light verb, or a verb of happening, speaks of."""
        found = chain(
            self._started(verb),
            self._governed(verb, key) if key in self.words.light else (),
            self._happening(verb, key) if key in self.words.happening else (),
        )
        return next((t.index for t in found if self._free(t.index)), None)

    def _started(self, verb: int) -> Iterator[Token]:
        """The nouns before a participle that only tells since when, nearest first: "a boycott
        starting in May"."""
        sentence, token = self.sentence, self.sentence.tokens[verb]
        bare = token.morph.get("VerbForm") == "Part" and not tree.is_participle(token)
        starts = bare and tree.lemma(token) in self.words.grammar["starting"]
        if starts and tree.direct_object(sentence, verb, self.words) is None and self._dated(verb):
            before = reversed(sentence.tokens[max(0, verb - 7) : verb])
            yield from takewhile(lambda t: t.pos not in tree.VERBAL and t.text not in ".;:", before)

    def _governed(self, verb: int, key: str) -> Iterator[Token]:
        """What a light verb may take for its noun, likeliest first."""
        sentence, token = self.sentence, self.sentence.tokens[verb]
        for t in sentence.children(verb):
            joined = (t.dep == "iobj" or t.dep.startswith("obl")) and self._joined(key, t)
            if t.dep in ("obj", "nsubj:pass", "xcomp") or joined:
                yield tree.relative_head(sentence, t)
        if token.dep == "acl" and tree.is_participle(token):
            yield sentence.tokens[token.head]
        subject = tree.subject(sentence, verb)
        if subject is not None and tree.is_passive(sentence, verb):
            yield subject

    def _happening(self, verb: int, key: str) -> Iterator[Token]:
        """What is said to happen."""
        sentence = self.sentence
        named = tree.direct_object(sentence, verb, self.words)
        if named is not None and "_" not in key and named.index not in self.named:
            return
        # "the protests that followed the vote": of two events, what came of it.
        subject = tree.subject(sentence, verb)
        if subject is not None:
            yield subject
        # "Son mari, dont le procès s'est ouvert hier": the nearer of two subjects.
        yield from (t for t in sentence.children(verb) if t.dep in tree.SUBJECTS)

    def _befalling(self, verb: int, key: str) -> int | None:
        """The noun of what strikes a place: "an earthquake struck the south" is one event."""
        if key not in self.words.befalling:
            return None
        actor = tree.subject(self.sentence, verb)
        if tree.is_passive(self.sentence, verb):
            actor = self.sentence.child(verb, "obl:agent") or actor
        if actor is None:
            return None
        actor = tree.relative_head(self.sentence, actor)
        named = self._free(actor.index) and self.named[actor.index] in _BEFALL
        return actor.index if named else None

    def _told_above(self, verb: int) -> bool:
        """True for "a loan of a billion granted to …", where the loan has the verb's meaning."""
        token = self.sentence.tokens[verb]
        above = self.sentence.tokens[token.head]
        return (
            token.dep == "acl"
            and above.dep == "nmod"
            and above.head in self.named
            and above.head in self.taken
        )

    def _leads_in(self, verb: int, key: str) -> bool:
        """True for "It all began in 1806, when he bought a mill", which the purchase tells."""
        if key not in self.words.grammar["starting"]:
            return False
        below = (self.sentence.tokens[i] for i in self.sentence.governed(verb) if i > verb)
        return any(
            c.text.lower() in self.words.grammar["when"]
            for t in below
            if t.dep in ("advcl", "acl:relcl")
            for c in self.sentence.children(t.index)
        )

    def _planned(self, verb: int) -> bool:
        """True for "the visit scheduled for May", where the visit is the event."""
        token = self.sentence.tokens[verb]
        return token.dep == "acl" and tree.is_participle(token) and token.head in self.named

    def _joined(self, key: str, t: Token) -> bool:
        """True for the prepositions a light verb takes its noun with ("took part in talks")."""
        pair = f"{key}_{tree.cases(self.sentence, t.index)}"
        return pair in self.words.grammar["light_with"]

    def _free(self, index: int) -> bool:
        return index in self.named and index not in self.taken

    # -- what stands alone ---------------------------------------------------------------------

    def rest(self, kind: PassageKind) -> None:
        """Nouns that no verb took, and predicates with a date."""
        for index in self.named:
            if index not in self.taken and self._stands_alone(index, kind):
                self.taken.add(index)
                self.found.append(self._noun(index))
        if kind in ("headline", "heading", "caption"):
            self._crowd()
        for t in self.sentence.tokens:
            # "Retired 1979." is a line of its own.
            alone = t.index == 0 and t.dep == "root" and t.pos == "ADJ"
            told = t.index not in self.taken and t.pos in ("ADJ", "NOUN")
            says = alone or self._apposed(t) or self.sentence.child(t.index, "cop")
            if told and says and self._dated(t.index):
                named = types.topic(self.sentence, t.index, self.words) or "other"
                rule = f"predicate:{named}:{tree.lemma(t)}"
                span = (t.index, t.index + 1)
                self.found.append(
                    Candidate(t.index, t.index, (t.index,), False, named, rule, span, False)
                )

    def _apposed(self, t: Token) -> bool:
        """True for what somebody is said to be: "Ann Roy, director", « Lyon, vainqueur »."""
        named = tree.entity_at(self.sentence, t.head) is not None
        role = t.text[:1].islower() and (named or tree.lemma(t) in self.words.people)
        return t.dep == "appos" and role

    def _stands_alone(self, index: int, kind: PassageKind) -> bool:
        """Whether a noun tells an event that nothing else in its sentence tells."""
        t = self.sentence.tokens[index]
        if self._kind_of(t) or self._idiom(index):
            return False
        strong = types.is_strong(self.sentence, index, self.words)
        if not strong and not self._eventive(index, kind):
            return False
        return strong or self._dated(index) or not self._argument(index)

    def _noun(self, index: int) -> Candidate:
        sentence = self.sentence
        clause = tree.clause_verb(sentence, index)
        named = self.named[index]
        rule = f"noun:{named}:{tree.lemma(sentence.tokens[index])}"
        span = self._span([index, self.of.get(index, index)], index)
        strong = types.is_strong(sentence, index, self.words)
        above = () if clause is None else (clause,)
        return Candidate(index, None, above, True, named, rule, span, strong)

    def _crowd(self) -> None:
        """The protest of a line without a verb ("Thousands of demonstrators against the law")."""
        sentence, words = self.sentence, self.words
        if any(t.pos in tree.VERBAL for t in sentence.tokens):
            return
        for t in sentence.tokens:
            crowd = words.topics.get(tree.lemma(t)) == "protest" and tree.lemma(t) in words.people
            whole = t.dep == "root" or (
                sentence.tokens[t.head].dep == "root"
                and tree.cases(sentence, t.index) in words.grammar["of"]
            )
            if crowd and whole and t.morph.get("Number") == "Plur":
                rule = f"crowd:protest:{tree.lemma(t)}"
                span = (t.index, t.index + 1)
                self.found.append(Candidate(t.index, None, (), True, "protest", rule, span, True))
                return

    def _kind_of(self, t: Token) -> bool:
        """True for "a movement of protest", where the noun above has the event already."""
        bare = not any(c.dep == "det" for c in self.sentence.children(t.index))
        same = self.named.get(t.head) == self.named.get(t.index)
        case = tree.cases(self.sentence, t.index)
        # "a summit by videoconference" is one meeting.
        of = case in self.words.grammar["of"] or case in self.words.grammar["agent"]
        return t.dep.startswith("nmod") and bare and same and of

    def _argument(self, index: int) -> bool:
        """True for the subject or object of a verb that is an event itself."""
        t = self.sentence.tokens[index]
        verbs = {c.verb for c in self.found if c.verb is not None and not c.nominal}
        return t.dep in ("nsubj", "nsubj:pass", "obj") and t.head in verbs

    def _idiom(self, index: int) -> bool:
        """True for nouns in fixed phrases that name no event ("in charge", "in order")."""
        sentence = self.sentence
        bare = not any(t.dep in ("det", "amod", "nmod:poss") for t in sentence.children(index))
        pair = f"{tree.cases(sentence, index)}_{tree.lemma(sentence.tokens[index])}"
        return bare and pair in self.words.grammar["idioms"]

    def _eventive(self, index: int, kind: PassageKind) -> bool:
        """True when something beside a weak noun makes it an event."""
        sentence, words = self.sentence, self.words
        if self._dated(index) or kind == "heading":
            return True
        if tree.cases(sentence, index) in words.time["events"]:
            return True
        if types.modifiers(sentence, index, words) is not None and sentence.tokens[index].dep in (
            "nsubj", "nsubj:pass", "root",
        ):  # fmt: skip
            return True
        return any(
            t.dep in ("acl", "acl:relcl") and tree.lemma(t) in words.happening
            for t in sentence.children(index)
        )

    def _span(self, indices: list[int], head: int) -> tuple[int, int]:
        first, last = min(indices), max(indices) + 1
        return (first, last) if last - first <= LONGEST else (head, head + 1)


def _standing(sentence: Sentence, verb: int, key: str, words: Lexicon) -> bool:
    """Whether a verb tells how things stand: "is owned by X and run by Y", "lenders led by X"."""
    if key not in words.grammar["holding"] or not tree.is_passive(sentence, verb):
        return False
    token = sentence.tokens[verb]
    if token.dep == "acl":
        return sentence.child(verb, "obl:agent") is not None
    above = token
    while above.dep == "conj" and not tree.auxiliaries(sentence, above.index):
        above = sentence.tokens[above.head]
    return group(sentence, above.index, words).tense == "present"
