"""Passages in, parsed sentences out: the one place that runs spaCy on an article.

`parse` returns plain `syntax.Sentence` records, so that no later stage needs a spaCy object. Each
passage is parsed as a block of its own, because the sentence splitter goes wrong where a caption
or a heading meets the text below it. spaCy is imported when the first article is parsed, never
before, and a model is loaded once a process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.languages.grammar import Grammar, of
from timeline.model import Passage
from timeline.parse import models, repairs, unmarked
from timeline.parse.models import available
from timeline.syntax import Entity, Node, Sentence, Token, Tree, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["SKIPPED", "available", "parse"]

LONGEST = 8_000  # characters parsed in one go; no paragraph people write is as long
# Tokens of a sentence, beyond which it is a list or a dump and read in parts: rules that look at
# every pair of a sentence's words, or go up its tree, take no longer than these let them.
MOST_TOKENS = 250
_BEGINS, _GOES_ON = 3, 1  # spaCy's ENT_IOB
_PARTED_AT = frozenset(",;:|•")
SKIPPED = frozenset({"citation", "boilerplate", "byline"})

# The entity labels of the models, brought to those of `syntax.Entity`; the others are left out.
_LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC",
    "NORP": "NORP", "EVENT": "EVENT", "MONEY": "MONEY", "MISC": "MISC", "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC", "LAW": "MISC",
}  # fmt: skip


def parse(
    article_text: str,
    passages: Sequence[Passage],
    *,
    language: str,
    fired: Counter[str] | None = None,
) -> tuple[Sentence, ...]:
    """The sentences of one article, numbered in text order.

    article_text: the raw text the passages point into. Passages of the kinds in `SKIPPED`, and
    those marked as being in another language, are left out. Offsets of tokens and sentences are
    code points into `article_text`. fired: counts the sentences that each repair of the parse
    changed. Raises ModelMissing when no model of `language` is installed.
    """
    wanted = [
        p
        for p in passages
        if p.kind not in SKIPPED and p.text.strip() and p.language in (None, language)
    ]
    if not wanted:
        return ()
    reader, grammar = models.reader(language), of(language)
    pieces: list[tuple[Passage, unmarked.Unmarked]] = []
    for passage in wanted:
        whole = unmarked.without_tags(unmarked.unmark(passage.text), grammar.link_names)
        whole = unmarked.behind_dateline(whole)
        parts = unmarked.parts(whole, LONGEST)
        # Of "> " alone nothing is left.
        pieces.extend((passage, part) for part in parts if part.text.strip())
    sentences: list[Sentence] = []
    docs = reader.docs([text.text for _, text in pieces])
    for (passage, text), doc in zip(pieces, docs, strict=True):
        joined = _prefixes(doc, grammar) if "-" in text.text else []
        if joined:
            reader.settle(doc)
            _join(doc, joined)
        block = _Block(doc, reader.words(doc, settled=bool(joined)), passage, text, grammar)
        sentences.extend(block.sentences(len(sentences), fired))
    return tuple(sentences)


def _prefixes(doc: Doc, grammar: Grammar) -> list[int]:
    """Where words like "re-election" begin, which the tokenizer splits at the hyphen."""
    return [
        t.i - 1
        for t in doc[1:-1]
        if t.text == "-"
        and not t.whitespace_
        and doc[t.i - 1].lower_ in grammar.prefixes
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
        self,
        doc: Doc,
        words: Sequence[Word],
        passage: Passage,
        text: unmarked.Unmarked,
        grammar: Grammar,
    ) -> None:
        self.words, self.passage, self.grammar = words, passage.index, grammar
        columns = doc.to_array(["IDX", "HEAD", "ENT_TYPE", "SENT_START", "ENT_IOB"])
        at, _, types, starts, inside = columns.T.tolist()
        # How far the head is, negative to the left; the array holds them without a sign.
        self.heads: list[int] = columns[:, 1].astype("int64").tolist()
        self.bounds = [*(i for i, begins in enumerate(starts[1:]) if begins == 1), len(words) - 1]
        names = {e: doc.vocab.strings[e] if e else "" for e in set(types)}
        self.labels = [names[e] for e in types]
        self.entities = self._named(at, inside, text.text)
        self.spans = _raw(at, words, passage, text)

    def _named(
        self, at: Sequence[int], inside: Sequence[int], text: str
    ) -> list[tuple[int, int, str, str]]:
        """Its entities: first token, end (exclusive), label and text.

        inside: what spaCy says of each token, `_BEGINS` of an entity's first, `_GOES_ON` of others.
        """
        found = []
        for first, label in enumerate(self.labels):
            if label in _LABELS and inside[first] == _BEGINS:
                last = first
                while last + 1 < len(inside) and inside[last + 1] == _GOES_ON:
                    last += 1
                name = text[at[first] : at[last] + len(self.words[last].text)]
                found.append((first, last + 1, _LABELS[label], name))
        return found

    def sentences(self, number: int, fired: Counter[str] | None) -> Iterator[Sentence]:
        """The records of its sentences, numbered from `number`."""
        start = 0
        for last in self._ends() if self.words else ():
            kept = [i for i in range(start, last + 1) if not self.words[i].space]
            if kept:
                yield self._sentence(start, kept, number, fired)
                number += 1
            start = last + 1

    def _ends(self) -> Iterator[int]:
        """The last token of each sentence, without the cuts that its language knows to be none."""
        start = 0
        for last in self.bounds:
            if last + 1 < len(self.words):
                glued = self.spans[last][1] == self.spans[last + 1][0]
                if not self.grammar.ends(self.words, start, last, glued):
                    continue
            yield from self._parts(start, last)
            yield last
            start = last + 1

    def _parts(self, start: int, last: int) -> Iterator[int]:
        """Where a sentence of more than `MOST_TOKENS` is cut: behind its last comma or such, if one
        stands in the second half of a part, else anywhere."""
        while last + 1 - start > MOST_TOKENS:
            end = start + MOST_TOKENS - 1
            behind = range(end, start + MOST_TOKENS // 2, -1)
            end = next((i for i in behind if self.words[i].text in _PARTED_AT), end)
            yield end
            start = end + 1

    def _sentence(
        self, start: int, kept: Sequence[int], number: int, fired: Counter[str] | None
    ) -> Sentence:
        """The sentence of the tokens kept, all that are not white space from `start` on."""
        language = self.grammar.code
        place = {i: n for n, i in enumerate(kept)}
        tree = self._tree(start, kept, place)
        self.grammar.relabel(tree)
        repairs.repair(tree, self.grammar, fired)
        tokens = tuple(
            Token(n, node.text, node.lemma, node.pos, node.dep, node.head, *self.spans[i],
                  node.morph)
            for n, (i, node) in enumerate(zip(kept, tree, strict=True))
        )  # fmt: skip
        entities = []
        for first, stop, label, text in self.entities:
            inside = [place[i] for i in range(first, stop) if i in place]
            if inside:
                inside, name = self.grammar.named(tree, inside, text)
                entities.append(Entity(inside[0], inside[-1] + 1, label, name))
        return Sentence(
            number, self.passage, language, tokens[0].start, tokens[-1].end, tokens,
            tuple(entities),
        )  # fmt: skip

    def _tree(self, start: int, kept: Sequence[int], place: dict[int, int]) -> Tree:
        """The tree as the model has it; place: index in the block -> index in the sentence."""
        words, heads = self.words, self.heads
        inside = range(start, kept[-1] + 1)
        tops = (i for i in inside if not heads[i])
        # Of a part of a sentence what hangs on another part.
        cut = (i for i in kept if not start <= i + heads[i] <= kept[-1])
        root = place.get(next(tops, next(cut, start)), 0)
        tree = Tree()
        for n, i in enumerate(kept):
            text, lemma, pos, tag, dep, morph, _, low = words[i]
            head = i + heads[i]
            while words[head].space and heads[head]:
                head += heads[head]
            above = place.get(head, root) if head != i else n
            tree.append(Node(text, lemma, pos, dep, above, {**morph}, tag, self.labels[i], low))
        return tree


def _raw(
    at: Sequence[int], words: Sequence[Word], passage: Passage, text: unmarked.Unmarked
) -> list[tuple[int, int]]:
    """The raw span of each token; at: where each begins in `text`."""
    spans = [(start, start + len(word.text)) for start, word in zip(at, words, strict=True)]
    if text.at is None and len(passage.runs) == 1:  # as nearly always
        raw = passage.runs[0][1]
        return [(raw + first, raw + end) for first, end in spans]
    return [passage.raw_span(*text.span(first, end)) for first, end in spans]
