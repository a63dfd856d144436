"""Passages in, parsed sentences out: the one place that runs spaCy on an article.

`parse` returns plain `syntax.Sentence` records, so that no later stage needs a spaCy object. Each
passage is parsed as a block of its own, because the sentence splitter goes wrong where a caption
or a heading meets the text below it. spaCy is imported when the first article is parsed, never
before, and a model is loaded once a process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.model import Passage
from timeline.parse import attach, english, french, models, plain
from timeline.parse.models import available
from timeline.syntax import Entity, Sentence, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["BATCH", "SKIPPED", "available", "parse"]

BATCH = 12
LONGEST = 8_000  # characters parsed in one go; no paragraph people write is as long
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
    nlp = models.load(language)
    pieces: list[tuple[Passage, plain.Plain]] = []
    for passage in wanted:
        whole = plain.plain(passage.text)
        parts = [whole] if len(whole.text) <= LONGEST else plain.cut(whole, LONGEST)
        pieces.extend((passage, part) for part in parts)
    sentences: list[Sentence] = []
    docs = nlp.pipe((text.text for _, text in pieces), batch_size=BATCH)
    for (passage, text), doc in zip(pieces, docs, strict=True):
        _join_prefixes(doc)
        for span in doc.sents:
            made = _sentence(span, doc, passage, text, len(sentences), language)
            if made is not None:
                sentences.append(made)
    return tuple(sentences)


def _join_prefixes(doc: Doc) -> None:
    """Make "re-election" one word again, which the English tokenizer splits at the hyphen."""
    found = [
        i
        for i in range(len(doc) - 2)
        if doc[i].lower_ in _PREFIXES
        and doc[i + 1].text == "-"
        and not doc[i].whitespace_
        and not doc[i + 1].whitespace_
        and doc[i + 2].is_alpha
    ]
    if not found:
        return
    with doc.retokenize() as merge:
        for i in found:
            lemma = f"{doc[i].lower_}-{doc[i + 2].lemma_}"
            merge.merge(doc[i : i + 3], attrs={"LEMMA": lemma, "POS": doc[i + 2].pos_})


def _sentence(
    span: Span, doc: Doc, passage: Passage, text: plain.Plain, number: int, language: str
) -> Sentence | None:
    """One spaCy sentence as a record; None when it holds nothing but white space."""
    kept = [t for t in span if not t.is_space]
    if not kept:
        return None
    place = {t.i: n for n, t in enumerate(kept)}
    root = place.get(span.root.i, 0)
    heads = []
    for n, token in enumerate(kept):
        head = token.head
        while head.is_space and head.head is not head:
            head = head.head
        heads.append(place.get(head.i, root) if head is not token else n)
    rows = [
        Row(t.text, t.lemma_, t.pos_, t.dep_, head, dict(t.morph.to_dict()), t.tag_, t.ent_type_)
        for t, head in zip(kept, heads, strict=True)
    ]
    _CONVERT[language](rows)
    if len(rows) <= REPAIRED:
        attach.convert(rows)
    tokens = []
    for n, (t, row) in enumerate(zip(kept, rows, strict=True)):
        start, end = passage.raw_span(*text.span(t.idx, t.idx + len(t.text)))
        tokens.append(
            Token(n, row.text, row.lemma, row.pos, row.dep, row.head, start, end, row.morph)
        )
    entities = []
    for ent in span.ents:
        inside = [place[t.i] for t in ent if t.i in place]
        if ent.label_ in _LABELS and inside:
            entities.append(Entity(inside[0], inside[-1] + 1, _LABELS[ent.label_], ent.text))
    return Sentence(
        number,
        passage.index,
        language,
        tokens[0].start,
        tokens[-1].end,
        tuple(tokens),
        tuple(entities),
    )


Row = english.Row
