"""Passages in, parsed sentences out: the one place that runs spaCy on an article.

`parse` returns plain `syntax.Sentence` records, so that no later stage needs a spaCy object. Each
passage is parsed as a block of its own, because the sentence splitter goes wrong where a caption
or a heading meets the text below it. spaCy is imported when the first article is parsed, never
before, and a model is loaded once a process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from timeline.model import Passage
from timeline.parse import attach, english, french, models, plain
from timeline.parse.models import available
from timeline.parse.quick import Word
from timeline.syntax import Entity, Sentence, Token

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["SKIPPED", "available", "parse"]

LONGEST = 8_000  # characters parsed in one go; no paragraph people write is as long
_SHORTEST = 20  # tokens up to which a French sentence without a verb may be a part of one
REPAIRED = 200  # tokens of a sentence beyond which it is a list or a dump, left as parsed
SKIPPED = frozenset({"citation", "boilerplate", "byline"})

_CONVERT = {"en": english.convert, "fr": french.convert}
_PREFIXES = frozenset({"re", "co", "by", "run", "walk", "cease", "break", "take", "bail", "lift"})
# The entity labels of both models, brought to those of `syntax.Entity`; the others are left out.
_LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC",
    "NORP": "NORP", "EVENT": "EVENT", "MONEY": "MONEY", "MISC": "MISC", "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC", "LAW": "MISC",
}  # fmt: skip


def parse(article_text: str, passages: Sequence[Passage], *, language: str) -> tuple[Sentence, ...]:
    """The sentences of one article, numbered in text order.

    article_text: the raw text the passages point into. Passages of the kinds in `SKIPPED`, and
    those marked as being in another language, are left out. Offsets of tokens and sentences are
    code points into `article_text`. Raises ModelMissing when no model of `language` is installed.
    """
    wanted = [
        p
        for p in passages
        if p.kind not in SKIPPED and p.text.strip() and p.language in (None, language)
    ]
    if not wanted:
        return ()
    reader = models.reader(language)
    pieces: list[tuple[Passage, plain.Plain]] = []
    for passage in wanted:
        whole = plain.plain(passage.text)
        parts = [whole] if len(whole.text) <= LONGEST else plain.cut(whole, LONGEST)
        pieces.extend((passage, part) for part in parts)
    sentences: list[Sentence] = []
    docs = reader.docs([text.text for _, text in pieces])
    for (passage, text), doc in zip(pieces, docs, strict=True):
        joined = _prefixes(doc) if "-" in text.text else []
        if joined:
            reader.settle(doc)
            _join(doc, joined)
        block = _Block(doc, reader.words(doc, settled=bool(joined)), passage, text)
        sentences.extend(block.sentences(len(sentences), language))
    return tuple(sentences)


def _prefixes(doc: Doc) -> list[int]:
    """Where "re-election" begins, which the English tokenizer splits at the hyphen."""
    return [
        t.i - 1
        for t in doc[1:-1]
        if t.text == "-"
        and not t.whitespace_
        and doc[t.i - 1].lower_ in _PREFIXES
        and not doc[t.i - 1].whitespace_
        and doc[t.i + 1].is_alpha
    ]


def _join(doc: Doc, found: Sequence[int]) -> None:
    """Make each of the words found one again."""
    with doc.retokenize() as merge:
        for i in found:
            lemma = f"{doc[i].lower_}-{doc[i + 2].lemma_}"
            merge.merge(doc[i : i + 3], attrs={"LEMMA": lemma, "POS": doc[i + 2].pos_})


class _Block:
    """One parsed passage, or part of one, on the way to records."""

    def __init__(
        self, doc: Doc, words: Sequence[Word], passage: Passage, text: plain.Plain
    ) -> None:
        self.words, self.passage = words, passage.index
        columns = doc.to_array(["IDX", "HEAD", "ENT_TYPE", "SENT_START"])
        # How far the head is, negative to the left; the array holds it without a sign.
        self.heads: list[int] = columns[:, 1].astype("int64").tolist()
        self.bounds = [*(columns[1:, 3] == 1).nonzero()[0].tolist(), len(words) - 1]
        strings = doc.vocab.strings
        self.labels = [strings[e] if e else "" for e in columns[:, 2].tolist()]
        self.entities = [(e.start, e.end, e.label_, e.text) for e in doc.ents]
        self.spans = _raw(columns[:, 0].astype("int64"), words, passage, text)

    def sentences(self, number: int, language: str) -> Iterator[Sentence]:
        """The records of its sentences, numbered from `number`."""
        start = 0
        for last in self._ends(language) if self.words else ():
            made = self._sentence(start, last + 1, number, language)
            if made is not None:
                yield made
                number += 1
            start = last + 1

    def _ends(self, language: str) -> Iterator[int]:
        """The last token of each sentence, without the cuts the French model makes at a comma."""
        start = 0
        for last in self.bounds:
            if language == "fr" and last + 1 < len(self.words):
                after = self.words[last + 1].text
                glued = after != "-" or self.spans[last][1] == self.spans[last + 1][0]
                if after in french.NEVER_FIRST and glued:
                    continue
                if last - start < _SHORTEST and self._headless(start, last):
                    continue
                if self._goes_on(last):
                    continue
            yield last
            start = last + 1

    def _goes_on(self, last: int) -> bool:
        """True for « née à Lyon | le 24 octobre »: no sentence begins so."""
        before, after = self.words[last], self.words[last + 1]
        inside = before.text[-1:].isalnum() and after.text[:1].islower()
        return inside and not before.space and not after.space

    def _headless(self, start: int, last: int) -> bool:
        """True for "La présidente Elena": no verb, no full stop, and a name on both sides."""
        inside = self.words[start : last + 1]
        told = any(w.morph.get("VerbForm") == "Fin" for w in inside)
        first, after = self.words[last], self.words[last + 1]
        return not told and first.pos == "PROPN" and after.pos == "PROPN"

    def _sentence(self, start: int, end: int, number: int, language: str) -> Sentence | None:
        """The sentence of tokens [start, end); None when it holds nothing but white space."""
        words, heads, labels = self.words, self.heads, self.labels
        kept = [i for i in range(start, end) if not words[i].space]
        if not kept:
            return None
        place = {i: n for n, i in enumerate(kept)}
        root = place.get(next((i for i in range(start, end) if not heads[i]), start), 0)
        rows = []
        for n, i in enumerate(kept):
            text, lemma, pos, tag, dep, morph, _, _ = words[i]
            head = i + heads[i]
            while words[head].space and heads[head]:
                head += heads[head]
            above = place.get(head, root) if head != i else n
            rows.append(Row(text, lemma, pos, dep, above, {**morph}, tag, labels[i]))
        _CONVERT[language](rows)
        if len(rows) <= REPAIRED:
            attach.convert(rows)
        tokens = tuple(
            Token(n, row.text, row.lemma, row.pos, row.dep, row.head, *self.spans[i], row.morph)
            for n, (i, row) in enumerate(zip(kept, rows, strict=True))
        )
        entities = []
        for first, stop, label, text in self.entities:
            inside = [place[i] for i in range(first, stop) if i in place]
            if label in _LABELS and inside:
                name = text
                if language == "fr":
                    inside, name = french.named(rows, inside, text)
                entities.append(Entity(inside[0], inside[-1] + 1, _LABELS[label], name))
        return Sentence(
            number, self.passage, language, tokens[0].start, tokens[-1].end, tokens,
            tuple(entities),
        )  # fmt: skip


def _raw(
    at: NDArray[Any], words: Sequence[Word], passage: Passage, text: plain.Plain
) -> list[tuple[int, int]]:
    """The raw span of each token; at: where each begins in `text`."""
    import numpy

    # Of each token the first and the last character, through both maps.
    both = numpy.stack([at, at + [len(word.text) - 1 for word in words]])
    if text.at is not None:
        both = numpy.asarray(text.at, dtype="int64")[both]
    runs = numpy.asarray(passage.runs, dtype="int64")
    of = runs[runs[:, 0].searchsorted(both, side="right") - 1]
    both += of[..., 1] - of[..., 0]
    both[1] += 1
    return list(zip(*both.tolist(), strict=True))


Row = english.Row
