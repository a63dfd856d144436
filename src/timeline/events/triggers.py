"""Which words of a sentence name an event: verbs, nouns, and the two together.

One candidate an event: an auxiliary, a copula or a verb that only frames another ("began to",
"held talks", "the summit took place") names none of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events import destinations, naming_only, tree, types
from timeline.events.lexicon import Lexicon
from timeline.model import EventType, PassageKind
from timeline.syntax import Sentence, Token

# A trigger is a few words; a longer stretch is cut to the word that matters.
LONGEST = 6
# Within so many words the comma behind an opening participle stands.
_OPENING = 16
# Types of events that bear names which look like an organisation's ("… Conference").
_NAMED_EVENTS = frozenset({"meeting", "culture", "sport", "conflict", "disaster", "election"})
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
    finder.nouns()
    finder.verbs()
    finder.rest(kind)
    return sorted(finder.found, key=lambda c: c.head)


def entry(sentence: Sentence, words: Lexicon) -> Candidate | None:
    """What a line that a date heads names, where no word of it names an event by itself.

    "Third list: 20 firms", "End of the alignment.": the first noun of a line that no verb opens.
    None for a label ("War in Syria:").
    """
    if sentence.tokens[-1].text == ":":
        return None
    for t in sentence.tokens:
        if t.pos in ("NUM", "DET", "ADP", "PUNCT", "ADJ") or not t.text[:1].isalnum():
            continue
        if t.pos not in tree.NOMINAL or tree.is_time(sentence, t.index, words):
            return None
        named = types.topic(sentence, t.index, words) or "other"
        rule = f"entry:{named}:{tree.lemma(t)}"
        return Candidate(t.index, None, (), True, named, rule, (t.index, t.index + 1), True)
    return None


class _Finder:
    def __init__(self, sentence: Sentence, words: Lexicon, *, recounted: bool = False) -> None:
        self.sentence, self.words, self.recounted = sentence, words, recounted
        self.named: dict[int, EventType] = {}
        self.taken: set[int] = set()
        self.of: dict[int, int] = {}
        self.found: list[Candidate] = []

    # -- nouns ---------------------------------------------------------------------------------

    def nouns(self) -> None:
        """Note every noun that could name an event."""
        for t in self.sentence.tokens:
            if t.pos not in tree.NOMINAL or t.dep in ("compound", "case", "mark"):
                continue
            if t.text[0].isupper() and t.index and tree.lemma(t) in self.words.time["months"]:
                continue  # no march, but the month
            if naming_only.no_event(self.sentence, t, self.words):
                continue
            kind = types.of_noun(self.sentence, t.index, self.words)
            if naming_only.great(self.sentence, t, self.words):
                self.named[t.index] = kind or "other"
                continue
            entity = tree.entity_at(self.sentence, t.index)
            if entity is not None and entity.label in ("PERSON", "GPE", "LOC", "NORP"):
                continue
            if kind is None and tree.is_named_year(t):
                kind = types.modifiers(self.sentence, t.index, self.words) or "other"
            if kind is None:
                continue
            if entity is not None and entity.label == "ORG" and not self._dated(t.index):
                body = tree.lemma(t) in self.words.grammar["bodies"]
                if body or kind not in _NAMED_EVENTS:
                    continue
            self.named[t.index] = kind
        for index in list(self.named):
            self._phase_noun(index)

    def _phase_noun(self, index: int) -> None:
        """Hand "the beginning of the war" to the war; drop "the end of the summer"."""
        sentence, words = self.sentence, self.words
        if tree.lemma(sentence.tokens[index]) not in words.phase_nouns:
            return
        if tree.is_time(sentence, index, words):
            del self.named[index]
            return
        for t in sentence.children(index):
            if t.dep.startswith("nmod") and t.index in self.named and t.index != index:
                self.named[index] = self.named[t.index]
                self.of[index] = t.index
                self.taken.add(t.index)
                return
        # "the opening of the ferry line" is one by itself, "the end of the road" is none.
        own = self.named[index] != "other" and any(
            t.dep.startswith("nmod") and not tree.is_time(sentence, t.index, words)
            for t in sentence.children(index)
        )
        if not own and sentence.tokens[index].dep not in tree.SUBJECTS:
            del self.named[index]

    def _dated(self, index: int) -> bool:
        return any(True for _ in tree.times(self.sentence, index, self.words))

    def _appositive_of_named(self, t: Token) -> bool:
        """True for "the drill Anakonda-2016", where the noun before has the event already."""
        head = t.head
        return (
            t.dep in ("appos", "nmod", "flat", "flat:name")
            and head in self.named
            and (tree.is_named_year(t))
        )

    # -- verbs ---------------------------------------------------------------------------------

    def verbs(self) -> None:
        """Candidates of all verbs, from the top of the tree down, so that frames come first."""
        verbal = (t for t in self.sentence.tokens if t.pos in tree.VERBAL)
        for t in sorted(verbal, key=lambda t: (self._depth(t.index), t.index)):
            opens = t.index == 0 and t.dep == "amod" and self._opens(t)
            tells = t.dep not in _NOT_VERBAL or opens
            if t.pos == "VERB" and tells and t.index not in self.taken:
                head = self.sentence.tokens[t.head]
                # "tall and bearded": a participle beside an adjective is one itself.
                beside = t.dep == "conj" and (
                    head.pos == "ADJ"
                    or any(
                        c.dep == "xcomp" and c.pos == "ADJ"
                        for c in self.sentence.children(head.index)
                    )
                )
                # "remains divided", "se dit prête": a state, said of the subject.
                state = t.dep == "xcomp" and not tree.auxiliaries(self.sentence, t.index)
                if not (tree.is_participle(t) and (beside or state)):
                    self._verb(t)
            elif t.pos == "AUX" and t.dep in _BEING and t.index not in self.taken:
                self._being(t)

    def _opens(self, t: Token) -> bool:
        """True for "Appointed director in 1984, she …", which the parser takes for an adjective."""
        comma = any(c.text == "," for c in self.sentence.tokens[1:_OPENING])
        return tree.is_participle(t) and comma and self._dated(t.head)

    def _being(self, t: Token) -> None:
        """A dated state: "has been in prison since May"."""
        sentence, words = self.sentence, self.words
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
        words, sentence = self.words, self.sentence
        chain = [t.index]
        while (below := self._framed(chain[-1])) is not None:
            chain.append(below)
        self.taken.update(chain)
        verb = chain[-1]
        if (noun := self._starting(verb)) is not None:
            self.taken.add(noun)
            kind = self.named[noun]
            rule = f"starting:{kind}:{tree.lemma(sentence.tokens[noun])}"
            strong = types.is_strong(sentence, noun, words)
            span = self._span([noun, verb], noun)
            self.found.append(Candidate(noun, verb, tuple(chain), True, kind, rule, span, strong))
            return
        key = tree.known_verb(sentence, verb, words)
        noun = self._noun_of(verb, key)
        if noun is not None:
            self.taken.add(noun)
            # Of two words far apart the first is the trigger: "a loan … was granted", "wins …".
            span = self._span([chain[0], verb, noun], min(noun, chain[0]))
            kind = self.named[noun]
            if kind == "other":
                kind = types.about(sentence, verb, words) or kind
            rule = f"light:{kind}:{tree.lemma(sentence.tokens[noun])}"
            strong = types.is_strong(sentence, noun, words)
            self.found.append(Candidate(noun, verb, tuple(chain), True, kind, rule, span, strong))
            return
        if key in words.light and self._told_above(verb):
            return
        if naming_only.standing(sentence, verb, key, words) and not any(
            self._dated(v) for v in chain
        ):
            return
        if key in words.status["planned_verbs"] and self._planned(verb):
            return
        known = key in words.verbs
        if key in words.grammar["motion"] and destinations.goes_somewhere(
            sentence, verb, key, words
        ):
            rule = f"motion:visit:{key}"
            span = self._span([chain[0], verb], verb)
            self.found.append(Candidate(verb, verb, tuple(chain), False, "visit", rule, span, True))
            return
        if key in words.skip and not known and self._skipped(t, chain, key):
            return
        kind = types.of_verb(sentence, verb, words)
        if any(tree.lemma(sentence.tokens[v]) in words.grammar["acts"] for v in chain[:-1]):
            kind = "statement"
        rule = f"verb:{kind}:{key}"
        # The noun of "took the oath" names no second event.
        self.taken.update(
            t.index
            for t in sentence.children(verb)
            if "_" in key and t.index in self.named and tree.lemma(t) == key.partition("_")[2]
        )
        part = tree.particle(sentence, verb)
        ends = [chain[0], verb] + ([part.index] if part is not None else [])
        shown = verb
        if (noun := self._befalling(verb, key)) is not None:
            self.taken.add(noun)
            kind, known, shown = self.named[noun], True, noun
            rule = f"verb:{kind}:{key}"
            ends.append(noun)
        if "_" in key:
            last = key.rpartition("_")[2]
            ends += [
                t.index
                for t in sentence.children(verb)
                if tree.lemma(t) == last and abs(t.index - verb) <= 2
            ][:1]
        self.found.append(
            Candidate(verb, verb, tuple(chain), False, kind, rule, self._span(ends, shown), known)
        )

    def _skipped(self, t: Token, chain: list[int], key: str) -> bool:
        """Whether a verb of the skip list tells nothing here, for want of a time of its own."""
        words, sentence, verb = self.words, self.sentence, chain[-1]
        timed = any(self._dated(v) for v in chain)
        done = key in words.dated or (
            # « a été mesurée cette nuit » is an act, "has been based here since 2010" a state.
            tree.is_passive(sentence, verb)
            and len(tree.auxiliaries(sentence, verb)) > 1
            and not naming_only.lasts(sentence, verb, words)
        )
        if (done and timed) or destinations.hands_over(sentence, verb, key, words):
            return False
        timed |= self.recounted and t.dep in _MAIN
        return key not in words.done or not timed

    def _starting(self, verb: int) -> int | None:
        """The noun before a participle that only gives its date ("a boycott starting in May")."""
        sentence, words = self.sentence, self.words
        token = sentence.tokens[verb]
        bare = token.morph.get("VerbForm") == "Part" and not tree.is_participle(token)
        if not bare or tree.lemma(token) not in words.grammar["starting"]:
            return None
        if tree.direct_object(sentence, verb, words) is not None or not self._dated(verb):
            return None
        for i in range(verb - 1, max(verb - 8, -1), -1):
            if sentence.tokens[i].pos in tree.VERBAL or sentence.tokens[i].text in ".;:":
                return None
            if self._free(i):
                return i
        return None

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
        sentence, words = self.sentence, self.words
        token = sentence.tokens[verb]
        if key in words.light:
            for t in sentence.children(verb):
                if t.dep in ("obj", "nsubj:pass", "iobj", "xcomp") or t.dep.startswith("obl"):
                    governed = t.dep in ("obj", "nsubj:pass", "xcomp") or self._joined(key, t)
                    seen = tree.relative_head(sentence, t)
                    if governed and self._free(seen.index):
                        return seen.index
            if token.dep == "acl" and tree.is_participle(token) and self._free(token.head):
                return token.head
            if tree.is_passive(sentence, verb):
                subject = tree.subject(sentence, verb)
                if subject is not None and self._free(subject.index):
                    return subject.index
        if key in words.happening:
            subject = tree.subject(sentence, verb)
            if subject is None or not self._free(subject.index):
                # "Son mari, dont le procès s'est ouvert hier": the nearer of two subjects.
                own = (t for t in sentence.children(verb) if t.dep in tree.SUBJECTS)
                subject = next((t for t in own if self._free(t.index)), None)
            if subject is not None and self._free(subject.index):
                named = tree.direct_object(sentence, verb, words)
                # "the protests that followed the vote": of two events, what came of it.
                if named is None or "_" in key or named.index in self.named:
                    return subject.index
        return None

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
        for index, named in self.named.items():
            t = self.sentence.tokens[index]
            if index in self.taken or self._appositive_of_named(t) or self._kind_of(t):
                continue
            strong = types.is_strong(self.sentence, index, self.words)
            if self._idiom(index):
                continue
            if not strong and not self._eventive(index, kind):
                continue
            if not strong and not self._dated(index) and self._argument(index):
                continue
            self.taken.add(index)
            clause = tree.clause_verb(self.sentence, index)
            rule = f"noun:{named}:{tree.lemma(t)}"
            self.found.append(
                Candidate(
                    index, None, () if clause is None else (clause,), True, named, rule,
                    self._span([index, self.of.get(index, index)], index), strong,
                )
            )  # fmt: skip
        if kind in ("headline", "heading", "caption"):
            self._crowd()
        for t in self.sentence.tokens:
            if t.index in self.taken or t.pos not in ("ADJ", "NOUN"):
                continue
            # "Retired 1979." is a line of its own.
            alone = t.index == 0 and t.dep == "root" and t.pos == "ADJ"
            told = alone or self.sentence.child(t.index, "cop") is not None
            if told and self._dated(t.index):
                named = types.topic(self.sentence, t.index, self.words) or "other"
                self.found.append(
                    Candidate(
                        t.index, t.index, (t.index,), False, named,
                        f"predicate:{named}:{tree.lemma(t)}", (t.index, t.index + 1), False,
                    )
                )  # fmt: skip

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
