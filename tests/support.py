"""Builders that tests share: sentences and mentions written by hand, no model needed."""

from __future__ import annotations

from typing import Any

from timeline.model import EventMention, TimeExpression, Trigger
from timeline.syntax import Sentence, Token


def sentence(
    tree: str, *, number: int = 0, passage: int = 0, at: int = 0, language: str = "en"
) -> tuple[str, Sentence]:
    """A text and its sentence from `word/POS/dep/head` items; heads count from 0, root: itself.

    The lemma is the lower-cased word unless a fifth field gives it. The text starts at raw
    offset `at`.
    """
    tokens, words, offset = [], [], at
    for i, item in enumerate(tree.split()):
        word, pos, dep, head, *rest = item.split("/")
        lemma = rest[0] if rest else word.lower()
        token = Token(i, word, lemma, pos, dep, int(head), offset, offset + len(word))
        tokens.append(token)
        words.append(word)
        offset += len(word) + 1
    text = " ".join(words)
    return text, Sentence(number, passage, language, at, at + len(text), tuple(tokens))


def mention(text: str, parsed: Sentence, word: str, **changes: Any) -> EventMention:
    """The mention whose trigger is the given word of the sentence; its quote is the sentence."""
    token = next(t for t in parsed.tokens if t.text == word)
    fields: dict[str, Any] = {
        "document": "a.txt",
        "language": parsed.language,
        "passage": parsed.passage,
        "passage_kind": "body",
        "sentence": parsed.number,
        "token": token.index,
        "start": parsed.start,
        "end": parsed.end,
        "quote": text[parsed.start : parsed.end],
        "trigger": Trigger(text=word, start=token.start, end=token.end),
        "lemma": token.lemma,
        "nominal": token.pos in {"NOUN", "PROPN"},
        "type": "other",
        "status": "happened",
        "tense": "past" if token.pos == "VERB" else "none",
        "title": word.capitalize(),
        "confidence": 0.9,
        "salience": 0.6,
        "rules": ("test",),
    }
    return EventMention(**(fields | changes))


def expression(text: str, phrase: str, edtf: str | None, **changes: Any) -> TimeExpression:
    """A time expression over the phrase's first occurrence in the text."""
    start = text.index(phrase)
    fields: dict[str, Any] = {
        "start": start,
        "end": start + len(phrase),
        "text": phrase,
        "type": "DATE",
        "value": edtf or "PAST_REF",
        "edtf": edtf,
    }
    return TimeExpression(**(fields | changes))
