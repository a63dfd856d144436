"""A short headline for one mention, in the article's language, from its trigger and arguments.

Several titles are drafted, from the fullest to the barest; the first that is well formed
(`printable`) and short enough is taken. Where the mention's own clause gives none, the clause above
it is told, or the deed without its doer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.events import arguments, inflect, status, tree
from timeline.events.arguments import Frame
from timeline.events.clauses import Clauses, Unwritable
from timeline.events.lexicon import Lexicon
from timeline.events.nouns import Nouns
from timeline.events.phrases import Phraser, Shape
from timeline.events.printable import MOST_WORDS, faults
from timeline.events.triggers import Candidate
from timeline.events.verbs import Verbs
from timeline.events.wording import choose, french, tidy, without_end
from timeline.model import Status
from timeline.syntax import Sentence, Token

# From the fullest to the barest, the first that fits is taken: the subject's phrase, the others',
# and how many complements that could be left out.
_LAST = Shape(1, True)
_BARE = Shape(0, True, False)
_SHAPES = (
    (Shape(2), Shape(2), 2),
    (Shape(2), Shape(2), 1),
    (Shape(1), Shape(1), 2),
    (Shape(1), Shape(1), 1),
    (_LAST, _LAST, 1),
    (Shape(0), Shape(2), 1),
    (Shape(0), Shape(1), 1),
    (Shape(0, True), _LAST, 1),
    (Shape(1), Shape(1), 0),
    (Shape(0), Shape(1), 0),
    (Shape(0), Shape(0), 1),
    (_BARE, Shape(1), 1),
    (_BARE, _LAST, 0),
    (Shape(0, True), Shape(0, True), 1),
    (Shape(0), Shape(0), 0),
    (_BARE, _BARE, 1),
    (_BARE, _BARE, 0),
)
# More than one complement that could be left out stands only in a title no longer than this.
_SHORT = 10
# A title of so few words, without a name, is told apart by what the article is about.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Titler:
    """Writes the titles of one sentence's mentions."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    def title(self, candidate: Candidate, frame: Frame, how: Status, place: str | None) -> str:
        """At most twelve words, the first letter a capital.

        place: the place of the event in the article's words; a bare noun is told apart by it.
        """
        best = ""
        for draft, nominal in self._drafts(candidate, frame, how):
            text = self._finish(draft, nominal)
            if not text or len(text.split()) > MOST_WORDS:
                continue
            found = self._faults(text, draft, nominal)
            if not found:
                best = text
                break
            if not best:
                best = text
        if not best:
            best = tidy(self.sentence.tokens[candidate.head].text)
            if not candidate.nominal:
                return best
        return self._placed(best, candidate, frame, place)

    def _faults(self, text: str, draft: str, nominal: bool) -> tuple[str, ...]:
        found = faults(text, self.words, nominal=nominal)
        # One word may still get a name before it.
        return tuple(f for f in found if f != "short" or not nominal)

    def _finish(self, draft: str, nominal: bool) -> str:
        text = choose(draft)
        if self.words.language == "fr":
            text = french(tidy(text))
        text = without_end(tidy(text), self.words.grammar["dangling"])
        return self._opened(text, nominal)

    def _opened(self, title: str, nominal: bool) -> str:
        """Without a leading "the", "some", "this", which a headline drops."""
        first, _, rest = title.partition(" ")
        if rest and first.lower() in self.words.grammar["openers"]:
            if self.words.language == "fr" and not nominal and first.lower() in _KEPT_OPENERS:
                return title
            return tidy(rest)
        return title

    def _placed(self, title: str, candidate: Candidate, frame: Frame, place: str | None) -> str:
        """A bare title with the place of its clause or with what the article is about."""
        told = title.split()
        if any(w[:1].isdigit() or w != w.lower() for w in told[1:]) or len(told) > _FEW:
            return title
        first = self.sentence.tokens[candidate.head]
        named = tree.entity_at(self.sentence, first.index) is not None and len(told) == 1
        known = len(frame.others) + (frame.subject is not None) + (frame.object is not None)
        if place and candidate.nominal and len(told) <= 2 and not named and not known:
            if place.casefold() not in title.casefold():
                return self.words.titles["at"].format(title=title, place=place)
            return title
        about, is_country = self.phraser.cast.topic
        # Of two states in the news a summit may be either's; who elects is who it is about.
        fits = candidate.type == "election" if is_country else not candidate.nominal
        if not about or not fits or named or self._names(told[0]):
            return title
        colon = " :" if self.words.language == "fr" else ":"
        rest = title if title[1:2].isupper() else title[:1].lower() + title[1:]
        return f"{about}{colon} {rest}"

    def _names(self, word: str) -> bool:
        """Whether the first word of a title is a name, which the capital alone doesn't tell."""
        bare = word.removesuffix("'s")
        return any(
            t.text in (word, bare) and (t.pos == "PROPN" or tree.entity_at(self.sentence, t.index))
            for t in self.sentence.tokens
        )

    # -- drafts --------------------------------------------------------------------------------

    def _drafts(
        self, candidate: Candidate, frame: Frame, how: Status
    ) -> Iterator[tuple[str, bool]]:
        """Titles from the best to the last resort, each with whether a noun names the event."""
        nouns = Nouns(self.sentence, self.phraser, self.words)
        if candidate.nominal and nouns.alone(candidate, frame, how):
            for _, shape, room in _SHAPES:
                yield nouns.text(candidate, frame, how, shape, room), True
            return
        main = self._main(candidate, frame)
        if main is not None:
            yield from ((t, False) for t in self._told(main, how, candidate.head))
        above = self._above(candidate)
        if above is not None:
            yield from ((t, False) for t in self._told(above, how, candidate.head))
        candidate, frame = self._mended(candidate, frame)
        yield from ((t, False) for t in self._clause(candidate, frame, how))
        yield from ((t, False) for t in self._outer(candidate, how))
        if candidate.nominal:
            for _, shape, room in _SHAPES:
                yield nouns.text(candidate, frame, how, shape, room), True

    def _clause(self, candidate: Candidate, frame: Frame, how: Status) -> Iterator[str]:
        for who, shape, room in _SHAPES:
            try:
                text = self._verbal(candidate, frame, how, who, shape, room)
            except Unwritable:
                continue
            if text and (room < 2 or len(text.split()) <= _SHORT):
                yield text
        if candidate.rule.startswith("predicate:") or frame.passive:
            return
        done = frame.object
        if done is not None and len(candidate.chain) == 1 and frame.subject is None:
            for _, shape, room in _SHAPES:
                target = self.phraser.noun(done, shape)
                text = self._unnamed(candidate, frame, how, target, done, shape, room)
                if text:
                    yield text

    def _told(self, above: int, how: Status, must: int) -> Iterator[str]:
        """The title of a clause above, which holds the mention."""
        outer = Candidate(
            above, above, (above,), False, "other", "verb:other", (above, above + 1), True
        )
        frame = arguments.frame(self.sentence, outer, self.words)
        if frame.subject is None and frame.object is None:
            return
        for who, shape, room in _SHAPES:
            try:
                text = self._verbal(outer, frame, "happened", who, shape, room, must)
            except Unwritable:
                continue
            if text and (room < 2 or len(text.split()) <= _SHORT):
                yield text

    def _main(self, candidate: Candidate, frame: Frame) -> int | None:
        """The verb whose subject has a bare participle ("a law adopted in July set up …")."""
        verb = self.sentence.tokens[candidate.chain[0]] if candidate.chain else None
        if verb is None or candidate.nominal or verb.dep != "acl" or not frame.passive:
            return None
        noun = self.sentence.tokens[verb.head]
        head = self.sentence.tokens[noun.head]
        said = any(
            t.dep in ("obl:agent", "obj", "xcomp")
            or (t.dep.startswith("obl") and not tree.is_time(self.sentence, t.index, self.words))
            for t in self.sentence.children(verb.index)
        )
        if said or noun.dep != "nsubj" or head.pos != "VERB" or noun.pos != "NOUN":
            return None
        group = status.group(self.sentence, head.index, self.words)
        if group.negated or group.modal or group.tense != "past":
            return None
        return head.index

    def _above(self, candidate: Candidate) -> int | None:
        """The verb that an infinitive hangs on: "forced them to land" is not "they could land"."""
        if candidate.verb is None or candidate.rule.startswith(("predicate:", "motion:")):
            return None
        top = self.sentence.tokens[candidate.chain[0]]
        if top.dep not in ("xcomp", "ccomp", "advcl") or top.head == top.index:
            return None
        found = status.group(self.sentence, top.index, self.words)
        head = self.sentence.tokens[top.head]
        if found.modal or head.pos != "VERB" or head.index > top.index:
            return None
        # "accused them of planning", "kept them from leaving"
        framed = top.morph.get("VerbForm") in ("Part", "Ger") and any(
            t.dep in ("mark", "case") and t.text.lower() in self.words.headline["framing"]
            for t in self.sentence.children(top.index)
        )
        return head.index if found.infinitive or framed else None

    def _outer(self, candidate: Candidate, how: Status) -> Iterator[str]:
        """The clause above, where the mention's own cannot stand alone."""
        top = self.sentence.tokens[candidate.chain[0]]
        for above in self.sentence.ancestors(top.index):
            if above.pos in tree.VERBAL:
                infinitive = status.group(self.sentence, top.index, self.words).infinitive
                if top.dep in ("xcomp", "ccomp") or (top.dep == "advcl" and infinitive):
                    yield from self._told(above.index, how, candidate.head)
                return

    def _mended(self, candidate: Candidate, frame: Frame) -> tuple[Candidate, Frame]:
        """ "…, concluded in 1992": without an object it is a participle of the noun before it."""
        if frame.subject is None and not frame.passive:
            for t in self.sentence.children(candidate.chain[0]):
                if t.dep == "nsubj" and not tree.is_time(self.sentence, t.index, self.words):
                    # "New York time, a rocket left": the parser sees two subjects.
                    frame = Frame(t, frame.object, frame.others, False)
        verb = self.sentence.tokens[candidate.chain[0]]
        key = tree.lemma(verb)
        loose = verb.dep in ("advcl", "acl") and not tree.auxiliaries(self.sentence, verb.index)
        marked = self.sentence.child(verb.index, "mark", *tree.SUBJECTS)
        form = verb.text.lower()
        past = tree.is_participle(verb) or form.endswith("ed")
        if (
            self.words.language != "en" or not loose or marked is not None or not past
            or (frame.passive and verb.dep == "acl")
            or key not in self.words.headline["needs"] or candidate.nominal
            or len(candidate.chain) > 1 or self.sentence.child(verb.index, "obj") is not None
            or verb.index < 2 or self.sentence.tokens[verb.index - 1].text not in (",", "(")
        ):  # fmt: skip
            return candidate, frame
        before = self.sentence.tokens[verb.index - 2]
        while before.dep in ("compound", "flat") and before.head > before.index:
            before = self.sentence.tokens[before.head]
        if before.pos not in tree.NOMINAL or before.index >= verb.index:
            return candidate, frame
        others = tuple(t for t in frame.others if t.head == verb.index)
        return candidate, Frame(None, before, others, True)

    # -- one clause ----------------------------------------------------------------------------

    def _verbal(
        self, candidate: Candidate, frame: Frame, how: Status, who: Shape, shape: Shape, room: int,
        must: int | None = None,
    ) -> str:  # fmt: skip
        chain = candidate.chain
        taken = {*chain, candidate.head}
        subject = "" if frame.subject is None else self._noun(frame.subject, who, taken)
        if candidate.rule.startswith("predicate:"):
            return self._predicate(candidate, frame, subject, shape, room)
        clauses = Clauses(self.sentence, self.phraser, self.words, choose(subject), must)
        if frame.passive:
            return self._passive(candidate, frame, how, subject, clauses, who, shape, room)
        if not subject and frame.subject is not None and len(chain) == 1:
            done = frame.object or self._own(candidate)
            target = "" if done is None else self.phraser.noun(done, shape)
            return self._unnamed(candidate, frame, how, target, done, shape, room)
        if not subject:
            return ""
        verbs = Verbs(self.sentence, self.phraser, self.words)
        plural = frame.subject is not None and verbs.plural(frame.subject)
        said = verbs.text(candidate, how, plural, True)
        done_already = self._done(frame, candidate)
        first = self._fronted(candidate, frame, shape, done_already)
        before = self._before(candidate, clauses, shape)
        if before:
            return f"{subject} {said} {before}"
        rest = clauses.after(chain, shape, room, done_already, 0)
        last = tree.lemma(self.sentence.tokens[chain[-1]])
        alone = last in self.words.headline["needs"] or last in self.words.headline["light"]
        if not first and not rest and not room and shape is not _BARE:
            # Nothing but the verb: the place or the aim says more than the adjectives.
            return ""
        if not first and not rest and alone:
            # "Moscow arrests": the object is a pronoun that nothing tells, or was not found.
            return self._unnamed(candidate, frame, how, "", None, shape, room)
        where = self._where(chain[0], shape) if not rest else ""
        return " ".join(p for p in (subject, said, first, rest, where) if p)

    def _where(self, verb: int, shape: Shape) -> str:
        """The place that a relative clause speaks of ("in Berlin, where the ministers meet")."""
        token = self.sentence.tokens[verb]
        if token.dep != "acl:relcl" or not any(
            t.text.lower() in ("where", "où") for t in self.sentence.children(verb)
        ):
            return ""
        place = self.sentence.tokens[token.head]
        case = tree.cases(self.sentence, place.index)
        if case not in self.words.grammar["place"]:
            return ""
        return f"{case} {self.phraser.noun(place, Shape(0))}"

    def _noun(self, token: Token, shape: Shape, taken: set[int]) -> str:
        """A subject; an apposition that acts bears the name it stands beside."""
        if token.dep == "appos":
            head = self.sentence.tokens[token.head]
            entity = tree.entity_at(self.sentence, head.index)
            if entity is not None and entity.label == "PERSON":
                return self.phraser.name(head, shape) or ""
        if token.dep == "nsubj" and token.pos in tree.VERBAL:
            raise Unwritable
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
        for t in self.sentence.children(verb):
            if t.dep not in ("ccomp", "advcl", "parataxis") or t.index > verb:
                continue
            if self.sentence.child(t.index, *tree.SUBJECTS) is None:
                continue
            if t.dep != "ccomp" and self.sentence.child(t.index, "mark") is not None:
                continue
            text = clauses.below(t, shape, 0)
            first = min(b.index for b in self.sentence.subtree(t.index) if b.pos != "PUNCT")
            opening = self.sentence.tokens[first]
            named = opening.pos == "PROPN" or tree.entity_at(self.sentence, first) is not None
            if not named and text[1:2].islower():
                text = text[:1].lower() + text[1:]
            return f"que {text}" if self.words.language == "fr" else text
        return ""

    def _unnamed(
        self, candidate: Candidate, frame: Frame, how: Status, target: str, done: Token | None,
        shape: Shape, room: int,
    ) -> str:  # fmt: skip
        """The deed without its doer, where a pronoun leaves open who that was."""
        verb = self.sentence.tokens[candidate.chain[0]]
        if how in ("planned", "possible", "denied") or candidate.type == "statement":
            return ""
        skip = frozenset({t.index for t in (frame.subject, done) if t is not None})
        clauses = Clauses(self.sentence, self.phraser, self.words)
        try:
            rest = clauses.after((verb.index,), shape, room, skip)
        except Unwritable:
            return ""
        deed = self.words.deeds.get(verb.lemma.lower())
        if deed is not None:
            bare = deed.rpartition(" ")[0] or deed
            return f"{deed} {target} {rest}" if target else (f"{bare} {rest}" if rest else "")
        if done is None or not target or self.phraser.name(done, shape) is not None:
            return ""
        entity = tree.entity_at(self.sentence, done.index)
        if (entity is not None and entity.label in ("PERSON", "GPE", "LOC")) or done.pos == "PRON":
            return ""
        participle = inflect.participle(verb, done, self.words)
        return f"{target} {participle} {rest}".strip() if participle else ""

    def _predicate(
        self, candidate: Candidate, frame: Frame, subject: str, shape: Shape, room: int
    ) -> str:
        """Somebody is something: "Ghana is a member of the bank"."""
        head = self.sentence.tokens[candidate.head]
        if not subject:
            return ""
        verbs = Verbs(self.sentence, self.phraser, self.words)
        copula = self.sentence.child(head.index, "cop")
        is_ = "" if copula is None else copula.lemma
        plural = frame.subject is not None and verbs.plural(frame.subject)
        group = status.group(self.sentence, head.index, self.words)
        told = group.negated or group.tense == "future" or group.modal
        if told or self.words.language == "fr":
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
        return f"{subject} {is_} {what} {rest}".strip()

    def _passive(
        self, candidate: Candidate, frame: Frame, how: Status, agent: str, clauses: Clauses,
        who: Shape, shape: Shape, room: int,
    ) -> str:  # fmt: skip
        verb = self.sentence.tokens[candidate.verb if candidate.verb is not None else 0]
        target_token = frame.object or self._own(candidate)
        target = ""
        if target_token is not None:
            skip = {verb.index, *candidate.chain} - {target_token.index}
            target = self._noun(target_token, who, skip)
        if not target:
            return ""
        verbs = Verbs(self.sentence, self.phraser, self.words)
        done = verb.text.lower()
        if self.words.language == "en":
            done = self._english_passive(candidate, how, done, target, verbs)
        else:
            done = self._french_passive(candidate, how, done, target_token, verbs)
        if any(
            t.text.lower() == "en" and t.pos == "PRON" for t in self.sentence.children(verb.index)
        ):
            # "le principe en a été arrêté": of what, the title would not tell.
            raise Unwritable
        by = sorted(self.words.grammar["agent"])[0]
        text = f"{target} {done}"
        skip_agent: set[int] = set()
        if frame.subject is not None and frame.subject.dep == "obl:agent":
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
        if inner.tense == "future" or (how == "planned" and len(chain) > 1):
            return f"to be {done}"
        if inner.modal:
            return f"{verbs.modal(candidate)} be {done}"
        infinitive = status.group(self.sentence, chain[-1], self.words).infinitive
        if infinitive and how in ("planned", "possible"):
            return f"to be {done}"
        return done

    def _french_passive(
        self, candidate: Candidate, how: Status, done: str, target: Token | None, verbs: Verbs
    ) -> str:
        if how in ("denied", "possible") or verbs.future(candidate):
            return verbs.as_told(candidate)
        bare = tree.lemma(self.sentence.tokens[candidate.chain[0]]) in self.words.grammar["etre"]
        if target is None or bare or tree.entity_at(self.sentence, target.index) is not None:
            return done
        if target.pos == "PROPN" or self.phraser.name(target, Shape(0)) is not None:
            return done
        if self.sentence.child(target.index, "det", "nummod") is None:
            return done
        plural = done.endswith("s") if done[-2:-1] in "éeiut" else verbs.plural(target)
        return f"{'sont' if plural else 'est'} {done}"


def _ending(owner: str) -> str:
    return "'" if owner.endswith("s") else "'s"


_KEPT_OPENERS = frozenset({"un", "une", "des", "quelques", "de"})
