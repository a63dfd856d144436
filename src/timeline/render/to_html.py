"""One self-contained page: works from disk, offline, with scripts off, under a strict policy.

The page allows its own style and script by their SHA-256 (Content Security Policy Level 3) and
nothing else: no network, no frame, no form target.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import TextIO

from timeline.contract import EventRow
from timeline.render import Page
from timeline.render.months import anchor, grouped, named
from timeline.render.page import cards, filters, strip
from timeline.render.words import date

KEYS = "Keys: / to search, j and k to go on and back, Enter to open, Esc to show all."


def chronology(page: Page, out: TextIO) -> None:
    """Write the page; with `page.horizontal`, with a horizontal timeline above the list."""
    styles, scripts = [asset("page/page.css")], [asset("page/page.js")]
    if page.horizontal:
        styles.insert(0, asset("vendor/vis-timeline/vis-timeline.min.css"))
        styles.append(asset("page/horizontal.css"))
        scripts[:0] = [asset("vendor/vis-timeline/vis-timeline.min.js")]
        scripts.append(asset("page/horizontal.js"))
    out.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        f'content="{policy(styles, scripts, foreign=page.horizontal)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(_title(page.events))}</title>\n"
    )
    for style in styles:
        out.write(f"<style>{style}</style>\n")
    out.write("</head>\n<body>\n")
    for part in _body(page):
        out.write(part)
    for script in scripts:
        out.write(f"<script>{script}</script>\n")
    out.write("</body>\n</html>\n")


def asset(name: str) -> str:
    """A file that goes into the page as it stands."""
    return files("timeline.render").joinpath(name).read_text(encoding="utf-8")


def policy(styles: Sequence[str], scripts: Sequence[str], *, foreign: bool = False) -> str:
    """The content-security policy that allows these blocks of style and script alone.

    foreign: vis-timeline brings its style with it as it runs, which takes 'unsafe-inline' for
    styles; scripts stay bound to their hashes.
    """
    style = "'unsafe-inline'" if foreign else _hashes(styles)
    return (
        f"default-src 'none'; style-src {style}; script-src {_hashes(scripts)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(blocks: Sequence[str]) -> str:
    digests = (hashlib.sha256(block.encode()).digest() for block in blocks)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _title(events: Sequence[EventRow]) -> str:
    said = span(events)
    return f"Chronology, {said}" if said else "Chronology"


def span(events: Sequence[EventRow]) -> str:
    """The first and the last date told, as precisely as they are told; empty where none is."""
    dated = [e for e in events if e["start"] or e["end"]]
    if not dated:
        return ""
    first = min(dated, key=lambda e: _day(e["start"] or e["end"] or ""))["date"]
    last = max(dated, key=lambda e: _day(e["end"] or e["start"] or ""))["date"]
    first, last = _side(first, 0), _side(last, -1)
    return date(first) if first == last else f"{date(first)} to {date(last)}"


def _side(edtf: str, side: int) -> str:
    """The first or last date of a span; the other one where that is open."""
    parts = [p for p in edtf.split("/") if p not in ("", "..")]
    return parts[side] if parts else edtf


def _day(iso: str) -> tuple[int, int, int]:
    year, month, day = iso.rsplit("-", 2)
    return int(year), int(month), int(day)


def _body(page: Page) -> Iterator[str]:
    events = sorted(page.events, key=_order)
    names = {d["id"]: d for d in page.documents}
    titles = {e["id"]: e["title"] for e in events}
    told = sorted({m["document"] for e in events for m in e["mentions"]})
    yield '<a class="skip" href="#events">Skip to the events</a>\n<header>'
    yield f"<h1>Chronology</h1><p>{escape(span(events))}</p>"
    yield f'<p><span id="count" role="status">{_count(len(events), "event")}</span>'
    yield f" from {_count(len(told), 'article')}</p>"
    if page.horizontal:
        yield '<div id="horizontal" role="group" aria-label="Horizontal timeline" hidden></div>'
    yield f'<nav id="strip" aria-label="Jump to a time">{strip.svg(events)}</nav>'
    yield "".join(filters.form(events, names))
    yield '</header>\n<main id="events" tabindex="-1">\n'
    if not events:
        yield "<p>No event to show.</p>\n"
    decade = None
    for year, months in grouped(events):
        heading = "Undated" if year is None else escape(named((year, 0)))
        where = "undated" if year is None else anchor((year, 0))
        yield f'<section class="year" id="{where}" aria-label="{heading}">'
        if year is not None and year // 10 != decade:
            decade = year // 10
            yield f'<a class="decade" id="d{decade * 10}"></a>'
        yield f"<h2>{heading}</h2>\n"
        for month, rows in months:
            if month is not None and month[1]:
                yield f'<section class="month" id="{anchor(month)}"><h3>{escape(named(month))}</h3>'
            else:
                yield '<section class="month">'
            yield "<ol>\n"
            for row in rows:
                yield from cards.event(row, page, names, titles)
            yield "</ol></section>\n"
        yield "</section>\n"
    yield f'</main>\n<footer><p class="keys">{KEYS}</p>{_sources(page, told)}</footer>\n'


def _order(row: EventRow) -> tuple[int, int, int, int, str]:
    """Undated last."""
    day = row["start"] or row["end"]
    return (1, 0, 0, 0, row["id"]) if day is None else (0, *_day(day), row["id"])


def _sources(page: Page, told: Sequence[str]) -> str:
    rows = [d for d in page.documents if d["id"] in set(told)]
    items = "".join(
        f'<li lang="{escape(d["language"])}">{escape(d["title"] or d["id"])}'
        f"{', ' + escape(date(d['published'])) if d['published'] else ''}"
        f' <span class="path">{escape(d["id"])}</span></li>\n'
        for d in rows
    )
    return f"<details><summary>Articles</summary><ul>\n{items}</ul></details>"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
