"""The last resort for a title: the clause itself, its dates and asides dropped.

Nothing is rearranged but the verb's tense: subject, verb, and what follows it in the text's order,
cut to a headline's length behind a whole phrase. Raises nothing; gives no text where a needed part
is a pronoun that nothing tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events import agreement, arguments, forms, status, tree
from timeline.events.arguments import Frame
from timeline.events.lexicon import Lexicon
from timeline.events.mending import Mender
from timeline.events.obliques import Obliques
from timeline.events.parts import Unwritable
from timeline.events.phrases import Phraser, Shape
from timeline.events.printable import MOST_WORDS
from timeline.events.triggers import Candidate
from timeline.events.verbs import Verbs
from timeline.model import Status
from timeline.syntax import Sentence, Token

# How many levels of nouns below a complement each shape keeps, and whether others than "of" ones.
_LEVELS = {2: (9, True), 1: (2, False), 0: (1, False)}
# Beside these a noun tells when the clause's own event was, which is another than its own.
_APART = frozenset({
    "after", "before", "since", "until", "following", "despite", "during", "from", "amid",
    "après", "avant", "depuis", "jusqu'à", "malgré", "pendant", "dès",
})  # fmt: skip
_THERE = frozenset({"there", "here", "elsewhere", "là", "ici", "ailleurs"})
_EMPTY = frozenset({"own", "one", "ones", "same", "so"})
_RELATIVE = frozenset({"who", "which", "that", "qui"})
_ASIDE = frozenset({
    "acl:relcl", "parataxis", "conj", "cc", "punct", "advcl", "appos", "discourse", "mark",
    "vocative", "nsubj", "nsubj:pass", "csubj", "expl", "dep",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plain:
    """Writes one sentence's clauses nearly as they stand."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    def texts(self, candidate: Candidate, how: Status) -> Iterator[str]:
        """Titles of the clause that tells of the event, the fullest first."""
        verb = self._finite(candidate)
        if verb is None:
            return
        if (needed := self._had_to(candidate, verb)) and how != "planned":
            yield needed
            return
        outer = Candidate(
            verb, verb, (verb,), False, candidate.type, "verb:other", (verb, verb + 1), True
        )
        mender = Mender(self.sentence, self.words)
        if mender.speaker(outer) is not None:
            return
        frame = mender.frame(outer, arguments.frame(self.sentence, outer, self.words))
        if forms.misplaced(self.sentence, outer, frame, self.words):
            return
        own = verb in candidate.chain
        group = status.group(self.sentence, verb, self.words)
        negated = group.negated
        if candidate.nominal and not self._of_clause(candidate.head, verb):
            return
        told = group.tense in ("past", "future") or how == "planned"
        if not own and (group.modal or not told):
            return
        real: Status = how if own else ("denied" if negated else "happened")
        head = self.sentence.tokens[candidate.head].text.lower()
        for shape in (Shape(2), Shape(1), Shape(0), Shape(0, True, False)):
            subject = self._subject(outer, frame, shape)
            if not subject:
                continue
            said = self._said(outer, frame, real)
            parts = self._parts(verb, shape, candidate.head)
            if parts is None:
                continue
            kept = list(parts)
            key = tree.lemma(self.sentence.tokens[verb])
            coming = real == "planned" and key in ("follow", "suivre")
            idle = self.words.headline["light"] | self.words.skip | self.words.phase
            idle |= self.words.headline["aimed"]
            light = (key in idle and not coming) or outer.type == "statement"
            if not kept and not frame.passive and light:
                continue
            while True:
                text = " ".join((subject, said, *(p for p, _ in kept)))
                if len(text.split()) <= MOST_WORDS:
                    if not candidate.nominal or head in text.lower():
                        yield text
                    break
                loose = [i for i, (_, needed) in enumerate(kept) if not needed]
                if not loose:
                    break
                kept.pop(loose[-1])

    def _had_to(self, candidate: Candidate, verb: int) -> str:
        """ "Il a fallu retirer les tubes": the tubes, taken away."""
        deed = self.sentence.tokens[candidate.head]
        key = tree.lemma(deed)
        first = self.sentence.tokens[verb]
        past = status.group(self.sentence, verb, self.words).tense == "past"
        if tree.lemma(first) != "falloir" or not past or deed.head != verb or key[-2:] != "er":
            return ""
        nouns = [
            t for v in (deed.index, verb) for t in self.sentence.children(v)
            if t.dep == "obj" and not tree.cases(self.sentence, t.index)
        ]  # fmt: skip
        done = next(iter(nouns), None)
        if done is None or done.pos != "NOUN" or done.index < deed.index:
            return ""
        text = self.phraser.noun(done, Shape(1))
        ending = "e" if done.morph.get("Gender") == "Fem" else ""
        ending += "s" if done.morph.get("Number") == "Plur" else ""
        return f"{text} {key[:-2]}é{ending}" if text else ""

    def _of_clause(self, head: int, verb: int) -> bool:
        """Whether a noun is an argument of the verb, and its event so the clause's own."""
        token = self.sentence.tokens[head]
        while token.dep in ("conj", "compound") and token.head != token.index:
            token = self.sentence.tokens[token.head]
        top = self.sentence.tokens[token.head]
        chained = top.index == verb or (top.dep == "xcomp" and top.head == verb)
        argument = token.dep in (*tree.SUBJECTS, "obj") or token.dep.startswith("obl")
        own = [t.index for t in tree.own_times(self.sentence, head, self.words)]
        if own and (own[0] < head or any(tree.own_times(self.sentence, verb, self.words))):
            # "acquits the airline in the 2009 crash"
            return False
        apart = tree.cases(self.sentence, token.index).split("_")[0] in _APART
        return chained and argument and not apart

    def _finite(self, candidate: Candidate) -> int | None:
        """The finite verb that the event's words stand in or under."""
        start = candidate.chain[0] if candidate.chain else candidate.head
        at = self.sentence.tokens[start]
        for t in (at, *self.sentence.ancestors(at.index)):
            if t.pos not in tree.VERBAL or t.dep in ("amod", "compound"):
                continue
            group = status.group(self.sentence, t.index, self.words)
            told = group.tense != "none" and not group.infinitive
            helped = bool(tree.auxiliaries(self.sentence, t.index))
            bare = tree.is_passive(self.sentence, t.index) and t.dep in ("acl", "advcl")
            copula = tree.lemma(t) in self.words.grammar["copula"]
            if copula and self.sentence.child(t.index, "xcomp") is None:
                return None
            if told and (helped or not bare):
                return t.index
            marked = self.sentence.child(t.index, "mark", "case")
            timed = t.dep == "advcl" and marked is not None and marked.text.lower() in _APART
            if t.dep in ("acl", "acl:relcl") or timed:
                return None
        return None

    def _subject(self, outer: Candidate, frame: Frame, shape: Shape) -> str:
        """The subject's phrase; of a relative pronoun that of what it stands for."""
        found = frame.object if frame.passive else frame.subject
        impersonal = (
            tree.lemma(self.sentence.tokens[outer.head]) in self.words.headline["impersonal"]
        )
        if found is None or (impersonal and found.text.lower() in ("it", "il")):
            return ""
        if found.pos == "PRON" and found.text.lower() in _RELATIVE:
            stand = self._antecedent(outer, found)
            if stand is None:
                return ""
            found = stand
        if found.pos == "PUNCT" or tree.is_time(self.sentence, found.index, self.words):
            return ""
        verb = outer.head
        verbs = Verbs(self.sentence, self.phraser, self.words)
        done = self.sentence.tokens[verb]
        if not verbs.agrees(found, verb) or (
            frame.passive and not agreement.participle(self.sentence, done, found, self.words)
        ):
            return ""
        return self.phraser.noun(found, shape, {verb})

    def _antecedent(self, outer: Candidate, relative: Token) -> Token | None:
        """The noun before ", who" where the parser hangs the clause elsewhere."""
        tokens = self.sentence.tokens
        at = relative.index - 1
        if at < 1 or tokens[at].text != ",":
            return None
        before = tokens[at - 1]
        entity = tree.entity_at(self.sentence, before.index)
        if entity is not None:
            inside = range(entity.first, entity.last)
            return next((tokens[i] for i in inside if tokens[i].head not in inside), None)
        chain = [before, *self.sentence.ancestors(before.index)]
        near = []
        for t in chain:
            if t.pos not in (*tree.NOMINAL, "NUM", "ADJ"):
                break
            near.append(t)
        happens = [t for t in near if tree.lemma(t) in self.words.nouns]
        nouns = [t for t in near if t.pos in tree.NOMINAL]
        if happens:
            return happens[0]
        return nouns[0] if len(nouns) == 1 else None

    def _french_passive(
        self, outer: Candidate, frame: Frame, how: Status, verbs: Verbs
    ) -> str:  # fmt: skip
        """The passive in the present ("est élaboré") where the text tells of what is done."""
        token = self.sentence.tokens[outer.head]
        group = status.group(self.sentence, outer.head, self.words)
        if how != "happened" or group.negated or group.modal or group.tense != "past":
            return verbs.as_told(outer)
        plural = frame.object is not None and verbs.plural(frame.object, outer.head)
        return f"{'sont' if plural else 'est'} {token.text.lower()}"

    def _said(self, outer: Candidate, frame: Frame, how: Status) -> str:
        verbs = Verbs(self.sentence, self.phraser, self.words)
        token = self.sentence.tokens[outer.head]
        if tree.lemma(token) == "be" and self.sentence.child(token.index, "xcomp") is not None:
            # "are to meet"
            return ""
        if frame.passive:
            if self.words.language == "fr":
                return self._french_passive(outer, frame, how, verbs)
            return f"{'not ' if how == 'denied' else ''}{token.text.lower()}"
        told = token.morph.get("Tense") == "Pres" and token.morph.get("VerbForm") == "Fin"
        if self.words.language == "fr" and told:
            return verbs.as_told(outer)
        subject = frame.subject
        plural = subject is not None and verbs.plural(subject, outer.head)
        said = verbs.text(outer, how, plural, True)
        open_ = tree.lemma(token) in self.words.headline["needs"]
        if open_ and self._going(outer.head) and self.sentence.child(outer.head, "obj") is None:
            return f"{'are' if plural else 'is'} {token.text.lower()}"
        return said

    def _parts(self, verb: int, shape: Shape, must: int) -> list[tuple[str, bool]] | None:
        """What follows the verb, phrase by phrase, with whether it is needed; None if untold."""
        sentence = self.sentence
        nouns = Obliques(sentence, self.phraser, self.words)
        parts: list[tuple[str, bool]] = []
        for t in sentence.children(verb):
            if t.index < verb:
                if t.dep in ("obj", "iobj") and t.pos == "PRON" and t.morph.get("Reflex") != "Yes":
                    return None
                continue
            if t.dep in tree.AUXILIARIES or t.dep == "compound:prt":
                continue
            gerund = t.dep == "advcl" and (tree.lemma(t) == "be" or self._bound(t))
            if t.dep == "obj" and nouns.is_time(t.index):
                return None
            if (t.dep in _ASIDE and not gerund) or nouns.is_time(t.index):
                continue
            if t.dep == "advmod":
                if t.text.lower() in self.words.headline["kept"]:
                    parts.append((t.text.lower(), True))
                continue
            text = self._phrase(t, shape)
            if text is None:
                if t.dep in ("obj", "xcomp", "ccomp", "iobj"):
                    return None
                continue
            held = any(b.index == must for b in sentence.subtree(t.index))
            needed = held or gerund or t.dep in ("obj", "xcomp", "ccomp") or not parts
            parts.append((text, needed))
        key = tree.lemma(sentence.tokens[verb])
        wants = key in self.words.headline["needs"] and not tree.is_passive(sentence, verb)
        if self._going(verb):
            # "the crisis has been building"
            wants = False
        if wants and not any(
            t.index > verb and (t.dep in ("obj", "xcomp", "ccomp") or self._stray(t))
            for t in sentence.children(verb)
        ):
            return None
        return parts

    def _going(self, verb: int) -> bool:
        """True for an English verb in the progressive."""
        text = self.sentence.tokens[verb].text.lower()
        helped = any(tree.lemma(t) == "be" for t in tree.auxiliaries(self.sentence, verb))
        return self.words.language == "en" and helped and text.endswith("ing")

    def _bound(self, t: Token) -> bool:
        """True for a gerund that its verb governs ("barred them from leaving")."""
        marks = {
            c.text.lower() for c in self.sentence.children(t.index) if c.dep in ("mark", "case")
        }
        bound = self.words.grammar["accused_of"] | self.words.headline["bound"]
        return bool(marks & bound) and t.text.lower().endswith("ing")

    def _stray(self, t: Token) -> bool:
        """True for a noun with its preposition below which the parser put the object."""
        return t.dep.startswith("obl") and any(
            c.dep == "nmod" and c.pos in tree.NOMINAL and not tree.cases(self.sentence, c.index)
            and not tree.is_time(self.sentence, c.index, self.words)
            for c in self.sentence.children(t.index)
        )  # fmt: skip

    def _phrase(self, t: Token, shape: Shape) -> str | None:
        """A complement in the words of the text; None where a pronoun in it names nobody."""
        sentence = self.sentence
        if t.pos == "PRON" or t.text.lower() in ("hers", "theirs"):
            text = self.phraser.noun(t, shape)
            case = tree.cases(sentence, t.index).replace("_", " ")
            return f"{case} {text}".strip() if text else None
        kept: set[int] = set()
        nouns = Obliques(sentence, self.phraser, self.words)
        most, others = (0, False) if shape.surname else _LEVELS[shape.depth]
        queue = [(t, 0)]
        while queue:
            at, level = queue.pop()
            kept.add(at.index)
            for c in sentence.children(at.index):
                article = c.text.lower() in self.words.grammar["articles"]
                english = self.words.language == "en"
                aside = c.dep in ("acl:relcl", "parataxis", "appos", "advcl", "punct", "cc", "conj")
                timed = c.dep not in ("amod", "compound") and nouns.is_time(c.index)
                below = c.dep.startswith(("nmod", "acl")) and c.dep != "nmod:poss"
                of = tree.cases(sentence, c.index) in self.words.grammar["of"]
                deep = below and (level >= most or not (of or others))
                stray = at is t and self._stray(t) and c.dep == "nmod" and not of
                deep = deep and not (stray and not tree.cases(sentence, c.index))
                if c.text.lower() in _THERE and not c.dep.startswith("expl"):
                    continue
                if aside or timed or deep or (english and article and c.dep == "det"):
                    continue
                if c.text.lower() in self.words.grammar["loose"] and c.dep == "advmod":
                    continue
                queue.append((c, level + (below and not stray)))
        if sentence.tokens[max(kept)].text.lower() in _EMPTY:
            return None
        for i in sorted(kept):
            own = sentence.tokens[i]
            if own.pos != "PRON" or own.morph.get("Reflex") == "Yes" or own.dep.startswith("expl"):
                continue
            if self.phraser.cast.pronoun(sentence, own) is None:
                return None
            if own.dep != "nmod:poss":
                return None
        try:
            return self.phraser.write(kept, shape) or None
        except Unwritable:
            return None
