"""What of a dated mention and its article tells whether an editor would keep it.

Every trait is a named number, 0 or 1 unless said otherwise, that does not depend on the language:
how the mention is told and dated, where it stands, what of it the headline or the opening names,
what else the article tells. `weigh` turns them into a salience and a confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from timeline import when
from timeline.model import DatedMention, Dating, Passage, PassageKind
from timeline.syntax import Sentence

# Words of four letters and more are compared by their first five: "indicts", "indictment".
_WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 5
_QUOTED = re.compile(r'["“«][^"“”«»]{15,}["”»]')
TEXT: set[PassageKind] = {"body", "quotation"}
# Days before publication, the last of each span.
AGES = ((0, "that-day"), (3, "days"), (10, "week"), (40, "month"), (400, "year"))
# Labels of clauses below others, and of who acts.
CLAUSE = {"acl:relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"}
SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
_PARAGRAPHS = 6
YEAR = 366


def stems(text: str) -> list[str]:
    """The longer words of a text, cut to their beginning, in order."""
    return [w.lower()[:STEM] for w in _WORD.findall(text)]


@dataclass(frozen=True)
class Told:
    """One article with its dated mentions, as the traits look at it."""

    text: str
    mentions: Sequence[DatedMention]
    sentences: Sequence[Sentence]
    passages: Sequence[Passage]
    published: Dating

    @cached_property
    def paragraphs(self) -> dict[int, int]:
        """The number of each passage of running text, by its index."""
        body = [p.index for p in self.passages if p.kind in TEXT]
        return {index: number for number, index in enumerate(body)}

    @cached_property
    def headline(self) -> frozenset[str]:
        """Stems of the headline."""
        return self._stems([p for p in self.passages if p.kind == "headline"])

    @cached_property
    def opening(self) -> frozenset[str]:
        """Stems of the first paragraph."""
        return self._stems([p for p in self.passages if p.kind in TEXT][:1])

    @cached_property
    def words(self) -> Counter[str]:
        """How often each stem stands in the article."""
        return Counter(w for p in self.passages for w in stems(p.text))

    @cached_property
    def types(self) -> Counter[str]:
        """How many mentions there are of each type."""
        return Counter(m.event.type for m in self.mentions)

    @cached_property
    def dates(self) -> Counter[str]:
        """How many mentions there are of each date."""
        return Counter(m.date for m in self.mentions)

    @cached_property
    def beside(self) -> Counter[int]:
        """How many mentions each sentence holds."""
        return Counter(m.event.sentence for m in self.mentions)

    @cached_property
    def headline_types(self) -> frozenset[str]:
        """Types of what the headline tells."""
        told = (m.event for m in self.mentions)
        return frozenset(e.type for e in told if e.passage_kind == "headline")

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Spans of words in quotation marks, in order."""
        return [m.span() for m in _QUOTED.finditer(self.text)]

    @cached_property
    def own_dated(self) -> list[int]:
        """The mentions, by index, of what has happened and has a date of its own."""
        told = enumerate(self.mentions)
        return [i for i, m in told if own(m) and m.event.status in ("happened", "ongoing")]

    def quoted(self, at: int) -> bool:
        """Whether an offset stands in quotation marks."""
        before = bisect_right(self.quotations, at, key=itemgetter(0))
        return before > 0 and at < self.quotations[before - 1][1]

    @staticmethod
    def _stems(passages: Sequence[Passage]) -> frozenset[str]:
        return frozenset(w for p in passages for w in stems(p.text))


def traits(told: Told) -> list[dict[str, float]]:
    """The traits of each mention, in their order; those that are 0 are left out."""
    found = []
    for at, m in enumerate(told.mentions):
        named: dict[str, float] = {"behind-old": not own(m) and behind_old(told, at)}
        named |= _said(m) | _dated(m, told) | _placed(m, told) | _recurs(m, told) | _built(m, told)
        found.append({name: float(value) for name, value in named.items() if value})
    return found


def behind_old(told: Told, at: int) -> bool:
    """Whether the last date told before a mention, by its place, is of another year than the
    article's own: the passage has gone back in time."""
    printed = when.parse(told.published.published) if told.published.published else None
    if printed is None or printed.first_date is None:
        return False
    before = bisect_left(told.own_dated, at)
    if not before:
        return False
    m = told.mentions[told.own_dated[before - 1]]
    if told.mentions[at].event.passage - m.event.passage > 1:
        return False
    last = when.parse(m.date).last_date
    return last is not None and (printed.first_date - last).days > YEAR


def own(mention: DatedMention) -> bool:
    """Whether a time expression of the article dates it, not its context."""
    return mention.time_expression is not None


def age(mention: DatedMention, told: Told) -> int | None:
    """Days from the first day of its date to publication; None where either is unknown."""
    published = told.published.published
    day = when.parse(mention.date).first_date
    printed = when.parse(published).first_date if published is not None else None
    return (printed - day).days if day is not None and printed is not None else None


def _said(m: DatedMention) -> dict[str, float]:
    """Its words, its type, how real it is, who takes part."""
    e = m.event
    named: dict[str, float] = {f"sign-{s}": 1 for s in e.signs}
    named |= {f"type-{e.type}": 1, f"status-{e.status}": 1, f"in-{e.passage_kind}": 1}
    named |= {f"agent-{p.kind}": 1 for p in e.participants if p.role == "agent"}
    return named | {
        "nominal": e.nominal,
        "present": e.tense == "present",
        "named-two": len(e.participants) >= 2,
        "nobody-named": not e.participants,
        "patient": any(p.role == "patient" for p in e.participants),
        "place": bool(e.places),
    }


def _dated(m: DatedMention, told: Told) -> dict[str, float]:
    """By what it is dated and how long before publication."""
    named: dict[str, float] = {f"how-{m.how}": 1}
    days = age(m, told)
    if own(m) and days is not None:
        span = "later" if days < 0 else next((n for most, n in AGES if days <= most), "years")
        named[f"age-{span}"] = 1
    return named


def _placed(m: DatedMention, told: Told) -> dict[str, float]:
    """Where it stands. among: how many others its sentence tells, up to four, in quarters."""
    e = m.event
    number = told.paragraphs.get(e.passage)
    paragraph = "apart" if number is None else str(min(number, _PARAGRAPHS) + 1)
    return {
        f"paragraph-{paragraph}": 1,
        "among": min(told.beside[e.sentence] - 1, 4) / 4,
        "alone": told.beside[e.sentence] == 1,
        "quoted": told.quoted(e.trigger.start),
    }


def _recurs(m: DatedMention, told: Told) -> dict[str, float]:
    """What of it stands elsewhere in the article; shares are 0 to 1."""
    e = m.event
    trigger = {*stems(e.trigger.text), e.lemma[:STEM]}
    names = {w for p in e.participants for w in stems(p.name)}
    title = set(stems(e.title))
    count = max(told.words[w] for w in trigger)
    return {
        "word-in-headline": bool(trigger & told.headline),
        "word-in-opening": bool(trigger & told.opening),
        "word-again": min(max(count - 1, 0), 4) / 4,
        "name-in-headline": bool(names & told.headline),
        "name-in-opening": bool(names & told.opening),
        "share-in-headline": len(title & told.headline) / max(len(title), 1),
        "share-in-opening": len(title & told.opening) / max(len(title), 1),
        "type-of-headline": e.type in told.headline_types,
        "share-of-type": told.types[e.type] / len(told.mentions),
        "share-of-date": told.dates[m.date] / len(told.mentions),
    }


def _built(m: DatedMention, told: Told) -> dict[str, float]:
    """The clause its trigger heads."""
    sentence = told.sentences[m.event.sentence]
    token = sentence.tokens[m.event.token]
    below = {t.dep for t in sentence.children(token.index)}
    above = [token.dep, *(a.dep for a in sentence.ancestors(token.index))]
    verbal = not m.event.nominal
    return {
        "passive": bool(below & {"nsubj:pass", "aux:pass"}),
        "no-subject": verbal and not below & SUBJECTS,
        "object": "obj" in below,
        "reports": "ccomp" in below,
        "reported": "ccomp" in above,
        "relative": "acl:relcl" in above,
        "adverbial": "advcl" in above,
        "coordinated": token.dep == "conj",
        "bare-participle": token.morph.get("VerbForm") in {"Part", "Ger", "Inf"}
        and not below & {"aux", "aux:pass", "cop"},
        "clauses": min(sum(dep in CLAUSE for dep in above), 3) / 3,
    }
