"""What follows the verb of a headline: objects, complements and whole clauses, as far as they fit.

A complement the verb cannot do without is never left out: where it cannot be written, because a
pronoun in it means nobody known, there is no text at all. The others give way, last ones first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.events import forms, infinitives, inflect, tree
from timeline.events.faithful import LED
from timeline.events.lexicon import Lexicon
from timeline.events.obliques import Obliques
from timeline.events.parts import Hopeless, Part, Unwritable, joined, once
from timeline.events.phrases import Phraser, Shape
from timeline.syntax import Sentence, Token

_DEEPEST = 3
# What a clause of purpose and a complement before its verb weigh: they give way first.
_PURPOSE = 3
# A clause that no rule can shorten is repeated whole up to so many words.
_WHOLE = 9


# What a verb governs that is never told behind it.
_BARE = frozenset({
    "nsubj", "nsubj:pass", "aux", "aux:pass", "aux:tense", "mark", "punct", "cc", "conj", "cop",
    "compound:prt", "obl:agent", "expl", "case",
})  # fmt: skip
_EMPTY = frozenset(
    {"own", "one", "ones", "another", "others", "some", "same", "following", "first"}
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """Writes the complements of one sentence's verbs.

    about: the name of the title's subject, which a pronoun in a clause below may repeat. must: a
    token whose complement may not be left out.
    """

    sentence: Sentence
    phraser: Phraser
    words: Lexicon
    about: str = ""
    must: int | None = None

    @property
    def _nouns(self) -> Obliques:
        return Obliques(self.sentence, self.phraser, self.words)

    def complete(self, verb: int, done: frozenset[int]) -> bool:
        """Whether a verb that needs an object has one, or a complement that stands for it."""
        return self.sentence.once(
            ("complete", verb, done, self.must), lambda: self._complete(verb, done)
        )

    def _complete(self, verb: int, done: frozenset[int]) -> bool:
        if tree.lemma(self.sentence.tokens[verb]) in self.words.headline["giving"]:
            return any(
                t.dep == "obj" or (t.dep == "obl:tmod" and self._nouns.granted(verb, t))
                for t in self.sentence.children(verb)
                if t.index not in done
            )
        purpose = any(
            t.dep == "advcl" and t.index not in done and self._wanted(verb, t)
            for t in self.sentence.children(verb)
        )
        return purpose or self._nouns.complete(verb, done)

    # -- complements ---------------------------------------------------------------------------

    def after(
        self, chain: tuple[int, ...], shape: Shape, room: int, done: frozenset[int],
        level: int = 0, optional: bool = False,
    ) -> str:  # fmt: skip
        """The complements of a chain of verbs, the needed ones and up to `room` others.

        done: heads that the title has already. optional: only nouns with their prepositions.
        Raises Unwritable.
        """
        # Drafts of one title differ in how many parts they keep of the same ones.
        key = ("after", chain, shape, done, level, optional, self.about, self.must)
        found = self.sentence.once(
            (*key, self.phraser.bold), lambda: self._all(chain, shape, done, level, optional)
        )
        if isinstance(found, Unwritable):
            raise found
        parts = found
        chosen = sorted((p for p in parts if p.need), key=lambda p: (p.need, p.at))[:room]
        chosen = [p for p in chosen if p.need < _PURPOSE or room > 1]
        kept = [p for p in parts if not p.need or p in chosen]
        kept.sort(key=lambda p: (p.at < chain[0] and p.need > 0, p.at))
        return " ".join(p.text for p in once(kept))

    def _all(
        self, chain: tuple[int, ...], shape: Shape, done: frozenset[int], level: int, optional: bool
    ) -> tuple[Part, ...] | Unwritable:
        """All complements of a chain of verbs in text order, or why they cannot be written."""
        parts: list[Part] = []
        try:
            for verb in dict.fromkeys((chain[-1], chain[0])):
                more = list(self._parts(verb, shape, done | set(chain), level))
                more += forms.state(self.sentence, verb, more, self.words)
                if verb != chain[-1] or optional:
                    more = [p for p in more if p.need]
                parts += more
        except Unwritable as error:
            return error.with_traceback(None)
        return joined(parts)

    def _parts(self, verb: int, shape: Shape, done: frozenset[int], level: int) -> Iterator[Part]:
        later = 0
        for t in self.sentence.children(verb):
            if t.index in done or t.dep == "punct" or self._aside(verb, t):
                continue
            if t.dep == "obj" or forms.bare_object(self.sentence, verb, t, self.words):
                yield from self._object(verb, t, shape)
            elif t.dep == "iobj":
                yield from self._receiver(t, shape)
            elif t.dep in ("xcomp", "ccomp"):
                # "…; the clashes went on" hangs before the verb of the next clause.
                own = self.sentence.child(t.index, *tree.SUBJECTS)
                relative = own is not None and own.text.lower() in ("who", "which", "qui")
                # "used water cannon, and hundreds were arrested"
                relative = relative or (
                    t.dep == "ccomp" and own is not None
                    and self.sentence.child(verb, "obj") is not None
                    and self.sentence.child(t.index, "mark") is None
                    and any(p.text in (",", ";") for p in self.sentence.tokens[verb : own.index])
                )  # fmt: skip
                relative = relative or forms.loose(self.sentence, verb, t, own, self.words)
                if t.index > verb and not self._nouns.is_time(t.index) and not relative:
                    yield Part(self.below(t, shape, level), t.index, 0)
            elif t.dep == "amod" and self._nouns.rank(verb, t):
                yield Part(t.text.lower(), t.index, 0)
            elif t.dep == "advmod":
                yield from self._adverb(t, shape)
            elif t.dep == "advcl":
                yield from self._purpose(verb, t, shape, level)
            elif t.dep.startswith("obl") and t.dep != "obl:agent":
                later += t.index > verb
                yield from self._behind(verb, t, shape, later)

    def _purpose(self, verb: int, t: Token, shape: Shape, level: int) -> Iterator[Part]:
        if not self._wanted(verb, t):
            return
        key = tree.lemma(self.sentence.tokens[verb])
        placed = any(
            c.dep.startswith("obl") and c.index > verb and self._nouns.oblique(c, shape)
            for c in self.sentence.children(verb)
        )
        bare = self.sentence.child(verb, "obj") is None and not placed
        asked = key in self.words.headline["needs"] and bare
        needed = self._holds(t) or self._accusing(t) or asked
        try:
            yield Part(self.below(t, shape, level), t.index, 0 if needed else _PURPOSE)
        except Unwritable:
            if needed:
                # Whether it is needed may be another thing in another shape.
                raise Unwritable from None

    def _behind(self, verb: int, t: Token, shape: Shape, later: int) -> Iterator[Part]:
        """A noun with its preposition. later: how manieth it is behind the verb."""
        until = tree.cases(self.sentence, t.index) == "until"
        timed = t.dep == "obl:tmod" or until
        if timed and t.index > verb and self._nouns.granted(verb, t):
            yield Part(self.whole(t.index), t.index, 0)
            return
        text = self._nouns.oblique(t, shape)
        if not text and self._nouns.is_time(t.index):
            # "every Sunday in Minsk": the place hangs on the time.
            for c in self.sentence.children(t.index):
                case = tree.cases(self.sentence, c.index)
                if case in self.words.grammar["place"] and (text := self._nouns.oblique(c, shape)):
                    break
        if not text:
            return
        need = 3 if t.index < verb else min(later, 2)
        if not tree.cases(self.sentence, t.index) and t.index > verb:
            need = 1
        if self._nouns.partitive(verb, t) or self._holds(t):
            need = 0
        yield Part(text, t.index, need)

    def _aside(self, verb: int, t: Token) -> bool:
        """What stands in parentheses; a noun behind a comma, taken for one more object."""
        if self._bracketed(verb, t.index):
            return True
        if t.pos not in tree.NOMINAL or t.index < verb or t.dep not in ("obj", "xcomp", "iobj"):
            return False
        first = min(b.index for b in self.sentence.subtree(t.index))
        return self.sentence.tokens[first - 1].text in (",", ";", ":") and first - 1 > verb + 1

    def _bracketed(self, verb: int, at: int) -> bool:
        """True for what an open parenthesis parts from its verb."""
        between = [t.text for t in self.sentence.tokens[verb:at]]
        return between.count("(") > between.count(")")

    def _holds(self, t: Token) -> bool:
        return self.must is not None and any(
            b.index == self.must for b in self.sentence.subtree(t.index)
        )

    def _object(self, verb: int, t: Token, shape: Shape) -> Iterator[Part]:
        if self._nouns.is_time(t.index):
            # "spent a week", "ends an era"; a bare weekday is no object.
            own = ("nummod", "amod", "det", "compound", "nmod:poss")
            fixed = t.text.lower() in self.words.time["months"] or t.text[:1].isupper()
            counted = any(c.dep in own for c in self.sentence.children(t.index))
            key = tree.lemma(self.sentence.tokens[verb])
            english = self.words.language == "en"
            if counted and not fixed and (english or key in self.words.headline["needs"]):
                after = self.sentence.tokens[t.index + 1 : t.index + 2]
                off = after and after[0].head == verb and after[0].text.lower() in ("off", "out")
                behind = f" {after[0].text}" if off else ""
                yield Part(self.whole(t.index) + behind, t.index, 0)
            return
        if t.pos == "PRON" and t.morph.get("Reflex") == "Yes":
            if self.words.language == "en":
                yield Part(t.text, t.index, 0)
            return
        if t.pos == "PRON" and t.index < verb and t.morph.get("PronType") in ("Rel", "Int"):
            return
        if t.text.lower() in ("that", "which", "who", "que") and t.index < verb:
            return
        french = self.words.language == "fr"
        if t.pos in tree.VERBAL and not (french and self.sentence.child(t.index, "det")):
            # "what it did not own"; with an article it is a noun
            yield Part(self.whole(t.index, 2 * _WHOLE), t.index, 0)
            return
        if t.pos == "ADJ" and self.sentence.child(t.index, "det") and not french:
            # "served the parliamentary as also …"
            raise Hopeless
        text = self.phraser.noun(t, shape)
        bare = text.lower().split()[-1:]
        if not bare or bare[0] in self.words.headline["pronouns"] or bare[0] in _EMPTY:
            raise Hopeless if t.pos == "PRON" else Unwritable
        if any(c.text.lower() == "en" and c.pos == "PRON" for c in self.sentence.children(verb)):
            # "ils en ont adopté trois": of what, the title would not tell.
            raise Hopeless
        told = self._told_of(verb, t, shape) or forms.named_by(self.sentence, t, self.words)
        yield Part(f"{self._nouns.before(t)}{text} {told}".strip(), t.index, 0)
        yield from self._meant(t, shape)
        for c in self.sentence.children(t.index):
            # "accuse the regime of planning": the parser hangs the deed on the accused.
            gerund = c.dep == "acl" and c.pos == "VERB" and not tree.is_participle(c)
            blamed = tree.lemma(self.sentence.tokens[verb]) in self.words.grammar["of_object"]
            if gerund and blamed and self._accusing(c):
                yield Part(self.below(c, shape, 1), c.index, 0)

    def _receiver(self, t: Token, shape: Shape) -> Iterator[Part]:
        if t.morph.get("Reflex") == "Yes" or t.text.lower() in ("se", "s'"):
            return
        text = self.phraser.noun(t, shape)
        if text:
            to = "à " if self.words.language == "fr" else ""
            yield Part(to + text, t.index, 1)

    def _adverb(self, t: Token, shape: Shape) -> Iterator[Part]:
        if t.index < t.head:
            return
        if t.text.lower() in ("lower", "higher"):
            # "closed 4 percent lower"
            yield Part(self.whole(t.index), t.index, 0)
            return
        pair = f"{tree.lemma(self.sentence.tokens[t.head])}_{tree.lemma(t)}"
        # A particle that the lexicon lists stands with its verb already.
        key = tree.lemma(self.sentence.tokens[t.head])
        manner = key in ("act", "behave", "agir", "comporter") or (
            key == "try" and t.text == "again"
        )
        kept = manner or t.text.lower() in self.words.headline["kept"]
        if kept and pair not in self.words.known_verbs:
            yield Part(t.text.lower(), t.index, 0)
        counting = t.text.lower() in ("plus", "pas", "jamais", "guère", "moins", "autant", "trop")
        for c in self.sentence.children(t.index) if counting or t.text.lower() in LED else ():
            if c.dep == "obl:arg" and (text := self._nouns.oblique(c, shape)):
                if t.text.lower() in LED:
                    # "lors d'une conférence"
                    yield Part(f"{t.text} {text}", c.index, 2)
                else:
                    # "ne vendra plus de billets"
                    yield Part(text, c.index, 0)

    def _accusing(self, t: Token) -> bool:
        marks = {
            c.text.lower() for c in self.sentence.children(t.index) if c.dep in ("mark", "case")
        }
        bound = self.words.grammar["accused_of"] | self.words.headline["bound"]
        return bool(marks & bound) and "to" not in marks

    def _wanted(self, verb: int, t: Token) -> bool:
        """A clause of purpose or of an accusation; no other is needed in a title."""
        if t.index < verb:
            return False
        if self._holds(t) or self._accusing(t):
            return True
        marks = {c.text.lower() for c in self.sentence.children(t.index) if c.dep == "mark"}
        infinitive = t.morph.get("VerbForm") == "Inf" or "to" in marks
        return infinitive and bool(marks & {"to", "pour"})

    def _told_of(self, verb: int, t: Token, shape: Shape) -> str:
        """What a reported subject does, hung on it by the parser ("said ice formed")."""
        if tree.lemma(self.sentence.tokens[verb]) not in (
            self.words.reporting | self.words.headline["telling"]
        ):
            return ""
        for c in self.sentence.children(t.index):
            past = c.pos == "VERB" and c.dep in ("acl", "acl:relcl") and c.index > t.index
            own = self.sentence.child(c.index, *tree.SUBJECTS, "mark", "aux:pass")
            finite = c.morph.get("VerbForm") == "Fin" or c.text.lower().endswith("ed")
            if past and own is None and finite and self.words.language == "en":
                return self.below(c, shape, 1)
        return ""

    def _meant(self, t: Token, shape: Shape) -> Iterator[Part]:
        """What a decision, a plan or a right is to do ("make the decision to leave")."""
        if tree.lemma(t) not in self.words.headline["towards"]:
            return
        for c in self.sentence.children(t.index):
            infinitive = c.morph.get("VerbForm") == "Inf" or any(
                b.text.lower() == "to" for b in self.sentence.children(c.index)
            )
            if c.dep in ("acl", "xcomp", "advcl") and c.pos == "VERB" and infinitive:
                try:
                    yield Part(self.below(c, shape, 1), c.index, 1)
                except Unwritable:
                    return

    # -- clauses -------------------------------------------------------------------------------

    def below(self, t: Token, shape: Shape, level: int) -> str:
        """A clause below the verb: "to raise taxes", "taxes will rise"."""
        if level >= _DEEPEST or t.pos == "PRON":
            raise Hopeless
        verbal = t.pos in tree.VERBAL
        copula = self.sentence.child(t.index, "cop")
        if not verbal and copula is None:
            if t.pos in tree.NOMINAL:
                text = self.phraser.noun(t, replace(shape, depth=max(1, shape.depth)))
                case = tree.cases(self.sentence, t.index).replace("_", " ")
                if text:
                    return f"{case} {text}".strip()
                try:
                    return self.whole(t.index)
                except Hopeless:
                    raise Unwritable from None
            return self.whole(t.index)
        subject = self._subject(t, shape)
        group = self.group(t)
        flat = Shape(min(shape.depth, 1), shape.surname, shape.adjectives)
        done = frozenset(c.index for c in self.sentence.children(t.index) if c.dep in tree.SUBJECTS)
        order = (subject, group)
        there = self.sentence.child(t.index, "expl")
        if there is not None and subject and there.text.lower() == "there":
            order = (group, subject)
        text = " ".join(x for x in (self._mark(t, bool(subject)), *order) if x)
        if not verbal and t.pos in tree.NOMINAL:
            text = f"{text} {self._predicate(t, flat)}"
            return text.strip()
        room = 1 if shape.depth else 0
        if room == 0 and not any(
            c.dep in ("obj", "xcomp", "ccomp") for c in self.sentence.children(t.index)
        ):
            room = 1
        rest = self.after((t.index,), flat, room, done, level + 1)
        if verbal and not rest and self._lacking(t):
            more = any(c.dep not in _BARE for c in self.sentence.children(t.index))
            raise Unwritable if more else Hopeless
        agent = self.sentence.child(t.index, "obl:agent")
        if agent is not None and shape.depth and (by := self.phraser.noun(agent, flat)):
            case = tree.cases(self.sentence, agent.index).replace("_", " ")
            rest = f"{case} {by} {rest}"
        return f"{text} {rest}".strip()

    def _lacking(self, t: Token) -> bool:
        """True for an active verb that says nothing alone."""
        key = tree.lemma(t)
        passive = tree.is_passive(self.sentence, t.index)
        fronted = any(
            c.dep == "obj" and c.pos == "PRON" and c.index < t.index
            for c in self.sentence.children(t.index)
        )
        return not passive and not fronted and (
            key in self.words.headline["needs"] or key in self.words.headline["light"]
        )  # fmt: skip

    def _predicate(self, t: Token, shape: Shape) -> str:
        own = {
            c.index for c in self.sentence.children(t.index)
            if c.dep in (*tree.SUBJECTS, *tree.AUXILIARIES)
        }  # fmt: skip
        text = self.phraser.noun(t, shape, own)
        if not text:
            raise Unwritable
        case = tree.cases(self.sentence, t.index).replace("_", " ")
        return f"{case} {text}".strip()

    def _mark(self, t: Token, subject: bool) -> str:
        kept = []
        for c in self.sentence.children(t.index):
            text = c.text.lower()
            asked = c.dep == "advmod" and text in ("how", "why", "when", "where", "comment")
            if (
                (c.dep == "mark" or asked or text == "to")
                and c.index < t.index
                and (text not in ("that", "as") or not subject)
            ) or (c.dep == "case" and t.pos in tree.VERBAL and c.index < t.index):
                kept.append(text)
        # The "to" of an infinitive stands with its verb.
        return " ".join(k for k in kept if k != "to")

    def _subject(self, t: Token, shape: Shape) -> str:
        own = self.sentence.child(t.index, *tree.SUBJECTS)
        if own is None:
            return ""
        if own.pos in tree.VERBAL:
            raise Hopeless
        if own.pos != "PRON":
            text = self.phraser.noun(own, replace(shape, depth=min(shape.depth, 1)))
            if not text:
                raise Unwritable
            return text
        word = own.text.lower()
        if word in self.words.headline["speaker"]:
            raise Hopeless
        if own.morph.get("PronType") in ("Rel", "Int") or word in ("what", "who", "ce", "qui"):
            return word
        found = self.phraser.cast.pronoun(self.sentence, own)
        if found is not None and not self._is_about(found[0]):
            return self.phraser.noun(own, shape)
        if self.about:
            return word
        raise Hopeless

    def _is_about(self, name: str) -> bool:
        last = name.rsplit(maxsplit=1)[-1] if name else ""
        return bool(last) and last in self.about

    def _with_ne(self, t: Token) -> bool:
        return any(b.text.lower() in ("ne", "n'") for b in self.sentence.children(t.index))

    def group(self, t: Token) -> str:
        """A verb with its auxiliaries, negation and particles, in the words of the text."""
        kept = {t.index} if t.pos not in tree.NOMINAL else set()
        for c in self.sentence.children(t.index):
            negative = c.dep == "advmod" and (
                c.morph.get("Polarity") == "Neg"
                or c.text.lower() in self.words.status["negation"]
                or c.text.lower() in self.words.headline["contrary"]
                or (c.text.lower() == "plus" and c.index > t.index and self._with_ne(t))
            )  # fmt: skip
            longer = c.dep == "advmod" and c.text.lower() == "longer"
            if longer:
                kept |= {b.index for b in self.sentence.children(c.index)}
            if (
                negative or longer or c.dep in tree.AUXILIARIES or c.dep == "compound:prt"
                or c.dep.startswith("expl") or (c.text.lower() == "to" and c.index < t.index)
            ):  # fmt: skip
                kept.add(c.index)
            elif c.dep == "obj" and c.morph.get("Reflex") == "Yes" and c.index < t.index:
                kept.add(c.index)
        text = self.phraser.write(kept, Shape(0))
        told = self.words.language == "fr" and infinitives.foretold(
            self.sentence, t.index, self.words
        )
        return inflect.foretold(text) if told else text

    def whole(self, index: int, most: int = _WHOLE) -> str:
        """A phrase in the text's words, without asides; Hopeless when long."""
        sentence = self.sentence
        dropped: set[int] = set()
        for c in sentence.subtree(index):
            aside = c.dep in ("acl:relcl", "appos", "parataxis", "advcl", "punct")
            article = (
                self.words.language == "en" and c.text.lower() in self.words.grammar["articles"]
            )
            timed = (
                c.index != index
                and c.dep.startswith(("obl", "nmod"))
                and self.sentence.tokens[c.head].pos != "ADJ"
                and self._nouns.is_time(c.index)
            )
            loose = c.dep == "advmod" and c.text.lower() in self.words.grammar["loose"]
            if c.index != index and (aside or timed or loose):
                dropped |= {b.index for b in sentence.subtree(c.index)}
            elif article:
                dropped.add(c.index)
        kept = {c.index for c in sentence.subtree(index)} - dropped
        text = self.phraser.write(kept, Shape(0))
        if not text or len(text.split()) > most:
            raise Hopeless
        return text
