"""Exports of press archives: one file holds many articles, each between the archive's own lines.

Nexis (both of its layouts), Factiva (with field codes and without) and Europresse, as their
programs write them in text, HTML and Word files. Of each article the headline and the body are
kept; what the archive adds is left out, and the day it was loaded is never taken for the day it
was published. A file without such lines is not split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.read import labels
from timeline.read.draft import Draft
from timeline.read.printed_days import Printed, printed_days
from timeline.read.published import from_value

# The last line of an article of Factiva (its accession number) and of Europresse.
_FACTIVA = re.compile(r"Document ([A-Z]{3,12}\d{8}\w{6,})$")
_EUROPRESSE = re.compile(r"(?:\w{1,10}\.?\s?:\s?)?[a-z]{3,6}[·•](\d{4})(\d{2})(\d{2})[·•]\S+$")
_MARK = re.compile(r"\b[a-z]{3,6}[·•]\d{8}[·•]|\bDocument [A-Z]{3,12}\d{8}")
# Factiva's fields in the order in which they stand.
_CODES = (
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
    "CT", "RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN",
)  # fmt: skip
# These hold codes with their meanings, so that "IN March it fell" is a line of the body.
_OF_CODES = frozenset({"CO", "IN", "NS", "RE"})
_CODED = re.compile(rf"(?:\|\s*+)?({'|'.join(_CODES)})(?:\s*+\||\s++|$)\s*+(.*)$")
_RIGHTS = re.compile(
    r"copyright\b|©|\(c\) ?(?:\d{4}|copyright)"
    r"|.{0,40}\b(?:tous droits réservés|all rights reserved)",
    re.I,
)
_PAGE = re.compile(r"page \d+ (?:of|de|sur|/) \d+.{0,80}$", re.I)
_MARKUP = re.compile(r"^(?:#{1,6}\s|\*\*|- )|\*\*$")
# What may stand behind the day in the line that dates an article: page, hour, number of words.
# Each part is read in one way only: what could be two, over and over, would take for ever.
_BEHIND = re.compile(
    r"(?>(?:à\s|at\s|[+-])?\d{1,2}[:h]\d{0,2}(?::\d\d)?|[+-]\d{1,4}|[\s,;:–—|()-]"
    r"|(?:pg|pp?)\.?\s?\S{1,14}|[ap]\.?m\.?\b|UTC|GMT|[A-Z]{3,4}\b"
    r"|\d[\d ,.]* (?:mots|words))*+"
)
# A header has no more lines than this; a line that dates an article is no longer.
_HEADER = 60
_LONGEST = 160


def split(text: str) -> Iterator[Draft]:
    """The articles of an export in its order; none when the text is no export."""
    if not may_hold(text):
        return
    chunk: list[str] = []
    numbered = False
    for raw in text.split("\n"):
        line = _MARKUP.sub("", raw.strip()).strip()
        short = len(line) < 120
        if short and line and labels.pattern("press", "number").match(line):
            yield from _nexis(chunk, numbered=numbered)
            chunk, numbered = [], True
        elif short and labels.pattern("press", "end").match(line):
            yield from _nexis(chunk, numbered=False)
            chunk = []
        elif short and (_FACTIVA.match(line) or ((m := _CODED.match(line)) and m[1] == "AN")):
            yield from _factiva(chunk)
            chunk = []
        elif short and (m := _EUROPRESSE.match(line)):
            yield from _europresse(chunk, "-".join(m.group(1, 2, 3)))
            chunk = []
        elif not _PAGE.match(line):
            chunk.append(line)
    yield from _nexis(chunk, numbered=numbered)


def may_hold(source: str) -> bool:
    """Whether a text or a page's source has a line that archives write; says no cheaply."""
    return bool(_MARK.search(source) or labels.pattern("press", "mark").search(source))


def _draft(
    title: str | None, body: Sequence[str], published: str | None, author: str | None
) -> Iterator[Draft]:
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(body).strip("\n"))
    if not text.strip():
        return
    yield Draft(
        text=f"{title}\n\n{text}" if title else text,
        title=title or None,
        published=published,
        author=author or None,
        warnings=() if published else ("the archive does not say when it was published",),
    )


def _dated(line: str) -> Printed | None:
    """The day of a line that dates an article, which holds little else behind it."""
    if len(line) > _LONGEST:
        return None
    found = next(printed_days(line), None)
    if found is None:
        return None
    behind = re.sub(rf"^\W*(?:{labels.weekday()})\b", "", line[found.end :], flags=re.I)
    return found if _BEHIND.fullmatch(behind) or len(behind.split()) <= 3 else None


def _month(lines: Sequence[str]) -> str | None:
    """The month of a monthly, which stands alone in its line."""
    short = (line for line in lines if 6 <= len(line) <= 30 and line[-4:].isdecimal())
    return next((found for line in short if (found := from_value(line))), None)


def _tailless(lines: Sequence[str]) -> list[str]:
    """Lines without the archive's fields and the rights that end an article."""
    kept = list(lines)
    while kept:
        # The last paragraph, which may run over lines, is of the archive by how it begins.
        at = len(kept)
        while at and kept[at - 1]:
            at -= 1
        first = kept[at] if at < len(kept) else ""
        if first and not (labels.pattern("press", "field").match(first) or _RIGHTS.match(first)):
            break
        del kept[max(0, at - 1) if not first else at :]
    return kept


def _value(label: str, lines: Sequence[str]) -> str | None:
    """What stands behind the first such label."""
    at = _first(label, lines)
    m = labels.pattern("press", label).match(lines[at]) if at is not None else None
    return lines[at][m.end() :].strip() or None if m and at is not None else None


def _first(label: str, lines: Sequence[str], at: int = 0) -> int | None:
    """The first line, from one on, that a label of archives begins."""
    found = labels.pattern("press", label)
    return next((i for i in range(at, len(lines)) if found.match(lines[i])), None)


def _skip(lines: Sequence[str], at: int, *, blank: bool) -> int:
    """The first line, from one on, that is not blank, or that is."""
    while at < len(lines) and bool(lines[at]) != blank:
        at += 1
    return at


def _paragraph(lines: Sequence[str], at: int) -> str | None:
    """The first paragraph from a line on as one line, unless it is a field."""
    at = _skip(lines, at, blank=True)
    whole = " ".join(lines[at : min(at + 5, _skip(lines, at, blank=False))])
    return None if labels.pattern("press", "field").match(whole) else whole or None


# -- Nexis -------------------------------------------------------------------------------------


def _nexis(lines: Sequence[str], *, numbered: bool) -> Iterator[Draft]:
    """numbered: "1 of 25 DOCUMENTS" stood above, after which the publication comes first."""
    field = labels.pattern("press", "field")
    body = _first("body", lines)
    if body is not None:
        yield from _labelled(lines, body, numbered=numbered)
    elif numbered and sum(bool(field.match(line)) for line in lines) > 1:
        yield from _numbered(lines)


def _labelled(lines: Sequence[str], body: int, *, numbered: bool) -> Iterator[Draft]:
    """The newer layout: the headline, the publication, the day and fields above the line "Body"."""
    head = [line for line in lines[:body] if line]
    if not numbered:
        head = head[-_HEADER:]
    dates = _dates(head)[-1:]  # a cover page may stand above the first article
    title = _value("headline", head[:_HEADER])
    at = dates[0][0] if dates else len(head)
    if title is None and at >= 2:
        title = head[at - 2]
    text = _tailless(lines[body + 1 : _first("after", lines, body + 1)])
    yield from _draft(title, text, _day(dates, head), _value("byline", head[:_HEADER]))


def _numbered(lines: Sequence[str]) -> Iterator[Draft]:
    """The older layout: the publication, the day, the headline, then fields and the body."""
    head = [line for line in lines if line]
    dates = _dates(head)
    title = _value("headline", head[:_HEADER])
    below = 0
    if dates:
        places = [i for i, line in enumerate(lines) if line]
        below = _skip(lines, places[dates[0][0]] + 1, blank=False)  # the edition stands with it
        title = title or _paragraph(lines, below)
    text = _tailless(lines[_after_fields(lines, below) :])
    yield from _draft(title, text, _day(dates, head), _value("byline", head[:_HEADER]))


def _dates(head: Sequence[str]) -> list[tuple[int, Printed]]:
    """The days that lines of a header state, each with its line's place."""
    field = labels.pattern("press", "field")
    return [
        (at, found)
        for at, line in enumerate(head[:_HEADER])
        if not field.match(line) and not _RIGHTS.match(line) and (found := _dated(line))
    ]


def _day(dates: Sequence[tuple[int, Printed]], head: Sequence[str]) -> str | None:
    return dates[0][1].day if dates else _month(head[-12:])


def _after_fields(lines: Sequence[str], at: int) -> int:
    """Where the body begins: behind the fields that stand one below another in the header."""
    begins = at
    seen = False
    patterns = [labels.pattern("press", p) for p in ("field", "byline", "dateline", "headline")]
    while (at := _skip(lines, at, blank=True)) < len(lines):
        end = _skip(lines, at, blank=False)
        if any(p.match(lines[at]) for p in patterns):
            begins, seen = end, True
        elif seen:
            break
        at = end
    return begins


# -- Factiva -----------------------------------------------------------------------------------


def _factiva(lines: Sequence[str]) -> Iterator[Draft]:
    coded = _fields(lines)
    if "PD" in coded and ("HD" in coded or "LP" in coded):
        yield from _coded(coded)
        return
    length = _first("length", lines)
    if length is None:
        return
    above = [line for line in lines[:length] if line][-4:]
    title = max(above, key=len, default="")
    byline = next(iter(above[above.index(title) + 1 :]), None) if title else None
    published, begins = _below_length(lines, length + 1)
    published = published or _month(lines[length + 1 : length + 4])
    while begins < len(lines) and _RIGHTS.match(lines[begins]):
        begins += 1
    author = labels.pattern("press", "by").sub("", byline) if byline else None
    yield from _draft(title, _tailless(lines[begins:]), published, author)


def _coded(fields: dict[str, list[str]]) -> Iterator[Draft]:
    def line(code: str) -> str:
        return " ".join(" ".join(fields.get(code, [])).split())

    found = next(printed_days(line("PD")), None)
    day = found.day if found else _month([line("PD")])
    body = [*fields.get("LP", []), "", *fields.get("TD", [])]
    yield from _draft(line("HD"), body, day, labels.pattern("press", "by").sub("", line("BY")))


def _below_length(lines: Sequence[str], first: int) -> tuple[str | None, int]:
    """The day in the lines below the number of words, and where the body begins."""
    published: str | None = None
    begins = first
    for at in range(first, min(first + 15, len(lines))):
        found = _dated(lines[at]) if published is None else None
        if found is not None:
            published = found.day
        language = labels.pattern("press", "language").match(lines[at])
        if found or language or _RIGHTS.match(lines[at]):
            begins = at + 1
    return published, begins


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """Lines by the code of their field; a code counts only where the order lets it stand."""
    found: dict[str, list[str]] = {}
    last = -1
    current: list[str] | None = None
    for line in lines:
        m = _CODED.match(line)
        told = "" if m is None else m[2].removesuffix("|").rstrip()
        plain = m is not None and m[1] in _OF_CODES and told and " : " not in told
        if m is not None and not plain and (place := _CODES.index(m[1])) > last:
            last, current = place, found.setdefault(m[1], [])
            current.append(told)
        elif current is not None:
            current.append(line)
    return found


# -- Europresse --------------------------------------------------------------------------------


def _europresse(lines: Sequence[str], stated: str) -> Iterator[Draft]:
    """stated: the day in the document's number, which its header bears out."""
    dated = [(i, found) for i, line in enumerate(lines) if (found := _dated(line))]
    borne_out = [found for found in dated if stated in found[1].days]
    at = (borne_out or dated)[-1][0] + 1 if dated else 0
    title = _paragraph(lines, at)
    if title is None:
        return
    begins = _skip(lines, _skip(lines, at, blank=True), blank=False)
    ends = next((i for i in range(begins, len(lines)) if _RIGHTS.match(lines[i])), len(lines))
    body = lines[begins:ends]
    author = next((line for line in body if line), "")
    if len(author) > 80 or re.search(r"[.!?…»”\"]$", author):
        author = ""
    if author:
        body = body[body.index(author) + 1 :]
    yield from _draft(title, _tailless(body), stated, author)
