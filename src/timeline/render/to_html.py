"""One self-contained page: works from disk, offline, with scripts off, under a strict policy.

The page allows its own style and script by their SHA-256 (Content Security Policy Level 3) and
nothing else: no network, no frame, no form target.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from typing import Any, TextIO

from jinja2 import Environment, PackageLoader

from timeline.contract import GENERATOR, EventRow, MentionRow, quoted, reviewed
from timeline.render import Page
from timeline.render.citations import Citation, on_the_web
from timeline.render.interface import Interface, interface
from timeline.render.months import anchor, grouped
from timeline.render.page import lists, row, strip, sureness, under_way
from timeline.render.page.choices import attributes, choices
from timeline.render.page.times import times
from timeline.safe_text import clean, one_line
from timeline.web_address import checked, shown

_STYLES = ("page", "rows", "lists", "print")
_SCRIPTS = ("page", "digest", "times", "copy", "keys")


def chronology(page: Page, out: TextIO) -> None:
    """Write the page; with `page.horizontal`, with a horizontal timeline above the list."""
    styles = [asset(f"page/{name}.css") for name in _STYLES]
    # One block: its parts call each other.
    scripts = ["\n".join(asset(f"page/{name}.js") for name in _SCRIPTS)]
    if page.horizontal:
        styles.insert(0, asset("vendor/vis-timeline/vis-timeline.min.css"))
        styles.append(asset("page/horizontal.css"))
        scripts[:0] = [asset("vendor/vis-timeline/vis-timeline.min.js")]
        scripts.append(asset("page/horizontal.js"))
    events, ui = sorted(page.events, key=_order), interface(page.language)
    long, days = under_way.parted(events)
    out.writelines(
        _templates(ui)
        .get_template("page.html.j2")
        .generate(
            page=page,
            generator=GENERATOR,
            events=events,
            under_way=under_way.shown(long),
            days=days,
            times=times(days, ui),
            actors=lists.actors(events),
            places=lists.places(events),
            sources=lists.sources(events, page),
            titles={e["id"]: e["title"] for e in events},
            short=in_short(page),
            span=span(events, ui),
            strip=strip.drawn(days, ui),
            choices=list(choices(events, page, ui)),
            ui=ui,
            say=ui.say,
            counted=ui.counted,
            styles=styles,
            scripts=scripts,
            policy=policy(styles, scripts, foreign=page.horizontal),
        )
    )


def _templates(ui: Interface) -> Environment:
    """The page's templates, with the functions they use; what they fill in is escaped."""
    templates = Environment(
        loader=PackageLoader("timeline.render", "page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters = (
        accepted,
        address,
        anchor,
        attributes,
        clean,
        edited,
        grouped,
        host,
        lists.mapped,
        marked,
        on_the_web,
        parted,
        quoted,
        reviewed,
        row.by,
        row.weight,
        sureness.dated,
        sureness.is_by_hand,
        sureness.level,
    )
    templates.filters |= {function.__name__: function for function in filters}
    by_language = {"degrees": lambda point: ui.degrees(*point), "date": ui.date,
                   "figure": ui.figure, "type": ui.type, "status": ui.status,
                   "field": ui.field, "number": ui.number, "named": lambda month: ui.month(*month),
                   "called": lambda actor: row.called(actor, ui), "language": ui.language,
                   "beside": lambda event: row.beside(event, ui),
                   "valued": lambda value, field: valued(value, field, ui)}  # fmt: skip
    templates.filters |= {"line": one_line, **by_language}
    return templates


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


def span(events: Sequence[EventRow], ui: Interface) -> str:
    """The first and the last date told, as precisely as they are told; empty where none is."""
    dated = [e for e in events if e["start"] or e["end"]]
    if not dated:
        return ""
    first = min(dated, key=lambda e: _day(e["start"] or e["end"] or ""))["date"]
    last = max(dated, key=lambda e: _day(e["end"] or e["start"] or ""))["date"]
    first, last = _side(first, 0), _side(last, -1)
    return ui.date(first) if first == last else ui.span(ui.date(first), ui.date(last))


def _side(edtf: str, side: int) -> str:
    """The first or last date of a span; the other one where that is open."""
    parts = [p for p in edtf.split("/") if p not in ("", "..")]
    return parts[side] if parts else edtf


def in_short(page: Page) -> list[EventRow]:
    """The events of the page's digest, in its order; those that the page doesn't hold are none."""
    there = {event["id"] for event in page.events}
    return [event for event in page.digest if event["id"] in there]


def accepted(events: Sequence[EventRow]) -> list[EventRow]:
    """Those of the events that somebody looked at and found right."""
    return [e for e in events if reviewed(e)["verdict"] == "accepted"]


def _day(iso: str) -> tuple[int, int, int]:
    year, month, day = iso.rsplit("-", 2)
    return int(year), int(month), int(day)


def _order(row: EventRow) -> tuple[int, int, int, int, str]:
    """Undated last."""
    day = row["start"] or row["end"]
    return (1, 0, 0, 0, row["id"]) if day is None else (0, *_day(day), row["id"])


# -- what the templates ask for --------------------------------------------------------------------


def address(url: str) -> str:
    """An address that is linked, as people read it."""
    return shown(checked(url) or "")


def host(url: str) -> str:
    """Whose page it is, of an address that is linked."""
    return address(url).partition("/")[0]


def edited(row: EventRow) -> bool:
    """Whether a decision changed the event itself."""
    return any(d["action"] not in _REMARKS for d in row.get("decided", ()))


_REMARKS = frozenset(["accept", "note", "tag", "untag"])


def parted(cited: Sequence[Citation]) -> tuple[Citation, Sequence[Citation]]:
    """Where a quote is from, and where else its words stand."""
    return cited[0], cited[1:]


def valued(value: str, field: str, ui: Interface) -> str:
    """What a source tells of a field that others differ on, as people write it."""
    says: dict[str, Callable[[str], str]] = {
        "amounts": ui.figure, "date": ui.date, "status": ui.status}  # fmt: skip
    return says.get(field, str)(value)


def marked(mention: MentionRow) -> Iterator[tuple[str, str]]:
    """(tag, text) of the quote's parts: b the words that name the event, u those that date it."""
    quote, offset = mention["quote"], mention["start"]
    spans: list[tuple[str, Any]] = [("b", mention["trigger"]), ("u", mention["time_expression"])]
    cuts = sorted(
        (span["start"] - offset, span["end"] - offset, tag) for tag, span in spans if span
    )
    at = 0
    for start, end, tag in cuts:
        # One may lie inside the other ("Monday's vote"), or outside the quote.
        if at <= start < end <= len(quote):
            yield "", quote[at:start]
            yield tag, quote[start:end]
            at = end
    yield "", quote[at:]
