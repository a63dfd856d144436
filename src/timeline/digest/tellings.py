"""What may stand for a day: each event in the words of each of its mentions, with its traits."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.contract import EventRow, MentionRow
from timeline.digest.collection import Collection, day_number
from timeline.digest.vocabulary import Vector, Vocabulary, centre, likeness
from timeline.languages import grammar

# How much a sentence counts for what its day is about that names no date of its own.
_UNDATED = 0.1
_CHRONICLE = "chronicle"
# Days after which a text looks back on a day.
_LATER = 1
# A line of fewer words says too little.
_SHORT = 6
# How the rule is called by which a noun names an event, and the words that tell more than its name.
_NOUN, _NAMED = "noun:", 6
_CAPTION = "caption:"
_OPENING = ("“", "«", "„", '"', "'", "‘")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event in the words of one of its mentions. language: that of its document; vector: the
    words of the quote; traits: by name, as lines.toml weighs them."""

    event: EventRow
    mention: MentionRow
    language: str
    vector: Vector
    traits: Mapping[str, float]


def tellings(
    events: Sequence[EventRow], collection: Collection, vocabulary: Vocabulary
) -> list[Telling]:
    """The tellings of the events of one day, in their order, each wording of an event once."""
    dated = [(e, m) for e in events for m in _of_its_day(e)]
    vectors = {m["quote"]: vocabulary.vector(m["quote"]) for _, m in dated}
    middle = _middle(dated, vectors, collection)
    found: dict[tuple[str, str], Telling] = {}
    naming: dict[str, int] = {}
    titles: dict[str, Vector] = {}
    for e, m in dated:
        if (e["id"], m["quote"]) in found:
            continue
        if e["id"] not in naming:
            naming[e["id"]] = _naming(e, collection)
            titles[e["id"]] = vocabulary.vector(e["title"])
        vector = vectors[m["quote"]]
        traits = {
            "day-central": likeness(vector, middle),
            "collection-central": vocabulary.central(m["quote"]),
            "like-title": likeness(vector, titles[e["id"]]),
            "sources": math.log1p(naming[e["id"]]),
            "salience": e["salience"],
            "chronicle": float(_looks_back(m, collection)),
            "leaning": float(_leaning(m, collection.language(m["document"]))),
            "named-only": float(_named_only(m)),
            "beside": float(_beside(m, collection)),
            "other-language": float(_foreign(m, collection)),
            "unreal": float(e["status"] in ("planned", "possible", "denied")),
        }
        found[e["id"], m["quote"]] = Telling(
            e, m, collection.language(m["document"]), vector, traits
        )
    return list(found.values())


def _of_its_day(event: EventRow) -> list[MentionRow]:
    """The mentions that date an event as it is dated; all where the user dated it, one in their
    stead where somebody added it and no text tells of it."""
    of_its_day = [m for m in event["mentions"] if m["date"] == event["date"]]
    return of_its_day or event["mentions"] or [_by_hand(event)]


def _by_hand(event: EventRow) -> MentionRow:
    """An event that no text tells of, as its title tells it."""
    title = event["title"]
    return {
        "document": "",
        "start": 0,
        "end": len(title),
        "quote": title,
        "title": title,
        "date": event["date"],
        "status": event["status"],
        "confidence": event["confidence"],
        "page": None,
        "rules": [],
        "trigger": {"text": title, "start": 0, "end": len(title)},
        "time_expression": None,
        "also_in": [],
    }


def _middle(
    dated: Sequence[tuple[EventRow, MentionRow]],
    vectors: Mapping[str, Vector],
    collection: Collection,
) -> Vector:
    """What a day is about: the middle of its sentences, each once a source.

    The more sentences a source has the less each counts, so that no source outvotes the others.
    """
    weights: dict[tuple[str, str], float] = {}
    for _, m in dated:
        said = (collection.source(m["document"]), m["quote"])
        own = 1.0 if m["time_expression"] is not None else _UNDATED
        weights[said] = max(own, weights.get(said, 0.0))
    count = Counter(source for source, _ in weights)
    return centre(
        (vectors[quote], weight / math.sqrt(count[source]))
        for (source, quote), weight in weights.items()
    )


def _naming(event: EventRow, collection: Collection) -> int:
    """How many sources, independent of one another, tell of an event by a date of their own."""
    named = (m for m in _of_its_day(event) if m["time_expression"] is not None)
    return len({collection.source(m["document"]) for m in named})


def _foreign(mention: MentionRow, collection: Collection) -> bool:
    """Whether a mention is in another language than most documents."""
    return collection.language(mention["document"]) != collection.main_language


def _named_only(mention: MentionRow) -> bool:
    """Whether the event is only named, by a noun where something else is told, "since the vote",
    or by a caption."""
    rule = mention["rules"][0] if mention["rules"] else ""
    noun = rule.startswith(_NOUN) and len(mention["title"].split()) < _NAMED
    return noun or rule.startswith(_CAPTION)


def _beside(mention: MentionRow, collection: Collection) -> bool:
    """Whether the sentence tells more of what is dated otherwise."""
    words = len(mention["title"].split())
    return any(
        m["date"] != mention["date"] and len(m["title"].split()) > words
        for m in collection.beside(mention)
    )


def _looks_back(mention: MentionRow, collection: Collection) -> bool:
    """Whether it stands in a chronicle that was published later: dates of comments do not."""
    if collection.kind(mention["document"]) != _CHRONICLE:
        return False
    day, published = day_number(mention["date"]), collection.published(mention["document"])
    return day is not None and published is not None and published - day >= _LATER


def _leaning(mention: MentionRow, language: str) -> bool:
    """Whether a quote leans on what is beside it, or says too little to stand alone."""
    quote = mention["quote"].strip()
    if quote[:1].islower() or quote.startswith(_OPENING) or quote.endswith("?"):
        return True
    words = quote.split()
    pronoun = bool(words) and words[0].casefold() in grammar.of(language).subject_forms
    return pronoun or len(words) < _SHORT or quote.count("“") != quote.count("”")
