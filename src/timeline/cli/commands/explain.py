"""timeline explain: why an event is there: each quote in its context, its date, its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, TextIO

from timeline.cli import decision_ledger, merge_reasons, quote_context, stored_events, streams
from timeline.cli.options import (
    DATA_OUT,
    EventIds,
    Output,
    StoreDir,
    flag,
    format_of_these,
    one_of,
)
from timeline.contract import ConflictRow, DocumentRow, EventRow, MentionRow, Spot, spots, told_in
from timeline.render import Column
from timeline.store import Store

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from timeline.decisions import Ledger
    from timeline.render import FileOf
    from timeline.render.styles import Links

_FORMATS = ("table", "json", "jsonl")
_INDENT = (0, 0, 0, 2)
# How the names of what a mention's salience goes by begin among its rules.
_WEIGHED = "salience"


@dataclass(frozen=True)
class Explanation(Output):
    """In which format an event is explained."""

    format_: Annotated[str | None, format_of_these(_FORMATS)] = None


def command(
    ids: EventIds,
    pairs: Annotated[
        bool, flag("Compare every two mentions, however many there are.", "--pairs")
    ] = False,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Explanation,
) -> None:
    """Tell why events are there, quote by quote.

    Each mention is shown in its context, with what dated it, the rules that fired and what the
    sources differ on; then why they are one event, pair by pair, and what was decided of it. See
    the Id column of timeline show.
    """
    format_name = one_of("--format", output.format_name(), _FORMATS)
    ledger = decision_ledger.known(out_dir, output.say)
    with Store.read(out_dir) as store:
        found = {e["id"]: e for e in (stored_events.by_id(store, id_, ledger) for id_ in ids)}
        told = (_Explained.of(store, event, ledger, pairs=pairs) for event in found.values())
        if format_name != "table":
            output.sheets().write((Column("id"),), [one.row() for one in told])
            return
        of_them = {id_ for event in found.values() for id_ in _documents_of(event)}
        documents = {d["id"]: d for d in store.each_document() if d["id"] in of_them}
        names = {id_: id_ for id_ in documents} | store.names(documents.values())
        with streams.data(format_name) as out:
            for number, one in enumerate(told):
                if number:
                    out.write("\n")
                _tell(one, documents, names, store.file, out)
                merge_reasons.tell(one.event, one.links, one.decided, out)


@dataclass(frozen=True)
class _Explained:
    """An event and all that is told of it. whole: the event that it is part of; contexts: the text
    before and after the quote of each mention, where it is known."""

    event: EventRow
    whole: EventRow | None
    parts: list[EventRow]
    links: list[dict[str, Any]]
    decided: list[dict[str, Any]]
    contexts: list[tuple[str, str] | None]

    @classmethod
    def of(cls, store: Store, event: EventRow, ledger: Ledger, *, pairs: bool) -> _Explained:
        """What is told of an event. pairs: compare all its mentions."""
        return cls(
            event,
            store.event(event["part_of"]) if event["part_of"] else None,
            store.within(event["id"]),
            merge_reasons.links(store, event, every=pairs),
            merge_reasons.decided(store, event, ledger),
            quote_context.contexts(store, event["mentions"]),
        )

    def row(self) -> dict[str, Any]:
        """All of it as one record."""
        mentions = [
            {**m, "before": around[0], "after": around[1]} if around else dict(m)
            for m, around in zip(self.event["mentions"], self.contexts, strict=True)
        ]
        more = {
            "parts": [p["id"] for p in self.parts],
            "links": self.links,
            "decisions": self.decided,
        }
        return {**self.event, "mentions": mentions, **more}


def _documents_of(event: EventRow) -> set[str]:
    """The documents that an explanation names."""
    told = {name for m in event["mentions"] for name in told_in(m)}
    return told | {d for c in event["conflicts"] for v in c["values"] for d in v["documents"]}


def _differing(conflict: ConflictRow, names: Mapping[str, str]) -> str:
    from timeline.render.words import figure

    say = figure if conflict["field"] == "amounts" else str
    told = (
        f"{say(v['value'])} ({', '.join(names.get(d, d) for d in v['documents'])})"
        for v in conflict["values"]
    )
    return " | ".join(told)


def _tell(
    told: _Explained,
    documents: dict[str, DocumentRow],
    names: Mapping[str, str],
    file_of: FileOf,
    out: TextIO,
) -> None:
    from timeline.render.styles import Links
    from timeline.render.to_table import console, title
    from timeline.render.words import date

    screen = console(out)
    event, whole = told.event, told.whole
    heading = title(event)
    heading.stylize("bold")
    screen.print(heading)
    fact = partial(_fact, screen)
    fact("when", f"{date(event['date'])} ({event['date']})")
    fact("what", f"{event['type']}, {event['status']}")
    fact("who", "; ".join(_named(a["name"], a["aliases"]) for a in event["actors"]))
    fact("where", "; ".join(p["name"] for p in event["places"]))
    fact("amounts", "; ".join(a["text"] for a in event["amounts"]))
    fact("confidence", f"{event['confidence']:.2f}; salience {event['salience']:.2f}")
    fact("sources", "" if event["mentions"] else "none: somebody added it by hand")
    for name, said in merge_reasons.remarks(event, told.decided):
        fact(name, said)
    fact("id", event["id"])
    if event["part_of"]:
        fact("part of", f"{whole['title']} ({whole['id']})" if whole else event["part_of"])
    for part in told.parts:
        fact("has as a part", f"{part['title']} ({part['id']})")
    for conflict in event["conflicts"]:
        fact(f"sources differ on {conflict['field']}", _differing(conflict, names))
    links = Links(documents.values(), screen, file_of)
    last = ""
    for number, (mention, around) in enumerate(
        zip(event["mentions"], told.contexts, strict=True), 1
    ):
        if mention["document"] != last:
            last = mention["document"]
            _tell_source(screen, Spot(last), names.get(last, last), documents.get(last), links)
        _tell_mention(screen, number, mention, around, names, links)


def _fact(screen: Console, name: str, value: str, indent: int = 2) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from timeline.safe_text import clean

    if value:
        said = Text.assemble((f"{name}: ", "bold"), clean(value))
        screen.print(Padding(said, (0, 0, 0, indent), expand=False))


def _tell_source(
    screen: Console, spot: Spot, name: str, document: DocumentRow | None, links: Links
) -> None:
    from rich.padding import Padding
    from rich.text import Text

    screen.print()
    source = Text(_source(name, document), style="bold")
    source.stylize(links.style(spot))
    screen.print(source)
    if (address := _address(document)) is not None:
        screen.print(Padding(Text(address, links.web(spot.document)), _INDENT, expand=False))


def _tell_mention(
    screen: Console,
    number: int,
    mention: MentionRow,
    around: tuple[str, str] | None,
    names: Mapping[str, str],
    links: Links,
) -> None:
    from rich.padding import Padding
    from rich.text import Text

    fact = partial(_fact, screen, indent=5)
    quote = Text.assemble((f"{number}. ", "bold"), _quote(mention, around))
    screen.print(Padding(quote, _INDENT, expand=False))
    there = spots(mention)
    if there[0].page is not None:
        page = Text.assemble(("page: ", "bold"), (str(there[0].page), links.style(there[0])))
        screen.print(Padding(page, (0, 0, 0, 5), expand=False))
    time = mention["time_expression"]
    by = f'by "{time["text"]}" ({time["value"]}, {time["how"]})' if time else "by its context"
    sure = f"{mention['status']}, confidence {mention['confidence']:.2f}"
    fact("dated", f"{mention['date']} {by}; {sure}")
    fact("also in", "; ".join(_at(spot, names) for spot in there[1:]))
    fact("rules", ", ".join(r for r in mention["rules"] if not r.startswith(_WEIGHED)))
    fact("kept", _weighed(mention["rules"]))
    if around is None:
        fact("note", "the text of the article is not kept: no context; extract it again")


def _weighed(rules: list[str]) -> str:
    """What speaks for a mention and what against it, of the traits that count most."""
    sides = (("for it", f"{_WEIGHED}+"), ("against it", f"{_WEIGHED}-"))
    told = ((s, [r.removeprefix(mark) for r in rules if r.startswith(mark)]) for s, mark in sides)
    return "; ".join(f"{side} {', '.join(traits)}" for side, traits in told if traits)


def _at(spot: Spot, names: Mapping[str, str]) -> str:
    from timeline.render.citations import on_page

    return ", ".join(filter(None, (names.get(spot.document, spot.document), on_page(spot))))


def _address(document: DocumentRow | None) -> str | None:
    from timeline.web_address import checked, shown

    address = None if document is None else checked(document["url"])
    return None if address is None else shown(address)


def _named(name: str, aliases: list[str]) -> str:
    return f"{name} (also {', '.join(aliases)})" if aliases else name


def _source(name: str, document: DocumentRow | None) -> str:
    from timeline.render.words import date
    from timeline.safe_text import clean

    if document is None:
        return clean(name)
    published, how = document["published"], document["published_how"]
    when = f"published {date(published)} ({how})" if published else "publication date unknown"
    named = f"{document['title']}, " if document["title"] else ""
    kind = f"; {document['kind']} ({', '.join(document['kind_by'])})" if document["kind"] else ""
    return clean(f"{name}: {named}{when}{kind}")


def _quote(mention: MentionRow, around: tuple[str, str] | None) -> Text:
    """The quote in its context, with the trigger bold and the time expression underlined."""
    from rich.text import Text

    from timeline.safe_text import one_line

    before, after = around or ("", "")
    quote, offset = mention["quote"], mention["start"]
    trigger, time = mention["trigger"], mention["time_expression"]
    styles = [""] * len(quote)
    for mark, style in ((trigger, "bold"), (time, "underline")):
        if mark is not None:
            for at in range(max(mark["start"] - offset, 0), min(mark["end"] - offset, len(quote))):
                styles[at] = f"{styles[at]} {style}".strip()
    told = Text()
    told.append(one_line(before).lstrip(), style="dim")
    told.append("“")
    at = 0
    for style, run in groupby(styles):
        width = len(list(run))
        told.append(one_line(quote[at : at + width]), style=style)
        at += width
    told.append("”")
    told.append(one_line(after).rstrip(), style="dim")
    return told
