"""A title made of one clause: who does what to whom, or what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.events import agreement, forms, inflect, status, tree
from timeline.events.arguments import Frame
from timeline.events.clauses import Clauses
from timeline.events.lexicon import Lexicon
from timeline.events.mending import Mender
from timeline.events.obliques import Obliques
from timeline.events.parts import Hopeless, Unwritable
from timeline.events.phrases import Phraser, Shape
from timeline.events.triggers import Candidate
from timeline.events.verbs import Verbs
from timeline.events.wording import choose, french
from timeline.model import Status
from timeline.syntax import Sentence, Token

# The barest shape: last names, no adjectives.
BARE = Shape(0, True, False)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Writes the clauses of one sentence as titles."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    def text(
        self, candidate: Candidate, frame: Frame, how: Status, who: Shape, shape: Shape, room: int,
        must: int | None = None,
    ) -> str:  # fmt: skip
        """The clause of a candidate, "" where it says nothing. Raises Unwritable.

        who, shape: how much of the subject and of all else is kept; room: how many complements
        that could be left out; must: a token whose complement may not.
        """
        chain = candidate.chain
        taken = {*chain, candidate.head, *self._times(frame.subject)}
        subject = "" if frame.subject is None else self._noun(frame.subject, who, taken)
        if candidate.rule.startswith("predicate:"):
            return self._predicate(candidate, frame, subject, shape, room)
        clauses = Clauses(self.sentence, self.phraser, self.words, choose(subject), must)
        if frame.passive:
            return self._passive(candidate, frame, how, subject, clauses, who, shape, room)
        if not subject:
            return self._subjectless(candidate, frame, how, shape, room)
        if self._pleonastic(frame, chain) or self._amiss(candidate, frame):
            raise Hopeless
        verbs = Verbs(self.sentence, self.phraser, self.words)
        plural = frame.subject is not None and verbs.plural(frame.subject, chain[0])
        said = verbs.text(candidate, how, plural, True)
        done_already = self._done(frame, candidate)
        first = self._fronted(candidate, frame, shape, done_already)
        before = self._before(candidate, clauses, shape)
        if before:
            # Whom it was told, the title leaves out.
            told = tree.lemma(self.sentence.tokens[chain[-1]]) == "tell"
            return f"{subject} {('say' if plural else 'says') if told else said} {before}"
        rest = clauses.after(chain, shape, room, done_already, 0)
        last = tree.lemma(self.sentence.tokens[chain[-1]])
        if not first and not rest and not room and shape is not BARE:
            # Nothing but the verb: the place or the aim says more than the adjectives.
            return ""
        needs = last in self.words.headline["needs"]
        whole = clauses.complete(chain[-1], done_already)
        if last in self.words.headline["causing"] and needs:
            # "Boeing allowed to bid"
            whole = self.sentence.child(chain[-1], "obj", "ccomp") is not None
        if last in self.words.headline["fitted"] and not candidate.nominal:
            # "a lifeboat labelled with the ship's name"
            needs, whole = True, self.sentence.child(chain[-1], "obj") is not None
        if not first and needs and not whole:
            # "Moscow arrests": the object is a pronoun that nothing tells, or was not found.
            if forms.participial(self.sentence, candidate, frame, self.words):
                passive = Frame(None, frame.subject, frame.others, True)
                return self._passive(candidate, passive, how, "", clauses, who, shape, room)
            return self.unnamed(candidate, frame, how, "", None, shape, room)
        if forms.declared(self.sentence, candidate, self.words):
            passive = Frame(None, frame.subject, frame.others, True)
            return self._passive(candidate, passive, how, "", clauses, who, shape, room)
        alone = verbs.companion(chain[-1]) is None
        if not first and not rest and alone and last in self.words.headline["light"]:
            return ""
        idle = not first and not rest
        if idle and forms.aimed(self.sentence, chain[-1], self.words):
            return ""
        rest = self._theirs(rest, plural)
        if forms.doubled(subject, rest):
            return ""
        where = self._where(chain[0], shape) if not rest else ""
        return " ".join(p for p in (subject, said, first, rest, where) if p)

    def _times(self, token: Token | None) -> tuple[int, ...]:
        """Times that the parser coordinates with a subject ("the iPod and the following year")."""
        if token is None:
            return ()
        nouns = Obliques(self.sentence, self.phraser, self.words)
        joined = tree.conjuncts(self.sentence, token.index)
        return tuple(t.index for t in joined if t is not token and nouns.is_time(t.index))

    def _subjectless(
        self, candidate: Candidate, frame: Frame, how: Status, shape: Shape, room: int
    ) -> str:
        """The title of a clause whose subject has no phrase in this shape."""
        none = self._nobody(frame.subject)
        if frame.subject is None or len(candidate.chain) > 1:
            if none:
                raise Hopeless
            return ""
        done = frame.object or self._own(candidate)
        target = "" if done is None else self.phraser.noun(done, shape)
        try:
            return self.unnamed(candidate, frame, how, target, done, shape, room)
        except Hopeless:
            if none:
                raise
            return ""

    def _nobody(self, token: Token | None) -> bool:
        """True for a subject that has no phrase in any shape."""
        return token is None or token.pos == "PRON"

    def _theirs(self, rest: str, plural: bool) -> str:
        """Of one who acts "leurs" can't be said."""
        alone = not plural and self.words.language == "fr"
        return f"les {rest[6:]}" if alone and rest.startswith("leurs ") else rest

    def _where(self, verb: int, shape: Shape) -> str:
        """The place that a relative clause speaks of ("in Berlin, where the ministers meet")."""
        tokens = self.sentence.tokens
        marks = [t for t in self.sentence.children(verb) if t.text.lower() in ("where", "où")]
        if not marks or marks[0].index < 2:
            return ""
        place = tokens[tokens[verb].head]
        if tokens[verb].dep != "acl:relcl":
            place = tokens[marks[0].index - (2 if tokens[marks[0].index - 1].text == "," else 1)]
        if place.pos not in tree.NOMINAL:
            return ""
        case = tree.cases(self.sentence, place.index)
        if case not in self.words.grammar["place"]:
            return ""
        return f"{case} {self.phraser.noun(place, Shape(0))}"

    def _amiss(self, candidate: Candidate, frame: Frame) -> bool:
        """True where the subject cannot be the verb's, by place, number or form."""
        verbs = Verbs(self.sentence, self.phraser, self.words)
        actor = frame.subject
        disagrees = actor is not None and not verbs.agrees(actor, candidate.chain[0])
        return disagrees or forms.misplaced(self.sentence, candidate, frame, self.words)

    def _pleonastic(self, frame: Frame, chain: tuple[int, ...]) -> bool:
        """True for "it emerged that …"."""
        actor = frame.subject
        return (
            actor is not None
            and actor.text.lower() in ("it", "il")
            and tree.lemma(self.sentence.tokens[chain[0]]) in self.words.headline["impersonal"]
            and self.sentence.child(chain[-1], "ccomp", "csubj") is not None
        )

    def _noun(self, token: Token, shape: Shape, taken: set[int]) -> str:
        """A subject; an apposition that acts bears the name it stands beside."""
        if token.dep == "appos":
            head = self.sentence.tokens[token.head]
            entity = tree.entity_at(self.sentence, head.index)
            if entity is not None and entity.label == "PERSON":
                return self.phraser.name(head, shape) or ""
        if token.dep == "nsubj" and token.pos in tree.VERBAL:
            raise Hopeless
        beside = forms.named_beside(self.sentence, token)
        if beside is not None:
            return self.phraser.noun(beside, shape, taken)
        text = self.phraser.noun(token, shape, taken)
        if self.words.language == "fr":
            return self._owned(token, text)
        whose = self.sentence.child(token.index, "nmod:poss")
        if text and whose is not None and whose.text.lower() == "whose":
            verb = self.sentence.tokens[token.head]
            if verb.dep == "acl:relcl" and (
                owner := self.phraser.noun(self.sentence.tokens[verb.head], Shape(0))
            ):
                return f"{owner}{_ending(owner)} {text}"
        return text

    def _owned(self, token: Token, text: str) -> str:
        """A French subject with its owner's name for the possessive: "leurs avoirs"."""
        if any(t.text.lower() == "dont" for t in self.sentence.children(token.index)):
            if (before := self._before_dont(token)) is not None:
                owner = self.phraser.noun(before, Shape(0))
                if before.pos == "NOUN" and owner[1:2] in ("e", "a", "'"):
                    owner = owner[:1].lower() + owner[1:]
                return french(f"{text} de {owner}") if owner else ""
            # "her husband, whose trial opens": the parser gives the verb both as subjects.
            for t in self.sentence.children(token.head):
                if t.dep in tree.SUBJECTS and t.index < token.index:
                    owner = self.phraser.noun(t, Shape(0))
                    return french(f"{text} de {owner}") if owner else ""
        det = self.sentence.child(token.index, "det")
        if det is None or det.morph.get("Poss") != "Yes" or not text.startswith(det.text):
            return text
        rest = text[len(det.text) :].strip()
        owner = self.phraser.cast.owner(self.sentence, det) or self._sharing(token, det)
        if not owner:
            return text
        article = "les" if token.morph.get("Number") == "Plur" else "le"
        if article == "le" and rest[:1].lower() in "aeiouyéèêh":
            article = "l'"
        elif article == "le" and token.morph.get("Gender") == "Fem":
            article = "la"
        return french(f"{article} {rest} de {owner}".replace("l' ", "l'"))

    def _before_dont(self, token: Token) -> Token | None:
        """The noun that ", dont" follows, which owns what is named behind it."""
        if self.sentence.child(token.head, "obj") is not None:
            return None
        for t in self.sentence.children(token.index):
            if t.text.lower() == "dont" and t.index > 1 and t.index < token.index:
                before = self.sentence.tokens[t.index - 1]
                if before.text == ",":
                    before = self.sentence.tokens[t.index - 2]
                return before if before.pos == "NOUN" else None
        return None

    def _sharing(self, token: Token, det: Token) -> str:
        """The subject of the clause before, when "their" can mean it alone."""
        verb = self.sentence.tokens[token.head]
        if verb.dep != "conj" or not det.text.lower().startswith("leur"):
            return ""
        own = self.sentence.child(verb.head, *tree.SUBJECTS)
        if own is None or own.morph.get("Number") != "Plur" or own.pos != "NOUN":
            return ""
        return self.phraser.noun(own, Shape(0))

    def _own(self, candidate: Candidate) -> Token | None:
        return self.sentence.tokens[candidate.head] if candidate.nominal else None

    def _done(self, frame: Frame, candidate: Candidate) -> frozenset[int]:
        done = {t.index for t in (frame.subject,) if t is not None}
        return frozenset(done)

    def _fronted(
        self, candidate: Candidate, frame: Frame, shape: Shape, done: frozenset[int]
    ) -> str:
        """An object that stands outside the clause ("the loan that Ann Lee granted")."""
        target = frame.object or self._own(candidate)
        top = self.sentence.tokens[candidate.chain[0]]
        last = candidate.chain[-1]
        if (
            target is None
            and top.dep == "acl:relcl"
            and tree.lemma(self.sentence.tokens[last]) in self.words.headline["needs"]
        ):
            # "the aircraft they mean to launch"
            own = self.sentence.child(last, "obj", "xcomp", "ccomp")
            head = self.sentence.tokens[top.head]
            subject = frame.subject.index if frame.subject is not None else -1
            target = head if own is None and head.index != subject else None
        if target is None or target.index in done:
            return ""
        inside = {t.index for v in candidate.chain for t in self.sentence.subtree(v)}
        if target.index in inside:
            return ""
        return self.phraser.noun(target, shape, {*candidate.chain})

    def _before(self, candidate: Candidate, clauses: Clauses, shape: Shape) -> str:
        """What was said, where it stands before the verb of saying."""
        if candidate.type != "statement" or candidate.nominal:
            return ""
        verb = candidate.chain[-1]
        if Mender(self.sentence, self.words).speaker(candidate) is not None:
            said = self._above(verb)
            if said is None:
                raise Hopeless
            return self._quoted(clauses.below(said, shape, 0), said)
        for t in self.sentence.children(verb):
            if t.dep not in ("ccomp", "advcl", "parataxis") or t.index > verb:
                continue
            if self.sentence.child(t.index, *tree.SUBJECTS) is None:
                continue
            timed = any(
                c.dep == "mark" or c.text.lower() in ("when", "where", "while", "quand")
                for c in self.sentence.children(t.index)
            )
            if t.dep != "ccomp" and timed:
                continue
            return self._quoted(clauses.below(t, shape, 0), t)
        return ""

    def _above(self, verb: int) -> Token | None:
        """The clause that a verb of saying behind it hangs on."""
        t = self.sentence.tokens[verb]
        head = self.sentence.tokens[t.head]
        told = t.dep in ("conj", "parataxis", "advcl") and head.index < t.index
        subject = self.sentence.child(head.index, *tree.SUBJECTS)
        return head if told and subject is not None and head.pos in tree.VERBAL else None

    def _quoted(self, text: str, t: Token) -> str:
        """What was said, to stand behind the verb."""
        first = min(b.index for b in self.sentence.subtree(t.index) if b.pos != "PUNCT")
        opening = self.sentence.tokens[first]
        named = opening.pos == "PROPN" or tree.entity_at(self.sentence, first) is not None
        if (not named and text[1:2].islower()) or text[:2] in ("L'", "D'"):
            text = text[:1].lower() + text[1:]
        return f"que {text}" if self.words.language == "fr" else text

    def unnamed(
        self, candidate: Candidate, frame: Frame, how: Status, target: str, done: Token | None,
        shape: Shape, room: int,
    ) -> str:  # fmt: skip
        """The deed without its doer, where a pronoun leaves open who that was.

        Raises Hopeless where no shape would tell it.
        """
        verb = self.sentence.tokens[candidate.chain[0]]
        relative = done is not None and self.phraser.bold and done.index < verb.index
        if how in ("planned", "possible", "denied"):
            raise Hopeless
        if candidate.type == "statement" and not relative:
            raise Hopeless
        skip = frozenset({t.index for t in (frame.subject, done) if t is not None})
        clauses = Clauses(self.sentence, self.phraser, self.words)
        try:
            rest = clauses.after((verb.index,), shape, room, skip)
        except Hopeless:
            raise
        except Unwritable:
            return ""
        deed = self.words.deeds.get(verb.lemma.lower())
        grammar = self.words.grammar
        if frame.subject is not None and frame.subject.text.lower() not in (
            grammar["person_pronouns"] | grammar["group_pronouns"]
        ):
            deed = None
        if deed is not None:
            bare = deed.rpartition(" ")[0] or deed
            return f"{deed} {target} {rest}" if target else (f"{bare} {rest}" if rest else "")
        if done is None:
            raise Hopeless
        if not target:
            return ""
        if self.phraser.name(done, shape) is not None and not self.phraser.bold:
            raise Hopeless
        if self._of_nobody(verb, done):
            raise Hopeless
        entity = tree.entity_at(self.sentence, done.index)
        place = entity is not None and entity.label in ("GPE", "LOC")
        person = entity is not None and entity.label == "PERSON"
        if place or (person and not self.phraser.bold) or done.pos == "PRON":
            raise Hopeless
        participle = inflect.participle(verb, done, self.words)
        if not participle:
            raise Hopeless
        return f"{target} {participle} {rest}".strip()

    def _of_nobody(self, verb: Token, done: Token) -> bool:
        """True for a French object that is somebody's or some of something untold."""
        below = [*self.sentence.children(verb.index), *self.sentence.subtree(done.index)]
        return any(t.morph.get("Poss") == "Yes" for t in below if t.dep == "det") or any(
            t.text.lower() == "en" and t.pos == "PRON" for t in below
        )

    def _predicate(
        self, candidate: Candidate, frame: Frame, subject: str, shape: Shape, room: int
    ) -> str:
        """Somebody is something: "Ghana is a member of the bank"."""
        head = self.sentence.tokens[candidate.head]
        if not subject:
            if self._nobody(frame.subject):
                raise Hopeless
            return ""
        verbs = Verbs(self.sentence, self.phraser, self.words)
        copula = self.sentence.child(head.index, "cop")
        is_ = "" if copula is None else copula.lemma
        plural = frame.subject is not None and verbs.plural(frame.subject)
        group = status.group(self.sentence, head.index, self.words)
        told = group.negated or group.tense == "future" or group.modal
        if not told and self.words.language == "fr" and is_ == "être" and group.tense == "past":
            is_ = "sont" if plural else "est"
        elif told or self.words.language == "fr":
            is_ = verbs.as_told(candidate).removesuffix(head.text.lower()).strip()
        elif is_:
            is_ = "are" if plural else "is"
        clauses = Clauses(self.sentence, self.phraser, self.words, choose(subject))
        skip = frozenset({frame.subject.index} if frame.subject is not None else ())
        what = head.text
        if head.pos in tree.NOMINAL:
            owned = {t.index for t in frame.others if t.dep.startswith("obl")}
            what = self.phraser.noun(head, shape, {candidate.verb or -1, *owned} - {head.index})
            case = tree.cases(self.sentence, head.index).replace("_", " ")
            what = f"{case} {what}".strip()
        rest = clauses.after((head.index,), shape, max(room, 1), skip)
        if not rest and head.pos == "ADJ" and group.tense != "future":
            # "Boeing is ready": for what, the text tells elsewhere.
            return ""
        return f"{subject} {is_} {what} {rest}".strip()

    def _passive(
        self, candidate: Candidate, frame: Frame, how: Status, agent: str, clauses: Clauses,
        who: Shape, shape: Shape, room: int,
    ) -> str:  # fmt: skip
        verb = self.sentence.tokens[candidate.verb if candidate.verb is not None else 0]
        target_token = frame.object or self._own(candidate)
        target = ""
        if target_token is not None:
            skip = {verb.index, *candidate.chain, *self._times(target_token)} - {target_token.index}
            target = self._noun(target_token, who, skip)
        if not target:
            if self._nobody(target_token):
                raise Hopeless
            return ""
        kept = frame.subject
        if kept is not None and kept.dep == "nsubj:pass" and kept.head == verb.index:
            # "he was given 83 per cent"
            if not agent:
                raise Unwritable
            target, target_token, agent = agent, kept, ""
        verbs = Verbs(self.sentence, self.phraser, self.words)
        if target_token is not None and not (
            agreement.participle(self.sentence, verb, target_token, self.words)
            and verbs.agrees(target_token, verb.index)
        ):
            raise Unwritable
        done = verb.text.lower()
        if self.words.language == "en":
            done = self._english_passive(candidate, how, done, target, verbs)
        else:
            done = verbs.passive(candidate, how, done, target_token)
        if any(
            t.text.lower() == "en" and t.pos == "PRON" for t in self.sentence.children(verb.index)
        ):
            # "le principe en a été arrêté": of what, the title would not tell.
            raise Hopeless
        by = sorted(self.words.grammar["agent"])[0]
        text = f"{target} {done}"
        skip_agent: set[int] = set()
        if frame.subject is not None and frame.subject.dep == "obl:agent":
            acts = self.sentence.child(frame.subject.index, "acl")
            if acts is not None and acts.text.endswith("ing") and self.words.language == "en":
                # "followed by the building coming down"
                raise Hopeless
            skip_agent = {frame.subject.index}
            if agent:
                text += f" {by} {agent}"
        inside = {t.index for t in (target_token,) if t is not None} | skip_agent
        clauses = replace(clauses, about=choose(target))
        chain = (verb.index, candidate.chain[0])
        rest = clauses.after(chain, shape, room, frozenset(inside), 0)
        return f"{text} {rest}".strip()

    def _english_passive(
        self, candidate: Candidate, how: Status, done: str, target: str, verbs: Verbs
    ) -> str:
        chain = candidate.chain
        part = verbs.companion(candidate.verb if candidate.verb is not None else chain[0])
        if part is not None:
            done += f" {part.text}"
        inner = status.group(self.sentence, chain[0], self.words)
        adverb = verbs.contrary(chain[-1])
        if adverb:
            done = f"{adverb} {done}"
        if how == "denied" and not target.lower().startswith("no "):
            return f"not {done}"
        named = tree.lemma(self.sentence.tokens[chain[0]]) in self.words.grammar["copula"]
        if inner.tense == "future" or (how == "planned" and len(chain) > 1 and named):
            return f"to be {done}"
        if inner.modal:
            return f"{verbs.modal(candidate)} be {done}"
        if (
            len(chain) > 1
            and tree.lemma(self.sentence.tokens[chain[0]]) not in (self.words.grammar["copula"])
        ):
            # "ceased to be heard" is not "heard"
            plural = False if candidate.nominal else self._many(candidate)
            return verbs.text(candidate, how, plural, True)
        infinitive = status.group(self.sentence, chain[-1], self.words).infinitive
        if infinitive and how in ("planned", "possible"):
            return f"to be {done}"
        return done

    def _many(self, candidate: Candidate) -> bool:
        """Whether the subject of a passive takes a plural verb."""
        own = tree.subject(self.sentence, candidate.chain[0])
        verbs = Verbs(self.sentence, self.phraser, self.words)
        return own is not None and verbs.plural(own)


def _ending(owner: str) -> str:
    return "'" if owner.endswith("s") else "'s"
