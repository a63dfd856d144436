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
_FACTIVA = re.compile(r"Document ([A-Z]{3,12}\d{8,}\w{6,})$")
_EUROPRESSE = re.compile(r"(?:\w{1,10}\.?\s?:\s?)?[a-z]{3,6}[·•](\d{4})(\d{2})(\d{2})[·•]\S+$")
_MARK = re.compile(r"\b[a-z]{3,6}[·•]\d{8}[·•]|\bDocument [A-Z]{3,12}\d{8}")
# Factiva's fields in the order in which they stand.
_CODES = (
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
    "CT", "RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN",
)  # fmt: skip
# These hold codes with their meanings, so that "IN March it fell" is a line of the body.
_OF_CODES = frozenset({"CO", "IN", "NS", "RE"})
_CODED = re.compile(rf"(?:\|\s*)?({'|'.join(_CODES)})(?:\s*\||\s+|$)\s*(.*?)\s*\|?$")
_RIGHTS = re.compile(
    r"copyright\b|©|\(c\) ?(?:\d{4}|copyright)"
    r"|.{0,40}\b(?:tous droits réservés|all rights reserved)",
    re.I,
)
_PAGE = re.compile(r"page \d+ (?:of|de|sur|/) \d+.{0,80}$", re.I)
_MARKUP = re.compile(r"^(?:#{1,6}\s|\*\*|- )|\*\*$")
# What may stand behind the day in the line that dates an article: page, hour, number of words.
_BEHIND = re.compile(
    r"(?:[\s,;:–—|()-]|(?:pp?|pg)\.?\s?\S{1,14}|(?:à\s|at\s)?\d{1,2}[:h]\d{0,2}(?::\d\d)?|[ap]\.?m\.?\b"
    r"|(?:UTC|GMT|[A-Z]{3,4}\b)|[+-]\d{1,2}:?\d{0,2}|\d[\d ,.]* (?:mots|words))*"
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
    warned = () if published else ("the archive does not say when it was published",)
    yield Draft(
        text=f"{title}\n\n{text}" if title else text,
        title=title or None,
        published=published,
        published_how="metadata" if published else "unknown",
        author=author or None,
        warnings=warned,
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


def _value(pattern: re.Pattern[str], lines: Sequence[str]) -> str | None:
    for line in lines:
        if m := pattern.match(line):
            return line[m.end() :].strip() or None
    return None


# -- Nexis -------------------------------------------------------------------------------------


def _nexis(lines: Sequence[str], *, numbered: bool) -> Iterator[Draft]:
    """numbered: "1 of 25 DOCUMENTS" stood above, after which the publication comes first."""
    body = next(
        (i for i, line in enumerate(lines) if labels.pattern("press", "body").match(line)), None
    )
    fields = [
        i
        for i, line in enumerate(lines[: body or None])
        if labels.pattern("press", "field").match(line)
    ]
    if body is None and not (numbered and len(fields) > 1):
        return
    starts = len(lines) if body is None else body
    head = [(i, line) for i, line in enumerate(lines[:starts]) if line]
    if not numbered:
        head = head[-_HEADER:]
    dates = [
        (at, found)
        for at, (_, line) in enumerate(head[:_HEADER])
        if not labels.pattern("press", "field").match(line)
        and not _RIGHTS.match(line)
        and (found := _dated(line))
    ]
    if body is not None:
        dates = dates[-1:]  # a cover page may stand above the first article
    day = dates[0][1].day if dates else _month([line for _, line in head[-12:]])
    author = _value(labels.pattern("press", "byline"), [line for _, line in head[:_HEADER]])
    title = _value(labels.pattern("press", "headline"), [line for _, line in head[:_HEADER]])
    if body is not None:
        at = dates[0][0] if dates else len(head)
        if title is None and at >= 2:
            title = head[at - 2][1]
        ends = next(
            (
                i
                for i in range(body + 1, len(lines))
                if labels.pattern("press", "after").match(lines[i])
            ),
            None,
        )
        yield from _draft(title, _tailless(lines[body + 1 : ends]), day, author)
        return
    below = head[dates[0][0]][0] + 1 if dates else 0
    while dates and below < len(lines) and lines[below]:
        below += 1  # the edition stands with the day
    if title is None and dates:
        title = _paragraph(lines, below)
    begins = _after_fields(lines, below)
    yield from _draft(title, _tailless(lines[begins:]), day, author)


def _after_fields(lines: Sequence[str], at: int) -> int:
    """Where the body begins: behind the fields that stand one below another in the header."""
    begins = at
    seen = False
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end]:
            end += 1
        label = labels.pattern("press", "field").match(lines[at]) or labels.pattern(
            "press", "byline"
        ).match(lines[at])
        label = label or labels.pattern("press", "dateline").match(lines[at])
        label = label or labels.pattern("press", "headline").match(lines[at])
        if label:
            begins, seen = end, True
        elif seen:
            break
        at = end
    return begins


def _paragraph(lines: Sequence[str], at: int) -> str | None:
    """The first paragraph from a line on as one line, unless it is a field."""
    while at < len(lines) and not lines[at]:
        at += 1
    end = at
    while end < len(lines) and lines[end] and end - at < 5:
        end += 1
    whole = " ".join(lines[at:end])
    return None if labels.pattern("press", "field").match(whole) else whole or None


# -- Factiva -----------------------------------------------------------------------------------


def _factiva(lines: Sequence[str]) -> Iterator[Draft]:
    coded = _fields(lines)
    if "PD" in coded and ("HD" in coded or "LP" in coded):
        headline = " ".join(" ".join(coded.get("HD", [])).split())
        found = next(printed_days(" ".join(coded["PD"])), None)
        body = [*coded.get("LP", []), "", *coded.get("TD", [])]
        writer = labels.pattern("press", "by").sub(
            "", " ".join(" ".join(coded.get("BY", [])).split())
        )
        day = found.day if found else _month([" ".join(coded["PD"]).strip()])
        yield from _draft(headline, body, day, writer)
        return
    length = next(
        (i for i, line in enumerate(lines) if labels.pattern("press", "length").match(line)), None
    )
    if length is None:
        return
    above = [line for line in lines[:length] if line][-4:]
    title = max(above, key=len, default="")
    byline = next(iter(above[above.index(title) + 1 :]), None) if title else None
    published: str | None = None
    begins = length + 1
    for at in range(length + 1, min(length + 16, len(lines))):
        line = lines[at]
        found = _dated(line) if published is None else None
        if found is not None:
            published = found.day
        if found or labels.pattern("press", "language").match(line) or _RIGHTS.match(line):
            begins = at + 1
    published = published or _month(lines[length + 1 : length + 4])
    while begins < len(lines) and _RIGHTS.match(lines[begins]):
        begins += 1
    author = labels.pattern("press", "by").sub("", byline) if byline else None
    yield from _draft(title, _tailless(lines[begins:]), published, author)


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """Lines by the code of their field; a code counts only where the order lets it stand."""
    found: dict[str, list[str]] = {}
    last = -1
    current: list[str] | None = None
    for line in lines:
        m = _CODED.match(line)
        plain = m is not None and m[1] in _OF_CODES and m[2] and " : " not in m[2]
        if m is not None and not plain and (place := _CODES.index(m[1])) > last:
            last, current = place, found.setdefault(m[1], [])
            current.append(m[2])
        elif current is not None:
            current.append(line)
    return found


# -- Europresse --------------------------------------------------------------------------------


def _europresse(lines: Sequence[str], stated: str) -> Iterator[Draft]:
    """stated: the day in the document's number, which its header bears out."""
    dated = [(i, found) for i, line in enumerate(lines) if (found := _dated(line))]
    of_day = [i for i, found in dated if stated in found.days] or [i for i, _ in dated]
    at = of_day[-1] if of_day else -1
    title = _paragraph(lines, at + 1)
    if title is None:
        return
    begins = at + 1
    while begins < len(lines) and not lines[begins]:
        begins += 1
    while begins < len(lines) and lines[begins]:
        begins += 1
    ends = next((i for i in range(begins, len(lines)) if _RIGHTS.match(lines[i])), len(lines))
    body = lines[begins:ends]
    author = next((line for line in body if line), None)
    if author is not None and (len(author) > 80 or re.search(r"[.!?…»”\"]$", author)):
        author = None
    if author is not None:
        body = body[body.index(author) + 1 :]
    yield from _draft(title, _tailless(body), stated, author)
