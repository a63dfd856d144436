"""A short headline for one mention, in the article's language, from its trigger and arguments.

Several titles are drafted, from the fullest to the barest; the first that is well formed
(`printable`) and short enough is taken. Where the mention's own clause gives none, the clause above
it is told, or the deed without its doer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.events import arguments, faithful, status, tree
from timeline.events.arguments import Frame
from timeline.events.lexicon import Lexicon
from timeline.events.mending import Mender
from timeline.events.nouns import Nouns
from timeline.events.parts import Hopeless, Unwritable
from timeline.events.phrases import Phraser, Shape
from timeline.events.plain import Plain
from timeline.events.printable import MOST_WORDS, carried, faults
from timeline.events.sentences import BARE, Sentences
from timeline.events.triggers import Candidate
from timeline.events.wording import choose, french, tidy, without_end
from timeline.model import Status
from timeline.syntax import Sentence

# From the fullest to the barest, the first that fits is taken: the subject's phrase, the others',
# and how many complements that could be left out.
_LAST = Shape(1, True)
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
    (BARE, Shape(1), 1),
    (BARE, _LAST, 0),
    (Shape(0, True), Shape(0, True), 1),
    (Shape(0), Shape(0), 0),
    (BARE, BARE, 1),
    (BARE, BARE, 0),
)
# More than one complement that could be left out stands only in a title no longer than this.
_SHORT = 10
_OWNED = frozenset({"leur", "leurs", "son", "sa", "ses"})
# Indefinite articles that a French sentence keeps.
_KEPT_OPENERS = frozenset({"un", "une", "des", "quelques", "de"})
# A title of so few words, without a name, is told apart by what the article is about.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Titler:
    """Writes the titles of one sentence's mentions."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    @property
    def _sentences(self) -> Sentences:
        return Sentences(self.sentence, self.phraser, self.words)

    def title(self, candidate: Candidate, frame: Frame, how: Status, place: str | None) -> str:
        """At most twelve words, the first letter a capital.

        place: the place of the event in the article's words; a bare noun is told apart by it.
        """
        mended = Mender(self.sentence, self.words).frame(candidate, frame)
        best, fit = self._best(self._drafts(candidate, mended, how))
        if not fit and best and faithful.torn(best, self.sentence, self.words):
            best = next(self.last(candidate, frame, how), best)
        if not best:
            best = tidy(self.sentence.tokens[candidate.head].text)
            if not candidate.nominal:
                return best
        if not fit and not candidate.nominal and " " in best:
            # A name before it would hide what is amiss.
            return best
        return self._placed(best, candidate, frame, place)

    def last(self, candidate: Candidate, frame: Frame, how: Status) -> Iterator[str]:
        """Titles for an event whose own is unfit, likelier ones first, all of them well formed.

        Pronouns of things are read boldly; then comes the clause as it stands.
        """
        frame = Mender(self.sentence, self.words).frame(candidate, frame)
        bold = replace(self, phraser=replace(self.phraser, bold=True))
        text, fit = bold._best(bold._drafts(candidate, frame, how))
        if fit:
            yield text
        plain = Plain(self.sentence, bold.phraser, self.words)
        for draft in plain.texts(candidate, how):
            text, fit = bold._best(iter([(draft, False)]))
            if fit:
                yield text

    def _best(self, drafts: Iterator[tuple[str, bool]]) -> tuple[str, bool]:
        """The first draft without a fault, else the first that is short enough; and which."""
        best = ""
        seen = set()
        for draft, nominal in drafts:
            if (draft, nominal) in seen:
                continue
            seen.add((draft, nominal))
            text = self._finish(draft, nominal)
            if not text or len(text.split()) > MOST_WORDS:
                continue
            if not self._faults(text, draft, nominal):
                return text, True
            best = best or text
        return best, False

    def _faults(self, text: str, draft: str, nominal: bool) -> tuple[str, ...]:
        found = faults(text, self.words, nominal=nominal)
        if nominal and self.words.language == "fr" and _OWNED & set(text.lower().split()):
            # A noun alone does not tell whose.
            found = (*found, "pronoun")
        # One word may still get a name before it.
        told = text.split()
        if faithful.torn(text, self.sentence, self.words):
            found = (*found, "torn")
        if "end" in found and faithful.particle(told, self.sentence):
            found = tuple(f for f in found if f != "end")
        return tuple(f for f in found if f != "short" or not nominal)

    def _finish(self, draft: str, nominal: bool) -> str:
        text = choose(draft)
        if self.words.language == "fr":
            text = faithful.without_day(french(tidy(text)))
            text = faithful.led(text, self.sentence)
        text = tidy(faithful.mended(text, self.sentence, self.words))
        told = text.split()
        if not carried(told, self.words) and not faithful.particle(told, self.sentence):
            text = without_end(text, self.words.grammar["dangling"])
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
        here = place and candidate.nominal and self._is_scene(place)
        if here and place and len(told) <= 2 and not named and not known:
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

    def _is_scene(self, place: str) -> bool:
        """Whether a preposition makes a place the scene, rather than somebody who acts."""
        first = place.split(maxsplit=1)[0]
        for t in self.sentence.tokens:
            if t.text == first or t.text.startswith(first):
                entity = tree.entity_at(self.sentence, t.index)
                span = range(entity.first, entity.last) if entity else range(t.index, t.index + 1)
                cases = {tree.cases(self.sentence, i) for i in span}
                return bool(cases & self.words.grammar["place"])
        return True

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
            yield from ((t, False) for t in self._spoken_of(candidate, frame, how, nouns))
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
        yield from ((t, False) for t in self._outer(candidate, how, above))
        if candidate.nominal:
            for _, shape, room in _SHAPES:
                yield nouns.text(candidate, frame, how, shape, room), True

    def _spoken_of(
        self, candidate: Candidate, frame: Frame, how: Status, nouns: Nouns
    ) -> Iterator[str]:
        """What a clause says of a noun that would stand alone ("Referendum gives him powers")."""
        if " " in nouns.text(candidate, frame, how, Shape(2), 2) or candidate.rule[:5] == "start":
            return
        head = self.sentence.tokens[candidate.head]
        verb = self.sentence.tokens[head.head]
        if head.dep not in (*tree.SUBJECTS, "obj") or verb.pos != "VERB" or how == "denied":
            return
        if how != "planned" and status.group(self.sentence, verb.index, self.words).tense == "past":
            yield from self._told(verb.index, how, candidate.head)

    def _clause(self, candidate: Candidate, frame: Frame, how: Status) -> Iterator[str]:
        for who, shape, room in _SHAPES:
            try:
                text = self._sentences.text(candidate, frame, how, who, shape, room)
            except Hopeless:
                break
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
                try:
                    text = self._sentences.unnamed(candidate, frame, how, target, done, shape, room)
                except Hopeless:
                    break
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
        negated = status.group(self.sentence, above, self.words).negated
        real: Status = "denied" if negated else "happened"
        for who, shape, room in _SHAPES:
            try:
                text = self._sentences.text(outer, frame, real, who, shape, room, must)
            except Hopeless:
                break
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

    def _outer(self, candidate: Candidate, how: Status, tried: int | None) -> Iterator[str]:
        """The clause above, where the mention's own cannot stand alone. tried: one that failed."""
        top = self.sentence.tokens[candidate.chain[0]]
        for above in self.sentence.ancestors(top.index):
            if above.pos in tree.VERBAL:
                if above.index > top.index:
                    # "… moved it; a cable cost two days": another clause, hung above by a comma.
                    return
                infinitive = status.group(self.sentence, top.index, self.words).infinitive
                if above.index == tried:
                    return
                if top.dep in ("xcomp", "ccomp") or (top.dep == "advcl" and infinitive):
                    yield from self._told(above.index, how, candidate.head)
                return

    def _mended(self, candidate: Candidate, frame: Frame) -> tuple[Candidate, Frame]:
        """ "…, concluded in 1992": without an object it is a participle of the noun before it."""
        own = [t for t in self.sentence.children(candidate.chain[0]) if t.dep == "nsubj"]
        helped = tree.auxiliaries(self.sentence, candidate.chain[0])
        main = self.sentence.tokens[candidate.chain[0]].dep in ("root", "conj", "ccomp")
        having = self.words.language == "fr" and all(t.lemma == "avoir" for t in helped)
        active = not helped or having
        if frame.passive and own and main and active and len(candidate.chain) == 1:
            # A past tense that the parser took for a participle ("Poland offered to mediate").
            target = tree.direct_object(self.sentence, candidate.chain[0], self.words)
            frame = Frame(own[0], target, frame.others, False)
        whose = [
            t for t in own if any(c.text.lower() == "dont" for c in self.sentence.children(t.index))
        ]
        if len(own) > 1 and whose and not frame.passive:
            frame = Frame(whose[0], frame.object, frame.others, False)
        target = frame.object
        relative = target is not None and target.text.lower() in ("that", "which", "whom")
        if relative and target is not None and self.phraser.bold:
            above = self.sentence.tokens[self.sentence.tokens[target.head].head]
            if target.index < target.head and above.pos in tree.NOMINAL:
                frame = Frame(frame.subject, above, frame.others, frame.passive)
        if frame.subject is None and not frame.passive:
            for t in self.sentence.children(candidate.chain[0]):
                named = t.dep == "obl:npmod" and t.pos == "PROPN" and t.index < t.head
                if (t.dep == "nsubj" or named) and not tree.is_time(
                    self.sentence, t.index, self.words
                ):
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
