"""Footnotes: references to works told apart from what a note has to say.

A reference is recognised by its form - author, quoted title, volume, pages, a date at its end,
"op. cit.", "ibid." - and by having no verb of its own outside the title. The forms are those of
the usual humanities styles (Chicago notes, APA); the words are the languages'.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Literal

from timeline.segment.phrases import any_of

Kind = Literal["citation", "footnote"]

_BACK = re.compile(
    r"\b(?:op\.? ?cit|loc\.? ?cit|art\.? ?cit|ibid|ibidem|idem|supra|infra)\b|^Id\.", re.I
)
_TITLE = re.compile(
    r"«[^«»]{3,300}»|“[^“”]{3,300}”|\"[^\"]{3,300}\""
    # Typographic single quotes are plain here, and so are apostrophes: those stand inside words.
    r"|(?<!\w)'(?=\S)(?:[^']|(?<=\w)'(?=\w)){7,200}'(?!\w)"
)
_VOLUME = re.compile(
    r"\bvol\.? ?\d|\bn[°ºo]\.? ?\d|\bnos?\. ?\d|\bissue \d|\bt\. ?[\dIVX]|\bchap\.? ?\d|\bISBN\b",
    re.I,
)
_PAGES = re.compile(r"\bpp?\. ?\d|\bpages? \d|:\s?\d{1,4}\s?[-–]\s?\d{1,4}\b", re.I)
_DATE_END = re.compile(
    r"(?:^|[\s,(])(?:\d{1,2}(?:er|st|nd|rd|th)?\s+)?(?:[^\W\d_]{3,10}\.?,?\s+)?(?:\d{1,2},\s+)?"
    r"(?:1[5-9]|20)\d{2}[a-z]?\)?(?:,\s*pp?\.[^,;]{1,30})?[.)\]]*$"
)
_APA = re.compile(r"\((?:1[5-9]|20)\d{2}[a-z]?(?:,[^)]{1,20})?\)[.,:]\s+[A-ZÀ-Þ\"“«]")
# Words of running text; names, titles and abbreviations have few of them.
_PROSE = re.compile(r"(?<![\w-])[a-zà-ÿ]{4,}\b")
_STOP = re.compile(r"[.!?…][\"”»')\]]*\s+(?=[^\W\d_a-zà-ÿ]|[«“\"(\[0-9])")
# Quotes and brackets that close no nearer are mistakes; the bounds also bound the work.
_REACH = 2000
_MAX_DEPTH = 8
_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}


# Forms that are told by words, each with the list of the languages' words that fills it.
_WORDED = {
    "source": (r"https?://|\bdoi\b|\b{}", re.I),
    "see": (
        r"[\s(\[]*(?:{}[,:]?\s+)?"
        r"(?-i:[A-ZÀ-ÞŁŠŽ][^\s,;«“\"]*(?:\s+(?:[a-zà-ÿ]{1,4}\s+)?[A-ZÀ-ÞŁŠŽ&][^\s,;«“\"]*){0,9},)",
        re.I,
    ),
    # In lower case only: titles that have lost their italics keep their capitals.
    "verbs": (r"\b{}\b", re.NOFLAG),
    "endings": (r"\b\w{3,}{}\b", re.NOFLAG),
    "abbreviations": (r"(?:^|[\s(«“\"'\[])(?:[A-Za-zÀ-ÿ]|{})$", re.I),
}


@cache
def _worded(key: str) -> re.Pattern[str]:
    shape, flags = _WORDED[key]
    return re.compile(shape.replace("{}", any_of("footnotes", key)), flags)


def split(text: str) -> list[tuple[int, int, Kind]]:
    """Spans of a note's clean text with their kind, in order, neighbours of one kind joined."""
    out: list[tuple[int, int, Kind]] = []
    # APA puts a full stop after each part of a reference.
    dotted = _APA.search(text) is not None
    for start, end in _sentences(text):
        for a, b in _clauses(text, start, end):
            cited = is_citation(text[a:b]) or (dotted and not _worded("verbs").search(text, a, b))
            kind: Kind = "citation" if cited else "footnote"
            # A bare closing mark belongs to what it closes.
            if out and (out[-1][2] == kind or not re.search(r"\w", text[a:b])):
                out[-1] = (out[-1][0], b, out[-1][2])
            else:
                out.append((a, b, kind))
    return out


def is_citation(text: str) -> bool:
    """True when the text does no more than name a work."""
    return score(text) >= 2


def score(text: str) -> int:
    """How much of the form of a reference a text has; 2 and more is one."""
    text = text.strip()
    bare = _TITLE.sub(" ", text)
    bare = re.sub(r"\[[^\[\]]{0,300}\]", " ", bare)
    points = 0
    if _BACK.search(bare):
        points += 3
    points += _title_points(text)
    points += bool(_VOLUME.search(bare)) + bool(_PAGES.search(bare))
    points += bool(_DATE_END.search(text)) + bool(_worded("source").search(bare))
    points += 2 * bool(_APA.search(bare)) + bool(_worded("see").match(text))
    verbs = len(_worded("verbs").findall(bare))
    weak = len(_worded("endings").findall(bare))
    if verbs or weak > 1:
        points -= 2 + (verbs > 1) + (weak > 1)
    if len(bare.split()) > 45 or len(_PROSE.findall(bare)) > 4:
        points -= 1
    return points


def _title_points(text: str) -> int:
    for m in _TITLE.finditer(text):
        before = text[: m.start()].rstrip()
        led = (
            not before or before[-1] in ",:(;.]" or before.lower().endswith(("see", "voir", " in"))
        )
        after = re.sub(r"^\s*\[[^\[\]]{0,300}\]", "", text[m.end() :]).lstrip()
        if led:
            return 1 + (after[:1] in (",", ";", ".", "") and m.end() - m.start() > 8)
    return 0


def _sentences(text: str) -> list[tuple[int, int]]:
    """Spans of sentences; a stop inside quotes or brackets, or after an abbreviation, ends none."""
    depth = _depths(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for m in _STOP.finditer(text):
        if depth[m.start()]:
            continue
        if text[m.start()] == "." and _worded("abbreviations").search(
            text[max(0, m.start() - 12) : m.start()]
        ):
            continue
        spans.append((start, m.end()))
        start = m.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _depths(text: str) -> bytearray:
    """1 where a character stands inside quotes or brackets that are closed again."""
    inside = bytearray(len(text))
    stack: list[tuple[str, int]] = []
    straight = -1
    for i, c in enumerate(text):
        start = -1
        if c == '"':
            start, straight = straight, (i if straight < 0 else -1)
        elif c in _PAIRS:
            stack.append((_PAIRS[c], i))
            del stack[:-_MAX_DEPTH]
        elif stack and c == stack[-1][0]:
            start = stack.pop()[1]
        if start >= 0 and i - start <= _REACH:
            inside[start:i] = b"\x01" * (i - start)
    return inside


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, cut where a bracketed reference begins and ends, and at semicolons."""
    if end - start > 2 * _REACH:
        return [(start, end)]
    cuts = {start, end}
    depth = _depths(text[start:end])
    for i in range(start, end):
        if text[i] == "(" and i > start and not (depth[i - start] and depth[i - start - 1]):
            close = _closing(text, i, end)
            if score(text[i + 1 : close].strip(" ().")) >= 2:
                cuts.add(i)
                tail = re.compile(r"[)\].,;:\s]*").match(text, close, end)
                cuts.add(tail.end() if tail else close)
        elif text[i] == ";" and not depth[i - start]:
            left, right = text[start:i], text[i + 1 : end]
            if is_citation(left) != is_citation(right):
                cuts.add(i + 1)
    points = sorted(cuts)
    return [(a, b) for a, b in pairwise(points) if text[a:b].strip()]


def _closing(text: str, opened: int, end: int) -> int:
    """Where the bracket at `opened` closes, or `end` when it never does."""
    depth = 0
    for i in range(opened, end):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i
    return end
