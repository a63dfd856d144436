"""What a user decided, as it is kept: an action and the events it speaks of, anchored in the texts.

Invariants: an event is spoken of by its id and by its mentions, each anchored to its article, by
what that holds and what it is called, its place there, its words and its date, so that a decision
finds its event again when ids shift, articles are read anew and files move. Standard library only:
`timeline show` reads decisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from timeline.contract import DocumentRow, EventRow, MentionRow, SpanRow
from timeline.decisions.sketch import sketch

Action = Literal["join", "split", "hide", "set", "accept", "note", "tag", "untag", "add"]
ACTIONS: tuple[Action, ...] = (
    "join", "split", "hide", "set", "accept", "note", "tag", "untag", "add",
)  # fmt: skip

# Characters of a quote that an anchor keeps, about the word that names the event, …
_KEPT = 160
# … and of the digest that tells its article from all others.
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Anchor:
    """One mention, found again by any of: its place, its words, its date.

    at: the raw span of the trigger, code points, end exclusive; word: the trigger; quote: the words
    around it, white space collapsed; date: EDTF. sha256: how that of the article begins, "" where
    an earlier version wrote the anchor.
    """

    document: str
    at: tuple[int, int]
    word: str
    date: str
    quote: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An event as it was when it was spoken of. Without mentions its id alone names it.

    added: the ids of the events in it that were added by hand, where others were joined with them.
    """

    id: str
    date: str = ""
    title: str = ""
    mentions: tuple[Anchor, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenDocument:
    """A document as it was when it was spoken of.

    sha256: how that begins, "" where only its id names it. sketch: of its text (sketch.py), ""
    where an earlier version wrote it or its text wasn't kept.
    """

    id: str
    sha256: str = ""
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    events: join: those that are one; split: what stays, then what comes away, an event each; add:
    the one that is added, with its quote's anchor; all else: those that it holds for, each for
    itself. document: the one that `set` speaks of in place of an event. values: what `set` sets and
    `add` says, date and title too, by field; of `note` its text under "note", "" to take it
    away; of `tag` and `untag` the tags under "tags", parted by semicolons. time: RFC 3339, author:
    who decided it, both "" where that isn't told. line: where it begins in its file, from 1; 0
    before it is there.
    """

    action: Action
    events: tuple[Spoken, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    time: str = ""
    line: int = 0
    document: SpokenDocument | None = None
    author: str = ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that `tag` puts on its events or `untag` takes off them."""
        return tuple(tag for tag in self.values.get("tags", "").split("; ") if tag)

    @property
    def slots(self) -> tuple[str, ...]:
        """What of an event it settles: of two decisions on one slot the later is heard."""
        if self.action in ("hide", "accept"):
            return ("verdict",)
        if self.action in ("tag", "untag"):
            return tuple(f"tag {tag}" for tag in self.tags)
        return tuple(self.values)


def spoken_document(document: DocumentRow, text: str | None = None) -> SpokenDocument:
    """A document as a decision speaks of it. text: what it holds, where that is known."""
    drawn = "" if text is None else sketch(text)
    return SpokenDocument(document["id"], document["sha256"][:_DIGEST], drawn)


def spoken(
    event: EventRow,
    mentions: list[MentionRow] | None = None,
    digests: Mapping[str, str] | None = None,
) -> Spoken:
    """An event as a decision speaks of it.

    mentions: those meant, all by default. digests: sha256 of each document, by id.
    """
    meant = event["mentions"] if mentions is None else mentions
    anchors = tuple(anchor(m, (digests or {}).get(m["document"], "")) for m in meant)
    return Spoken(event["id"], event["date"], event["title"], anchors)


def anchor(mention: MentionRow, sha256: str = "") -> Anchor:
    """The anchor of a mention. sha256: of its document."""
    trigger = mention["trigger"]
    return Anchor(
        document=mention["document"],
        at=(trigger["start"], trigger["end"]),
        word=" ".join(trigger["text"].split()),
        date=mention["date"],
        quote=_around(mention),
        sha256=sha256[:_DIGEST],
    )


def anchor_at(document: str, word: SpanRow, quote: str, date: str, sha256: str) -> Anchor:
    """The anchor of words that somebody quotes. word: what names the event among them."""
    at, told = (word["start"], word["end"]), " ".join(word["text"].split())
    return Anchor(document, at, told, date, quote, sha256[:_DIGEST])


def _around(mention: MentionRow) -> str:
    """The quote, or whole words of it about its trigger where it is long."""
    quote, at = mention["quote"], mention["trigger"]["start"] - mention["start"]
    if len(quote) <= _KEPT:
        return " ".join(quote.split())
    low = max(0, min(at - _KEPT // 2, len(quote) - _KEPT))
    cut = quote[low : low + _KEPT]
    if low and " " in cut:
        cut = cut.partition(" ")[2]
    if low + _KEPT < len(quote) and " " in cut:
        cut = cut.rpartition(" ")[0]
    return " ".join(cut.split())
