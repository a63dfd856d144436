"""Noun phrases as a headline has them: no articles, asides, relative clauses or dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.events import people, things, tree
from timeline.events.lexicon import Lexicon
from timeline.events.spelling import clean
from timeline.names import demonym
from timeline.syntax import Sentence, Token

_CLOSE = ("amod", "compound", "nummod", "flat", "flat:name", "fixed", "advmod", "det:predet")
_LISTED = 3
_QUOTES = frozenset({"'", "‘", "’", '"', "“", "”", "«", "»", "``", "''"})
# Addresses and handles that posts leave in a text.
_WEB = re.compile(r"://|\.\w+/|^[@#]")
_THEIRS = frozenset({"hers", "theirs"})
# Times of day.
CLOCK = re.compile(
    r"[ap]\.?m\.?|gmt|utc|\d?\dh\d\d|\d?\d:\d\d|(?:mid|early|late)-?(?:[12]\d)?\d\ds?", re.I
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of a phrase to keep. depth: levels of complements; surname: last names only."""

    depth: int = 2
    surname: bool = False
    adjectives: bool = True


@dataclass(frozen=True, slots=True)
class Phraser:
    """Writes the noun phrases of one sentence.

    bold: pronouns of things are written by the noun they likely stand for, too.
    """

    sentence: Sentence
    cast: people.Cast
    words: Lexicon
    bold: bool = False

    def noun(self, token: Token, shape: Shape, skip: Iterable[int] = ()) -> str:
        """The phrase of a noun and of what is coordinated with it; "" when it names nothing."""
        left = frozenset(skip)
        # Drafts of one title, and those of a sentence's other events, ask for the same phrases.
        key = ("noun", token.index, shape, left, self.bold)
        return self.sentence.once(key, lambda: self._noun(token, shape, left))

    def _noun(self, token: Token, shape: Shape, skip: frozenset[int]) -> str:
        listed = [
            text
            for t in tree.conjuncts(self.sentence, token.index)
            if t.index not in skip and self._listed(token, t)
            and (text := self._one(t, shape, set(skip)))
        ]  # fmt: skip
        listed = list(dict.fromkeys(listed))
        if len(listed) > 1 and self.roles(token):
            # "the chairman and founder Ann Lee"
            listed = listed[-1:]
        if shape.depth < 1 and token.pos == "NOUN" and token.dep not in tree.SUBJECTS:
            listed = listed[:1]
        if len(listed) > _LISTED and shape.depth < 2:
            listed = listed[:_LISTED]
        return self._list(listed)

    def roles(self, token: Token) -> bool:
        """True for an office coordinated with another, the second of which bears the name."""
        parts = tree.conjuncts(self.sentence, token.index)
        last = parts[-1]
        if len(parts) < 2 or tree.lemma(token) not in self.words.people:
            return False
        office = any(
            c.dep == "compound" and tree.lemma(c) in self.words.people
            for c in self.sentence.children(last.index)
        )
        determined = [self.sentence.child(p.index, "det") is not None for p in parts]
        if any(determined[1:]) or (determined[0] and not office):
            return False
        entity = tree.entity_at(self.sentence, last.index)
        named = entity is not None and entity.label == "PERSON"
        return named or (tree.lemma(last) in self.words.people and bool(self.name(last, Shape(0))))

    def _listed(self, token: Token, t: Token) -> bool:
        """False for a predicate that the parser coordinates with a noun ("…, is in prison")."""
        if t.index == token.index:
            return True
        below = [c.dep for c in self.sentence.children(t.index)]
        return not any(d in ("cop", "nsubj", "nsubj:pass") for d in below)

    def name(self, token: Token, shape: Shape) -> str | None:
        """The name of a named person, of the holder of an office, of what a pronoun means."""
        sentence = self.sentence
        entity = tree.entity_at(sentence, token.index)
        if entity is not None and entity.label == "PERSON":
            office = self.words.language == "fr" and entity.text[:1].islower()
            if office and sentence.child(token.index, "det") is not None:
                # "l'abbé Pierre"
                return None
            return self._person(entity.text, shape)
        if token.pos == "PRON" or token.text.lower() in _THEIRS:
            found = self.cast.pronoun(sentence, token)
            if found is None and self.bold and token.text.lower() == "hers":
                person = self.cast.meant(sentence, token)
                found = None if person is None else (person, "PERSON")
            if found is None:
                return self.thing(token, shape) if self.bold else ""
            human = found[1] == "PERSON"
            name = self._person(found[0], shape) if human else self._with_article(found[0])
            if token.text.lower() in _THEIRS:
                # "their teams joined hers"
                return f"{name}'" if name.endswith("s") else f"{name}'s"
            return name
        if token.pos in ("NOUN", "NUM") and (apposed := self._in_apposition(token, shape)):
            return apposed
        if tree.lemma(token) in self.words.people:
            named = []
            for t in people.bearers(sentence, token):
                inner = tree.entity_at(sentence, t.index)
                if inner is not None:
                    named.append(self._person(inner.text, shape))
            if named:
                return f" {self.words.titles['and']} ".join(named)
            holder = self.cast.holder(sentence, token)
            if holder is not None:
                return self._person(holder, shape)
        return None

    def thing(self, token: Token, shape: Shape) -> str:
        """The noun that a pronoun likely stands for, as its own sentence has it; "" if unsure."""
        found = things.meant(self.cast, self.sentence, token)
        if found is None:
            return ""
        where, head = found
        plain = Shape(min(shape.depth, 1), shape.surname, shape.adjectives)
        text = Phraser(where, self.cast, self.words).noun(head, plain)
        first = next((t for t in where.tokens if text.startswith(t.text)), None)
        named = first is None or first.pos == "PROPN" or tree.entity_at(where, first.index)
        if not named and text[1:2].islower():
            text = text[:1].lower() + text[1:]
        return text

    def _with_article(self, name: str) -> str:
        """The name of a body or country with the article that French gives it."""
        if self.words.language == "fr":
            for other in self.cast.others:
                where = self.cast.sentences.get(other.sentence)
                if other.name != name or where is None:
                    continue
                det = where.child(other.token, "det")
                if det is not None and det.text.lower() in ("le", "la", "les", "l'"):
                    space = "" if det.text.endswith("'") else " "
                    return f"{det.text.lower()}{space}{clean(name)}"
        return clean(name)

    def _owner(self, token: Token) -> str:
        """A noun without its own ending of possession."""
        case = {t.index for t in self.sentence.children(token.index) if t.dep == "case"}
        return self.noun(token, Shape(0), case).removesuffix("'s")

    def _in_apposition(self, token: Token, shape: Shape) -> str:
        """The persons named behind a comma ("two of its members, Ann Lee and Otto Braun, …")."""
        for t in self.sentence.children(token.index):
            if t.dep not in ("appos", "nmod", "flat") or tree.cases(self.sentence, t.index):
                continue
            entity = tree.entity_at(self.sentence, t.index)
            if entity is None or entity.label != "PERSON" or entity.first <= token.index + 1:
                continue
            if self.sentence.tokens[entity.first - 1].text != ",":
                continue
            between = set(range(token.index + 1, entity.first))
            if not between <= {b.index for b in self.sentence.subtree(token.index)}:
                continue
            below = {b.index for b in self.sentence.subtree(t.index)}
            named = [e for e in self.sentence.entities if e.label == "PERSON" and e.first in below]
            names = [self._person(e.text, shape) for e in named if e.first >= entity.first]
            return self._list(names)
        return ""

    def _list(self, names: list[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        both = self.words.titles["and"]
        if names[0].lower().startswith("aucun"):
            both = "ni"
        return ", ".join(names[:-1]) + f" {both} {names[-1]}"

    def _person(self, name: str, shape: Shape) -> str:
        name = clean(name)
        if not shape.surname or not name:
            return name
        words = name.split()
        first = len(words) - 1
        while first > 1 and words[first - 1].islower():
            # "Ursula von der Leyen" is "von der Leyen"
            first -= 1
        return " ".join(words[first:])

    def _one(self, token: Token, shape: Shape, skip: set[int]) -> str:
        named = self.name(token, shape)
        if named is not None:
            return named
        chosen = self._chosen(token, shape, skip)
        return self.write(chosen, shape)

    def _chosen(self, token: Token, shape: Shape, skip: set[int]) -> set[int]:
        """The tokens of a phrase that a title keeps: the head, its name, what modifies it."""
        sentence, words = self.sentence, self.words
        chosen = {token.index}
        entity = tree.entity_at(sentence, token.index)
        if entity is not None and entity.label != "NORP":
            first = entity.first
            # "that November Gazprom bought": the recogniser takes the month for a part of the name.
            month = sentence.tokens[first].text.lower() in words.time["months"]
            if month and token.index > first:
                first += 1
            chosen |= set(range(first, entity.last))
        for t in sentence.children(token.index):
            if t.index not in skip and not _WEB.search(t.text):
                chosen |= self._kept(token, t, shape, skip)
        return chosen

    def _kept(self, token: Token, t: Token, shape: Shape, skip: set[int]) -> set[int]:
        """What a title keeps of one dependent of a noun."""
        sentence, words = self.sentence, self.words
        of = tree.cases(sentence, t.index) in words.grammar["of"]
        weekday = words.language == "fr" and t.text.lower() in words.time["words"]
        close = t.dep in ("amod", "compound") and not weekday
        if not close and tree.is_time(sentence, t.index, words):
            return self._behind_date(t, shape, skip)
        if t.dep.startswith("nmod") and CLOCK.fullmatch(t.text):
            return set()
        if t.dep == "det":
            plain = words.grammar["articles"] | {"this", "that", "these", "those"}
            return set() if t.text.lower() in plain and words.language == "en" else {t.index}
        after = sentence.tokens[t.index + 1].text if t.index + 1 < len(sentence.tokens) else ""
        if t.dep == "nummod" and after.lower().startswith("year"):
            return set()
        if t.dep == "nummod" or t.pos == "SYM":
            return {b.index for b in sentence.subtree(t.index)}
        if t.pos == "PRON" and t.dep != "nmod:poss":
            return set()
        if t.dep in _CLOSE or (t.dep == "case" and t.text in ("'s", "'", "’s")):
            return self._modifier(token, t, shape, skip)
        if t.dep == "appos":
            return self._apposed(token, t)
        if t.dep == "nmod:poss":
            return self._chosen(t, Shape(0, shape.surname, False), skip)
        if shape.depth > 0 and (t.dep.startswith("nmod") or (t.dep == "obl" and of)):
            joined = {c.index for c in sentence.children(t.index) if c.dep == "cc"}
            if tree.cases(sentence, t.index) in words.grammar["agent"]:
                # "the spire (drawn) by …": of a noun without its participle it says too little.
                return set()
            return self._complement(t, shape, skip) | (joined if t.index < token.index else set())
        return set()

    def _apposed(self, token: Token, t: Token) -> set[int]:
        """The name right behind a role ("the blogger Otto Braun"), the year of a named thing."""
        if tree.is_named_year(t):
            return {t.index}
        entity = tree.entity_at(self.sentence, t.index)
        bare = entity is None and t.pos == "PROPN" and self.words.language == "fr"
        if bare and self.sentence.tokens[t.index - 1].text != "," and token.pos == "NOUN":
            flat = {b.index for b in self.sentence.subtree(t.index) if b.dep.startswith("flat")}
            return {t.index, *flat}
        names = ("PERSON",) if self.words.language == "en" else ("PERSON", "ORG", "MISC")
        if entity is None or entity.label not in names or token.pos != "NOUN":
            return set()
        if entity.first != token.index + 1:
            return set()
        return set(range(entity.first, entity.last))

    def _behind_date(self, date: Token, shape: Shape, skip: set[int]) -> set[int]:
        """In "the purchase in 1998 of the mine" the parser hangs the one on the other."""
        chosen: set[int] = set()
        for t in self.sentence.children(date.index):
            of = tree.cases(self.sentence, t.index) in self.words.grammar["of"]
            if shape.depth and of and not tree.is_time(self.sentence, t.index, self.words):
                chosen |= self._complement(t, shape, skip)
        return chosen

    def _modifier(self, token: Token, t: Token, shape: Shape, skip: set[int]) -> set[int]:
        """An adjective, a first name, a degree, where it says something of the event."""
        sentence, words = self.sentence, self.words
        text = t.text.lower()
        if t.dep == "amod":
            plain = demonym(t.text, words.language) is None and text not in words.topics
            if text in words.grammar["time_adjectives"] or (plain and not shape.adjectives):
                return set()
            below = [c for c in sentence.children(t.index) if c.dep not in ("advmod", "punct")]
            if any(tree.is_time(sentence, c.index, words) for c in below):
                # "26-year-old"
                return set()
            if t.index > token.index and any(
                c.dep.startswith("obl") or c.dep in ("xcomp", "advcl") for c in below
            ):
                # "officials responsible for the fraud"
                return set()
        if t.dep == "compound" and (t.text.isdigit() or tree.is_time(sentence, t.index, words)):
            return set()
        measure = tree.lemma(token) in words.grammar["measures"]
        if t.dep == "advmod" and (
            text in words.grammar["loose"]
            or (token.pos in tree.NOMINAL and not measure)
            or t.morph.get("Polarity") == "Neg"
        ):
            return set()
        chosen = self._chosen(t, shape, skip)
        # "Russian-led", "economic and political"
        joined = ("cc", "conj", "obl:npmod") if t.pos == "VERB" else ("cc", "conj")
        for c in sentence.children(t.index):
            if c.dep == "conj" and (
                c.text.lower() in words.grammar["time_adjectives"] or c.pos == "ADV"
            ):
                # "its first and so far only president"
                return chosen
        for c in sentence.children(t.index):
            if c.dep in joined:
                chosen.add(c.index)
                chosen |= {
                    b.index
                    for b in sentence.subtree(c.index)
                    if b.dep in ("cc", "conj") or b.text == ","
                }
        return chosen

    def _complement(self, t: Token, shape: Shape, skip: set[int]) -> set[int]:
        """A noun with its preposition below another noun, when a title keeps such."""
        sentence = self.sentence
        case = tree.cases(sentence, t.index)
        if case and case not in self.words.grammar["relations"]:
            return set()
        told = shape.depth > 1 and any(
            c.dep.startswith(("nmod", "amod", "acl")) for c in sentence.children(t.index)
        )
        headline = self.words.headline
        bare = (
            t.lemma.lower() in headline["relational"] and t.lemma.lower() not in headline["whole"]
        )
        if bare and not told and case not in self.words.grammar["of"]:
            # "with support": of whom, no room is left to tell.
            return set()
        chosen = self._chosen(t, Shape(shape.depth - 1, shape.surname, shape.adjectives), skip)
        chosen |= {c.index for c in sentence.children(t.index) if c.dep in ("case", "fixed")}
        if sentence.tokens[t.head].pos == "NUM" and case in self.words.grammar["of"]:
            # "three of the workers"
            chosen |= {c.index for c in sentence.children(t.index) if c.text.lower() == "the"}
        last = t
        for c in tree.conjuncts(sentence, t.index)[1:]:
            if tree.is_time(sentence, c.index, self.words) or c.index in skip:
                continue
            chosen |= self._chosen(c, Shape(shape.depth - 1, shape.surname, shape.adjectives), skip)
            chosen |= {b.index for b in sentence.children(c.index) if b.dep in ("case", "cc")}
            chosen |= {
                b.index
                for b in sentence.tokens[last.index + 1 : c.index]
                if (b.dep == "cc" and b.head in (t.index, last.index, c.index))
                or (b.text == "," and b.head in (t.index, last.index, c.index))
            }
            last = c
        return chosen

    def write(self, chosen: Iterable[int], shape: Shape) -> str:
        """The chosen tokens in text order, spaced as the text has them; own pronouns by name."""
        left = frozenset(chosen)
        # Phrases that differ in what they may hold often hold the same.
        key = ("write", left, shape.surname, self.bold)
        return self.sentence.once(key, lambda: self._write(left, shape))

    def _write(self, chosen: frozenset[int], shape: Shape) -> str:
        tokens = self.sentence.tokens
        kept = self._joining(sorted(self._with_hyphens(set(chosen))))
        kept = [i for i in kept if tokens[i].text not in _QUOTES or tokens[i].dep == "case"]
        kept = [
            i for n, i in enumerate(kept)
            if tokens[i].pos != "PUNCT" or tokens[i].text in ("-", "–", "%", "&", "/", ",")
            or (0 < n < len(kept) - 1 and tokens[i].start == tokens[kept[n - 1]].end
                and tokens[i].end == tokens[kept[n + 1]].start)
        ]  # fmt: skip
        out = ""
        last: Token | None = None
        for i in kept:
            t = tokens[i]
            text = self._own(t, shape)
            if not text:
                continue
            if last is not None and i - last.index == 2:
                between = tokens[i - 1]
                if between.start == last.end and between.end == t.start:
                    out += between.text
            glued = last is not None and (
                (t.start == last.end) or out.endswith(self._glue())
                or (i - last.index == 2 and tokens[i - 1].start == last.end
                    and tokens[i - 1].end == t.start)
            )  # fmt: skip
            joined = text in ("'s", "'", "’s", "%")
            out += text if not out or glued or joined else f" {text}"
            last = t
        return out.strip(" -,;:")

    def _joining(self, kept: list[int]) -> list[int]:
        """Without an "and" one side of which was left out."""
        tokens = self.sentence.tokens
        made = []
        for n, i in enumerate(kept):
            if tokens[i].dep == "cc" and tokens[i].pos == "CCONJ":
                before = range(kept[n - 1] + 1 if n else 0, i)
                after = range(i + 1, kept[n + 1] if n + 1 < len(kept) else len(tokens))
                lost = [tokens[k].pos for k in (*before, *after)]
                if any(pos in ("NOUN", "PROPN", "ADJ", "VERB") for pos in lost):
                    continue
            made.append(i)
        return made

    def _with_hyphens(self, chosen: set[int]) -> set[int]:
        """With what a hyphen joins to a chosen word, where the parser splits it."""
        tokens = self.sentence.tokens
        queue = sorted(chosen)
        while queue:
            i = queue.pop()
            if i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i].end == (
                tokens[i + 1].start
            ) and tokens[i + 1].end == tokens[i + 2].start:  # fmt: skip
                chosen |= {i + 1, i + 2}
                queue.append(i + 2)
        return chosen

    def _glue(self) -> tuple[str, ...]:
        """Signs that what follows joins without a space."""
        elided = ("'", "’") if self.words.language == "fr" else ()
        return ("-", "$", "€", "£", *elided)

    def _definite(self, token: Token) -> str:
        """The article that stands for a French demonstrative, which no title begins with."""
        tokens = self.sentence.tokens
        after = tokens[token.index + 1].text[:1].lower() if token.index + 1 < len(tokens) else ""
        if token.text.lower() == "ces":
            return "les"
        if after in "aeiouyéèêàh":
            return "l'"
        return "la" if token.text.lower() == "cette" else "le"

    def _own(self, token: Token, shape: Shape) -> str:
        """A possessive pronoun as the name it stands for; any other word as it is."""
        if token.morph.get("PronType") == "Rel" or token.text.lower() in ("whose", "dont"):
            return ""
        if token.dep == "det" and token.lemma.lower() == "ce" and self.words.language == "fr":
            return self._definite(token)
        if token.dep != "nmod:poss" or token.pos != "PRON":
            return token.text
        found = self.cast.pronoun(self.sentence, token)
        if found is not None:
            name = self._person(found[0], shape) if found[1] == "PERSON" else clean(found[0])
        else:
            owner_ = things.owner(self.cast, self.sentence, token) if self.bold else None
            name = "" if owner_ is None else self._owner(owner_)
        if not name:
            return ""
        # Which of the two is written is decided when the title is whole.
        owner = f"{name}'" if name.endswith("s") else f"{name}'s"
        return f"{{{token.text}|{owner}}}"
